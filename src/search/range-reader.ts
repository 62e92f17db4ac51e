// Reads ranges of the store piece by piece, as requests that its owner sends and entries that come back. Holds at most one piece, of which
// large values may be left out.
import type { Entry, KeyRange } from '../ports/store.ts'
import { type Bytes, compareBytes, justBehind } from '../values/bytes.ts'

/** To be answered with `take(token, entries)`; the entries are those of `Store.read` with the cursor's snapshot. */
export interface ReadRequest {
  readonly token: number
  readonly range: KeyRange
  readonly limit: number
  readonly maxBytes: number
  readonly keysOnly: boolean
}

export interface ReadSize {
  readonly limit: number
  readonly maxBytes: number
}

/** Without `value`: it is too large to be held, and is to be read by its key. */
export interface HeldEntry {
  readonly key: Bytes
  readonly value?: Bytes
}

/** Pieces double from one to the next up to so many entries. */
const limitMax = 1024

export class RangeReader {
  readonly #ranges: KeyRange[]
  readonly #keysOnly: boolean
  readonly #maxBytes: number
  #limit: number
  readonly #valueBytesMax: number
  #entries: readonly HeldEntry[] = []
  #next = 0
  /** Entries are on their way. */
  asked = false

  /** The ranges in the order in which they are read. `valueBytesMax`: larger values are not held. */
  constructor(ranges: readonly KeyRange[], size: ReadSize, keysOnly: boolean, valueBytesMax = Number.POSITIVE_INFINITY) {
    this.#valueBytesMax = valueBytesMax
    this.#ranges = [...ranges].reverse()
    this.#limit = size.limit
    this.#maxBytes = size.maxBytes
    this.#keysOnly = keysOnly
  }

  get head(): HeldEntry | undefined {
    return this.#entries[this.#next]
  }

  advance(): void {
    this.#next++
  }

  /** There is nothing here and nothing left to read. */
  get finished(): boolean {
    return !this.head && this.#ranges.length === 0
  }

  /** Nothing is here, nothing is asked for, and there is more. */
  get hungry(): boolean {
    return !this.head && !this.asked && this.#ranges.length > 0
  }

  /** Of a reader that reads backwards and waits for nothing: passes over everything from `key` on. */
  passBefore(key: Bytes): void {
    for (let entry = this.head; entry && compareBytes(entry.key, key) >= 0; entry = this.head) this.advance()
    const range = this.#ranges.at(-1)
    if (range && compareBytes(key, range.to) < 0) this.#ranges[this.#ranges.length - 1] = { ...range, to: key }
  }

  request(token: number): ReadRequest {
    this.asked = true
    return { token, range: this.#ranges.at(-1)!, limit: this.#limit, maxBytes: this.#maxBytes, keysOnly: this.#keysOnly }
  }

  take(entries: readonly Entry[]): void {
    this.asked = false
    this.#entries = entries.some(({ value }) => value.length > this.#valueBytesMax) ? entries.map((entry) => this.#held(entry)) : entries
    this.#next = 0
    const range = this.#ranges.pop()!
    const last = entries.at(-1)
    const bytes = entries.reduce((sum, { key, value }) => sum + key.length + value.length, 0)
    // A store ends a piece before its limit only when the range ends or when maxBytes are reached.
    const more = entries.length >= this.#limit || bytes >= this.#maxBytes
    if (last && more) this.#ranges.push(range.reverse ? { ...range, to: last.key } : { ...range, from: justBehind(last.key) })
    this.#limit = Math.min(this.#limit * 2, limitMax)
  }

  #held(entry: Entry): HeldEntry {
    return entry.value.length > this.#valueBytesMax ? { key: entry.key } : entry
  }
}

/** A reader of rows of one region. */
export interface RegionReader {
  readonly region: number
  readonly reader: RangeReader
}
