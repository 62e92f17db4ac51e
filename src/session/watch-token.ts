// Where a watch stands, as text that a user keeps and gives back: for each key region of the space the version up to which all changes were
// taken. Base64url of: format 1; the space's id (4 bytes); for each region its id (4 bytes) and a version (8 bytes); a checksum (4 bytes).
import { HyperdexError } from '../errors.ts'
import { decodeBase64, encodeBase64 } from '../values/base64.ts'
import type { Bytes } from '../values/bytes.ts'

const format = 1
const headBytes = 5
const entryBytes = 12
const checksumBytes = 4

/** @param positions region → version */
export function encodeToken(space: number, positions: Iterable<readonly [number, number]>): string {
  const entries = [...positions]
  const bytes = new Uint8Array(headBytes + entryBytes * entries.length + checksumBytes)
  const view = new DataView(bytes.buffer)
  bytes[0] = format
  view.setUint32(1, space)
  for (const [index, [region, version]] of entries.entries()) {
    const offset = headBytes + entryBytes * index
    view.setUint32(offset, region)
    view.setBigUint64(offset + 4, BigInt(version))
  }
  view.setUint32(bytes.length - checksumBytes, checksum(bytes.subarray(0, -checksumBytes)))
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Region → version. Throws INVALID for a text that is no token of a watch of this space. */
export function decodeToken(space: number, text: string): Map<number, number> {
  const padded = text.replaceAll('-', '+').replaceAll('_', '/') + '='.repeat((4 - (text.length % 4)) % 4)
  const bytes = decodeBase64(padded)
  const entries = bytes ? (bytes.length - headBytes - checksumBytes) / entryBytes : -1
  if (!bytes || bytes[0] !== format || !Number.isInteger(entries) || entries < 1) throw broken()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (view.getUint32(bytes.length - checksumBytes) !== checksum(bytes.subarray(0, -checksumBytes))) throw broken()
  if (view.getUint32(1) !== space) {
    throw new HyperdexError('INVALID', 'the token is of a watch of another space', 'give a token of a watch of this space')
  }
  const positions = new Map<number, number>()
  for (let offset = headBytes; offset < bytes.length - checksumBytes; offset += entryBytes) {
    positions.set(view.getUint32(offset), Number(view.getBigUint64(offset + 4)))
  }
  return positions
}

function broken(): HyperdexError {
  return new HyperdexError('INVALID', 'the text is not the token of a change', 'give a token exactly as a change of a watch carried it')
}

/** FNV-1a, 32 bits: a token that was cut or mistyped must not resume somewhere else. */
function checksum(bytes: Bytes): number {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
