// The ways into the regions of one search: the object rows and the index rows that a predicate leaves possible, as ranges of the store.
import type { Space } from '../cluster/configuration.ts'
import { Locator, typeOf } from '../hyperspace/locate.ts'
import { intersectRanges, isEverything, type OrderedRange, type OrderedRanges } from '../hyperspace/ordered-ranges.ts'
import { possibleValues } from '../hyperspace/possible-values.ts'
import { isSingleValue } from '../hyperspace/successor.ts'
import type { KeyRange } from '../ports/store.ts'
import { escapeOrdered, indexPrefix, objectKey, rangeEnd, regionRange, rowKind } from '../replication/layout.ts'
import { concatBytes, justBehind } from '../values/bytes.ts'
import type { Predicate } from '../values/predicate.ts'
import { dataType } from '../values/registry.ts'
import type { KeyAt } from './object-source.ts'
import type { Place, RowOrder } from './row-order.ts'

/** Many small ranges of object rows are scanned as one: each would cost a read of its own in every region. */
const scannedRangesMax = 64

export class AccessPaths {
  /** Keys that can match, behind the place to go on from when the order is that of the keys. */
  readonly keys: OrderedRanges
  readonly keyNarrowed: boolean
  /** Indexed attributes (1 and up) that the predicate narrows. */
  readonly narrowed: readonly number[]
  readonly #space: Space
  readonly #subspace: number
  readonly #indexed: ReadonlySet<number>
  readonly #values = new Map<number, OrderedRanges>()

  constructor(space: Space, subspace: number, predicate: Predicate, order: RowOrder, after: Place | undefined) {
    this.#space = space
    this.#subspace = subspace
    this.#indexed = indexedAttributes(space, subspace)
    const possible = (attribute: number) => possibleValues((index) => typeOf(space, index), predicate, attribute)
    const keys = possible(0)
    this.keyNarrowed = !isEverything(keys)
    this.keys = after && order.byKey ? behind(keys, order, after.keyForm, true) : keys
    for (const attribute of this.#indexed) this.#values.set(attribute, possible(attribute))
    this.narrowed = [...this.#indexed].filter((attribute) => !isEverything(this.#values.get(attribute)!))
    if (after && !order.byKey && this.#indexed.has(order.attribute)) {
      this.#values.set(order.attribute, behind(this.#values.get(order.attribute)!, order, after.orderForm, false))
    }
  }

  /** Nothing can match. */
  get impossible(): boolean {
    return this.keys.length === 0 || [...this.#values.values()].some((ranges) => ranges.length === 0)
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

  isIndexed(attribute: number): boolean {
    return this.#indexed.has(attribute)
  }

  objectRanges(region: number, reverse: boolean): KeyRange[] {
    const { to: end } = regionRange(rowKind.object, region)
    const keys = this.keys.length > scannedRangesMax ? [{ from: this.keys[0]!.from, to: this.keys.at(-1)!.to }] : this.keys
    const ranges = keys.map(({ from, to }) => ({ from: objectKey(region, from), to: to ? objectKey(region, to) : end, reverse }))
    return reverse ? ranges.reverse() : ranges
  }

  indexRanges(region: number, attribute: number, reverse: boolean): KeyRange[] {
    const prefix = indexPrefix(region, attribute)
    const end = rangeEnd(prefix)
    const ranges = this.#values.get(attribute)!.map(({ from, to }: OrderedRange) => ({
      from: concatBytes([prefix, escapeOrdered(from)]),
      to: to ? concatBytes([prefix, escapeOrdered(to)]) : end,
      reverse,
    }))
    return reverse ? ranges.reverse() : ranges
  }

  attributeName(attribute: number): string {
    return attribute === 0 ? this.#space.definition.key.name : this.#space.definition.attributes[attribute - 1]!.name
  }
}

/** The part of `ranges` from `form` on, in the direction of the order; `strictly`: behind it. */
function behind(ranges: OrderedRanges, order: RowOrder, form: Uint8Array, strictly: boolean): OrderedRanges {
  const rest = order.descending
    ? { from: new Uint8Array(0), to: strictly ? form : justBehind(form) }
    : { from: strictly ? justBehind(form) : form, to: undefined }
  return intersectRanges(ranges, [rest])
}

/** The attributes that every region of a subspace indexes: its own axes, and those with an index of their own. */
function indexedAttributes(space: Space, subspace: number): ReadonlySet<number> {
  const indexed = new Set<number>()
  for (const { attribute } of space.subspaces[subspace]!.axes) if (attribute !== 0) indexed.add(attribute)
  for (const { attribute, path } of space.definition.indexes) {
    const index = space.definition.attributes.findIndex(({ name }) => name === attribute)
    if (path === undefined && index >= 0 && dataType(space.definition.attributes[index]!.type).ordered) indexed.add(index + 1)
  }
  return indexed
}
