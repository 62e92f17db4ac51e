// Committed changes as bytes, in the order in which they came, the oldest going first. A server keeps tens of thousands of them for seconds or minutes: as
// objects each would be copied and marked by the garbage collector again and again, as bytes in a few large pieces they cost it nothing.
//
// An entry: owner (4 bytes), version (8), length of the key (4), version before (8), length of the object before (4), length of the object after (4), then
// key, before and after. The length of an object that is not there is `absent`.
import type { Bytes } from '../values/bytes.ts'
import { readUint32, readUint64, writeUint32, writeUint64 } from './layout.ts'

export interface CommittedChange {
  readonly key: Bytes
  readonly version: number
  /** The object it replaced. */
  readonly before?: { readonly version: number; readonly object: Bytes }
  /** Absent: a removal. */
  readonly after?: Bytes
}

const head = 32
const absent = 0xffffffff
/** An entry that is longer has a piece of its own. */
const pieceBytes = 64 * 1024

interface Piece {
  readonly bytes: Bytes
  used: number
}

export class KeptChanges {
  /** Oldest first; the one at index 0 has number `#firstPiece`. */
  readonly #pieces: Piece[] = []
  #firstPiece = 0
  /** Of the oldest entry in the first piece. */
  #offset = 0
  #size = 0

  /** Entries kept. */
  get size(): number {
    return this.#size
  }

  /** Keeps a copy. Returns the entry's place; places rise. `owner`: a number below 2³², for whoever drops it. */
  add(owner: number, { key, version, before, after }: CommittedChange): number {
    const length = head + key.length + (before?.object.length ?? 0) + (after?.length ?? 0)
    const piece = this.#pieceFor(length)
    const { bytes, used } = piece
    writeUint32(bytes, used, owner)
    writeUint64(bytes, used + 4, version)
    writeUint32(bytes, used + 12, key.length)
    writeUint64(bytes, used + 16, before?.version ?? 0)
    writeUint32(bytes, used + 24, before?.object.length ?? absent)
    writeUint32(bytes, used + 28, after?.length ?? absent)
    let offset = used + head
    bytes.set(key, offset)
    offset += key.length
    if (before) {
      bytes.set(before.object, offset)
      offset += before.object.length
    }
    if (after) bytes.set(after, offset)
    piece.used += length
    this.#size++
    return (this.#firstPiece + this.#pieces.length - 1) * pieceBytes + used
  }

  /** The change at a place that has not been dropped, as views. */
  at(place: number): CommittedChange {
    const number = Math.floor(place / pieceBytes)
    const { bytes } = this.#pieces[number - this.#firstPiece]!
    const start = place - number * pieceBytes
    const beforeLength = readUint32(bytes, start + 24)
    const afterLength = readUint32(bytes, start + 28)
    const beforeStart = start + head + readUint32(bytes, start + 12)
    const afterStart = beforeStart + (beforeLength === absent ? 0 : beforeLength)
    return {
      key: bytes.subarray(start + head, beforeStart),
      version: readUint64(bytes, start + 4),
      ...(beforeLength === absent
        ? {}
        : { before: { version: readUint64(bytes, start + 16), object: bytes.subarray(beforeStart, afterStart) } }),
      ...(afterLength === absent ? {} : { after: bytes.subarray(afterStart, afterStart + afterLength) }),
    }
  }

  /** Drops the oldest entry, of which there must be one, and says what it was. `bytes`: of the key and the objects. */
  drop(): { readonly owner: number; readonly version: number; readonly bytes: number } {
    const piece = this.#pieces[0]!
    const { bytes } = piece
    const start = this.#offset
    const beforeLength = readUint32(bytes, start + 24)
    const afterLength = readUint32(bytes, start + 28)
    const length = readUint32(bytes, start + 12) + (beforeLength === absent ? 0 : beforeLength) + (afterLength === absent ? 0 : afterLength)
    this.#offset += head + length
    this.#size--
    if (this.#offset >= piece.used) {
      this.#pieces.shift()
      this.#firstPiece++
      this.#offset = 0
    }
    return { owner: readUint32(bytes, start), version: readUint64(bytes, start + 4), bytes: length }
  }

  #pieceFor(length: number): Piece {
    const last = this.#pieces.at(-1)
    if (last && last.used + length <= last.bytes.length) return last
    const piece = { bytes: new Uint8Array(Math.max(length, pieceBytes)), used: 0 }
    this.#pieces.push(piece)
    return piece
  }
}
