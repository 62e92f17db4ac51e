// Ranges of timestamps as the units they touch: a range of few units meets few intervals of an axis (protocol.md section 1).
import type { TimestampUnit } from '../values/attribute-type.ts'
import type { Bytes } from '../values/bytes.ts'
import { unitsSinceEpoch } from '../values/calendar.ts'
import { decodeInt, intMaximum, intMinimum } from '../values/encode.ts'
import { intType } from '../values/int-type.ts'
import type { OrderedRange } from './ordered-ranges.ts'
import { isNumericForm } from './successor.ts'

function microsOf(form: Bytes): bigint {
  return decodeInt(intType.fromOrdered(form))
}

/** The first and the last unit in which the range, which is not empty, has a moment. */
export function unitsOfRange(unit: TimestampUnit, { from, to }: OrderedRange): { first: number; last: number } {
  // Ends that are no forms lie before the smallest or behind the greatest value: `from` is empty or longer, `to` only longer.
  const low = from.length < 8 ? intMinimum : isNumericForm(from) ? microsOf(from) : intMaximum
  const high = isNumericForm(to) ? microsOf(to) - 1n : intMaximum
  return { first: unitsSinceEpoch(unit, low), last: unitsSinceEpoch(unit, high) }
}
