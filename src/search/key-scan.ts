// Objects of several regions in the order of their keys, by scanning ranges of object rows. A key that two regions hold at one instant
// (its object is relocating) comes once, in its newest version.
import type { Entry } from '../ports/store.ts'
import { readObjectRow } from '../replication/layout.ts'
import { type Bytes, compareBytes } from '../values/bytes.ts'
import type { ObjectSource, StoredObject } from './object-source.ts'
import type { RangeReader, RegionReader } from './range-reader.ts'

/** The object's own key, in ordered form, in the key of its row (replication/layout.ts: a kind and a region before it). */
export function keyFormOf(entry: Entry): Bytes {
  return entry.key.subarray(5)
}

export class KeyScan implements ObjectSource {
  readonly judged = false
  readonly #descending: boolean
  #regions: readonly RegionReader[]

  /** Readers of object rows, all in the wanted direction. */
  constructor(regions: readonly RegionReader[], descending: boolean) {
    this.#regions = regions
    this.#descending = descending
  }

  hungry(): readonly RangeReader[] {
    return this.#regions.map(({ reader }) => reader).filter((reader) => reader.hungry)
  }

  next(): StoredObject | 'waiting' | undefined {
    let first: StoredObject | undefined
    let holders: RangeReader[] = []
    let finished = false
    for (const { region, reader } of this.#regions) {
      const entry = reader.head
      if (entry) {
        const keyForm = keyFormOf(entry)
        const order = first ? this.#compare(keyForm, first.keyForm) : -1
        if (order > 0) continue
        if (order < 0) holders = []
        holders.push(reader)
        const stored = { region, keyForm, ...readObjectRow(entry.value) }
        if (order < 0 || stored.version > first!.version) first = stored
      } else if (reader.finished) finished = true
      else return 'waiting'
    }
    for (const reader of holders) reader.advance()
    if (finished) this.#regions = this.#regions.filter(({ reader }) => !reader.finished)
    return first
  }

  #compare(a: Bytes, b: Bytes): number {
    return this.#descending ? compareBytes(b, a) : compareBytes(a, b)
  }
}
