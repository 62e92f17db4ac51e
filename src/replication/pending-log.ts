// The records of what is pending at one server, of all its replicas together (protocol.md section 2, Pending log): those of one turn are one row, a
// segment, which goes when the last of them has settled. Until then a second row says which have. Both are written at the end of the turn.
//
// Invariant: what the store holds after a turn's batch is exactly the records that are not settled then, so a start that reads it back needs nothing else.
import type { Entry } from '../ports/store.ts'
import { type Bytes, copyBytes } from '../values/bytes.ts'
import { readUint64, rowKind } from './layout.ts'
import {
  entryBytes,
  isSettled,
  markSettled,
  noneSettled,
  readSegmentRow,
  type SegmentEntry,
  segmentName,
  segmentRow,
  settledName,
} from './pending-segment.ts'
import type { StoreView } from './store-view.ts'

export interface PendingLogLimits {
  /** So many bytes of updates are in a segment at most; one update may be larger. */
  readonly segmentBytes: number
  /** A segment that is so many behind the newest one is written anew when what lives in it is less than this share of it. */
  readonly agedSegments: number
  readonly livingShare: number
}

export const defaultPendingLogLimits: PendingLogLimits = { segmentBytes: 4 * 1024 * 1024, agedSegments: 64, livingShare: 1 / 4 }

/** So many segments are written anew in a turn at most. */
const thinnedMax = 8

/** An update that is pending in one region. Only the log changes it. */
export class PendingRecord {
  readonly region: number
  readonly update: Bytes
  settled = false
  /** Undefined: the turn that took it has not ended. */
  segment: Segment | undefined
  number = 0
  /** Its share of the segment. */
  bytes = 0

  constructor(region: number, update: Bytes) {
    this.region = region
    this.update = update
  }
}

class Segment {
  readonly sequence: number
  /** Those that live; by their numbers. */
  records: (PendingRecord | undefined)[] = []
  live = 0
  liveBytes = 0
  storedBytes = 0
  settled: Bytes = noneSettled(0)
  /** There is a row of its settled records. */
  marked = false

  constructor(sequence: number) {
    this.sequence = sequence
  }
}

export class PendingLog {
  readonly #store: StoreView
  readonly #limits: PendingLogLimits
  #sequence = 0
  /** Taken in this turn, in their order. */
  #taken: PendingRecord[] = []
  /** Segments with records that settled in this turn. */
  readonly #touched = new Set<Segment>()
  /** Oldest first: those that are not aged yet. */
  readonly #young: Segment[] = []
  /** Aged ones that may be worth writing anew. */
  readonly #aged = new Set<Segment>()

  constructor(store: StoreView, limits: PendingLogLimits) {
    this.#store = store
    this.#limits = limits
  }

  /** The update is pending in the region from now on: it is on disk with the batch of this turn, unless it settles before. */
  take(region: number, update: Bytes): PendingRecord {
    const record = new PendingRecord(region, update)
    this.#taken.push(record)
    return record
  }

  /** The update has committed in the region. */
  settle(record: PendingRecord): void {
    this.#forget(record)
  }

  /** The region is not this server's any more, or is to be learnt anew: the update is not pending here, and whether it commits is for others to know. */
  drop(record: PendingRecord): void {
    this.#forget(record)
  }

  /** What a start finds: the rows of both kinds. Returns the records that live, oldest first. */
  restore(rows: readonly Entry[]): PendingRecord[] {
    const marks = new Map<number, Bytes>()
    for (const { key, value } of rows) if (key[0] === rowKind.settled) marks.set(readUint64(key, 1), value)
    const living: PendingRecord[] = []
    for (const { key, value } of rows) {
      if (key[0] !== rowKind.segment) continue
      const segment = this.#next(readUint64(key, 1))
      const settled = marks.get(segment.sequence)
      marks.delete(segment.sequence)
      this.#fill(segment, readSegmentRow(value), value.length)
      if (settled) {
        segment.marked = true
        for (const record of [...segment.records]) if (record && isSettled(settled, record.number)) this.#forget(record)
      }
      for (const record of segment.records) if (record) living.push(record)
      if (segment.live > 0) this.#touched.delete(segment)
    }
    for (const sequence of marks.keys()) {
      this.#sequence = Math.max(this.#sequence, sequence)
      this.#store.removeNamed(settledName(sequence))
    }
    return living
  }

  /** Writes what this turn changed. */
  endTurn(): void {
    for (const segment of this.#touched) this.#writeSettled(segment)
    this.#touched.clear()
    this.#writeTaken()
    this.#writeThinned()
  }

  #forget(record: PendingRecord): void {
    if (record.settled) return
    record.settled = true
    const { segment } = record
    if (!segment) return
    segment.records[record.number] = undefined
    segment.live--
    segment.liveBytes -= record.bytes
    markSettled(segment.settled, record.number)
    this.#touched.add(segment)
  }

  #writeSettled(segment: Segment): void {
    const { sequence } = segment
    if (segment.live > 0) {
      // The batch has it as it is now, also while it is being written.
      this.#store.putNamed(settledName(sequence), copyBytes(segment.settled))
      segment.marked = true
      if (this.#isAged(segment)) this.#aged.add(segment)
      return
    }
    this.#store.removeNamed(segmentName(sequence))
    if (segment.marked) this.#store.removeNamed(settledName(sequence))
    this.#aged.delete(segment)
  }

  #writeTaken(): void {
    if (this.#taken.length === 0) return
    const living = this.#taken.filter(({ settled }) => !settled)
    this.#taken = []
    for (let start = 0; start < living.length; ) {
      let { update } = living[start]!
      let bytes = update.length
      let end = start + 1
      for (; end < living.length; end++) {
        const next = living[end]!.update
        if (next === update) continue
        if (bytes + next.length > this.#limits.segmentBytes) break
        update = next
        bytes += next.length
      }
      this.#write(this.#next(this.#sequence + 1), living.slice(start, end))
      start = end
    }
  }

  #writeThinned(): void {
    while (this.#young.length > 0 && this.#isAged(this.#young[0]!)) this.#aged.add(this.#young.shift()!)
    let written = 0
    for (const segment of this.#aged) {
      if (written === thinnedMax) return
      this.#aged.delete(segment)
      if (segment.live === 0 || segment.liveBytes >= this.#limits.livingShare * segment.storedBytes) continue
      written++
      const living = segment.records.filter((record) => record !== undefined)
      if (segment.marked) this.#store.removeNamed(settledName(segment.sequence))
      this.#write(segment, living)
    }
  }

  #isAged({ sequence }: Segment): boolean {
    return this.#sequence - sequence >= this.#limits.agedSegments
  }

  #next(sequence: number): Segment {
    const segment = new Segment(sequence)
    this.#sequence = Math.max(this.#sequence, sequence)
    this.#young.push(segment)
    return segment
  }

  /** Makes the records those of the segment, with nothing settled. What follows each other of one update is one entry. */
  #write(segment: Segment, records: readonly PendingRecord[]): void {
    const entries: { regions: number[]; update: Bytes }[] = []
    for (const { region, update } of records) {
      const last = entries.at(-1)
      if (last?.update === update && last.regions.length < 0xffff) last.regions.push(region)
      else entries.push({ regions: [region], update })
    }
    const row = segmentRow(entries)
    this.#fill(segment, entries, row.length, records)
    this.#store.putNamed(segmentName(segment.sequence), row)
  }

  #fill(segment: Segment, entries: readonly SegmentEntry[], storedBytes: number, records?: readonly PendingRecord[]): void {
    segment.records = []
    segment.storedBytes = storedBytes
    segment.marked = false
    for (const entry of entries) {
      const bytes = entryBytes(entry) / entry.regions.length
      for (const region of entry.regions) {
        const number = segment.records.length
        const record = records ? records[number]! : new PendingRecord(region, entry.update)
        record.segment = segment
        record.number = number
        record.bytes = bytes
        segment.records.push(record)
      }
    }
    segment.live = segment.records.length
    segment.liveBytes = storedBytes
    segment.settled = noneSettled(segment.live)
  }
}
