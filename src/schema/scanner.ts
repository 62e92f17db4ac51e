// Characters to tokens, for both languages. Positions count lines and columns from 1, columns in characters.
import type { TextPosition } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'
import { invalidAt, locatedError } from './located-error.ts'
import { readQuotedText } from './quoted-text.ts'

export interface Token {
  /** `word`: also `-inf`; `name`: in backticks; `end`: of the text. */
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'symbol' | 'end'
  /** As written; of a `name` what the backticks hold. */
  readonly text: string
  /** Of a `string`. */
  readonly bytes?: Bytes
  readonly offset: number
  readonly position: TextPosition
}

/** Characters of a text in either language. */
const textLengthMaximum = 4 * 1024 * 1024
/** Characters of one number. */
const numberLengthMaximum = 1_000
/** Levels of a JSON literal: those of a document (interface.md section 6). */
const jsonLevelsMaximum = 200

const wordPattern = /[A-Za-z_][A-Za-z0-9_]*|-inf(?![A-Za-z0-9_])/y
const numberPattern = /-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const symbolPattern = /!=|<=|>=|[-+,.:=<>()[\]{}]/y

export class Scanner {
  readonly #source: string
  #offset = 0
  #counted = 0
  #line = 1
  #column = 1

  /** Throws HyperdexError TOO_LARGE. */
  constructor(source: string) {
    if (source.length > textLengthMaximum) {
      const message = `the text has ${source.length} characters, the limit is ${textLengthMaximum}`
      throw locatedError('TOO_LARGE', undefined, message, 'split it into several texts')
    }
    this.#source = source
  }

  /** Throws HyperdexError INVALID. */
  next(): Token {
    this.#skipSpace()
    const offset = this.#offset
    const position = this.#positionOf(offset)
    const first = this.#source[offset]
    if (first === undefined) return { kind: 'end', text: '', offset, position }
    if (first === '"' || first === "'" || first === '`') return this.#quoted(offset, position)
    const word = this.#match(wordPattern)
    if (word !== undefined) return { kind: 'word', text: word, offset, position }
    const number = this.#match(numberPattern)
    if (number !== undefined) {
      this.#checkNumber(number, position)
      return { kind: 'number', text: number, offset, position }
    }
    const symbol = this.#match(symbolPattern)
    if (symbol !== undefined) return { kind: 'symbol', text: symbol, offset, position }
    const character = String.fromCodePoint(this.#source.codePointAt(offset)!)
    const remedy = 'names are letters, digits and underscores; strings stand in quotes, members of documents with other names in backticks'
    throw invalidAt(position, `the character ${JSON.stringify(character)} has no meaning here`, remedy)
  }

  /** The text of the JSON array or object that `opening`, the newest token, begins; the next token is the one behind it. */
  rereadAsJson(opening: Token): string {
    let level = 0
    for (let offset = opening.offset; offset < this.#source.length; offset++) {
      const character = this.#source[offset]
      if (character === '"') offset = this.#endOfJsonString(offset)
      else if (character === '[' || character === '{') {
        level++
        if (level > jsonLevelsMaximum) {
          const message = `this JSON nests deeper than ${jsonLevelsMaximum} levels`
          throw locatedError('TOO_LARGE', opening.position, message, 'use a flatter value')
        }
      } else if (character === ']' || character === '}') {
        level--
        if (level === 0) {
          this.#offset = offset + 1
          return this.#source.slice(opening.offset, this.#offset)
        }
      }
    }
    const closing = opening.text === '[' ? ']' : '}'
    throw invalidAt(opening.position, `the JSON that ${opening.text} opens here is not closed`, `close it with ${closing}`)
  }

  #endOfJsonString(start: number): number {
    let offset = start + 1
    while (offset < this.#source.length && this.#source[offset] !== '"') offset += this.#source[offset] === '\\' ? 2 : 1
    return offset
  }

  #skipSpace(): void {
    let comment = false
    while (this.#offset < this.#source.length) {
      const character = this.#source[this.#offset]!
      if (character === '\n' || character === '\r') comment = false
      else if (character === '#') comment = true
      else if (!comment && character !== ' ' && character !== '\t' && character !== '\uFEFF') return
      this.#offset++
    }
  }

  #quoted(offset: number, position: TextPosition): Token {
    const read = readQuotedText(this.#source, offset)
    if ('message' in read) throw invalidAt(this.#positionOf(read.offset), read.message, read.remedy)
    this.#offset = read.end
    if (this.#source[offset] === '`') return { kind: 'name', text: read.text!, offset, position }
    return { kind: 'string', text: this.#source.slice(offset, read.end), bytes: read.bytes, offset, position }
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset
    const text = pattern.exec(this.#source)?.[0]
    if (text !== undefined) this.#offset += text.length
    return text
  }

  #checkNumber(number: string, position: TextPosition): void {
    if (number.length > numberLengthMaximum) {
      throw invalidAt(position, `a number of ${number.length} characters`, `write at most ${numberLengthMaximum}`)
    }
    const behind = this.#match(wordPattern)
    if (behind !== undefined) {
      throw invalidAt(
        position,
        `${short(number + behind)} is neither a number nor a name`,
        'put a space behind the number, or quote a string',
      )
    }
  }

  /** Offsets asked for only grow: each character is counted once. */
  #positionOf(offset: number): TextPosition {
    while (this.#counted < offset) {
      const code = this.#source.charCodeAt(this.#counted)
      this.#counted++
      const endsLine = code === 0x0a || (code === 0x0d && this.#source.charCodeAt(this.#counted) !== 0x0a)
      if (endsLine) {
        this.#line++
        this.#column = 1
      } else if (code < 0xdc00 || code > 0xdfff) this.#column++
    }
    return { line: this.#line, column: this.#column }
  }
}

/** For messages. */
export function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
