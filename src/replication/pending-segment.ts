// The rows of the pending log (docs/formats/storage.md): a segment with the updates that a server's replicas took in one turn, and beside it which
// of its records have settled. A record is one update in one region; they are numbered from 0 in the order of the row.
import { type Bytes, copyBytes } from '../values/bytes.ts'
import { readUint32, rowKind, writeUint32 } from './layout.ts'

/** An update with the regions that have it pending here. */
export interface SegmentEntry {
  readonly regions: readonly number[]
  readonly update: Bytes
}

/** As a batch has the key, one character a byte. */
export function segmentName(sequence: number): string {
  return rowName(rowKind.segment, sequence)
}

/** Of the row that says which records of the segment have settled. */
export function settledName(sequence: number): string {
  return rowName(rowKind.settled, sequence)
}

function rowName(kind: number, sequence: number): string {
  const high = Math.floor(sequence / 2 ** 32)
  return String.fromCharCode(kind, ...fourBytes(high), ...fourBytes(sequence))
}

function fourBytes(value: number): readonly [number, number, number, number] {
  return [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]
}

/** What the entry takes in its segment. */
export function entryBytes({ regions, update }: SegmentEntry): number {
  return 2 + 4 * regions.length + 4 + update.length
}

export function segmentRow(entries: readonly SegmentEntry[]): Bytes {
  let length = 0
  for (const entry of entries) length += entryBytes(entry)
  const row = new Uint8Array(length)
  let offset = 0
  for (const { regions, update } of entries) {
    row[offset++] = regions.length >>> 8
    row[offset++] = regions.length
    for (const region of regions) {
      writeUint32(row, offset, region)
      offset += 4
    }
    writeUint32(row, offset, update.length)
    row.set(update, offset + 4)
    offset += 4 + update.length
  }
  return row
}

/** What it gives shares no memory with the row. Throws a RangeError for what is no segment. */
export function readSegmentRow(row: Bytes): SegmentEntry[] {
  const entries: SegmentEntry[] = []
  let offset = 0
  while (offset < row.length) {
    const start = offset + 2
    const end = start + 4 * ((row[offset]! << 8) | row[offset + 1]!)
    // Also when a number behind the end was read: then `offset` is none.
    offset = end + 4 + readUint32(row, end)
    if (!(end + 4 <= row.length && offset <= row.length)) throw new RangeError('a segment of pending updates is cut off')
    const regions: number[] = []
    for (let at = start; at < end; at += 4) regions.push(readUint32(row, at))
    entries.push({ regions, update: copyBytes(row.subarray(end + 4, offset)) })
  }
  return entries
}

/** The value of a row of settled records, of a segment with so many, none of which has settled. */
export function noneSettled(records: number): Bytes {
  return new Uint8Array(Math.ceil(records / 8))
}

export function markSettled(settled: Bytes, record: number): void {
  settled[record >>> 3]! |= 1 << (record & 7)
}

export function isSettled(settled: Bytes, record: number): boolean {
  return ((settled[record >>> 3] ?? 0) & (1 << (record & 7))) !== 0
}
