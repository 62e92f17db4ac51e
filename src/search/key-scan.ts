// Objects of several regions in the order of their keys, by scanning ranges of object rows. A key that two regions hold at one instant
// (its object is relocating) comes once, in its newest version.
import type { Entry } from '../ports/store.ts'
import { readObjectRow } from '../replication/layout.ts'
import { type Bytes, compareBytes, equalBytes } from '../values/bytes.ts'
import { HeadMerge, type HeadStream } from './head-merge.ts'
import type { ObjectSource, StoredObject } from './object-source.ts'
import type { RangeReader, RegionReader } from './range-reader.ts'

/** The object's own key, in ordered form, in the key of its row (replication/layout.ts: a kind and a region before it). */
export function keyFormOf(entry: Entry): Bytes {
  return entry.key.subarray(5)
}

/** One region's objects in order. */
class RegionObjects implements HeadStream<StoredObject> {
  readonly #region: number
  readonly #reader: RangeReader

  constructor({ region, reader }: RegionReader) {
    this.#region = region
    this.#reader = reader
  }

  head(): StoredObject | 'waiting' | undefined {
    const entry = this.#reader.head
    if (!entry) return this.#reader.finished ? undefined : 'waiting'
    return { region: this.#region, keyForm: keyFormOf(entry), ...readObjectRow(entry.value) }
  }

  advance(): void {
    this.#reader.advance()
  }
}

export class KeyScan implements ObjectSource {
  readonly judged = false
  readonly #readers: readonly RangeReader[]
  readonly #merge: HeadMerge<StoredObject, RegionObjects>
  /** The newest sighting of a key whose further ones are still to come. */
  #newest: StoredObject | undefined

  /** Readers of object rows, all in the wanted direction. */
  constructor(regions: readonly RegionReader[], descending: boolean) {
    this.#readers = regions.map(({ reader }) => reader)
    this.#merge = new HeadMerge(
      regions.map((region) => new RegionObjects(region)),
      descending ? (a, b) => compareBytes(b.keyForm, a.keyForm) : (a, b) => compareBytes(a.keyForm, b.keyForm),
    )
  }

  hungry(): readonly RangeReader[] {
    return this.#readers.filter((reader) => reader.hungry)
  }

  next(): StoredObject | 'waiting' | undefined {
    for (;;) {
      const first = this.#merge.first()
      if (first === 'waiting') return 'waiting'
      const newest = this.#newest
      if (newest && !(first && equalBytes(first.head.keyForm, newest.keyForm))) {
        this.#newest = undefined
        return newest
      }
      if (!first) return undefined
      if (!newest || first.head.version > newest.version) this.#newest = first.head
      this.#merge.advance()
    }
  }
}
