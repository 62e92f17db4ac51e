// Calls whose deadlines end long before the trouble they meet: how much later than that they end. They change nothing.
import { setTimeout as pause } from 'node:timers/promises'
import { type Database, HyperdexError } from '../../../src/index.ts'
import { tortureSchema } from './recorded-load.ts'

const timeoutMs = 300
const betweenCallsMs = 100
/** That no object has. */
const noColor = 'of nothing'

export interface Punctuality {
  readonly calls: number
  /** That ended with TIMEOUT, or without a known outcome. */
  readonly over: number
  /** The longest time that a call took beyond its deadline, in milliseconds. */
  readonly latestMs: number
}

export class Hurried {
  readonly #stop = new AbortController()
  readonly #running: Promise<unknown>
  #calls = 0
  #over = 0
  #latestMs = 0

  /** Each of the callers has a key of its own, of which there is no object: so no other call waits behind its calls. */
  constructor(db: Database, callers: number) {
    const objects = db.space(tortureSchema)
    const deadline = { timeoutMs }
    const kinds: readonly ((key: string) => Promise<unknown>)[] = [
      (key) => objects.get(key, deadline),
      (key) => objects.condPut(key, { color: noColor }, { sum: 0 }, deadline),
      () => objects.count({ color: noColor }, deadline),
    ]
    const run = async (key: string) => {
      for (let call = 0; !this.#stop.signal.aborted; call++) {
        await this.#timed(() => kinds[call % kinds.length]!(key))
        await pause(betweenCallsMs)
      }
    }
    this.#running = Promise.all(Array.from({ length: callers }, (_, index) => run(`nobody-${index}`)))
  }

  async #timed(call: () => Promise<unknown>): Promise<void> {
    const began = performance.now()
    try {
      await call()
    } catch (error) {
      if (!(error instanceof HyperdexError)) throw error
      if (error.code === 'TIMEOUT' || error.code === 'OUTCOME_UNKNOWN') this.#over++
    }
    this.#calls++
    this.#latestMs = Math.max(this.#latestMs, performance.now() - began - timeoutMs)
  }

  async stop(): Promise<Punctuality> {
    this.#stop.abort()
    await this.#running
    return { calls: this.#calls, over: this.#over, latestMs: this.#latestMs }
  }
}
