// Keys of the rows that each update writes, as a batch has them, one character a byte (layout.ts has the others): the bytes are never made. `orderedName`:
// the object's key in ordered form, one character a byte.
import { type Bytes, toLatin1 } from '../values/bytes.ts'
import { rowKind } from './layout.ts'

/** As `objectKey`. */
export function objectName(region: number, orderedName: string): string {
  return regionName(rowKind.object, region) + orderedName
}

/** Of an update that is pending. */
export function pendingName(region: number, version: number, orderedName: string): string {
  const high = Math.floor(version / 2 ** 32)
  const name = String.fromCharCode(
    high >>> 24,
    (high >>> 16) & 0xff,
    (high >>> 8) & 0xff,
    high & 0xff,
    (version >>> 24) & 0xff,
    (version >>> 16) & 0xff,
    (version >>> 8) & 0xff,
    version & 0xff,
  )
  return regionName(rowKind.pending, region) + name + orderedName
}

/** Of the index rows of one object in one index, by `form`: what the index has of the attribute, in ordered form. */
export function indexNames(region: number, attribute: number, orderedName: string): (form: Bytes) => string {
  const start = regionName(rowKind.index, region) + String.fromCharCode(attribute >>> 8, attribute & 0xff)
  const end = `\0\0${orderedName}`
  return (form) => {
    const text = toLatin1(form)
    return start + (text.includes('\0') ? text.replaceAll('\0', '\0\xff') : text) + end
  }
}

function regionName(kind: number, region: number): string {
  return String.fromCharCode(kind, region >>> 24, (region >>> 16) & 0xff, (region >>> 8) & 0xff, region & 0xff)
}
