// Comparisons of a length, in bytes or in elements.
import { HyperdexError } from '../errors.ts'
import type { Bytes } from './bytes.ts'
import { decodeInt } from './encode.ts'
import { operator } from './predicate.ts'

/** `name` is one of the length operators. @throws HyperdexError INVALID */
export function compileLengthTest(name: number, operands: readonly Bytes[]): (length: number) => boolean {
  if (operands.length !== 1 || operands[0]!.length !== 8) {
    throw new HyperdexError('INVALID', 'a length is compared with one int', 'Encode it as 8 bytes.')
  }
  const bound = Number(decodeInt(operands[0]!))
  switch (name) {
    case operator.lengthEqual:
      return (length) => length === bound
    case operator.lengthNotEqual:
      return (length) => length !== bound
    case operator.lengthLess:
      return (length) => length < bound
    case operator.lengthLessOrEqual:
      return (length) => length <= bound
    case operator.lengthGreater:
      return (length) => length > bound
    default:
      return (length) => length >= bound
  }
}
