// Every kind of row that a region has on a server's disk, and how a learner comes to have it (docs/repair.md, rule 6). Whoever adds a kind of row
// to a region says here whether it travels: a copy carries what a replica needs, and nothing else knows the kinds.
import { type Bytes, toLatin1 } from '../../values/bytes.ts'
import { readUint64, rowKind } from '../layout.ts'
import type { Replica } from '../replica.ts'

/** Takes in a row of the source; `key` is what the row's key holds behind kind and region. */
type Absorb = (replica: Replica, key: Bytes, value: Bytes, now: number) => void

/**
 * The kinds that travel as they lie on the source's disk, in the order in which they do. A row that the source has forgotten meanwhile does no harm;
 * one that it has written since the copy began comes with its update as well.
 */
export const rememberedKinds: ReadonlyMap<number, Absorb> = new Map<number, Absorb>([
  [rowKind.removal, ({ remembered, view }, key, value) => remembered.absorbRemoval(toLatin1(view.keyType.fromOrdered(key)), key, value)],
  [
    rowKind.departure,
    ({ remembered, view }, key, value, now) => {
      const orderedKey = key.subarray(8)
      remembered.absorbDeparture(view.keyType.fromOrdered(orderedKey), readUint64(key, 0), orderedKey, value, now)
    },
  ],
  [rowKind.outcome, ({ outcomes }, key, value) => outcomes.absorb(readUint64(key, 0), value)],
  [rowKind.mark, ({ outcomes }, key, value) => outcomes.advance(readUint64(key, 0), readUint64(value, 0))],
])

/** What a copy consists of, in its order: watermarks behind what has been forgotten by them, objects last. */
export const copiedKinds: readonly number[] = [...rememberedKinds.keys(), rowKind.watermark, rowKind.object]

/** Rows that each replica makes by itself: of its objects, of the updates that *Again* sends (beside the pending log), of its own memberships. */
const ownKinds: readonly number[] = [rowKind.index, rowKind.indexStates, rowKind.expiry, rowKind.pending, rowKind.size]

/** What of a former membership is removed before a copy begins; its objects stay, as a cache. */
export const clearedKinds: readonly number[] = [...rememberedKinds.keys(), ...ownKinds]

/** Everything a region has on a disk. */
export const allKinds: readonly number[] = [...clearedKinds, rowKind.object, rowKind.membership]
