// Spaces with authorization through the typed client, on a real cluster inside this process.
import test, { type ExecutionContext } from 'ava'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import { t as columnTypes, count, type Database, type HyperdexError, macaroon, narrow, space } from '../../src/index.ts'

const columns = { key: { owner: columnTypes.string }, attributes: { amount: columnTypes.int, note: columnTypes.string } } as const
const accounts = space('accounts', { ...columns, subspaces: [['amount']], partitions: 8, authorization: true })
const open = space('open', columns)

const secret = 'a secret that nobody guesses'
const soon = Math.floor(Date.now() / 1000) + 3600

let cluster: EmbeddedCluster
let db: Database

test.before(async (t) => {
  t.timeout(60_000)
  cluster = await embedded({ servers: 2 })
  db = await cluster.connect()
  await db.admin.addSpace(accounts)
  await db.admin.addSpace(open)
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

const holding = (...tokens: string[]) => db.withTokens(tokens).space(accounts)

async function refused(t: ExecutionContext, promise: Promise<unknown>, code = 'UNAUTHENTICATED'): Promise<void> {
  t.is(await codeOf(promise), code)
}

test('the secret of the creation makes the tokens of the object', async (t) => {
  const bare = db.space(accounts)
  const u = holding(macaroon(secret))
  t.true(await bare.put('ann', { amount: 1 }, { secret }))
  t.deepEqual(await u.get('ann'), { owner: 'ann', amount: 1, note: '' })
  t.deepEqual(await u.getPartial('ann', ['amount']), { amount: 1 })
  t.true(await u.add('ann', { amount: 5 }, { if: { amount: 1 } }))
  t.false(await u.add('ann', { amount: 5 }, { if: { amount: 1 } }))
  t.true(await u.update('ann').add({ amount: 1 }).append({ note: 'x' }).commit())
  t.deepEqual(await u.getMany(['ann', 'ann']), [
    { owner: 'ann', amount: 7, note: 'x' },
    { owner: 'ann', amount: 7, note: 'x' },
  ])
  t.true(await u.del('ann'))
  await refused(t, u.get('ann'))
})

test('without a token, or with a wrong one, nothing is said, of absent objects neither', async (t) => {
  const bare = db.space(accounts)
  await bare.put('bob', { amount: 1 }, { secret })
  for (const u of [bare, holding(), holding(macaroon('another secret')), holding(narrow(macaroon('x'), ['op = read']))]) {
    for (const key of ['bob', 'nobody']) {
      await refused(t, u.get(key))
      await refused(t, u.getMany([key]))
      await refused(t, u.put(key, { amount: 2 }))
      await refused(t, u.putIfNotExist(key, { amount: 2 }))
      await refused(t, u.condPut(key, { amount: 1 }, { amount: 2 }))
      await refused(t, u.condPutOrCreate(key, { amount: 1 }, { amount: 2 }))
      await refused(t, u.add(key, { amount: 1 }))
      await refused(t, u.update(key).add({ amount: 1 }).commit())
      await refused(t, u.del(key))
      await refused(t, u.condDel(key, { amount: 1 }))
      await refused(t, u.put(key, { amount: 2 }, { ifVersion: 7 }))
      await refused(t, u.putMany([[key, { amount: 2 }]]))
    }
  }
  const u = holding(macaroon(secret))
  t.deepEqual(await u.get('bob'), { owner: 'bob', amount: 1, note: '' })
  await refused(t, u.get('nobody'))
  await refused(t, u.del('nobody'))
})

test('a secret helps a write that needs an object as little as no secret', async (t) => {
  const bare = db.space(accounts)
  await refused(t, bare.condPut('absent', {}, { amount: 1 }, { secret }))
  await refused(t, bare.add('absent', { amount: 1 }, { secret }))
  await refused(t, bare.del('absent', { secret }))
})

test('every form of creation takes a secret, and is judged as elsewhere', async (t) => {
  const bare = db.space(accounts)
  const u = holding(macaroon(secret))
  t.true(await bare.putIfNotExist('new 1', { amount: 1 }, { secret }))
  t.true(await bare.condPutOrCreate('new 2', { amount: 9 }, { amount: 2 }, { secret }))
  t.true(await bare.update('new 3').put({ amount: 3 }).commit({ secret }))
  t.is(
    await bare.putMany(
      [
        ['new 4', { amount: 4 }],
        ['new 5', { amount: 5 }],
      ],
      { secret },
    ),
    2,
  )
  t.false(await bare.put('new 6', { amount: 6 }, { secret, ifVersion: 9 }))
  const rows = await u.getMany(['new 1', 'new 2', 'new 3', 'new 4', 'new 5'])
  t.deepEqual(
    rows.map((row) => row?.amount),
    [1, 2, 3, 4, 5],
  )
  await refused(t, u.get('new 6'))
})

test('the secret of an object serves as a token for a write, and never changes', async (t) => {
  const bare = db.space(accounts)
  const other = 'another secret'
  await bare.put('cat', { amount: 1 }, { secret })
  t.true(await bare.put('cat', { amount: 2 }, { secret }))
  t.false(await bare.putIfNotExist('cat', { amount: 3 }, { secret }))
  await refused(t, bare.put('cat', { amount: 4 }, { secret: other }))
  await refused(t, bare.putIfNotExist('cat', { amount: 4 }, { secret: other }))
  t.true(await holding(macaroon(secret)).put('cat', { amount: 5 }, { secret: other }))
  await refused(t, holding(macaroon(other)).get('cat'))
  t.is((await holding(macaroon(secret)).get('cat'))?.amount, 5)
  t.true(await bare.del('cat', { secret }))
  t.true(await bare.put('cat', { amount: 6 }, { secret: other }))
  t.is((await holding(macaroon(other)).get('cat'))?.amount, 6)
  await refused(t, holding(macaroon(secret)).get('cat'))
})

test('caveats narrow a token, and every one of them must hold', async (t) => {
  await db.space(accounts).put('dan', { amount: 1 }, { secret })
  const reader = holding(macaroon(secret, ['op = read']))
  t.is((await reader.get('dan'))?.amount, 1)
  await refused(t, reader.put('dan', { amount: 2 }), 'PERMISSION_DENIED')
  await refused(t, reader.del('dan'), 'PERMISSION_DENIED')
  const writer = holding(macaroon(secret, ['op = write', `time < ${soon}`]))
  t.true(await writer.put('dan', { amount: 3 }))
  await refused(t, writer.get('dan'), 'PERMISSION_DENIED')
  await refused(t, holding(macaroon(secret, ['time < 1000000000'])).get('dan'), 'PERMISSION_DENIED')
  await refused(t, holding(narrow(macaroon(secret, ['op = read']), ['op = write'])).get('dan'), 'PERMISSION_DENIED')
  t.is((await holding(narrow(macaroon(secret), [`time < ${soon}`, 'op = read'])).get('dan'))?.amount, 3)
})

test('of several tokens one that allows the call is enough', async (t) => {
  await db.space(accounts).put('eve', { amount: 1 }, { secret })
  const u = holding(macaroon('another'), macaroon(secret, ['op = read']), macaroon(secret, ['op = write']))
  t.true(await u.add('eve', { amount: 1 }))
  t.is((await u.get('eve'))?.amount, 2)
  t.is(await codeOf(holding(...Array(16).fill(macaroon('x'))).get('eve')), 'UNAUTHENTICATED')
  t.throws(() => db.withTokens(Array(17).fill(macaroon('x'))), { code: 'TOO_LARGE' })
})

test('what asks for many objects is refused, whatever is presented', async (t) => {
  const u = holding(macaroon(secret))
  const first = async (rows: AsyncIterable<unknown>) => {
    for await (const _ of rows) break
  }
  await refused(t, first(u.search({})))
  await refused(t, first(u.search({ owner: 'ann' })))
  await refused(t, u.count({}))
  await refused(t, u.aggregate({}, { n: count() }))
  await refused(t, u.explain({}))
  await refused(t, u.group.del({}))
  await refused(t, u.group.add({}, { amount: 1 }))
  await refused(t, first(u.watch({})))
})

test('what is no token, caveat or secret is refused before anything is sent', async (t) => {
  for (const token of ['', 'not a token', 'AgI', macaroon(secret).slice(0, -4), `${macaroon(secret)}AAAA`]) {
    t.throws(() => db.withTokens([token]), { code: 'INVALID' }, token)
  }
  for (const caveat of ['op=read', 'op = delete', 'time < tomorrow', '']) {
    t.throws(() => macaroon(secret, [caveat]), { code: 'INVALID' }, caveat)
    t.throws(() => narrow(macaroon(secret), [caveat]), { code: 'INVALID' }, caveat)
  }
  t.throws(() => macaroon(''), { code: 'INVALID' })
  t.throws(() => macaroon(new Uint8Array(1025)), { code: 'TOO_LARGE' })
  t.throws(() => macaroon(secret, Array(33).fill('op = read')), { code: 'TOO_LARGE' })
  t.throws(() => narrow('x', ['op = read']), { code: 'INVALID' })
  await refused(t, db.space(accounts).put('fay', {}, { secret: '' }), 'INVALID')
  await refused(t, db.space(accounts).put('fay', {}, { secret: new Uint8Array(2000) }), 'TOO_LARGE')
})

test('a token in the alphabet of base64 with padding is the same', async (t) => {
  await db.space(accounts).put('gus', { amount: 1 }, { secret })
  const padded = Buffer.from(macaroon(secret), 'base64url').toString('base64')
  t.is((await holding(padded).get('gus'))?.amount, 1)
})

test('other spaces do not look at tokens, and take no secret', async (t) => {
  const u = db.withTokens([macaroon('anything')]).space(open)
  t.true(await u.put('k', { amount: 1 }))
  t.is((await u.get('k'))?.amount, 1)
  await refused(t, u.put('k', {}, { secret }), 'INVALID')
})

test('an object whose time is over leaves its key to anybody with a secret', async (t) => {
  const bare = db.space(accounts)
  await bare.put('hal', { amount: 1 }, { secret, ttlMs: 300 })
  const u = holding(macaroon(secret))
  t.true(await u.put('hal', { amount: 2 }))
  const until = performance.now() + 20_000
  while ((await codeOf(u.get('hal'))) !== 'UNAUTHENTICATED' && performance.now() < until) await new Promise((go) => setTimeout(go, 50))
  await refused(t, u.get('hal'))
  t.true(await bare.put('hal', { amount: 3 }, { secret: 'another' }))
  t.is((await holding(macaroon('another')).get('hal'))?.amount, 3)
})
