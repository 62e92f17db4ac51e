import test from 'ava'
import fc from 'fast-check'
import { defaultCutPoints, quantileCutPoints } from '../../src/hyperspace/cut-points.ts'
import { compileInterval } from '../../src/hyperspace/locate.ts'
import type { AttributeType } from '../../src/values/attribute-type.ts'
import type { Bytes } from '../../src/values/bytes.ts'
import { decodeInt, encodeFloat, encodeInt } from '../../src/values/encode.ts'
import { dataType } from '../../src/values/registry.ts'
import { arbitraryValue } from './sample-space.ts'

const int: AttributeType = { kind: 'int' }
const float: AttributeType = { kind: 'float' }

function risesStrictly(type: AttributeType, cuts: readonly Bytes[]): boolean {
  return cuts.every((cut, index) => index === 0 || dataType(type).compare(cuts[index - 1]!, cut) < 0)
}

function loads(type: AttributeType, side: number, cutPoints: readonly Bytes[], values: readonly Bytes[]): number[] {
  const interval = compileInterval(type, { attribute: 1, side, cutPoints })
  const counts = new Array<number>(side).fill(0)
  for (const value of values) counts[interval(value)]!++
  return counts
}

test('default cut points rise strictly, whatever the side', (t) => {
  for (const type of [int, float]) {
    for (const side of [1, 2, 3, 8, 64, 100, 1000, 4096]) {
      const cuts = defaultCutPoints(type, side)
      t.is(cuts.length, side - 1)
      t.true(risesStrictly(type, cuts), `${type.kind} ${side}`)
    }
  }
})

test('default cut points spread small magnitudes', (t) => {
  const ages = Array.from({ length: 100 }, (_, age) => encodeInt(BigInt(age)))
  const used = loads(int, 64, defaultCutPoints(int, 64), ages).filter((count) => count > 0)
  t.true(used.length >= 3)
})

test('there are always side − 1 strictly rising quantile cut points', (t) => {
  for (const type of [int, float]) {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.array(arbitraryValue(type), { maxLength: 200 }), (side, sample) => {
        const cuts = quantileCutPoints(type, side, sample)
        t.is(cuts.length, side - 1)
        t.true(risesStrictly(type, cuts))
      }),
    )
  }
})

test('with fewer distinct values than intervals every value has its own', (t) => {
  const values = [3n, 3n, 7n, 7n, 7n, 9n, 100n].map(encodeInt)
  const counts = loads(int, 16, quantileCutPoints(int, 16, values), values)
  t.deepEqual(
    counts.filter((count) => count > 0),
    [2, 3, 1, 1],
  )
})

test('a very frequent value has an interval of its own and wastes no quantile', (t) => {
  const data: Bytes[] = []
  for (let index = 0; index < 135_233; index++)
    data.push(encodeInt(index < 12_788 ? 0n : BigInt(Math.floor(500 * 1.0001 ** (index % 90_000)))))
  const sample = data.filter((_, index) => index % 13 === 0)
  const side = 64
  const counts = loads(int, side, quantileCutPoints(int, side, sample), data)
  const largest = counts.reduce((a, b) => Math.max(a, b), 0)
  t.is(largest, 12_788)
  const others = counts.filter((count) => count !== 12_788)
  t.true(Math.max(...others) <= (1.5 * data.length) / side, `largest ${Math.max(...others)}`)
  t.true(Math.min(...others) > 0)
})

test('the largest interval without the most frequent value is at most four times the mean', (t) => {
  const weights = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 200, maxLength: 400 })
  fc.assert(
    fc.property(weights, fc.nat({ max: 199 }), fc.integer({ min: 2, max: 64 }), (counts, heavy, side) => {
      const sample = counts.flatMap((count, index) =>
        new Array<Bytes>(index === heavy ? 2000 : count).fill(encodeFloat((index - 100) ** 3 / 7)),
      )
      const without = sample.filter((value) => dataType(float).compare(value, encodeFloat((heavy - 100) ** 3 / 7)) !== 0)
      const most = Math.max(...loads(float, side, quantileCutPoints(float, side, sample), without))
      t.true(most <= (4 * sample.length) / side)
    }),
    { numRuns: 30 },
  )
})

test('values between a heavy one and its neighbour do not go with the heavy one', (t) => {
  const sample = [...new Array<bigint>(1000).fill(0n), ...Array.from({ length: 100 }, (_, index) => BigInt(1000 + index))].map(encodeInt)
  const cuts = quantileCutPoints(int, 8, sample).map(decodeInt)
  t.true(cuts.includes(1n))
})
