// Values to test with, the awkward ones often among them.
import fc from 'fast-check'
import type { AttributeType } from '../../src/values/attribute-type.ts'
import type { Bytes } from '../../src/values/bytes.ts'
import { encodeFloat, encodeInt, encodeString, intMaximum, intMinimum } from '../../src/values/encode.ts'

export const string: AttributeType = { kind: 'string' }
export const int: AttributeType = { kind: 'int' }
export const float: AttributeType = { kind: 'float' }

export const int64 = fc.oneof(
  fc.bigInt(intMinimum, intMaximum),
  fc.bigInt(-40n, 40n),
  fc.constantFrom(intMinimum, intMinimum + 1n, -(2n ** 53n) - 1n, 2n ** 32n, 2n ** 53n + 1n, intMaximum - 1n, intMaximum),
)

export const double = fc.oneof(
  fc.double(),
  fc.integer({ min: -40, max: 40 }),
  fc.constantFrom(-0, 0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MIN_VALUE, -Number.MAX_VALUE),
)

/** Few different bytes, so that prefixes and equal strings occur. */
export const shortBytes: fc.Arbitrary<Bytes> = fc
  .array(fc.constantFrom(0, 1, 97, 98, 127, 128, 255), { maxLength: 5 })
  .map((bytes) => Uint8Array.from(bytes))

export const encodedInt = int64.map(encodeInt)
export const encodedFloat = double.map(encodeFloat)
export const encodedString = fc.oneof(shortBytes, fc.uint8Array({ maxLength: 40 }), fc.string({ unit: 'binary' }).map(encodeString))

export const typesWithValues: readonly { type: AttributeType; values: fc.Arbitrary<Bytes> }[] = [
  { type: string, values: encodedString },
  { type: int, values: encodedInt },
  { type: float, values: encodedFloat },
]
