// Objects of several regions in the order of one indexed attribute, ties by ascending key, by walking the regions' indexes side by side. An
// object that relocates within the snapshot may come twice, at two places.
import type { Entry, Snapshot } from '../ports/store.ts'
import { readIndexKey } from '../replication/layout.ts'
import { equalBytes } from '../values/bytes.ts'
import { type Allowance, getNamedObject, type ObjectSource, type StoredObject } from './object-source.ts'
import type { RangeReader, RegionReader } from './range-reader.ts'
import type { Place, RowOrder } from './row-order.ts'

/** One region's places in order. Read backwards, equal values come with descending keys, so their whole group is turned round. */
class RegionPlaces {
  readonly region: number
  readonly reader: RangeReader
  readonly #descending: boolean
  /** Places to come, the next one last. */
  #group: Place[] = []
  #complete = false

  constructor({ region, reader }: RegionReader, descending: boolean) {
    this.region = region
    this.reader = reader
    this.#descending = descending
  }

  /** Undefined: there are no more. */
  head(): Place | 'waiting' | undefined {
    if (!this.#complete) this.#gather()
    if (this.#complete) return this.#group.at(-1)
    return this.reader.finished ? undefined : 'waiting'
  }

  advance(): void {
    this.#group.pop()
    if (this.#group.length === 0) this.#complete = false
  }

  #gather(): void {
    for (let entry = this.reader.head; entry; entry = this.reader.head) {
      const place = placeOf(entry)
      const last = this.#group.at(-1)
      if (last && !equalBytes(last.orderForm, place.orderForm)) {
        this.#complete = true
        return
      }
      this.#group.push(place)
      this.reader.advance()
      if (!this.#descending) {
        this.#complete = true
        return
      }
    }
    if (this.reader.finished && this.#group.length > 0) this.#complete = true
  }
}

function placeOf(entry: Entry): Place {
  const { value, key } = readIndexKey(entry.key)
  return { orderForm: value, keyForm: key.slice() }
}

export class IndexWalk implements ObjectSource {
  readonly judged = false
  readonly #snapshot: Snapshot
  readonly #order: RowOrder
  readonly #allowance: Allowance
  readonly #after: Place | undefined
  readonly #regions: readonly RegionPlaces[]

  /** Readers of index rows, keys only, in the order's direction. `after`: places up to this one are passed over unread. */
  constructor(snapshot: Snapshot, order: RowOrder, regions: readonly RegionReader[], after: Place | undefined, allowance: Allowance) {
    this.#snapshot = snapshot
    this.#order = order
    this.#after = after
    this.#allowance = allowance
    this.#regions = regions.map((region) => new RegionPlaces(region, order.descending))
  }

  hungry(): readonly RangeReader[] {
    return this.#regions.map(({ reader }) => reader).filter((reader) => reader.hungry)
  }

  next(): StoredObject | 'waiting' | undefined {
    for (;;) {
      if (this.#allowance.left <= 0) return 'waiting'
      let first: Place | undefined
      let from: RegionPlaces | undefined
      for (const region of this.#regions) {
        const head = region.head()
        if (head === 'waiting') return 'waiting'
        if (!head || (first && this.#order.compare(head, first) >= 0)) continue
        first = head
        from = region
      }
      if (!first || !from) return undefined
      from.advance()
      if (this.#after && this.#order.compare(first, this.#after) <= 0) this.#allowance.left--
      else return getNamedObject(this.#snapshot, { region: from.region, keyForm: first.keyForm }, this.#allowance)
    }
  }
}
