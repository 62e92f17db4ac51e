// Items spread evenly over a sequence of unknown length, in one pass: every stride-th is kept, and when too many are, every second of
// them goes and the stride doubles.

export class EvenSample<T> {
  readonly #wanted: number
  #kept: T[] = []
  #stride = 1
  #seen = 0

  constructor(wanted: number) {
    this.#wanted = wanted
  }

  /** `keep` is called only for an item that is kept. */
  offer(keep: () => T): void {
    if (this.#seen++ % this.#stride !== 0) return
    this.#kept.push(keep())
    if (this.#kept.length < 2 * this.#wanted) return
    this.#kept = this.#kept.filter((_, index) => index % 2 === 0)
    this.#stride *= 2
  }

  /** At most as many as wanted, evenly spread and in order. */
  items(): T[] {
    const count = this.#kept.length
    if (count <= this.#wanted) return this.#kept
    return Array.from({ length: this.#wanted }, (_, index) => this.#kept[Math.floor((index * count) / this.#wanted)]!)
  }
}
