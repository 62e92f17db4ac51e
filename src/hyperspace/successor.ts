// The next value in a type's order, on ordered forms (DataType.toOrdered): what turns "greater than" into "from" without loss.
import type { AttributeType } from '../values/attribute-type.ts'
import { type Bytes, compareBytes, copyBytes, equalBytes } from '../values/bytes.ts'
import type { DataType } from '../values/data-type.ts'
import { dataType } from '../values/registry.ts'
import type { OrderedRange } from './ordered-ranges.ts'

/** Types of a fixed width, whose values are as discrete as their bits. */
function isNumeric(type: AttributeType): boolean {
  return type.kind === 'int' || type.kind === 'int64' || type.kind === 'float' || type.kind === 'timestamp'
}

/** The smallest bytes behind `form`. */
export function behindForm(form: Bytes): Bytes {
  const longer = new Uint8Array(form.length + 1)
  longer.set(form)
  return longer
}

function increment(form: Bytes): Bytes | undefined {
  const next = copyBytes(form)
  for (let index = next.length - 1; index >= 0; index--) {
    if (next[index] === 0xff) next[index] = 0
    else {
      next[index]!++
      return next
    }
  }
  return undefined
}

/** The form of the next greater value of a numeric type, undefined behind the greatest. Steps over forms that no value has (−0). */
function nextForm(operations: DataType, form: Bytes): Bytes | undefined {
  const incremented = increment(form)
  if (!incremented) return undefined
  const next = operations.toOrdered(operations.fromOrdered(incremented))
  return compareBytes(next, form) > 0 ? next : undefined
}

/** The smallest bytes above `form` and not above the form of any greater value: of numeric types the next value's own form. */
export function successorForm(type: AttributeType, form: Bytes): Bytes {
  return (isNumeric(type) ? nextForm(dataType(type), form) : undefined) ?? behindForm(form)
}

/** The next greater value of a numeric type, undefined for the greatest. */
export function successor(type: AttributeType, value: Bytes): Bytes | undefined {
  const operations = dataType(type)
  const next = nextForm(operations, operations.toOrdered(value))
  return next && operations.fromOrdered(next)
}

/** Whether bytes can be the form of an int, a float or a timestamp; the ends of ranges may lie before the smallest or behind the greatest one. */
export function isNumericForm(bytes: Bytes | undefined): bytes is Bytes {
  return bytes?.length === 8
}

/** Whether a range of ordered forms holds one value only. */
export function isSingleValue(type: AttributeType, range: OrderedRange): boolean {
  if (range.to === undefined || (isNumeric(type) && !isNumericForm(range.from))) return false
  return equalBytes(successorForm(type, range.from), range.to)
}

/** The smallest bytes above everything that begins with `prefix`; undefined: there are none. */
export function prefixEnd(prefix: Bytes): Bytes | undefined {
  for (let index = prefix.length - 1; index >= 0; index--) {
    if (prefix[index] !== 0xff) {
      const end = copyBytes(prefix.subarray(0, index + 1))
      end[index]!++
      return end
    }
  }
  return undefined
}
