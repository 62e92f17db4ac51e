// Asks the process of the LevelDB floor (level-process.ts) for measurements.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export type LevelKind = 'get' | 'put' | 'chainedPut'

export interface LevelRequest {
  readonly kind: LevelKind
  readonly warmUpMs: number
  readonly measuredMs: number
}

export interface LevelAnswer {
  readonly operations: number
  readonly seconds: number
  /** Of the whole process, in microseconds. */
  readonly cpuUs: number
}

export class LevelFloor implements AsyncDisposable {
  readonly #process: ChildProcess

  private constructor(child: ChildProcess) {
    this.#process = child
  }

  /** Resolves when its store holds all objects. */
  static async start(): Promise<LevelFloor> {
    const floor = new LevelFloor(fork(fileURLToPath(new URL('level-process.ts', import.meta.url))))
    await floor.#message()
    return floor
  }

  measure(request: LevelRequest): Promise<LevelAnswer> {
    this.#process.send(request)
    return this.#message() as Promise<LevelAnswer>
  }

  async #message(): Promise<unknown> {
    const [message] = await Promise.race([once(this.#process, 'message'), this.#ended()])
    return message
  }

  async #ended(): Promise<never> {
    await once(this.#process, 'exit')
    throw new Error('the process of the LevelDB floor ended')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#process.connected) return
    const exited = once(this.#process, 'exit')
    this.#process.disconnect()
    await exited
  }
}
