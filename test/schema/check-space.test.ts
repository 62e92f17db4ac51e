import test from 'ava'
import fc from 'fast-check'
import { attributeIndex, attributeTypes, checkSpace, equalSpaces } from '../../src/schema/check-space.ts'
import { spaceDifferences } from '../../src/schema/compare-space.ts'
import type { SpaceDefinition } from '../../src/schema/definition.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { spaces } from './arbitraries.ts'
import { refusal } from './failure.ts'

const users = parseSpace('space users key name attributes int age, float score, last subspace age, last index score')

test('what the typed client builds obeys the same rules, without positions', (t) => {
  const wrong: readonly (readonly [Partial<SpaceDefinition>, RegExp])[] = [
    [{ name: 'not a name' }, /cannot be the name of a space/],
    [{ name: '__users' }, /cannot be the name of a space/],
    [{ attributes: [{ name: 'a b', type: { kind: 'int' } }] }, /cannot be the name of an attribute/],
    [{ key: { name: '', type: { kind: 'int' } } }, /cannot be the name of a key/],
    [{ key: { name: 'k', type: { kind: 'map', key: 'int', value: 'int' } } }, /cannot be a map\(int, int\)/],
    [{ subspaces: [[]] }, /a subspace of no attributes/],
    [{ subspaces: [['name']] }, /a subspace on the key/],
    [{ indexes: [{ attribute: 'age', path: 'a' }] }, /has no paths/],
    [
      { attributes: [{ name: 'd', type: { kind: 'document' } }], subspaces: [], indexes: [{ attribute: 'd', path: 'a..b' }] },
      /is no path at its character 3/,
    ],
    [{ tolerate: 1.5 }, /out of range/],
    [{ tolerate: Number.NaN }, /out of range/],
    [{ partitions: 0 }, /out of range/],
    [{ expireMs: -1 }, /out of range/],
  ]
  for (const [change, message] of wrong) {
    const error = refusal(t, () => checkSpace({ ...users, ...change }))
    t.is(error.code, 'INVALID')
    t.regex(error.message, message)
  }
  t.notThrows(() => checkSpace(users))
})

test('attributes by index, the key first', (t) => {
  t.deepEqual(attributeTypes(users), [{ kind: 'string' }, { kind: 'int' }, { kind: 'float' }, { kind: 'string' }])
  t.deepEqual(
    ['name', 'age', 'score', 'last', 'nothing'].map((name) => attributeIndex(users, name)),
    [0, 1, 2, 3, undefined],
  )
})

test('int and int64 are one stored type, the order of indexes means nothing', (t) => {
  const here = parseSpace('space s key int k attributes map(int, int64) a, document b index a index b.x')
  const there = parseSpace('space s key int64 k attributes map(int64, int) a, document b index b.x index a')
  t.true(equalSpaces(here, there))
  t.deepEqual(spaceDifferences(here, there), [])
})

test('each difference is named', (t) => {
  const other = parseSpace(
    'space users key int name attributes last, string age subspace age tolerate 2 failures durability synced expire 9 ms',
  )
  t.deepEqual(spaceDifferences(users, other), [
    "the key's type is string here and int there",
    'attribute "age" is int here and string there',
    'attribute "score" exists only here',
    'the list of subspaces is [age, last] here and [age] there',
    'the list of indexes is [score] here and [] there',
    'the number of failures to tolerate is 1 here and 2 there',
    'durability is replicated here and synced there',
    'the default time to live in ms is none here and 9 there',
  ])
  const swapped = parseSpace('space users key name attributes float score, int age, last subspace age, last index score')
  t.deepEqual(spaceDifferences(users, swapped), ['the attributes stand in different orders'])
})

test('a space equals itself, and no other than by differences', (t) => {
  fc.assert(
    fc.property(spaces, spaces, (a, b) => {
      t.true(equalSpaces(a, structuredClone(a)))
      t.is(equalSpaces(a, b), equalSpaces(b, a))
    }),
    { numRuns: 50 },
  )
})
