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
  readonly #exited: Promise<unknown>

  private constructor(child: ChildProcess) {
    this.#process = child
    this.#exited = once(child, 'exit')
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
    const over = new AbortController()
    const message = once(this.#process, 'message', { signal: over.signal })
    const ended = this.#exited.then(() => {
      over.abort()
      throw new Error('the process of the LevelDB floor ended')
    })
    const [said] = await Promise.race([message, ended])
    return said
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#process.connected) return
    this.#process.disconnect()
    await this.#exited
  }
}
