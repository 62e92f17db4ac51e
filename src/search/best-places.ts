// The first so many places of a stream of places in no order: a heap whose root is the last of them, so that each further place is
// compared with one.
import type { Place } from './row-order.ts'

export class BestPlaces<Item extends Place> {
  readonly #limit: number
  readonly #compare: (a: Place, b: Place) => number
  readonly #heap: Item[] = []

  /** `limit` may be infinite: then everything is kept. */
  constructor(limit: number, compare: (a: Place, b: Place) => number) {
    this.#limit = limit
    this.#compare = compare
  }

  add(item: Item): void {
    const heap = this.#heap
    if (heap.length < this.#limit) {
      heap.push(item)
      if (this.#limit !== Number.POSITIVE_INFINITY) this.#rise(heap.length - 1)
    } else if (heap.length > 0 && this.#compare(item, heap[0]!) < 0) {
      heap[0] = item
      this.#sink()
    }
  }

  /** All that are kept, in order. */
  sorted(): Item[] {
    return [...this.#heap].sort(this.#compare)
  }

  #rise(index: number): void {
    const heap = this.#heap
    let child = index
    while (child > 0) {
      const parent = (child - 1) >>> 1
      if (this.#compare(heap[child]!, heap[parent]!) <= 0) return
      this.#swap(child, parent)
      child = parent
    }
  }

  #sink(): void {
    const heap = this.#heap
    let parent = 0
    for (;;) {
      let largest = parent
      for (let child = 2 * parent + 1; child <= 2 * parent + 2 && child < heap.length; child++) {
        if (this.#compare(heap[child]!, heap[largest]!) > 0) largest = child
      }
      if (largest === parent) return
      this.#swap(parent, largest)
      parent = largest
    }
  }

  #swap(a: number, b: number): void {
    const held = this.#heap[a]!
    this.#heap[a] = this.#heap[b]!
    this.#heap[b] = held
  }
}
