// Which regions a predicate can touch, and in which subspace a search asks fewest (protocol.md section 1). A region that can hold a match
// is never left out; for boxes on axes with cut points, for equality on hashed ones, and for ranges of timestamps no other region is named.
import type { Axis, Space } from '../cluster/configuration.ts'
import { attributeIndex } from '../schema/check-space.ts'
import type { AttributeType } from '../values/attribute-type.ts'
import { type Bytes, compareBytes } from '../values/bytes.ts'
import type { Predicate } from '../values/predicate.ts'
import { dataType } from '../values/registry.ts'
import { floorModulo } from '../values/timestamp-type.ts'
import { regionCount } from './grid.ts'
import { axisType, compileInterval, typeOf } from './locate.ts'
import { isEverything, type OrderedRange, type OrderedRanges } from './ordered-ranges.ts'
import { type Box, possibleSet, possibleValues, type TypeLookup } from './possible-values.ts'
import { isNumericForm, isSingleValue } from './successor.ts'
import { unitsOfRange } from './timestamp-range.ts'

const two32 = 4294967296

/** A set of positions in a subspace: 1 where touched. */
type Positions = Uint8Array

function lookup(space: Space): TypeLookup {
  return (attribute) => typeOf(space, attribute)
}

/** The positions in `subspaces[subspace].regions` of all regions that can hold an object matching the predicate, ascending. */
export function regionsTouched(space: Space, subspace: number, predicate: Predicate): number[] {
  const { axes } = space.subspaces[subspace]!
  const compiled = axes.map((axis) => intervalFinder(axisType(space, axis), axis))
  const touched = possibleSet<Positions>(lookup(space), predicate, {
    empty: new Uint8Array(regionCount(axes)),
    box: (box) => positionsOfBox(axes, compiled, box),
    unite: (a, b) => a.map((one, index) => one | b[index]!),
    intersect: (a, b) => a.map((one, index) => one & b[index]!),
  })
  const positions: number[] = []
  for (let position = 0; position < touched.length; position++) if (touched[position]) positions.push(position)
  return positions
}

/**
 * The subspace whose touched regions are fewest. Among equals the key's when the predicate narrows the key (a scan of it is then short);
 * else the one in which most axes are narrowed, because those attributes are indexed inside its regions; else one that has an index in the order
 * asked for (`orderBy`: an attribute, 0 the key); else the first. One that is being built, or is on its way out, serves no search. The key's is considered
 * even when its place is to be taken: that is over after two configurations, or given up, and such a search comes again meanwhile.
 */
export function cheapestSubspace(space: Space, predicate: Predicate, orderBy = 0): { subspace: number; positions: number[] } {
  const narrowed = (attribute: number) => !isEverything(possibleValues(lookup(space), predicate, attribute))
  const keyNarrowed = narrowed(0)
  const everywhere = orderBy === 0 || isIndexed(space, orderBy)
  let best = { subspace: 0, positions: regionsTouched(space, 0, predicate), usable: keyNarrowed ? Infinity : 0, ordered: everywhere }
  for (let subspace = 1; subspace < space.subspaces.length; subspace++) {
    if (space.subspaces[subspace]!.stage !== undefined) continue
    const positions = regionsTouched(space, subspace, predicate)
    const { axes } = space.subspaces[subspace]!
    const usable = axes.filter((axis) => narrowed(axis.attribute)).length
    const ordered = everywhere || axes.some((axis) => axis.attribute === orderBy)
    const better = positions.length - best.positions.length || best.usable - usable || Number(best.ordered) - Number(ordered)
    if (better < 0) best = { subspace, positions, usable, ordered }
  }
  return { subspace: best.subspace, positions: best.positions }
}

/** Whether the regions of every subspace have an index on the attribute, by an `index` clause. */
function isIndexed({ definition }: Space, attribute: number): boolean {
  return definition.indexes.some((index) => index.path === undefined && attributeIndex(definition, index.attribute) === attribute)
}

/** One unsigned 32-bit number an axis, independent of cut points: what a departure record keeps of the values an object had. */
export function coordinatesOf(space: Space, subspace: number, key: Bytes, values: readonly Bytes[]): number[] {
  return space.subspaces[subspace]!.axes.map((axis) => {
    const operations = dataType(axisType(space, axis))
    return operations.coordinate(axis.attribute === 0 ? key : (values[axis.attribute - 1] ?? operations.absent))
  })
}

/**
 * Whether an object with these coordinates (`coordinatesOf`, one an axis) could have matched. May say yes for one that did not, since
 * several values share a coordinate, but never no for one that did.
 */
export function mayMatchCoordinates(space: Space, subspace: number, predicate: Predicate, coordinates: readonly number[]): boolean {
  const { axes } = space.subspaces[subspace]!
  return possibleSet<boolean>(lookup(space), predicate, {
    empty: false,
    box: (box) =>
      axes.every((axis, index) => {
        const ranges = box.get(axis.attribute)
        const type = axisType(space, axis)
        return !ranges || ranges.some((range) => rangeMeetsCoordinate(type, axis, range, coordinates[index]!))
      }),
    unite: (a, b) => a || b,
    intersect: (a, b) => a && b,
  })
}

function rangeMeetsCoordinate(type: AttributeType, axis: Axis, range: OrderedRange, coordinate: number): boolean {
  const operations = dataType(type)
  if (isSingleValue(type, range)) return operations.coordinate(operations.fromOrdered(range.from)) === coordinate
  if (type.kind === 'timestamp') {
    const { first, last } = unitsOfRange(type.unit, range)
    return last - first >= two32 - 1 || floorModulo(coordinate - first, two32) <= last - first
  }
  if (!axis.cutPoints) return true
  const aboveFrom = !isNumericForm(range.from) || operations.coordinate(operations.fromOrdered(range.from)) <= coordinate
  return aboveFrom && (!isNumericForm(range.to) || coordinate <= operations.coordinate(operations.fromOrdered(range.to)))
}

/** Marks in `intervals` those of one axis that a set of values meets. */
type IntervalFinder = (ranges: OrderedRanges, intervals: Uint8Array) => void

function intervalFinder(type: AttributeType, axis: Axis): IntervalFinder {
  const operations = dataType(type)
  if (axis.cutPoints) {
    const cuts = axis.cutPoints.map((cut) => operations.toOrdered(cut))
    return (ranges, intervals) => {
      for (const { from, to } of ranges) {
        const first = countBelow(cuts, from, true)
        const last = to === undefined ? cuts.length : countBelow(cuts, to, false)
        intervals.fill(1, first, last + 1)
      }
    }
  }
  if (type.kind === 'timestamp') {
    return (ranges, intervals) => {
      for (const range of ranges) {
        const { first, last } = unitsOfRange(type.unit, range)
        if (last - first >= axis.side - 1) intervals.fill(1)
        else for (let unit = first; unit <= last; unit++) intervals[floorModulo(unit, axis.side)] = 1
      }
    }
  }
  const interval = compileInterval(type, axis)
  return (ranges, intervals) => {
    if (ranges.every((range) => isSingleValue(type, range))) {
      for (const { from } of ranges) intervals[interval(operations.fromOrdered(from))] = 1
    } else intervals.fill(1)
  }
}

/** How many cuts lie below `form`, or with `orAt` at or below it. */
function countBelow(cuts: readonly Bytes[], form: Bytes, orAt: boolean): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const order = compareBytes(cuts[middle]!, form)
    if (order < 0 || (orAt && order === 0)) low = middle + 1
    else high = middle
  }
  return low
}

function positionsOfBox(axes: readonly Axis[], finders: readonly IntervalFinder[], box: Box): Positions {
  let positions: Positions = Uint8Array.of(1)
  axes.forEach((axis, index) => {
    const intervals = new Uint8Array(axis.side)
    const ranges = box.get(axis.attribute)
    if (ranges) finders[index]!(ranges, intervals)
    else intervals.fill(1)
    const wider = new Uint8Array(positions.length * axis.side)
    positions.forEach((touched, position) => {
      if (touched) wider.set(intervals, position * axis.side)
    })
    positions = wider
  })
  return positions
}
