// Sets of values of one attribute, as rising disjoint half-open ranges of ordered forms (DataType.toOrdered). One value is the range from
// its form to the next form, so equality, `in`, ranges, prefixes and their complements are all exact and meet by one intersection.
import { type Bytes, compareBytes } from '../values/bytes.ts'

export interface OrderedRange {
  readonly from: Bytes // inclusive
  /** Exclusive; undefined: no end. */
  readonly to: Bytes | undefined
}

export type OrderedRanges = readonly OrderedRange[]

const start: Bytes = new Uint8Array(0)

export const everything: OrderedRanges = [{ from: start, to: undefined }]
export const nothing: OrderedRanges = []

function compareEnds(a: Bytes | undefined, b: Bytes | undefined): number {
  if (a === undefined) return b === undefined ? 0 : 1
  return b === undefined ? -1 : compareBytes(a, b)
}

/** Any ranges in any order, empty ones and overlapping ones included, made rising and disjoint. */
export function uniteRanges(ranges: OrderedRanges): OrderedRanges {
  const full = ranges.filter((range) => compareEnds(range.from, range.to) < 0)
  const sorted = full.sort((a, b) => compareBytes(a.from, b.from))
  const united: OrderedRange[] = []
  for (const range of sorted) {
    const last = united.at(-1)
    if (!last || compareEnds(range.from, last.to) > 0) united.push(range)
    else if (compareEnds(range.to, last.to) > 0) united[united.length - 1] = { from: last.from, to: range.to }
  }
  return united
}

export function intersectRanges(a: OrderedRanges, b: OrderedRanges): OrderedRanges {
  if (a === everything) return b
  if (b === everything) return a
  const common: OrderedRange[] = []
  let left = 0
  let right = 0
  while (left < a.length && right < b.length) {
    const one = a[left]!
    const other = b[right]!
    const from = compareBytes(one.from, other.from) >= 0 ? one.from : other.from
    const to = compareEnds(one.to, other.to) <= 0 ? one.to : other.to
    if (compareEnds(from, to) < 0) common.push({ from, to })
    if (compareEnds(one.to, other.to) <= 0) left++
    else right++
  }
  return common
}

export function complementRanges(ranges: OrderedRanges): OrderedRanges {
  const rest: OrderedRange[] = []
  let from: Bytes | undefined = start
  for (const range of ranges) {
    if (from !== undefined && compareBytes(from, range.from) < 0) rest.push({ from, to: range.from })
    from = range.to
  }
  if (from !== undefined) rest.push({ from, to: undefined })
  return rest
}

export function holds(ranges: OrderedRanges, form: Bytes): boolean {
  return ranges.some(({ from, to }) => compareBytes(from, form) <= 0 && compareEnds(form, to) < 0)
}

export function isEverything(ranges: OrderedRanges): boolean {
  return ranges.length === 1 && ranges[0]!.from.length === 0 && ranges[0]!.to === undefined
}
