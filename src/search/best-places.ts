// The first so many places of a stream of places in no order: a heap whose top is the last of them, so that each further place is
// compared with one. What is kept is bounded in number and in bytes: the last ones give way, and `cut` says that there were more.
import { Heap } from './heap.ts'
import type { Place } from './row-order.ts'

export interface PlacesBound {
  readonly places: number
  /** Of their forms. */
  readonly bytes: number
}

export class BestPlaces<Item extends Place> {
  readonly #bound: PlacesBound
  readonly #compare: (a: Place, b: Place) => number
  readonly #lastFirst: Heap<Item>
  #bytes = 0
  /** The first place that gave way: nothing from it on can be kept any more, for it would lie behind a gap. */
  #end: Place | undefined

  constructor(bound: PlacesBound, compare: (a: Place, b: Place) => number) {
    this.#bound = bound
    this.#compare = compare
    this.#lastFirst = new Heap<Item>((a, b) => compare(b, a))
  }

  /** Some places came that are not kept. */
  get cut(): boolean {
    return this.#end !== undefined
  }

  /** Whether a place that comes now is to be kept; else it counts as one that gave way. */
  admits(place: Place): boolean {
    if (this.#end && this.#compare(place, this.#end) >= 0) return false
    const last = this.#lastFirst.top
    if (this.#lastFirst.size < this.#bound.places || (last && this.#compare(place, last) < 0)) return true
    this.#end = place
    return false
  }

  /** Keeps a place that is admitted. One place is kept however large it is. */
  add(item: Item): void {
    this.#lastFirst.push(item)
    this.#bytes += sizeOf(item)
    while (this.#lastFirst.size > this.#bound.places || (this.#bytes > this.#bound.bytes && this.#lastFirst.size > 1)) {
      this.#end = this.#lastFirst.pop()!
      this.#bytes -= sizeOf(this.#end)
    }
  }

  /** All that are kept, in no order. */
  items(): readonly Item[] {
    return this.#lastFirst.items()
  }
}

function sizeOf({ orderForm, keyForm }: Place): number {
  return orderForm.length + keyForm.length
}
