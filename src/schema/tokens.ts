// The tokens of a text one by one, with the expectations that both parsers share and the sentences for when they are not met.
import type { HyperdexError, TextPosition } from '../errors.ts'
import { invalidAt } from './located-error.ts'
import { Scanner, short, type Token } from './scanner.ts'
import { isName, nameRule, reservedWords } from './words.ts'

export interface Located<Value> {
  readonly value: Value
  readonly position: TextPosition
}

const reservedByLowerCase: ReadonlyMap<string, string> = new Map([...reservedWords].map((word) => [word.toLowerCase(), word]))

export class Tokens {
  readonly #scanner: Scanner
  #newest: Token

  constructor(text: string) {
    this.#scanner = new Scanner(text)
    this.#newest = this.#scanner.next()
  }

  get newest(): Token {
    return this.#newest
  }

  get position(): TextPosition {
    return this.#newest.position
  }

  take(): Token {
    const token = this.#newest
    this.#newest = this.#scanner.next()
    return token
  }

  /** The whole text of the JSON value that the newest token, `[` or `{`, opens. */
  takeJson(): string {
    const json = this.#scanner.rereadAsJson(this.#newest)
    this.#newest = this.#scanner.next()
    return json
  }

  isWord(word: string): boolean {
    return this.#newest.kind === 'word' && this.#newest.text === word
  }

  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false
    this.take()
    return true
  }

  isSymbol(symbol: string): boolean {
    return this.#newest.kind === 'symbol' && this.#newest.text === symbol
  }

  takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false
    this.take()
    return true
  }

  /** One of `words`. */
  expectWord<Word extends string>(words: readonly Word[], remedy: string): Word {
    const word = words.find((candidate) => this.isWord(candidate))
    if (word === undefined) throw this.unexpected(words.map((candidate) => `"${candidate}"`).join(' or '), remedy)
    this.take()
    return word
  }

  expectSymbol(symbol: string, remedy: string): void {
    if (!this.takeSymbol(symbol)) throw this.unexpected(`"${symbol}"`, remedy)
  }

  expectEnd(expected: string, remedy: string): void {
    if (this.#newest.kind !== 'end') throw this.unexpected(expected, remedy)
  }

  /** The name of a space or an attribute; `what` is for the message, e.g. "the name of an attribute". */
  expectName(what: string): Located<string> {
    const { kind, text, position } = this.#newest
    if (kind !== 'name' && (kind !== 'word' || text === '-inf')) throw this.unexpected(what, nameRule)
    if (kind === 'word' && reservedWords.has(text)) throw this.#reserved(what)
    if (!isName(text)) throw invalidAt(position, `${JSON.stringify(short(text))} cannot be ${what}`, nameRule)
    this.take()
    return { value: text, position }
  }

  /** The name of a member of a document. */
  expectMember(): string {
    const { kind, text, position } = this.#newest
    const what = 'the name of a member'
    if (kind !== 'name') {
      if (kind !== 'word' || text === '-inf') throw this.unexpected(what, 'write a member that is no plain name in backticks')
      if (reservedWords.has(text)) throw this.#reserved(what)
      if (!isName(text)) throw invalidAt(position, `"${short(text)}" is no plain name`, `write it in backticks: \`${short(text)}\``)
    }
    this.take()
    return text
  }

  /** A whole number up to 2^53 − 1, without sign. */
  expectWholeNumber(what: string): Located<number> {
    const { sign, value, position } = this.expectSignedWholeNumber(what)
    if (sign !== '') throw invalidAt(position, `${what} has no sign`, `write ${value}`)
    return { value, position }
  }

  /** As above, a sign allowed and given apart. */
  expectSignedWholeNumber(what: string): Located<number> & { readonly sign: '' | '-' | '+' } {
    const position = this.position
    const remedy = `write ${what} as a whole number, in digits`
    let sign: '' | '-' | '+' = this.takeSymbol('-') ? '-' : this.takeSymbol('+') ? '+' : ''
    let digits = this.#newest.text
    if (this.#newest.kind === 'number' && sign === '' && digits.startsWith('-')) {
      sign = '-'
      digits = digits.slice(1)
    }
    if (this.#newest.kind !== 'number' || !/^[0-9]+$/.test(digits)) throw this.unexpected(what, remedy)
    const value = Number(digits)
    if (!Number.isSafeInteger(value)) throw invalidAt(position, `${short(digits)} is too large`, 'write at most 9007199254740991')
    this.take()
    return { sign, value, position }
  }

  /** The newest token is not what the grammar has here. */
  unexpected(expected: string, remedy: string): HyperdexError {
    const { kind, text, position } = this.#newest
    const found = kind === 'end' ? 'the end of the text' : `${kind === 'string' ? 'the string ' : ''}${quoteForMessage(kind, text)}`
    const meant = kind === 'word' && !reservedWords.has(text) ? reservedByLowerCase.get(text.toLowerCase()) : undefined
    const advice = meant === undefined ? remedy : `${remedy}; if "${meant}" was meant, write it exactly so`
    return invalidAt(position, `expected ${expected}, found ${found}`, advice)
  }

  #reserved(what: string): HyperdexError {
    const { text, position } = this.#newest
    const remedy = `to use it as a name, write it in backticks: \`${text}\``
    return invalidAt(position, `expected ${what}, found the reserved word "${text}"`, remedy)
  }
}

function quoteForMessage(kind: Token['kind'], text: string): string {
  if (kind === 'string') return short(text)
  if (kind === 'name') return `\`${short(text)}\``
  return `"${short(text)}"`
}
