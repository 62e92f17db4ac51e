// Rows as LevelDB is given them: the key in bytes, the value with its checksum behind it (row-checksum.ts). LevelDB copies both in the call that hands
// them over, so one piece of memory serves for all rows. A row lies in it so that its key ends, and its value begins, where those of every row do:
// then what is handed over is one of few views of that memory, which are made once, and the checksum of key and value is one call.
import { crc32 } from 'node:zlib'
import type { Bytes } from '../values/bytes.ts'
import { checksumBytes } from './row-checksum.ts'

/** Longer names and values get memory of their own. */
const nameBytesMax = 1024
const valueBytesMax = 15 * 1024

/** What an encoder gives is good until its next call. */
export class RowEncoder {
  readonly #scratch = Buffer.allocUnsafeSlow(nameBytesMax + valueBytesMax + checksumBytes)
  /** By length. */
  readonly #keys: (Bytes | undefined)[] = new Array(nameBytesMax + 1).fill(undefined)
  readonly #values: (Bytes | undefined)[] = new Array(valueBytesMax + 1).fill(undefined)

  /** `name`: the key, one character a byte. */
  key(name: string): Bytes {
    if (name.length > nameBytesMax) return Buffer.from(name, 'latin1')
    this.#scratch.write(name, nameBytesMax - name.length, 'latin1')
    return this.#keyView(name.length)
  }

  row(name: string, value: Bytes): { readonly key: Bytes; readonly stored: Bytes } {
    if (name.length > nameBytesMax || value.length > valueBytesMax) return largeRow(name, value)
    const room = this.#scratch
    const start = nameBytesMax - name.length
    const end = nameBytesMax + value.length
    room.write(name, start, 'latin1')
    room.set(value, nameBytesMax)
    room.writeUInt32BE(crc32(new Uint8Array(room.buffer, start, end - start)), end)
    return { key: this.#keyView(name.length), stored: this.#valueView(value.length) }
  }

  #keyView(length: number): Bytes {
    this.#keys[length] ??= this.#scratch.subarray(nameBytesMax - length, nameBytesMax)
    return this.#keys[length]
  }

  #valueView(length: number): Bytes {
    this.#values[length] ??= this.#scratch.subarray(nameBytesMax, nameBytesMax + length + checksumBytes)
    return this.#values[length]
  }
}

function largeRow(name: string, value: Bytes): { readonly key: Bytes; readonly stored: Bytes } {
  const room = Buffer.allocUnsafeSlow(name.length + value.length + checksumBytes)
  const end = name.length + value.length
  room.write(name, 0, 'latin1')
  room.set(value, name.length)
  room.writeUInt32BE(crc32(room.subarray(0, end)), end)
  return { key: room.subarray(0, name.length), stored: room.subarray(name.length) }
}
