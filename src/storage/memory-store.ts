// A store without a disk, for tests and the simulated world: the same promises as LevelStore (the tests of both are one suite), and a
// write is readable the moment it is handed over.
import type { Entry, KeyRange, OpenReads, Snapshot, Store, WriteBatch } from '../ports/store.ts'
import { type Bytes, emptyBytes, fromLatin1, toLatin1 } from '../values/bytes.ts'
import { PersistentMap } from './persistent-map.ts'

type Rows = PersistentMap<Bytes>

class MemorySnapshot implements Snapshot {
  #rows: Rows | undefined
  readonly #closed: () => void

  constructor(rows: Rows, closed: () => void) {
    this.#rows = rows
    this.#closed = closed
  }

  get rows(): Rows {
    if (!this.#rows) throw new TypeError('the snapshot is closed: open another one')
    return this.#rows
  }

  get(key: Bytes): Bytes | undefined {
    return this.rows.get(toLatin1(key))
  }

  close(): void {
    if (this.#rows) this.#closed()
    this.#rows = undefined
  }
}

/** Values that it returns are shared with the store: they are not to be changed. */
export class MemoryStore implements Store {
  #rows: Rows = PersistentMap.empty()
  #closed = false
  #snapshots = 0

  get(key: Bytes): Bytes | undefined {
    this.#assertOpen()
    return this.#rows.get(toLatin1(key))
  }

  snapshot(): Snapshot {
    this.#assertOpen()
    this.#snapshots++
    return new MemorySnapshot(this.#rows, () => this.#snapshots--)
  }

  async write(batch: WriteBatch, _sync: boolean): Promise<void> {
    this.#assertOpen()
    let rows = this.#rows
    for (const [key, value] of batch) rows = value === undefined ? rows.without(key) : rows.with(key, new Uint8Array(value))
    this.#rows = rows
  }

  async read(range: KeyRange, options: { snapshot?: Snapshot; limit: number; maxBytes: number; keysOnly?: boolean }): Promise<Entry[]> {
    this.#assertOpen()
    const { snapshot, limit, maxBytes, keysOnly = false } = options
    const rows = snapshot === undefined ? this.#rows : (snapshot as MemorySnapshot).rows
    const entries: Entry[] = []
    let bytes = 0
    for (const [key, value] of rows.range(toLatin1(range.from), toLatin1(range.to), range.reverse)) {
      if (entries.length >= limit || bytes > maxBytes) break
      entries.push({ key: fromLatin1(key), value: keysOnly ? emptyBytes : value })
      bytes += key.length + (keysOnly ? 0 : value.length)
    }
    return entries
  }

  async clear(range: KeyRange, rowsMax = Number.POSITIVE_INFINITY): Promise<KeyRange | undefined> {
    this.#assertOpen()
    let removed = 0
    for (const [key] of this.#rows.range(toLatin1(range.from), toLatin1(range.to), false)) {
      if (removed++ >= rowsMax) return { ...range, from: fromLatin1(key) }
      this.#rows = this.#rows.without(key)
    }
    return undefined
  }

  openReads(): OpenReads {
    return { snapshots: this.#snapshots, iterators: 0 }
  }

  async close(): Promise<void> {
    this.#closed = true
  }

  #assertOpen(): void {
    if (this.#closed) throw new TypeError('the store is closed: open it again')
  }
}
