// Lists, sets and maps as arrays, Sets and Maps.
import type { Bytes } from '../values/bytes.ts'
import type { DataType } from '../values/data-type.ts'
import { joinElements, splitElements } from '../values/elements.ts'
import { type ElementCodec, type ValueCodec, wrongType } from './codec.ts'

export function listCodec({ kind, codec }: ElementCodec): ValueCodec {
  return {
    encode(value, name) {
      if (!Array.isArray(value)) throw wrongType(name, 'an array', value)
      return joinElements([kind], encodeEach(codec, value, name))
    },
    decode: (bytes, name, key) => splitElements([kind], bytes).map((element) => codec.decode(element, name, key)),
  }
}

/** In the form in which sets are stored. */
export function setCodec({ kind, codec }: ElementCodec, type: DataType): ValueCodec {
  return {
    encode(value, name) {
      if (!(value instanceof Set)) throw wrongType(name, 'a Set', value)
      return type.normalize!(joinElements([kind], encodeEach(codec, value, name)))
    },
    decode: (bytes, name, key) => new Set(splitElements([kind], bytes).map((element) => codec.decode(element, name, key))),
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
function encodeEach(codec: ValueCodec, values: Iterable<unknown>, name: string): Bytes[] {
  const encoded: Bytes[] = []
  for (const value of values) encoded.push(codec.encode(value, name))
  return encoded
}
