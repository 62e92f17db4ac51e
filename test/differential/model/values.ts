// Values as the model holds them, their defaults, order, equality and one text for each.
import { isElements, isMembers, type Json, sameJson, showJson } from './json.ts'
import type { Primitive, Type } from './types.ts'

/**
 * A string is its bytes, one character for each (U+0000 to U+00FF): JavaScript then compares bytewise. An int and a timestamp (microseconds)
 * are bigints, a float is a number.
 */
export type Scalar = string | bigint | number
export type Entry = readonly [key: Scalar, value: Scalar]
/** A set is a sorted array without repetitions, a map a sorted array of entries, a document a Map. */
export type Value = Scalar | readonly Scalar[] | readonly Entry[] | Json

/** The value of an attribute that was never put. */
export function defaultOf(type: Type): Value {
  switch (type.kind) {
    case 'document':
      return new Map<string, Json>()
    case 'list':
    case 'set':
    case 'map':
      return []
    default:
      return defaultScalar(type.kind)
  }
}

export function defaultScalar(kind: Primitive | 'timestamp'): Scalar {
  if (kind === 'string') return ''
  return kind === 'float' ? 0 : 0n
}

/** Numbers, ints with floats too, and strings. −0 equals 0; NaN equals NaN and is greater than every number. */
export function compareScalars(a: Scalar, b: Scalar): -1 | 0 | 1 {
  const aIsNaN = Number.isNaN(a)
  const bIsNaN = Number.isNaN(b)
  if (aIsNaN || bIsNaN) {
    if (aIsNaN && bIsNaN) return 0
    return aIsNaN ? 1 : -1
  }
  if (a < b) return -1
  return a > b ? 1 : 0
}

export function sameScalar(a: Scalar, b: Scalar): boolean {
  return compareScalars(a, b) === 0
}

/** As keys, elements of sets and keys of maps are stored. */
export function asKey(value: Scalar): Scalar {
  return value === 0 ? 0 : value
}

export function makeSet(elements: readonly Scalar[]): readonly Scalar[] {
  const sorted = elements.map(asKey).sort(compareScalars)
  return sorted.filter((element, index) => index === 0 || !sameScalar(element, sorted[index - 1]!))
}

/** Of entries with one key the last counts. */
export function makeMap(entries: readonly Entry[]): readonly Entry[] {
  const kept: Entry[] = []
  for (const [key, value] of entries) {
    const at = kept.findIndex(([other]) => sameScalar(other, key))
    if (at < 0) kept.push([asKey(key), value])
    else kept[at] = [asKey(key), value]
  }
  return kept.sort(([a], [b]) => compareScalars(a, b))
}

/** A set or a map that is given may have its elements in any order and more than once. */
export function asStored(type: Type, value: Value): Value {
  if (type.kind === 'set') return makeSet(value as readonly Scalar[])
  return type.kind === 'map' ? makeMap(value as readonly Entry[]) : value
}

function isEntry(value: unknown): value is Entry {
  return Array.isArray(value)
}

/** Whether a stored value equals a given one: by value, element by element; of documents whatever the order of members. */
export function sameValue(type: Type, a: Value, given: Value): boolean {
  const b = asStored(type, given)
  if (type.kind === 'document') return sameJson(a as Json, b as Json)
  if (!Array.isArray(a) || !Array.isArray(b)) return sameScalar(a as Scalar, b as Scalar)
  const one = a as readonly (Scalar | Entry)[]
  const other = b as readonly (Scalar | Entry)[]
  if (one.length !== other.length) return false
  return one.every((element, index) => {
    const second = other[index]!
    if (isEntry(element) && isEntry(second)) return sameScalar(element[0], second[0]) && sameScalar(element[1], second[1])
    return sameScalar(element as Scalar, second as Scalar)
  })
}

export function showScalar(value: Scalar): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'bigint') return `${value}`
  return Object.is(value, -0) ? '-0.0' : `${value}f`
}

/** Different texts for different values, −0 and 0 among them; documents with their members sorted. */
export function showValue(value: Value): string {
  if (typeof value === 'object' && value !== null && isMembers(value as Json)) return showJson(value as Json)
  if (isElements(value as Json)) {
    return `[${(value as readonly (Scalar | Entry)[]).map((element) => (isEntry(element) ? `${showScalar(element[0])}: ${showScalar(element[1])}` : showScalar(element))).join(', ')}]`
  }
  return showScalar(value as Scalar)
}
