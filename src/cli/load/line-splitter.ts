// Cuts what a source gives into lines, numbered from 1. A byte order mark at the beginning is no part of the first.
import { mostRecordBytes, type RawRecord, type Reject, tooLong } from './record.ts'

const lineFeed = 10
const byteOrderMark = [0xef, 0xbb, 0xbf]

/** All lines that a chunk completes at once; a line is a view of its chunk where it can be, without its line feed. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>, reject: Reject): AsyncGenerator<readonly RawRecord<Uint8Array>[]> {
  const splitter = new LineSplitter(reject)
  for await (const chunk of chunks) yield splitter.push(chunk)
  yield splitter.end()
}

/** Nothing but white space. */
export function isBlank(line: Uint8Array): boolean {
  for (const byte of line) if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09) return false
  return true
}

class LineSplitter {
  readonly #reject: Reject
  #line = 1
  #parts: Uint8Array[] = []
  #bytes = 0
  #tooLong = false

  constructor(reject: Reject) {
    this.#reject = reject
  }

  push(chunk: Uint8Array): RawRecord<Uint8Array>[] {
    const lines: RawRecord<Uint8Array>[] = []
    let start = 0
    for (;;) {
      const end = chunk.indexOf(lineFeed, start)
      this.#append(chunk.subarray(start, end < 0 ? chunk.length : end))
      if (end < 0) return lines
      this.#finish(lines)
      start = end + 1
    }
  }

  /** The last line, when it has no line feed. */
  end(): RawRecord<Uint8Array>[] {
    const lines: RawRecord<Uint8Array>[] = []
    if (this.#bytes > 0) this.#finish(lines)
    return lines
  }

  #append(part: Uint8Array): void {
    this.#bytes += part.length
    if (part.length === 0 || this.#tooLong) return
    this.#tooLong = this.#bytes > mostRecordBytes
    if (this.#tooLong) this.#parts = []
    else this.#parts.push(part)
  }

  #finish(lines: RawRecord<Uint8Array>[]): void {
    const line = this.#line++
    const parts = this.#parts
    let raw = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
    if (line === 1 && byteOrderMark.every((byte, index) => raw[index] === byte)) raw = raw.subarray(byteOrderMark.length)
    if (this.#tooLong) this.#reject({ line }, tooLong)
    else lines.push({ line, raw, bytes: raw.length })
    this.#tooLong = false
    this.#parts = []
    this.#bytes = 0
  }
}
