// Programs without types: whatever is given to a method, it is done or refused with a HyperdexError that says what is wrong and what to give, in the promise
// that the method returns. Nothing that means nothing is taken for "all" or "none".
import test, { type ExecutionContext } from 'ava'
import { embedded } from '../../src/embedded.ts'
import {
  and,
  at,
  avg,
  between,
  t as columnTypes,
  connect,
  contains,
  count,
  HyperdexError,
  length,
  macaroon,
  max,
  narrow,
  not,
  oneOf,
  or,
  regex,
  space,
  startsWith,
  sum,
} from '../../src/index.ts'

// biome-ignore lint/suspicious/noExplicitAny: this is what is tested
type Untyped = any

const things = space('things', {
  key: { name: columnTypes.string },
  attributes: {
    age: columnTypes.int,
    big: columnTypes.int64,
    score: columnTypes.float,
    raw: columnTypes.bytes,
    since: columnTypes.timestamp('day'),
    list: columnTypes.list(columnTypes.int),
    set: columnTypes.set(columnTypes.string),
    map: columnTypes.map(columnTypes.string, columnTypes.int),
    profile: columnTypes.document,
  },
  partitions: 1,
  tolerate: 0,
})
const attributes = ['name', ...Object.keys(things.columns)]

class Thing {}
const circular: Record<string, unknown> = {}
circular.self = circular
const anything: readonly unknown[] = [
  ...[undefined, null, true, -1.5, Number.NaN, 7, 10n, '', 'age', Symbol('sign'), () => 1],
  ...[{}, Object.create(null), circular, { toString: null }, new Thing(), [], [undefined], [[1, 2]], ['age', 7], new Uint8Array(2)],
  ...[new Map([['age', 1]]), new Set(['age']), new Date(Number.NaN), /x/, Promise.resolve(7)],
]

const operations = [
  ...[
    'put',
    'add',
    'sub',
    'mul',
    'div',
    'mod',
    'min',
    'max',
    'bitAnd',
    'bitOr',
    'bitXor',
    'prepend',
    'append',
    'ltrim',
    'rtrim',
    'lpush',
    'rpush',
  ],
  ...[
    'lpop',
    'rpop',
    'setAdd',
    'setRemove',
    'setUnion',
    'setIntersect',
    'mapAdd',
    'mapRemove',
    'mapApply',
    'docSet',
    'docUnset',
    'docRename',
    'docApply',
  ],
]

const optionNames = [
  ...[
    'signal',
    'timeoutMs',
    'ifVersion',
    'ttlMs',
    'secret',
    'if',
    'version',
    'onProgress',
    'orderBy',
    'limit',
    'cursor',
    'cursors',
    'partial',
  ],
  ...['select', 'onMissing', 'by', 'from'],
]

/** What a call comes to: an error, or undefined. Nothing is thrown before there is a promise. */
async function outcome(call: () => unknown): Promise<unknown> {
  let result: Untyped
  try {
    result = call()
  } catch (error) {
    return new Error(`thrown, not rejected: ${error}`)
  }
  try {
    if (typeof result?.next !== 'function') await result
    else {
      if ('opened' in result) await result.opened
      else await result.next()
      await result.return()
    }
  } catch (error) {
    return error
  }
  return undefined
}

function explains(error: unknown): boolean {
  return error instanceof HyperdexError && error.code !== 'INTERNAL' && error.message.length > 0 && error.remedy.length > 0
}

/** Each argument in turn is anything. What is not refused as it should be is told at the end of the test. */
async function tryAnything(
  problems: string[],
  name: string,
  good: readonly unknown[],
  call: (...given: readonly Untyped[]) => unknown,
): Promise<void> {
  for (let place = 0; place < good.length; place++) {
    for (const value of anything) {
      const error = await outcome(() => call(...good.with(place, value)))
      if (error !== undefined && !explains(error)) problems.push(`${name}, argument ${place + 1} is ${describe(value)}: ${error}`)
    }
  }
}

function describe(value: unknown): string {
  try {
    return `${typeof value} ${JSON.stringify(value)}`
  } catch {
    return `a ${typeof value}`
  }
}

async function started(t: ExecutionContext): Promise<{ db: Untyped; u: Untyped }> {
  const cluster = await embedded({ servers: 1 })
  const db = await cluster.connect()
  await db.admin.addSpace(things)
  t.teardown(async () => {
    await db.close()
    await cluster.close()
  })
  const u = db.space(things)
  await u.put('age', { age: 1 })
  return { db, u }
}

test('whatever a method is given, it is done or refused with a reason and a remedy', async (t) => {
  const problems: string[] = []
  const { db, u } = await started(t)
  for (const method of operations) {
    await tryAnything(problems, method, ['k', {}, {}], (...given) => u[method](...given))
    await tryAnything(problems, `group.${method}`, [{ age: 99 }, {}, {}], (...given) => u.group[method](...given))
    await tryAnything(problems, `update().${method}`, ['k', {}, {}], (key, values, options) =>
      u.update(key)[method](values).commit(options),
    )
    for (const attribute of attributes) {
      await tryAnything(problems, `${method} of ${attribute}`, [1], (value) => u[method]('k', { [attribute]: value }))
    }
  }
  for (const method of ['get', 'del']) await tryAnything(problems, method, ['k', {}], (...given) => u[method](...given))
  await tryAnything(problems, 'getPartial', ['k', ['age'], {}], (...given) => u.getPartial(...given))
  await tryAnything(problems, 'getMany', [['k'], {}], (...given) => u.getMany(...given))
  await tryAnything(problems, 'putMany', [[['k', {}]], {}], (...given) => u.putMany(...given))
  await tryAnything(problems, 'putMany of one', [[]], (pair) => u.putMany([pair]))
  await tryAnything(problems, 'putIfNotExist', ['k', {}, {}], (...given) => u.putIfNotExist(...given))
  for (const method of ['condPut', 'condPutOrCreate'])
    await tryAnything(problems, method, ['k', {}, {}, {}], (...given) => u[method](...given))
  await tryAnything(problems, 'condDel', ['k', {}, {}], (...given) => u.condDel(...given))
  await tryAnything(problems, 'group.del', [{ age: 99 }, {}], (...given) => u.group.del(...given))
  for (const method of ['count', 'explain', 'search', 'watch'])
    await tryAnything(problems, method, [{ age: 99 }, {}], (...given) => u[method](...given))
  await tryAnything(problems, 'aggregate', [{}, { n: count() }, {}], (...given) => u.aggregate(...given))
  await tryAnything(problems, 'aggregate of one', [{}], (term) => u.aggregate({}, { n: term }))
  for (const fold of [sum, avg, max] as Untyped[])
    await tryAnything(problems, 'a function', [1], (name) => u.aggregate({}, { n: fold(name) }))
  await tryAnything(problems, 'openSpace', ['things', {}], (...given) => db.openSpace(...given))
  await tryAnything(problems, 'connect', ['x', {}], (...given) => (connect as Untyped)(...given))
  t.deepEqual(problems, [])
})

test('whatever an option is, it is taken or refused', async (t) => {
  const problems: string[] = []
  const { u } = await started(t)
  const methods: Record<string, (options: Untyped) => unknown> = {
    get: (options) => u.get('k', options),
    getPartial: (options) => u.getPartial('k', ['age'], options),
    getMany: (options) => u.getMany(['k'], options),
    put: (options) => u.put('k', {}, options),
    putMany: (options) => u.putMany([['k', {}]], options),
    putIfNotExist: (options) => u.putIfNotExist('k', {}, options),
    condPut: (options) => u.condPut('k', {}, {}, options),
    condDel: (options) => u.condDel('k', { age: 99 }, options),
    del: (options) => u.del('k', options),
    update: (options) => u.update('k').commit(options),
    'group.put': (options) => u.group.put({ age: 99 }, { age: 98 }, options),
    'group.del': (options) => u.group.del({ age: 99 }, options),
    search: (options) => u.search({}, options),
    explain: (options) => u.explain({}, options),
    count: (options) => u.count({}, options),
    aggregate: (options) => u.aggregate({}, { n: count() }, options),
    watch: (options) => u.watch({}, options),
  }
  for (const [name, call] of Object.entries(methods)) {
    for (const option of optionNames)
      await tryAnything(problems, `${name} with ${option}`, [undefined], (value) => call({ [option]: value }))
  }
  t.deepEqual(problems, [])
})

test('whatever stands in a predicate, it is a condition or refused', async (t) => {
  const problems: string[] = []
  const { u } = await started(t)
  const makers: Record<string, (value: Untyped) => unknown> = {
    itself: (value) => value,
    startsWith,
    regex,
    contains,
    oneOf,
    not,
    between: (value) => between(value, 1),
    and: (value) => and(value),
    or: (value) => or(value, value),
    'at of': (value) => at(value, 1),
    at: (value) => at('a.b', value),
  }
  for (const [name, make] of Object.entries(makers)) {
    await tryAnything(problems, `where ${name}`, [undefined], async (value) => u.count(make(value)))
    for (const attribute of attributes) {
      await tryAnything(problems, `${attribute} ${name}`, [undefined], async (value) => u.count({ [attribute]: make(value) }))
    }
  }
  for (const value of anything) {
    try {
      await u.count({ list: length(value as never) })
    } catch (error) {
      if (!explains(error)) problems.push(`length(${describe(value)}): ${error}`)
    }
  }
  t.deepEqual(problems, [])
})

test('whatever administration is asked for, it is done or refused', async (t) => {
  const problems: string[] = []
  const { db } = await started(t)
  const good: Record<string, readonly unknown[]> = {
    addSpace: ['space', {}],
    removeSpace: ['nothing', {}],
    renameSpace: ['nothing', 'other', {}],
    addAttribute: ['nothing', 'int other', {}],
    removeAttribute: ['nothing', 'other', {}],
    addIndex: ['nothing', 'other', {}],
    removeIndex: ['nothing', 'other', {}],
    listSpaces: [{}],
    serverOffline: [99, {}],
    serverOnline: [99, {}],
    serverKill: [99, {}],
    serverForget: [99, {}],
    setFaultTolerance: ['nothing', 0, {}],
    setPartitions: ['nothing', 1, {}],
    status: [{}],
    check: [{ spaces: [] }],
    offerSample: ['nothing', [], {}],
    setReadOnly: [false, 'nothing', {}],
    waitUntilStable: [{}],
  }
  for (const [method, given] of Object.entries(good)) await tryAnything(problems, method, given, (...all) => db.admin[method](...all))
  t.deepEqual(problems, [])
})

test('declarations and tokens of anything are refused at once', async (t) => {
  const problems: string[] = []
  const { db } = await started(t)
  const makers: Record<string, (value: Untyped) => unknown> = {
    'the name': (value) => space(value, { key: { k: columnTypes.int } }),
    options: (value) => space('s', value),
    'the key': (value) => space('s', { key: value }),
    "the key's type": (value) => space('s', { key: { k: value } }),
    attributes: (value) => space('s', { key: { k: columnTypes.int }, attributes: value }),
    'an attribute': (value) => space('s', { key: { k: columnTypes.int }, attributes: { a: value } }),
    'a list of': (value) => space('s', { key: { k: columnTypes.int }, attributes: { a: columnTypes.list(value) } }),
    'a set of': (value) => space('s', { key: { k: columnTypes.int }, attributes: { a: columnTypes.set(value) } }),
    'a map from': (value) => space('s', { key: { k: columnTypes.int }, attributes: { a: columnTypes.map(value, columnTypes.int) } }),
    'a map to': (value) => space('s', { key: { k: columnTypes.int }, attributes: { a: columnTypes.map(columnTypes.int, value) } }),
    'a unit': (value) => space('s', { key: { k: columnTypes.timestamp(value) } }),
    'values of a timestamp': (value) => space('s', { key: { k: (columnTypes as Untyped).timestamp('day', value) } }),
    ...Object.fromEntries(
      ['subspaces', 'indexes', 'tolerate', 'partitions', 'durability', 'authorization', 'expireMs'].map((option) => [
        option,
        (value: Untyped) => space('s', { key: { k: columnTypes.int }, [option]: value }),
      ]),
    ),
    'a subspace': (value) => space('s', { key: { k: columnTypes.int }, subspaces: [value] }),
    macaroon: (value) => macaroon(value),
    caveats: (value) => macaroon('secret', value),
    'a caveat': (value) => macaroon('secret', [value]),
    narrow: (value) => narrow(value, []),
    'narrow by': (value) => narrow(macaroon('secret'), value),
    withTokens: (value) => db.withTokens(value),
    'a token': (value) => db.withTokens([value]),
    'db.space': (value) => db.space(value),
  }
  for (const [name, make] of Object.entries(makers)) {
    for (const value of anything) {
      try {
        make(value)
      } catch (error) {
        if (!explains(error)) problems.push(`${name} is ${describe(value)}: ${error}`)
      }
    }
  }
  t.deepEqual(problems, [])
})

test('what means nothing is INVALID, and is never taken for everything', async (t) => {
  const { db, u } = await started(t)
  const invalid = async (promise: Promise<unknown>, message: RegExp) => {
    const error = (await t.throwsAsync(promise, { instanceOf: HyperdexError, message })) as HyperdexError
    t.is(error?.code, 'INVALID')
    t.true(error.remedy.length > 0)
  }
  await invalid(u.get(undefined), /name.*undefined/)
  await invalid(u.put(7, { age: 1 }), /name.*number 7/)
  await invalid(u.put('k', { age: '1' }), /age.*string/)
  await invalid(u.put('k', { agee: 1 }), /no attribute agee/)
  await invalid(u.put('k', new Map([['age', 1]])), /put takes/)
  await invalid(u.put('k', undefined), /put takes/)
  await invalid(u.getPartial('k'), /names/)
  await invalid(u.getPartial('k', 'age'), /names/)
  await invalid(u.getMany('keys'), /string/)
  await invalid(u.getMany(7), /number 7/)
  await invalid(u.putMany([7]), /pair/)
  await invalid(u.put('k', { age: 1 }, { timeoutMs: '5' }), /timeoutMs.*string/)
  await invalid(u.put('k', { age: 1 }, 5), /options.*number 5/)
  await invalid(u.get('k', null), /options.*null/)
  await invalid(u.get('k', { version: 'yes' }), /version.*string/)
  await invalid(u.get('k', { signal: 5 }), /signal.*number 5/)
  await invalid(u.get('k', { signal: { aborted: false } }), /signal.*object of Object/)
  await invalid(u.search({}, { select: 'age' }).next(), /select.*string/)
  await invalid(u.aggregate({}, { n: sum(undefined as never) }), /sum.*attribute/)
  await invalid(u.aggregate({}, { n: count() }, { by: 'age' }), /by.*string/)
  await invalid(u.aggregate({}), /aggregate/)
  await invalid(db.openSpace(undefined), /name/)
  await invalid(db.admin.removeSpace(undefined), /space.*undefined/)
  await invalid(db.admin.setReadOnly(undefined), /readOnly.*undefined/)
  for (const nothing of [undefined, null, new Map(), Promise.resolve({}), [], new Thing()]) {
    await invalid(u.condDel('age', nothing), /predicate/)
    await invalid(u.condPut('age', nothing, { age: 2 }), /predicate/)
    await invalid(u.condPutOrCreate('age', nothing, { age: 2 }), /predicate/)
    await invalid(u.group.del(nothing), /predicate/)
    await invalid(u.group.put(nothing, { age: 2 }), /predicate/)
    await invalid(u.count(nothing), /predicate/)
  }
  // They are objects: what is wrong is their class.
  await invalid(u.count(new Thing()), /predicate is an object of Thing/)
  await invalid(u.count(new Map()), /predicate is an object of Map/)
  await invalid(u.count(null), /predicate is null/)
  t.like(await u.get('age'), { age: 1 })
  t.throws(() => db.space('things'), { instanceOf: HyperdexError, message: /openSpace|declared/ })
})
