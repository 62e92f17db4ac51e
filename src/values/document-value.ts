// What lies at a place of a document, by kind, and how numbers of two kinds compare.
import { type Bytes, fromLatin1, toLatin1 } from './bytes.ts'
import { decodeString, encodeString } from './encode.ts'

export type PlaceKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null'

const quote = 0x22
const backslash = 0x5c

/** By the first byte of a value in stored form. */
export function kindOfPlace(first: number): PlaceKind {
  switch (first) {
    case 0x7b:
      return 'object'
    case 0x5b:
      return 'array'
    case quote:
      return 'string'
    case 0x74:
    case 0x66:
      return 'boolean'
    case 0x6e:
      return 'null'
    default:
      return 'number'
  }
}

/** The UTF-8 bytes of a string in stored form, quotes included there. */
export function stringAt(stored: Bytes): Bytes {
  const inner = stored.subarray(1, stored.length - 1)
  if (!inner.includes(backslash)) return inner
  return encodeString(JSON.parse(decodeString(stored)!) as string)
}

/** An exact number: an int beyond 2^53 as a bigint. */
export function numberAt(stored: Bytes): number | bigint {
  const text = toLatin1(stored)
  return stored.length > 15 && /^-?[0-9]+$/.test(text) ? BigInt(text) : Number(text)
}

/** Exact also between a number and a bigint; NaN equals NaN and is greatest. */
export function compareNumbers(a: number | bigint, b: number | bigint): number {
  if (a < b) return -1
  if (a > b) return 1
  const leftNaN = Number.isNaN(a)
  return leftNaN === Number.isNaN(b) ? 0 : leftNaN ? 1 : -1
}

const words: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
}

/** The operand of a test that is a float which no document holds. */
export function writeOddNumber(value: number): Bytes {
  return fromLatin1(String(value))
}

/** The inverse; undefined for everything else. */
export function readOddNumber(operand: Bytes): number | undefined {
  return operand.length <= 9 ? words[toLatin1(operand)] : undefined
}
