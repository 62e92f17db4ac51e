// The index rows of one object in one region, before and after a change.
import type { RegionIndex } from '../hyperspace/region-indexes.ts'
import { type Bytes, equalBytes, toLatin1 } from '../values/bytes.ts'
import { decodeObject } from '../values/object.ts'
import { indexNames } from './row-names.ts'
import type { SpaceView } from './space-view.ts'

/** Where the rows go. */
export interface IndexedRegion {
  readonly region: number
  readonly subspace: number
  readonly view: SpaceView
  readonly store: { putNamed(name: string, value: Bytes): void; removeNamed(name: string): void }
}

const nothing: Bytes = new Uint8Array(0)

/** `before` and `after` are the object's values, undefined where there is none. */
export function changeIndexRows(
  rows: IndexedRegion,
  orderedKey: Bytes,
  before: readonly Bytes[] | undefined,
  after: readonly Bytes[] | undefined,
): void {
  let orderedName: string | undefined
  for (const index of rows.view.indexes[rows.subspace]!) {
    const from = before && rows.view.valueOf(before, index.attribute)
    const to = after && rows.view.valueOf(after, index.attribute)
    if (from && to && equalBytes(from, to)) continue
    orderedName ??= toLatin1(orderedKey)
    const { gone, come } = from && to ? index.changes(from, to) : { gone: from ? index.forms(from) : [], come: to ? index.forms(to) : [] }
    const nameOf = indexNames(rows.region, index.attribute, orderedName)
    for (const form of gone) rows.store.removeNamed(nameOf(form))
    for (const form of come) rows.store.putNamed(nameOf(form), nothing)
  }
}

/** Writes the rows of an object in one index, and returns how many. */
export function indexObjectIn(rows: IndexedRegion, index: RegionIndex, orderedKey: Bytes, object: Bytes): number {
  const nameOf = indexNames(rows.region, index.attribute, toLatin1(orderedKey))
  const forms = index.forms(rows.view.valueOf(decodeObject(object), index.attribute))
  for (const form of forms) rows.store.putNamed(nameOf(form), nothing)
  return forms.length
}
