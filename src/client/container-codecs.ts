// Lists, sets and maps as arrays, Sets and Maps.
import type { Bytes } from '../values/bytes.ts'
import type { DataType } from '../values/data-type.ts'
import { joinElements, splitElements } from '../values/elements.ts'
import { type ElementCodec, type ValueCodec, wrongType } from './codec.ts'

export function listCodec(element: ElementCodec): ValueCodec {
  return {
    encode(value, name) {
      if (!Array.isArray(value)) throw wrongType(name, 'an array', value)
      return encodeElements(element, value, value.length, name)
    },
    decode: (bytes, name, key) => decodeElements(element, bytes, name, key),
  }
}

/** In the form in which sets are stored. */
export function setCodec(element: ElementCodec, type: DataType): ValueCodec {
  return {
    encode(value, name) {
      if (!(value instanceof Set)) throw wrongType(name, 'a Set', value)
      return type.normalize!(encodeElements(element, value, value.size, name))
    },
    decode: (bytes, name, key) => new Set(decodeElements(element, bytes, name, key)),
  }
}

export function mapCodec(key: ElementCodec, element: ElementCodec, type: DataType): ValueCodec {
  const kinds = [key.kind, element.kind]
  return {
    encode(value, name) {
      if (!(value instanceof Map)) throw wrongType(name, 'a Map', value)
      const parts: Bytes[] = []
      for (const [entryKey, entryValue] of value) {
        parts.push(key.codec.encode(entryKey, name), element.codec.encode(entryValue, name))
      }
      return type.normalize!(joinElements(kinds, parts))
    },
    decode(bytes, name, describe) {
      const parts = splitElements(kinds, bytes)
      const map = new Map<unknown, unknown>()
      for (let index = 0; index < parts.length; index += 2) {
        map.set(key.codec.decode(parts[index]!, name, describe), element.codec.decode(parts[index + 1]!, name, describe))
      }
      return map
    },
  }
}

/** An array with holes has elements that are undefined, which no codec takes. */
function encodeElements({ kind, codec }: ElementCodec, values: Iterable<unknown>, count: number, name: string): Bytes {
  if (!kind.fixed)
    return joinElements(
      [kind],
      Array.from(values, (value) => codec.encode(value, name)),
    )
  // Two million of them are not all held one by one.
  const bytes = new Uint8Array(8 * count)
  let at = 0
  for (const value of values) {
    bytes.set(codec.encode(value, name), at)
    at += 8
  }
  return bytes
}

function decodeElements({ kind, codec }: ElementCodec, bytes: Bytes, name: string, key: () => string): unknown[] {
  if (!kind.fixed) return splitElements([kind], bytes).map((element) => codec.decode(element, name, key))
  const values: unknown[] = []
  for (let at = 0; at < bytes.length; at += 8) values.push(codec.decode(bytes.subarray(at, at + 8), name, key))
  return values
}
