// What a server's log says of its coordinators: why each does not take it in, being away or none that leads, once for each reason, and when one does.
import type { HyperdexError } from '../errors.ts'

export interface ServerLog {
  info(text: string): void
  warn(text: string): void
  error(text: string): void
}

export class CoordinatorContact {
  readonly #log: ServerLog | undefined
  /** By address. */
  readonly #problems = new Map<string, string>()

  constructor(log: ServerLog | undefined) {
    this.#log = log
  }

  /** Without an error it ended the conversation in order. */
  lost(address: string, error: HyperdexError | undefined): void {
    const problem = error?.message.replace(`${address}: `, '') ?? 'it ended the stream'
    if (this.#problems.get(address) === problem) return
    this.#problems.set(address, problem)
    this.#log?.warn(`from the coordinator at ${address}: ${problem}; trying again`)
  }

  found(address: string): void {
    if (this.#problems.size === 0) return
    this.#problems.clear()
    this.#log?.info(`the coordinator at ${address} answers`)
  }
}
