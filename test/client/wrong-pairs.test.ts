// A pair of putMany that is wrong: nothing of it is sent, what came before it is put, nothing after it is begun, and the error says which pair it is.
import anyTest, { type ExecutionContext, type TestFn } from 'ava'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import { HyperdexError, space, startsWith, t as types } from '../../src/index.ts'

// biome-ignore lint/suspicious/noExplicitAny: programs without types are what is tested
type Untyped = any

const test = anyTest as TestFn<{ cluster: EmbeddedCluster }>

const shape = { attributes: { i: types.int, large: types.document }, partitions: 1, tolerate: 0 } as const
const named = space('named', { key: { k: types.string }, ...shape })
const numbered = space('numbered', { key: { k: types.int64 }, ...shape })

test.before(async (t) => {
  const cluster = await embedded({ servers: 1 })
  t.context = { cluster }
  await using db = await cluster.connect()
  await db.admin.addSpace(named)
  await db.admin.addSpace(numbered)
})

test.after.always((t) => t.context.cluster?.close())

/** Each test has a space of its own connection, which does not know it before the first pair. */
async function opened(t: ExecutionContext<{ cluster: EmbeddedCluster }>, schema: Untyped = named): Promise<Untyped> {
  const db = await t.context.cluster.connect()
  t.teardown(() => db.close())
  return db.space(schema)
}

/** Pairs of keys with this letter; `wrong` stands in the place of its index. */
function* pairs(letter: string, wrong: readonly [index: number, pair: unknown], read: number[]): Generator<unknown> {
  for (let index = 0; index < 1000; index++) {
    read.push(index)
    yield index === wrong[0] ? wrong[1] : [`${letter}${String(index).padStart(3, '0')}`, { i: index }]
  }
}

async function failure(t: ExecutionContext<{ cluster: EmbeddedCluster }>, call: Promise<unknown>): Promise<HyperdexError> {
  return (await t.throwsAsync(call, { instanceOf: HyperdexError })) as HyperdexError
}

test('a wrong value: its pair is named, what came before is put, and nothing after it is read', async (t) => {
  const u = await opened(t)
  for (const [letter, index] of [
    ['a', 5],
    ['b', 700],
  ] as const) {
    const read: number[] = []
    const { code, message, remedy } = await failure(t, u.putMany(pairs(letter, [index, ['zoe', { i: 'one' }]], read)))
    t.is(code, 'INVALID')
    t.is(message, `putMany failed at index ${index}, key "zoe", with ${index} put: attribute i takes a whole number, not a string`)
    t.is(remedy, 'give a whole number')
    t.is(read.length, index + 1)
    t.is(await u.get('zoe'), undefined)
    t.is(await u.count({ k: startsWith(letter) }), index)
  }
})

test('a wrong key, an unknown attribute, an int that is not safe, and what is no pair', async (t) => {
  const u = await opened(t)
  const wrong: readonly (readonly [pair: unknown, says: RegExp, code: string])[] = [
    [[7, { i: 1 }], /index 1, key 7, with 1 put: attribute k takes a string, not the number 7/, 'INVALID'],
    [[undefined, { i: 1 }], /index 1, key undefined, with 1 put: /, 'INVALID'],
    [['x', { j: 1 }], /index 1, key "x", with 1 put: space named has no attribute j/, 'INVALID'],
    [['x', { i: 2 ** 60 }], /index 1, key "x", with 1 put: /, 'INT_UNSAFE'],
    [['x'.repeat(300), { i: 0.5 }], /index 1, key "x{100}"…, with 1 put: /, 'INVALID'],
    [['x'], /index 1, with 1 put: putMany takes pairs, and found an array/, 'INVALID'],
    ['xy', /index 1, with 1 put: putMany takes pairs, and found a string/, 'INVALID'],
  ]
  for (const [pair, says, code] of wrong) {
    const error = await failure(t, u.putMany(pairs('c', [1, pair], [])))
    t.regex(error.message, says)
    t.is(error.code, code as typeof error.code)
    t.true(error.cause instanceof HyperdexError)
  }
  const n = await opened(t, numbered)
  t.regex((await failure(t, n.putMany([[7n, { i: 'x' }]]))).message, /index 0, key 7, with 0 put: /)
})

test('a refusal by the cluster names its pair, too', async (t) => {
  const u = await opened(t)
  const { code, message } = await failure(
    t,
    u.putMany([
      ['fits', { i: 1 }],
      ['x'.repeat(70_000), { i: 1 }],
    ]),
  )
  t.is(code, 'TOO_LARGE')
  t.regex(message, /^putMany failed at index 1, key "x{100}"…, with 1 put: /)
})

test('a key of getMany that is wrong is named', async (t) => {
  const u = await opened(t)
  const wrong = await failure(t, u.getMany(['a', 'b', 7]))
  t.like(wrong, { code: 'INVALID', message: 'getMany failed at index 2, key 7: attribute k takes a string, not the number 7' })
  t.true(wrong.cause instanceof HyperdexError)
  const long = await failure(t, u.getMany(['a', 'x'.repeat(70_000)]))
  t.is(long.code, 'TOO_LARGE')
  t.regex(long.message, /^getMany failed at index 1, key "x{100}"…: /)
  const signal = AbortSignal.abort(new Error('enough'))
  t.like(await failure(t, u.getMany(['a'], { signal })), { code: 'ABORTED', cause: signal.reason })
})

test('a wrong option is no fault of a pair, and is found without one', async (t) => {
  const u = await opened(t)
  t.regex((await failure(t, u.putMany([], { ifVersion: -1 }))).message, /^ifVersion is/)
  t.regex((await failure(t, u.putMany([], { ttlMs: 0 }))).message, /^ttlMs is/)
  for (const call of ['getMany', 'putMany']) t.regex((await failure(t, u[call]([], { timeoutMs: -1 }))).message, /^timeoutMs is/)
})

test('a pair is taken as it is when it is read, also before the space is known', async (t) => {
  const u = await opened(t)
  const values = { i: 0 }
  async function* reused() {
    for (values.i = 1; values.i <= 3; values.i++) yield [`reused${values.i}`, values]
  }
  t.is(await u.putMany(reused()), 3)
  t.deepEqual(
    (await u.getMany(['reused1', 'reused2', 'reused3'])).map(({ i }: Untyped) => i),
    [1, 2, 3],
  )
})
