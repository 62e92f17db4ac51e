// Timestamps: microseconds since the epoch, stored and ordered as ints are. The unit only says how they are placed: whole units since the
// epoch go to consecutive intervals in rotation (protocol.md section 1), so that what is written now spreads over regions.
import type { TimestampUnit } from './attribute-type.ts'
import type { Bytes } from './bytes.ts'
import { unitsSinceEpoch } from './calendar.ts'
import type { DataType } from './data-type.ts'
import { decodeInt } from './encode.ts'
import { intType } from './int-type.ts'
import { misfit, operandCount } from './operands.ts'
import { operationName } from './operation.ts'

const two32 = 4294967296

/** Of 8 bytes: whole units since the epoch, a safe integer. */
export function timestampUnits(unit: TimestampUnit, value: Bytes): number {
  return unitsSinceEpoch(unit, decodeInt(value))
}

/** Never negative, unlike the remainder. */
export function floorModulo(value: number, divisor: number): number {
  const remainder = value % divisor
  return remainder < 0 ? remainder + divisor : remainder
}

function makeTimestampType(unit: TimestampUnit): DataType {
  const { absent, canonicalKey, compare, toOrdered, fromOrdered } = intType
  return {
    absent,
    ordered: true,
    check: (value) => (value.length === 8 ? undefined : `is ${value.length} bytes long, a timestamp is 8`),
    canonicalKey,
    compare,
    toOrdered,
    fromOrdered,
    /** The unit's number in 32 bits: neighbours stay neighbours. */
    coordinate: (value) => floorModulo(timestampUnits(unit, value), two32),
    checkOperation(name, operands) {
      if (name !== operationName.put) return misfit('a timestamp', ['put'])
      return operandCount(operands, 1)
    },
    apply: (_name, _value, operands) => operands[0]!,
  }
}

export const timestampTypes: Readonly<Record<TimestampUnit, DataType>> = {
  second: makeTimestampType('second'),
  minute: makeTimestampType('minute'),
  hour: makeTimestampType('hour'),
  day: makeTimestampType('day'),
  week: makeTimestampType('week'),
  month: makeTimestampType('month'),
}
