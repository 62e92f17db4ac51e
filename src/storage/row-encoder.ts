// Rows as LevelDB is given them: the key in bytes, the value with its checksum behind it (row-checksum.ts). LevelDB copies both in the call that hands
// them over, so one piece of memory serves for all rows. A row lies in it so that its key ends, and its value begins, where those of every row do:
// then what is handed over is one of few views of that memory, which are made once, and so is what the checksum of key and value is taken of.
import { crc32 } from 'node:zlib'
import { type Bytes, emptyBytes } from '../values/bytes.ts'
import { checksumBytes } from './row-checksum.ts'

/** Longer names and values get memory of their own. */
const nameBytesMax = 1024
const valueBytesMax = 15 * 1024
/** Views of name and value together that are kept: rows of one space differ little in their lengths. */
const spansMax = 8192

/** Nothing is made for a row: what an encoder gives is good until its next call. */
export class RowEncoder {
  /** Of the row that was encoded last. */
  key: Bytes = emptyBytes
  stored: Bytes = emptyBytes
  readonly #scratch = Buffer.allocUnsafeSlow(nameBytesMax + valueBytesMax + checksumBytes)
  /** By length. */
  readonly #keys: (Bytes | undefined)[] = new Array(nameBytesMax + 1).fill(undefined)
  readonly #values: (Bytes | undefined)[] = new Array(valueBytesMax + 1).fill(undefined)
  /** By both lengths. */
  readonly #spans = new Map<number, Bytes>()

  /** A key alone. `name`: the key, one character a byte. */
  encodeKey(name: string): void {
    if (name.length > nameBytesMax) {
      this.key = Buffer.from(name, 'latin1')
      return
    }
    this.#scratch.write(name, nameBytesMax - name.length, 'latin1')
    this.key = this.#keyView(name.length)
  }

  encodeRow(name: string, value: Bytes): void {
    if (name.length > nameBytesMax || value.length > valueBytesMax) {
      this.#encodeLargeRow(name, value)
      return
    }
    const room = this.#scratch
    room.write(name, nameBytesMax - name.length, 'latin1')
    room.set(value, nameBytesMax)
    room.writeUInt32BE(crc32(this.#spanView(name.length, value.length)), nameBytesMax + value.length)
    this.key = this.#keyView(name.length)
    this.stored = this.#valueView(value.length)
  }

  #encodeLargeRow(name: string, value: Bytes): void {
    const room = Buffer.allocUnsafeSlow(name.length + value.length + checksumBytes)
    const end = name.length + value.length
    room.write(name, 0, 'latin1')
    room.set(value, name.length)
    room.writeUInt32BE(crc32(room.subarray(0, end)), end)
    this.key = room.subarray(0, name.length)
    this.stored = room.subarray(name.length)
  }

  #keyView(length: number): Bytes {
    this.#keys[length] ??= this.#scratch.subarray(nameBytesMax - length, nameBytesMax)
    return this.#keys[length]
  }

  #valueView(length: number): Bytes {
    this.#values[length] ??= this.#scratch.subarray(nameBytesMax, nameBytesMax + length + checksumBytes)
    return this.#values[length]
  }

  #spanView(nameLength: number, valueLength: number): Bytes {
    const lengths = nameLength * (valueBytesMax + 1) + valueLength
    let span = this.#spans.get(lengths)
    if (!span) {
      if (this.#spans.size >= spansMax) this.#spans.clear()
      span = this.#scratch.subarray(nameBytesMax - nameLength, nameBytesMax + valueLength)
      this.#spans.set(lengths, span)
    }
    return span
  }
}
