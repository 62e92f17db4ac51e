// The JSON form of values (interface.md section 2), the same everywhere: ints keep all their digits, floats are numbers or "NaN",
// "Infinity", "-Infinity" (−0 is -0.0), strings that are not UTF-8 are {"$bytes": base64}.
import { HyperdexError } from '../errors.ts'
import type { AttributeType } from './attribute-type.ts'
import { decodeBase64, encodeBase64 } from './base64.ts'
import type { Bytes } from './bytes.ts'
import { decodeFloat, decodeInt, decodeString, encodeFloat, encodeInt, encodeString, intMaximum, intMinimum } from './encode.ts'

/** As JSON.parse gives it, but integers without fraction and exponent are bigints. */
export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | { readonly [member: string]: JsonValue }

function invalid(message: string, remedy: string, cause?: unknown): HyperdexError {
  return new HyperdexError('INVALID', message, remedy, cause === undefined ? {} : { cause })
}

type Reviver = (this: unknown, name: string, value: unknown, context?: { readonly source?: string }) => unknown
const parse = JSON.parse as (text: string, reviver?: Reviver) => unknown
const integer = /^-?\d+$/

/** @throws HyperdexError INVALID when the text is not JSON */
export function parseJson(text: string): JsonValue {
  try {
    return parse(text, (_, value, context) => {
      if (typeof value !== 'number') return value
      const source = context?.source
      // "-0" is a number of its own only as a float.
      return source !== undefined && integer.test(source) && source !== '-0' ? BigInt(source) : value
    }) as JsonValue
  } catch (error) {
    throw invalid(`not JSON: ${(error as Error).message}`, 'Write one JSON value.', error)
  }
}

/** JSON text of a value. */
export function toJson(type: AttributeType, value: Bytes): string {
  switch (type.kind) {
    case 'int':
    case 'int64':
      return decodeInt(value).toString()
    case 'float':
      return floatToJson(decodeFloat(value))
    case 'string': {
      const text = decodeString(value)
      return text === undefined ? `{"$bytes":"${encodeBase64(value)}"}` : JSON.stringify(text)
    }
    default:
      throw invalid(`the type ${type.kind} is not supported yet`, 'Use string, int, int64 or float.')
  }
}

function floatToJson(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0.0' : String(value)
  return `"${value}"`
}

/** @throws HyperdexError INVALID when the JSON value is none of the type */
export function fromJson(type: AttributeType, json: JsonValue): Bytes {
  switch (type.kind) {
    case 'int':
    case 'int64':
      return intFromJson(json)
    case 'float':
      return encodeFloat(floatFromJson(json))
    case 'string':
      return stringFromJson(json)
    default:
      throw invalid(`the type ${type.kind} is not supported yet`, 'Use string, int, int64 or float.')
  }
}

function intFromJson(json: JsonValue): Bytes {
  if (Object.is(json, -0)) return encodeInt(0n)
  if (typeof json !== 'bigint') throw invalid(`${describe(json)} is no int`, 'Write a JSON integer, without fraction or exponent.')
  if (json < intMinimum || json > intMaximum) throw invalid(`${json} does not fit an int`, `Use ${intMinimum} to ${intMaximum}.`)
  return encodeInt(json)
}

function floatFromJson(json: JsonValue): number {
  if (typeof json === 'number') return json
  if (typeof json === 'bigint') return Number(json)
  if (json === 'NaN' || json === 'Infinity' || json === '-Infinity') return Number(json)
  throw invalid(`${describe(json)} is no float`, 'Write a JSON number, "NaN", "Infinity" or "-Infinity".')
}

function stringFromJson(json: JsonValue): Bytes {
  if (typeof json === 'string') return encodeString(json)
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) {
    const members = Object.entries(json)
    const bytes = members.length === 1 && members[0]![0] === '$bytes' ? members[0]![1] : undefined
    const decoded = typeof bytes === 'string' ? decodeBase64(bytes) : undefined
    if (decoded) return decoded
  }
  throw invalid(`${describe(json)} is no string`, 'Write a JSON string, or {"$bytes": base64} for bytes that are not UTF-8.')
}

function describe(json: JsonValue): string {
  if (typeof json === 'bigint') return json.toString()
  const text = JSON.stringify(json, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

/**
 * A scalar as typed on the command line: a string as it is, without quotes; others their JSON form without quotes.
 *
 * @throws HyperdexError INVALID when the text is no value of the type
 */
export function fromTyped(type: AttributeType, text: string): Bytes {
  if (type.kind === 'string') return encodeString(text)
  if (type.kind === 'float' && (text === 'NaN' || text === 'Infinity' || text === '-Infinity')) return encodeFloat(Number(text))
  let json: JsonValue
  try {
    json = parseJson(text)
  } catch (error) {
    throw invalid(
      `${describe(text)} is no ${type.kind}`,
      type.kind === 'float' ? 'Write a number, NaN, Infinity or -Infinity.' : 'Write an integer.',
      error,
    )
  }
  if (typeof json === 'string') throw invalid(`${text} is no ${type.kind}`, 'Write it without quotes.')
  return fromJson(type, json)
}
