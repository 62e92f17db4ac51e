// The index rows that a change of an object writes: exactly those that it loses and gets, at a cost that goes by what differs.
import test from 'ava'
import fc from 'fast-check'
import { changeIndexRows } from '../../src/replication/index-rows.ts'
import { indexNames } from '../../src/replication/row-names.ts'
import { SpaceView } from '../../src/replication/space-view.ts'
import type { AttributeType } from '../../src/values/attribute-type.ts'
import type { Bytes } from '../../src/values/bytes.ts'
import { elementKinds, joinElements, splitElements } from '../../src/values/elements.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { intType } from '../../src/values/int-type.ts'
import { operationName } from '../../src/values/operation.ts'
import { dataType } from '../../src/values/registry.ts'
import { sampleSpace } from '../hyperspace/sample-space.ts'
import { encodedFloat, encodedInt, encodedString, shortBytes } from '../values/arbitraries.ts'

const region = 7
const key = Uint8Array.of(0x61, 0, 0x62)
const keyName = 'a\0b'

/** What is written of one attribute, in order: names with + or − before them. */
function rowChanges(view: SpaceView, before: Bytes | undefined, after: Bytes | undefined): string[] {
  const written: string[] = []
  const store = {
    putNamed: (name: string) => written.push(`+${name}`),
    removeNamed: (name: string) => written.push(`-${name}`),
  }
  changeIndexRows({ region, subspace: 0, view, store }, key, before && [before], after && [after])
  return written
}

/** By the definition: every row of the one value and of the other. */
function expectedChanges(view: SpaceView, before: Bytes, after: Bytes): string[] {
  const rowsOf = (value: Bytes) =>
    new Set(view.indexes[0]!.flatMap(({ attribute, forms }) => forms(value).map((form) => indexNames(region, attribute, keyName)(form))))
  const [old, next] = [rowsOf(before), rowsOf(after)]
  return [
    ...[...old].filter((name) => !next.has(name)).map((name) => `-${name}`),
    ...[...next].filter((name) => !old.has(name)).map((name) => `+${name}`),
  ]
}

function viewOf(type: AttributeType, ...paths: readonly string[]): SpaceView {
  const indexes = paths.length === 0 ? [{ attribute: 'a' }] : paths.map((path) => ({ attribute: 'a', path }))
  return new SpaceView(sampleSpace({ attributes: { a: type }, indexes }))
}

const some: Readonly<Record<'int' | 'float' | 'string', fc.Arbitrary<Bytes>>> = {
  int: fc.oneof(encodedInt, fc.bigInt(-3n, 3n).map(encodeInt)),
  float: encodedFloat,
  string: fc.oneof(encodedString, shortBytes),
}
const kinds = ['int', 'float', 'string'] as const

/** Entries before and after: others, or the same but for a piece in some place. */
function twoOf<T>(entry: fc.Arbitrary<T>): fc.Arbitrary<readonly [readonly T[], readonly T[]]> {
  const entries = fc.array(entry, { maxLength: 30 })
  const edited = fc
    .tuple(entries, fc.nat(30), fc.nat(3), fc.array(entry, { maxLength: 3 }))
    .map(([all, at, out, into]) => [all, [...all.slice(0, at), ...into, ...all.slice(at + out)]] as const)
  const swapped = entries.map((all) => [all, [...all].reverse()] as const)
  return fc.oneof(fc.tuple(entries, entries), edited, edited, swapped)
}

function isExact(t: { deepEqual: (a: unknown, b: unknown) => unknown }, view: SpaceView, before: Bytes, after: Bytes): void {
  t.deepEqual(rowChanges(view, before, after).sort(), expectedChanges(view, before, after).sort())
  t.deepEqual(new Set(rowChanges(view, undefined, after)), new Set(expectedChanges(view, dataType(view.types[1]!).absent, after)))
  t.deepEqual(new Set(rowChanges(view, before, undefined)), new Set(expectedChanges(view, before, dataType(view.types[1]!).absent)))
  t.deepEqual(rowChanges(view, before, before.slice()), [])
}

function putOf(type: AttributeType, value: Bytes): Bytes {
  return dataType(type).apply(operationName.put, dataType(type).absent, [value], '', 0) as Bytes
}

for (const element of kinds) {
  for (const kind of ['set', 'list'] as const) {
    test(`a ${kind} of ${element}: what differs is written, each row once`, (t) => {
      const type: AttributeType = { kind, element }
      const view = viewOf(type)
      const stored = (elements: readonly Bytes[]) => putOf(type, joinElements([elementKinds[element]], elements))
      fc.assert(fc.property(twoOf(some[element]), ([before, after]) => isExact(t, view, stored(before), stored(after))))
    })
  }

  for (const other of kinds) {
    test(`a map of ${element} to ${other}: keys that differ are written, each once`, (t) => {
      const type: AttributeType = { kind: 'map', key: element, value: other }
      const view = viewOf(type)
      const stored = (entries: readonly (readonly [Bytes, Bytes])[]) =>
        putOf(type, joinElements([elementKinds[element], elementKinds[other]], entries.flat()))
      fc.assert(
        fc.property(twoOf(fc.tuple(some[element], some[other])), ([before, after]) => isExact(t, view, stored(before), stored(after))),
      )
    })
  }

  test(`a value of ${element}: the row moves with it`, (t) => {
    const view = viewOf({ kind: element })
    fc.assert(
      fc.property(some[element], some[element], (before, after) => {
        t.deepEqual(rowChanges(view, before, after), expectedChanges(view, before, after))
      }),
    )
  })
}

test('paths of a document: what differs at each is written, each row once', (t) => {
  const view = viewOf({ kind: 'document' }, 'x', 'x.y', 'z')
  const scalar = fc.oneof(
    fc.constantFrom(null, true, false, 0, 1, 'a', ''),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  )
  const value = fc.oneof(
    scalar,
    fc.array(fc.oneof(scalar, fc.array(scalar, { maxLength: 1 })), { maxLength: 12 }),
    fc.dictionary(fc.constantFrom('y', 'b', 'c'), fc.oneof(scalar, fc.array(scalar))),
  )
  const document = fc.dictionary(fc.constantFrom('x', 'z', 'w'), value)
  const stored = (made: unknown) => putOf({ kind: 'document' }, encodeString(JSON.stringify(made)))
  fc.assert(fc.property(document, document, (before, after) => isExact(t, view, stored(before), stored(after))))
  fc.assert(
    fc.property(twoOf(scalar), ([before, after]) => isExact(t, view, stored({ x: before, z: { b: after } }), stored({ x: after, z: {} }))),
  )
})

/** How many elements were given a form. */
function formsMade(run: (view: (type: AttributeType) => SpaceView) => void): number {
  const { toOrdered } = intType
  let made = 0
  intType.toOrdered = (value) => {
    made++
    return toOrdered(value)
  }
  try {
    run((type) => viewOf(type))
  } finally {
    intType.toOrdered = toOrdered
  }
  return made
}

const manyInts = joinElements(
  [elementKinds.int],
  Array.from({ length: 8_000 }, (_, index) => encodeInt(BigInt(3 * index))),
)

for (const [what, type, change] of [
  ['an element added to a large set', { kind: 'set', element: 'int' }, ['setAdd', [encodeInt(30_001n)]]],
  ['an element taken out of a large set', { kind: 'set', element: 'int' }, ['setRemove', [encodeInt(12_000n)]]],
  ['a key added to a large map', { kind: 'map', key: 'int', value: 'int' }, ['mapAdd', [encodeInt(30_001n), encodeInt(1n)]]],
] as readonly [string, AttributeType, readonly [keyof typeof operationName, readonly Bytes[]]][]) {
  test(`${what} names one row and looks at no other`, (t) => {
    const before = putOf(type, manyInts)
    const after = dataType(type).apply(operationName[change[0]], before, change[1], '', 0) as Bytes
    let written: string[] = []
    const made = formsMade((viewFor) => {
      written = rowChanges(viewFor(type), before, after)
    })
    t.is(written.length, 1)
    t.is(made, 1)
  })
}

test('another value under a key of a large map writes no row and makes no form', (t) => {
  const type: AttributeType = { kind: 'map', key: 'int', value: 'int' }
  const before = putOf(type, manyInts)
  const [at] = splitElements([elementKinds.int], before)
  const after = dataType(type).apply(operationName.mapAdd, before, [at!, encodeInt(-1n)], '', 0) as Bytes
  t.notDeepEqual(after, before)
  t.is(
    formsMade((viewFor) => t.deepEqual(rowChanges(viewFor(type), before, after), [])),
    0,
  )
})

test('an element at an end of a large list is looked for among the others once', (t) => {
  const type: AttributeType = { kind: 'list', element: 'int' }
  const push = (name: 'lpush' | 'rpush', value: bigint) =>
    dataType(type).apply(operationName[name], manyInts, [encodeInt(value)], '', 0) as Bytes
  for (const name of ['lpush', 'rpush'] as const) {
    const made = formsMade((viewFor) => {
      const view = viewFor(type)
      t.is(rowChanges(view, manyInts, push(name, -1n)).length, 1)
      t.deepEqual(rowChanges(view, manyInts, push(name, 300n)), [], 'it is there already')
    })
    t.true(made <= 2 * (8_000 + 1))
  }
})
