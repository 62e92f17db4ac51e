// A search that selects attributes is sent these, and what its order needs; the others are empty in their places.
import test from 'ava'
import type { SearchOpen } from '../../src/cluster/client-messages.ts'
import { dropAttribute } from '../../src/schema/change-space.ts'
import { RegionCursor } from '../../src/search/region-cursor.ts'
import { type Bytes, emptyBytes } from '../../src/values/bytes.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { decodeObject } from '../../src/values/object.ts'
import * as sample from '../hyperspace/sample-space.ts'
import { sampleSpace } from '../hyperspace/sample-space.ts'
import { place, rowsOf, run, sourcesOf } from './run-cursor.ts'
import { snapshotOf } from './sample-store.ts'

const space = sampleSpace({
  attributes: { a: 'int', text: 'string', b: 'int' },
  subspaces: [['a']],
  indexes: [{ attribute: 'b' }],
  partitions: 4,
})
const text = encodeString('t'.repeat(5000))
const objects = Array.from({ length: 300 }, (_, index) => ({
  key: encodeString(`key ${String(index).padStart(3, '0')}`),
  values: [encodeInt(BigInt(index % 7)), text, encodeInt(BigInt(-index))],
}))
const valuesOf = new Map(objects.map(({ key, values }) => [String(key), values]))

function search(open: SearchOpen, subspace = 0) {
  const rows = place(space, subspace, objects)
  const snapshot = snapshotOf(space, rows)
  const pages = run(new RegionCursor({ open, space, sources: sourcesOf(space, subspace, rows), snapshot }), snapshot)
  return { pages, found: rowsOf(pages) }
}

const kept = (values: readonly Bytes[], ...attributes: number[]) =>
  values.slice(0, Math.max(0, ...attributes)).map((value, at) => (attributes.includes(at + 1) ? value : emptyBytes))

test('what is selected comes in its place, however the rows are found', (t) => {
  const cases: [SearchOpen, number, readonly number[]][] = [
    [{ select: [1] }, 0, [1]],
    [{ select: [3, 1] }, 0, [1, 3]],
    [{ select: [0] }, 0, []],
    [{ select: [0, 3], descending: true }, 1, [3]],
    [{ select: [1], hasOrder: true, orderBy: 3 }, 0, [1, 3]],
    [{ select: [0], hasOrder: true, orderBy: 2 }, 0, [2]],
    [{ select: [3], hasOrder: true, orderBy: 1 }, 1, [1, 3]],
    [{ select: [1], predicate: sample.test(3, 'equal', encodeInt(-5n)) }, 0, [1]],
    [
      { select: [1], hasOrder: true, orderBy: 3, hasAfter: true, afterKey: encodeString('key 099'), afterOrder: encodeInt(-99n) },
      0,
      [1, 3],
    ],
    [{ select: [] }, 0, [1, 2, 3]],
  ]
  for (const [open, subspace, attributes] of cases) {
    const { select, ...whole } = open
    const { found } = search(open, subspace)
    t.deepEqual(
      found.map(({ key, version }) => [String(key), version]),
      search(whole, subspace).found.map(({ key, version }) => [String(key), version]),
    )
    t.true(found.length > 0)
    for (const { key, object } of found) {
      t.deepEqual(decodeObject(object!).map(String), kept(valuesOf.get(String(key))!, ...attributes).map(String), JSON.stringify(select))
    }
  }
})

test('a page has as many rows as fit when they are cut', (t) => {
  t.is(search({ select: [1], pageRows: 1000 }).pages.length, 1)
  t.true(search({ pageRows: 1000 }).pages.length > 1)
})

test('a selection that does not fit the space is refused', (t) => {
  const rows = place(space, 0, objects)
  const refused = (select: readonly number[], definition = space.definition) =>
    t.throws(
      () =>
        new RegionCursor({
          open: { select },
          space: { ...space, definition },
          sources: sourcesOf(space, 0, rows),
          snapshot: snapshotOf(space, rows),
        }),
    )
  t.like(refused([4]), { code: 'INVALID' })
  t.like(refused([1, 1]), { code: 'INVALID' })
  t.like(refused([2], dropAttribute(space.definition, 'text')), { code: 'SCHEMA_MISMATCH' })
})
