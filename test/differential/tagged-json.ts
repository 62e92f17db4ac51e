// JSON in which no digit is lost: `JSON.parse` would round long ints. Knows nothing of the project's own parser.
import { asDocumentNumber, int64Maximum, int64Minimum, type Json } from './model/json.ts'

/** A string begins with `s`, a number is its text behind `n`; so do the names of members. */
export type Tagged = null | boolean | string | readonly Tagged[] | { readonly [name: string]: Tagged }

const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g

export function parseTagged(text: string): Tagged {
  return JSON.parse(text.replaceAll(stringOrNumber, (found) => (found.startsWith('"') ? `"s${found.slice(1)}` : `"n${found}"`)))
}

export function isNumberText(value: Tagged): value is `n${string}` {
  return typeof value === 'string' && value.startsWith('n')
}

export function isStringText(value: Tagged): value is `s${string}` {
  return typeof value === 'string' && value.startsWith('s')
}

function documentNumberOf(text: string): bigint | number {
  const isInt = /^-?\d+$/.test(text) && BigInt(text) >= int64Minimum && BigInt(text) <= int64Maximum
  return isInt ? BigInt(text) : asDocumentNumber(Number(text))
}

/** A document, or a value inside one. */
export function toDocument(value: Tagged): Json {
  if (isNumberText(value)) return documentNumberOf(value.slice(1))
  if (typeof value === 'string') return value.slice(1)
  if (Array.isArray(value)) return value.map(toDocument)
  if (typeof value !== 'object' || value === null) return value as Json
  return new Map(Object.entries(value).map(([name, inner]) => [name.slice(1), toDocument(inner)]))
}
