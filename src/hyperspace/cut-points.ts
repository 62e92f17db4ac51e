// Where int and float axes are cut: by default at equal divisions of the order-preserving map, from a sample at its quantiles
// (protocol.md section 1). Cut points always rise strictly; there are always side − 1 of them.
import type { AttributeType } from '../values/attribute-type.ts'
import { type Bytes, toLatin1 } from '../values/bytes.ts'
import { dataType } from '../values/registry.ts'
import { successor } from './successor.ts'

const two32 = 4294967296

/** Whether axes of this type are cut at values; other axes are cut by the hash of the value. */
export function hasCutPoints(type: AttributeType): boolean {
  return type.kind === 'int' || type.kind === 'int64' || type.kind === 'float'
}

/**
 * side − 1 values at equal divisions of the coordinates. Where the map names one value at several divisions (few ints lie near 0), the
 * later cuts move up to the next free values, so that the crowded values get an interval each.
 */
export function defaultCutPoints(type: AttributeType, side: number): Bytes[] {
  const operations = dataType(type)
  if (!operations.fromCoordinate) throw new RangeError(`an axis of type ${type.kind} is cut by hash: it has no cut points`)
  const cuts: Bytes[] = []
  for (let division = 1; division < side; division++) {
    const wanted = operations.canonicalKey(operations.fromCoordinate(Math.floor((division * two32) / side)))
    const last = cuts.at(-1)
    const next = last && operations.compare(wanted, last) <= 0 ? successor(type, last) : wanted
    if (next) cuts.push(next)
  }
  return fill(type, side, cuts)
}

/** Only the greatest value can leave cuts missing: they are then taken, from the front, out of the gaps between those there are. */
function fill(type: AttributeType, side: number, cuts: Bytes[]): Bytes[] {
  const { compare } = dataType(type)
  for (let index = 0; cuts.length < side - 1 && index < cuts.length; index++) {
    const next = successor(type, cuts[index]!)
    const behind = cuts[index + 1]
    if (next && (!behind || compare(next, behind) < 0)) cuts.splice(index + 1, 0, next)
  }
  return cuts
}

interface Weighed {
  readonly value: Bytes
  readonly count: number
}

/** A run of neighbouring distinct values of the sample: first and last index, both in, and how many of the sample they are. */
interface Run {
  readonly first: number
  readonly last: number
  readonly weight: number
}

/**
 * Cut points that spread the sample evenly: of all ways to cut, one whose heaviest interval of two or more distinct values is as light
 * as possible; a value heavier than that has an interval of its own and costs the others no quantile. Values between a heavy one and
 * the next of the sample go with the next. With fewer distinct values than intervals every one has its own, and the cuts left over are
 * default ones, spread evenly. An empty sample gives the default cut points.
 */
export function quantileCutPoints(type: AttributeType, side: number, sample: readonly Bytes[]): Bytes[] {
  const operations = dataType(type)
  const distinct = weigh(type, sample)
  if (distinct.length === 0) return defaultCutPoints(type, side)
  const capacity = smallestCapacity(distinct, side)
  const runs = split(distinct, pack(distinct, capacity), side)
  const cuts: Bytes[] = []
  for (let index = 1; index < runs.length; index++) {
    const before = runs[index - 1]!
    const alone = before.first === before.last && before.weight > capacity
    cuts.push((alone ? successor(type, distinct[before.last]!.value) : undefined) ?? distinct[runs[index]!.first]!.value)
  }
  return withDefaults(type, side, cuts).sort(operations.compare)
}

/** The sample's distinct values, rising, with how often each occurs. */
function weigh(type: AttributeType, sample: readonly Bytes[]): Weighed[] {
  const { compare, canonicalKey } = dataType(type)
  const sorted = sample.map((value) => canonicalKey(value)).sort(compare)
  const distinct: { value: Bytes; count: number }[] = []
  for (const value of sorted) {
    const last = distinct.at(-1)
    if (last && compare(last.value, value) === 0) last.count++
    else distinct.push({ value, count: 1 })
  }
  return distinct
}

/** Greedy runs of weight at most `capacity`; a heavier value stands alone. */
function pack(distinct: readonly Weighed[], capacity: number): Run[] {
  const runs: Run[] = []
  let first = 0
  let weight = 0
  for (let index = 0; index < distinct.length; index++) {
    const { count } = distinct[index]!
    if (index > first && weight + count > capacity) {
      runs.push({ first, last: index - 1, weight })
      first = index
      weight = 0
    }
    weight += count
  }
  runs.push({ first, last: distinct.length - 1, weight })
  return runs
}

/** The least capacity with which the runs fit into `side` intervals. */
function smallestCapacity(distinct: readonly Weighed[], side: number): number {
  let low = 1
  let high = distinct.reduce((sum, { count }) => sum + count, 0)
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (pack(distinct, middle).length <= side) high = middle
    else low = middle + 1
  }
  return low
}

/** Halves the heaviest run of several values until there are `side` runs or every value stands alone. */
function split(distinct: readonly Weighed[], runs: Run[], side: number): Run[] {
  while (runs.length < side) {
    let heaviest = -1
    for (let index = 0; index < runs.length; index++) {
      const run = runs[index]!
      if (run.first < run.last && (heaviest < 0 || run.weight > runs[heaviest]!.weight)) heaviest = index
    }
    const run = runs[heaviest]
    if (!run) break
    let middle = run.first
    let weight = distinct[middle]!.count
    while (middle + 1 < run.last && weight + distinct[middle + 1]!.count <= run.weight / 2) weight += distinct[++middle]!.count
    runs.splice(heaviest, 1, { first: run.first, last: middle, weight }, { first: middle + 1, last: run.last, weight: run.weight - weight })
  }
  return runs
}

/** Adds default cut points, evenly chosen from those not yet there, until there are side − 1. */
function withDefaults(type: AttributeType, side: number, cuts: Bytes[]): Bytes[] {
  const missing = side - 1 - cuts.length
  if (missing <= 0) return cuts
  const { toOrdered } = dataType(type)
  const taken = new Set(cuts.map((cut) => toLatin1(toOrdered(cut))))
  const free = defaultCutPoints(type, side).filter((cut) => !taken.has(toLatin1(toOrdered(cut))))
  for (let index = 0; index < missing; index++) cuts.push(free[Math.floor((index * free.length) / missing)]!)
  return cuts
}
