// A query as a syntax tree: names are still names and literals are still what was typed. `bindQuery` gives them their meaning in a space.
import type { TextPosition } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'
import type { JsonValue } from '../values/json-text.ts'
import type { PathStep } from '../values/path.ts'
import type { OperatorName } from '../values/predicate.ts'

export type Literal = LiteralValue & {
  /** Where it was written, when it was. */
  readonly position?: TextPosition
}

type LiteralValue =
  /** Not necessarily UTF-8: `\xHH` writes any byte. */
  | { readonly kind: 'string'; readonly bytes: Bytes }
  /** A number without fraction and exponent, of any size. */
  | { readonly kind: 'int'; readonly value: bigint }
  /** A number with a fraction or an exponent, or nan, inf, -inf. */
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  /** A JSON array or object. */
  | { readonly kind: 'json'; readonly value: JsonValue }

export interface AttributeReference {
  readonly name: string
  readonly position?: TextPosition
}

export interface QueryTest {
  readonly kind: 'test'
  readonly attribute: AttributeReference
  /** Into a document; empty: the attribute itself. */
  readonly steps: readonly PathStep[]
  readonly operator: OperatorName
  /** One, for `between` two, for `oneOf` any number; of a length test one int of at least 0. */
  readonly operands: readonly Literal[]
}

export interface QueryJunction {
  readonly kind: 'and' | 'or'
  readonly terms: readonly [QueryPredicate, QueryPredicate, ...QueryPredicate[]]
}

export interface QueryNegation {
  readonly kind: 'not'
  readonly term: QueryPredicate
}

export type QueryPredicate = QueryTest | QueryJunction | QueryNegation

export interface Query {
  readonly space: string
  /** Absent: whole objects. */
  readonly select?: readonly AttributeReference[]
  /** Absent: every object. */
  readonly where?: QueryPredicate
  readonly orderBy?: { readonly attribute: AttributeReference; readonly descending: boolean }
  /** At least 0. */
  readonly limit?: number
}

/** The symbols of comparisons, and what they test. */
export const comparisons: ReadonlyMap<string, OperatorName> = new Map([
  ['=', 'equal'],
  ['!=', 'notEqual'],
  ['<', 'less'],
  ['<=', 'lessOrEqual'],
  ['>', 'greater'],
  ['>=', 'greaterOrEqual'],
])

/** The same behind `length(…)`. */
export const lengthComparisons: ReadonlyMap<string, OperatorName> = new Map([
  ['=', 'lengthEqual'],
  ['!=', 'lengthNotEqual'],
  ['<', 'lengthLess'],
  ['<=', 'lengthLessOrEqual'],
  ['>', 'lengthGreater'],
  ['>=', 'lengthGreaterOrEqual'],
])
