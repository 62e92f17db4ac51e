// What a commit changes in a region: the object's row, its index rows, the region's size; for an object that leaves, the removal record and, when
// it went elsewhere, the departure record. All of it goes into the turn's one batch (protocol.md section 2, Commit).
import { coordinatesOf } from '../hyperspace/plan.ts'
import { type Bytes, equalBytes } from '../values/bytes.ts'
import { decodeObject } from '../values/object.ts'
import type { Arrivals } from './arrivals.ts'
import type { CommittedChange } from './change-log.ts'
import { changeExpiry } from './expiry.ts'
import { indexKey, type ObjectRow, objectKey, objectRow, readObjectRow } from './layout.ts'
import type { PendingUpdate } from './pending.ts'
import type { RegionSize } from './region-size.ts'
import { departureMs, type Remembered } from './remember.ts'
import type { SpaceView } from './space-view.ts'
import type { StoreView } from './store-view.ts'
import type { ReplicatedUpdate } from './update.ts'

export interface RegionRows {
  readonly region: number
  readonly subspace: number
  readonly view: SpaceView
  readonly store: StoreView
  readonly remembered: Remembered
  readonly arrivals: Arrivals
  readonly size: RegionSize
}

/** The committed object of a key, or undefined. */
export function committedObject(rows: RegionRows, orderedKey: Bytes): ObjectRow | undefined {
  const row = rows.store.get(objectKey(rows.region, orderedKey))
  return row ? readObjectRow(row) : undefined
}

/** Makes a pending update visible here and says what that changed. A version not newer than what is here changes nothing. */
export function commitUpdate(rows: RegionRows, pending: PendingUpdate, now: number): CommittedChange | undefined {
  const { update, role } = pending
  const { view, store, size } = rows
  const orderedKey = view.keyType.toOrdered(update.key)
  const rowKey = objectKey(rows.region, orderedKey)
  // An arriving or created object has no row here: the key's earlier versions have all committed, the last of them as a removal.
  const oldRow = role === 'new' || (update.previous === 0 && role === 'staying') ? undefined : store.get(rowKey)
  const old = oldRow ? readObjectRow(oldRow) : undefined
  if (old && old.version >= update.version) return undefined
  const oldValues = old ? decodeObject(old.object) : undefined
  if (role === 'old') {
    if (oldRow) {
      changeIndex(rows, orderedKey, oldValues, undefined)
      changeExpiry(rows, orderedKey, old?.header, undefined)
      store.remove(rowKey)
      size.change(-1, -(rowKey.length + oldRow.length))
    }
    rows.remembered.removed(update.keyName, orderedKey, update.version, update.keyRegion)
    if (update.object && rows.subspace > 0) {
      const values = oldValues ?? view.spreadAxisValues(update.oldAxisValues ?? [])
      rows.remembered.departed({
        key: update.key,
        version: update.version,
        keyRegion: update.keyRegion,
        orderedKey,
        coordinates: coordinatesOf(view.space, rows.subspace, update.key, values),
        keepUntil: now + departureMs,
      })
    }
    return changeOf(update, old)
  }
  const row = objectRow(update.version, update.object!, update.header)
  changeIndex(rows, orderedKey, oldValues, decodeObject(update.object!))
  changeExpiry(rows, orderedKey, old?.header, update.header)
  store.putHot(rowKey, row)
  rows.remembered.forgetRemoval(update.keyName)
  if (!oldRow && rows.subspace > 0) rows.arrivals.add(orderedKey, now)
  if (oldRow) size.change(0, row.length - oldRow.length)
  else size.change(1, rowKey.length + row.length)
  return changeOf(update, old)
}

function changeOf({ key, version, object }: ReplicatedUpdate, before: ObjectRow | undefined): CommittedChange {
  return { key, version, ...(before ? { before } : {}), ...(object ? { after: object } : {}) }
}

const nothing: Bytes = new Uint8Array(0)

function changeIndex(rows: RegionRows, orderedKey: Bytes, before: readonly Bytes[] | undefined, after: readonly Bytes[] | undefined): void {
  for (const attribute of rows.view.indexed[rows.subspace]!) {
    const type = rows.view.dataTypes[attribute]!
    const from = before && rows.view.valueOf(before, attribute)
    const to = after && rows.view.valueOf(after, attribute)
    if (from && to && equalBytes(from, to)) continue
    if (from) rows.store.remove(indexKey(rows.region, attribute, type.toOrdered(from), orderedKey))
    if (to) rows.store.put(indexKey(rows.region, attribute, type.toOrdered(to), orderedKey), nothing)
  }
}
