// Strings: any bytes, usually UTF-8; ordered bytewise, lengths in bytes. Coordinates are murmur3 hashes, so ranges of strings prune no
// regions (protocol.md section 1).
import murmurhash3 from 'murmurhash3js'
import { type Bytes, compareBytes, concatBytes, emptyBytes, toLatin1 } from './bytes.ts'
import type { DataType } from './data-type.ts'
import { decodeInt } from './encode.ts'
import { longHash } from './long-hash.ts'
import { misfit, operandCount } from './operands.ts'
import { type OperationName, operationName } from './operation.ts'

const fitting: readonly OperationName[] = ['put', 'prepend', 'append', 'ltrim', 'rtrim']

function checkOperation(name: number, operands: readonly Bytes[]): string | undefined {
  switch (name) {
    case operationName.put:
    case operationName.prepend:
    case operationName.append:
      return operandCount(operands, 1)
    case operationName.ltrim:
    case operationName.rtrim: {
      const wrong = operandCount(operands, 1)
      if (wrong) return wrong
      if (operands[0]!.length !== 8) return 'takes a number of bytes, encoded as an int'
      return decodeInt(operands[0]!) < 0n ? 'takes a number of bytes that is not negative' : undefined
    }
    default:
      return misfit('a string', fitting)
  }
}

function apply(name: number, value: Bytes, operands: readonly Bytes[]): Bytes {
  const operand = operands[0]!
  switch (name) {
    case operationName.prepend:
      return concatBytes([operand, value])
    case operationName.append:
      return concatBytes([value, operand])
    case operationName.ltrim:
      return value.subarray(trimmed(operand, value.length))
    case operationName.rtrim:
      return value.subarray(0, value.length - trimmed(operand, value.length))
    default:
      return operand
  }
}

function trimmed(operand: Bytes, length: number): number {
  const count = decodeInt(operand)
  return count > BigInt(length) ? length : Number(count)
}

/** Bytes up to which the library's hash costs next to nothing. */
const shortMax = 1024

export const stringType: DataType = {
  absent: emptyBytes,
  ordered: true,
  check: () => undefined,
  canonicalKey: (value) => value,
  compare: compareBytes,
  toOrdered: (value) => value,
  fromOrdered: (ordered) => ordered,
  coordinate: (value) => (value.length > shortMax ? longHash(value) : murmurhash3.x86.hash32(toLatin1(value))),
  checkOperation,
  apply,
}
