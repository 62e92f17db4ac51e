import test, { type ExecutionContext } from 'ava'
import fc from 'fast-check'
import type { SearchOpen } from '../../src/cluster/client-messages.ts'
import type { Space } from '../../src/cluster/configuration.ts'
import { RegionCursor } from '../../src/search/region-cursor.ts'
import { RowOrder } from '../../src/search/row-order.ts'
import { type Bytes, concatBytes, equalBytes, toLatin1 } from '../../src/values/bytes.ts'
import { decodeInt, encodeFloat, encodeInt, encodeString } from '../../src/values/encode.ts'
import { compilePredicate } from '../../src/values/matcher.ts'
import { decodeObject } from '../../src/values/object.ts'
import type { Predicate } from '../../src/values/predicate.ts'
import * as sample from '../hyperspace/sample-space.ts'
import { all, arbitraryObject, arbitraryPredicate, sampleSpace, typesOf } from '../hyperspace/sample-space.ts'
import { place, rowsOf, run, sourcesOf } from './run-cursor.ts'
import { type StoredRow, snapshotOf } from './sample-store.ts'

const space = sampleSpace({
  attributes: { a: 'int', f: 'float', s: 'string' },
  subspaces: [['a', 's']],
  indexes: [{ attribute: 'f' }],
  partitions: 4,
})
function yieldsExactly(t: ExecutionContext, space: Space, orders: readonly number[]): string[] {
  const types = typesOf(space)
  const ways = new Set<string>()
  const search = fc.record({
    objects: fc.array(arbitraryObject(types), { maxLength: 80, size: 'max' }),
    predicate: arbitraryPredicate(types),
    subspace: fc.nat({ max: 1 }),
    orderBy: fc.option(fc.constantFrom(...orders), { nil: undefined }),
    descending: fc.boolean(),
    limit: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
    pageRows: fc.integer({ min: 1, max: 9 }),
    resume: fc.nat({ max: 100 }),
    placesMax: fc.constantFrom(1, 5, 1000),
    picks: fc.infiniteStream(fc.nat()),
  })
  fc.assert(
    fc.property(search, ({ objects, predicate, subspace, orderBy, descending, limit, pageRows, resume, placesMax, picks }) => {
      const rows = place(space, subspace, objects)
      const snapshot = snapshotOf(space, rows)
      const order = new RowOrder(space, { attribute: orderBy ?? 0, descending })
      const matches = compilePredicate(predicate, types)
      const sorted = rows
        .map((row) => ({ ...row, order: order.orderValueOf(row.values), ...order.place(row.key, order.orderValueOf(row.values)) }))
        .sort((a, b) => order.compare(a, b))
      const after = sorted[resume]
      const expected = sorted
        .slice(after ? resume + 1 : 0)
        .filter(({ key, values }) => matches(key, values))
        .slice(0, limit)
      const open: SearchOpen = {
        predicate,
        pageRows,
        descending,
        hasOrder: orderBy !== undefined,
        orderBy: orderBy ?? 0,
        hasLimit: limit !== undefined,
        limit: limit ?? 0,
        hasAfter: after !== undefined,
        afterKey: after?.key ?? null,
        afterOrder: after?.order ?? null,
      }
      const cursor = new RegionCursor({ open, space, sources: sourcesOf(space, subspace, rows), snapshot, placesMax })
      const pages = run(cursor, snapshot, (count) => picks.next().value! % Math.max(1, count))
      const found = rowsOf(pages)
      t.deepEqual(
        found.map(({ key, version }) => [toLatin1(key!), version]),
        expected.map(({ key, version }) => [toLatin1(key), version]),
      )
      t.true(
        found.every(({ object }, index) => decodeObject(object!).every((value, at) => equalBytes(value, expected[index]!.values[at]!))),
      )
      t.true(pages.every((page) => page.rows!.length <= pageRows))
      ways.add(pages.at(-1)!.index!)
    }),
    { numRuns: 400 },
  )
  return [...ways].sort()
}

test('a cursor yields exactly the matching rows in the order asked for, whatever the way', (t) => {
  const ways = yieldsExactly(t, space, [0, 1, 2, 3])
  // Now and then several are intersected (intersection.test.ts).
  t.deepEqual(
    ways.filter((way) => !way.includes(' and ')),
    ['index a', 'index f', 'index s', 'key scan'],
  )
})

const containers = sampleSpace({
  key: 'int',
  attributes: {
    w: { kind: 'timestamp', unit: 'day' },
    l: { kind: 'list', element: 'int' },
    s: { kind: 'set', element: 'string' },
    m: { kind: 'map', key: 'float', value: 'int' },
    d: { kind: 'document' },
    e: { kind: 'document' },
  },
  subspaces: [['w']],
  indexes: [
    { attribute: 'l' },
    { attribute: 's' },
    { attribute: 'm' },
    { attribute: 'd', path: 'a' },
    { attribute: 'd', path: '`a`.b' },
    { attribute: 'e', path: 'a[-1]' },
  ],
  partitions: 2,
})

test('so it does by indexes on elements, keys of maps and paths of documents, and on timestamps', (t) => {
  t.true(yieldsExactly(t, containers, [0, 1]).length > 3)
})

test('what an index on elements or a path can answer reads no more than that', (t) => {
  const json = (value: unknown) => encodeString(JSON.stringify(value))
  const element = (...bytes: Bytes[]) => concatBytes(bytes)
  const text = (value: string) => concatBytes([Uint8Array.of(value.length, 0, 0, 0), encodeString(value)])
  const objects = Array.from({ length: 300 }, (_, index) => {
    const n = BigInt(index)
    const values = [
      encodeInt(n * 86_400_000_000n),
      element(encodeInt(n), encodeInt(n + 1n)),
      text(`s${index}`),
      element(encodeFloat(index), encodeInt(0n)),
      json(index % 3 === 0 ? { a: { b: index } } : { a: index % 3 === 1 ? [index, 'x'] : `t${index}` }),
      json({ a: [0, `e${index}`] }),
    ]
    return { key: encodeInt(n), values }
  })
  const rows = place(containers, 0, objects)
  const snapshot = snapshotOf(containers, rows)
  const at = (attribute: number, path: string, ...rest: Parameters<typeof sample.test> extends [number, ...infer Rest] ? Rest : never) => ({
    ...sample.test(attribute, ...rest),
    path,
  })
  const searches: readonly [Predicate, string, number[]][] = [
    [sample.test(2, 'contains', encodeInt(5n)), 'index l', [4, 5]],
    [sample.both(sample.test(2, 'contains', encodeInt(5n)), sample.test(2, 'contains', encodeInt(6n))), 'index l', [5]],
    [sample.test(2, 'equal', element(encodeInt(7n), encodeInt(8n))), 'index l', [7]],
    [sample.test(3, 'contains', encodeString('s9')), 'index s', [9]],
    [sample.test(3, 'oneOf', text('s9'), text('s11')), 'index s', [9, 11]],
    [sample.test(4, 'contains', encodeFloat(12)), 'index m', [12]],
    [at(5, 'a.b', 'between', json(6), json(9)), 'index d.a.b', [6, 9]],
    [at(5, 'a.b', 'greater', json(295.5)), 'index d.a.b', [297]],
    [sample.both(at(5, 'a.b', 'greater', json(0)), at(5, 'a.b', 'less', json(4))), 'index d.a.b', [3]],
    [at(5, 'a', 'contains', json(10)), 'index d.a', [10]],
    [at(5, 'a', 'equal', json('t11')), 'index d.a', [11]],
    [at(5, 'a', 'startsWith', encodeString('t29')), 'index d.a', [29, 290, 293, 296, 299]],
    [sample.either(at(6, 'a[-1]', 'equal', json('e1')), at(6, '`a`[-1]', 'oneOf', json('e2'), json(null))), 'index e.a[-1]', [1, 2]],
  ]
  for (const [predicate, index, keys] of searches) {
    const cursor = new RegionCursor({ open: { predicate }, space: containers, sources: sourcesOf(containers, 0, rows), snapshot })
    const pages = run(cursor, snapshot)
    t.deepEqual(
      rowsOf(pages).map(({ key }) => Number(decodeInt(key!))),
      keys,
      index,
    )
    t.is(pages.at(-1)!.index, index)
    t.true(pages.at(-1)!.candidates! <= keys.length + 2, `${index}: ${pages.at(-1)!.candidates}`)
  }
})

test('a relocating object that two regions hold comes once, in its newest version', (t) => {
  const key = encodeString('k')
  const values = (a: number) => [encodeInt(BigInt(a)), encodeInt(0n), encodeString('x')]
  const [first, second] = space.subspaces[1]!.regions
  const rows = [
    { region: first!.id, subspace: 1, key, version: 5, values: values(1) },
    { region: second!.id, subspace: 1, key, version: 4, values: values(2) },
  ]
  const snapshot = snapshotOf(space, rows)
  for (const open of [{}, { descending: true }, { predicate: sample.test(0, 'equal', key) }, { hasOrder: true, orderBy: 3 }]) {
    const cursor = new RegionCursor({ open, space, sources: sourcesOf(space, 1, rows), snapshot })
    t.deepEqual(
      rowsOf(run(cursor, snapshot)).map(({ version }) => version),
      [5],
    )
  }
  const apart = new RegionCursor({ open: { hasOrder: true, orderBy: 1 }, space, sources: sourcesOf(space, 1, rows), snapshot })
  t.deepEqual(
    rowsOf(run(apart, snapshot)).map(({ version }) => version),
    [5, 4],
    'at two places of the order the caller keeps them apart',
  )
  const limited = new RegionCursor({
    open: { hasOrder: true, orderBy: 1, hasLimit: true, limit: 5 },
    space,
    sources: sourcesOf(space, 1, rows),
    snapshot,
  })
  t.is(rowsOf(run(limited, snapshot)).length, 1)
})

function people(count: number): StoredRow[] {
  const objects = Array.from({ length: count }, (_, index) => ({
    key: encodeString(`p${String(index).padStart(5, '0')}`),
    values: [encodeInt(BigInt(index % 100)), new Uint8Array(8), encodeString(`name ${index % 7}`)],
  }))
  return place(space, 0, objects)
}

const rows = people(3000)
const sources = sourcesOf(space, 0, rows)
const snapshotOfPeople = snapshotOf(sampleSpace({ ...sampleOptions(), indexes: [{ attribute: 'a' }] }), rows)
const indexedSpace = sampleSpace({ ...sampleOptions(), indexes: [{ attribute: 'a' }] })

function sampleOptions() {
  return { attributes: { a: 'int', f: 'float', s: 'string' }, subspaces: [['a', 's']], partitions: 4 } as const
}

function search(t: ExecutionContext, open: SearchOpen) {
  snapshotOfPeople.gets = 0
  snapshotOfPeople.entriesRead = 0
  const cursor = new RegionCursor({ open, space: indexedSpace, sources, snapshot: snapshotOfPeople })
  const pages = run(cursor, snapshotOfPeople)
  t.true(cursor.done)
  return { pages, rows: rowsOf(pages), index: pages.at(-1)!.index, candidates: pages.at(-1)!.candidates! }
}

test('a selective test on an indexed attribute reads few objects', (t) => {
  const found = search(t, { predicate: sample.test(1, 'equal', encodeInt(42n)) })
  t.is(found.rows.length, 30)
  t.is(found.index, 'index a')
  t.is(found.candidates, 30)
  t.true(snapshotOfPeople.entriesRead < 100)
})

test('an index that is not whole in one of the regions is not used, neither for a test nor for an order', (t) => {
  const unbuilt = new Set(['a'])
  const building = sources.map((source, position) => (position === 0 ? { ...source, unbuilt } : source))
  for (const open of [{ predicate: sample.test(1, 'equal', encodeInt(42n)) }, { hasOrder: true, orderBy: 1 }]) {
    const cursor = new RegionCursor({ open, space: indexedSpace, sources: building, snapshot: snapshotOfPeople })
    t.is(run(cursor, snapshotOfPeople).at(-1)!.index, 'key scan')
  }
})

test('an unselective test scans the keys', (t) => {
  const found = search(t, { predicate: sample.test(1, 'less', encodeInt(90n)) })
  t.is(found.rows.length, 2700)
  t.is(found.index, 'key scan')
  t.is(snapshotOfPeople.gets, 0)
  t.is(found.pages.filter((page) => page.rows!.length === 256).length, 10)
})

test('a test on the key narrows the scan', (t) => {
  const found = search(t, { predicate: sample.test(0, 'startsWith', encodeString('p0012')) })
  t.is(found.rows.length, 10)
  t.is(found.index, 'key scan')
  t.is(found.candidates, 10)
  const one = search(t, { predicate: sample.test(0, 'equal', encodeString('p00777')) })
  t.is(one.rows.length, 1)
  t.deepEqual([snapshotOfPeople.gets, snapshotOfPeople.entriesRead], [1, 0])
})

test('the first few in the order of an indexed attribute come by a walk along its index', (t) => {
  const found = search(t, { predicate: all, hasOrder: true, orderBy: 1, descending: true, hasLimit: true, limit: 3 })
  t.deepEqual(
    found.rows.map(({ key, object }) => [toLatin1(key!), decodeInt(decodeObject(object!)[0]!)]),
    [
      ['p00099', 99n],
      ['p00199', 99n],
      ['p00299', 99n],
    ],
  )
  t.is(found.index, 'index a')
  t.is(found.candidates, 3)
})

test('keys only, and pages bounded in rows', (t) => {
  const found = search(t, { predicate: all, keysOnly: true, pageRows: 1000 })
  t.is(found.rows.length, 3000)
  t.true(found.rows.every(({ object }) => object!.length === 0))
  t.true(found.pages.every((page) => page.rows!.length <= 1000))
})

test('pages are bounded in bytes, and a page long in coming is yielded early', (t) => {
  const big = new Uint8Array(300_000)
  const objects = Array.from({ length: 9 }, (_, index) => ({ key: encodeString(`k${index}`), values: [encodeInt(1n), encodeInt(0n), big] }))
  const stored = place(space, 1, objects)
  const snapshot = snapshotOf(space, stored)
  const cursor = new RegionCursor({ open: {}, space, sources: sourcesOf(space, 1, stored), snapshot })
  t.deepEqual(
    run(cursor, snapshot).map((page) => page.rows!.length),
    [4, 4, 1],
  )
  const many = place(
    space,
    0,
    Array.from({ length: 1100 }, (_, index) => ({ key: encodeString(`q${index}`), values: [encodeInt(BigInt(index)), encodeInt(0n)] })),
  )
  const manySnapshot = snapshotOf(space, many)
  const sorting = new RegionCursor({
    open: { hasOrder: true, orderBy: 1, pageRows: 16_000 },
    space,
    sources: sourcesOf(space, 0, many),
    snapshot: manySnapshot,
  })
  const pages = run(sorting, manySnapshot)
  t.true(pages.length > 1)
  t.is(rowsOf(pages).length, 1100)
})

test('an order without an index is made in passes over the objects, each of as many places as are held', (t) => {
  const objects = Array.from({ length: 1000 }, (_, index) => ({
    key: encodeString(`k${index}`),
    values: [encodeInt(0n), encodeFloat(0), encodeString(`${(index * 7919) % 1000}`)],
  }))
  const rows = place(space, 0, objects)
  const sorted = objects.map(({ values }) => toLatin1(values[2]!)).sort()
  const shapes = [
    { limit: undefined, placesMax: 100, passes: 10 },
    { limit: 250, placesMax: 100, passes: 3 },
    { limit: 250, placesMax: undefined, passes: 1 },
  ]
  for (const { limit, placesMax, passes } of shapes) {
    const snapshot = snapshotOf(space, rows)
    const open: SearchOpen = { hasOrder: true, orderBy: 3, pageRows: 64, ...(limit ? { hasLimit: true, limit } : {}) }
    const options = { open, space, sources: sourcesOf(space, 0, rows), snapshot, ...(placesMax ? { placesMax } : {}) }
    const pages = run(new RegionCursor(options), snapshot)
    const found = rowsOf(pages).map(({ object }) => toLatin1(decodeObject(object!)[2]!))
    t.deepEqual(found, sorted.slice(0, limit))
    t.is(pages.at(-1)!.candidates, passes * objects.length)
  }
})

test('many equal values come in the order of keys from an index read backwards, and are read twice at most and not held', (t) => {
  const objects = Array.from({ length: 6000 }, (_, index) => ({
    key: encodeString(`k${String(index).padStart(4, '0')}`),
    values: [encodeInt(0n), encodeFloat(index % 1000 === 0 ? index : 5), encodeString('')],
  }))
  const rows = place(space, 0, objects)
  const snapshot = snapshotOf(space, rows)
  const open: SearchOpen = { hasOrder: true, orderBy: 2, descending: true, pageRows: 500 }
  const pages = run(new RegionCursor({ open, space, sources: sourcesOf(space, 0, rows), snapshot }), snapshot)
  const byF = (index: number) => (index % 1000 === 0 ? index : 5)
  const expected = Array.from(objects, (_, index) => index).sort((a, b) => byF(b) - byF(a) || a - b)
  t.deepEqual(
    rowsOf(pages).map(({ key }) => Number(toLatin1(key!).slice(1))),
    expected,
  )
  t.is(pages.at(-1)!.index, 'index f')
  t.true(snapshot.entriesRead <= 2 * objects.length, `${snapshot.entriesRead} index rows were read`)
})

test('nothing is read before a page is wanted, and what cannot match is not read at all', (t) => {
  const cursor = new RegionCursor({ open: { predicate: sample.test(1, 'oneOf') }, space, sources, snapshot: snapshotOfPeople })
  snapshotOfPeople.entriesRead = 0
  const step = cursor.wantPage()
  t.deepEqual(step.reads, [])
  t.true(step.page!.done)
  t.deepEqual(cursor.take(99, []), { reads: [] })
})

test('a predicate or an order that does not fit is INVALID', (t) => {
  const make = (open: SearchOpen) => () => new RegionCursor({ open, space, sources, snapshot: snapshotOfPeople })
  t.throws(make({ predicate: sample.test(9, 'equal', encodeInt(0n)) }), { code: 'INVALID' })
  t.throws(make({ hasOrder: true, orderBy: 9 }), { code: 'INVALID' })
})
