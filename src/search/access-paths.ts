// The ways into the regions of one search: the object rows and the index rows that a predicate leaves possible, as ranges of the store.
import type { Space } from '../cluster/configuration.ts'
import { Locator, typeOf } from '../hyperspace/locate.ts'
import { holds, intersectRanges, isEverything, type OrderedRange, type OrderedRanges } from '../hyperspace/ordered-ranges.ts'
import { possibleValues } from '../hyperspace/possible-values.ts'
import { type RegionIndex, regionIndexes } from '../hyperspace/region-indexes.ts'
import { isSingleValue } from '../hyperspace/successor.ts'
import type { KeyRange } from '../ports/store.ts'
import { escapeOrdered, indexPrefix, objectKey, rangeEnd, regionRange, rowKind } from '../replication/layout.ts'
import { type Bytes, concatBytes, justBehind } from '../values/bytes.ts'
import type { Predicate } from '../values/predicate.ts'
import { dataType } from '../values/registry.ts'
import type { KeyAt } from './object-source.ts'
import type { Place, RowOrder } from './row-order.ts'

/** Many small ranges of object rows are scanned as one: each would cost a read of its own in every region. */
const scannedRangesMax = 64

/** Ways by indexes that are not those of an attribute's own value have numbers from here on: a space has fewer attributes. */
const firstFurtherWay = 1_000

/** A way into a region by an index. */
interface IndexWay {
  readonly attribute: number
  readonly name: string
  readonly index: RegionIndex
  readonly ranges: OrderedRanges
}

export interface AccessOptions {
  readonly space: Space
  readonly subspace: number
  readonly predicate: Predicate
  readonly order: RowOrder
  /** The place to go on from. */
  readonly after: Place | undefined
  /** By its name: all regions of the search have the whole index. */
  readonly isWhole: (index: string) => boolean
}

/**
 * Ways have numbers: 0 is the scan of object rows by key, that of an ordered attribute is its index by value, others come behind
 * (`firstFurtherWay`).
 */
export class AccessPaths {
  /** Keys that can match, behind the place to go on from when the order is that of the keys. */
  readonly keys: OrderedRanges
  readonly keyNarrowed: boolean
  /** Ways by indexes that the predicate narrows. */
  readonly narrowed: readonly number[]
  readonly #space: Space
  readonly #subspace: number
  readonly #ways = new Map<number, IndexWay>()

  constructor({ space, subspace, predicate, order, after, isWhole }: AccessOptions) {
    this.#space = space
    this.#subspace = subspace
    const lookup = (attribute: number) => typeOf(space, attribute)
    const keys = possibleValues(lookup, predicate, 0)
    this.keyNarrowed = !isEverything(keys)
    this.keys = after && order.byKey ? behind(keys, order, after.keyForm, true) : keys
    regionIndexes(space, subspace).forEach((index, position) => {
      const { attribute, name, byValue } = index
      if (!isWhole(name)) return
      this.#ways.set(byValue ? attribute : firstFurtherWay + position, { attribute, name, index, ranges: index.ranges(lookup, predicate) })
    })
    this.narrowed = [...this.#ways].filter(([, { ranges }]) => !isEverything(ranges)).map(([way]) => way)
    const ordered = after && !order.byKey ? this.#ways.get(order.attribute) : undefined
    if (after && ordered) this.#ways.set(order.attribute, { ...ordered, ranges: behind(ordered.ranges, order, after.orderForm, false) })
  }

  /** Nothing can match. */
  get impossible(): boolean {
    return this.keys.length === 0 || [...this.#ways.values()].some(({ ranges }) => ranges.length === 0)
  }

  /** The keys that can match, when they are known one by one, each with the regions that may hold it. */
  singleKeys(sources: readonly { readonly region: number }[]): KeyAt[] | undefined {
    const { type } = this.#space.definition.key
    if (!this.keys.every((range) => isSingleValue(type, range))) return undefined
    const keyForms = this.keys.map(({ from }) => from)
    if (this.#subspace > 0) return sources.flatMap(({ region }) => keyForms.map((keyForm) => ({ region, keyForm })))
    const locator = new Locator(this.#space)
    const { fromOrdered } = dataType(type)
    const asked = new Set(sources.map(({ region }) => region))
    return keyForms
      .map((keyForm) => ({ region: this.#space.subspaces[0]!.regions[locator.regionPosition(0, fromOrdered(keyForm), [])]!.id, keyForm }))
      .filter(({ region }) => asked.has(region))
  }

  /** By its own value, so that the index has the attribute's order. */
  isIndexed(attribute: number): boolean {
    return this.#ways.has(attribute)
  }

  objectRanges(region: number, reverse: boolean): KeyRange[] {
    const { to: end } = regionRange(rowKind.object, region)
    const keys = this.keys.length > scannedRangesMax ? [{ from: this.keys[0]!.from, to: this.keys.at(-1)!.to }] : this.keys
    const ranges = keys.map(({ from, to }) => ({ from: objectKey(region, from), to: to ? objectKey(region, to) : end, reverse }))
    return reverse ? ranges.reverse() : ranges
  }

  indexRanges(region: number, way: number, reverse: boolean): KeyRange[] {
    const { attribute, ranges: forms } = this.#ways.get(way)!
    const prefix = indexPrefix(region, attribute)
    const end = rangeEnd(prefix)
    const ranges = forms.map(({ from, to }: OrderedRange) => ({
      from: concatBytes([prefix, escapeOrdered(from)]),
      to: to ? concatBytes([prefix, escapeOrdered(to)]) : end,
      reverse,
    }))
    return reverse ? ranges.reverse() : ranges
  }

  /** Whether an object has a row among those that the way reads. */
  isNamed(way: number, keyForm: Bytes, values: readonly Bytes[]): boolean {
    if (way === 0) return holds(this.keys, keyForm)
    const { attribute, index, ranges } = this.#ways.get(way)!
    const value = values[attribute - 1] ?? dataType(typeOf(this.#space, attribute)!).absent
    return index.forms(value).some((form) => holds(ranges, form))
  }

  /** What the index of a way is called. */
  indexName(way: number): string {
    return this.#ways.get(way)!.name
  }
}

/** The part of `ranges` from `form` on, in the direction of the order; `strictly`: behind it. */
function behind(ranges: OrderedRanges, order: RowOrder, form: Uint8Array, strictly: boolean): OrderedRanges {
  const rest = order.descending
    ? { from: new Uint8Array(0), to: strictly ? form : justBehind(form) }
    : { from: strictly ? justBehind(form) : form, to: undefined }
  return intersectRanges(ranges, [rest])
}
