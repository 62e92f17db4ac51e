// Functions of many objects, grouped or not.
import { intInUnits, inUnits, roundedQuotient } from './exact.ts'
import { Failure } from './failure.ts'
import { int64Maximum, int64Minimum } from './json.ts'
import type { Row } from './predicate.ts'
import { type Definition, isInt, typeOf } from './types.ts'
import { asKey, compareScalars, type Scalar } from './values.ts'

export type AggregateFunction = { readonly kind: 'count' } | { readonly kind: 'sum' | 'avg' | 'min' | 'max'; readonly attribute: string }

export interface AggregateGroup {
  readonly by: readonly Scalar[]
  /** Undefined: a min, max or avg of no objects. */
  readonly results: readonly (Scalar | undefined)[]
}

function sumOfFloats(values: readonly number[]): number | bigint {
  const infinities = new Set(values.filter((value) => !Number.isFinite(value)))
  if (infinities.size > 1 || infinities.has(Number.NaN)) return Number.NaN
  const [infinity] = infinities
  return infinity ?? values.reduce((sum, value) => sum + inUnits(value), 0n)
}

function sum(values: readonly Scalar[], ofInts: boolean): Scalar {
  if (!ofInts) {
    const total = sumOfFloats(values as readonly number[])
    return typeof total === 'number' ? total : roundedQuotient(total, 1n)
  }
  const total = (values as readonly bigint[]).reduce((left, right) => left + right, 0n)
  if (total < int64Minimum || total > int64Maximum) throw new Failure('OVERFLOW')
  return total
}

function average(values: readonly Scalar[], ofInts: boolean): number | undefined {
  if (values.length === 0) return undefined
  const total = ofInts
    ? intInUnits((values as readonly bigint[]).reduce((left, right) => left + right, 0n))
    : sumOfFloats(values as readonly number[])
  return typeof total === 'number' ? total : roundedQuotient(total, BigInt(values.length))
}

function resultOf(definition: Definition, one: AggregateFunction, rows: readonly Row[]): Scalar | undefined {
  if (one.kind === 'count') return BigInt(rows.length)
  const values = rows.map((row) => row.value(one.attribute) as Scalar)
  const ofInts = isInt(typeOf(definition, one.attribute))
  if (one.kind === 'sum') return sum(values, ofInts)
  if (one.kind === 'avg') return average(values, ofInts)
  const sorted = values.sort(compareScalars)
  return one.kind === 'min' ? sorted[0] : sorted.at(-1)
}

/** Without `by` exactly one group. The groups are in the order of their values; −0 and 0 are one. Throws Failure. */
export function aggregate(
  definition: Definition,
  rows: readonly Row[],
  functions: readonly AggregateFunction[],
  by: readonly string[] | undefined,
): AggregateGroup[] {
  const groups: { readonly by: readonly Scalar[]; readonly rows: Row[] }[] = by === undefined ? [{ by: [], rows: [] }] : []
  for (const row of rows) {
    const values = (by ?? []).map((name) => asKey(row.value(name) as Scalar))
    const found = groups.find((group) => group.by.every((value, index) => compareScalars(value, values[index]!) === 0))
    if (found === undefined) groups.push({ by: values, rows: [row] })
    else found.rows.push(row)
  }
  groups.sort((a, b) => {
    const at = a.by.findIndex((value, index) => compareScalars(value, b.by[index]!) !== 0)
    return at < 0 ? 0 : compareScalars(a.by[at]!, b.by[at]!)
  })
  return groups.map((group) => ({ by: group.by, results: functions.map((one) => resultOf(definition, one, group.rows)) }))
}
