// Between TypeScript values and the bytes they travel as (docs/formats/values.md): a string is its UTF-8 bytes, an int 8 bytes
// little-endian two's complement, a float 8 bytes little-endian IEEE 754.
import { HyperdexError } from '../errors.ts'
import type { Bytes } from './bytes.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const scratch = new DataView(new ArrayBuffer(8))
const scratchBytes = new Uint8Array(scratch.buffer)

export const intMinimum = -(2n ** 63n)
export const intMaximum = 2n ** 63n - 1n

/** @throws HyperdexError INVALID for half of a surrogate pair, which is no character and would be stored as another one */
export function encodeString(text: string): Bytes {
  if (!text.isWellFormed()) {
    throw new HyperdexError('INVALID', `${JSON.stringify(text)} holds half of a surrogate pair`, 'Use whole characters, or bytes.')
  }
  return encoder.encode(text)
}

/** Undefined when the bytes are not UTF-8. */
export function decodeString(bytes: Bytes): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

/** @throws HyperdexError INVALID outside the 64-bit signed range */
export function encodeInt(value: bigint): Bytes {
  if (value < intMinimum || value > intMaximum) {
    throw new HyperdexError('INVALID', `${value} does not fit an int`, `Use a value from ${intMinimum} to ${intMaximum}.`)
  }
  scratch.setBigInt64(0, value, true)
  return scratchBytes.slice()
}

/** Into `scratch`; several times faster than a copy between arrays or a view a value. */
function load(bytes: Bytes): void {
  scratch.setInt32(0, bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16) | (bytes[3]! << 24), true)
  scratch.setInt32(4, bytes[4]! | (bytes[5]! << 8) | (bytes[6]! << 16) | (bytes[7]! << 24), true)
}

/** Of 8 bytes. */
export function decodeInt(bytes: Bytes): bigint {
  load(bytes)
  return scratch.getBigInt64(0, true)
}

/** Every NaN gets the same bytes. */
export function encodeFloat(value: number): Bytes {
  if (Number.isNaN(value)) return Uint8Array.of(0, 0, 0, 0, 0, 0, 0xf8, 0x7f)
  scratch.setFloat64(0, value, true)
  return scratchBytes.slice()
}

/** Of 8 bytes. */
export function decodeFloat(bytes: Bytes): number {
  load(bytes)
  return scratch.getFloat64(0, true)
}
