// While a space, or the whole cluster, is read-only: every kind of write is refused with READONLY before anything else of it is judged, at
// each interface, and reads go on. What a client refuses by itself, before anything is sent, it refuses as ever.
import { status } from '@grpc/grpc-js'
import test, { type ExecutionContext } from 'ava'
import type { Database } from '../../src/client/database.ts'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import { and, between, HyperdexError, oneOf, space, t as types } from '../../src/index.ts'
import { Commands } from '../cli/commands.ts'
import { until } from '../until.ts'
import { ForeignClient, failureOf, int, type Message } from './foreign-client.ts'

const service = 'hyperdex.v1.HyperDex'
const things = space('things', {
  key: { name: types.string },
  attributes: {
    n: types.int,
    text: types.string,
    items: types.list(types.int),
    tags: types.set(types.string),
    counts: types.map(types.string, types.int),
    profile: types.document,
  },
  subspaces: [['n']],
  partitions: 4,
})
const guarded = space('guarded', { key: { name: types.string }, attributes: { n: types.int }, authorization: true, partitions: 2 })

let cluster: EmbeddedCluster
let db: Database
let commands: Commands

test.before(async () => {
  cluster = await embedded({ servers: 2 })
  db = await cluster.connect()
  commands = await Commands.connect(cluster.addresses)
  await db.admin.addSpace(things)
  await db.admin.addSpace(guarded)
  await db.space(things).put('there', { n: 7, items: [1], tags: new Set(['x']), profile: { a: 1 } })
})

test.after.always(async () => {
  await commands?.[Symbol.asyncDispose]()
  await db?.close()
  await cluster?.close()
})

/** Resolves when every server says so, of well-formed and of malformed writes. */
async function setReadOnly(readOnly: boolean, of?: typeof things): Promise<void> {
  await db.admin.setReadOnly(readOnly, of)
  for (const address of cluster.addresses) {
    using client = new ForeignClient(address)
    for (const what of ['a group of nothing', 'no update']) {
      const refused = () => client.call(service, ...foreignWrites[what]!).then(() => undefined, failureOf)
      await until(`${what} shows at ${address} whether it is read-only`, async () => ((await refused())?.code === 'READONLY') === readOnly)
    }
  }
}

async function codeOf(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call
    return undefined
  } catch (error) {
    return error instanceof HyperdexError ? error.code : String(error)
  }
}

/** Every method of the typed client that writes. */
function typedWrites(): Record<string, () => Promise<unknown>> {
  const u = db.space(things)
  const nobody = { name: 'nobody' }
  return {
    put: () => u.put('there', { n: 1 }),
    'put, with a time to live': () => u.put('there', { n: 1 }, { ttlMs: 1000 }),
    'put, with a version': () => u.put('there', { n: 1 }, { ifVersion: 99 }),
    'put of a new object': () => u.put('new', { n: 1 }),
    putIfNotExist: () => u.putIfNotExist('there', { n: 1 }),
    condPut: () => u.condPut('there', { n: 99 }, { n: 1 }),
    condPutOrCreate: () => u.condPutOrCreate('there', { n: 99 }, { n: 1 }),
    del: () => u.del('nobody'),
    condDel: () => u.condDel('there', { n: 99 }),
    putMany: () => u.putMany([['there', { n: 1 }]]),
    update: () => u.update('there').add({ n: 1 }).append({ text: 'x' }).commit(),
    add: () => u.add('nobody', { n: 1 }),
    sub: () => u.sub('there', { n: 1 }),
    mul: () => u.mul('there', { n: 2 }),
    'div by zero': () => u.div('there', { n: 0 }),
    mod: () => u.mod('there', { n: 2 }),
    min: () => u.min('there', { n: 2 }),
    max: () => u.max('there', { n: 20 }),
    bitAnd: () => u.bitAnd('there', { n: 1 }),
    bitOr: () => u.bitOr('there', { n: 1 }),
    bitXor: () => u.bitXor('there', { n: 1 }),
    prepend: () => u.prepend('there', { text: 'x' }),
    append: () => u.append('there', { text: 'x' }),
    ltrim: () => u.ltrim('there', { text: 1 }),
    rtrim: () => u.rtrim('there', { text: 1 }),
    lpush: () => u.lpush('there', { items: 1 }),
    rpush: () => u.rpush('there', { items: 1 }),
    lpop: () => u.lpop('there', { items: true }),
    rpop: () => u.rpop('there', { items: true }),
    setAdd: () => u.setAdd('there', { tags: 'x' }),
    setRemove: () => u.setRemove('there', { tags: 'x' }),
    setUnion: () => u.setUnion('there', { tags: new Set(['y']) }),
    setIntersect: () => u.setIntersect('there', { tags: new Set(['y']) }),
    mapAdd: () => u.mapAdd('there', { counts: ['a', 1] }),
    mapRemove: () => u.mapRemove('there', { counts: 'a' }),
    mapApply: () => u.mapApply('there', { counts: ['a', 'add', 1] }),
    docSet: () => u.docSet('there', { profile: ['a.b', 1] }),
    docUnset: () => u.docUnset('there', { profile: 'zz' }),
    docRename: () => u.docRename('there', { profile: ['a', 'b'] }),
    docApply: () => u.docApply('there', { profile: ['a', 'add', 1] }),
    'group.put': () => u.group.put({}, { n: 1 }),
    'group.put of nothing': () => u.group.put(nobody, { n: 1 }),
    'group.put by a predicate that no region can hold': () => u.group.put({ name: oneOf() }, { n: 1 }),
    'group.add by an attribute': () => u.group.add({ n: between(100, 200) }, { n: 1 }),
    'group.update': () => u.group.update(nobody).add({ n: 1 }).commit(),
    'group.del': () => u.group.del({}),
    'group.del of nothing': () => u.group.del(nobody),
    'group.del by an impossible predicate': () => u.group.del(and({ n: between(9, 1) })),
    'a key that is too long': () => u.put('k'.repeat(70_000), { n: 1 }),
    'a group call on a space with authorization': () => db.space(guarded).group.del({}),
  }
}

const add = (attribute: number): Message => ({ operations: [{ attribute, name: 'add', operands: [int(1)] }] })
const key = Buffer.from('there')

/** What a foreign client may send that writes, or tries to. */
const foreignWrites: Record<string, [method: string, message: Message]> = {
  'an operation': ['Update', { space: 'things', update: { key, ...add(1) } }],
  'a removal': ['Update', { space: 'things', update: { key, remove: true } }],
  'of an absent object': ['Update', { space: 'things', update: { key: Buffer.from('nobody'), presence: 'present', ...add(1) } }],
  'no update': ['Update', { space: 'things' }],
  'both a removal and operations': ['Update', { space: 'things', update: { key, remove: true, ...add(1) } }],
  'of an attribute that there is not': ['Update', { space: 'things', update: { key, ...add(77) } }],
  'a key that is no UTF-8': ['Update', { space: 'things', update: { key: Buffer.from([0xff]), ...add(1) } }],
  'a key that is too long': ['Update', { space: 'things', update: { key: Buffer.alloc(70_000), ...add(1) } }],
  'a group': ['GroupUpdate', { query: 'things', update: add(1) }],
  'a group of nothing': ['GroupUpdate', { query: 'things where n = 1000', update: { remove: true } }],
  'a group without an update': ['GroupUpdate', { query: 'things' }],
  'a group of an unknown attribute': ['GroupUpdate', { query: 'things where zz = 1', update: add(1) }],
  'a group on a space with authorization': ['GroupUpdate', { query: 'guarded', update: { remove: true } }],
}

const typedCommands: readonly (readonly [argv: readonly string[], input?: string])[] = [
  [['put', 'things', 'there', 'n=1']],
  [['put', 'things', 'there', 'n=1', '--if-not-exist']],
  [['put', 'things', 'there', 'n=1', '--if', 'n = 99']],
  [['put', 'things', 'there', 'n=1', '--if', 'n = 99', '--or-create']],
  [['del', 'things', 'nobody']],
  [['op', 'things', 'nobody', 'add', 'n=1']],
  [['op', 'things', 'there', 'div', 'n=0']],
  [['group', 'add', 'things', 'n=1']],
  [['group', 'del', 'things where n = 1000']],
  [['load', 'things', '-'], '{"name":"loaded","n":1}\n'],
]

/** Refused before anything is sent: wrong names, types, texts and options. */
function refusedUnsent(): Record<string, () => Promise<unknown>> {
  const u = db.space(things)
  return {
    'an attribute that there is not': () => u.put('there', { zz: 1 } as never),
    'a value of another type': () => u.put('there', { n: 'one' as never }),
    'a condition of another type': () => u.put('there', { n: 1 }, { if: { n: 'one' as never } }),
    'no time to live': () => u.put('there', { n: 1 }, { ttlMs: 0 }),
    'a group by an attribute that there is not': () => u.group.del({ zz: 1 } as never),
  }
}

const commandsRefusedUnsent: readonly (readonly string[])[] = [
  ['put', 'things', 'there', 'zz=1'],
  ['put', 'things', 'there', 'n=one'],
  ['put', 'things', 'there', 'n=1', '--if', 'n = "one"'],
  ['put', 'things', 'there', 'n=1', '--ttl', '0'],
]

/** Whether or not writes are taken. */
async function refusesUnsent(t: ExecutionContext): Promise<void> {
  for (const [what, write] of Object.entries(refusedUnsent())) t.is(await codeOf(write()), 'INVALID', what)
  const more = { ...things.columns, more: types.int }
  const other = async () => db.space(space('things', { key: { name: types.string }, attributes: more })).put('there', { more: 1 })
  t.is(await codeOf(other()), 'SCHEMA_MISMATCH')
  for (const argv of commandsRefusedUnsent) t.is((await commands.run(argv)).code, 'INVALID', argv.join(' '))
}

async function refusesEverything(t: ExecutionContext, inGuarded: boolean): Promise<void> {
  for (const [what, write] of Object.entries(typedWrites())) {
    if (what.includes('authorization') && !inGuarded) continue
    t.is(await codeOf(write()), 'READONLY', what)
  }
  for (const address of cluster.addresses) {
    using client = new ForeignClient(address)
    for (const [what, [method, message]] of Object.entries(foreignWrites)) {
      if (what.includes('authorization') && !inGuarded) continue
      const error = await t.throwsAsync(client.call(service, method, message), undefined, what)
      const { code } = error as unknown as { code: number }
      t.deepEqual([failureOf(error as never)?.code, code], ['READONLY', status.FAILED_PRECONDITION], what)
    }
  }
  for (const [argv, input] of typedCommands) {
    const ran = await commands.run(argv, input)
    t.deepEqual([ran.code, ran.status], ['READONLY', 1], argv.join(' '))
  }
}

async function readsGoOn(t: ExecutionContext): Promise<void> {
  const u = db.space(things)
  t.is((await u.get('there'))?.n, 7)
  t.is(await u.count({ n: 7 }), 1)
  t.is(await u.get('new'), undefined)
  using client = new ForeignClient(cluster.addresses[0]!)
  t.is((await client.call(service, 'Count', { query: 'things' })).count, 1)
  t.is(await commands.done(['get', 'things', 'there', 'n', '--json']), '{"n":7}\n')
}

/** By the typed client, by each server of itself, and on the command line. */
async function saidToBeReadOnly(t: ExecutionContext, readOnly: boolean, readOnlySpaces: string[]): Promise<void> {
  const told = { readOnly, readOnlySpaces }
  const { spaces, ...status } = await db.admin.status()
  t.deepEqual({ readOnly: status.readOnly, readOnlySpaces: spaces.filter((each) => each.readOnly).map(({ name }) => name) }, told)
  for (const address of cluster.addresses) {
    using client = new ForeignClient(address)
    // What has its default does not travel.
    t.like({ readOnly: false, readOnlySpaces: [], ...(await client.call('hyperdex.v1.Admin', 'GetStatus', { local: true })) }, told)
  }
  const report = JSON.parse(await commands.done(['status', '--json']))
  t.like(report, { readOnly })
  const listed = (await commands.done(['space', 'ls', '--json']))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.deepEqual(
    listed.filter((each) => each.readOnly).map(({ name }) => name),
    readOnly ? ['guarded', 'things'] : readOnlySpaces,
  )
}

test.serial('a read-only space refuses every kind of write', async (t) => {
  t.timeout(120_000)
  await setReadOnly(true, things)
  await refusesEverything(t, false)
  await refusesUnsent(t)
  await readsGoOn(t)
  await saidToBeReadOnly(t, false, ['things'])
  t.is(await codeOf(db.space(guarded).group.del({})), 'UNAUTHENTICATED')
  await setReadOnly(false, things)
})

test.serial('a read-only cluster refuses every kind of write to every space', async (t) => {
  t.timeout(120_000)
  t.is((await commands.run(['read-only', 'on'])).status, 0)
  await setReadOnly(true)
  await refusesEverything(t, true)
  await refusesUnsent(t)
  await readsGoOn(t)
  await saidToBeReadOnly(t, true, [])
  t.is((await commands.run(['read-only', 'off'])).status, 0)
  await setReadOnly(false)
})

test.serial('writes are taken again afterwards, and what is malformed is INVALID again', async (t) => {
  const u = db.space(things)
  t.true(await u.put('there', { n: 8 }))
  t.is(await u.group.add({ n: 8 }, { n: 1 }), 1)
  t.is(await u.group.del({ name: oneOf() }), 0)
  await refusesUnsent(t)
  using client = new ForeignClient(cluster.addresses[0]!)
  const error = await t.throwsAsync(client.call(service, ...foreignWrites['of an attribute that there is not']!))
  t.is(failureOf(error as never)?.code, 'INVALID')
  t.is((await commands.run(['put', 'things', 'there', 'n=7'])).status, 0)
})
