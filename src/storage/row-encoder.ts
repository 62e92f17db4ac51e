// Rows as LevelDB is given them: the key in bytes, the value with its checksum behind it (row-checksum.ts). LevelDB copies both in the call that hands
// them over, so one piece of memory serves for all rows, and the checksum of key and value, which lie side by side in it, is one call.
import { crc32 } from 'node:zlib'
import type { Bytes } from '../values/bytes.ts'
import { checksumBytes } from './row-checksum.ts'

const scratchBytes = 16 * 1024

/** What an encoder gives is good until its next call. */
export class RowEncoder {
  readonly #scratch = Buffer.allocUnsafeSlow(scratchBytes)

  /** `name`: the key, one character a byte. */
  key(name: string): Bytes {
    return this.#withName(name, 0).subarray(0, name.length)
  }

  row(name: string, value: Bytes): { readonly key: Bytes; readonly stored: Bytes } {
    const end = name.length + value.length
    const room = this.#withName(name, value.length + checksumBytes)
    room.set(value, name.length)
    room.writeUInt32BE(crc32(room.subarray(0, end)), end)
    return { key: room.subarray(0, name.length), stored: room.subarray(name.length, end + checksumBytes) }
  }

  #withName(name: string, more: number): Buffer {
    const bytes = name.length + more
    const room = bytes <= scratchBytes ? this.#scratch : Buffer.allocUnsafeSlow(bytes)
    room.write(name, 0, 'latin1')
    return room
  }
}
