// Objects of several regions in the order of one indexed attribute, ties by ascending key, by walking the regions' indexes side by side. An
// object that relocates within the snapshot may come twice, at two places; at one place it comes once, in its newest version.
import type { Snapshot } from '../ports/store.ts'
import { rangeEnd, readIndexKey } from '../replication/layout.ts'
import { copyBytes, equalBytes } from '../values/bytes.ts'
import { HeadMerge, type HeadStream } from './head-merge.ts'
import { type Allowance, getNamedObject, type ObjectSource, type StoredObject } from './object-source.ts'
import { type HeldEntry, RangeReader, type ReadSize, type RegionReader } from './range-reader.ts'
import type { Place, RowOrder } from './row-order.ts'

interface WalkOptions {
  readonly snapshot: Snapshot
  readonly order: RowOrder
  /** Readers of index rows, keys only, in the order's direction. */
  readonly regions: readonly RegionReader[]
  readonly size: ReadSize
  /** Places up to this one are passed over unread. */
  readonly after: Place | undefined
  readonly allowance: Allowance
  /** Places held for one region, at most; by default what suits a server's memory. */
  readonly placesMax?: number | undefined
}

/** A group of equal values larger than this is read again forwards, and not held. */
const groupHeldMax = 1024

/**
 * One region's places in order. Read backwards, equal values come with descending keys, so their group is turned round; where a group is too
 * large to be held, its rows are read once more, forwards.
 */
class RegionPlaces implements HeadStream<Place> {
  readonly region: number
  readonly #reader: RangeReader
  readonly #descending: boolean
  readonly #size: ReadSize
  readonly #heldMax: number
  /** Places to come, the next one last. */
  #group: Place[] = []
  #complete = false
  /** Of a large group. */
  #forwards: RangeReader | undefined

  constructor({ region, reader }: RegionReader, { order, size, placesMax }: WalkOptions) {
    this.#heldMax = Math.min(groupHeldMax, placesMax ?? groupHeldMax)
    this.region = region
    this.#reader = reader
    this.#descending = order.descending
    this.#size = size
  }

  /** Whom the next place is waited of. */
  get reader(): RangeReader {
    return this.#forwards ?? this.#reader
  }

  /** Undefined: there are no more. */
  head(): Place | 'waiting' | undefined {
    if (this.#forwards) {
      const entry = this.#forwards.head
      if (entry) return placeOf(entry)
      if (!this.#forwards.finished) return 'waiting'
      this.#forwards = undefined
    }
    if (!this.#complete) this.#gather()
    if (this.#forwards) return 'waiting'
    if (this.#complete) return this.#group.at(-1)
    return this.#reader.finished ? undefined : 'waiting'
  }

  advance(): void {
    if (this.#forwards) {
      this.#forwards.advance()
      return
    }
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
      if (this.#group.length >= this.#heldMax) {
        this.#readForwards(entry, place)
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

  #readForwards(entry: HeldEntry, { keyForm }: Place): void {
    const from = copyBytes(entry.key.subarray(0, entry.key.length - keyForm.length))
    this.#group = []
    this.#reader.passBefore(from)
    this.#forwards = new RangeReader([{ from, to: rangeEnd(from), reverse: false }], this.#size, true)
  }
}

function placeOf(entry: HeldEntry): Place {
  const { value, key } = readIndexKey(entry.key)
  return { orderForm: value, keyForm: copyBytes(key) }
}

export class IndexWalk implements ObjectSource {
  readonly judged = false
  readonly #snapshot: Snapshot
  readonly #order: RowOrder
  readonly #allowance: Allowance
  readonly #after: Place | undefined
  readonly #regions: readonly RegionPlaces[]
  readonly #merge: HeadMerge<Place, RegionPlaces>
  /** The newest sighting at a place, where another region may show its key too. */
  #held: { readonly place: Place; readonly stored: StoredObject } | undefined

  constructor(options: WalkOptions) {
    const { snapshot, order, regions, after, allowance } = options
    this.#snapshot = snapshot
    this.#order = order
    this.#after = after
    this.#allowance = allowance
    this.#regions = regions.map((region) => new RegionPlaces(region, options))
    this.#merge = new HeadMerge(this.#regions, (a, b) => order.compare(a, b))
  }

  hungry(): readonly RangeReader[] {
    return this.#regions.map(({ reader }) => reader).filter((reader) => reader.hungry)
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
