// Predicates, and whether they hold for an object.
import { bytesOf, isElements, isMembers, isNumber, type Json, sameJson, textOf } from './json.ts'
import { lookUp, type Path } from './path.ts'
import { matchesRegex, type Regex } from './regex.ts'
import type { Type } from './types.ts'
import { compareScalars, type Entry, type Scalar, sameScalar, sameValue, type Value } from './values.ts'

export type OrderOperator = 'lt' | 'le' | 'gt' | 'ge'
export type LengthOperator = 'eq' | 'ne' | OrderOperator

/** What is asked of a value. At a path the values are JSON, strings text; elsewhere they are those of the attribute. */
export type Test =
  | { readonly operator: 'eq' | 'ne' | OrderOperator; readonly value: Value }
  | { readonly operator: 'between'; readonly low: Value; readonly high: Value }
  | { readonly operator: 'oneOf'; readonly values: readonly Value[] }
  /** Bytes. */
  | { readonly operator: 'startsWith'; readonly prefix: string }
  | { readonly operator: 'regex'; readonly regex: Regex }
  | { readonly operator: 'contains'; readonly value: Value }
  | { readonly operator: 'length'; readonly compare: LengthOperator; readonly value: number }

export type Predicate =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Predicate[] }
  | { readonly kind: 'not'; readonly term: Predicate }
  | { readonly kind: 'test'; readonly attribute: string; readonly path?: Path; readonly test: Test }

export interface Row {
  /** Of an attribute or the key. */
  value(name: string): Value
  type(name: string): Type
}

export function holds(predicate: Predicate, row: Row): boolean {
  switch (predicate.kind) {
    case 'and':
      return predicate.terms.every((term) => holds(term, row))
    case 'or':
      return predicate.terms.some((term) => holds(term, row))
    case 'not':
      return !holds(predicate.term, row)
    case 'test': {
      const value = row.value(predicate.attribute)
      if (predicate.path === undefined) return holdsForValue(predicate.test, row.type(predicate.attribute), value)
      return holdsForJson(predicate.test, lookUp(value as Json, predicate.path))
    }
  }
}

function compares(operator: LengthOperator, order: number): boolean {
  switch (operator) {
    case 'eq':
      return order === 0
    case 'ne':
      return order !== 0
    case 'lt':
      return order < 0
    case 'le':
      return order <= 0
    case 'gt':
      return order > 0
    case 'ge':
      return order >= 0
  }
}

function holdsForValue(test: Test, type: Type, value: Value): boolean {
  switch (test.operator) {
    case 'eq':
      return sameValue(type, value, test.value)
    case 'ne':
      return !sameValue(type, value, test.value)
    case 'oneOf':
      return test.values.some((one) => sameValue(type, value, one))
    case 'between':
      return compareScalars(value as Scalar, test.low as Scalar) >= 0 && compareScalars(value as Scalar, test.high as Scalar) <= 0
    case 'startsWith':
      return (value as string).startsWith(test.prefix)
    case 'regex': {
      const text = textOf(value as string)
      return text !== undefined && matchesRegex(test.regex, text)
    }
    case 'contains': {
      const elements = value as readonly (Scalar | Entry)[]
      return elements.some((element) =>
        sameScalar(Array.isArray(element) ? (element as Entry)[0] : (element as Scalar), test.value as Scalar),
      )
    }
    case 'length':
      return compares(test.compare, Math.sign((value as string | readonly Scalar[]).length - test.value))
    default:
      return compares(test.operator, compareScalars(value as Scalar, test.value as Scalar))
  }
}

/** Undefined when one is no number or string, or when they are of different kinds. */
function compareJson(a: Json | undefined, b: Json): number | undefined {
  if (isNumber(a) && isNumber(b)) return compareScalars(a, b)
  if (typeof a === 'string' && typeof b === 'string') return compareScalars(bytesOf(a), bytesOf(b))
  return undefined
}

function lengthOfJson(value: Json | undefined): number | undefined {
  if (typeof value === 'string') return bytesOf(value).length
  if (isElements(value)) return value.length
  return isMembers(value) ? value.size : undefined
}

/** A missing path and another kind of value make each test false but `ne`; a length is none of these, so no length differs from a number. */
function holdsForJson(test: Test, value: Json | undefined): boolean {
  switch (test.operator) {
    case 'eq':
      return value !== undefined && sameJson(value, test.value as Json)
    case 'ne':
      return value === undefined || !sameJson(value, test.value as Json)
    case 'oneOf':
      return value !== undefined && test.values.some((one) => sameJson(value, one as Json))
    case 'between': {
      const low = compareJson(value, test.low as Json)
      const high = compareJson(value, test.high as Json)
      return low !== undefined && high !== undefined && low >= 0 && high <= 0
    }
    case 'startsWith':
      return typeof value === 'string' && bytesOf(value).startsWith(test.prefix)
    case 'regex':
      return typeof value === 'string' && matchesRegex(test.regex, value)
    case 'contains':
      if (isElements(value)) return value.some((element) => sameJson(element, test.value as Json))
      return isMembers(value) && typeof test.value === 'string' && value.has(test.value)
    case 'length': {
      const length = lengthOfJson(value)
      return length !== undefined && compares(test.compare, Math.sign(length - test.value))
    }
    default: {
      const order = compareJson(value, test.value as Json)
      return order !== undefined && compares(test.operator, order)
    }
  }
}
