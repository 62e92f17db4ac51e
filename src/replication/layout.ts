// Where everything lies in a server's ordered store: the keys, byte by byte (docs/formats/storage.md). Every key begins with one letter for its kind
// and, but for those of no one region (`kindsOfNoRegion`), four bytes for the region, so that one region's rows of a kind are one range.

import type { KeyRange } from '../ports/store.ts'
import { briefBytes } from '../values/byte-pool.ts'
import { type Bytes, concatBytes, copyBytes, fromLatin1 } from '../values/bytes.ts'

export const rowKind = {
  object: 0x6f, // o region key → object row
  index: 0x69, // i region attribute value key → nothing
  expiry: 0x65, // e region instant key → nothing
  segment: 0x50, // P sequence → updates and the regions where they are pending (pending-segment.ts)
  settled: 0x53, // S sequence → which of them have settled
  pending: 0x70, // p region version key → update (docs/formats/update.md)
  removal: 0x72, // r region key → version, key region
  departure: 0x64, // d region version key → key region, old coordinates
  outcome: 0x78, // x region client number → outcome
  mark: 0x6d, // m region client → mark
  watermark: 0x77, // w key region → version
  size: 0x6e, // n region → number of objects, their bytes
  membership: 0x4a, // J region → the epoch at which the membership began that the region's rows are complete for
  indexStates: 0x49, // I region → JSON: which indexes may have rows, and which are whole (member/index-builds.ts)
  meta: 0x4d, // M name → JSON
} as const

export const kindsOfNoRegion: ReadonlySet<number> = new Set([rowKind.segment, rowKind.settled, rowKind.meta])

const two32 = 4294967296

export function writeUint32(bytes: Bytes, offset: number, value: number): void {
  bytes[offset] = value >>> 24
  bytes[offset + 1] = value >>> 16
  bytes[offset + 2] = value >>> 8
  bytes[offset + 3] = value
}

/** Safe integers from 0 as eight bytes, the highest first. */
export function writeUint64(bytes: Bytes, offset: number, value: number): void {
  writeUint32(bytes, offset, Math.floor(value / two32))
  writeUint32(bytes, offset + 4, value >>> 0)
}

export function readUint32(bytes: Bytes, offset: number): number {
  return ((bytes[offset]! << 24) | (bytes[offset + 1]! << 16) | (bytes[offset + 2]! << 8) | bytes[offset + 3]!) >>> 0
}

export function readUint64(bytes: Bytes, offset: number): number {
  return readUint32(bytes, offset) * two32 + readUint32(bytes, offset + 4)
}

function head(kind: number, region: number, rest: number): Bytes {
  const bytes = new Uint8Array(5 + rest)
  bytes[0] = kind
  writeUint32(bytes, 1, region)
  return bytes
}

/** All rows of one kind in one region. */
export function regionRange(kind: number, region: number): KeyRange {
  return { from: head(kind, region, 0), to: region === 0xffffffff ? head(kind + 1, 0, 0) : head(kind, region + 1, 0), reverse: false }
}

/** `key` is in ordered form (DataType.toOrdered) here and below. */
export function objectKey(region: number, key: Bytes): Bytes {
  const bytes = head(rowKind.object, region, key.length)
  bytes.set(key, 5)
  return bytes
}

export function removalKey(region: number, key: Bytes): Bytes {
  const bytes = head(rowKind.removal, region, key.length)
  bytes.set(key, 5)
  return bytes
}

export function departureKey(region: number, version: number, key: Bytes): Bytes {
  const bytes = head(rowKind.departure, region, 8 + key.length)
  writeUint64(bytes, 5, version)
  bytes.set(key, 13)
  return bytes
}

export function outcomeKey(region: number, client: number, number: number): Bytes {
  const bytes = head(rowKind.outcome, region, 16)
  writeUint64(bytes, 5, client)
  writeUint64(bytes, 13, number)
  return bytes
}

export function markKey(region: number, client: number): Bytes {
  const bytes = head(rowKind.mark, region, 8)
  writeUint64(bytes, 5, client)
  return bytes
}

export function watermarkKey(keyRegion: number): Bytes {
  return head(rowKind.watermark, keyRegion, 0)
}

export function sizeKey(region: number): Bytes {
  return head(rowKind.size, region, 0)
}

/** One of the server's own notes. */
export function metaKey(name: string): Bytes {
  return fromLatin1(`M${name}`)
}

export function membershipKey(region: number): Bytes {
  return head(rowKind.membership, region, 0)
}

/** Of rows that are complete for no membership. */
export const noMembership = 0

/** The membership that a region's rows are complete for (docs/repair.md, States). */
export function membershipRow(joined: number): Bytes {
  const bytes = new Uint8Array(8)
  writeUint64(bytes, 0, joined)
  return bytes
}

/** A row of any kind: what its key holds behind kind and region. */
export function rowKey(kind: number, region: number, rest: Bytes): Bytes {
  const bytes = head(kind, region, rest.length)
  bytes.set(rest, 5)
  return bytes
}

/** What every index row of one attribute in one region begins with. */
export function indexPrefix(region: number, attribute: number): Bytes {
  const bytes = head(rowKind.index, region, 2)
  bytes[5] = attribute >>> 8
  bytes[6] = attribute
  return bytes
}

/** The rows of one index: those whose form begins with `prefix`. */
export function indexRange(region: number, attribute: number, prefix: Bytes): KeyRange {
  const from = concatBytes([indexPrefix(region, attribute), escapeOrdered(prefix).slice(0, -2)])
  return { from, to: rangeEnd(from), reverse: false }
}

export function indexStatesKey(region: number): Bytes {
  return head(rowKind.indexStates, region, 0)
}

/** A value in a longer key: 0 becomes 0 255, the end is 0 0; the order stays. */
export function escapeOrdered(value: Bytes): Bytes {
  const bytes = new Uint8Array(value.length + countZeros(value) + 2)
  writeEscaped(bytes, 0, value)
  return bytes
}

function countZeros(value: Bytes): number {
  let zeros = 0
  for (let index = 0; index < value.length; index++) if (value[index] === 0) zeros++
  return zeros
}

/** Into bytes that are 0 so far, so that the end need not be written. Gives the offset behind it. */
function writeEscaped(bytes: Bytes, start: number, value: Bytes): number {
  let offset = start
  for (let index = 0; index < value.length; index++) {
    const byte = value[index]!
    bytes[offset++] = byte
    if (byte === 0) bytes[offset++] = 0xff
  }
  return offset + 2
}

/** The value and the key (both in ordered form) of an index row's key. */
export function readIndexKey(bytes: Bytes): { value: Bytes; key: Bytes } {
  const value: number[] = []
  let offset = 7
  for (;;) {
    const byte = bytes[offset++]
    if (byte === undefined) throw new RangeError('not an index row: the value does not end')
    if (byte === 0) {
      if (bytes[offset++] === 0) break
      value.push(0)
    } else value.push(byte)
  }
  return { value: Uint8Array.from(value), key: bytes.subarray(offset) }
}

/** Just behind every key that begins with `prefix`. */
export function rangeEnd(prefix: Bytes): Bytes {
  const end = copyBytes(prefix)
  for (let index = end.length - 1; index >= 0; index--) {
    if (end[index]! < 0xff) {
      end[index]!++
      return end.subarray(0, index + 1)
    }
  }
  throw new RangeError('no key lies behind a prefix of 255s')
}

/** Of a key region: an object whose time is over at `expiresAt`, so that the point leader finds what is due without a scan. */
export function expiryKey(region: number, expiresAt: number, key: Bytes): Bytes {
  const bytes = head(rowKind.expiry, region, 8 + key.length)
  writeUint64(bytes, 5, expiresAt)
  bytes.set(key, 13)
  return bytes
}

/** The instant and the key (in ordered form) of an expiry row's key. */
export function readExpiryKey(bytes: Bytes): { expiresAt: number; key: Bytes } {
  return { expiresAt: readUint64(bytes, 5), key: bytes.subarray(13) }
}

/**
 * An object row: a format byte, the version, the object (values/object.ts). Format 2 has the object's header (object-header.ts) before it,
 * with its length in two bytes; an object without header has format 1.
 */
export function objectRow(version: number, object: Bytes, header?: Bytes): Bytes {
  const start = header ? 11 + header.length : 9
  const bytes = briefBytes(start + object.length)
  bytes[0] = header ? 2 : 1
  writeUint64(bytes, 1, version)
  if (header) {
    bytes[9] = header.length >>> 8
    bytes[10] = header.length
    bytes.set(header, 11)
  }
  bytes.set(object, start)
  return bytes
}

export interface ObjectRow {
  readonly version: number
  readonly object: Bytes
  /** Encoded; absent when the object has none. */
  readonly header?: Bytes
}

/** Views into `row`. Throws when the row is of another format. */
export function readObjectRow(row: Bytes): ObjectRow {
  if (row[0] === 1 && row.length >= 9) return { version: readUint64(row, 1), object: row.subarray(9) }
  const start = row[0] === 2 && row.length >= 11 ? 11 + ((row[9]! << 8) | row[10]!) : Number.POSITIVE_INFINITY
  if (start > row.length) throw new RangeError(`an object row of unknown format ${row[0]}`)
  return { version: readUint64(row, 1), header: row.subarray(11, start), object: row.subarray(start) }
}
