import test from 'ava'
import fc from 'fast-check'
import { compareBytes, fromLatin1 } from '../../src/values/bytes.ts'
import { decodeFloat, decodeInt, encodeFloat, encodeInt, encodeString, intMaximum, intMinimum } from '../../src/values/encode.ts'
import { dataType } from '../../src/values/registry.ts'
import { double, float, int, int64, string, typesWithValues } from './arbitraries.ts'

const ints = dataType(int)
const floats = dataType(float)
const strings = dataType(string)

function referenceOrder(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return Number(a > b) - Number(a < b)
}

test('ints compare as numbers, floats with NaN greatest and −0 equal to 0', (t) => {
  fc.assert(
    fc.property(int64, int64, (a, b) => {
      t.is(Math.sign(ints.compare(encodeInt(a), encodeInt(b))), Number(a > b) - Number(a < b))
    }),
  )
  fc.assert(
    fc.property(double, double, (a, b) => {
      t.is(Math.sign(floats.compare(encodeFloat(a), encodeFloat(b))), referenceOrder(a, b))
    }),
  )
})

test('a NaN of other bytes is the same NaN', (t) => {
  const other = Uint8Array.of(1, 0, 0, 0, 0, 0, 0xf8, 0xff)
  t.is(floats.compare(other, encodeFloat(Number.NaN)), 0)
  t.true(floats.compare(other, encodeFloat(Number.POSITIVE_INFINITY)) > 0)
  t.deepEqual(floats.canonicalKey(other), encodeFloat(Number.NaN))
  t.deepEqual(floats.toOrdered(other), floats.toOrdered(encodeFloat(Number.NaN)))
  t.is(floats.coordinate(other), floats.coordinate(encodeFloat(Number.NaN)))
})

test('strings compare bytewise, a prefix first', (t) => {
  const rising = ['', 'a', 'a\u0000', 'aa', 'b', 'z', 'ä', '\uffff', '😀'].map(encodeString)
  for (let index = 1; index < rising.length; index++) t.true(strings.compare(rising[index - 1]!, rising[index]!) < 0, String(index))
})

for (const { type, values } of typesWithValues) {
  const operations = dataType(type)

  test(`${type.kind}: order forms compare bytewise as the values do, equal values alike`, (t) => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        t.is(Math.sign(compareBytes(operations.toOrdered(a), operations.toOrdered(b))), Math.sign(operations.compare(a, b)))
      }),
    )
  })

  test(`${type.kind}: the order form leads back to the form of keys, which equals the value`, (t) => {
    fc.assert(
      fc.property(values, (value) => {
        const key = operations.canonicalKey(value)
        t.deepEqual([...operations.fromOrdered(operations.toOrdered(value))], [...key])
        t.is(operations.compare(key, value), 0)
      }),
    )
  })

  test(`${type.kind}: coordinates are 32-bit numbers, equal for equal values`, (t) => {
    fc.assert(
      fc.property(values, (value) => {
        const coordinate = operations.coordinate(value)
        t.is(coordinate >>> 0, coordinate)
        t.is(operations.coordinate(operations.canonicalKey(value)), coordinate)
      }),
    )
  })
}

test('−0 is stored as 0 in keys', (t) => {
  t.deepEqual([...floats.canonicalKey(encodeFloat(-0))], [...encodeFloat(0)])
})

for (const { type, values } of typesWithValues.slice(1)) {
  const operations = dataType(type)

  test(`${type.kind}: coordinates never fall when values rise`, (t) => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [low, high] = operations.compare(a, b) <= 0 ? [a, b] : [b, a]
        t.true(operations.coordinate(low) <= operations.coordinate(high))
      }),
    )
  })

  test(`${type.kind}: the inverse of the map leads back near the coordinate, and rises with it`, (t) => {
    const coordinates = fc.integer({ min: 0, max: 4294967295 })
    fc.assert(
      fc.property(coordinates, coordinates, (a, b) => {
        const [low, high] = a <= b ? [a, b] : [b, a]
        t.true(operations.compare(operations.fromCoordinate!(low), operations.fromCoordinate!(high)) <= 0)
      }),
    )
    // Around 0 few ints exist: there the nearest one may lie far away.
    const far = fc.oneof(fc.integer({ min: 2, max: 1_500_000_000 }), fc.integer({ min: 2_800_000_000, max: 4_294_967_294 }))
    fc.assert(
      fc.property(far, (coordinate) => {
        const found = operations.coordinate(operations.fromCoordinate!(coordinate))
        t.true(Math.abs(found - coordinate) <= 2_000_000, `${coordinate} led to ${found}`)
      }),
    )
  })
}

test('coordinates of floats that are neighbours do not fall', (t) => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const ordered = floats.toOrdered(encodeFloat(value))
      let carry = 1
      const next = ordered.slice()
      for (let index = 7; index >= 0 && carry; index--) {
        next[index] = ordered[index]! + carry
        carry = next[index] === 0 ? 1 : 0
      }
      t.true(floats.coordinate(floats.fromOrdered(ordered)) <= floats.coordinate(floats.fromOrdered(next)))
    }),
  )
})

test('the map is symmetric around 0, ends at the extremes and spreads small magnitudes', (t) => {
  const middle = 2 ** 31
  const coordinate = (value: number) => floats.coordinate(encodeFloat(value))
  t.is(coordinate(0), middle)
  t.is(ints.coordinate(encodeInt(0n)), middle)
  for (const value of [0.25, 1, 99.5, 1e10, 1e300]) t.is(coordinate(value) - middle, middle - coordinate(-value))
  t.is(coordinate(Number.NEGATIVE_INFINITY), 2)
  t.is(coordinate(Number.POSITIVE_INFINITY), 2 ** 32 - 2)
  t.is(coordinate(Number.NaN), 2 ** 32 - 1)
  t.is(ints.coordinate(encodeInt(intMinimum)), 2)
  t.is(ints.coordinate(encodeInt(intMaximum)), 2 ** 32 - 2)
  t.is(decodeInt(ints.fromCoordinate!(0)), intMinimum)
  t.is(decodeInt(ints.fromCoordinate!(2 ** 32 - 1)), intMaximum)
  t.is(decodeFloat(floats.fromCoordinate!(2 ** 32 - 1)), Number.POSITIVE_INFINITY)
  const intervals = new Set(Array.from({ length: 100 }, (_, age) => Math.floor(ints.coordinate(encodeInt(BigInt(age))) / 2 ** 26)))
  t.true(intervals.size >= 8, `ages fall into ${intervals.size} of 64 intervals`)
})

test('coordinates of strings are murmur3 of their bytes', (t) => {
  const vectors: readonly [string, number][] = [
    ['', 0],
    ['!', 0x72661cf4],
    ['!C', 0xa0f7b07a],
    ['!Ce', 0x7e4a8634],
    ['!Ce\x87', 0xf55b516b],
    ['\0\0\0\0', 0x2362f9de],
    ['\xff\xff\xff\xff', 0x76293b50],
    ['hello', 0x248bfa47],
    ['hello, world', 0x149bbb7f],
    ['The quick brown fox jumps over the lazy dog', 0x2e4ff723],
  ]
  for (const [text, hash] of vectors) t.is(strings.coordinate(fromLatin1(text)), hash, text)
})

/** MurmurHash3_x86_32 with seed 0, straight from its description, in exact arithmetic. */
function murmur3(bytes: Uint8Array): number {
  const mask = 0xffffffffn
  const rotate = (value: bigint, by: bigint) => ((value << by) | (value >> (32n - by))) & mask
  const scramble = (block: bigint) => (rotate((block * 0xcc9e2d51n) & mask, 15n) * 0x1b873593n) & mask
  let hash = 0n
  for (let start = 0; start < bytes.length; start += 4) {
    const piece = bytes.subarray(start, start + 4)
    const block = piece.reduceRight<bigint>((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
    hash ^= scramble(block)
    if (piece.length === 4) hash = (rotate(hash, 13n) * 5n + 0xe6546b64n) & mask
  }
  hash ^= BigInt(bytes.length)
  hash = ((hash ^ (hash >> 16n)) * 0x85ebca6bn) & mask
  hash = ((hash ^ (hash >> 13n)) * 0xc2b2ae35n) & mask
  return Number(hash ^ (hash >> 16n))
}

test('strings of every length and byte hash alike by the library and by the description', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (value) => {
      t.is(strings.coordinate(value), murmur3(value))
    }),
  )
  for (const length of [1023, 1024, 1025, 5000]) {
    const long = Uint8Array.from({ length }, (_, index) => index * 7)
    t.is(strings.coordinate(long), murmur3(long))
  }
})
