// JSON text to values and back. JSON.parse loses digits of ints, reorders members with names like "10" and has no bound on nesting, so
// text is read here by hand.
import { HyperdexError } from '../errors.ts'

/** A number written without fraction and exponent is a bigint, but for "-0"; an object keeps the order of its members. */
export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | JsonMembers
export type JsonMembers = ReadonlyMap<string, JsonValue>

/** Levels of arrays and objects, the outermost being the first (interface.md section 6). */
export const documentLevelsMax = 200
/** Values of a document, at all levels. In memory each takes up to 250 bytes, however short it is written; its server must hold several documents. */
export const documentValuesMax = 1_048_576
/** Digits of one number: turning text into a bigint takes time that grows faster than the text. */
const numberLengthMax = 1_000
/** Exact in a float. */
const shortIntDigits = 15

/**
 * One JSON value. Of members with one name the last counts.
 *
 * @throws HyperdexError INVALID when the text is not JSON or has a number beyond every float, TOO_LARGE for more than `levelsMax` levels or `valuesMax`
 * values
 */
export function parseJson(text: string, levelsMax = documentLevelsMax, valuesMax = Number.POSITIVE_INFINITY): JsonValue {
  const reader = new JsonReader(text, levelsMax, valuesMax)
  return reader.whole()
}

/** For messages: the text of each member of the outermost object, as it was written. The text is known to be JSON. */
export function writtenMembers(text: string, levelsMax: number): ReadonlyMap<string, string> {
  const written = new Map<string, string>()
  new JsonReader(text, levelsMax, Number.POSITIVE_INFINITY, (name, value) => written.set(name, value)).whole()
  return written
}

const number = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has no control characters within strings.
const plainText = /[^"\\\u0000-\u001f]*/y

class JsonReader {
  readonly #text: string
  readonly #levelsMax: number
  readonly #onMember: ((name: string, written: string) => void) | undefined
  #at = 0
  #valuesLeft: number

  /** `onMember` is told of the outermost object's members. */
  constructor(text: string, levelsMax: number, valuesMax: number, onMember?: (name: string, written: string) => void) {
    this.#text = text
    this.#valuesLeft = valuesMax
    this.#levelsMax = levelsMax
    this.#onMember = onMember
  }

  whole(): JsonValue {
    const value = this.#value(1)
    this.#space()
    if (this.#at < this.#text.length) throw this.#wrong('more text follows the value')
    return value
  }

  #value(level: number): JsonValue {
    if (--this.#valuesLeft < 0) throw tooManyValues()
    this.#space()
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(level)
      case '[':
        return this.#array(level)
      case '"':
        return this.#string()
      case 't':
        return this.#word('true', true)
      case 'f':
        return this.#word('false', false)
      case 'n':
        return this.#word('null', null)
      default:
        return this.#number()
    }
  }

  #object(level: number): JsonMembers {
    const members = new Map<string, JsonValue>()
    this.#open(level)
    if (this.#takes('}')) return members
    do {
      this.#space()
      if (this.#text[this.#at] !== '"') throw this.#wrong('a member needs a name in double quotes')
      const name = this.#string()
      if (!this.#takes(':')) throw this.#wrong('a colon stands between name and value')
      const told = level === 1 ? this.#onMember : undefined
      if (told) this.#space()
      const start = this.#at
      members.set(name, this.#value(level + 1))
      told?.(name, this.#text.slice(start, this.#at))
    } while (this.#takes(','))
    if (!this.#takes('}')) throw this.#wrong('a comma or } follows a member')
    return members
  }

  #array(level: number): JsonValue[] {
    const elements: JsonValue[] = []
    this.#open(level)
    if (this.#takes(']')) return elements
    do elements.push(this.#value(level + 1))
    while (this.#takes(','))
    if (!this.#takes(']')) throw this.#wrong('a comma or ] follows an element')
    return elements
  }

  #open(level: number): void {
    if (level > this.#levelsMax) throw tooDeep(this.#levelsMax)
    this.#at++
  }

  #string(): string {
    const start = ++this.#at
    this.#match(plainText)
    if (this.#text[this.#at] === '"') return this.#text.slice(start, this.#at++)
    while (this.#text[this.#at] === '\\') {
      this.#at += 2
      this.#match(plainText)
    }
    if (this.#text[this.#at] !== '"') throw this.#wrong('a string is not closed, or has a control character')
    const quoted = this.#text.slice(start - 1, ++this.#at)
    try {
      return JSON.parse(quoted) as string
    } catch {
      this.#at = start - 1
      throw this.#wrong('a string has an escape that JSON lacks')
    }
  }

  #number(): number | bigint {
    return this.#shortInt() ?? this.#anyNumber()
  }

  /** Most numbers are: a match and its parts take several times longer. */
  #shortInt(): bigint | undefined {
    const text = this.#text
    const isNegative = text.charCodeAt(this.#at) === 0x2d
    let at = isNegative ? this.#at + 1 : this.#at
    const start = at
    let value = 0
    let code = text.charCodeAt(at)
    while (code >= 0x30 && code <= 0x39 && at - start < shortIntDigits) {
      value = value * 10 + code - 0x30
      code = text.charCodeAt(++at)
    }
    const digits = at - start
    const goesOn = (code >= 0x30 && code <= 0x39) || code === 0x2e || code === 0x65 || code === 0x45
    if (digits === 0 || goesOn || (digits > 1 && text.charCodeAt(start) === 0x30) || (isNegative && value === 0)) return undefined
    this.#at = at
    return BigInt(isNegative ? -value : value)
  }

  #anyNumber(): number | bigint {
    number.lastIndex = this.#at
    const found = number.exec(this.#text)
    if (!found) throw this.#wrong(this.#at < this.#text.length ? 'no value begins here' : 'the text ends where a value should be')
    const [text, fraction, exponent] = found
    if (text.length > numberLengthMax) throw this.#wrong(`a number of ${text.length} characters, at most ${numberLengthMax} are read`)
    const isWhole = fraction === undefined && exponent === undefined && text !== '-0'
    const value = isWhole ? BigInt(text) : Number(text)
    if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) throw beyondFloats(text, this.#at)
    this.#at += text.length
    return value
  }

  #word<Value extends JsonValue>(word: string, value: Value): Value {
    if (!this.#text.startsWith(word, this.#at)) throw this.#wrong('no value begins here')
    this.#at += word.length
    return value
  }

  #space(): void {
    const text = this.#text
    for (;;) {
      const code = text.charCodeAt(this.#at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      this.#at++
    }
  }

  #takes(symbol: string): boolean {
    this.#space()
    if (this.#text[this.#at] !== symbol) return false
    this.#at++
    return true
  }

  #match(pattern: RegExp): void {
    pattern.lastIndex = this.#at
    pattern.test(this.#text)
    this.#at = pattern.lastIndex
  }

  #wrong(what: string): HyperdexError {
    const near = this.#text.slice(this.#at, this.#at + 20)
    const where = near === '' ? 'at the end' : `at character ${this.#at + 1}, ${JSON.stringify(near)}`
    return new HyperdexError('INVALID', `not JSON: ${what}, ${where}`, 'Write one JSON value.')
  }
}

/** An infinity that was written as a number would be stored as something else than what was written. */
function beyondFloats(text: string, at: number): HyperdexError {
  const message = `the number ${shortened(text)} is beyond every float, at character ${at + 1}`
  return new HyperdexError('INVALID', message, 'Write a smaller number; a float that is infinite is the text "Infinity" or "-Infinity".')
}

export function tooDeep(levelsMax = documentLevelsMax): HyperdexError {
  return new HyperdexError('TOO_LARGE', `JSON that nests deeper than ${levelsMax} levels`, 'Use a flatter value.')
}

export function tooManyValues(): HyperdexError {
  return new HyperdexError('TOO_LARGE', `a document of more than ${documentValuesMax} values`, 'Spread it over several objects.')
}

export function isMembers(json: JsonValue): json is JsonMembers {
  return json instanceof Map
}

export function isElements(json: JsonValue): json is readonly JsonValue[] {
  return Array.isArray(json)
}

/** For messages. What is shown reads back as the same value: a number that was written with fraction or exponent has one. */
export function describeJson(json: JsonValue): string {
  return shortened(shownJson(json))
}

/** For messages. */
export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

/** The first few parts are more than a message shows. */
function shownJson(json: JsonValue): string {
  if (isElements(json)) return `[${json.slice(0, 10).map(shownJson).join(',')}]`
  if (typeof json === 'number') return shownNumber(json)
  if (!isMembers(json)) return typeof json === 'string' ? JSON.stringify(json) : String(json)
  const members = [...json].slice(0, 10).map(([name, value]) => `${JSON.stringify(name)}:${shownJson(value)}`)
  return `{${members.join(',')}}`
}

function shownNumber(value: number): string {
  if (Object.is(value, -0)) return '-0.0'
  const text = String(value)
  return /^-?[0-9]+$/.test(text) ? `${text}.0` : text
}
