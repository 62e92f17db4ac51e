// Programs without types: an option that a call does not know is refused, and named with the nearest ones. Were it ignored, a conditional write would be an
// unconditional one.
import anyTest, { type ExecutionContext, type TestFn } from 'ava'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import { connect, count, type Database, HyperdexError, space, t as types } from '../../src/index.ts'

// biome-ignore lint/suspicious/noExplicitAny: this is what is tested
type Untyped = any

const test = anyTest as TestFn<{ cluster: EmbeddedCluster; db: Database; u: Untyped }>

const objects = space('objects', { key: { k: types.string }, attributes: { i: types.int }, partitions: 1, tolerate: 0 })

test.before(async (t) => {
  const cluster = await embedded({ servers: 1 })
  const db = await cluster.connect()
  await db.admin.addSpace(objects)
  t.context = { cluster, db, u: db.space(objects) }
})

test.after.always(async (t) => {
  await t.context.db?.close()
  await t.context.cluster?.close()
})

async function refusal(t: ExecutionContext<unknown>, call: () => unknown): Promise<string> {
  const error = await t.throwsAsync(async () => call(), { instanceOf: HyperdexError, code: 'INVALID' })
  const { message, remedy } = error as HyperdexError
  return `${message}: ${remedy}`
}

test('a misspelt condition is refused, and nothing is written', async (t) => {
  const { u } = t.context
  await u.put('kept', { i: 1 })
  const wrong: Record<string, () => unknown> = {
    'put takes no option ifversion: did you mean ifVersion?': () => u.put('kept', { i: 2 }, { ifversion: 0 }),
    'put takes no option iff: did you mean if?': () => u.put('kept', { i: 2 }, { iff: { i: 99 } }),
    'add takes no option iff: did you mean if?': () => u.add('kept', { i: 2 }, { iff: { i: 99 } }),
    'del takes no option If: did you mean if?': () => u.del('kept', { If: { i: 99 } }),
    'update takes no option ifVersoin: did you mean ifVersion?': () => u.update('kept').put({ i: 2 }).commit({ ifVersoin: 9 }),
    'put takes no option ttl: did you mean ttlMs?': () => u.put('kept', { i: 2 }, { ttl: 5 }),
    'putMany takes no option IfVersion: did you mean ifVersion?': () => u.putMany([['kept', { i: 2 }]], { IfVersion: 0 }),
    'group.put takes no option ttlms: did you mean ttlMs?': () => u.group.put({}, { i: 2 }, { ttlms: 5 }),
    'group.update takes no option ttlms: did you mean ttlMs?': () => u.group.update({}).put({ i: 2 }).commit({ ttlms: 5 }),
  }
  for (const [said, call] of Object.entries(wrong)) t.true((await refusal(t, call)).startsWith(said), said)
  t.deepEqual(await u.get('kept'), { k: 'kept', i: 1 })
})

test('an option of other calls is refused, with the ones that the call takes', async (t) => {
  const { u } = t.context
  await u.put('there', { i: 1 })
  const where = { if: { i: 99 } }
  const wrong: Record<string, () => unknown> = {
    'condPut takes no option if: it takes ifVersion, secret, signal, timeoutMs, ttlMs': () => u.condPut('there', { i: 1 }, { i: 2 }, where),
    'condPutOrCreate takes no option if: ': () => u.condPutOrCreate('there', { i: 1 }, { i: 2 }, where),
    'putIfNotExist takes no option if: ': () => u.putIfNotExist('new', { i: 2 }, where),
    'condDel takes no option if: ': () => u.condDel('there', { i: 1 }, where),
    'putMany takes no option if: ': () => u.putMany([['there', { i: 2 }]], where),
    'group.add takes no option if: ': () => u.group.add({ i: 1 }, { i: 2 }, where),
    'group.del takes no option if: it takes onProgress, signal, timeoutMs': () => u.group.del({}, where),
    'group.update takes no option ifVersion: ': () => u.group.update({}).add({ i: 1 }).commit({ ifVersion: 1 }),
    'del takes no option ttlMs: ': () => u.del('there', { ttlMs: 5 }),
    'put takes no option aborted: ': () => u.put('there', { i: 2 }, AbortSignal.abort()),
    'get takes no option ifVersion: ': () => u.get('there', { ifVersion: 1 }),
    'getPartial takes no option select: ': () => u.getPartial('there', ['i'], { select: [] }),
    'getMany takes no option limit: ': () => u.getMany(['there'], { limit: 1 }),
    'search takes no option order: did you mean orderBy?': () => u.search({}, { order: ['i'] }).next(),
    'explain takes no option ifVersion: ': () => u.explain({}, { ifVersion: 1 }),
    'count takes no option limit: ': () => u.count({}, { limit: 1 }),
    'aggregate takes no option groupBy: ': () => u.aggregate({}, { n: count() }, { groupBy: ['i'] }),
    'watch takes no option form: did you mean from?': () => u.watch({}, { form: 'x' }).next(),
  }
  for (const [said, call] of Object.entries(wrong)) {
    const heard = await refusal(t, call)
    t.true(heard.startsWith(said), `${said} … ${heard}`)
  }
  t.deepEqual(await u.get('there'), { k: 'there', i: 1 })
  t.is(await u.get('new'), undefined)
})

test('so is one of a declaration, of administration and of a connection', async (t) => {
  const { cluster, db } = t.context
  const declare = (more: object) => (space as Untyped)('x', { key: { k: types.string }, ...more })
  const wrong: Record<string, () => unknown> = {
    'space takes no option partition: did you mean partitions?': () => declare({ partition: 5 }),
    'space takes no option expire: did you mean expireMs?': () => declare({ expire: 5 }),
    'space takes no option index: did you mean indexes?': () => declare({ index: ['a'] }),
    'db.admin.status takes no option timeout: did you mean timeoutMs?': () => db.admin.status({ timeout: 5 } as Untyped),
    'db.admin.removeSpace takes no option force: ': () => db.admin.removeSpace('nothing', { force: true } as Untyped),
    'db.admin.check takes no option space: did you mean spaces?': () => db.admin.check({ space: 'objects' } as Untyped),
    'openSpace takes no option timeout: did you mean timeoutMs?': () => db.openSpace('objects', { timeout: 5 } as Untyped),
    'connect takes no option timeout: did you mean timeoutMs?': () => connect(cluster.url, { timeout: 5 } as Untyped),
    'embedded takes no option server: did you mean servers?': () => embedded({ server: 3 } as Untyped),
  }
  for (const [said, call] of Object.entries(wrong)) {
    const heard = await refusal(t, call)
    t.true(heard.startsWith(said), `${said} … ${heard}`)
  }
})

test('options that are none are refused, and an option that is undefined is left out', async (t) => {
  const { u } = t.context
  for (const options of [new Map([['ifVersion', 0]]), new Set(), Promise.resolve({ ifVersion: 0 }), new Date()]) {
    await t.throwsAsync(u.put('none', { i: 1 }, options), {
      instanceOf: HyperdexError,
      code: 'INVALID',
      message: /the options are an object of/,
    })
  }
  t.is(await u.get('none'), undefined)
  t.true(await u.put('left out', { i: 1 }, { if: undefined, ifVersion: undefined, whatever: undefined }))
  t.false(await u.put('inherited', { i: 1 }, Object.create({ if: {} })))
  t.true(await u.condPut('left out', { i: 1 }, { i: 2 }, { if: undefined }))
})

test('an order is an attribute and a direction, and nothing more', async (t) => {
  const { u } = t.context
  t.regex(await refusal(t, () => u.search({}, { orderBy: ['i', 'desc', 'x'] }).next()), /orderBy.*\['attribute', 'desc'\]/)
  t.regex(await refusal(t, () => u.explain({}, { orderBy: ['i', undefined, undefined] })), /orderBy/)
})

test('options of a class, those of an explained search and what all objects have in common change nothing', async (t) => {
  const { u } = t.context
  await u.put('kept', { i: 1 })
  class Options {
    get timeoutMs() {
      return 5000
    }
  }
  t.deepEqual(await u.get('kept', new Options()), { k: 'kept', i: 1 })
  t.truthy(await u.explain({ i: 1 }, { select: ['i'], limit: 3, version: true }))
  const all = Object.prototype as { strange?: number }
  Object.defineProperty(all, 'strange', { value: 1, enumerable: true, configurable: true })
  try {
    t.deepEqual(await u.get('kept'), { k: 'kept', i: 1 })
    t.deepEqual(await u.get('kept', { timeoutMs: 5000 }), { k: 'kept', i: 1 })
  } finally {
    delete all.strange
  }
})

test('what an accessor of a class gives is checked like any other option', async (t) => {
  const { u } = t.context
  class Signal {
    get signal() {
      return 'stop'
    }
  }
  class Selection {
    get select() {
      return 'i'
    }
  }
  t.regex(await refusal(t, () => u.get('kept', new Signal() as Untyped)), /the option signal is/)
  t.regex(await refusal(t, () => u.search({}, new Selection() as Untyped).next()), /the option select is/)
})
