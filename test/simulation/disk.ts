// A server's disk: what was written survives the process, what was flushed survives the machine. One write at a time, those that wait are
// joined into the next, as storage/level-store.ts does it; a write under way when the process dies has happened or has not.
import type { Entry, KeyRange, Snapshot, StoreReader, WriteBatch } from '../../src/ports/store.ts'
import { PersistentMap } from '../../src/storage/persistent-map.ts'
import { checkedValue } from '../../src/storage/row-checksum.ts'
import { RowEncoder } from '../../src/storage/row-encoder.ts'
import { type Bytes, emptyBytes, fromLatin1, toLatin1 } from '../../src/values/bytes.ts'
import type { VirtualProcess } from './process.ts'
import type { Random } from './random.ts'

type Rows = PersistentMap<Bytes>

/** A row of which a bit has turned. */
interface TurnedRow {
  readonly written: Bytes
  /** What lies on the disk instead, with the checksum of what was written. */
  readonly stored: Bytes
}

interface Queued {
  readonly apply: (rows: Rows) => Rows
  readonly sync: boolean
  readonly done: () => void
}

/** How slow a disk is: typical milliseconds, with a long tail. */
export interface DiskSpeed {
  readonly writeMs: number
  readonly flushMs: number
  readonly readMs: number
}

/** Writes that the operating system keeps to itself at most; older ones it has written out long ago. */
const unflushedMax = 256

class DiskSnapshot implements Snapshot {
  #rows: Rows | undefined
  readonly #checked: (name: string, value: Bytes | undefined) => Bytes | undefined

  constructor(rows: Rows, checked: (name: string, value: Bytes | undefined) => Bytes | undefined) {
    this.#rows = rows
    this.#checked = checked
  }

  get rows(): Rows {
    if (!this.#rows) throw new TypeError('a snapshot was read after it was closed')
    return this.#rows
  }

  get(key: Bytes): Bytes | undefined {
    const name = toLatin1(key)
    return this.#checked(name, this.rows.get(name))
  }

  close(): void {
    this.#rows = undefined
  }
}

export class Disk implements StoreReader {
  readonly #process: VirtualProcess
  readonly #random: Random
  readonly #speed: DiskSpeed
  #rows: Rows = PersistentMap.empty()
  /** The states since the last flush, oldest first; the first is flushed, the last is `#rows`. */
  #states: Rows[] = [this.#rows]
  #queue: Queued[] = []
  #underWay: Queued[] | undefined
  readonly #turned = new Map<string, TurnedRow>()
  /** Called with every batch that the disk has taken. */
  onWritten: (batch: WriteBatch) => void = () => {}

  constructor(process: VirtualProcess, random: Random, speed: DiskSpeed) {
    this.#process = process
    this.#random = random
    this.#speed = speed
  }

  get(key: Bytes): Bytes | undefined {
    const name = toLatin1(key)
    return this.#checked(name, this.#rows.get(name))
  }

  snapshot(): Snapshot {
    return new DiskSnapshot(this.#rows, (name, value) => this.#checked(name, value))
  }

  write(batch: WriteBatch, sync: boolean, done: () => void): void {
    const apply = (rows: Rows) => {
      this.onWritten(batch)
      return applied(rows, batch)
    }
    this.#enqueue({ apply, sync, done })
  }

  /** Removes what the ranges hold when their turn comes; when that is more than `rowsMax` rows in all, some are left. */
  clear(ranges: readonly KeyRange[], rowsMax: number, done: (left: readonly KeyRange[]) => void): void {
    let left: readonly KeyRange[] = []
    const apply = (before: Rows) => {
      const [rows, rest] = clearedInPart(before, ranges, rowsMax)
      left = rest
      return rows
    }
    this.#enqueue({ apply, sync: false, done: () => done(left) })
  }

  /**
   * One page of a range of a snapshot, or of the newest rows, in its time. Like the real store it throws when the snapshot is closed, and, when the
   * page is taken, where a row is corrupt.
   */
  read(snapshot: Snapshot | undefined, range: KeyRange, options: ReadOptions, done: (take: () => Entry[]) => void): void {
    this.#process.after(this.#random.longTailed(this.#speed.readMs), () => {
      const entries = page(snapshot ? (snapshot as DiskSnapshot).rows : this.#rows, range, options)
      done(() => (options.keysOnly ? entries : this.#checkedEntries(entries)))
    })
  }

  /** Every row of the range, at once: what a start reads. Throws where one is corrupt. */
  recover(range: KeyRange): Entry[] {
    return this.#checkedEntries(this.all(range))
  }

  /** Turns one bit of one row, if there is any; tells which. */
  turnBit(random: Random): string | undefined {
    const rows = [...this.#rows.range('', '\xff', false)]
    if (rows.length === 0) return undefined
    const [name, written] = random.pick(rows)
    const encoder = new RowEncoder()
    encoder.encodeRow(name, written)
    const stored = encoder.stored.slice()
    stored[random.below(stored.length)]! ^= 1 << random.below(8)
    this.#turned.set(name, { written, stored })
    return Buffer.from(name, 'latin1').toString('hex')
  }

  /** No bit was turned. */
  turnBack(): void {
    this.#turned.clear()
  }

  /** Ranges are cleared and rows written, down to the disk's own memory. */
  mend({ cleared: ranges, batch }: { readonly cleared: readonly KeyRange[]; readonly batch: WriteBatch }): void {
    for (const range of ranges) this.#rows = cleared(this.#rows, range)
    this.#rows = applied(this.#rows, batch)
    this.#states = [this.#rows]
  }

  /** Every row of the range as it was written, for those that look from outside. */
  all(range: KeyRange): Entry[] {
    return page(this.#rows, range, { limit: Number.POSITIVE_INFINITY, maxBytes: Number.POSITIVE_INFINITY })
  }

  /** The process has died: the write under way has happened, or has not. */
  processDied(): void {
    const underWay = this.#underWay
    this.#underWay = undefined
    this.#queue = []
    if (underWay && this.#random.chance(0.5)) this.#apply(underWay)
  }

  /** The machine has lost its power: of what was not flushed the oldest part is there, the rest is not. Returns how many writes are lost. */
  powerLost(): number {
    const kept = this.#random.below(this.#states.length)
    const lost = this.#states.length - 1 - kept
    this.#rows = this.#states[kept]!
    this.#states = [this.#rows]
    return lost
  }

  #checked(name: string, value: Bytes | undefined): Bytes | undefined {
    const turned = this.#turned.get(name)
    // What was written there since is another row.
    return turned && turned.written === value ? checkedValue(fromLatin1(name), turned.stored) : value
  }

  #checkedEntries(entries: Entry[]): Entry[] {
    if (this.#turned.size > 0) for (const { key, value } of entries) this.#checked(toLatin1(key), value)
    return entries
  }

  #enqueue(write: Queued): void {
    this.#queue.push(write)
    if (!this.#underWay) this.#next()
  }

  #next(): void {
    if (this.#queue.length === 0) return
    const joined = this.#queue
    this.#queue = []
    this.#underWay = joined
    const sync = joined.some((write) => write.sync)
    const delayMs = this.#random.longTailed(this.#speed.writeMs) + (sync ? this.#random.longTailed(this.#speed.flushMs) : 0)
    this.#process.after(delayMs, () => {
      this.#underWay = undefined
      this.#apply(joined)
      for (const { done } of joined) done()
      if (!this.#underWay) this.#next()
    })
  }

  #apply(writes: readonly Queued[]): void {
    let rows = this.#rows
    for (const { apply } of writes) rows = apply(rows)
    this.#rows = rows
    if (writes.some((write) => write.sync)) this.#states = [rows]
    else this.#states.push(rows)
    if (this.#states.length > unflushedMax) this.#states.shift()
  }
}

interface ReadOptions {
  readonly limit: number
  readonly maxBytes: number
  readonly keysOnly?: boolean
}

function applied(before: Rows, batch: WriteBatch): Rows {
  let rows = before
  for (const [key, value] of batch) rows = value === undefined ? rows.without(key) : rows.with(key, new Uint8Array(value))
  return rows
}

function cleared(before: Rows, range: KeyRange): Rows {
  let rows = before
  for (const [key] of before.range(toLatin1(range.from), toLatin1(range.to), false)) rows = rows.without(key)
  return rows
}

function clearedInPart(before: Rows, ranges: readonly KeyRange[], rowsMax: number): [Rows, readonly KeyRange[]] {
  let rows = before
  let removed = 0
  for (const [index, range] of ranges.entries()) {
    for (const [key] of before.range(toLatin1(range.from), toLatin1(range.to), false)) {
      if (removed++ >= rowsMax) return [rows, [{ ...range, from: fromLatin1(key) }, ...ranges.slice(index + 1)]]
      rows = rows.without(key)
    }
  }
  return [rows, []]
}

function page(rows: Rows, range: KeyRange, { limit, maxBytes, keysOnly = false }: ReadOptions): Entry[] {
  const entries: Entry[] = []
  let bytes = 0
  for (const [key, value] of rows.range(toLatin1(range.from), toLatin1(range.to), range.reverse)) {
    if (entries.length >= limit || bytes > maxBytes) break
    entries.push({ key: fromLatin1(key), value: keysOnly ? emptyBytes : value })
    bytes += key.length + (keysOnly ? 0 : value.length)
  }
  return entries
}
