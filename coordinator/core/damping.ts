// Servers that come and go are taken back later and later: one that was taken out n times lately waits 2^n times the readmission time, so
// that chains are not churned faster than they can be repaired. Not durable: a new coordinator gives everybody a fresh start.
import type { Limits } from './limits.ts'

/** Beyond this many times the wait grows no more. */
const timesMax = 8

interface Record {
  times: number
  /** When it was last taken out. */
  at: number
}

export class Damping {
  readonly #limits: Limits
  readonly #records = new Map<number, Record>()

  constructor(limits: Limits) {
    this.#limits = limits
  }

  takenOut(server: number, now: number): void {
    const times = Math.min(timesMax, this.#times(server, now) + 1)
    this.#records.set(server, { times, at: now })
  }

  /** From when the server may learn again. */
  admissibleFrom(server: number, now: number): number {
    const record = this.#records.get(server)
    if (record === undefined) return 0
    const times = this.#times(server, now)
    if (times === 0) this.#records.delete(server)
    return times === 0 ? 0 : record.at + 2 ** record.times * this.#limits.readmissionMs
  }

  forget(server: number): void {
    this.#records.delete(server)
  }

  /** How often lately. */
  #times(server: number, now: number): number {
    const record = this.#records.get(server)
    if (record === undefined) return 0
    return Math.max(0, record.times - Math.floor((now - record.at) / this.#limits.forgiveMs))
  }
}
