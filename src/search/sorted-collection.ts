// Objects in the order of an attribute that no index helps with: everything that matches is looked at, only places are kept (with a limit
// only the best), then the objects are read in order. Where there are more than memory should hold, the best so many are kept and read,
// and everything is looked at again for those behind them: as many passes as it takes, in bounded memory.
import type { Snapshot } from '../ports/store.ts'
import { copyBytes } from '../values/bytes.ts'
import { BestPlaces } from './best-places.ts'
import { type Allowance, getNamedObject, type ObjectSource, type StoredObject } from './object-source.ts'
import type { RangeReader } from './range-reader.ts'
import type { Place, RowOrder } from './row-order.ts'
import { StepwiseSort } from './stepwise-sort.ts'

/** About 200 bytes each in memory besides their forms. */
const placesMax = 131_072
const placeBytesMax = 16 * 1024 * 1024

interface Collected extends Place {
  readonly region: number
}

export interface CollectionOptions {
  readonly snapshot: Snapshot
  readonly order: RowOrder
  /** Of distinct keys; a new one for each pass. */
  readonly source: () => ObjectSource
  /** Undefined when the object does not match or lies before the place to go on from. */
  readonly placeOf: (stored: StoredObject) => Place | undefined
  /** Objects wanted at most; infinite: all. */
  readonly limit: number
  readonly allowance: Allowance
  /** Places kept at a time, at most. */
  readonly placesMax?: number | undefined
}

export class SortedCollection implements ObjectSource {
  readonly judged = true
  readonly #options: CollectionOptions
  #source: ObjectSource
  #best: BestPlaces<Collected>
  /** Of all passes. */
  #left: number
  /** The last place of the pass before. */
  #behind: Place | undefined
  #sort: StepwiseSort<Collected> | undefined
  #sorted: readonly Collected[] | undefined
  #next = 0

  constructor(options: CollectionOptions) {
    this.#options = options
    this.#left = options.limit
    this.#source = options.source()
    this.#best = this.#emptyBest()
  }

  hungry(): readonly RangeReader[] {
    return this.#sort ? [] : this.#source.hungry()
  }

  next(): StoredObject | 'waiting' | undefined {
    const { snapshot, allowance } = this.#options
    for (;;) {
      if (!this.#sorted && !this.#prepare()) return 'waiting'
      const at = this.#sorted?.[this.#next]
      if (at) {
        if (allowance.left <= 0) return 'waiting'
        this.#next++
        return getNamedObject(snapshot, at, allowance)
      }
      if (!this.#nextPass()) return undefined
    }
  }

  #emptyBest(): BestPlaces<Collected> {
    const { order, placesMax: most = placesMax } = this.#options
    return new BestPlaces({ places: Math.min(this.#left, most), bytes: placeBytesMax }, (a, b) => order.compare(a, b))
  }

  /** True once the next so many places are there in order. */
  #prepare(): boolean {
    const { order, allowance } = this.#options
    if (!this.#sort && !this.#collect()) return false
    this.#sort ??= new StepwiseSort(this.#best.items(), (a, b) => order.compare(a, b))
    this.#sorted = this.#sort.sorted(allowance)
    if (!this.#sorted) return false
    this.#left -= this.#sorted.length
    return true
  }

  /** True once everything was looked at. */
  #collect(): boolean {
    const { placeOf, allowance, order } = this.#options
    while (allowance.left > 0) {
      const stored = this.#source.next()
      if (stored === 'waiting') return false
      if (!stored) return true
      const place = placeOf(stored)
      if (!place || (this.#behind && order.compare(place, this.#behind) <= 0) || !this.#best.admits(place)) continue
      this.#best.add({ orderForm: copyBytes(place.orderForm), keyForm: copyBytes(place.keyForm), region: stored.region })
    }
    return false
  }

  /** False: there is nothing behind what was read. */
  #nextPass(): boolean {
    const last = this.#sorted?.at(-1)
    if (!last || !this.#best.cut || this.#left <= 0) return false
    this.#behind = last
    this.#source = this.#options.source()
    this.#best = this.#emptyBest()
    this.#sort = undefined
    this.#sorted = undefined
    this.#next = 0
    return true
  }
}
