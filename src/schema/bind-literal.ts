// A literal as the encoded value of an attribute's type, or the reason why it is none.
import type { HyperdexError } from '../errors.ts'
import type { AttributeType } from '../values/attribute-type.ts'
import type { Bytes } from '../values/bytes.ts'
import { printDocumentValue } from '../values/document.ts'
import { writeOddNumber } from '../values/document-value.ts'
import { decodeString, encodeFloat, encodeInt, encodeString, intMaximum, intMinimum } from '../values/encode.ts'
import { fromJson } from '../values/json.ts'
import type { JsonValue } from '../values/json-text.ts'
import type { OperatorName } from '../values/predicate.ts'
import { invalidAt, locating } from './located-error.ts'
import { printLiteral } from './print-literal.ts'
import { printTypeInSentence } from './print-type.ts'
import type { Literal } from './query.ts'
import { short } from './scanner.ts'

/** `attribute` is for the message. Throws HyperdexError INVALID. */
export function encodeLiteral(literal: Literal, type: AttributeType, attribute: string): Bytes {
  switch (type.kind) {
    case 'string':
      if (literal.kind === 'string') return literal.bytes
      if (literal.kind === 'json') break
      throw misfit(literal, type, attribute, 'write a string in quotes')
    case 'int':
    case 'int64':
      return encodeIntLiteral(literal, type, attribute)
    case 'float':
      return encodeFloatLiteral(literal, type, attribute)
    default:
  }
  return locating(literal.position, () => fromJson(type, jsonOf(literal, type, attribute)))
}

/** The operand of a test at a path of a document: JSON, but for the operators whose operand is always text or a length. */
export function encodePathLiteral(literal: Literal, operator: OperatorName): Bytes {
  if (operator.startsWith('length') && literal.kind === 'int') return encodeInt(literal.value)
  if (literal.kind === 'string' && (operator === 'startsWith' || operator === 'regex')) return literal.bytes
  if (literal.kind === 'float' && !Number.isFinite(literal.value)) return writeOddNumber(literal.value)
  const order = operator.startsWith('less') || operator.startsWith('greater') || operator === 'between'
  if (order && literal.kind !== 'string' && literal.kind !== 'int' && literal.kind !== 'float') {
    throw invalidAt(literal.position, `${short(printLiteral(literal))} has no order`, 'compare with a number or a string')
  }
  return locating(literal.position, () => encodeString(printDocumentValue(jsonOfPathLiteral(literal))))
}

function jsonOfPathLiteral(literal: Literal): JsonValue {
  if (literal.kind === 'null') return null
  if (literal.kind !== 'string') return literal.value
  const text = decodeString(literal.bytes)
  if (text !== undefined) return text
  throw invalidAt(literal.position, `${short(printLiteral(literal))} is not UTF-8, which documents hold only`, 'write whole characters')
}

function encodeIntLiteral(literal: Literal, type: AttributeType, attribute: string): Bytes {
  if (literal.kind !== 'int') {
    throw misfit(literal, type, attribute, 'write a whole number without fraction, exponent and quotes')
  }
  if (literal.value < intMinimum || literal.value > intMaximum) {
    throw misfit(literal, type, attribute, `an int lies between ${intMinimum} and ${intMaximum}`)
  }
  return encodeInt(literal.value)
}

/** A whole number that a float equals, or that is the print of one: 2^63 is printed as 9223372036854776000. */
function encodeFloatLiteral(literal: Literal, type: AttributeType, attribute: string): Bytes {
  if (literal.kind === 'float') return encodeFloat(literal.value)
  if (literal.kind !== 'int') throw misfit(literal, type, attribute, 'write a number, nan, inf or -inf, without quotes')
  const value = Number(literal.value)
  if (!Number.isFinite(value) || (BigInt(value) !== literal.value && String(value) !== String(literal.value))) {
    throw misfit(
      literal,
      type,
      attribute,
      'no float has this value, and none is printed so: write it with .0 behind it to mean the nearest one',
    )
  }
  return encodeFloat(value)
}

/** For types whose literals are in the JSON form of interface.md section 2. */
function jsonOf(literal: Literal, type: AttributeType, attribute: string): JsonValue {
  switch (literal.kind) {
    case 'json':
    case 'boolean':
    case 'int':
      return literal.value
    case 'null':
      return null
    case 'float':
      if (Number.isFinite(literal.value)) return literal.value
      break
    case 'string': {
      const text = decodeString(literal.bytes)
      if (text !== undefined) return text
    }
  }
  throw misfit(literal, type, attribute, 'write the value in its JSON form')
}

function misfit(literal: Literal, type: AttributeType, attribute: string, remedy: string): HyperdexError {
  return invalidAt(literal.position, `${short(printLiteral(literal))} is no value of "${attribute}", ${printTypeInSentence(type)}`, remedy)
}
