// Ints: 64-bit signed, 8 bytes little-endian two's complement. Comparison and order form work on the bytes: no bigint on hot paths.
import type { Bytes } from './bytes.ts'
import type { DataType } from './data-type.ts'
import { decodeInt, encodeInt, intMaximum, intMinimum } from './encode.ts'
import { intShare, magnitudeCoordinate, magnitudeFromCoordinate } from './magnitude.ts'
import { misfit, operandCount, operationNumbers } from './operands.ts'
import { type OperationFailure, type OperationName, operationName } from './operation.ts'

const zero: Bytes = new Uint8Array(8)

function compare(a: Bytes, b: Bytes): number {
  const sign = (a[7]! ^ 0x80) - (b[7]! ^ 0x80)
  if (sign !== 0) return sign
  for (let index = 6; index >= 0; index--) {
    const difference = a[index]! - b[index]!
    if (difference !== 0) return difference
  }
  return 0
}

/** Little-endian to big-endian or back, with the sign bit, in byte `signIn` before and `signOut` after, turned over. */
function reversed(bytes: Bytes, signIn: number, signOut: number): Bytes {
  const result = new Uint8Array(8)
  for (let index = 0; index < 8; index++) result[index] = bytes[7 - index]!
  result[signOut] = bytes[signIn]! ^ 0x80
  return result
}

/** About the value: exact up to 2^53, rounded beyond, never past a neighbour's rounding. */
function toNumber(bytes: Bytes): number {
  const low = (bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16) | (bytes[3]! << 24)) >>> 0
  const high = bytes[4]! | (bytes[5]! << 8) | (bytes[6]! << 16) | (bytes[7]! << 24)
  return high * 4294967296 + low
}

const fitting: readonly OperationName[] = ['put', 'add', 'sub', 'mul', 'div', 'mod', 'min', 'max', 'bitAnd', 'bitOr', 'bitXor']
const fittingNumbers = operationNumbers(fitting)

function checkOperation(name: number, operands: readonly Bytes[]): string | undefined {
  if (!fittingNumbers.has(name)) return misfit('an int', fitting)
  const wrong = operandCount(operands, 1)
  if (wrong) return wrong
  return operands[0]!.length === 8 ? undefined : `takes an int, its operand is ${operands[0]!.length} bytes long, not 8`
}

function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor
  return value % divisor !== 0n && value < 0n !== divisor < 0n ? quotient - 1n : quotient
}

function compute(name: number, value: bigint, operand: bigint): bigint | OperationFailure {
  switch (name) {
    case operationName.add:
      return value + operand
    case operationName.sub:
      return value - operand
    case operationName.mul:
      return value * operand
    case operationName.div:
      return operand === 0n ? 'DIVIDE_BY_ZERO' : floorDivide(value, operand)
    case operationName.mod:
      if (operand === 0n) return 'DIVIDE_BY_ZERO'
      // The quotient does not fit, so neither of the two is defined.
      if (operand === -1n && value === intMinimum) return 'OVERFLOW'
      return value - operand * floorDivide(value, operand)
    case operationName.min:
      return operand < value ? operand : value
    case operationName.max:
      return operand > value ? operand : value
    case operationName.bitAnd:
      return value & operand
    case operationName.bitOr:
      return value | operand
    case operationName.bitXor:
      return value ^ operand
    default:
      return operand
  }
}

function apply(name: number, value: Bytes, operands: readonly Bytes[]): Bytes | OperationFailure {
  if (name === operationName.put) return operands[0]!
  const result = compute(name, decodeInt(value), decodeInt(operands[0]!))
  if (typeof result === 'string') return result
  return result < intMinimum || result > intMaximum ? 'OVERFLOW' : encodeInt(result)
}

export const intType: DataType = {
  absent: zero,
  ordered: true,
  check: (value) => (value.length === 8 ? undefined : `is ${value.length} bytes long, an int is 8`),
  canonicalKey: (value) => value,
  compare,
  toOrdered: (value) => reversed(value, 7, 0),
  fromOrdered: (ordered) => reversed(ordered, 0, 7),
  coordinate: (value) => magnitudeCoordinate(toNumber(value), intShare),
  fromCoordinate(coordinate) {
    const about = Math.min(2 ** 64, Math.max(-(2 ** 64), Math.round(magnitudeFromCoordinate(coordinate, intShare))))
    const value = BigInt(about)
    return encodeInt(value > intMaximum ? intMaximum : value < intMinimum ? intMinimum : value)
  },
  checkOperation,
  apply,
}
