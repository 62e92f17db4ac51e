// What every write of the typed client takes beside its values, a version and a time to live; and values that one declaration of a space writes and
// another one cannot read.
import anyTest, { type TestFn } from 'ava'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import { type Database, HyperdexError, space, t as types } from '../../src/index.ts'
import { until } from '../until.ts'

const test = anyTest as TestFn<{ cluster: EmbeddedCluster; db: Database }>

const shape = { subspaces: [['n']], partitions: 4, tolerate: 0 } as const
const texts = space('things', {
  key: { k: types.string },
  attributes: { n: types.int, text: types.string, moment: types.timestamp('day'), words: types.set(types.string) },
  ...shape,
})
const raw = space('things', {
  key: { k: types.bytes },
  attributes: { n: types.int64, text: types.bytes, moment: types.timestamp('day', 'micros'), words: types.set(types.bytes) },
  ...shape,
})
const brief = 100

test.before(async (t) => {
  const cluster = await embedded({ servers: 2 })
  const db = await cluster.connect()
  t.context = { cluster, db }
  await db.admin.addSpace(texts)
})

test.after.always(async (t) => {
  await t.context.db?.close()
  await t.context.cluster?.close()
})

async function codeOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (error: unknown) => (error instanceof HyperdexError ? error.code : error),
  )
}

test('every write takes a version: false at another one, done at this one', async (t) => {
  const u = t.context.db.space(texts)
  const writes: Record<string, (key: string, ifVersion: number) => Promise<boolean>> = {
    put: (key, ifVersion) => u.put(key, { n: 2 }, { ifVersion }),
    'put, conditional': (key, ifVersion) => u.put(key, { n: 2 }, { ifVersion, if: { n: 1 } }),
    condPut: (key, ifVersion) => u.condPut(key, { n: 1 }, { n: 2 }, { ifVersion }),
    condPutOrCreate: (key, ifVersion) => u.condPutOrCreate(key, { n: 1 }, { n: 2 }, { ifVersion }),
    add: (key, ifVersion) => u.add(key, { n: 1 }, { ifVersion }),
    append: (key, ifVersion) => u.append(key, { text: 'x' }, { ifVersion }),
    setAdd: (key, ifVersion) => u.setAdd(key, { words: 'x' }, { ifVersion }),
    update: (key, ifVersion) => u.update(key).add({ n: 1 }).commit({ ifVersion }),
    condDel: (key, ifVersion) => u.condDel(key, { n: 1 }, { ifVersion }),
    del: (key, ifVersion) => u.del(key, { ifVersion }),
  }
  for (const [name, write] of Object.entries(writes)) {
    await u.put(name, { n: 1 })
    const { $version } = (await u.get(name, { version: true }))!
    t.false(await write(name, $version - 1), name)
    t.false(await write(name, 0), name)
    t.is((await u.get(name, { version: true }))!.$version, $version, name)
    t.true(await write(name, $version), name)
    t.not((await u.get(name, { version: true }))?.$version, $version, name)
  }
  // Of an object that is absent the version is 0.
  t.false(await u.putIfNotExist('absent', { n: 1 }, { ifVersion: 5 }))
  t.is(await u.get('absent'), undefined)
  t.true(await u.putIfNotExist('absent', { n: 1 }, { ifVersion: 0 }))
  t.true(await u.condPutOrCreate('absent too', { n: 9 }, { n: 1 }, { ifVersion: 0 }))
  t.true(await u.update('absent as well').add({ n: 1 }).commit({ ifVersion: 0 }))
})

test('every write but removals takes a time to live', async (t) => {
  const u = t.context.db.space(texts)
  const ttlMs = brief
  const there = ['a condPut', 'an add', 'a mapping update']
  for (const key of there) await u.put(key, { n: 7, text: 'brief' })
  t.true(await u.put('a put', { n: 7, text: 'brief' }, { ttlMs }))
  t.true(await u.putIfNotExist('a putIfNotExist', { n: 7, text: 'brief' }, { ttlMs }))
  t.true(await u.condPutOrCreate('a condPutOrCreate', {}, { n: 7, text: 'brief' }, { ttlMs }))
  t.is(await u.putMany([['of putMany', { n: 7, text: 'brief' }]], { ttlMs }), 1)
  t.true(await u.condPut('a condPut', { text: 'brief' }, { n: 8 }, { ttlMs }))
  t.true(await u.add('an add', { n: 1 }, { ttlMs }))
  t.true(await u.update('a mapping update').add({ n: 1 }).commit({ ttlMs }))
  const group = ['g1', 'g2']
  for (const key of group) await u.put(key, { text: 'grouped' })
  t.is(await u.group.put({ text: 'grouped' }, { text: 'brief' }, { ttlMs }), 2)
  await u.put('for ever', { text: 'brief' }, { ttlMs: Number.POSITIVE_INFINITY })
  await until('only what has no end is left', async () => (await u.count({ text: 'brief' })) === 1)
  t.is((await u.get('for ever'))?.text, 'brief')
  for (const wrong of [0, -1, 1.5, Number.NaN]) t.is(await codeOf(u.put('never', {}, { ttlMs: wrong })), 'INVALID', String(wrong))
})

test('bytes that are no text are read as bytes only, and naming the attribute it is said so', async (t) => {
  const { db } = t.context
  const [u, r] = [db.space(texts), db.space(raw)]
  const key = Buffer.from('no text')
  await r.put(key, { text: Uint8Array.of(0xff, 0), n: 1n })
  const error = await t.throwsAsync(u.get('no text'), { code: 'INVALID', message: /attribute text of .*"no text".*not UTF-8/ })
  t.regex((error as HyperdexError).remedy, /t\.bytes/)
  t.deepEqual(await u.getPartial('no text', ['n']), { n: 1 })
  t.deepEqual((await r.get(key))!.text, Uint8Array.of(0xff, 0))
  await r.put(key, { text: Buffer.from('zoë'), words: new Set([Uint8Array.of(0xfe)]) })
  await t.throwsAsync(u.get('no text'), { code: 'INVALID', message: /attribute words of/ })
  t.deepEqual(await u.getPartial('no text', ['text']), { text: 'zoë' })
  await r.put(Uint8Array.of(0xff), { n: 5_000n })
  await t.throwsAsync(u.search({ n: 5_000 }).next(), { code: 'INVALID', message: /attribute k of/ })
  await r.del(Uint8Array.of(0xff))
})

test('a moment finer than a Date is rounded down, one beyond every Date is refused', async (t) => {
  const { db } = t.context
  const [u, r] = [db.space(texts), db.space(raw)]
  const key = Buffer.from('moments')
  for (const [micros, millis] of [
    [1_999n, 1],
    [-1n, -1],
    [-1_000n, -1],
    [-1_001n, -2],
    [8_640_000_000_000_000_000n, 8.64e15],
  ] as const) {
    await r.put(key, { moment: micros })
    t.is((await u.get('moments'))!.moment.getTime(), millis, `${micros}`)
  }
  for (const beyond of [8_640_000_000_000_001_000n, -(2n ** 63n)]) {
    await r.put(key, { moment: beyond })
    const error = await t.throwsAsync(u.get('moments'), { code: 'INT_UNSAFE', message: /attribute moment of .*"moments"/ })
    t.regex((error as HyperdexError).remedy, /'micros'/)
    t.is((await r.get(key))!.moment, beyond)
  }
  t.is(await codeOf(u.put('moments', { moment: new Date(Number.NaN) })), 'INVALID')
  t.is(await codeOf(r.put(key, { moment: 2n ** 63n })), 'INVALID')
})
