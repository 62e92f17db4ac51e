// Predicates as data: what a search, a condition or the planner reads. Attribute 0 is the key, attribute i the i-th of the space.
// The same shape travels on the wire (proto/hyperdex/v1/values.proto), so a decoded message is a Predicate.
import type { Bytes } from './bytes.ts'

export const predicateKind = { all: 0, test: 1, and: 2, or: 3, not: 4 } as const

export const operator = {
  equal: 0,
  notEqual: 1,
  less: 2,
  lessOrEqual: 3,
  greater: 4,
  greaterOrEqual: 5,
  between: 6,
  oneOf: 7,
  startsWith: 8,
  regex: 9,
  contains: 10,
  lengthEqual: 11,
  lengthNotEqual: 12,
  lengthLess: 13,
  lengthLessOrEqual: 14,
  lengthGreater: 15,
  lengthGreaterOrEqual: 16,
} as const
export type OperatorName = keyof typeof operator

export interface Predicate {
  /** One of `predicateKind`. */
  readonly kind?: number | null
  /** Of and, or (any number) and not (exactly one). */
  readonly terms?: readonly Predicate[] | null
  /** Of a test: attribute index, path in a document (else empty), one of `operator`, and the operands. */
  readonly attribute?: number | null
  readonly path?: string | null
  readonly operator?: number | null
  readonly operands?: readonly Bytes[] | null
}

/**
 * Levels of a predicate, a single test being one. Messages of more than 100 levels are refused where they are decoded, and a predicate travels
 * within several others: what is deeper would be lost, and all that is under way beside it.
 */
export const predicateLevelsMaximum = 90

export const matchAll: Predicate = { kind: predicateKind.all }
