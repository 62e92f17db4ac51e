import test, { type ExecutionContext } from 'ava'
import {
  and,
  t as columnTypes,
  connect,
  ge,
  gt,
  HyperdexError,
  length,
  lt,
  not,
  oneOf,
  or,
  regex,
  space,
  startsWith,
  type Where,
} from '../../src/index.ts'
import { SessionDriver } from '../../src/transport/session-driver.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import { StubServer } from './stub-server.ts'

const users = space('users', {
  key: { name: columnTypes.string },
  attributes: { last: columnTypes.string, age: columnTypes.int, score: columnTypes.float, big: columnTypes.int64, raw: columnTypes.bytes },
  subspaces: [['age']],
})

async function started(t: ExecutionContext) {
  const server = new StubServer()
  await server.start()
  const db = await connect(`hyperdex://${server.address}`)
  await db.admin.addSpace(users)
  t.teardown(async () => {
    await db.close()
    await server.close()
  })
  return { server, db, u: db.space(users) }
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  return error instanceof HyperdexError ? error.code : `no HyperdexError: ${error}`
}

async function rowsOf<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = []
  for await (const row of rows) all.push(row)
  return all
}

test('what is put is read back, absent attributes as defaults', async (t) => {
  const { u } = await started(t)
  t.is(await u.get('jsmith'), undefined)
  t.true(await u.put('jsmith', { last: 'Smith', age: -5, score: 0.1, big: -(2n ** 63n), raw: Uint8Array.of(255, 0) }))
  t.deepEqual(await u.get('jsmith'), {
    name: 'jsmith',
    last: 'Smith',
    age: -5,
    score: 0.1,
    big: -(2n ** 63n),
    raw: Uint8Array.of(255, 0),
  })
  await u.put('ä', {})
  const empty = await u.get('ä', { version: true })
  t.deepEqual({ ...empty, $version: 0 }, { name: 'ä', last: '', age: 0, score: 0, big: 0n, raw: new Uint8Array(0), $version: 0 })
  t.true(empty!.$version > 0)
  // This server is one that does not know of gets of some attributes: it sends whole objects.
  t.deepEqual(await u.getPartial('jsmith', ['age', 'last']), { age: -5, last: 'Smith' })
  t.deepEqual(await u.getPartial('jsmith', ['name', 'raw', 'age']), { name: 'jsmith', raw: Uint8Array.of(255, 0), age: -5 })
  t.deepEqual(
    (await u.getMany(['jsmith', 'nobody', 'ä'])).map((row) => row?.name),
    ['jsmith', undefined, 'ä'],
  )
})

test('a key of −0 is 0, in rows too', async (t) => {
  const { db } = await started(t)
  const marks = space('marks', { key: { at: columnTypes.float }, attributes: { n: columnTypes.int } })
  await db.admin.addSpace(marks)
  const m = db.space(marks)
  t.true(await m.put(-0, { n: 1 }))
  t.is((await m.get(0))!.at, 0)
  t.is((await m.get(-0))!.at, 0)
  t.is((await m.getMany([-0]))[0]!.at, 0)
})

test('conditions: false for not found and for compare failed', async (t) => {
  const { u } = await started(t)
  t.false(await u.del('a'))
  t.false(await u.condPut('a', {}, { age: 1 }))
  t.false(await u.put('a', { age: 1 }, { if: { age: 0 } }))
  t.false(await u.add('a', { age: 1 }))
  t.true(await u.condPutOrCreate('a', { age: 99 }, { age: 1 }))
  t.false(await u.condPutOrCreate('a', { age: 99 }, { age: 2 }))
  t.false(await u.putIfNotExist('a', { age: 3 }))
  t.true(await u.condPut('a', { age: [gt(0), lt(2)] }, { last: 'x' }))
  t.true(await u.add('a', { age: 1, score: 0.5, big: 7n }, { if: or({ last: 'y' }, { last: startsWith('x') }) }))
  const row = await u.get('a', { version: true })
  t.like(row, { age: 2, score: 0.5, big: 7n })
  t.false(await u.put('a', { age: 9 }, { ifVersion: row!.$version - 1 }))
  t.true(await u.put('a', { age: 9 }, { ifVersion: row!.$version }))
  t.true(await u.put('new', {}, { ifVersion: 0 }))
  t.false(await u.put('new', {}, { ifVersion: 0 }))
  const created: number[] = []
  const pairs = ['new', 'newer', 'newest'].map((key) => [key, { age: 5 }] as const)
  t.is(await u.putMany(pairs, { ifVersion: 0, onProgress: (done) => created.push(done) }), 2)
  t.deepEqual(created, [1, 2])
  t.like(await u.get('new'), { age: 0 })
  t.is(await u.putMany(pairs, { ifVersion: 0 }), 0)
  t.false(await u.condDel('a', { age: 2 }))
  t.true(await u.condDel('a', { age: 9 }))
  t.is(await u.get('a'), undefined)
})

test('every operation', async (t) => {
  const { u } = await started(t)
  await u.put('a', { last: 'bcd', age: -7, score: 4 })
  await u.sub('a', { score: 1 })
  await u.mul('a', { score: 3 })
  await u.div('a', { age: 2, score: 2 })
  t.like(await u.get('a'), { age: -4, score: 4.5 })
  await u.mod('a', { age: 3 })
  await u.max('a', { age: 6 })
  await u.min('a', { score: 1 })
  t.like(await u.get('a'), { age: 6, score: 1 })
  await u.bitAnd('a', { age: 5 })
  await u.bitOr('a', { age: 3 })
  await u.bitXor('a', { age: 1 })
  t.like(await u.get('a'), { age: 6 })
  await u.prepend('a', { last: 'a', raw: Uint8Array.of(1) })
  await u.append('a', { last: 'e', raw: Uint8Array.of(2) })
  t.like(await u.get('a'), { last: 'abcde', raw: Uint8Array.of(1, 2) })
  await u.ltrim('a', { last: 1 })
  await u.rtrim('a', { last: 2 })
  t.like(await u.get('a'), { last: 'bc' })
  t.true(await u.update('made').add({ age: 2 }).mul({ age: 3 }).append({ last: 'x' }).commit())
  t.like(await u.get('made'), { age: 6, last: 'x' })
  t.false(await u.update('absent').add({ age: 2 }).commit({ if: {} }))
  t.is(await codeOf(u.div('a', { age: 0 })), 'DIVIDE_BY_ZERO')
})

test('searches', async (t) => {
  const { u } = await started(t)
  const people: [string, { last: string; age: number }][] = Array.from({ length: 20 }, (_, index) => [
    `k${String(index).padStart(2, '0')}`,
    { last: index % 2 ? 'odd' : 'even', age: 19 - index },
  ])
  const progress: number[] = []
  t.is(await u.putMany(people, { onProgress: (done) => progress.push(done) }), 20)
  t.deepEqual(
    progress,
    Array.from({ length: 20 }, (_, index) => index + 1),
  )
  t.deepEqual(
    (await rowsOf(u.search({ last: 'odd', age: [ge(3), lt(10)] }))).map(({ age }) => age),
    [8, 6, 4],
  )
  t.deepEqual(await rowsOf(u.search({}, { select: ['age'], orderBy: ['age', 'desc'], limit: 2 })), [{ age: 19 }, { age: 18 }])
  t.deepEqual(await rowsOf(u.search({}, { limit: 0 })), [])
  t.is(await u.count({ last: oneOf('odd', 'other') }), 10)
  t.is(await u.count({ last: oneOf(['odd', 'other']) }), 10)
  t.is(await u.count({ last: oneOf([]) }), 0)
  t.is(await u.count(and({ last: regex('^e') }, { name: length(3) })), 10)
  const [first] = await rowsOf(u.search({}, { cursors: true, limit: 1 }))
  const [second] = await rowsOf(u.search({}, { cursor: first!.$cursor, limit: 1 }))
  t.deepEqual([first!.name, second!.name], ['k00', 'k01'])
  t.like(await u.explain({ last: 'odd' }), { subspace: 0, serversAsked: 1, indexes: ['key scan'], candidates: 20, matches: 10 })
  for await (const row of u.search({})) {
    t.is(row.name, 'k00')
    break
  }
  t.is(await codeOf(rowsOf(u.search({}, { limit: -1 }))), 'INVALID')
})

test('wrong values are refused before anything is sent', async (t) => {
  const { server, db, u } = await started(t)
  const raw = await db.openSpace('users')
  const before = server.batches
  t.is(await codeOf(u.put('a', { age: 2 ** 53 })), 'INT_UNSAFE')
  t.is(await codeOf(raw.put('a', { age: 'x' })), 'INVALID')
  t.is(await codeOf(raw.put('a', { age: 1.5 })), 'INVALID')
  t.is(await codeOf(raw.put('a', { nothing: 1 })), 'INVALID')
  t.is(await codeOf(raw.put('a', { name: 'b' })), 'INVALID')
  t.is(await codeOf(raw.put('a', { big: 2n ** 63n })), 'INVALID')
  t.is(await codeOf(raw.put('a', { last: '\ud800' })), 'INVALID')
  t.is(await codeOf(raw.put(7, {})), 'INVALID')
  t.is(await codeOf(raw.mod('a', { score: 1 })), 'INVALID')
  t.is(await codeOf(raw.count({ nothing: 1 })), 'INVALID')
  for (const levels of [95, 100_000]) {
    let where: Where<typeof users> = { age: 1 }
    for (let level = 1; level < levels; level++) where = not(where)
    t.is(await codeOf(u.put('a', { age: 1 }, { if: where })), 'INVALID')
    t.is(await codeOf(u.count(where)), 'INVALID')
  }
  t.is(await codeOf(u.put('k'.repeat(70_000), {})), 'TOO_LARGE')
  t.is(server.batches, before)
})

test('an int beyond 2^53 is never read as a rounded number', async (t) => {
  const { server, db, u } = await started(t)
  await u.put('a', { big: 2n ** 53n })
  const raw = await db.openSpace('users')
  t.is((await raw.get('a'))!.big, 2n ** 53n)
  const driver = await SessionDriver.connect([server.address])
  const put = { attribute: 2, name: operationName.put, operands: [encodeInt(2n ** 53n + 1n)] }
  await driver.update(await driver.space('users'), { key: encodeString('a'), operations: [put] })
  const error = await t.throwsAsync(u.get('a'), { instanceOf: HyperdexError })
  t.is((error as HyperdexError).code, 'INT_UNSAFE')
  t.regex(error.message, /age.*"a".*9007199254740993/)
  t.regex((error as HyperdexError).remedy, /t\.int64/)
  await driver.close()
})

test('a schema that differs is refused with each difference; unknown spaces are unknown', async (t) => {
  const { db } = await started(t)
  const other = space('users', { key: { name: columnTypes.int }, attributes: { last: columnTypes.int, extra: columnTypes.int } })
  const error = t.throws(() => db.space(other), { instanceOf: HyperdexError }) as HyperdexError
  t.is(error.code, 'SCHEMA_MISMATCH')
  for (const part of [
    /the key is of type int here and string there/,
    /last is of type int/,
    /extra exists only here/,
    /age exists only there/,
  ]) {
    t.regex(error.message, part)
  }
  t.is(await codeOf(db.openSpace('nowhere')), 'UNKNOWN_SPACE')
  t.is(await codeOf(db.space(space('nowhere', { key: { k: columnTypes.int } })).get(1)), 'UNKNOWN_SPACE')
  t.deepEqual(
    (await db.admin.listSpaces()).map(({ name }) => name),
    ['users'],
  )
  const [listed] = await db.admin.listSpaces()
  t.true(await db.admin.addSpace({ definition: { ...listed!, name: 'copy' } }))
  await db.admin.removeSpace('copy')
  await db.admin.removeSpace('users')
  t.is(await codeOf(db.space(users).get('a')), 'UNKNOWN_SPACE')
  t.is((await db.admin.status()).cluster, 'stub')
})

test('a broken stream is made anew and what was unanswered is sent again with its number', async (t) => {
  const { server, u } = await started(t)
  server.withhold = ({ update }) => update !== null && update !== undefined
  const write = u.add('a', { age: 1 })
  const created = u.put('b', { age: 1 })
  await until(() => server.withheld.length === 2)
  server.withhold = () => false
  server.breakSessions()
  t.false(await write)
  t.true(await created)
  t.deepEqual(
    server.withheld.map(({ update }) => update!.number),
    [1, 2],
  )
})

/** What libraries have that come with a signal of their own. */
class OtherSignal {
  aborted = false
  reason: unknown
  readonly listeners = new Set<() => void>()

  addEventListener(_name: 'abort', listener: () => void): void {
    this.listeners.add(listener)
  }

  removeEventListener(_name: 'abort', listener: () => void): void {
    this.listeners.delete(listener)
  }

  abort(reason: unknown): void {
    this.aborted = true
    this.reason = reason
    for (const listener of [...this.listeners]) listener()
  }
}

test('a signal need not be an AbortSignal of this process, and null is none', async (t) => {
  const { server, db, u } = await started(t)
  const other = new OtherSignal()
  const signal = other as unknown as AbortSignal
  t.true(await u.put('a', { age: 1 }, { signal }))
  t.is(await codeOf(db.openSpace('nowhere', { signal })), 'UNKNOWN_SPACE')
  t.is(await u.count({}, { signal: null }), 1)
  t.like(await u.get('a', { signal: null }), { age: 1 })
  t.is((await rowsOf(u.search({}, { signal: null }))).length, 1)
  t.is(await codeOf(db.openSpace('nowhere', { signal: null })), 'UNKNOWN_SPACE')
  await db.admin.status({ signal: null })
  await db.admin.status({ signal })
  t.is(other.listeners.size, 0, 'none is left behind')
  server.withhold = () => true
  const pending = [u.get('a', { signal }), u.count({}, { signal }), u.search({}, { signal }).next()]
  await until(() => server.withheld.length === 3)
  const reason = new Error('enough')
  other.abort(reason)
  for (const call of pending) t.like(await t.throwsAsync(call), { code: 'ABORTED', cause: reason })
  t.is(await codeOf(u.get('a', { signal })), 'ABORTED')
  t.is(await codeOf(db.openSpace('nowhere', { signal })), 'ABORTED')
})

test('aborts and deadlines', async (t) => {
  const { server, db, u } = await started(t)
  server.withhold = () => true
  const abort = new AbortController()
  const read = u.get('a', { signal: abort.signal })
  const count = u.count({}, { signal: abort.signal })
  const search = u.search({}, { signal: abort.signal }).next()
  await until(() => server.withheld.length === 3)
  abort.abort(new Error('enough'))
  t.is(await codeOf(read), 'ABORTED')
  t.is(await codeOf(count), 'ABORTED')
  t.is(await codeOf(search), 'ABORTED')
  t.is(await codeOf(u.get('a', { signal: abort.signal })), 'ABORTED')
  await until(() => server.cancelled.length === 3)
  t.is(await codeOf(u.get('a', { timeoutMs: 30 })), 'TIMEOUT')
  t.is(await codeOf(u.put('a', {}, { timeoutMs: 30 })), 'OUTCOME_UNKNOWN')
  t.is(await codeOf(rowsOf(u.search({}, { timeoutMs: 30 }))), 'TIMEOUT')
  const open = u.get('a')
  const opened = codeOf(open)
  await db.close()
  t.is(await opened, 'UNAVAILABLE')
  t.is(await codeOf(u.get('a')), 'UNAVAILABLE')
})

test('without a coordinator reads work and writes wait within their deadline', async (t) => {
  const { server } = await started(t)
  server.sessions = false
  const db = await connect(`hyperdex://${server.address}`)
  const u = db.space(users)
  t.is(await u.get('a'), undefined)
  t.is(await codeOf(u.put('a', {}, { timeoutMs: 50 })), 'TIMEOUT')
  const write = u.put('a', { age: 3 })
  server.sessions = true
  t.true(await write)
  await db.close()
})

test('a space made by another client is found, and one made anew under the same name is used', async (t) => {
  const { db, u, server } = await started(t)
  await using other = await connect(`hyperdex://127.0.0.1:1,${server.address.replace('127.0.0.1', 'localhost')}`)
  await other.admin.addSpace('space late key k attributes int v')
  const late = space('late', { key: { k: columnTypes.string }, attributes: { v: columnTypes.int } })
  t.true(await db.space(late).put('x', { v: 1 }))
  await u.put('a', { age: 1 })
  await other.admin.removeSpace(users)
  await other.admin.addSpace(users)
  await until(async () => (await u.get('a').catch(() => ({}))) === undefined)
  t.true(await u.put('a', { age: 2 }))
})

test('a cluster that does not answer is UNAVAILABLE, an address that is none INVALID', async (t) => {
  t.is(await codeOf(connect('hyperdex://127.0.0.1:1')), 'UNAVAILABLE')
  t.is(await codeOf(connect(new URL('hyperdex://127.0.0.1:1') as unknown as string)), 'UNAVAILABLE')
  for (const url of ['', 'http://127.0.0.1:1982', 'hyperdex://', 'hyperdex://a:1,,b:2', 'hyperdex://a b', undefined])
    t.is(await codeOf(connect(url as string)), 'INVALID')
})

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve))
}

test('a search that is aborted shows none of the rows that were read ahead', async (t) => {
  const { u } = await started(t)
  await u.putMany(Array.from({ length: 20 }, (_, index) => [`k${index}`, {}] as const))
  const controller = new AbortController()
  let rows = 0
  const reading = (async () => {
    for await (const row of u.search({}, { signal: controller.signal })) {
      t.is(typeof row.name, 'string')
      if (++rows === 3) controller.abort()
    }
  })()
  t.is(await codeOf(reading), 'ABORTED')
  t.is(rows, 3)
})

test('options and conditions that mean nothing are refused, not ignored', async (t) => {
  const { u } = await started(t)
  await u.put('a', { age: 1 })
  t.is(await codeOf(u.del('a', { if: { age: undefined as never } })), 'INVALID')
  t.is(await codeOf(u.count({ age: undefined as never })), 'INVALID')
  t.is(await codeOf(rowsOf(u.search({}, { orderBy: 'age' as never }))), 'INVALID')
  t.is(await codeOf(rowsOf(u.search({}, { orderBy: ['age', 'descending' as never] }))), 'INVALID')
  for (const timeoutMs of [-1, Number.NaN]) {
    t.is(await codeOf(u.get('a', { timeoutMs })), 'INVALID')
    t.is(await codeOf(u.put('a', { age: 2 }, { timeoutMs })), 'INVALID')
    t.is(await codeOf(u.count({}, { timeoutMs })), 'INVALID')
    t.is(await codeOf(rowsOf(u.search({}, { timeoutMs }))), 'INVALID')
  }
  t.like(await u.get('a', { timeoutMs: Number.POSITIVE_INFINITY }), { age: 1 })
  t.like(await u.get('a', { timeoutMs: 1e12 }), { age: 1 })
  const expiring = { ttlMs: 5 }
  t.is(await codeOf(u.put('a', { age: 2 }, expiring as object)), 'INVALID')
  t.like(await u.get('a'), { age: 1 })
})
