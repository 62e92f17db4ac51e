// The index rows of one object in one region, before and after a change.
import type { RegionIndex } from '../hyperspace/region-indexes.ts'
import { type Bytes, compareBytes, equalBytes, toLatin1 } from '../values/bytes.ts'
import { decodeObject } from '../values/object.ts'
import { indexName } from './row-names.ts'
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
    const oldForms = from ? index.forms(from) : []
    const newForms = to ? index.forms(to) : []
    for (const form of missingFrom(newForms, oldForms)) rows.store.removeNamed(rowOf(rows, index, form, orderedName))
    for (const form of missingFrom(oldForms, newForms)) rows.store.putNamed(rowOf(rows, index, form, orderedName), nothing)
  }
}

/** Writes the rows of an object in one index. */
export function indexObjectIn(rows: IndexedRegion, index: RegionIndex, orderedKey: Bytes, object: Bytes): void {
  const orderedName = toLatin1(orderedKey)
  for (const form of index.forms(rows.view.valueOf(decodeObject(object), index.attribute))) {
    rows.store.putNamed(rowOf(rows, index, form, orderedName), nothing)
  }
}

function rowOf({ region }: IndexedRegion, { attribute }: RegionIndex, form: Bytes, orderedName: string): string {
  return indexName(region, attribute, form, orderedName)
}

/** Those of `forms` that are not among `others`. */
function missingFrom(others: readonly Bytes[], forms: readonly Bytes[]): readonly Bytes[] {
  if (others.length === 0 || forms.length === 0) return forms
  const sorted = [...others].sort(compareBytes)
  return forms.filter((form) => !includes(sorted, form))
}

function includes(sorted: readonly Bytes[], form: Bytes): boolean {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const order = compareBytes(sorted[middle]!, form)
    if (order === 0) return true
    if (order < 0) low = middle + 1
    else high = middle - 1
  }
  return false
}
