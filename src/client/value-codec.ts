// TypeScript values to stored bytes and back, one codec a column kind. Values are checked here, before anything is sent.
import { HyperdexError } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'
import { decodeFloat, decodeInt, decodeString, encodeFloat, encodeInt, encodeString } from '../values/encode.ts'
import { dataType } from '../values/registry.ts'
import type { Column } from './column.ts'

export interface ValueCodec {
  /** `name` is the attribute, for errors. Throws INVALID and INT_UNSAFE. */
  encode(value: unknown, name: string): Bytes
  /** A value that is independent of `bytes`. `key` describes the object, for errors. Throws INT_UNSAFE and INVALID. */
  decode(bytes: Bytes, name: string, key: () => string): unknown
}

const two32 = 4294967296
const int64Min = -(2n ** 63n)
const int64Max = 2n ** 63n - 1n

function kindOfValue(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (value instanceof Uint8Array) return 'a Uint8Array'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'number') return `the number ${value}`
  if (typeof value === 'object') return `an object of ${value.constructor?.name ?? 'no class'}`
  return `a ${typeof value}`
}

function wrongType(name: string, wanted: string, value: unknown): HyperdexError {
  return new HyperdexError('INVALID', `attribute ${name} takes ${wanted}, not ${kindOfValue(value)}`, `give ${wanted}`)
}

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

/** Throws INVALID for types that cannot be stored yet. */
export function codecOf(column: Column): ValueCodec {
  dataType(column.type)
  switch (column.kind) {
    case 'string':
      return stringCodec
    case 'bytes':
      return bytesCodec
    case 'int':
      return intCodec
    case 'int64':
      return int64Codec
    case 'float':
      return floatCodec
    default:
      throw new HyperdexError('INVALID', `values of a ${column.kind} cannot be exchanged`, 'use string, bytes, int, int64 or float')
  }
}

/** An int operand: a length, or how much to trim. `what` is for errors. Throws INVALID. */
export function encodeLength(value: unknown, what: string): Bytes {
  return intCodec.encode(value, what)
}

/** A pattern or prefix: text or bytes, whichever way the attribute itself is read. Throws INVALID. */
export function encodeText(value: unknown, name: string): Bytes {
  return (value instanceof Uint8Array ? bytesCodec : stringCodec).encode(value, name)
}
