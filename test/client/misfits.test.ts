// Programs without types: what does not fit an attribute is said in the client's own words, with the attribute's name and type and what fits.
import anyTest, { type TestFn } from 'ava'
import {
  at,
  between,
  connect,
  contains,
  count,
  type Database,
  gt,
  HyperdexError,
  le,
  length,
  lt,
  regex,
  space,
  startsWith,
  t as types,
} from '../../src/index.ts'
import { StubServer } from './stub-server.ts'

// biome-ignore lint/suspicious/noExplicitAny: this is what is tested
type Untyped = any

const test = anyTest as TestFn<{ server: StubServer; db: Database; u: Untyped }>

const things = space('things', {
  key: { k: types.string },
  attributes: {
    i: types.int,
    big: types.int64,
    f: types.float,
    s: types.string,
    b: types.bytes,
    day: types.timestamp('day'),
    li: types.list(types.int),
    ss: types.set(types.string),
    m: types.map(types.string, types.int),
    d: types.document,
  },
})

test.before(async (t) => {
  const server = new StubServer()
  await server.start()
  const db = await connect(`hyperdex://${server.address}`)
  await db.admin.addSpace(things)
  t.context = { server, db, u: db.space(things) }
})

test.after.always(async (t) => {
  await t.context.db?.close()
  await t.context.server?.close()
})

async function refusal(call: () => Promise<unknown>): Promise<string> {
  try {
    return `no error, but ${await call()}`
  } catch (error) {
    if (!(error instanceof HyperdexError)) throw error
    return `${error.code}: ${error.message}: ${error.remedy}`
  }
}

test('an operator that does not fit an attribute', async (t) => {
  const { u } = t.context
  const ordered = 'use it on strings, numbers and timestamps'
  const inDocument = "give a path: at('a.b', …)"
  const wrong: readonly (readonly [where: object, says: string])[] = [
    [{ i: startsWith('5') }, 'startsWith does not fit attribute i, an int: use it on strings'],
    [{ big: startsWith('5') }, 'startsWith does not fit attribute big, an int64: use it on strings'],
    [{ li: startsWith('5') }, 'startsWith does not fit attribute li, a list(int): use it on strings'],
    [{ f: regex('5') }, 'regex does not fit attribute f, a float: use it on strings'],
    [{ d: regex('5') }, `regex does not fit attribute d, a document: ${inDocument}`],
    [{ i: length(1) }, 'length does not fit attribute i, an int: use it on strings, lists, sets and maps'],
    [{ day: length(gt(1)) }, 'length does not fit attribute day, a timestamp(day): use it on strings, lists, sets and maps'],
    [{ d: length(1) }, `length does not fit attribute d, a document: ${inDocument}`],
    [{ li: lt([1]) }, `lt does not fit attribute li, a list(int): ${ordered}`],
    [{ ss: le(new Set()) }, `le does not fit attribute ss, a set(string): ${ordered}`],
    [{ m: between(new Map(), new Map()) }, `between does not fit attribute m, a map(string, int): ${ordered}`],
    [{ d: gt({}) }, `gt does not fit attribute d, a document: ${inDocument}`],
    [{ s: contains('x') }, 'contains does not fit attribute s, a string: use it on lists, sets and maps'],
    [{ k: contains('x') }, 'contains does not fit attribute k, a string: use it on lists, sets and maps'],
    [{ d: contains('x') }, `contains does not fit attribute d, a document: ${inDocument}`],
  ]
  for (const [where, says] of wrong) t.is(await refusal(() => u.count(where)), `INVALID: ${says}`)
  const fitting: readonly object[] = [
    ...[{ s: startsWith('x') }, { b: startsWith('x') }, { k: regex('x') }, { b: length(1) }, { li: length(1) }, { ss: length(lt(3)) }],
    ...[
      { m: length(1) },
      { m: contains('x') },
      { li: contains(1) },
      { day: lt(new Date()) },
      { f: between(0, 1) },
      { b: gt(Uint8Array.of(1)) },
    ],
    ...[
      { d: at('a', startsWith('x')) },
      { d: at('a', length(1)) },
      { d: at('a', gt(1)) },
      { d: at('a', contains(1)) },
      { li: [1] },
      { d: {} },
    ],
  ]
  for (const where of fitting) t.is(await u.count(where), 0)
})

test('an operation that does not fit an attribute', async (t) => {
  const { u } = t.context
  const says = 'INVALID: append does not fit attribute i, an int: use it on attributes of type string, bytes'
  t.is(await refusal(() => u.append('x', { i: 'y' })), says)
})

test('an attribute that has no order', async (t) => {
  const { u } = t.context
  for (const [name, type] of Object.entries({ li: 'a list(int)', ss: 'a set(string)', m: 'a map(string, int)', d: 'a document' })) {
    const said = `INVALID: a search of space things cannot be ordered by attribute ${name}, ${type}: order by one of k, i, big, f, s, b, day`
    t.is(await refusal(() => u.search({}, { orderBy: [name] }).next()), said)
    t.is(await refusal(() => u.explain({}, { orderBy: [name, 'desc'] })), said)
  }
})

test('a length and a number of bytes that are none', async (t) => {
  const { u } = t.context
  const whole = 'give a whole number within ±(2^53−1)'
  t.is(await refusal(() => u.count({ s: length(1.5) })), `INVALID: the length of s is a whole number, not the number 1.5: ${whole}`)
  t.is(
    await refusal(() => u.count({ li: length(gt('2' as never)) })),
    `INVALID: the length of li is a whole number, not a string: ${whole}`,
  )
  t.is(
    await refusal(() => u.count({ s: length(2 ** 53) })),
    `INVALID: the length of s is a whole number, not the number 9007199254740992: ${whole}`,
  )
  t.is(
    await refusal(() => u.count({ d: at('a', length(0.5)) })),
    `INVALID: the length of d is a whole number, not the number 0.5: ${whole}`,
  )
  t.is(
    await refusal(() => u.ltrim('x', { s: 1.5 })),
    `INVALID: what is trimmed of s is a whole number of bytes, not the number 1.5: ${whole}`,
  )
  t.is(
    await refusal(() => u.rtrim('x', { s: 2 ** 53 })),
    `INVALID: what is trimmed of s is a whole number of bytes, not the number 9007199254740992: ${whole}`,
  )
})

test('no name of a result is lost', async (t) => {
  const { u } = t.context
  const functions = Object.fromEntries(['__proto__', 'constructor', 'toString', 'n'].map((name) => [name, count()]))
  const result = await u.aggregate({}, functions)
  t.deepEqual(Object.entries(result), [
    ['__proto__', 0],
    ['constructor', 0],
    ['toString', 0],
    ['n', 0],
  ])
})
