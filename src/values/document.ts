// Documents as they are stored (docs/formats/values.md): JSON text in UTF-8 without white space, members in the order in which they were
// put, every value written in one way only. So equal scalars are equal bytes, and a place is found without reading the rest.
import { HyperdexError } from '../errors.ts'
import { type Bytes, compareBytes, equalBytes } from './bytes.ts'
import { decodeString, encodeString, intMaximum, intMinimum } from './encode.ts'
import { documentLevelsMax, documentValuesMax, isElements, isMembers, type JsonValue, parseJson, shortened } from './json-text.ts'

function invalid(message: string, remedy: string): HyperdexError {
  return new HyperdexError('INVALID', message, remedy)
}

/** Beyond every int, so the same number may be written without fraction. */
const two63 = 2 ** 63

/** A number without fraction that an int can hold is an int: 1.0 is 1, and −0 is 0. */
export function documentNumber(value: number): number | bigint {
  return Number.isInteger(value) && value >= -two63 && value < two63 ? BigInt(value) : value
}

/** @throws HyperdexError INVALID for a number that is not finite or lies beyond every float, and for half characters */
export function printDocumentValue(value: JsonValue): string {
  switch (typeof value) {
    case 'bigint':
      return printInt(value)
    case 'number':
      return printNumber(value)
    case 'string':
      return printText(value)
    case 'boolean':
      return value ? 'true' : 'false'
    default:
  }
  if (isElements(value)) return `[${value.map(printDocumentValue).join(',')}]`
  if (!isMembers(value)) return 'null'
  let text = '{'
  for (const [name, member] of value) text += `${text.length > 1 ? ',' : ''}${printText(name)}:${printDocumentValue(member)}`
  return `${text}}`
}

/** What no int holds is the nearest float, as other programs read and write such numbers. */
function printInt(value: bigint): string {
  if (value >= intMinimum && value <= intMaximum) return value.toString()
  const nearest = Number(value)
  if (Number.isFinite(nearest)) return printNumber(nearest)
  throw invalid(`${shortened(String(value))} is beyond every float`, 'Write a smaller number, or a string.')
}

function printNumber(value: number): string {
  const number = documentNumber(value)
  if (typeof number === 'bigint') return number.toString()
  if (!Number.isFinite(number)) throw invalid(`${value} is no number of a document`, 'Use a finite number, or a string.')
  return Math.abs(number) >= two63 ? number.toExponential() : String(number)
}

function printText(text: string): string {
  if (text.isWellFormed()) return JSON.stringify(text)
  throw invalid(`${JSON.stringify(text)} holds half of a surrogate pair`, 'Use whole characters.')
}

/** @throws HyperdexError INVALID, TOO_LARGE for more than 200 levels or 1,048,576 values */
export function parseDocumentValue(bytes: Bytes): JsonValue {
  const text = decodeString(bytes)
  if (text === undefined) throw invalid('a document is not UTF-8', 'Write JSON in UTF-8.')
  return parseJson(text, documentLevelsMax, documentValuesMax)
}

/** The stored form. @throws as `parseDocumentValue` and `printDocumentValue` */
export function normalizeDocumentValue(bytes: Bytes): Bytes {
  return encodeString(printDocumentValue(parseDocumentValue(bytes)))
}

const opening: ReadonlySet<number> = new Set([0x5b, 0x7b])

/** Of values in stored form: by value, so that the order of members does not matter. A total order; 0 only for equal values. */
export function compareDocumentValues(a: Bytes, b: Bytes): number {
  // Values that differ in the order of members only are equally long.
  if (a.length !== b.length || !opening.has(a[0]!) || !opening.has(b[0]!)) return a.length - b.length || compareBytes(a, b)
  return equalBytes(a, b) ? 0 : compareBytes(sortedForm(a), sortedForm(b))
}

/** The stored form with the members of every object sorted: the same bytes for equal values. */
export function sortedForm(stored: Bytes): Bytes {
  return opening.has(stored[0]!) ? encodeString(printDocumentValue(sortMembers(parseDocumentValue(stored)))) : stored
}

function sortMembers(value: JsonValue): JsonValue {
  if (isElements(value)) return value.map(sortMembers)
  if (!isMembers(value)) return value
  const sorted = [...value].sort(([a], [b]) => (a < b ? -1 : 1))
  return new Map(sorted.map(([name, member]) => [name, sortMembers(member)]))
}
