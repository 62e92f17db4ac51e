// Whoever matches has a row among those that a search reads, values with very many forms included; and no value has very many rows.
import test from 'ava'
import fc from 'fast-check'
import { holds, isEverything } from '../../src/hyperspace/ordered-ranges.ts'
import { formsMax, type RegionIndex, regionIndexes } from '../../src/hyperspace/region-indexes.ts'
import type { AttributeType } from '../../src/values/attribute-type.ts'
import { type Bytes, concatBytes, emptyBytes } from '../../src/values/bytes.ts'
import { elementKinds, joinElements } from '../../src/values/elements.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { compilePredicate } from '../../src/values/matcher.ts'
import { operationName } from '../../src/values/operation.ts'
import type { Predicate } from '../../src/values/predicate.ts'
import { dataType } from '../../src/values/registry.ts'
import { arbitraryPredicate, both, either, neither, sampleSpace, test as testOf, typesOf } from './sample-space.ts'

function indexOf(type: AttributeType, path?: string): { index: RegionIndex; types: AttributeType[] } {
  const space = sampleSpace({ attributes: { a: type }, indexes: [path === undefined ? { attribute: 'a' } : { attribute: 'a', path }] })
  return { index: regionIndexes(space, 0)[0]!, types: typesOf(space) }
}

function put(type: AttributeType, value: Bytes): Bytes {
  return dataType(type).apply(operationName.put, dataType(type).absent, [value], '', 0) as Bytes
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)
const json = (value: unknown) => encodeString(JSON.stringify(value))

/** Values of so many forms, with those that predicates of the samples name at the ends. */
const kinds: readonly { what: string; type: AttributeType; path?: string; some: Predicate; of(forms: number): Bytes }[] = [
  {
    what: 'set(int)',
    type: { kind: 'set', element: 'int' },
    some: testOf(1, 'contains', encodeInt(3n)),
    of: (forms) =>
      joinElements(
        [elementKinds.int],
        numbers(forms).map((one) => encodeInt(BigInt(one))),
      ),
  },
  {
    what: 'list(string)',
    type: { kind: 'list', element: 'string' },
    some: testOf(1, 'contains', encodeString('3')),
    of: (forms) =>
      joinElements(
        [elementKinds.string],
        numbers(forms).map((one) => encodeString(one === 0 ? '' : String(one))),
      ),
  },
  {
    what: 'map(string, float)',
    type: { kind: 'map', key: 'string', value: 'float' },
    some: testOf(1, 'contains', encodeString('3')),
    of: (forms) =>
      joinElements(
        [elementKinds.string, elementKinds.float],
        numbers(forms).flatMap((one) => [encodeString(one === 0 ? '' : String(one)), encodeInt(0n)]),
      ),
  },
  {
    what: 'an array at a path',
    type: { kind: 'document' },
    path: 'a',
    some: { ...testOf(1, 'contains', json(3)), path: 'a' },
    of: (forms) => json({ a: [[], ...numbers(forms)] }),
  },
  {
    what: 'an object at a path',
    type: { kind: 'document' },
    path: 'a',
    some: { ...testOf(1, 'contains', json('3')), path: 'a' },
    of: (forms) => json({ a: Object.fromEntries(numbers(forms).map((one) => [`${one}`, 'x'])) }),
  },
]

for (const { what, type, path, some, of } of kinds) {
  const { index, types } = indexOf(type, path)
  const isNamed = (value: Bytes, predicate: Predicate) => {
    const ranges = index.ranges((attribute) => types[attribute], predicate)
    return isEverything(ranges) || index.forms(value).some((form) => holds(ranges, form))
  }

  test(`${what}: as many forms as are kept, then one`, (t) => {
    const most = put(type, of(formsMax))
    const many = put(type, of(formsMax + 1))
    t.is(new Set(index.forms(most).map(String)).size, formsMax)
    t.deepEqual(index.forms(many), [concatBytes([index.prefix, Uint8Array.of(0xff, 0xff)])])
    t.deepEqual(index.changes(many, put(type, of(formsMax + 2))), { gone: [], come: [] })
    const { gone, come } = index.changes(most, many)
    t.is(gone.length, formsMax)
    t.is(come.length, 1)
    const back = index.changes(many, most)
    t.deepEqual([back.gone, back.come], [come, gone])
  })

  test(`${what}: a value with many forms is found, also where it is one of several things asked for`, (t) => {
    const many = put(type, of(formsMax + 1))
    for (const predicate of [some, both(some, some), either(some, testOf(1, 'contains', encodeInt(-1n))), neither(neither(some))]) {
      t.true(compilePredicate(some, types)(emptyBytes, [many]))
      t.true(isNamed(many, predicate))
      t.false(isEverything(index.ranges((attribute) => types[attribute], some)))
    }
  })

  test(`${what}: whoever matches any predicate has a row among those that are read`, (t) => {
    const values = [0, 1, 3, formsMax, formsMax + 1].map((forms) => put(type, of(forms)))
    t.notThrows(() =>
      fc.assert(
        fc.property(arbitraryPredicate(types), (predicate) => {
          const matches = compilePredicate(predicate, types)
          return values.every((value) => !matches(encodeString('a'), [value]) || isNamed(value, predicate))
        }),
        { numRuns: 300 },
      ),
    )
  })
}

test('who asks for a number or a string at a path reads no values with many forms', (t) => {
  const { index, types } = indexOf({ kind: 'document' }, 'a')
  const many = put({ kind: 'document' }, json({ a: numbers(formsMax + 1) }))
  const ranges = index.ranges((attribute) => types[attribute], { ...testOf(1, 'greater', json(3)), path: 'a' })
  t.false(index.forms(many).some((form) => holds(ranges, form)))
})

test('who asks for an element reads no small values with an empty string', (t) => {
  const { index, types } = indexOf({ kind: 'set', element: 'string' })
  const ranges = index.ranges((attribute) => types[attribute], testOf(1, 'contains', encodeString('3')))
  t.false(index.forms(joinElements([elementKinds.string], [encodeString(''), encodeString('4')])).some((form) => holds(ranges, form)))
})
