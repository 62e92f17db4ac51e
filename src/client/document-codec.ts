// Documents, and the values in them, as plain objects, arrays and scalars.
import { HyperdexError } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'
import { parseDocumentValue, printDocumentValue } from '../values/document.ts'
import { decodeString, encodeString, intMaximum, intMinimum } from '../values/encode.ts'
import { documentLevelsMax, isElements, isMembers, type JsonValue, tooDeep } from '../values/json-text.ts'
import { type ValueCodec, wrongType } from './codec.ts'

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

/** Throws TOO_LARGE also for an object that holds itself. */
function toJsonValue(value: unknown, name: string, level: number): JsonValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'number':
      return value
    case 'bigint':
      if (value >= intMinimum && value <= intMaximum) return value
      throw new HyperdexError(
        'INVALID',
        `${value} for attribute ${name} does not fit in 64 bits`,
        'give a number to mean the nearest float',
      )
    case 'object':
      break
    default:
      throw wrongType(name, 'JSON', value)
  }
  if (value === null) return null
  if (level > documentLevelsMax) throw tooDeep()
  if (Array.isArray(value)) return Array.from(value, (element: unknown) => toJsonValue(element, name, level + 1))
  if (!isPlainObject(value)) throw wrongType(name, 'JSON', value)
  return new Map(Object.entries(value).map(([member, inner]) => [member, toJsonValue(inner, name, level + 1)]))
}

/** A value in a document, in stored form. Throws INVALID and TOO_LARGE. */
export function encodeJson(value: unknown, name: string): Bytes {
  const json = toJsonValue(value, name, 1)
  try {
    return encodeString(printDocumentValue(json))
  } catch (error) {
    if (!(error instanceof HyperdexError)) throw error
    throw new HyperdexError(error.code, `attribute ${name}: ${error.message}`, error.remedy, { cause: error })
  }
}

/** Ints of sixteen digits and more may be none that a number holds: JSON.parse would round them. */
const longInt = /[0-9]{16}/

function fromJsonValue(value: JsonValue): unknown {
  if (typeof value === 'bigint') return BigInt(Number(value)) === value ? Number(value) : value
  if (isElements(value)) return value.map(fromJsonValue)
  if (!isMembers(value)) return value
  const object: Record<string, unknown> = {}
  for (const [member, inner] of value) {
    // A plain assignment to __proto__ would set the prototype.
    Object.defineProperty(object, member, { value: fromJsonValue(inner), writable: true, enumerable: true, configurable: true })
  }
  return object
}

export const documentCodec: ValueCodec = {
  encode(value, name) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(name, 'an object of JSON', value)
    return encodeJson(value, name)
  },
  decode(bytes) {
    const text = decodeString(bytes)!
    return longInt.test(text) ? fromJsonValue(parseDocumentValue(bytes)) : (JSON.parse(text) as unknown)
  },
}
