// The JSON form of values (interface.md section 2), the same everywhere: ints keep all their digits, floats are numbers or "NaN",
// "Infinity", "-Infinity" (−0 is -0.0), strings that are not UTF-8 are {"$bytes": base64}, timestamps are RFC 3339, a list is an array, a
// set its sorted array, a map a sorted array of [key, value], a document is itself.
import { HyperdexError } from '../errors.ts'
import type { AttributeType, PrimitiveName } from './attribute-type.ts'
import { decodeBase64, encodeBase64 } from './base64.ts'
import type { Bytes } from './bytes.ts'
import { printDocumentValue } from './document.ts'
import { elementKinds, joinElements, splitElements } from './elements.ts'
import { decodeFloat, decodeInt, decodeString, encodeFloat, encodeInt, encodeString, intMaximum, intMinimum } from './encode.ts'
import { describeJson, isElements, isMembers, type JsonValue, parseJson, shortened } from './json-text.ts'
import { dataType } from './registry.ts'
import { parseTimestamp, printTimestamp } from './timestamp-text.ts'

function invalid(message: string, remedy: string, cause?: unknown): HyperdexError {
  return new HyperdexError('INVALID', message, remedy, cause === undefined ? {} : { cause })
}

type Show = (json: JsonValue) => string

/** JSON text of a value. */
export function toJson(type: AttributeType, value: Bytes): string {
  switch (type.kind) {
    case 'timestamp':
      return timestampToJson(decodeInt(value))
    case 'list':
    case 'set':
      return `[${splitElements([elementKinds[type.element]], value)
        .map((element) => primitiveToJson(type.element, element))
        .join(',')}]`
    case 'map':
      return mapToJson(type.key, type.value, value)
    case 'document':
      return decodeString(value)!
    default:
      return primitiveToJson(type.kind, value)
  }
}

function primitiveToJson(kind: PrimitiveName, value: Bytes): string {
  switch (kind) {
    case 'int':
    case 'int64':
      return decodeInt(value).toString()
    case 'float':
      return floatToJson(decodeFloat(value))
    case 'string': {
      const text = decodeString(value)
      return text === undefined ? `{"$bytes":"${encodeBase64(value)}"}` : JSON.stringify(text)
    }
  }
}

function timestampToJson(micros: bigint): string {
  const text = printTimestamp(micros)
  return text === undefined ? micros.toString() : `"${text}"`
}

function mapToJson(key: PrimitiveName, element: PrimitiveName, value: Bytes): string {
  const parts = splitElements([elementKinds[key], elementKinds[element]], value)
  let text = '['
  for (let index = 0; index < parts.length; index += 2) {
    text += `${index > 0 ? ',' : ''}[${primitiveToJson(key, parts[index]!)},${primitiveToJson(element, parts[index + 1]!)}]`
  }
  return `${text}]`
}

function floatToJson(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0.0' : String(value)
  return `"${value}"`
}

/**
 * In stored form: elements of sets and keys of maps in any order, those that come twice once (of a map's entries the last).
 * `show` is how a refused value stands in the message.
 *
 * @throws HyperdexError INVALID when the JSON value is none of the type
 */
export function fromJson(type: AttributeType, json: JsonValue, show: Show = describeJson): Bytes {
  switch (type.kind) {
    case 'timestamp':
      return timestampFromJson(json, show)
    case 'list':
    case 'set': {
      if (!isElements(json)) throw invalid(`${show(json)} is no ${type.kind}`, 'Write a JSON array of its elements.')
      const elements = joinElements(
        [elementKinds[type.element]],
        json.map((element) => primitiveFromJson(type.element, element, show)),
      )
      return type.kind === 'list' ? elements : dataType(type).normalize!(elements)
    }
    case 'map':
      return dataType(type).normalize!(mapFromJson(type.key, type.value, json, show))
    case 'document':
      if (!isMembers(json)) throw invalid(`${show(json)} is no document`, 'Write a JSON object.')
      return encodeString(printDocumentValue(json))
    default:
      return primitiveFromJson(type.kind, json, show)
  }
}

export function primitiveFromJson(kind: PrimitiveName, json: JsonValue, show: Show = describeJson): Bytes {
  switch (kind) {
    case 'int':
    case 'int64':
      return intFromJson(json, show)
    case 'float':
      return encodeFloat(floatFromJson(json, show))
    case 'string':
      return stringFromJson(json, show)
  }
}

function timestampFromJson(json: JsonValue, show: Show): Bytes {
  if (typeof json === 'bigint') return intFromJson(json, show)
  const micros = typeof json === 'string' ? parseTimestamp(json) : undefined
  if (micros !== undefined) return encodeInt(micros)
  const remedy = 'Write RFC 3339 with up to six digits of fraction, like "2026-01-31T12:00:00.5Z", or whole microseconds since 1970.'
  throw invalid(`${show(json)} is no timestamp`, remedy)
}

function mapFromJson(key: PrimitiveName, element: PrimitiveName, json: JsonValue, show: Show): Bytes {
  const remedy = 'Write a JSON array of entries, each [key, value].'
  if (!isElements(json)) throw invalid(`${show(json)} is no map`, remedy)
  const parts = json.flatMap((entry) => {
    if (!isElements(entry) || entry.length !== 2) throw invalid(`${show(entry)} is no entry of a map`, remedy)
    return [primitiveFromJson(key, entry[0]!, show), primitiveFromJson(element, entry[1]!, show)]
  })
  return joinElements([elementKinds[key], elementKinds[element]], parts)
}

function intFromJson(json: JsonValue, show: Show): Bytes {
  if (Object.is(json, -0)) return encodeInt(0n)
  if (typeof json !== 'bigint') throw invalid(`${show(json)} is no int`, 'Write a JSON integer, without fraction or exponent.')
  if (json < intMinimum || json > intMaximum) throw invalid(`${json} does not fit an int`, `Use ${intMinimum} to ${intMaximum}.`)
  return encodeInt(json)
}

function floatFromJson(json: JsonValue, show: Show): number {
  if (typeof json === 'number') return json
  if (typeof json === 'bigint') {
    const value = Number(json)
    if (Number.isFinite(value)) return value
    throw invalid(`${show(json)} is beyond every float`, 'Write "Infinity" or "-Infinity" to mean an infinite one.')
  }
  if (json === 'NaN' || json === 'Infinity' || json === '-Infinity') return Number(json)
  throw invalid(`${show(json)} is no float`, 'Write a JSON number, "NaN", "Infinity" or "-Infinity".')
}

function stringFromJson(json: JsonValue, show: Show): Bytes {
  if (typeof json === 'string') return encodeString(json)
  if (isMembers(json) && json.size === 1) {
    const bytes = json.get('$bytes')
    const decoded = typeof bytes === 'string' ? decodeBase64(bytes) : undefined
    if (decoded) return decoded
  }
  throw invalid(`${show(json)} is no string`, 'Write a JSON string, or {"$bytes": base64} for bytes that are not UTF-8.')
}

/**
 * A scalar as typed on the command line: a string as it is, without quotes; others their JSON form without quotes.
 *
 * @throws HyperdexError INVALID when the text is no value of the type
 */
export function fromTyped(type: AttributeType, text: string): Bytes {
  if (type.kind === 'string') return encodeString(text)
  if (type.kind === 'float' && (text === 'NaN' || text === 'Infinity' || text === '-Infinity')) return encodeFloat(Number(text))
  if (type.kind === 'float' && Math.abs(Number(text)) === Number.POSITIVE_INFINITY && !text.includes('Infinity')) {
    throw invalid(`${shortened(text)} is beyond every float`, 'Write Infinity or -Infinity to mean an infinite one.')
  }
  if (type.kind === 'timestamp' && !/^-?[0-9]+$/.test(text)) return timestampFromJson(text, describeJson)
  const remedy = type.kind === 'float' ? 'Write a number, NaN, Infinity or -Infinity.' : 'Write an integer, without fraction or exponent.'
  let json: JsonValue
  try {
    json = parseJson(text)
  } catch (error) {
    throw invalid(`${describeJson(text)} is no ${type.kind}`, remedy, error)
  }
  const fits = typeof json === 'bigint' || (typeof json === 'number' && (type.kind === 'float' || Object.is(json, -0)))
  // The text and not the value: 1.0 and 1e3 are no ints, which 1 and 1000 would be.
  if (!fits) throw invalid(`${shortened(text)} is no ${type.kind}`, typeof json === 'string' ? 'Write it without quotes.' : remedy)
  return fromJson(type, json)
}
