// Objects in the order of an attribute that no index helps with: everything that matches is looked at once, only places are kept (with a
// limit only the best), then the objects are read in order.
import type { Snapshot } from '../ports/store.ts'
import { copyBytes } from '../values/bytes.ts'
import { BestPlaces } from './best-places.ts'
import { type Allowance, getNamedObject, type ObjectSource, type StoredObject } from './object-source.ts'
import type { RangeReader } from './range-reader.ts'
import type { Place, RowOrder } from './row-order.ts'

interface Collected extends Place {
  readonly region: number
}

export interface CollectionOptions {
  readonly snapshot: Snapshot
  readonly order: RowOrder
  /** Of distinct keys. */
  readonly source: ObjectSource
  /** Undefined when the object does not match or lies before the place to go on from. */
  readonly placeOf: (stored: StoredObject) => Place | undefined
  /** Objects wanted at most; infinite: all. */
  readonly limit: number
  readonly allowance: Allowance
}

export class SortedCollection implements ObjectSource {
  readonly judged = true
  readonly #options: CollectionOptions
  readonly #best: BestPlaces<Collected>
  #sorted: readonly Collected[] | undefined
  #next = 0

  constructor(options: CollectionOptions) {
    this.#options = options
    this.#best = new BestPlaces(options.limit, (a, b) => options.order.compare(a, b))
  }

  hungry(): readonly RangeReader[] {
    return this.#sorted ? [] : this.#options.source.hungry()
  }

  next(): StoredObject | 'waiting' | undefined {
    const { snapshot, allowance } = this.#options
    if (!this.#sorted && !this.#collect()) return 'waiting'
    const at = this.#sorted?.[this.#next]
    if (!at) return undefined
    if (allowance.left <= 0) return 'waiting'
    this.#next++
    return getNamedObject(snapshot, at, allowance)
  }

  /** True once everything was looked at. */
  #collect(): boolean {
    const { source, placeOf, allowance } = this.#options
    while (allowance.left > 0) {
      const stored = source.next()
      if (stored === 'waiting') return false
      if (!stored) {
        this.#sorted = this.#best.sorted()
        return true
      }
      const place = placeOf(stored)
      if (place) this.#best.add({ orderForm: place.orderForm, keyForm: copyBytes(place.keyForm), region: stored.region })
    }
    return false
  }
}
