// Which calls compile, and which do not: what must be refused stands behind `@ts-expect-error`, which is an error itself where nothing is
// refused. `tsc` checks it; that the file runs only shows that it is one of the tests.
import test from 'ava'
import { expectTypeOf } from 'expect-type'
import {
  and,
  at,
  avg,
  between,
  type Change,
  type CheckReport,
  type ClusterStatus,
  contains,
  count,
  type Database,
  eq,
  ge,
  gt,
  le,
  length,
  lt,
  max,
  min,
  ne,
  not,
  oneOf,
  or,
  type Row,
  regex,
  type SampleAnswer,
  type ShapeOf,
  space,
  startsWith,
  sum,
  t,
  type UpdateBuilder,
  type Where,
} from '../../src/index.ts'

const things = space('things', {
  key: { id: t.int64 },
  attributes: {
    name: t.string,
    raw: t.bytes,
    small: t.int,
    large: t.int64,
    share: t.float,
    day: t.timestamp('day'),
    instant: t.timestamp('second', 'micros'),
    words: t.list(t.string),
    numbers: t.list(t.int64),
    tags: t.set(t.string),
    blobs: t.set(t.bytes),
    counts: t.map(t.string, t.int),
    names: t.map(t.int64, t.string),
    shares: t.map(t.bytes, t.float),
    profile: t.document,
  },
})

type Things = ShapeOf<typeof things>
declare const db: Database
declare const date: Date
declare const bytes: Uint8Array
declare const signal: AbortSignal
const typed = () => db.space(things)

const seen: string[] = []
function calls(title: string, check: () => unknown): void {
  // They are compiled, not called.
  seen.push(`${title} ${check.length}`)
}

calls('values of containers', () => {
  const s = typed()
  s.put(1n, { words: ['a'], numbers: [1n], tags: new Set(['a']), blobs: new Set([bytes]), counts: new Map([['a', 1]]) })
  s.put(1n, { names: new Map([[1n, 'a']]), shares: new Map([[bytes, 0.5]]), profile: { a: [1, 2n, null, { b: true }] } })
  // @ts-expect-error elements are strings
  s.put(1n, { words: [1] })
  // @ts-expect-error elements are bigints
  s.put(1n, { numbers: [1] })
  // @ts-expect-error a Set, not an array
  s.put(1n, { tags: ['a'] })
  // @ts-expect-error an array, not a Set
  s.put(1n, { words: new Set(['a']) })
  // @ts-expect-error elements are bytes
  s.put(1n, { blobs: new Set(['a']) })
  // @ts-expect-error a Map, not an object
  s.put(1n, { counts: { a: 1 } })
  // @ts-expect-error values are numbers
  s.put(1n, { counts: new Map([['a', 1n]]) })
  // @ts-expect-error keys are bigints
  s.put(1n, { names: new Map([[1, 'a']]) })
  // @ts-expect-error the root of a document is an object
  s.put(1n, { profile: [1] })
  // @ts-expect-error a Date is no JSON
  s.put(1n, { profile: { a: date } })
  // @ts-expect-error undefined is no JSON
  s.put(1n, { profile: { a: undefined } })
  // @ts-expect-error the key is no attribute
  s.put(1n, { id: 2n })
  // @ts-expect-error keys are bigints
  s.put(1, {})
  // @ts-expect-error containers have no containers
  t.list(t.set(t.string))
  // @ts-expect-error containers have no timestamps
  t.set(t.timestamp('day'))
  // @ts-expect-error containers have no documents
  t.map(t.string, t.document)
  // @ts-expect-error there is no such unit
  t.timestamp('year')
  // @ts-expect-error a container is no key
  space('x', { key: { k: t.list(t.string) } })
  // @ts-expect-error a document is no key
  space('x', { key: { k: t.document } })
})

calls('operations of containers', () => {
  const s = typed()
  s.lpush(1n, { words: 'a', numbers: 1n })
  s.rpop(1n, { words: true })
  s.setAdd(1n, { tags: 'a', blobs: bytes })
  s.setUnion(1n, { tags: new Set(['a']) })
  s.mapAdd(1n, { counts: ['a', 1], names: [1n, 'a'], shares: [bytes, 0.5] })
  s.mapRemove(1n, { counts: 'a', names: 1n })
  s.mapApply(1n, { counts: ['a', 'mod', 2], shares: [bytes, 'div', 2] })
  s.mapApply(1n, { names: [1n, 'append', 'b'] })
  s.mapApply(1n, { names: [1n, 'rtrim', 1] })
  s.docSet(1n, { profile: ['a.b', [1]] })
  s.docUnset(1n, { profile: 'a.b' })
  s.docRename(1n, { profile: ['a.b', 'a.c'] })
  s.docApply(1n, { profile: ['a.n', 'add', 1n] })
  s.docApply(1n, { profile: ['a.l', 'lpush', { b: 1 }] })
  s.docApply(1n, { profile: ['a.l', 'lpop'] })
  s.update(1n)
    .lpush({ words: 'a' })
    .setAdd({ tags: 'b' })
    .mapAdd({ counts: ['c', 1] })
    .docSet({ profile: ['d', 1] })
    .commit()
  // @ts-expect-error one element, not a list
  s.lpush(1n, { words: ['a'] })
  // @ts-expect-error a set has no ends
  s.lpush(1n, { tags: 'a' })
  // @ts-expect-error nothing but true
  s.lpop(1n, { words: 'a' })
  // @ts-expect-error elements are strings
  s.setRemove(1n, { tags: 1 })
  // @ts-expect-error a set
  s.setUnion(1n, { tags: 'a' })
  // @ts-expect-error key and value
  s.mapAdd(1n, { counts: 'a' })
  // @ts-expect-error the value is a number
  s.mapAdd(1n, { counts: ['a', 'b'] })
  // @ts-expect-error the key is a string
  s.mapRemove(1n, { counts: 1 })
  // @ts-expect-error no operation of an int
  s.mapApply(1n, { counts: ['a', 'append', 1] })
  // @ts-expect-error no operation of a float
  s.mapApply(1n, { shares: [bytes, 'mod', 2] })
  // @ts-expect-error no operation of a string
  s.mapApply(1n, { names: [1n, 'add', 'b'] })
  // @ts-expect-error a number of bytes
  s.mapApply(1n, { names: [1n, 'ltrim', 'b'] })
  // @ts-expect-error put is no inner operation
  s.mapApply(1n, { counts: ['a', 'put', 1] })
  // @ts-expect-error a document only
  s.docSet(1n, { name: ['a', 1] })
  // @ts-expect-error two paths
  s.docRename(1n, { profile: 'a' })
  // @ts-expect-error lpop takes nothing
  s.docApply(1n, { profile: ['a', 'lpop', 1] })
  // @ts-expect-error add takes a number
  s.docApply(1n, { profile: ['a', 'add', 'b'] })
  // @ts-expect-error no operation of documents
  s.docApply(1n, { profile: ['a', 'setAdd', 1] })
  // @ts-expect-error no attribute
  s.update(1n).add({ nothing: 1 })
  // @ts-expect-error mod does not fit floats
  s.update(1n).mod({ share: 1 })
})

calls('group calls', () => {
  const { group } = typed()
  const onProgress = (changed: number) => void changed
  expectTypeOf(group.put({ name: 'a' }, { small: 1 })).resolves.toEqualTypeOf<number>()
  expectTypeOf(group.del({}, { onProgress, signal, timeoutMs: 1 })).resolves.toEqualTypeOf<number>()
  expectTypeOf(group.update({})).toEqualTypeOf<UpdateBuilder<Things, NonNullable<Parameters<typeof group.put>[2]>, number>>()
  expectTypeOf(group.update({}).add({ small: 1 }).setAdd({ tags: 'a' }).commit({ ttlMs: 5, onProgress })).resolves.toEqualTypeOf<number>()
  group.add({ small: gt(1) }, { small: 1, large: 1n }, { ttlMs: 1, onProgress })
  group.mapApply(or({ name: 'a' }, { tags: contains('b') }), { counts: ['a', 'add', 1] })
  // @ts-expect-error the values are missing
  group.add({ small: 1 })
  // @ts-expect-error an int64 is a bigint
  group.add({}, { large: 1 })
  // @ts-expect-error a string has no sum
  group.add({}, { name: 1 })
  // @ts-expect-error no attribute
  group.put({ nothing: 1 }, {})
  // @ts-expect-error no test of an int
  group.put({ small: startsWith('a') }, {})
  // @ts-expect-error a removal leaves nothing that could expire
  group.del({}, { ttlMs: 1 })
  // @ts-expect-error the predicate is the condition
  group.add({}, { small: 1 }, { if: { name: 'a' } })
  // @ts-expect-error versions are of one object
  group.add({}, { small: 1 }, { ifVersion: 1 })
  // @ts-expect-error versions are of one object
  group.update({}).commit({ ifVersion: 1 })
  // @ts-expect-error a group update makes no objects
  group.putIfNotExist({}, {})
})

calls('getMany and putMany', () => {
  const s = typed()
  const onProgress = (done: number) => void done
  async function* keys() {
    yield 1n
  }
  expectTypeOf(s.getMany([1n, 2n])).resolves.toEqualTypeOf<(Row<typeof things> | undefined)[]>()
  expectTypeOf(s.getMany(new Set([1n]))).resolves.toEqualTypeOf<(Row<typeof things> | undefined)[]>()
  expectTypeOf(s.getMany(keys(), { onProgress, signal })).resolves.toEqualTypeOf<(Row<typeof things> | undefined)[]>()
  expectTypeOf(s.getMany([1n], { version: true })).resolves.toEqualTypeOf<((Row<typeof things> & { $version: number }) | undefined)[]>()
  // @ts-expect-error keys are bigints
  s.getMany([1])
  // @ts-expect-error several keys
  s.getMany(1n)
  // @ts-expect-error whole objects
  s.getMany([1n], { select: ['name'] })

  async function* pairs(): AsyncGenerator<readonly [bigint, { readonly small: number }]> {
    yield [1n, { small: 1 }]
  }
  expectTypeOf(s.putMany([[1n, { name: 'a' }]])).resolves.toEqualTypeOf<number>()
  s.putMany(pairs(), { onProgress, ttlMs: 5, timeoutMs: 1, secret: 'x', ifVersion: 0 })
  s.putMany(new Map([[1n, { tags: new Set(['a']) }]]))
  // @ts-expect-error keys are bigints
  s.putMany([[1, { name: 'a' }]])
  // @ts-expect-error an int64 is a bigint
  s.putMany([[1n, { large: 1 }]])
  // @ts-expect-error no attribute
  s.putMany([[1n, { nothing: 1 }]])
  // @ts-expect-error pairs, not rows
  s.putMany([{ id: 1n, name: 'a' }])
  // @ts-expect-error no condition holds for all of them
  s.putMany([], { if: { name: 'a' } })
})

calls('administration', () => {
  expectTypeOf(db.admin.status()).resolves.toEqualTypeOf<ClusterStatus>()
  expectTypeOf(db.admin.check({ spaces: [things, 'others'], repair: true, timeoutMs: 1, signal })).resolves.toEqualTypeOf<CheckReport>()
  expectTypeOf(db.admin.offerSample(things, new Map([[1n, { small: 1 }]]), { signal })).resolves.toEqualTypeOf<SampleAnswer>()
  db.admin.offerSample('things', [[1, { small: 1 }]])
  // @ts-expect-error an array of spaces
  db.admin.check({ spaces: 'things' })
  // @ts-expect-error yes or no
  db.admin.check({ repair: 1 })
  // @ts-expect-error keys are bigints
  db.admin.offerSample(things, [[1, { small: 1 }]])
  // @ts-expect-error no attribute
  db.admin.offerSample(things, [[1n, { nothing: 1 }]])
})

calls('watch', () => {
  const s = typed()
  const watch = s.watch({ small: gt(1) }, { from: 'token', signal, timeoutMs: 5 })
  expectTypeOf(watch.opened).resolves.toEqualTypeOf<string>()
  expectTypeOf(watch.next()).resolves.toEqualTypeOf<IteratorResult<Change<Things>, undefined>>()
  expectTypeOf<Change<Things>['key']>().toEqualTypeOf<bigint>()
  expectTypeOf<Change<Things>['before']>().toEqualTypeOf<Row<typeof things> | undefined>()
  expectTypeOf<Change<Things>['after']>().toEqualTypeOf<Row<typeof things> | undefined>()
  expectTypeOf<Change<Things>['version']>().toEqualTypeOf<number>()
  expectTypeOf<Change<Things>['token']>().toEqualTypeOf<string>()
  // @ts-expect-error a predicate is needed
  s.watch()
  // @ts-expect-error no attribute
  s.watch({ nothing: 1 })
  // @ts-expect-error a token is a text
  s.watch({}, { from: 5 })
  // @ts-expect-error changes come in no order of attributes
  s.watch({}, { orderBy: ['small'] })
})

calls('aggregates', () => {
  const s = typed()
  const functions = { n: count(), total: sum('large'), mean: avg('small'), least: min('day'), most: max('id') }
  expectTypeOf(s.aggregate({}, functions)).resolves.toEqualTypeOf<{
    n: number
    total: bigint
    mean: number | undefined
    least: Date | undefined
    most: bigint | undefined
  }>()
  const grouped = () => s.aggregate({ small: gt(1) }, { n: count(), most: max('name'), mean: avg('share') }, { by: ['day', 'raw'], signal })
  expectTypeOf(grouped).returns.resolves.items.toExtend<{ day: Date; raw: Uint8Array; n: number; most: string; mean: number }>()
  expectTypeOf(grouped).returns.resolves.items.not.toHaveProperty('name')
  // @ts-expect-error a string has no sum
  s.aggregate({}, { total: sum('name') })
  // @ts-expect-error a timestamp has no mean
  s.aggregate({}, { mean: avg('day') })
  // @ts-expect-error the key has no sum, though it is a number
  s.aggregate({}, { total: sum('id') })
  // @ts-expect-error a set has no order
  s.aggregate({}, { most: max('tags') })
  // @ts-expect-error no attribute
  s.aggregate({}, { most: max('nothing') })
  // @ts-expect-error a count has no attribute
  s.aggregate({}, { n: count('name') })
  // @ts-expect-error a document has no order
  s.aggregate({}, { n: count() }, { by: ['profile'] })
  // @ts-expect-error functions, not names
  s.aggregate({}, { total: 'sum' })
})

calls('conditions of each type', () => {
  const accepted: Where<typeof things>[] = [
    { id: 1n, name: 'a', raw: bytes, small: 1, large: 1n, share: 0.5, day: date, instant: 5n },
    { id: between(1n, 5n), name: ne('a'), raw: oneOf(bytes), small: [ge(1), lt(9)], large: oneOf([1n, 2n]), share: le(0.5) },
    { day: [gt(date), ne(date)], instant: or(lt(5n), gt(9n)) },
    { name: startsWith('a'), raw: startsWith(bytes) },
    { name: and(regex('^a'), not(regex('b$'))), raw: regex('a') },
    { name: length(gt(3)), raw: length(0), words: length(ne(2)), tags: length(le(1)), counts: length(ge(1)) },
    {
      words: contains('a'),
      numbers: contains(1n),
      tags: contains('a'),
      blobs: contains(bytes),
      counts: contains('a'),
      names: contains(1n),
    },
    { words: eq(['a']), tags: ne(new Set(['a'])), counts: oneOf(new Map([['a', 1]])), profile: { a: 1 } },
    { profile: at('a.b[0].c', 5) },
    { profile: [at('a', gt('b')), at('n', [ge(1), lt(2n)]), at('l', contains({ x: 1 }))] },
    { profile: or(at('a', null), at('b', length(lt(3))), at('c', oneOf('d', 5, [1]))) },
    and({ name: 'a' }, or({ small: 1 }, not({ large: 2n }))),
    {},
  ]
  const s = typed()
  s.condPut(1n, accepted[0]!, {})
  s.del(1n, { if: { profile: at('a', startsWith('b')) }, ifVersion: 5 })
  s.add(1n, { small: 1 }, { if: { tags: contains('a') }, ttlMs: Number.POSITIVE_INFINITY })
  s.search({ day: gt(date) }, { orderBy: ['instant', 'desc'], select: ['id', 'tags'] })
  // @ts-expect-error a Date, not a text
  s.count({ day: gt('2026-01-31') })
  // @ts-expect-error microseconds are a bigint
  s.count({ instant: gt(5) })
  // @ts-expect-error an int64 is a bigint
  s.count({ large: between(1, 2) })
  // @ts-expect-error an int is a number
  s.count({ small: oneOf(1n) })
  // @ts-expect-error numbers have no beginning
  s.count({ share: startsWith('1') })
  // @ts-expect-error numbers have no length
  s.count({ small: length(3) })
  // @ts-expect-error timestamps match no expression
  s.count({ day: regex('a') })
  // @ts-expect-error a string holds no elements
  s.count({ name: contains('a') })
  // @ts-expect-error lists have no order
  s.count({ words: lt(['a']) })
  // @ts-expect-error elements are strings
  s.count({ words: contains(1) })
  // @ts-expect-error keys of the map are strings
  s.count({ counts: contains(1) })
  // @ts-expect-error bytes, not a text
  s.count({ blobs: contains('a') })
  // @ts-expect-error maps have no order
  s.count({ counts: ge(new Map([['a', 1]])) })
  // @ts-expect-error a document has no order without a path
  s.count({ profile: gt({ a: 1 }) })
  // @ts-expect-error a document has no length without a path
  s.count({ profile: length(1) })
  // @ts-expect-error only documents have paths
  s.count({ tags: at('a', 1) })
  // @ts-expect-error a Date is no JSON
  s.count({ profile: at('a', gt(date)) })
  // @ts-expect-error a length is a number
  s.count({ name: length(gt('a')) })
  // @ts-expect-error a set has no order
  s.search({}, { orderBy: ['tags'] })
  // @ts-expect-error up or down
  s.search({}, { orderBy: ['small', 'up'] })
  // @ts-expect-error no attribute
  s.search({}, { select: ['nothing'] })
  // @ts-expect-error `if` of putIfNotExist could not hold for anything
  s.putIfNotExist(1n, {}, { if: { name: 'a' } })
  // @ts-expect-error the predicate is the second parameter
  s.condPut(1n, { name: 'a' }, {}, { if: { name: 'a' } })
  // @ts-expect-error a removal leaves nothing that could expire
  s.del(1n, { ttlMs: 1 })
})

test('calls of every kind are declared', (t) => {
  t.is(seen.length, 8)
})
