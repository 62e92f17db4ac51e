// The first so many places of a stream of places in no order: a heap whose top is the last of them, so that each further place is
// compared with one.
import { Heap } from './heap.ts'
import type { Place } from './row-order.ts'

export class BestPlaces<Item extends Place> {
  readonly #limit: number
  readonly #compare: (a: Place, b: Place) => number
  readonly #lastFirst: Heap<Item>

  /** `limit` may be infinite: then everything is kept. */
  constructor(limit: number, compare: (a: Place, b: Place) => number) {
    this.#limit = limit
    this.#compare = compare
    this.#lastFirst = new Heap<Item>((a, b) => compare(b, a))
  }

  add(item: Item): void {
    const last = this.#lastFirst.top
    if (this.#lastFirst.size < this.#limit) this.#lastFirst.push(item)
    else if (last && this.#compare(item, last) < 0) this.#lastFirst.replaceTop(item)
  }

  /** All that are kept, in order. */
  sorted(): Item[] {
    return [...this.#lastFirst.items()].sort(this.#compare)
  }
}
