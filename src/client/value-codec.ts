// TypeScript values to stored bytes and back, one codec a column kind. Values are checked here, before anything is sent.
import { HyperdexError } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'
import { elementKinds } from '../values/elements.ts'
import { decodeFloat, decodeInt, decodeString, encodeFloat, encodeInt, encodeString } from '../values/encode.ts'
import { dataType } from '../values/registry.ts'
import { type ElementCodec, kindOfValue, type ValueCodec, wrongType } from './codec.ts'
import type { Column } from './column.ts'
import { listCodec, mapCodec, setCodec } from './container-codecs.ts'
import { documentCodec } from './document-codec.ts'

const two32 = 4294967296
const int64Min = -(2n ** 63n)
const int64Max = 2n ** 63n - 1n

function unsafeInt(message: string): HyperdexError {
  return new HyperdexError('INT_UNSAFE', message, 'declare the attribute as t.int64, whose values are bigints')
}

const stringCodec: ValueCodec = {
  encode(value, name) {
    if (typeof value !== 'string') throw wrongType(name, 'a string', value)
    if (!value.isWellFormed()) {
      const message = `the string for attribute ${name} has half of a surrogate pair, which UTF-8 cannot hold`
      throw new HyperdexError('INVALID', message, 'repair it with toWellFormed(), or store bytes with t.bytes')
    }
    return encodeString(value)
  },
  decode(bytes, name, key) {
    const text = decodeString(bytes)
    if (text !== undefined) return text
    throw new HyperdexError('INVALID', `attribute ${name} of ${key()} holds bytes that are not UTF-8`, 'declare the attribute as t.bytes')
  },
}

const bytesCodec: ValueCodec = {
  encode(value, name) {
    if (!(value instanceof Uint8Array)) throw wrongType(name, 'a Uint8Array', value)
    // A copy: the caller may change its array before the call is sent.
    return Uint8Array.from(value)
  },
  decode: (bytes) => Uint8Array.from(bytes),
}

const intCodec: ValueCodec = {
  encode(value, name) {
    if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(name, 'a whole number', value)
    if (!Number.isSafeInteger(value)) throw unsafeInt(`${value} for attribute ${name} is outside ±(2^53−1), where a number is not exact`)
    const bytes = new Uint8Array(8)
    const view = new DataView(bytes.buffer)
    const high = Math.floor(value / two32)
    view.setUint32(0, value - high * two32, true)
    view.setInt32(4, high, true)
    return bytes
  },
  decode(bytes, name, key) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const value = view.getInt32(4, true) * two32 + view.getUint32(0, true)
    if (Number.isSafeInteger(value)) return value
    throw unsafeInt(`attribute ${name} of ${key()} holds ${decodeInt(bytes)}, which a number cannot hold exactly`)
  },
}

const int64Codec: ValueCodec = {
  encode(value, name) {
    if (typeof value !== 'bigint') throw wrongType(name, 'a bigint', value)
    if (value < int64Min || value > int64Max) {
      throw new HyperdexError('INVALID', `${value} for attribute ${name} does not fit in 64 bits`, 'give a value from −2^63 to 2^63−1')
    }
    return encodeInt(value)
  },
  decode: (bytes) => decodeInt(bytes),
}

const floatCodec: ValueCodec = {
  encode(value, name) {
    if (typeof value !== 'number') throw wrongType(name, 'a number', value)
    return encodeFloat(value)
  },
  decode: (bytes) => decodeFloat(bytes),
}

const dateCodec: ValueCodec = {
  encode(value, name) {
    if (!(value instanceof Date)) throw wrongType(name, 'a Date', value)
    const millis = value.getTime()
    if (Number.isNaN(millis)) {
      throw new HyperdexError('INVALID', `the Date for attribute ${name} is invalid`, 'give one that holds a moment')
    }
    return encodeInt(BigInt(millis) * 1000n)
  },
  decode(bytes, name, key) {
    const micros = decodeInt(bytes)
    const below = micros % 1000n < 0n ? 1n : 0n
    const date = new Date(Number(micros / 1000n - below))
    if (!Number.isNaN(date.getTime())) return date
    const message = `attribute ${name} of ${key()} holds ${micros} microseconds, which lies beyond every Date`
    throw new HyperdexError('INT_UNSAFE', message, "declare the attribute as t.timestamp(unit, 'micros'), whose values are bigints")
  },
}

const scalarCodecs = {
  string: stringCodec,
  bytes: bytesCodec,
  int: intCodec,
  int64: int64Codec,
  float: floatCodec,
  timestamp: dateCodec,
  micros: int64Codec,
  document: documentCodec,
} as const

export function codecOf(column: Column): ValueCodec {
  const [first, second] = elementCodecsOf(column)
  switch (column.kind) {
    case 'list':
      return listCodec(first!)
    case 'set':
      return setCodec(first!, dataType(column.type))
    case 'map':
      return mapCodec(first!, second!, dataType(column.type))
    default:
      return scalarCodecs[column.kind]
  }
}

/** Of a list or set its element's, of a map its keys' and its values'; none of other columns. */
export function elementCodecsOf(column: Column): ElementCodec[] {
  return (column.parts ?? []).map((part) => {
    const { kind } = part.type
    if (kind !== 'string' && kind !== 'int' && kind !== 'int64' && kind !== 'float') throw new RangeError(`a ${kind} is no element`)
    return { column: part, kind: elementKinds[kind], codec: codecOf(part) }
  })
}

/** An int operand: a length, or how much to trim. `wanted` is for errors: what it takes, and of what. Throws INVALID. */
export function encodeLength(value: unknown, wanted: string): Bytes {
  if (Number.isSafeInteger(value)) return intCodec.encode(value, wanted)
  throw new HyperdexError('INVALID', `${wanted}, not ${kindOfValue(value)}`, 'give a whole number within ±(2^53−1)')
}

/** A pattern or prefix: text or bytes, whichever way the attribute itself is read. Throws INVALID. */
export function encodeText(value: unknown, name: string): Bytes {
  return (value instanceof Uint8Array ? bytesCodec : stringCodec).encode(value, name)
}
