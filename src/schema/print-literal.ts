// Literals as the query language writes them.
import type { Bytes } from '../values/bytes.ts'
import { decodeString } from '../values/encode.ts'
import { isElements, isMembers, type JsonValue } from '../values/json-text.ts'
import type { Literal } from './query.ts'

/** Parses back to the same literal. */
export function printLiteral(literal: Literal): string {
  switch (literal.kind) {
    case 'string':
      return printString(literal.bytes)
    case 'int':
    case 'boolean':
      return String(literal.value)
    case 'float':
      if (Number.isNaN(literal.value)) return 'nan'
      return Number.isFinite(literal.value) ? printFraction(literal.value) : literal.value > 0 ? 'inf' : '-inf'
    case 'null':
      return 'null'
    case 'json':
      return printJson(literal.value)
  }
}

function printString(bytes: Bytes): string {
  const text = decodeString(bytes)
  if (text !== undefined) return JSON.stringify(text)
  let printed = ''
  for (const byte of bytes) {
    const isPlain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c
    printed += isPlain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`
  }
  return `"${printed}"`
}

/** With a fraction or an exponent always, which is what tells it from an int. */
function printFraction(value: number): string {
  if (Object.is(value, -0)) return '-0.0'
  const text = String(value)
  return /^-?[0-9]+$/.test(text) ? `${text}.0` : text
}

function printJson(value: JsonValue): string {
  if (typeof value === 'number') return printFraction(value)
  if (typeof value === 'bigint') return String(value)
  if (isElements(value)) return `[${value.map(printJson).join(',')}]`
  if (!isMembers(value)) return JSON.stringify(value)
  return `{${[...value].map(([name, member]) => `${JSON.stringify(name)}:${printJson(member)}`).join(',')}}`
}
