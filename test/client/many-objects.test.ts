// Aggregates, group updates and reads of many keys through the typed client, on a real cluster inside this process.
import test from 'ava'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import { avg, t as columnTypes, count, type Database, ge, gt, HyperdexError, lt, max, min, space, sum } from '../../src/index.ts'

const people = space('people', {
  key: { name: columnTypes.string },
  attributes: { town: columnTypes.string, age: columnTypes.int, score: columnTypes.float, big: columnTypes.int64 },
  subspaces: [['age'], ['town']],
  indexes: ['score'],
  tolerate: 0,
  partitions: 8,
})

let cluster: EmbeddedCluster
let db: Database

test.before(async (t) => {
  t.timeout(60_000)
  cluster = await embedded({ servers: 2 })
  db = await cluster.connect()
  await db.admin.addSpace(people)
  await db
    .space(people)
    .putMany(
      Array.from({ length: 300 }, (_, index) => [
        `p${String(index).padStart(3, '0')}`,
        { town: ['Oslo', 'Rome', 'Bern'][index % 3]!, age: index, score: index / 10, big: BigInt(index) * 2n ** 54n },
      ]),
    )
})

test.after.always(async () => {
  await db?.close()
  await cluster?.close()
})

async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  return promise.then(
    () => undefined,
    (error: unknown) => (error as HyperdexError).code,
  )
}

test.serial('aggregates of everything that matches, and of groups in the order of their values', async (t) => {
  const u = db.space(people)
  t.deepEqual(await u.aggregate({}, { n: count(), total: sum('age'), mean: avg('age'), first: min('town'), last: max('name') }), {
    n: 300,
    total: 44_850,
    mean: 149.5,
    first: 'Bern',
    last: 'p299',
  })
  t.deepEqual(await u.aggregate({ age: gt(297) }, { n: count(), tenths: sum('score') }, { by: ['town', 'age'] }), [
    { town: 'Bern', age: 299, n: 1, tenths: 29.9 },
    { town: 'Rome', age: 298, n: 1, tenths: 29.8 },
  ])
  t.deepEqual(await u.aggregate({ age: lt(0) }, { n: count(), total: sum('big'), low: min('age'), mean: avg('score') }), {
    n: 0,
    total: 0n,
    low: undefined,
    mean: undefined,
  })
  t.deepEqual(await u.aggregate({ age: lt(0) }, { n: count() }, { by: ['town'] }), [])
})

test.serial('sums are exact: ints beyond 64 bits overflow, unsafe ones are refused, averages do neither', async (t) => {
  const u = db.space(people)
  t.is((await u.aggregate({ age: lt(20) }, { total: sum('big') })).total, 190n * 2n ** 54n)
  t.is(await codeOf(u.aggregate({}, { total: sum('big') })), 'OVERFLOW')
  t.is((await u.aggregate({}, { mean: avg('big') })).mean, 149.5 * 2 ** 54)
  const untyped = await db.openSpace('people')
  t.is(await codeOf(untyped.aggregate({}, { total: sum('town') })), 'INVALID')
  t.is(await codeOf(untyped.aggregate({}, { total: sum('nothing') })), 'INVALID')
  t.is(await codeOf(untyped.aggregate({}, {})), 'INVALID')
  t.is(await codeOf(untyped.aggregate({}, { town: count() }, { by: ['town'] })), 'INVALID')
})

test.serial('a partial get gives exactly what is named', async (t) => {
  const u = db.space(people)
  const { age, town } = (await u.get('p001'))!
  t.deepEqual(await u.getPartial('p001', ['town', 'name', 'age']), { town, name: 'p001', age })
  t.deepEqual(await u.getPartial('p001', ['town', 'age', 'town']), { town, age })
  t.deepEqual(await u.getPartial('p001', ['name']), { name: 'p001' })
  t.deepEqual(await u.getPartial('p001', []), {})
  t.is(await u.getPartial('nobody', ['age']), undefined)
  t.is(await codeOf((await db.openSpace('people')).getPartial('p001', ['nothing'])), 'INVALID')
})

test.serial('rows carry their versions on request, and every write compares them', async (t) => {
  const u = db.space(people)
  const whole = await u.get('p001', { version: true })
  const part = await u.getPartial('p001', ['age'], { version: true })
  const [many, absent] = await u.getMany(['p001', 'nobody'], { version: true })
  const found: number[] = []
  for await (const row of u.search({ name: 'p001' }, { select: ['age'], version: true })) found.push(row.$version)
  const version = whole!.$version
  t.true(version > 0)
  t.deepEqual([part, many!.$version, absent, found], [{ age: 1, $version: version }, version, undefined, [version]])
  const ifVersion = version - 1
  t.deepEqual(
    await Promise.all([
      u.put('p001', { age: 2 }, { ifVersion }),
      u.condPut('p001', {}, { age: 2 }, { ifVersion }),
      u.condPutOrCreate('p001', {}, { age: 2 }, { ifVersion }),
      u.add('p001', { age: 2 }, { ifVersion }),
      u.update('p001').add({ age: 2 }).commit({ ifVersion }),
      u.del('p001', { ifVersion }),
      u.condDel('p001', {}, { ifVersion }),
    ]),
    Array(7).fill(false),
  )
  t.true(await u.put('p001', { age: 1 }, { ifVersion: version }))
})

test.serial('many keys are read in order, with progress', async (t) => {
  const u = db.space(people)
  const keys = Array.from({ length: 700 }, (_, index) => `p${String(index % 400).padStart(3, '0')}`)
  let done = 0
  const rows = await u.getMany(keys, {
    onProgress: (progress) => {
      done = progress
    },
  })
  t.is(done, 700)
  t.deepEqual(
    rows.map((row) => row?.name),
    keys.map((key) => (key < 'p300' ? key : undefined)),
  )
})

test.serial('a group update changes every object that matches, once, also when that moves it', async (t) => {
  const u = db.space(people)
  const progress: number[] = []
  // Every object leaves its region of the subspace of ages, most of them for one further on in the same search.
  t.is(await u.group.add({ age: ge(0) }, { age: 1000 }, { onProgress: (changed) => progress.push(changed) }), 300)
  t.true(progress.length > 0 && progress.every((changed, index) => changed > (progress[index - 1] ?? 0) && changed <= 300))
  t.deepEqual(await u.aggregate({}, { n: count(), low: min('age'), high: max('age') }), { n: 300, low: 1000, high: 1299 })
  t.is(await u.group.put({ town: 'Oslo' }, { town: 'Oslo' }), 100)
  t.is(
    await u.group
      .update({ age: gt(1289) })
      .sub({ age: 1000 })
      .mul({ score: 2 })
      .commit(),
    10,
  )
  t.deepEqual(await u.aggregate({ age: lt(1000) }, { n: count(), total: sum('age'), tenths: sum('score') }), {
    n: 10,
    total: 2945,
    tenths: 589,
  })
})

test.serial('an object whose operation fails is left whole and not counted', async (t) => {
  const u = db.space(people)
  await u.put('p005', { big: 2n ** 63n - 1n, score: 7 })
  const before = await u.get('p005')
  t.is(await u.group.update({ name: 'p005' }).put({ score: 8 }).add({ big: 1n }).commit(), 0)
  t.deepEqual(await u.get('p005'), before)
  const total = await u.count({})
  t.is(await u.group.add({}, { big: 1n }), total - (await u.count({ big: 2n ** 63n - 1n })))
  t.is(await codeOf(u.group.div({}, { age: 0 })), undefined)
  t.is(await u.group.div({}, { age: 0 }), 0)
})

test.serial('an abort stops a group update, a mistake and a read-only space end it', async (t) => {
  const u = db.space(people)
  const extra = Array.from({ length: 2000 }, (_, index) => [`x${index}`, { town: 'Paris' }] as const)
  await u.putMany(extra)
  const controller = new AbortController()
  const aborted = u.group.put({}, { score: -1 }, { signal: controller.signal, onProgress: () => controller.abort() })
  t.is(await codeOf(aborted), 'ABORTED')
  const after = await u.count({ score: -1 })
  t.true(after < 2300, `${after} were changed`)
  t.is(await codeOf(u.group.put({}, { score: 1 }, { signal: AbortSignal.abort() })), 'ABORTED')
  t.is(
    await codeOf(
      u.group.put(
        {},
        { score: -2 },
        {
          onProgress: () => {
            throw new HyperdexError('INTERNAL', 'mine', '')
          },
        },
      ),
    ),
    'INTERNAL',
  )
  await db.admin.setReadOnly(true, people)
  t.is(await codeOf(u.group.del({})), 'READONLY')
  await db.admin.setReadOnly(false, people)
  t.is(await u.group.del({ town: 'Rome' }), 100)
  t.is(await u.count({}), 2200)
})

test.serial('an abort ends calls whose source says nothing, with how many were put', async (t) => {
  const u = db.space(people)
  async function* silentBehind<Element>(first: Element): AsyncGenerator<Element> {
    yield first
    await new Promise(() => {})
  }
  const pair = ['silent', { age: 1 }] as const
  const controller = new AbortController()
  const onProgress = () => controller.abort()
  const putting = u.putMany(silentBehind(pair), { signal: controller.signal, onProgress })
  const { code, message, remedy } = (await t.throwsAsync(putting, { instanceOf: HyperdexError })) as HyperdexError
  t.deepEqual([code, message], ['ABORTED', 'putMany was aborted by its caller, with 1 put'])
  t.regex(remedy, /what was put stays/)
  t.is((await u.get('silent'))?.age, 1)
  const soon = () => ({ signal: AbortSignal.timeout(50) })
  t.is(await codeOf(u.getMany(silentBehind('silent'), soon())), 'ABORTED')
  t.is(await codeOf(db.admin.offerSample(people, silentBehind(pair), soon())), 'ABORTED')
  t.is(await codeOf(u.getMany([], { signal: AbortSignal.abort() })), 'ABORTED')
})
