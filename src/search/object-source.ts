// Where a search inside regions takes its objects from: a scan of keys, a list of keys, a walk along an index, or a sorted collection.

import type { Snapshot } from '../ports/store.ts'
import { objectKey, readObjectRow } from '../replication/layout.ts'
import type { Bytes } from '../values/bytes.ts'
import type { RangeReader } from './range-reader.ts'

/** A key in one region. */
export interface KeyAt {
  readonly region: number
  /** In ordered form. */
  readonly keyForm: Bytes
}

export interface StoredObject extends KeyAt {
  readonly version: number
  readonly object: Bytes
}

export interface ObjectSource {
  /** Its objects have passed the predicate already. */
  readonly judged: boolean
  /** The next object in the source's order; `waiting` for the hungry readers, or for new allowance; undefined: there are no more. */
  next(): StoredObject | 'waiting' | undefined
  hungry(): readonly RangeReader[]
}

/** What may still be done for the present page, in objects scanned. A read of one object by its key costs `getCost`. */
export interface Allowance {
  left: number
}

export const getCost = 8

export function getObject(snapshot: Snapshot, { region, keyForm }: KeyAt, allowance: Allowance): StoredObject | undefined {
  allowance.left -= getCost
  const row = snapshot.get(objectKey(region, keyForm))
  return row && { region, keyForm, ...readObjectRow(row) }
}

/** For keys that other rows of the same snapshot name. */
export function getNamedObject(snapshot: Snapshot, at: KeyAt, allowance: Allowance): StoredObject {
  const found = getObject(snapshot, at, allowance)
  if (!found) throw new RangeError(`rows of region ${at.region} name a key that has no object there`)
  return found
}
