// The door to the disk, as the pure core sees it: ordered keys and values, synchronous point reads, snapshots whose ranges are read page
// by page as effects. Writes are effects too: a server hands each turn's batch to the store and reports it written.
import type { Bytes } from '../values/bytes.ts'

/** Undefined removes the key. Keys are the latin1 text of their bytes, so that a batch is a Map and a later write replaces an earlier. */
export type WriteBatch = Map<string, Bytes | undefined>

export interface KeyRange {
  readonly from: Bytes // inclusive
  readonly to: Bytes // exclusive
  readonly reverse: boolean
}

export interface Entry {
  readonly key: Bytes
  readonly value: Bytes
}

/** A frozen view of everything written when it was opened. Must be closed. */
export interface Snapshot {
  get(key: Bytes): Bytes | undefined
  close(): void
}

/** What the core may ask of a store by itself. */
export interface StoreReader {
  /** The newest written value. Throws on a corrupt record. */
  get(key: Bytes): Bytes | undefined
  snapshot(): Snapshot
}

/** What readers hold open in a store. Each snapshot and each iterator keeps the disk from dropping what it can still see. */
export interface OpenReads {
  readonly snapshots: number
  readonly iterators: number
}

/** What a server needs of a store. */
export interface Store extends StoreReader {
  /** All or nothing; writes become readable in the order given. With `sync` it has reached the disk's own memory when this resolves. */
  write(batch: WriteBatch, sync: boolean): Promise<void>
  /** At most `limit` entries and about `maxBytes` bytes of a range. `keysOnly` leaves values empty. Without a snapshot: the newest. */
  read(range: KeyRange, options: { snapshot?: Snapshot; limit: number; maxBytes: number; keysOnly?: boolean }): Promise<Entry[]>
  /**
   * Removes a range, in no one step: for rows that nobody asks for any more. Of more than `rowsMax` rows only the first; what is left of the range
   * then, undefined when nothing is.
   */
  clear(range: KeyRange, rowsMax?: number): Promise<KeyRange | undefined>
  /** At this moment. */
  openReads(): OpenReads
  close(): Promise<void>
}
