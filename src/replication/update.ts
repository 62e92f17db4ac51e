// A replicated update: what the point leader decided for one key, encoded once and then passed along the path and stored as pending in
// that same form (docs/formats/update.md). It ships the outcome, a whole new object or a removal, never the operation (protocol.md section 2).
import { briefBytes } from '../values/byte-pool.ts'
import { type Bytes, toLatin1 } from '../values/bytes.ts'
import { decodeObject } from '../values/object.ts'
import { readUint32, readUint64, writeUint32, writeUint64 } from './layout.ts'
import type { Step } from './step.ts'

/** Of an update that no client asked for: it drives an object once more down its path (redrive.ts). */
export interface Redriven {
  /** Ids of further regions, not of the key's subspace, where a copy of the key is to be removed. */
  readonly strays: readonly number[]
  /** The key region did not have the object: whoever watches is told of it. */
  readonly adopted: boolean
}

export interface ReplicatedUpdate {
  /** Id of the key-subspace region whose head decided it. */
  readonly keyRegion: number
  readonly space: number
  readonly version: number
  /** The version of the object it replaces; 0 when there was none. */
  readonly previous: number
  /** In canonical form. */
  readonly key: Bytes
  /** The key as the name of a map entry. */
  readonly keyName: string
  /** Who asked for it, and under which number (exactly once). */
  readonly client: number
  readonly number: number
  readonly mark: number
  /** The replaced object's values on the axes of all further subspaces, in the order of `axisAttributes`; absent when there was none. */
  readonly oldAxisValues?: readonly Bytes[]
  /** Nothing is owed before it, and whatever lies in the regions of its path is replaced. */
  readonly redriven?: Redriven
  /** What the new object carries beside its values (object-header.ts), encoded. */
  readonly header?: Bytes
  /** The new object (values/object.ts); absent for a removal. */
  readonly object?: Bytes
  /** All of the above as bytes. */
  readonly encoded: Bytes
  /** What was derived from it, since it passes a server once for each of its regions there. */
  readonly derived: DerivedFromUpdate
}

/** Each is filled by the function named, for it alone. */
interface DerivedFromUpdate {
  /** `stepsOf` (path.ts), for one view. */
  path: { readonly view: object; readonly steps: readonly Step[] } | undefined
  /** `valuesOf`. */
  values: readonly Bytes[] | undefined
  /** `rowOf` (commit.ts). */
  row: Bytes | undefined
  /** `orderedKeyOf` (path.ts). */
  orderedKey: Bytes | undefined
}

function nothingDerived(): DerivedFromUpdate {
  return { path: undefined, values: undefined, row: undefined, orderedKey: undefined }
}

/** The new object's values, as views. Not of a removal. */
export function valuesOf({ object, derived }: ReplicatedUpdate): readonly Bytes[] {
  derived.values ??= decodeObject(object!)
  return derived.values
}

const format = 1
const flagOld = 1
const flagObject = 2
const flagHeader = 4
const flagRedriven = 8
const flagAdopted = 16
const fixed = 2 + 4 + 4 + 8 * 5 + 4

/** A number that other updates seldom have, from the encoded form; anything for what is no update. */
export function updateIdentity(bytes: Bytes): number {
  if (bytes.length < fixed) return 0
  return (Math.imul(readUint32(bytes, 2), 0x9e3779b1) >>> 16) ^ readUint32(bytes, 14)
}

export function makeUpdate(parts: Omit<ReplicatedUpdate, 'encoded' | 'keyName' | 'derived'>): ReplicatedUpdate {
  const { oldAxisValues: old, header, redriven } = parts
  let length = fixed + parts.key.length + (parts.object ? parts.object.length : 0)
  if (old) {
    length += 2
    for (const value of old) length += 4 + value.length
  }
  if (header) length += 2 + header.length
  if (redriven) length += 2 + 4 * redriven.strays.length
  const bytes = briefBytes(length)
  bytes[0] = format
  bytes[1] = (old ? flagOld : 0) | (parts.object ? flagObject : 0) | (header ? flagHeader : 0)
  if (redriven) bytes[1] |= flagRedriven | (redriven.adopted ? flagAdopted : 0)
  writeUint32(bytes, 2, parts.keyRegion)
  writeUint32(bytes, 6, parts.space)
  writeUint64(bytes, 10, parts.version)
  writeUint64(bytes, 18, parts.previous)
  writeUint64(bytes, 26, parts.client)
  writeUint64(bytes, 34, parts.number)
  writeUint64(bytes, 42, parts.mark)
  writeUint32(bytes, 50, parts.key.length)
  bytes.set(parts.key, fixed)
  let offset = fixed + parts.key.length
  if (old) {
    bytes[offset++] = old.length >>> 8
    bytes[offset++] = old.length
    for (const value of old) {
      writeUint32(bytes, offset, value.length)
      bytes.set(value, offset + 4)
      offset += 4 + value.length
    }
  }
  if (header) {
    bytes[offset++] = header.length >>> 8
    bytes[offset++] = header.length
    bytes.set(header, offset)
    offset += header.length
  }
  if (redriven) {
    bytes[offset++] = redriven.strays.length >>> 8
    bytes[offset++] = redriven.strays.length
    for (const stray of redriven.strays) {
      writeUint32(bytes, offset, stray)
      offset += 4
    }
  }
  if (parts.object) bytes.set(parts.object, offset)
  const key = bytes.subarray(fixed, fixed + parts.key.length)
  return {
    ...parts,
    key,
    keyName: toLatin1(key),
    encoded: bytes,
    derived: nothingDerived(),
    ...(parts.object ? { object: bytes.subarray(offset) } : {}),
  }
}

/** The result holds views into `bytes`, which must not change afterwards. Throws a RangeError for what is no update. */
export function readUpdate(bytes: Bytes): ReplicatedUpdate {
  if (bytes[0] !== format) throw new RangeError(`an update of unknown format ${bytes[0]}`)
  if (bytes.length < fixed) throw new RangeError('an update is cut off')
  const flags = bytes[1]!
  const keyLength = readUint32(bytes, 50)
  let offset = fixed + keyLength
  if (offset > bytes.length) throw new RangeError("an update's key is cut off")
  const key = bytes.subarray(fixed, offset)
  let oldAxisValues: Bytes[] | undefined
  if (flags & flagOld) {
    const count = (bytes[offset]! << 8) | bytes[offset + 1]!
    offset += 2
    oldAxisValues = []
    for (let index = 0; index < count; index++) {
      if (offset + 4 > bytes.length) throw new RangeError('an update is cut off in its old values')
      const length = readUint32(bytes, offset)
      oldAxisValues.push(bytes.subarray(offset + 4, offset + 4 + length))
      offset += 4 + length
    }
    if (offset > bytes.length) throw new RangeError('an update is cut off in its old values')
  }
  let header: Bytes | undefined
  if (flags & flagHeader) {
    const start = offset + 2
    offset = start + ((bytes[offset]! << 8) | bytes[offset + 1]!)
    if (!(offset <= bytes.length)) throw new RangeError("an update is cut off in its object's header")
    header = bytes.subarray(start, offset)
  }
  let redriven: Redriven | undefined
  if (flags & flagRedriven) {
    const start = offset + 2
    offset = start + 4 * ((bytes[offset]! << 8) | bytes[offset + 1]!)
    if (!(offset <= bytes.length)) throw new RangeError("an update is cut off in its object's stray copies")
    const strays: number[] = []
    for (let at = start; at < offset; at += 4) strays.push(readUint32(bytes, at))
    redriven = { strays, adopted: (flags & flagAdopted) !== 0 }
  }
  return {
    keyRegion: readUint32(bytes, 2),
    space: readUint32(bytes, 6),
    version: readUint64(bytes, 10),
    previous: readUint64(bytes, 18),
    client: readUint64(bytes, 26),
    number: readUint64(bytes, 34),
    mark: readUint64(bytes, 42),
    key,
    keyName: toLatin1(key),
    encoded: bytes,
    derived: nothingDerived(),
    ...(oldAxisValues ? { oldAxisValues } : {}),
    ...(header ? { header } : {}),
    ...(redriven ? { redriven } : {}),
    ...(flags & flagObject ? { object: bytes.subarray(offset) } : {}),
  }
}
