// Objects of several regions in the order of their keys, by scanning ranges of object rows. A key that two regions hold at one instant
// (its object is relocating) comes once, in its newest version.
//
// The merge needs the next key of every region, and their objects at once may be a gigabyte: of large ones only the keys are held until it
// is their turn, and few reads are under way at a time.
import type { Snapshot } from '../ports/store.ts'
import { readObjectRow } from '../replication/layout.ts'
import { type Bytes, compareBytes, equalBytes } from '../values/bytes.ts'
import { HeadMerge, type HeadStream } from './head-merge.ts'
import { type Allowance, getNamedObject, type KeyAt, type ObjectSource, type StoredObject } from './object-source.ts'
import type { HeldEntry, RangeReader, RegionReader } from './range-reader.ts'

/** As many as a store's threads serve; each may bring an object of the largest size. */
const readsUnderWayMax = 4
/** Of objects that are held for their turn, in all regions together; small ones are held in any case. */
const heldBytesMax = 16 * 1024 * 1024
const smallBytes = 64 * 1024

/** Objects above this are not to be held while so many regions are read. */
export function largeObjectBytes(regions: number): number {
  return Math.max(smallBytes, Math.floor(heldBytesMax / regions))
}

/** The object's own key, in ordered form, in the key of its row (replication/layout.ts: a kind and a region before it). */
export function keyFormOf({ key }: HeldEntry): Bytes {
  return key.subarray(5)
}

interface KeyHead extends KeyAt {
  /** Undefined: to be read. */
  readonly row: Bytes | undefined
}

/** One region's keys in order. */
class RegionObjects implements HeadStream<KeyHead> {
  readonly #region: number
  readonly #reader: RangeReader

  constructor({ region, reader }: RegionReader) {
    this.#region = region
    this.#reader = reader
  }

  head(): KeyHead | 'waiting' | undefined {
    const entry = this.#reader.head
    if (!entry) return this.#reader.finished ? undefined : 'waiting'
    return { region: this.#region, keyForm: keyFormOf(entry), row: entry.value }
  }

  advance(): void {
    this.#reader.advance()
  }
}

interface KeyScanOptions {
  /** Readers of object rows, all in the wanted direction. */
  readonly regions: readonly RegionReader[]
  readonly descending: boolean
  readonly snapshot: Snapshot
  readonly allowance: Allowance
}

export class KeyScan implements ObjectSource {
  readonly judged = false
  readonly #snapshot: Snapshot
  readonly #allowance: Allowance
  readonly #readers: readonly RangeReader[]
  readonly #merge: HeadMerge<KeyHead, RegionObjects>
  /** The newest sighting of a key whose further ones are still to come. */
  #newest: StoredObject | undefined

  constructor({ regions, descending, snapshot, allowance }: KeyScanOptions) {
    this.#snapshot = snapshot
    this.#allowance = allowance
    this.#readers = regions.map(({ reader }) => reader)
    this.#merge = new HeadMerge(
      regions.map((region) => new RegionObjects(region)),
      descending ? (a, b) => compareBytes(b.keyForm, a.keyForm) : (a, b) => compareBytes(a.keyForm, b.keyForm),
    )
  }

  hungry(): readonly RangeReader[] {
    const free = readsUnderWayMax - this.#readers.filter(({ asked }) => asked).length
    return this.#readers.filter(({ hungry }) => hungry).slice(0, free)
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
      const { region, keyForm, row } = first.head
      const stored = row ? { region, keyForm, ...readObjectRow(row) } : getNamedObject(this.#snapshot, first.head, this.#allowance)
      if (!newest || stored.version > newest.version) this.#newest = stored
      this.#merge.advance()
    }
  }
}
