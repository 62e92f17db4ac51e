// One object's values as bytes: the protobuf message `Object { repeated bytes values = 1 }`, written and read here by hand so that what
// a store keeps goes on the wire as it is. An object may hold fewer values than its space has attributes: the rest read as absent.
import type { Bytes } from './bytes.ts'

const tag = 0x0a

function lengthOfVarint(value: number): number {
  let length = 1
  while (value >= 0x80) {
    value = Math.floor(value / 128)
    length++
  }
  return length
}

/** The values in the space's order, without the key. */
export function encodeObject(values: readonly Bytes[]): Bytes {
  let length = 0
  for (const value of values) length += 1 + lengthOfVarint(value.length) + value.length
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const value of values) {
    bytes[offset++] = tag
    let rest = value.length
    while (rest >= 0x80) {
      bytes[offset++] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    bytes[offset++] = rest
    bytes.set(value, offset)
    offset += value.length
  }
  return bytes
}

/** Views into `bytes`, not copies. Throws a RangeError when the bytes are not an object. */
export function decodeObject(bytes: Bytes): Bytes[] {
  const values: Bytes[] = []
  let offset = 0
  while (offset < bytes.length) {
    if (bytes[offset++] !== tag) throw new RangeError(`not an object: byte ${offset - 1} is no value's tag`)
    let length = 0
    let scale = 1
    for (;;) {
      const byte = bytes[offset++]
      if (byte === undefined || scale > 2 ** 28) throw new RangeError('not an object: a length is cut off')
      length += (byte & 0x7f) * scale
      if (byte < 0x80) break
      scale *= 128
    }
    if (offset + length > bytes.length) throw new RangeError('not an object: a value is cut off')
    values.push(bytes.subarray(offset, offset + length))
    offset += length
  }
  return values
}
