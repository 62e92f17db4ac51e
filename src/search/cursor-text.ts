// A row's cursor: the position of the row in the order of its search, as text that a user keeps and gives back. Base64url of: format 1;
// order attribute (2 bytes); 1 when descending; length of the order value (4 bytes); the order value; the key; a checksum (4 bytes).
import { HyperdexError } from '../errors.ts'
import { readUint32, writeUint32 } from '../replication/layout.ts'
import type { Bytes } from '../values/bytes.ts'
import type { OrderBy } from './row-order.ts'

/** The values of the last row taken; `order` is empty when the order is that of the keys. */
export interface Position {
  readonly key: Bytes
  readonly order: Bytes
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const format = 1
const headBytes = 8
const checksumBytes = 4

export function encodeCursor(orderBy: OrderBy | undefined, position: Position): string {
  const bytes = new Uint8Array(headBytes + position.order.length + position.key.length + checksumBytes)
  const attribute = orderBy?.attribute ?? 0
  bytes.set([format, attribute >>> 8, attribute, orderBy?.descending ? 1 : 0])
  writeUint32(bytes, 4, position.order.length)
  bytes.set(position.order, headBytes)
  bytes.set(position.key, headBytes + position.order.length)
  writeUint32(bytes, bytes.length - checksumBytes, checksum(bytes.subarray(0, -checksumBytes)))
  return toBase64url(bytes)
}

/** Throws INVALID for a text that is no cursor, and for the cursor of a search with another order. */
export function decodeCursor(orderBy: OrderBy | undefined, text: string): Position {
  const bytes = fromBase64url(text)
  if (!bytes || bytes.length < headBytes + checksumBytes || bytes[0] !== format) throw broken()
  const end = bytes.length - checksumBytes
  if (readUint32(bytes, end) !== checksum(bytes.subarray(0, end))) throw broken()
  const orderLength = readUint32(bytes, 4)
  if (headBytes + orderLength > end) throw broken()
  const sameOrder = bytes[1]! * 256 + bytes[2]! === (orderBy?.attribute ?? 0) && bytes[3] === (orderBy?.descending ? 1 : 0)
  if (!sameOrder) {
    throw new HyperdexError(
      'INVALID',
      'the cursor is of a search with another order',
      'Give the order of the search that the row came from.',
    )
  }
  return { order: bytes.slice(headBytes, headBytes + orderLength), key: bytes.slice(headBytes + orderLength, end) }
}

function broken(): HyperdexError {
  return new HyperdexError(
    'INVALID',
    'the text is not the cursor of a row',
    'Give a cursor exactly as a row of an equal search carried it.',
  )
}

/** FNV-1a, 32 bits: a cursor that was cut or mistyped must not resume somewhere else. */
function checksum(bytes: Bytes): number {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}

function toBase64url(bytes: Bytes): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const triple = (bytes[index]! << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0)
    text += digits[triple >>> 18]! + digits[(triple >>> 12) & 63]!
    if (index + 1 < bytes.length) text += digits[(triple >>> 6) & 63]!
    if (index + 2 < bytes.length) text += digits[triple & 63]!
  }
  return text
}

/** Undefined when the text is not one that `toBase64url` makes. */
function fromBase64url(text: string): Bytes | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let held = 0
  let offset = 0
  for (const digit of text) {
    const value = digits.indexOf(digit)
    if (value < 0) return undefined
    held = ((held << 6) | value) & 0xfff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[offset++] = held >>> bits
    }
  }
  return text.length % 4 !== 1 && (held & ((1 << bits) - 1)) === 0 ? bytes : undefined
}
