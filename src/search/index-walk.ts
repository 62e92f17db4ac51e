// Objects of several regions in the order of one indexed attribute, ties by ascending key, by walking the regions' indexes side by side. An
// object that relocates within the snapshot may come twice, at two places; at one place it comes once, in its newest version.
import type { Entry, Snapshot } from '../ports/store.ts'
import { readIndexKey } from '../replication/layout.ts'
import { copyBytes, equalBytes } from '../values/bytes.ts'
import { HeadMerge, type HeadStream } from './head-merge.ts'
import { type Allowance, getNamedObject, type ObjectSource, type StoredObject } from './object-source.ts'
import type { RangeReader, RegionReader } from './range-reader.ts'
import type { Place, RowOrder } from './row-order.ts'

/** One region's places in order. Read backwards, equal values come with descending keys, so their whole group is turned round. */
class RegionPlaces implements HeadStream<Place> {
  readonly region: number
  readonly #reader: RangeReader
  readonly #descending: boolean
  /** Places to come, the next one last. */
  #group: Place[] = []
  #complete = false

  constructor({ region, reader }: RegionReader, descending: boolean) {
    this.region = region
    this.#reader = reader
    this.#descending = descending
  }

  /** Undefined: there are no more. */
  head(): Place | 'waiting' | undefined {
    if (!this.#complete) this.#gather()
    if (this.#complete) return this.#group.at(-1)
    return this.#reader.finished ? undefined : 'waiting'
  }

  advance(): void {
    this.#group.pop()
    if (this.#group.length === 0) this.#complete = false
  }

  #gather(): void {
    for (let entry = this.#reader.head; entry; entry = this.#reader.head) {
      const place = placeOf(entry)
      const last = this.#group.at(-1)
      if (last && !equalBytes(last.orderForm, place.orderForm)) {
        this.#complete = true
        return
      }
      this.#group.push(place)
      this.#reader.advance()
      if (!this.#descending) {
        this.#complete = true
        return
      }
    }
    if (this.#reader.finished && this.#group.length > 0) this.#complete = true
  }
}

function placeOf(entry: Entry): Place {
  const { value, key } = readIndexKey(entry.key)
  return { orderForm: value, keyForm: copyBytes(key) }
}

export class IndexWalk implements ObjectSource {
  readonly judged = false
  readonly #snapshot: Snapshot
  readonly #order: RowOrder
  readonly #allowance: Allowance
  readonly #after: Place | undefined
  readonly #readers: readonly RangeReader[]
  readonly #merge: HeadMerge<Place, RegionPlaces>
  /** The newest sighting at a place, where another region may show its key too. */
  #held: { readonly place: Place; readonly stored: StoredObject } | undefined

  /** Readers of index rows, keys only, in the order's direction. `after`: places up to this one are passed over unread. */
  constructor(snapshot: Snapshot, order: RowOrder, regions: readonly RegionReader[], after: Place | undefined, allowance: Allowance) {
    this.#snapshot = snapshot
    this.#order = order
    this.#after = after
    this.#allowance = allowance
    this.#readers = regions.map(({ reader }) => reader)
    this.#merge = new HeadMerge(
      regions.map((region) => new RegionPlaces(region, order.descending)),
      (a, b) => order.compare(a, b),
    )
  }

  hungry(): readonly RangeReader[] {
    return this.#readers.filter((reader) => reader.hungry)
  }

  next(): StoredObject | 'waiting' | undefined {
    for (;;) {
      if (this.#allowance.left <= 0) return 'waiting'
      const first = this.#merge.first()
      if (first === 'waiting') return 'waiting'
      const held = this.#held
      if (held && !(first && this.#order.compare(first.head, held.place) === 0)) {
        this.#held = undefined
        return held.stored
      }
      if (!first) return undefined
      const { head, stream } = first
      this.#merge.advance()
      if (this.#after && this.#order.compare(head, this.#after) <= 0) this.#allowance.left--
      else {
        const stored = getNamedObject(this.#snapshot, { region: stream.region, keyForm: head.keyForm }, this.#allowance)
        if (!held || stored.version > held.stored.version) this.#held = { place: head, stored }
      }
    }
  }
}
