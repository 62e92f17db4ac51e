// What an object carries beside its values and its version, invisible to searches and rows: when its time is over. It travels with the
// object in updates and object rows (docs/formats/storage.md), so every replica that may lead knows it.
import type { Bytes } from '../values/bytes.ts'
import { readUint64, writeUint64 } from './layout.ts'

export interface ObjectHeader {
  /** Milliseconds since the Unix epoch; absent: it lives until it is removed. */
  readonly expiresAt?: number
}

const flagExpiry = 1

/** Undefined when there is nothing to carry. */
export function encodeHeader({ expiresAt }: ObjectHeader): Bytes | undefined {
  if (expiresAt === undefined) return undefined
  const bytes = new Uint8Array(9)
  bytes[0] = flagExpiry
  writeUint64(bytes, 1, expiresAt)
  return bytes
}

const noHeader: ObjectHeader = {}

export function decodeHeader(bytes: Bytes | undefined): ObjectHeader {
  if (!bytes || !(bytes[0]! & flagExpiry)) return noHeader
  return { expiresAt: readUint64(bytes, 1) }
}
