// What an object carries beside its values and its version, invisible to searches and rows: when its time is over, and in a space
// with authorization the root key of its secret. It travels with the object in updates and object rows (docs/formats/storage.md), so every
// replica that may lead knows it.
import { type Bytes, copyBytes } from '../values/bytes.ts'
import { readUint64, writeUint64 } from './layout.ts'

export interface ObjectHeader {
  /** Milliseconds since the Unix epoch; absent: it lives until it is removed. */
  readonly expiresAt?: number
  /** Of a space with authorization, 32 bytes: what judges tokens (authorization.ts). */
  readonly rootKey?: Bytes
}

const flagExpiry = 1
const flagRootKey = 2
const rootKeyBytes = 32

/** Undefined when there is nothing to carry. */
export function encodeHeader({ expiresAt, rootKey }: ObjectHeader): Bytes | undefined {
  if (expiresAt === undefined && rootKey === undefined) return undefined
  const keyStart = expiresAt === undefined ? 1 : 9
  const bytes = new Uint8Array(keyStart + (rootKey ? rootKeyBytes : 0))
  bytes[0] = (expiresAt === undefined ? 0 : flagExpiry) | (rootKey ? flagRootKey : 0)
  if (expiresAt !== undefined) writeUint64(bytes, 1, expiresAt)
  if (rootKey) bytes.set(rootKey, keyStart)
  return bytes
}

const noHeader: ObjectHeader = {}

export function decodeHeader(bytes: Bytes | undefined): ObjectHeader {
  if (!bytes) return noHeader
  const keyStart = bytes[0]! & flagExpiry ? 9 : 1
  return {
    ...(bytes[0]! & flagExpiry ? { expiresAt: readUint64(bytes, 1) } : {}),
    ...(bytes[0]! & flagRootKey ? { rootKey: copyBytes(bytes.subarray(keyStart, keyStart + rootKeyBytes)) } : {}),
  }
}
