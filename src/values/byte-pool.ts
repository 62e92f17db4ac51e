// Memory for bytes that live a moment: each update needs a few hundred of them several times, and an array of that size with memory of its own costs the
// runtime more than all else that is done with it. What is cut from one piece keeps the whole piece alive: whoever keeps bytes for long makes a copy.
import type { Bytes } from './bytes.ts'

const pieceBytes = 8 * 1024
/** Longer ones have memory of their own. */
const pooledBytesMax = 1024

let piece: Bytes = new Uint8Array(0)
let used = 0

/** Bytes that are all 0. */
export function briefBytes(length: number): Bytes {
  if (length > pooledBytesMax) return new Uint8Array(length)
  if (used + length > piece.length) {
    piece = new Uint8Array(pieceBytes)
    used = 0
  }
  const start = used
  used += length
  return piece.subarray(start, used)
}

/** A copy with memory of its own, unless these bytes have that already. */
export function lastingBytes(bytes: Bytes): Bytes {
  return bytes.length === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes)
}
