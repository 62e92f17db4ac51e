// Floats: IEEE 754 doubles, 8 bytes little-endian. −0 equals 0, NaN equals NaN and is greater than every number.
import type { Bytes } from './bytes.ts'
import type { DataType } from './data-type.ts'
import { decodeFloat, encodeFloat } from './encode.ts'
import { floatShare, magnitudeCoordinate, magnitudeFromCoordinate } from './magnitude.ts'
import { misfit, operandCount, operationNumbers } from './operands.ts'
import { type OperationName, operationName } from './operation.ts'

const zero: Bytes = new Uint8Array(8)
const nan = encodeFloat(Number.NaN)

function compareNumbers(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  if (a === b) return 0
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : 1) : -1
}

function canonical(value: Bytes): Bytes {
  const number = decodeFloat(value)
  if (number === 0) return zero
  return Number.isNaN(number) ? nan : value
}

/** Big-endian; numbers from 0 get their sign bit set, negative ones all bits turned over. */
function toOrdered(value: Bytes): Bytes {
  const from = canonical(value)
  const negative = from[7]! >= 0x80
  const ordered = new Uint8Array(8)
  for (let index = 0; index < 8; index++) ordered[index] = negative ? ~from[7 - index]! : from[7 - index]!
  if (!negative) ordered[0]! |= 0x80
  return ordered
}

function fromOrdered(ordered: Bytes): Bytes {
  const negative = ordered[0]! < 0x80
  const value = new Uint8Array(8)
  for (let index = 0; index < 8; index++) value[7 - index] = negative ? ~ordered[index]! : ordered[index]!
  if (!negative) value[7]! &= 0x7f
  return value
}

const fitting: readonly OperationName[] = ['put', 'add', 'sub', 'mul', 'div', 'min', 'max']
const fittingNumbers = operationNumbers(fitting)

function checkOperation(name: number, operands: readonly Bytes[]): string | undefined {
  if (!fittingNumbers.has(name)) return misfit('a float', fitting)
  const wrong = operandCount(operands, 1)
  if (wrong) return wrong
  return operands[0]!.length === 8 ? undefined : `takes a float, its operand is ${operands[0]!.length} bytes long, not 8`
}

function compute(name: number, value: number, operand: number): number {
  switch (name) {
    case operationName.add:
      return value + operand
    case operationName.sub:
      return value - operand
    case operationName.mul:
      return value * operand
    case operationName.div:
      return value / operand
    case operationName.min:
      return compareNumbers(operand, value) < 0 ? operand : value
    default:
      return compareNumbers(operand, value) > 0 ? operand : value
  }
}

export const floatType: DataType = {
  absent: zero,
  ordered: true,
  check: (value) => (value.length === 8 ? undefined : `is ${value.length} bytes long, a float is 8`),
  canonicalKey: canonical,
  compare: (a, b) => compareNumbers(decodeFloat(a), decodeFloat(b)),
  toOrdered,
  fromOrdered,
  coordinate: (value) => magnitudeCoordinate(decodeFloat(value), floatShare),
  fromCoordinate: (coordinate) => encodeFloat(magnitudeFromCoordinate(coordinate, floatShare)),
  checkOperation,
  apply(name, value, operands) {
    if (name === operationName.put) return operands[0]!
    return encodeFloat(compute(name, decodeFloat(value), decodeFloat(operands[0]!)))
  },
}
