// What a commit changes in a region: the object's row and what is derived from it; for an object that leaves, the removal record and, when it
// went elsewhere, the departure record. All of it goes into the turn's one batch (protocol.md section 2, Commit).
import { coordinatesOf } from '../hyperspace/plan.ts'
import type { Bytes } from '../values/bytes.ts'
import { decodeObject } from '../values/object.ts'
import type { CommittedChange } from './kept-changes.ts'
import { type ObjectRow, objectKey, objectRow, readObjectRow } from './layout.ts'
import { isConfirmed, type RegionRows, removeObject, storeObject } from './object-rows.ts'
import { orderedKeyOf } from './path.ts'
import type { PendingUpdate } from './pending.ts'
import { departureMs } from './remember.ts'
import { type ReplicatedUpdate, valuesOf } from './update.ts'

/** Makes a pending update visible here and says what that changed. A version not newer than what is here changes nothing. */
export function commitUpdate(rows: RegionRows, pending: PendingUpdate, now: number): CommittedChange | undefined {
  const { update, role } = pending
  const { redriven } = update
  const { view, store } = rows
  const orderedKey = orderedKeyOf(view, update)
  // An arriving or created object has no row here: the key's earlier versions have all committed, the last of them as a removal. That holds of what
  // nobody has forgotten.
  const arriving = !redriven && (role === 'new' || (update.previous === 0 && role === 'staying'))
  const trusted = arriving && !rows.incomplete && !view.forgetful && view.reconciling.size === 0
  const before = trusted ? undefined : store.get(objectKey(rows.region, orderedKey))
  const old = before && readObjectRow(before)
  const confirmed = isConfirmed(rows, orderedKey)
  if (old && old.version >= update.version && confirmed) return undefined
  if (role === 'old') {
    if (before) removeObject(rows, orderedKey, before)
    rows.remembered.removed(update.keyName, orderedKey, update.version, update.keyRegion, update.object !== undefined)
    if (update.object && rows.subspace > 0 && (old || !redriven)) {
      const values = old && confirmed ? decodeObject(old.object) : view.spreadAxisValues(update.oldAxisValues ?? [])
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
  storeObject(rows, orderedKey, before, { row: rowOf(update), values: valuesOf(update), afresh: redriven !== undefined })
  rows.remembered.forgetRemoval(update.keyName)
  if (!before && rows.subspace > 0) rows.arrivals.add(orderedKey, now)
  return changeOf(update, old)
}

/** The object's row, which is the same in every region. */
function rowOf(update: ReplicatedUpdate): Bytes {
  update.derived.row ??= objectRow(update.version, update.object!, update.header)
  return update.derived.row
}

/** An object that was only driven down once more has not changed. */
function changeOf({ key, version, object, redriven }: ReplicatedUpdate, before: ObjectRow | undefined): CommittedChange | undefined {
  if (redriven && !redriven.adopted) return undefined
  return { key, version, ...(before ? { before } : {}), ...(object ? { after: object } : {}) }
}
