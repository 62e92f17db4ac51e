// What one operation makes of the value at a path of a document: numbers, strings and lists (interface.md section 3).
import type { Bytes } from './bytes.ts'
import { documentNumber } from './document.ts'
import { compareNumbers } from './document-value.ts'
import { decodeInt, decodeString, encodeInt, encodeString } from './encode.ts'
import { intType } from './int-type.ts'
import { isElements, type JsonValue } from './json-text.ts'
import { operationNumbers } from './operands.ts'
import { type OperationFailure, type OperationName, operationName } from './operation.ts'
import { stringType } from './string-type.ts'

const numbers: readonly OperationName[] = ['add', 'sub', 'mul', 'div', 'mod', 'min', 'max', 'bitAnd', 'bitOr', 'bitXor']
const strings: readonly OperationName[] = ['prepend', 'append', 'ltrim', 'rtrim']
const lists: readonly OperationName[] = ['lpush', 'rpush', 'lpop', 'rpop']
/** Operations that docApply takes. */
export const innerOperations: readonly OperationName[] = [...numbers, ...strings, ...lists]

const numberOperations = operationNumbers(numbers)
const stringOperations = operationNumbers(strings)
const trims = operationNumbers(['ltrim', 'rtrim'])
const pops = operationNumbers(['lpop', 'rpop'])
const ofIntsOnly = operationNumbers(['mod', 'bitAnd', 'bitOr', 'bitXor'])

/** How many operands an inner operation takes. */
export function innerOperandCount(inner: number): number {
  return pops.has(inner) ? 0 : 1
}

/** The reason why an operand does not fit, as a part of a sentence; the operation is one of `innerOperations`. */
export function checkInnerOperand(inner: number, operand: JsonValue | undefined): string | undefined {
  if (operand === undefined) return undefined
  const number = typeof operand === 'number' ? documentNumber(operand) : operand
  if (ofIntsOnly.has(inner)) return typeof number === 'bigint' ? undefined : 'takes a number without fraction'
  if (numberOperations.has(inner)) return typeof number === 'bigint' || typeof number === 'number' ? undefined : 'takes a number'
  if (trims.has(inner)) return typeof number === 'bigint' && number >= 0n ? undefined : 'takes a number of bytes that is not negative'
  if (stringOperations.has(inner)) return typeof operand === 'string' ? undefined : 'takes a string'
  return undefined
}

/** `before` undefined: nothing is there, which counts as 0 or '' for numbers and strings. The operand was checked. */
export function applyInner(inner: number, before: JsonValue | undefined, operand: JsonValue | undefined): JsonValue | OperationFailed {
  if (numberOperations.has(inner)) return applyToNumber(inner, before === undefined ? 0n : before, operand!)
  if (stringOperations.has(inner)) return applyToString(inner, before === undefined ? '' : before, operand!)
  return applyToList(inner, before, operand)
}

/** A failure, told from a string that a document holds. */
export class OperationFailed {
  readonly failure: OperationFailure

  constructor(failure: OperationFailure) {
    this.failure = failure
  }
}

const badPath = new OperationFailed('BAD_PATH')
const notFinite = new OperationFailed('NOT_FINITE')
const cutCharacter = new OperationFailed('CUT_CHARACTER')

function asNumber(value: JsonValue): number | bigint | undefined {
  if (typeof value === 'number') return documentNumber(value)
  return typeof value === 'bigint' ? value : undefined
}

function applyToNumber(inner: number, before: JsonValue, operand: JsonValue): JsonValue | OperationFailed {
  const value = asNumber(before)
  const by = asNumber(operand)!
  if (value === undefined) return badPath
  if (typeof value === 'bigint' && typeof by === 'bigint') {
    const result = intType.apply(inner, encodeInt(value), [encodeInt(by)], '', 0)
    return typeof result === 'string' ? new OperationFailed(result) : decodeInt(result)
  }
  if (ofIntsOnly.has(inner)) return badPath
  const result = computeFloat(inner, value, by)
  return typeof result === 'bigint' || Number.isFinite(result) ? result : notFinite
}

function computeFloat(inner: number, value: number | bigint, by: number | bigint): number | bigint {
  switch (inner) {
    case operationName.add:
      return Number(value) + Number(by)
    case operationName.sub:
      return Number(value) - Number(by)
    case operationName.mul:
      return Number(value) * Number(by)
    case operationName.div:
      return Number(value) / Number(by)
    case operationName.min:
      return compareNumbers(by, value) < 0 ? by : value
    default:
      return compareNumbers(by, value) > 0 ? by : value
  }
}

function applyToString(inner: number, before: JsonValue, operand: JsonValue): JsonValue | OperationFailed {
  if (typeof before !== 'string') return badPath
  const encoded = trims.has(inner) ? encodeInt(asNumber(operand) as bigint) : encodeString(operand as string)
  const result = stringType.apply(inner, encodeString(before), [encoded], '', 0) as Bytes
  // A trim can cut a character in half, which no JSON string holds.
  return decodeString(result) ?? cutCharacter
}

function applyToList(inner: number, before: JsonValue | undefined, operand: JsonValue | undefined): JsonValue | OperationFailed {
  if (before === undefined || !isElements(before)) return badPath
  switch (inner) {
    case operationName.lpush:
      return [operand!, ...before]
    case operationName.rpush:
      return [...before, operand!]
    case operationName.lpop:
      return before.slice(1)
    default:
      return before.slice(0, -1)
  }
}
