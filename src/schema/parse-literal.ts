// Literals of the query language: what was typed, with all its digits; the attribute's type comes later (bind-literal.ts).
import { parseJson } from '../values/json-text.ts'
import { invalidAt, locating } from './located-error.ts'
import type { Literal } from './query.ts'
import { short } from './scanner.ts'
import type { Tokens } from './tokens.ts'

const literalRemedy = 'write a "string", a number, true, false, null, nan, inf, -inf, or a JSON array or object'

const words: Readonly<Record<string, Literal>> = {
  true: { kind: 'boolean', value: true },
  false: { kind: 'boolean', value: false },
  null: { kind: 'null' },
  nan: { kind: 'float', value: Number.NaN },
  inf: { kind: 'float', value: Number.POSITIVE_INFINITY },
  '-inf': { kind: 'float', value: Number.NEGATIVE_INFINITY },
}

/** Throws HyperdexError INVALID, or TOO_LARGE for JSON of too many levels. */
export function readLiteral(tokens: Tokens): Literal {
  const { kind, text, bytes, position } = tokens.newest
  if (tokens.isSymbol('[') || tokens.isSymbol('{')) {
    const json = tokens.takeJson()
    return { kind: 'json', value: locating(position, () => parseJson(json)), position }
  }
  if (kind === 'string') {
    tokens.take()
    return { kind: 'string', bytes: bytes!, position }
  }
  if (kind === 'number') return readNumber(tokens)
  if (kind === 'word' && Object.hasOwn(words, text)) {
    tokens.take()
    return { ...words[text]!, position }
  }
  throw tokens.unexpected('a value', kind === 'word' || kind === 'name' ? `a string stands in quotes; ${literalRemedy}` : literalRemedy)
}

function readNumber(tokens: Tokens): Literal {
  const { text, position } = tokens.take()
  if (/^-?0[0-9]/.test(text))
    throw invalidAt(position, `the number ${short(text)} begins with a needless 0`, 'leave the 0 out, or quote a string')
  if (/^-?[0-9]+$/.test(text)) return { kind: 'int', value: BigInt(text), position }
  const value = Number(text)
  if (!Number.isFinite(value)) throw invalidAt(position, `the number ${short(text)} is beyond every float`, 'write inf or -inf')
  return { kind: 'float', value, position }
}
