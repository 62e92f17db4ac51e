// Predicates and values of the model as text: of the query language, and in the JSON form. Values are written in their different spellings.
import { isElements, isMembers, type Json, textOf } from './model/json.ts'
import { printPath } from './model/path.ts'
import type { LengthOperator, Predicate, Test } from './model/predicate.ts'
import { printRegex } from './model/regex.ts'
import { type Definition, elementOf, isScalar, type Primitive, type Type, typeOf } from './model/types.ts'
import type { Entry, Scalar, Value } from './model/values.ts'
import type { Random } from './random.ts'

/** A predicate that no text says: a junction of nothing, a length below 0. */
export class NotInText extends Error {}

const symbols: Readonly<Record<LengthOperator, string>> = { eq: '=', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' }

export function printJson(value: Json): string {
  if (isMembers(value)) return `{${[...value].map(([name, inner]) => `${JSON.stringify(name)}:${printJson(inner)}`).join(',')}}`
  if (isElements(value)) return `[${value.map(printJson).join(',')}]`
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

/** In quotes of either kind, bytes that are not UTF-8 one by one. */
function printString(random: Random, bytes: string): string {
  const text = textOf(bytes)
  if (text === undefined || random.chance(10)) {
    return `'${Array.from(bytes, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')}'`
  }
  const inner = JSON.stringify(text)
  return random.chance(50) ? inner : `'${inner.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

function printFloat(random: Random, value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf'
  if (Object.is(value, -0)) return '-0.0'
  if (!Number.isInteger(value)) return String(value)
  return random.chance(50) ? String(BigInt(value)) : value.toExponential()
}

const microsPerMilli = 1000n
const yearZeroMillis = Date.UTC(2000, 0, 1) - 5 * 400 * 365.2425 * 86_400_000
const yearTenThousandMillis = Date.UTC(10_000, 0, 1)

/** RFC 3339 in quotes; outside the years 0 to 9999, which it does not have, microseconds. */
function printMoment(micros: bigint): string {
  const rest = ((micros % microsPerMilli) + microsPerMilli) % microsPerMilli
  const millis = Number((micros - rest) / microsPerMilli)
  if (millis < yearZeroMillis || millis >= yearTenThousandMillis) return String(micros)
  return `"${new Date(millis).toISOString().slice(0, -1)}${String(rest).padStart(3, '0')}Z"`
}

export function scalarToJson(kind: Primitive | 'timestamp', value: Scalar): string {
  switch (kind) {
    case 'string': {
      const text = textOf(value as string)
      return text === undefined ? `{"$bytes":"${Buffer.from(value as string, 'latin1').toString('base64')}"}` : JSON.stringify(text)
    }
    case 'float':
      if (!Number.isFinite(value)) return `"${value}"`
      return Object.is(value, -0) ? '-0.0' : String(value)
    case 'timestamp':
      return printMoment(value as bigint)
    default:
      return String(value)
  }
}

/** In the JSON form. */
export function valueToJson(type: Type, value: Value): string {
  switch (type.kind) {
    case 'document':
      return printJson(value as Json)
    case 'list':
    case 'set':
      return `[${(value as readonly Scalar[]).map((element) => scalarToJson(type.element, element)).join(',')}]`
    case 'map': {
      const entries = value as readonly Entry[]
      return `[${entries.map(([key, inner]) => `[${scalarToJson(type.key, key)},${scalarToJson(type.value, inner)}]`).join(',')}]`
    }
    default:
      return scalarToJson(type.kind, value as Scalar)
  }
}

function scalarToText(random: Random, kind: Primitive | 'timestamp', value: Scalar): string {
  if (kind === 'string' && random.chance(85)) return printString(random, value as string)
  if (kind === 'float') return printFloat(random, value as number)
  if (kind === 'timestamp' && random.chance(30)) return String(value)
  return scalarToJson(kind, value)
}

function literalOf(random: Random, type: Type, value: Value): string {
  return isScalar(type) ? scalarToText(random, type.kind, value as Scalar) : valueToJson(type, value)
}

function literalAtPath(random: Random, value: Value): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return printFloat(random, value)
  return typeof value === 'string' ? printString(random, Buffer.from(value, 'utf8').toString('latin1')) : printJson(value as Json)
}

function testToText(
  random: Random,
  place: string,
  test: Test,
  literal: (value: Value) => string,
  element: (value: Value) => string,
): string {
  switch (test.operator) {
    case 'between':
      return `${place} between ${literal(test.low)} and ${literal(test.high)}`
    case 'oneOf':
      return `${place} in (${test.values.map(literal).join(', ')})`
    case 'startsWith':
      return `${place} startsWith ${printString(random, test.prefix)}`
    case 'regex':
      return `${place} regex ${JSON.stringify(printRegex(test.regex))}`
    case 'contains':
      return `${place} contains ${element(test.value)}`
    case 'length':
      if (test.value < 0) throw new NotInText()
      return `length(${place}) ${symbols[test.compare]} ${test.value}`
    default:
      return `${place} ${symbols[test.operator]} ${literal(test.value)}`
  }
}

/** Throws NotInText. */
export function predicateToText(random: Random, definition: Definition, predicate: Predicate): string {
  switch (predicate.kind) {
    case 'test': {
      const { attribute, path, test } = predicate
      const type = typeOf(definition, attribute)
      const element = (value: Value) => scalarToText(random, elementOf(type), value as Scalar)
      if (path === undefined) return testToText(random, attribute, test, (value) => literalOf(random, type, value), element)
      const literal = (value: Value) => literalAtPath(random, value)
      return testToText(random, `${attribute}.${printPath(path)}`, test, literal, literal)
    }
    case 'not':
      return `not (${predicateToText(random, definition, predicate.term)})`
    default: {
      if (predicate.terms.length === 0) throw new NotInText()
      const terms = predicate.terms.map((term) => {
        const text = predicateToText(random, definition, term)
        // `and` binds tighter than `or`, and tests stand alone.
        const bare = term.kind === 'test' || term.kind === 'not' || (term.kind === 'and' && predicate.kind === 'or')
        return bare ? text : `(${text})`
      })
      return terms.join(` ${predicate.kind} `)
    }
  }
}
