// An object's row in one region with everything that is derived from it: index rows, the expiry row, the region's size. Whoever puts an object
// into a region or takes it out, a commit or a copy, does it here, so that the derived rows are always those of the object.
import { type Bytes, toLatin1 } from '../values/bytes.ts'
import { decodeObject } from '../values/object.ts'
import type { Arrivals } from './arrivals.ts'
import { changeExpiry } from './expiry.ts'
import { changeIndexRows } from './index-rows.ts'
import { type ObjectRow, objectKey, readObjectRow } from './layout.ts'
import type { RegionSize } from './region-size.ts'
import type { Remembered } from './remember.ts'
import { objectName } from './row-names.ts'
import type { SpaceView } from './space-view.ts'
import type { StoreView } from './store-view.ts'

/** What holds for a replica whose copy has not ended (transfer/learning.ts): rows of a former membership lie here and are only a cache. */
export interface Incomplete {
  /** The copy has begun: updates are taken. */
  readonly takes: boolean
  /** What lies here for the key is what the region holds. Where it is not, its index and expiry rows may be missing. */
  confirmed(orderedKey: Bytes): boolean
}

export interface RegionRows {
  readonly region: number
  readonly subspace: number
  /** Of a key's grid (SpaceView.holdsKeys). */
  readonly holdsKeys: boolean
  readonly view: SpaceView
  readonly store: StoreView
  readonly remembered: Remembered
  readonly arrivals: Arrivals
  readonly size: RegionSize
  /** Undefined: the replica is complete. */
  readonly incomplete: Incomplete | undefined
}

/** The committed object of a key, or undefined. */
export function committedObject(rows: RegionRows, orderedKey: Bytes): ObjectRow | undefined {
  const row = rows.store.get(objectKey(rows.region, orderedKey))
  return row ? readObjectRow(row) : undefined
}

export function isConfirmed(rows: RegionRows, orderedKey: Bytes): boolean {
  return !rows.incomplete || rows.incomplete.confirmed(orderedKey)
}

/** What is put into a region. `values` are the object's; `afresh`: the derived rows that are there are not relied upon. */
interface Arriving {
  readonly row: Bytes
  readonly values?: readonly Bytes[]
  readonly afresh?: boolean
}

/** Puts an object row in the place of `before`, the row that is there, or of none. */
export function storeObject(rows: RegionRows, orderedKey: Bytes, before: Bytes | undefined, arriving: Arriving): void {
  const { row, values, afresh = false } = arriving
  if (before && (afresh || !isConfirmed(rows, orderedKey))) {
    changeDerived(rows, orderedKey, before, undefined)
    changeDerived(rows, orderedKey, undefined, row, values)
  } else changeDerived(rows, orderedKey, before, row, values)
  if (before) {
    rows.store.putHot(objectKey(rows.region, orderedKey), row)
    rows.size.change(0, row.length - before.length)
  } else {
    // Most of what is created is not changed soon; what is changed is at hand from then on.
    const name = objectName(rows.region, toLatin1(orderedKey))
    rows.store.putNamed(name, row)
    rows.size.change(1, name.length + row.length)
  }
}

/** Removes the object row `before`, which is there. */
export function removeObject(rows: RegionRows, orderedKey: Bytes, before: Bytes): void {
  const rowKey = objectKey(rows.region, orderedKey)
  changeDerived(rows, orderedKey, before, undefined)
  rows.store.remove(rowKey)
  rows.size.change(-1, -(rowKey.length + before.length))
}

/** Writes the derived rows of an object that is there without them. */
export function indexObject(rows: RegionRows, orderedKey: Bytes, row: Bytes): void {
  changeDerived(rows, orderedKey, undefined, row)
}

function changeDerived(
  rows: RegionRows,
  orderedKey: Bytes,
  before: Bytes | undefined,
  after: Bytes | undefined,
  newValues?: readonly Bytes[],
): void {
  const old = before && readObjectRow(before)
  const next = after && readObjectRow(after)
  changeIndexRows(rows, orderedKey, old && decodeObject(old.object), newValues ?? (next && decodeObject(next.object)))
  changeExpiry(rows, orderedKey, old?.header, next?.header)
}
