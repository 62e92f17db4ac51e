// The keys whose objects came into a region within the last Δ, created there or relocated to it. Whoever counts objects by region asks for
// them: a region that opened up to Δ earlier may have shown the same object in its old place (protocol.md section 3). Volatile: a restart
// gives the region another epoch, and with it every search begins after the arrivals that were forgotten.
import type { Bytes } from '../values/bytes.ts'
import { departureMs } from './remember.ts'

interface Arrival {
  readonly orderedKey: Bytes
  /** Of the run's own clock. */
  readonly atMs: number
}

export class Arrivals {
  #arrivals: Arrival[] = []
  /** How many at the front are forgotten; they are dropped now and then, many at once. */
  #forgotten = 0

  add(orderedKey: Bytes, nowMs: number): void {
    this.#forget(nowMs)
    this.#arrivals.push({ orderedKey, atMs: nowMs })
  }

  /** In ordered form, oldest first; a key may come several times. */
  *recent(nowMs: number): Iterable<Bytes> {
    this.#forget(nowMs)
    for (let index = this.#forgotten; index < this.#arrivals.length; index++) yield this.#arrivals[index]!.orderedKey
  }

  #forget(nowMs: number): void {
    const arrivals = this.#arrivals
    while (this.#forgotten < arrivals.length && nowMs - arrivals[this.#forgotten]!.atMs > departureMs) this.#forgotten++
    if (this.#forgotten * 2 < arrivals.length) return
    this.#arrivals = arrivals.slice(this.#forgotten)
    this.#forgotten = 0
  }
}
