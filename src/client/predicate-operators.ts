// The operators of predicates: what stands in a predicate at an attribute, and how predicates are combined. They are data until a call
// knows its space (encode-predicate.ts).
import { HyperdexError } from '../errors.ts'
import type { OperatorName } from '../values/predicate.ts'
import { kindOfValue } from './codec.ts'

/** One test of one attribute, or of a place in a document. */
export class AttributeTest<Name extends OperatorName, Value> {
  readonly operator: Name
  readonly operands: readonly Value[]

  constructor(operator: Name, operands: readonly Value[]) {
    this.operator = operator
    this.operands = operands
  }
}

/** A test of what lies at a path of a document. */
export class PathTest<Condition> {
  readonly path: string
  readonly condition: Condition

  constructor(path: string, condition: Condition) {
    this.path = path
    this.condition = condition
  }
}

/** Several predicates, or several conditions of one attribute, joined; `not` has exactly one term. */
export class Combination<Term> {
  readonly join: 'and' | 'or' | 'not'
  readonly terms: readonly Term[]

  constructor(join: 'and' | 'or' | 'not', terms: readonly Term[]) {
    this.join = join
    this.terms = terms
  }
}

export type OrderName = 'less' | 'lessOrEqual' | 'greater' | 'greaterOrEqual' | 'between'
type ComparisonName = 'equal' | 'notEqual' | 'less' | 'lessOrEqual' | 'greater' | 'greaterOrEqual'
export type LengthName = 'lengthEqual' | 'lengthNotEqual' | 'lengthLess' | 'lengthLessOrEqual' | 'lengthGreater' | 'lengthGreaterOrEqual'

/** Equal to the value, which may also stand alone: `{ age: eq(3) }` is `{ age: 3 }`. */
export function eq<const Value>(value: Value): AttributeTest<'equal', Value> {
  return new AttributeTest('equal', [value])
}

export function ne<const Value>(value: Value): AttributeTest<'notEqual', Value> {
  return new AttributeTest('notEqual', [value])
}

export function lt<const Value>(value: Value): AttributeTest<'less', Value> {
  return new AttributeTest('less', [value])
}

export function le<const Value>(value: Value): AttributeTest<'lessOrEqual', Value> {
  return new AttributeTest('lessOrEqual', [value])
}

export function gt<const Value>(value: Value): AttributeTest<'greater', Value> {
  return new AttributeTest('greater', [value])
}

export function ge<const Value>(value: Value): AttributeTest<'greaterOrEqual', Value> {
  return new AttributeTest('greaterOrEqual', [value])
}

/** Both ends are in; nothing when `low` is above `high`. */
export function between<const Low, const High>(low: Low, high: High): AttributeTest<'between', Low | High> {
  return new AttributeTest<'between', Low | High>('between', [low, high])
}

/** One of the values: `oneOf('a', 'b')` or `oneOf(['a', 'b'])`; of none: matches nothing. */
export function oneOf<const Value>(values: readonly Value[]): AttributeTest<'oneOf', Value>
export function oneOf<const Values extends readonly unknown[]>(...values: Values): AttributeTest<'oneOf', Values[number]>
export function oneOf(...values: readonly unknown[]): AttributeTest<'oneOf', unknown> {
  const [only] = values
  return new AttributeTest('oneOf', values.length === 1 && Array.isArray(only) ? only : values)
}

/** Strings that begin with these bytes. */
export function startsWith<const Value extends string | Uint8Array>(prefix: Value): AttributeTest<'startsWith', Value> {
  return new AttributeTest('startsWith', [prefix])
}

/** Strings in which the RE2 pattern (at most 4 KiB) matches somewhere. */
export function regex(pattern: string): AttributeTest<'regex', string> {
  return new AttributeTest('regex', [pattern])
}

/** Lists and sets that hold the element, maps that hold the key. */
export function contains<const Value>(element: Value): AttributeTest<'contains', Value> {
  return new AttributeTest('contains', [element])
}

const lengthNames = {
  equal: 'lengthEqual',
  notEqual: 'lengthNotEqual',
  less: 'lengthLess',
  lessOrEqual: 'lengthLessOrEqual',
  greater: 'lengthGreater',
  greaterOrEqual: 'lengthGreaterOrEqual',
} as const satisfies Record<ComparisonName, LengthName>

/** The length in bytes or elements: `length(3)`, `length(gt(3))`. Throws INVALID. */
export function length(test: number | AttributeTest<ComparisonName, number>): AttributeTest<LengthName, number> {
  if (typeof test === 'number') return new AttributeTest('lengthEqual', [test])
  if (!(test instanceof AttributeTest) || !Object.hasOwn(lengthNames, test.operator)) {
    throw new HyperdexError(
      'INVALID',
      `a length is compared with ${kindOfValue(test)}`,
      'give a number, or eq, ne, lt, le, gt or ge of one',
    )
  }
  return new AttributeTest(lengthNames[test.operator], test.operands)
}

/** What lies at a path of a document: `{ profile: at('a.b[0].c', gt(3)) }`. */
export function at<const Condition>(path: string, condition: Condition): PathTest<Condition> {
  return new PathTest(path, condition)
}

/**
 * All of them: whole predicates, or conditions of one attribute. A combination kept in a variable is annotated:
 *
 *     const adult: Where<typeof users> = and({ age: ge(18) }, not({ last: '' }))
 */
export function and<Term>(...terms: readonly NoInfer<Term>[]): Combination<Term> {
  return new Combination('and', terms)
}

/** At least one of them; see `and`. */
export function or<Term>(...terms: readonly NoInfer<Term>[]): Combination<Term> {
  return new Combination('or', terms)
}

/** Not this one; see `and`. */
export function not<Term>(term: NoInfer<Term>): Combination<Term> {
  return new Combination<Term>('not', [term])
}
