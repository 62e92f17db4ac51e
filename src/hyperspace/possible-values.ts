// What a predicate says about the values an object can have: one walk over it, in negation normal form, used by the planner for regions,
// for coordinates, and by the search inside a region for ranges of keys and of index rows. It never leaves a possible object out.
import type { AttributeType } from '../values/attribute-type.ts'
import { type Bytes, equalBytes } from '../values/bytes.ts'
import { encodeFloat, encodeInt } from '../values/encode.ts'
import { operator, type Predicate, predicateKind } from '../values/predicate.ts'
import { dataType } from '../values/registry.ts'
import {
  complementRanges,
  everything,
  intersectRanges,
  isEverything,
  nothing,
  type OrderedRange,
  type OrderedRanges,
  uniteRanges,
} from './ordered-ranges.ts'
import { prefixEnd, successorForm } from './successor.ts'

/** By attribute index, the values it must have; attributes that are missing may have any. */
export type Box = ReadonlyMap<number, OrderedRanges>

/** What a walk computes: sets of whatever kind, made of boxes. */
export interface SetAlgebra<Set> {
  readonly empty: Set
  box(box: Box): Set
  unite(a: Set, b: Set): Set
  intersect(a: Set, b: Set): Set
}

/** The type of an attribute by index, undefined when there is none. */
export type TypeLookup = (attribute: number) => AttributeType | undefined

/** The set of objects that can match: exact for the ordered attributes in and, or, not; tests of other kinds hold everything. */
export function possibleSet<Set>(typeOf: TypeLookup, predicate: Predicate, algebra: SetAlgebra<Set>): Set {
  return evaluate([{ predicate, negated: false }], new Map())

  function evaluate(terms: readonly Signed[], outer: Box): Set {
    const box = new Map(outer)
    const alternatives: Signed[][] = []
    const open = [...terms]
    for (let term = open.pop(); term; term = open.pop()) {
      const { predicate: inner, negated } = term
      const kind = inner.kind ?? predicateKind.all
      if (kind === predicateKind.test) {
        const ranges = rangesOfTest(typeOf, inner, negated)
        if (!narrow(box, inner.attribute ?? 0, ranges)) return algebra.empty
      } else if (kind === predicateKind.not) {
        const [only] = inner.terms ?? []
        if (only) open.push({ predicate: only, negated: !negated })
      } else if (kind === predicateKind.and || kind === predicateKind.or) {
        const signed = (inner.terms ?? []).map((predicate) => ({ predicate, negated }))
        if ((kind === predicateKind.and) !== negated) open.push(...signed)
        else alternatives.push(signed)
      } else if (negated) return algebra.empty
    }
    if (alternatives.length === 0) return algebra.box(box)
    return alternatives
      .map((any) => any.map((term) => evaluate([term], box)).reduce((a, b) => algebra.unite(a, b), algebra.empty))
      .reduce((a, b) => algebra.intersect(a, b))
  }
}

interface Signed {
  readonly predicate: Predicate
  readonly negated: boolean
}

/** False when no value is left. */
function narrow(box: Map<number, OrderedRanges>, attribute: number, ranges: OrderedRanges): boolean {
  if (isEverything(ranges)) return true
  const before = box.get(attribute)
  const after = before ? intersectRanges(before, ranges) : ranges
  box.set(attribute, after)
  return after.length > 0
}

/** The values of one attribute that objects matching the predicate can have. */
export function possibleValues(typeOf: TypeLookup, predicate: Predicate, attribute: number): OrderedRanges {
  return possibleSet<OrderedRanges>(typeOf, predicate, {
    empty: nothing,
    box: (box) => box.get(attribute) ?? everything,
    unite: (a, b) => uniteRanges([...a, ...b]),
    intersect: intersectRanges,
  })
}

function rangesOfTest(typeOf: TypeLookup, test: Predicate, negated: boolean): OrderedRanges {
  const type = typeOf(test.attribute ?? 0)
  if (!type || test.path || !dataType(type).ordered) return everything
  const ranges = exactRanges(type, test.operator ?? operator.equal, test.operands ?? [])
  if (!ranges) return everything
  const valid = uniteRanges(ranges)
  return clip(type, negated ? complementRanges(valid) : valid)
}

/** Numeric types have a smallest and a greatest value, so nothing lies beyond. */
function clip(type: AttributeType, ranges: OrderedRanges): OrderedRanges {
  const extremes = extremesOf(type)
  if (!extremes) return ranges
  const { toOrdered } = dataType(type)
  const from = toOrdered(extremes.smallest)
  const to = successorForm(type, toOrdered(extremes.greatest))
  const clipped = intersectRanges(ranges, [{ from, to }])
  const [only] = clipped
  const whole = clipped.length === 1 && equalBytes(only!.from, from) && only!.to !== undefined && equalBytes(only!.to, to)
  return whole ? everything : clipped
}

const extremesOfInt = { smallest: encodeInt(-(2n ** 63n)), greatest: encodeInt(2n ** 63n - 1n) }
const extremesOfFloat = { smallest: encodeFloat(Number.NEGATIVE_INFINITY), greatest: encodeFloat(Number.NaN) }

function extremesOf(type: AttributeType): { smallest: Bytes; greatest: Bytes } | undefined {
  if (type.kind === 'int' || type.kind === 'int64' || type.kind === 'timestamp') return extremesOfInt
  return type.kind === 'float' ? extremesOfFloat : undefined
}

/** The values that pass a test, exactly; undefined when they are no ranges, or when the operands are not those of the operator. */
function exactRanges(type: AttributeType, name: number, operands: readonly Bytes[]): OrderedRanges | undefined {
  const operations = dataType(type)
  const forms = operands.map((operand) => operations.toOrdered(operand))
  if (name === operator.oneOf) return forms.map((form) => pointRange(type, form))
  const [first, second] = forms
  if (!first) return undefined
  const behind = () => successorForm(type, first)
  const smallest: Bytes = new Uint8Array(0)
  switch (name) {
    case operator.equal:
      return [pointRange(type, first)]
    case operator.notEqual:
      return complementRanges([pointRange(type, first)])
    case operator.less:
      return [{ from: smallest, to: first }]
    case operator.lessOrEqual:
      return [{ from: smallest, to: behind() }]
    case operator.greater:
      return [{ from: behind(), to: undefined }]
    case operator.greaterOrEqual:
      return [{ from: first, to: undefined }]
    case operator.between:
      return second && [{ from: first, to: successorForm(type, second) }]
    case operator.startsWith:
      return type.kind === 'string' ? [{ from: first, to: prefixEnd(first) }] : undefined
    default:
      return undefined
  }
}

function pointRange(type: AttributeType, form: Bytes): OrderedRange {
  return { from: form, to: successorForm(type, form) }
}
