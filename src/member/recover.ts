// What a start finds on disk (protocol.md sections 2 and 4): pending updates, removal and departure records, outcomes and marks, watermarks
// and sizes. Objects and index rows stay where they are.
import type { Entry } from '../ports/store.ts'
import { kindsOfNoRegion, readUint32, readUint64, rowKind } from '../replication/layout.ts'
import type { PendingLog, PendingRecord } from '../replication/pending-log.ts'
import { readSizeRow } from '../replication/region-size.ts'
import type { Replica } from '../replication/replica.ts'
import { type ReplicatedUpdate, readUpdate } from '../replication/update.ts'
import { toLatin1 } from '../values/bytes.ts'

/** For each region the membership that its rows on disk are complete for; a region that is not named was founded with this server, or is new. */
export function readMemberships(rows: readonly Entry[]): Map<number, number> {
  const memberships = new Map<number, number>()
  for (const { key, value } of rows) if (key[0] === rowKind.membership) memberships.set(readUint32(key, 1), readUint64(value, 0))
  return memberships
}

/** The kinds of rows a start reads whole. */
export const recoveredKinds: readonly number[] = [
  rowKind.membership,
  rowKind.segment,
  rowKind.settled,
  rowKind.pending,
  rowKind.removal,
  rowKind.departure,
  rowKind.mark,
  rowKind.outcome,
  rowKind.watermark,
  rowKind.size,
  rowKind.indexStates,
]

export interface Recovery {
  /** Regions whose size must be counted again. */
  readonly inexact: Set<number>
  /** Regions on disk that are not this server's any more. */
  readonly foreign: Set<number>
  readonly watermarks: Map<number, number>
}

export function recover(replicas: ReadonlyMap<number, Replica>, rows: readonly Entry[], log: PendingLog, now: number): Recovery {
  const recovery: Recovery = { inexact: new Set(), foreign: new Set(), watermarks: new Map() }
  restorePending(replicas, rows, log)
  for (const { key, value } of rows) {
    if (kindsOfNoRegion.has(key[0]!)) continue
    const region = readUint32(key, 1)
    if (key[0] === rowKind.watermark) {
      recovery.watermarks.set(region, readUint64(value, 0))
      continue
    }
    const replica = replicas.get(region)
    if (!replica) recovery.foreign.add(region)
    else if (!replica.incomplete) restoreRow(replica, key, value, now, recovery)
  }
  return recovery
}

interface FoundPending {
  readonly replica: Replica
  readonly update: ReplicatedUpdate
  readonly record: PendingRecord | string
}

/** What was pending of a region that is not this server's any more, or is to be learnt anew, is dropped: in rows of their own with the region's rows. */
function restorePending(replicas: ReadonlyMap<number, Replica>, rows: readonly Entry[], log: PendingLog): void {
  const found: FoundPending[] = []
  for (const record of log.restore(rows)) {
    const replica = replicas.get(record.region)
    if (replica && !replica.incomplete) found.push({ replica, update: readUpdate(record.update), record })
    else log.drop(record)
  }
  for (const { key, value } of rows) {
    if (key[0] !== rowKind.pending) continue
    const replica = replicas.get(readUint32(key, 1))
    if (replica && !replica.incomplete) found.push({ replica, update: readUpdate(value), record: toLatin1(key) })
  }
  found.sort((one, other) => one.update.version - other.update.version)
  for (const { replica, update, record } of found) replica.restorePending(update, record)
}

function restoreRow(replica: Replica, key: Uint8Array, value: Uint8Array, now: number, recovery: Recovery): void {
  const type = replica.view.keyType
  switch (key[0]) {
    case rowKind.removal: {
      const ordered = key.subarray(5)
      replica.remembered.restoreRemoval(toLatin1(type.fromOrdered(ordered)), ordered, value)
      break
    }
    case rowKind.departure: {
      const ordered = key.subarray(13)
      replica.remembered.restoreDeparture(type.fromOrdered(ordered), readUint64(key, 5), ordered, value, now)
      break
    }
    case rowKind.mark:
      replica.outcomes.restoreMark(readUint64(key, 5), value)
      break
    case rowKind.outcome:
      replica.outcomes.restoreGroup(readUint64(key, 5), readUint64(key, 13), value)
      break
    case rowKind.size: {
      const size = readSizeRow(value)
      if (size) replica.size.restore(size.objects, size.bytes)
      else recovery.inexact.add(replica.region)
      break
    }
  }
}
