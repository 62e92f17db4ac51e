// Keys of the rows that are only ever written by name (row-names.ts), as bytes.
import { indexNames, pendingName } from '../../src/replication/row-names.ts'
import { type Bytes, fromLatin1, toLatin1 } from '../../src/values/bytes.ts'

export function pendingKey(region: number, version: number, key: Bytes): Bytes {
  return fromLatin1(pendingName(region, version, toLatin1(key)))
}

/** `value`: what the index has of the attribute. Both in ordered form. */
export function indexKey(region: number, attribute: number, value: Bytes, key: Bytes): Bytes {
  return fromLatin1(indexNames(region, attribute, toLatin1(key))(value))
}
