// Ints beyond ±(2^53−1) where a program reads them as numbers: every way to a value either fails with INT_UNSAFE, naming what holds it and the remedy,
// or does not read it. A rounded number is never answered.
import anyTest, { type TestFn } from 'ava'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import { at, avg, count, type Database, gt, HyperdexError, max, min, space, sum, t as types } from '../../src/index.ts'

const test = anyTest as TestFn<{ cluster: EmbeddedCluster; db: Database }>

const shape = { subspaces: [['n']], indexes: ['n'], partitions: 4, tolerate: 0 } as const
const attributes = {
  town: types.string,
  list: types.list(types.int),
  set: types.set(types.int),
  map: types.map(types.int, types.int),
  doc: types.document,
}
/** The same stored space, of numbers and of bigints. */
const unsafe = space('ints', { key: { k: types.int }, attributes: { n: types.int, ...attributes }, ...shape })
const exact = space('ints', {
  key: { k: types.int64 },
  attributes: {
    n: types.int64,
    town: types.string,
    list: types.list(types.int64),
    set: types.set(types.int64),
    map: types.map(types.int64, types.int64),
    doc: types.document,
  },
  ...shape,
})
const edge = 2n ** 53n

test.before(async (t) => {
  const cluster = await embedded({ servers: 2 })
  const db = await cluster.connect()
  t.context = { cluster, db }
  await db.admin.addSpace(unsafe)
  const e = db.space(exact)
  await e.put(1n, { n: edge - 1n, town: 'safe' })
  await e.put(2n, { n: 1n - edge, town: 'safe' })
  await e.put(3n, { n: edge, town: 'above' })
  await e.put(4n, { n: -edge, town: 'below' })
  await e.put(10n, { n: edge - 1n, town: 'pair' })
  await e.put(11n, { n: 2n, town: 'pair' })
  await e.put(edge + 1n, { n: 5n, town: 'key' })
  await e.put(6n, { list: [1n, edge], town: 'list' })
  await e.put(7n, { set: new Set([edge]), town: 'set' })
  await e.put(8n, { map: new Map([[edge, 1n]]), town: 'map' })
  await e.put(9n, { map: new Map([[1n, edge]]), town: 'map' })
})

test.after.always(async (t) => {
  await t.context.db?.close()
  await t.context.cluster?.close()
})

async function failure(call: Promise<unknown>): Promise<HyperdexError> {
  const answered = await call.then(
    (answer) => new Error(`answered ${JSON.stringify(answer, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))}`),
    (error: unknown) => error,
  )
  if (answered instanceof HyperdexError) return answered
  throw answered
}

async function rows<Row>(found: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = []
  for await (const row of found) all.push(row)
  return all
}

test('numbers up to the edge are read, also as aggregates', async (t) => {
  const u = t.context.db.space(unsafe)
  const safe = { town: 'safe' }
  t.deepEqual(await u.aggregate(safe, { low: min('n'), high: max('n'), total: sum('n') }), {
    low: 1 - 2 ** 53,
    high: 2 ** 53 - 1,
    total: 0,
  })
  t.deepEqual(await u.aggregate(safe, { c: count() }, { by: ['n'] }), [
    { n: 1 - 2 ** 53, c: 1 },
    { n: 2 ** 53 - 1, c: 1 },
  ])
})

test('a sum, a min, a max and a value grouped by fail, naming the attribute and the remedy', async (t) => {
  const u = t.context.db.space(unsafe)
  const above = { town: 'above' }
  const calls: Record<string, () => Promise<unknown>> = {
    'a sum of one unsafe value': () => u.aggregate(above, { total: sum('n') }),
    'an unsafe sum of safe values': () => u.aggregate({ town: 'pair' }, { total: sum('n') }),
    'a min': () => u.aggregate({ town: 'below' }, { low: min('n') }),
    'a max': () => u.aggregate(above, { high: max('n') }),
    'a max beside others that are safe': () => u.aggregate({}, { c: count(), high: max('n') }),
    'a group': () => u.aggregate(above, { c: count() }, { by: ['n'] }),
    'one of several groups': () => u.aggregate({}, { c: count() }, { by: ['town', 'n'] }),
  }
  for (const [what, call] of Object.entries(calls)) {
    const { code, message, remedy } = await failure(call())
    t.is(code, 'INT_UNSAFE', what)
    t.regex(
      message,
      what === 'an unsafe sum of safe values' ? /attribute n of .*9007199254740993/ : /attribute n of .*9007199254740992/,
      what,
    )
    t.regex(remedy, /t\.int64/, what)
  }
  t.regex((await failure(u.aggregate({ town: 'key' }, { most: max('k') }))).message, /k of .*9007199254740993/)
  t.regex((await failure(u.aggregate({ town: 'key' }, { c: count() }, { by: ['k'] }))).message, /k of .*9007199254740993/)
})

test('counts and averages of them are answered: an average is a float', async (t) => {
  const u = t.context.db.space(unsafe)
  const where = { town: 'above' }
  t.deepEqual(await u.aggregate(where, { n: count(), mean: avg('n') }), { n: 1, mean: 2 ** 53 })
  t.is(await u.count(where), 1)
  t.is(await u.count({ ...where, n: gt(2 ** 53 - 1) }), 1)
})

test('bigints read all of it', async (t) => {
  const e = t.context.db.space(exact)
  t.deepEqual(await e.aggregate({ town: 'above' }, { low: min('n'), high: max('n'), total: sum('n') }), {
    low: edge,
    high: edge,
    total: edge,
  })
  t.deepEqual(await e.aggregate({ town: 'above' }, { c: count() }, { by: ['n'] }), [{ n: edge, c: 1 }])
  t.is((await e.aggregate({ town: 'pair' }, { total: sum('n') })).total, edge + 1n)
})

test('every read of such a value fails, wherever it stands, and one of other attributes does not', async (t) => {
  const u = t.context.db.space(unsafe)
  const above = { town: 'above' }
  const calls: Record<string, () => Promise<unknown>> = {
    get: () => u.get(3),
    getPartial: () => u.getPartial(3, ['n']),
    getMany: () => u.getMany([1, 3]),
    search: () => rows(u.search(above)),
    'search, selected': () => rows(u.search(above, { select: ['n'] })),
    'a key': () => rows(u.search({ town: 'key' }, { select: ['k'] })),
    'an element of a list': () => u.get(6),
    'an element of a set': () => u.get(7),
    'a key of a map': () => u.get(8),
    'a value of a map': () => u.get(9),
  }
  for (const [what, call] of Object.entries(calls)) {
    const { code, remedy } = await failure(call())
    t.is(code, 'INT_UNSAFE', what)
    t.regex(remedy, /t\.int64/, what)
  }
  t.deepEqual(await u.getPartial(3, ['town']), { town: 'above' })
  t.deepEqual(await rows(u.search(above, { select: ['town'] })), [{ town: 'above' }])
  t.deepEqual(await rows(u.search(above, { select: ['k'], orderBy: ['n'] })), [{ k: 3 }])
})

test('an unsafe number is refused wherever it is given, before anything is sent', async (t) => {
  const u = t.context.db.space(unsafe)
  for (const beyond of [2 ** 53, -(2 ** 53), Number.MAX_VALUE]) {
    const calls: Record<string, () => Promise<unknown>> = {
      'a key': () => u.get(beyond),
      'a key that is put': () => u.put(beyond, {}),
      'a value': () => u.put(1, { n: beyond }),
      'an operand': () => u.add(1, { n: beyond }),
      'an element': () => u.rpush(1, { list: beyond }),
      'a list': () => u.put(1, { list: [beyond] }),
      'a set': () => u.setUnion(1, { set: new Set([beyond]) }),
      'a key of a map': () => u.mapAdd(1, { map: [beyond, 1] }),
      'a value of a map': () => u.mapAdd(1, { map: [1, beyond] }),
      'an operand for a map': () => u.mapApply(1, { map: [1, 'add', beyond] }),
      'a condition': () => u.put(1, { n: 1 }, { if: { n: beyond } }),
      'a predicate': () => u.count({ n: gt(beyond) }),
      'a group': () => u.group.add({ n: 1 }, { n: beyond }),
    }
    for (const [what, call] of Object.entries(calls)) t.is((await failure(call())).code, 'INT_UNSAFE', `${what}: ${beyond}`)
  }
  // In a document a number may be any: it is a float, or an int that a bigint reads.
  t.true(await u.docSet(1, { doc: ['a', edge + 1n] }))
  t.deepEqual(await u.getPartial(1, ['doc']), { doc: { a: edge + 1n } })
  t.is(await u.count({ doc: at('a', edge + 1n) }), 1)
})

test('what only an operation made unsafe fails the next read, and is kept', async (t) => {
  const { db } = t.context
  const u = db.space(unsafe)
  await u.put(20, { n: 2 ** 53 - 1, town: 'grown' })
  t.true(await u.add(20, { n: 1 }))
  t.is((await failure(u.get(20))).code, 'INT_UNSAFE')
  t.is((await db.space(exact).get(20n))!.n, edge)
  t.true(await u.sub(20, { n: 1 }))
  t.is((await u.get(20))!.n, 2 ** 53 - 1)
  await u.del(20)
})
