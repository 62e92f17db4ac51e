import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { embedded } from '../../src/embedded.ts'
import { between, gt, space, t as types } from '../../src/index.ts'

const people = space('people', {
  key: { name: types.string },
  attributes: { last: types.string, age: types.int, score: types.float },
  subspaces: [['age'], ['last', 'score']],
  indexes: ['score'],
  tolerate: 1,
  partitions: 8,
})

test('a cluster in this process: writes, relocations and searches through the typed client', async (t) => {
  await using cluster = await embedded({ servers: 3 })
  await using db = await cluster.connect()
  t.true(await db.admin.addSpace(people))
  t.false(await db.admin.addSpace(people))
  const p = db.space(people)
  const all = Array.from({ length: 300 }, (_, index) => [`p${index}`, { last: `l${index % 7}`, age: index, score: index / 2 }] as const)
  t.is(await p.putMany(all), 300)
  t.is(await p.count({}), 300)
  t.is(await p.count({ last: 'l3', age: gt(100) }), all.filter(([, { last, age }]) => last === 'l3' && age > 100).length)
  t.true(await p.condPut('p7', { age: 7 }, { age: 100_000, last: 'moved' }))
  t.false(await p.condPut('p7', { age: 7 }, { age: 8 }))
  const found: string[] = []
  for await (const row of p.search({ age: between(290, 200_000) }, { orderBy: ['age', 'desc'], limit: 3, select: ['name'] }))
    found.push(row.name)
  t.deepEqual(found, ['p7', 'p299', 'p298'])
  t.is(await p.count({ last: 'moved' }), 1)
  const { subspace, regionsAsked } = await p.explain({ age: 7 })
  t.deepEqual([subspace, regionsAsked], [1, 1])
  t.true(await p.del('p7'))
  t.is(await p.get('p7'), undefined)
  t.is((await db.admin.status()).servers.length, 3)
})

test('data that is to be kept is kept, temporary data is removed', async (t) => {
  const data = await mkdtemp(join(tmpdir(), 'hyperdex-kept-'))
  {
    await using cluster = await embedded({ data })
    await using db = await cluster.connect()
    await db.admin.addSpace(people)
    await db.space(people).put('a', { age: 1 })
  }
  {
    await using cluster = await embedded({ data })
    await using db = await cluster.connect()
    t.like(await db.space(people).get('a'), { age: 1 })
  }
  t.true((await stat(data)).isDirectory())
  await rm(data, { recursive: true })
  await t.throwsAsync(embedded({ servers: 0 }), { code: 'INVALID' })
})

test('an object goes when its time to live is over, also across a restart of everything', async (t) => {
  const data = await mkdtemp(join(tmpdir(), 'hyperdex-living-'))
  const sessions = space('sessions', {
    key: { id: types.string },
    attributes: { user: types.string },
    subspaces: [['user']],
    expireMs: 1500,
  })
  {
    await using cluster = await embedded({ data })
    await using db = await cluster.connect()
    await db.admin.addSpace(sessions)
    const s = db.space(sessions)
    await s.put('short', { user: 'ann' })
    await s.put('long', { user: 'ann' }, { ttlMs: 600_000 })
    await s.update('for ever').put({ user: 'ann' }).commit({ ttlMs: Number.POSITIVE_INFINITY })
    await t.throwsAsync(s.put('never', {}, { ttlMs: 0 }), { code: 'INVALID' })
  }
  {
    await using cluster = await embedded({ data })
    await using db = await cluster.connect()
    const s = db.space(sessions)
    while ((await s.count({ user: 'ann' })) > 2) await new Promise((resolve) => setTimeout(resolve, 50))
    t.deepEqual(
      (await s.getMany(['short', 'long', 'for ever'])).map((row) => row?.id),
      [undefined, 'long', 'for ever'],
    )
    t.true(await s.putIfNotExist('short', { user: 'bob' }))
  }
  await rm(data, { recursive: true })
})
