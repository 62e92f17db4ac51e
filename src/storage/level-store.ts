// The store of a real server: LevelDB through classic-level. Only src/server opens one; what the rows mean is not known here
// (src/replication/layout.ts). Point reads are synchronous, ranges and writes run on the thread pool.
import { setImmediate } from 'node:timers/promises'
import { ClassicLevel, type Snapshot as LevelSnapshotHandle } from 'classic-level'
import { HyperdexError } from '../errors.ts'
import type { Entry, KeyRange, OpenReads, Snapshot, Store, WriteBatch } from '../ports/store.ts'
import { type Bytes, compareBytes, emptyBytes } from '../values/bytes.ts'
import { recoveryLosses } from './recovery-report.ts'
import { CorruptRow, checkedValue, checksumBytes } from './row-checksum.ts'
import { RowEncoder } from './row-encoder.ts'
import { isLocked, storageFailure } from './storage-failure.ts'

type Database = ClassicLevel<Bytes, Bytes>

interface QueuedWrite {
  readonly batch: WriteBatch
  readonly sync: boolean
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** Waiting batches are joined into one write of at most about this many rows. */
const joinedRowsMax = 4096
/** Rows of a larger write that are handed to LevelDB in one turn of the event loop: some milliseconds. */
const rowsAtOnce = 16_384
/** One call of an iterator fetches at most this many entries. */
const fetchedEntriesMax = 1024

/** Most rows are written, superseded and removed within moments: the more of that a buffer sees, the less is compacted. */
const writeBufferBytesDefault = 32 << 20

export interface LevelStoreOptions {
  /** Cache of uncompressed blocks, in bytes. */
  readonly cacheBytes?: number
  /** How much is collected in memory before a table is written, in bytes; twice that may be in memory. */
  readonly writeBufferBytes?: number
  /** Tables (2 MiB, fresh ones a write buffer) held open; each is mapped into memory whole, so this bounds the resident size. At least 74. */
  readonly openFiles?: number
  readonly compression?: boolean
}

function pointRead(database: Database, key: Bytes, snapshot: LevelSnapshotHandle | undefined): Bytes | undefined {
  let stored: Bytes | undefined
  try {
    stored = snapshot === undefined ? database.getSync(key) : database.getSync(key, { snapshot })
  } catch (error) {
    if ((error as { code?: unknown }).code === 'LEVEL_CORRUPTION') throw new CorruptRow(key, error)
    throw storageFailure(error, 'read a stored row')
  }
  return stored === undefined ? undefined : checkedValue(key, stored)
}

class LevelSnapshot implements Snapshot {
  readonly handle: LevelSnapshotHandle
  readonly #database: Database
  readonly #closed: () => void
  #closing = false

  constructor(database: Database, closed: () => void) {
    this.#database = database
    this.#closed = closed
    this.handle = database.snapshot()
  }

  get(key: Bytes): Bytes | undefined {
    return pointRead(this.#database, key, this.handle)
  }

  close(): void {
    if (this.#closing) return
    this.#closing = true
    void this.handle.close().then(this.#closed)
  }
}

export class LevelStore implements Store {
  /** What LevelDB had to drop of its log when it opened, in its own words; empty when nothing. A torn tail does not count. */
  readonly losses: readonly string[]
  readonly #path: string
  readonly #database: Database
  readonly #queue: QueuedWrite[] = []
  readonly #encoder = new RowEncoder()
  #writing: Promise<void> | undefined
  #closed = false
  #openSnapshots = 0
  #openIterators = 0
  #failure: HyperdexError | undefined

  private constructor(path: string, database: Database, losses: readonly string[]) {
    this.#path = path
    this.#database = database
    this.losses = losses
  }

  /**
   * Opens or creates the store in directory `path`. One process at a time: ALREADY_EXISTS when another has it, DISK_FULL, INTERNAL when
   * the directory cannot be read or written.
   */
  static async open(path: string, options: LevelStoreOptions = {}): Promise<LevelStore> {
    const database: Database = new ClassicLevel(path, {
      keyEncoding: 'view',
      valueEncoding: 'view',
      cacheSize: options.cacheBytes ?? 16 << 20,
      writeBufferSize: options.writeBufferBytes ?? writeBufferBytesDefault,
      maxOpenFiles: options.openFiles ?? 100,
      compression: options.compression ?? true,
    })
    try {
      await database.open()
    } catch (error) {
      if (isLocked(error)) {
        throw new HyperdexError('ALREADY_EXISTS', `the store ${path} is in use by another process`, 'stop that process first', {
          cause: error,
        })
      }
      throw storageFailure(error, `open the store ${path}`)
    }
    return new LevelStore(path, database, await recoveryLosses(path))
  }

  get(key: Bytes): Bytes | undefined {
    return pointRead(this.#database, key, undefined)
  }

  snapshot(): Snapshot {
    const snapshot = new LevelSnapshot(this.#database, () => this.#openSnapshots--)
    this.#openSnapshots++
    return snapshot
  }

  /**
   * After one failed write every later one fails as well: behind a record that is half written LevelDB would lose what follows. Reads go
   * on. The remedy is a start of the process.
   */
  write(batch: WriteBatch, sync: boolean): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure)
    return new Promise((resolve, reject) => {
      this.#queue.push({ batch, sync, resolve, reject })
      this.#writing ??= this.#writeQueue()
    })
  }

  async read(range: KeyRange, options: { snapshot?: Snapshot; limit: number; maxBytes: number; keysOnly?: boolean }): Promise<Entry[]> {
    const { snapshot, limit, maxBytes, keysOnly = false } = options
    const entries: Entry[] = []
    if (limit <= 0 || compareBytes(range.from, range.to) >= 0) return entries
    const iterator = this.#database.iterator({
      gte: range.from,
      lt: range.to,
      reverse: range.reverse,
      limit,
      values: !keysOnly,
      fillCache: false,
      highWaterMarkBytes: Math.min(maxBytes + fetchedEntriesMax * checksumBytes, 0x7fffffff),
      ...(snapshot && { snapshot: (snapshot as LevelSnapshot).handle }),
    })
    this.#openIterators++
    try {
      let bytes = 0
      while (entries.length < limit && bytes <= maxBytes) {
        const fetched = await iterator.nextv(Math.min(limit - entries.length, fetchedEntriesMax))
        if (fetched.length === 0) break
        for (const [viewed, stored] of fetched) {
          if (bytes > maxBytes) break
          const key = new Uint8Array(viewed.buffer, viewed.byteOffset, viewed.length)
          const value = keysOnly ? emptyBytes : checkedValue(key, stored)
          entries.push({ key, value })
          bytes += key.length + value.length
        }
      }
    } catch (error) {
      throw storageFailure(error, `read a range of the store ${this.#path}`)
    } finally {
      await iterator.close().finally(() => this.#openIterators--)
    }
    return entries
  }

  /** Removes what was written to the range before this call; what is written there until it resolves may go or stay. */
  async clear(range: KeyRange, rowsMax?: number): Promise<KeyRange | undefined> {
    if (compareBytes(range.from, range.to) >= 0) return undefined
    if (!this.#closed) await this.write(new Map(), false)
    // Whoever asked has ended: the rows stay.
    if (this.#closed) return new Promise(() => undefined)
    try {
      await this.#database.clear({ gte: range.from, lt: range.to, ...(rowsMax !== undefined && { limit: rowsMax }) })
    } catch (error) {
      this.#failure ??= storageFailure(error, `clear a range of the store ${this.#path}`)
      throw this.#failure
    }
    if (rowsMax === undefined) return undefined
    if (this.#closed) return new Promise(() => undefined)
    const [next] = await this.read({ ...range, reverse: false }, { limit: 1, maxBytes: 0, keysOnly: true })
    return next && { ...range, from: next.key }
  }

  openReads(): OpenReads {
    return { snapshots: this.#openSnapshots, iterators: this.#openIterators }
  }

  /** Waits for what is being written. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#writing
    await this.#database.close()
  }

  /** One write at a time, since the thread pool keeps no order; what came in meanwhile goes into the next. */
  async #writeQueue(): Promise<void> {
    while (this.#queue.length > 0) {
      const joined: QueuedWrite[] = []
      try {
        await this.#writeJoined(joined)
        for (const write of joined) write.resolve()
      } catch (error) {
        this.#failure ??= storageFailure(error, `write to the store ${this.#path}`)
        for (const write of [...joined, ...this.#queue.splice(0)]) write.reject(this.#failure)
      }
    }
    this.#writing = undefined
  }

  /** Takes writes from the queue. */
  async #writeJoined(joined: QueuedWrite[]): Promise<void> {
    // A batch that is filled row by row costs a third less than an array of operations, and `forEach` makes nothing for a row.
    const batch = this.#database.batch()
    const encoder = this.#encoder
    const add = (value: Bytes | undefined, name: string) => {
      if (value) {
        encoder.encodeRow(name, value)
        batch.put(encoder.key, encoder.stored)
      } else {
        encoder.encodeKey(name)
        batch.del(encoder.key)
      }
    }
    let sync = false
    do {
      const next = this.#queue.shift()!
      joined.push(next)
      sync ||= next.sync
      if (next.batch.size <= rowsAtOnce) next.batch.forEach(add)
      else {
        for (const [name, value] of next.batch) {
          add(value, name)
          if (batch.length % rowsAtOnce === 0) await setImmediate()
        }
      }
    } while (this.#queue.length > 0 && batch.length + this.#queue[0]!.batch.size <= joinedRowsMax)
    await batch.write({ sync })
  }
}
