import test from 'ava'
import fc from 'fast-check'
import { encodeFloat, encodeInt } from '../../src/values/encode.ts'
import { ExactSum, roundedQuotient } from '../../src/values/exact-sum.ts'
import { double, int64 } from './arbitraries.ts'

function sumOf(numbers: readonly number[]): ExactSum {
  const sum = new ExactSum()
  for (const number of numbers) sum.addFloat(encodeFloat(number))
  return sum
}

/** A double as a whole number of 2^-1074. */
function unitsOf(number: number): bigint {
  const bits = new DataView(encodeFloat(Math.abs(number)).buffer).getBigUint64(0, true)
  const exponent = bits >> 52n
  const fraction = bits & (2n ** 52n - 1n)
  const units = exponent === 0n ? fraction : (fraction | (2n ** 52n)) << (exponent - 1n)
  return number < 0 ? -units : units
}

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })

test('a sum of floats is exact until it is rounded, once', (t) => {
  t.is(sumOf([1e308, 1e308, -1e308]).floatOver(1), 1e308)
  t.is(sumOf([1e308, 1e308]).floatOver(1), Number.POSITIVE_INFINITY)
  t.is(sumOf([1e308, 1e308]).floatOver(2), 1e308)
  t.is(sumOf([1, 1e100, 1, -1e100]).floatOver(1), 2)
  t.is(sumOf([0.1, 0.2]).floatOver(1), 0.1 + 0.2)
  t.is(sumOf([5e-324, 5e-324]).floatOver(1), 1e-323)
  t.is(sumOf([5e-324]).floatOver(2), 0)
  t.is(sumOf([5e-324, 1e-323]).floatOver(2), 1e-323)
  t.is(sumOf([]).floatOver(1), 0)
  t.is(sumOf([-0, -0]).floatOver(1), 0)
})

test('NaN and the infinities have their way', (t) => {
  t.is(sumOf([1, Number.NaN]).floatOver(1), Number.NaN)
  t.is(sumOf([1, Number.POSITIVE_INFINITY]).floatOver(1), Number.POSITIVE_INFINITY)
  t.is(sumOf([Number.NEGATIVE_INFINITY, 1e308]).floatOver(3), Number.NEGATIVE_INFINITY)
  t.is(sumOf([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]).floatOver(1), Number.NaN)
})

test('the units are those of exact arithmetic, whatever the order and the split', (t) => {
  fc.assert(
    fc.property(fc.array(finite, { maxLength: 40 }), fc.nat(40), (numbers, at) => {
      const whole = sumOf(numbers)
      t.is(
        whole.units,
        numbers.reduce((sum, number) => sum + unitsOf(number), 0n),
      )
      const merged = new ExactSum()
      merged.addEncoded(sumOf(numbers.slice(at)).encode())
      merged.addEncoded(sumOf(numbers.slice(0, at).reverse()).encode())
      t.is(merged.units, whole.units)
      t.is(merged.floatOver(1), whole.floatOver(1))
    }),
  )
  fc.assert(fc.property(double, (number) => t.is(sumOf([number]).floatOver(1), number === 0 ? 0 : number)))
})

test('ints are added exactly beyond 64 bits', (t) => {
  fc.assert(
    fc.property(fc.array(int64, { maxLength: 40 }), (numbers) => {
      const sum = new ExactSum()
      for (const number of numbers) sum.addInt(encodeInt(number))
      const expected = numbers.reduce((total, number) => total + number, 0n)
      t.is(sum.units, expected)
      const copy = new ExactSum()
      copy.addEncoded(sum.encode())
      t.is(copy.units, expected)
      t.is(copy.intOver(1), Number(expected))
    }),
  )
})

test('millions of additions keep every bit', (t) => {
  const sum = new ExactSum()
  const tenth = encodeFloat(0.1)
  const most = encodeInt(2n ** 63n - 1n)
  const ints = new ExactSum()
  for (let index = 0; index < 2_200_000; index++) {
    sum.addFloat(tenth)
    ints.addInt(most)
  }
  t.is(sum.units, unitsOf(0.1) * 2_200_000n)
  t.is(ints.units, (2n ** 63n - 1n) * 2_200_000n)
})

test('a quotient is rounded to the nearest double, ties to even', (t) => {
  t.is(roundedQuotient(2n ** 53n + 1n, 1n, 0), 2 ** 53)
  t.is(roundedQuotient(2n ** 53n + 3n, 1n, 0), 2 ** 53 + 4)
  t.is(roundedQuotient(2n ** 54n + 2n, 1n, 0), 2 ** 54)
  t.is(roundedQuotient(1n, 3n, 0), 1 / 3)
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 1 }), (numerator, denominator) => {
      t.is(roundedQuotient(BigInt(numerator), BigInt(denominator), 0), numerator === 0 ? 0 : numerator / denominator)
    }),
  )
  fc.assert(
    fc.property(int64, fc.integer({ min: 0, max: 200 }), (value, shift) =>
      t.is(roundedQuotient(value << BigInt(shift), 1n, 0), Number(value << BigInt(shift))),
    ),
  )
})
