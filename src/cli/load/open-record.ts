// A CSV record whose quoted field has not come to its end yet: its lines so far, in one buffer, however many they are.
import type { Lines } from './record.ts'

const quote = 0x22
const comma = 0x2c
const lineFeed = 0x0a

export class OpenRecord {
  readonly #firstLine: number
  #lines = 1
  #length: number
  #buffer: Uint8Array

  constructor(line: number, raw: Uint8Array) {
    this.#firstLine = line
    this.#buffer = raw.slice()
    this.#length = raw.length
  }

  get lines(): Required<Lines> {
    return { line: this.#firstLine, lastLine: this.#firstLine + this.#lines - 1 }
  }

  /** With the line feeds between its lines. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length)
  }

  append(raw: Uint8Array): void {
    const length = this.#length + 1 + raw.length
    if (length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#buffer.length))
      larger.set(this.bytes)
      this.#buffer = larger
    }
    this.#buffer[this.#length] = lineFeed
    this.#buffer.set(raw, this.#length + 1)
    this.#length = length
    this.#lines++
  }
}

/**
 * Does a line that begins within a quoted field end within one, without a fault up to there? So a record of many lines is parsed once,
 * not at each of its lines. What is false of a line with a fault: parsing tells it.
 */
export function staysOpen(raw: Uint8Array): boolean {
  let at = 0
  for (;;) {
    at = raw.indexOf(quote, at)
    if (at < 0) return true
    if (raw[at + 1] === quote) {
      at += 2
      continue
    }
    at = nextQuotedField(raw, at + 1)
    if (at < 0) return false
  }
}

/** `from` is behind a field. The first place inside the next field that begins with a quote; -1 when there is none, or a fault before. */
function nextQuotedField(raw: Uint8Array, from: number): number {
  for (let at = from; raw[at] === comma; ) {
    if (raw[at + 1] === quote) return at + 2
    at = raw.indexOf(comma, at + 1)
  }
  return -1
}
