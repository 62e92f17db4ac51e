import test, { type ExecutionContext } from 'ava'
import fc from 'fast-check'
import type { SearchOpen } from '../../src/cluster/client-messages.ts'
import { RegionCursor } from '../../src/search/region-cursor.ts'
import { RowOrder } from '../../src/search/row-order.ts'
import { toLatin1 } from '../../src/values/bytes.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { compilePredicate } from '../../src/values/matcher.ts'
import type { Predicate } from '../../src/values/predicate.ts'
import { both, sampleSpace, test as tests, typesOf } from '../hyperspace/sample-space.ts'
import { choices } from './choices.ts'
import { place, rowsOf, run, sourcesOf } from './run-cursor.ts'
import { snapshotOf } from './sample-store.ts'

const space = sampleSpace({
  attributes: { a: 'int', b: 'int', c: 'int', l: { kind: 'list', element: 'int' } },
  subspaces: [['a']],
  indexes: [{ attribute: 'a' }, { attribute: 'b' }, { attribute: 'c' }, { attribute: 'l' }],
  partitions: 4,
})
const int = (value: number) => encodeInt(BigInt(value))
const is = (attribute: number, value: number) => tests(attribute, 'equal', int(value))
const upTo = (attribute: number, value: number) => tests(attribute, 'lessOrEqual', int(value))
const all = (first: Predicate, ...rest: readonly Predicate[]) => rest.reduce((a, b) => both(a, b), first)

interface Numbers {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly l?: readonly number[]
}

function objectsOf(count: number, numbers: (index: number) => Numbers) {
  return Array.from({ length: count }, (_, index) => {
    const { a, b, c, l = [] } = numbers(index)
    const list = l.flatMap((element) => [...int(element)])
    return { key: encodeString(`k${String(index).padStart(6, '0')}`), values: [int(a), int(b), int(c), Uint8Array.from(list)] }
  })
}

function searched(t: ExecutionContext, count: number, numbers: (index: number) => Numbers, predicate: Predicate, open: SearchOpen = {}) {
  const rows = place(space, 0, objectsOf(count, numbers))
  const snapshot = snapshotOf(space, rows)
  const cursor = new RegionCursor({ open: { predicate, ...open }, space, sources: sourcesOf(space, 0, rows), snapshot })
  const pages = run(cursor, snapshot)
  const matches = compilePredicate(predicate, typesOf(space))
  const found = rowsOf(pages).map(({ key }) => toLatin1(key!))
  const expected = rows.filter(({ key, values }) => matches(key, values)).map(({ key }) => toLatin1(key))
  t.deepEqual([...found].sort(), open.hasLimit ? found : expected.sort())
  const { index, candidates } = pages.at(-1)!
  return { found: found.length, index, candidates: candidates!, rowsRead: snapshot.entriesRead, objectsRead: snapshot.gets }
}

test('whatever indexes it intersects, a search yields what a full scan does', (t) => {
  const intersected = new Set<string>()
  const types = typesOf(space)
  const scenario = fc.record({
    seed: fc.nat(),
    count: fc.integer({ min: 100, max: 900 }),
    domains: fc.tuple(...['a', 'b', 'c', 'l'].map(() => fc.integer({ min: 2, max: 60 }))),
    /** Values of b follow those of a more or less. */
    correlated: fc.integer({ min: 0, max: 4 }),
    terms: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 4 }),
    keyRange: fc.boolean(),
    subspace: fc.nat({ max: 1 }),
    orderBy: fc.constantFrom(0, 0, 1, 2),
    descending: fc.boolean(),
    limit: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
  })
  fc.assert(
    fc.property(scenario, ({ seed, count, domains, correlated, terms, keyRange, subspace, orderBy, descending, limit }) => {
      const choose = choices(seed)
      const objects = objectsOf(count, () => {
        const a = choose(domains[0]!)
        const b = choose(4) < correlated ? a % domains[1]! : choose(domains[1]!)
        return { a, b, c: choose(domains[2]!), l: Array.from({ length: choose(4) }, () => choose(domains[3]!)) }
      })
      const rows = place(space, subspace, objects)
      const snapshot = snapshotOf(space, rows)
      const tested = terms.map((attribute) => {
        if (attribute === 4) return tests(4, 'contains', int(choose(domains[3]!)))
        return choose(2) ? is(attribute, choose(domains[attribute - 1]!)) : upTo(attribute, choose(domains[attribute - 1]!))
      })
      const predicate = all(
        ...((keyRange ? [...tested, tests(0, 'less', encodeString('k000060'))] : tested) as [Predicate, ...Predicate[]]),
      )
      const open: SearchOpen = {
        predicate,
        descending,
        hasOrder: orderBy > 0 || descending,
        orderBy,
        hasLimit: limit !== undefined,
        limit: limit ?? 0,
      }
      const cursor = new RegionCursor({ open, space, sources: sourcesOf(space, subspace, rows), snapshot })
      const pages = run(cursor, snapshot)
      const matches = compilePredicate(predicate, types)
      const order = new RowOrder(space, { attribute: orderBy, descending })
      const expected = rows
        .filter(({ key, values }) => matches(key, values))
        .map((row) => ({ ...row, ...order.place(row.key, order.orderValueOf(row.values)) }))
        .sort((a, b) => order.compare(a, b))
        .slice(0, limit)
      t.deepEqual(
        rowsOf(pages).map(({ key }) => toLatin1(key!)),
        expected.map(({ key }) => toLatin1(key)),
      )
      intersected.add(pages.at(-1)!.index!)
    }),
    { numRuns: 150 },
  )
  const several = [...intersected].filter((index) => index.includes(' and '))
  t.true(several.length > 5, several.join(', '))
  t.true(several.some((index) => index.includes('key range')) && several.some((index) => index.includes('index l')))
})

test('of two indexes that were both read to their ends only what both name is read', (t) => {
  const both90 = searched(t, 9000, (index) => ({ a: index % 90, b: Math.floor(index / 90) % 90, c: 0 }), all(is(1, 7), is(2, 7)))
  t.deepEqual(
    { index: both90.index, found: both90.found, objectsRead: both90.objectsRead },
    { index: 'index a and index b', found: 2, objectsRead: 2 },
  )
  const fifths = (index: number) => ({ a: index % 5, b: Math.floor(index / 5) % 5, c: Math.floor(index / 25) % 5 })
  const three = searched(t, 9000, fifths, all(is(1, 3), is(2, 4), is(3, 0)))
  t.deepEqual([three.index, three.objectsRead], ['index a and index b and index c', 72])
})

test('a longer index is read on when that saves more objects than it costs', (t) => {
  const found = searched(t, 40_000, (index) => ({ a: index % 20, b: Math.floor(index / 20) % 10, c: 0 }), all(is(1, 3), is(2, 4)))
  t.deepEqual([found.index, found.found], ['index a and index b', 200])
  t.true(found.objectsRead < 250, `${found.objectsRead} objects`)
  t.true(found.rowsRead < 8000, `${found.rowsRead} rows`)
})

test('it is not when it would leave most of the candidates, or is too long for so few of them', (t) => {
  const implied = searched(
    t,
    40_000,
    (index) => ({ a: index % 20, b: index % 20 < 4 ? 1 : 2 + (index % 7), c: 0 }),
    all(is(1, 3), is(2, 1)),
  )
  t.deepEqual([implied.index, implied.found], ['index a', 2000])
  t.true(implied.rowsRead < 7000, `${implied.rowsRead} rows`)
  const few = searched(t, 40_000, (index) => ({ a: index % 300, b: Math.floor(index / 300) % 4, c: 0 }), all(is(1, 3), is(2, 1)))
  t.is(few.index, 'index a')
  t.true(few.rowsRead < 6000, `${few.rowsRead} rows`)
})

test('where the tests exclude each other the estimate is too low, and reading on ends when it has cost what it was to save', (t) => {
  const numbers = (index: number) => ({ a: index % 20, b: index % 20 === 3 ? 0 : 1 + (index % 3 > 0 ? 1 : 0), c: 0 })
  const found = searched(t, 60_000, numbers, all(upTo(1, 3), tests(1, 'greaterOrEqual', int(3)), is(2, 1)))
  t.is(found.found, 0)
  t.true(found.rowsRead < 33_000, `${found.rowsRead} rows`)
})

test('a few rows wanted of many candidates are read one by one', (t) => {
  const limited = { hasLimit: true, limit: 5 }
  const found = searched(t, 40_000, (index) => ({ a: index % 40, b: Math.floor(index / 40) % 2, c: 0 }), all(is(1, 3), is(2, 1)), limited)
  t.is(found.found, 5)
  t.true(found.objectsRead < 60, `${found.objectsRead} objects`)
})

test('an order by an index goes along that index unless several leave far less', (t) => {
  const ordered = { hasOrder: true, orderBy: 1 }
  const walked = searched(t, 3000, (index) => ({ a: index % 50, b: index % 2, c: 0 }), all(upTo(1, 2), is(2, 0)), ordered)
  t.is(walked.index, 'index a')
  const intersected = searched(t, 3000, (index) => ({ a: index % 50, b: Math.floor(index / 50), c: 0 }), all(upTo(1, 2), is(2, 9)), ordered)
  t.deepEqual([intersected.index, intersected.found], ['index b and index a', 3])
})
