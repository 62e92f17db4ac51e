import test from 'ava'
import fc from 'fast-check'
import type { Space } from '../../src/cluster/configuration.ts'
import { Locator } from '../../src/hyperspace/locate.ts'
import { cheapestSubspace, coordinatesOf, mayMatchCoordinates, regionsTouched } from '../../src/hyperspace/plan.ts'
import { decodeFloat, decodeInt, encodeFloat, encodeInt, encodeString } from '../../src/values/encode.ts'
import { compilePredicate } from '../../src/values/matcher.ts'
import { dataType } from '../../src/values/registry.ts'
import { parseTimestamp } from '../../src/values/timestamp-text.ts'
import * as sample from './sample-space.ts'
import { all, arbitraryObject, arbitraryPredicate, arbitraryValue, both, either, neither, sampleSpace, typesOf } from './sample-space.ts'

const attributes = { a: 'int', f: 'float', s: 'string', b: 'int64' } as const
const subspaces = [['a', 'f'], ['s'], ['b', 's', 'a']]
const spaces = (['string', 'int', 'float'] as const).flatMap((key) =>
  [1, 7, 64].map((partitions) => sampleSpace({ key, attributes, subspaces, partitions })),
)
const int = (value: number) => encodeInt(BigInt(value))
/** Axes beside attributes that have none. */
const mixedSpace = sampleSpace({
  attributes: { a: 'int', l: { kind: 'list', element: 'string' }, m: { kind: 'map', key: 'int', value: 'float' }, d: { kind: 'document' } },
  subspaces: [['a']],
  partitions: 16,
})
const units = ['second', 'minute', 'hour', 'day', 'week', 'month'] as const
/** Keys and axes of timestamps, alone and beside others. */
const timestampSpaces = units.map((unit, index) =>
  sampleSpace({
    key: { kind: 'timestamp', unit },
    attributes: { t: { kind: 'timestamp', unit }, u: { kind: 'timestamp', unit: units[(index + 1) % 6]! }, a: 'int' },
    subspaces: [['t'], ['t', 'a'], ['u', 't']],
    partitions: 12,
  }),
)

test('a region that can hold a match is never left out, nor a departure that could have matched', (t) => {
  for (const space of [...spaces, ...timestampSpaces, mixedSpace]) {
    const types = typesOf(space)
    const locator = new Locator(space)
    const objects = fc.array(arbitraryObject(types), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(objects, arbitraryPredicate(types), (some, predicate) => {
        const matches = compilePredicate(predicate, types)
        for (const { key, values } of some.filter((object) => matches(object.key, object.values))) {
          space.subspaces.forEach((_, subspace) => {
            t.true(regionsTouched(space, subspace, predicate).includes(locator.regionPosition(subspace, key, values)))
            t.true(mayMatchCoordinates(space, subspace, predicate, coordinatesOf(space, subspace, key, values)))
          })
          t.true(cheapestSubspace(space, predicate).positions.length > 0)
        }
      }),
      { numRuns: 150 },
    )
  }
})

test('regions tile the space: every cut point begins the interval behind it', (t) => {
  for (const space of spaces) {
    const locator = new Locator(space)
    const absent = typesOf(space).map((type) => dataType(type).absent)
    space.subspaces.forEach(({ axes, regions }, subspace) => {
      t.is(
        axes.reduce((product, { side }) => product * side, 1),
        regions.length,
      )
      axes.forEach((axis, index) => {
        const stride = axes.slice(index + 1).reduce((product, { side }) => product * side, 1)
        axis.cutPoints?.forEach((cut, before) => {
          const values = absent.map((value, attribute) => (attribute === axis.attribute ? cut : value))
          const position = locator.regionPosition(subspace, values[0]!, values.slice(1))
          t.is(Math.floor(position / stride) % axis.side, before + 1)
        })
      })
    })
  }
})

test('every interval of a hashed axis holds values', (t) => {
  const space = sampleSpace({ partitions: 64 })
  const locator = new Locator(space)
  const met = new Set<number>()
  for (let index = 0; index < 2000; index++) met.add(locator.regionPosition(0, encodeString(`key ${index}`), []))
  t.is(met.size, 64)
  t.is(Math.max(...met), 63)
})

test('coordinates keep the order of ints and floats, and −0 lies where 0 does', (t) => {
  for (const kind of ['int', 'float'] as const) {
    const space = sampleSpace({ attributes: { a: kind }, subspaces: [['a']], partitions: 50 })
    const locator = new Locator(space)
    const value = arbitraryValue({ kind })
    fc.assert(
      fc.property(value, value, (a, b) => {
        const key = encodeString('')
        if (dataType({ kind }).compare(a, b) > 0) return
        t.true(coordinatesOf(space, 1, key, [a])[0]! <= coordinatesOf(space, 1, key, [b])[0]!)
        t.true(locator.regionPosition(1, key, [a]) <= locator.regionPosition(1, key, [b]))
      }),
    )
  }
  const space = sampleSpace({ attributes: { a: 'float' }, subspaces: [['a']], partitions: 50 })
  t.deepEqual(coordinatesOf(space, 1, encodeString(''), [encodeFloat(-0)]), coordinatesOf(space, 1, encodeString(''), [encodeFloat(0)]))
})

/** The intervals of an int axis that hold a whole number from low to high, computed without the planner. */
function intervalsMet(space: Space, subspace: number, axis: number, low: bigint, high: bigint): number[] {
  const { cutPoints, side } = space.subspaces[subspace]!.axes[axis]!
  const cuts = cutPoints!.map(decodeInt)
  return Array.from({ length: side }, (_, index) => index).filter((index) => {
    const first = index === 0 || cuts[index - 1]! < low ? low : cuts[index - 1]!
    const last = index === side - 1 || cuts[index]! - 1n > high ? high : cuts[index]! - 1n
    return first <= last
  })
}

test('a box of ranges touches exactly the regions whose intervals meet it', (t) => {
  const space = sampleSpace({ attributes: { a: 'int', b: 'int' }, subspaces: [['a', 'b']], partitions: 100 })
  const bound = fc.oneof(fc.bigInt({ min: -30n, max: 30n }), fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 2n }))
  fc.assert(
    fc.property(bound, bound, bound, bound, fc.boolean(), (a, b, c, d, strict) => {
      const edge = strict ? 1n : 0n
      const box = both(
        sample.test(1, strict ? 'greater' : 'greaterOrEqual', encodeInt(a)),
        neither(sample.test(1, strict ? 'greaterOrEqual' : 'greater', encodeInt(b))),
        sample.test(2, strict ? 'less' : 'lessOrEqual', encodeInt(d)),
        neither(sample.test(2, strict ? 'lessOrEqual' : 'less', encodeInt(c))),
      )
      const [side] = [space.subspaces[1]!.axes[1]!.side]
      const rows = intervalsMet(space, 1, 0, a + edge, b - edge)
      const columns = intervalsMet(space, 1, 1, c + edge, d - edge)
      t.deepEqual(
        regionsTouched(space, 1, box),
        rows.flatMap((row) => columns.map((column) => row * side! + column)),
      )
    }),
  )
})

test('a union over several axes is exact', (t) => {
  const space = sampleSpace({ attributes: { a: 'int', s: 'string' }, subspaces: [['a', 's']], partitions: 64 })
  const one = both(sample.test(1, 'equal', int(5)), sample.test(2, 'equal', encodeString('x')))
  const other = both(sample.test(1, 'equal', int(-900)), sample.test(2, 'equal', encodeString('y')))
  t.is(regionsTouched(space, 1, one).length, 1)
  t.is(regionsTouched(space, 1, either(one, other)).length, 2)
  t.deepEqual(regionsTouched(space, 1, both(either(one, other), one)), regionsTouched(space, 1, one))
})

test('whole units of a timestamp go to consecutive intervals in rotation, and a range asks the intervals of its units only', (t) => {
  const moment = (text: string) => encodeInt(parseTimestamp(text)!)
  const starts: Record<(typeof units)[number], readonly [string, string, string]> = {
    second: ['2026-01-31T23:59:59Z', '2026-02-01T00:00:00Z', '2026-02-01T00:00:01Z'],
    minute: ['2026-01-31T23:59:00Z', '2026-02-01T00:00:00Z', '2026-02-01T00:01:00Z'],
    hour: ['2026-01-31T23:00:00Z', '2026-02-01T00:00:00Z', '2026-02-01T01:00:00Z'],
    day: ['2026-01-31T00:00:00Z', '2026-02-01T00:00:00Z', '2026-02-02T00:00:00Z'],
    week: ['2026-01-29T00:00:00Z', '2026-02-05T00:00:00Z', '2026-02-12T00:00:00Z'],
    month: ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'],
  }
  for (const unit of units) {
    const space = sampleSpace({ attributes: { t: { kind: 'timestamp', unit } }, subspaces: [['t']], partitions: 64 })
    const locator = new Locator(space)
    const [first, second, third] = starts[unit].map(moment) as [Uint8Array, Uint8Array, Uint8Array]
    const position = (value: Uint8Array) => locator.regionPosition(1, encodeString(''), [value])
    t.is(position(second), (position(first) + 1) % 64, unit)
    t.is(position(third), (position(first) + 2) % 64, unit)
    const touched = (...tests: (typeof all)[]) => regionsTouched(space, 1, both(...tests))
    const rising = (positions: number[]) => positions.sort((a, b) => a - b)
    t.deepEqual(touched(sample.test(1, 'equal', first)), [position(first)])
    t.deepEqual(touched(sample.test(1, 'between', first, second)), rising([position(first), position(second)]))
    t.deepEqual(touched(sample.test(1, 'greaterOrEqual', first), sample.test(1, 'less', second)), [position(first)])
    t.deepEqual(touched(sample.test(1, 'greater', first), sample.test(1, 'lessOrEqual', third)).length, 3)
    t.is(touched(sample.test(1, 'greater', first)).length, 64)
    t.is(touched(sample.test(1, 'less', first)).length, 64)
    t.is(touched(neither(sample.test(1, 'less', encodeInt(2n ** 63n - 1n)))).length, 1)
  }
})

test('pruning by the kind of test', (t) => {
  const space = sampleSpace({ attributes: { s: 'string', f: 'float' }, subspaces: [['s'], ['f']], partitions: 64 })
  const s = (text: string) => encodeString(text)
  const touched = (subspace: number, predicate: typeof all) => regionsTouched(space, subspace, predicate).length
  t.is(touched(1, all), 64)
  t.is(touched(1, sample.test(1, 'equal', s('x'))), 1)
  t.is(touched(1, sample.test(1, 'oneOf', s('x'), s('y'), s('x'))), 2)
  for (const name of ['less', 'greaterOrEqual', 'notEqual', 'startsWith', 'regex'] as const)
    t.is(touched(1, sample.test(1, name, s('x'))), 64)
  t.is(touched(1, neither(sample.test(1, 'notEqual', s('x')))), 1)
  t.is(touched(1, sample.test(1, 'between', s('x'), s('x'))), 1)
  t.is(touched(2, sample.test(2, 'equal', encodeFloat(Number.NaN))), 1)
  const last = regionsTouched(space, 2, neither(sample.test(2, 'lessOrEqual', encodeFloat(1e300)))).at(-1)
  t.is(last, 63)
  t.is(decodeFloat(space.subspaces[2]!.axes[0]!.cutPoints![0]!) < 0, true)
})

test('contradictions touch no region', (t) => {
  const space = sampleSpace({ attributes: { a: 'int', f: 'float', s: 'string' }, subspaces: [['a'], ['s']], partitions: 64 })
  const contradictions = [
    both(sample.test(1, 'greater', int(5)), sample.test(1, 'less', int(6))),
    both(sample.test(1, 'equal', int(5)), sample.test(1, 'notEqual', int(5))),
    sample.test(1, 'between', int(9), int(8)),
    sample.test(1, 'oneOf'),
    sample.test(1, 'greater', encodeInt(2n ** 63n - 1n)),
    sample.test(1, 'less', encodeInt(-(2n ** 63n))),
    sample.test(2, 'greater', encodeFloat(Number.NaN)),
    sample.test(2, 'less', encodeFloat(Number.NEGATIVE_INFINITY)),
    both(sample.test(2, 'less', encodeFloat(0)), sample.test(2, 'greater', encodeFloat(-5e-324))),
    both(sample.test(3, 'equal', encodeString('a')), sample.test(3, 'startsWith', encodeString('b'))),
    both(sample.test(3, 'greater', encodeString('a')), sample.test(3, 'less', encodeString('a\0'))),
    both(sample.test(1, 'less', int(5)), either(sample.test(1, 'greater', int(6)), sample.test(1, 'equal', int(7)))),
    both(sample.test(0, 'equal', encodeString('x')), sample.test(0, 'equal', encodeString('y'))),
    neither(all),
    either(),
  ]
  for (const predicate of contradictions) {
    for (const subspace of [0, 1, 2]) t.deepEqual(regionsTouched(space, subspace, predicate), [], JSON.stringify(predicate))
    t.deepEqual(cheapestSubspace(space, predicate), { subspace: 0, positions: [] })
  }
})

test('the cheapest subspace has the fewest regions; among equals the key wins for its own tests, else indexed axes', (t) => {
  const space = sampleSpace({ attributes: { a: 'int', b: 'int', s: 'string' }, subspaces: [['a'], ['a', 'b'], ['s']], partitions: 64 })
  const chosen = (predicate: typeof all) => cheapestSubspace(space, predicate).subspace
  const a = sample.test(1, 'equal', int(5))
  const b = sample.test(2, 'equal', int(5))
  const k = sample.test(0, 'equal', encodeString('k'))
  t.is(chosen(all), 0)
  t.is(chosen(a), 1)
  t.is(chosen(b), 2)
  t.is(chosen(both(a, b)), 2)
  t.is(chosen(both(a, b, k)), 0)
  t.is(chosen(k), 0)
  t.is(chosen(sample.test(3, 'startsWith', encodeString('x'))), 3)
})

test('among equals the subspace with an index in the order asked for is chosen, unless the key subspace has one as well', (t) => {
  const attributes = { a: 'int', b: 'int', s: 'string' } as const
  const space = sampleSpace({ attributes, subspaces: [['a', 'b'], ['s']], partitions: 64 })
  const a = sample.test(1, 'equal', int(5))
  const k = sample.test(0, 'equal', encodeString('k'))
  t.is(cheapestSubspace(space, all, 0).subspace, 0)
  t.is(cheapestSubspace(space, all, 2).subspace, 1)
  t.is(cheapestSubspace(space, all, 3).subspace, 2)
  t.is(cheapestSubspace(space, a, 3).subspace, 1)
  t.is(cheapestSubspace(space, k, 3).subspace, 0)
  const indexed = { ...space, definition: { ...space.definition, indexes: [{ attribute: 's' }] } }
  t.is(cheapestSubspace(indexed, all, 3).subspace, 0)
  t.is(cheapestSubspace(indexed, all, 1).subspace, 1)
})
