// LevelDB's own checksums are not looked at when its tables are read (the binding offers no way to ask for it), so each row carries one
// more: the last four bytes of a stored value are a CRC-32 over the row's key and value, the highest byte first.
import { crc32 } from 'node:zlib'
import { HyperdexError } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'

/** How much longer a stored value is. */
export const checksumBytes = 4

/** The value in a stored row, as a view. Throws INTERNAL when the row is not what was written. */
export function checkedValue(key: Bytes, stored: Bytes): Bytes {
  const length = stored.length - checksumBytes
  if (length >= 0) {
    const value = new Uint8Array(stored.buffer, stored.byteOffset, length)
    const sum = (stored[length]! << 24) | (stored[length + 1]! << 16) | (stored[length + 2]! << 8) | stored[length + 3]!
    if (crc32(value, crc32(key)) === sum >>> 0) return value
  }
  throw new CorruptRow(key, new RangeError('its checksum does not fit'))
}

/** A stored row is not what was written. Its server ends, leaves its chains at its next start and learns its regions again (server/mend-store.ts). */
export class CorruptRow extends HyperdexError {
  /** The row's key. */
  readonly key: Bytes

  constructor(key: Bytes, cause: unknown) {
    super(
      'INTERNAL',
      `the stored row ${Buffer.from(key).toString('hex')} is corrupt`,
      'start the server again: it takes what it lost from the other replicas; if that happens often, check its disk and its memory',
      { cause },
    )
    this.key = key.slice()
  }
}
