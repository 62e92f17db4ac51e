// What `db.admin` has in common with the command line: looking at a cluster, comparing copies, and samples before a load.
import { createServer, type Socket } from 'node:net'
import test from 'ava'
import { run } from '../../src/cli/run.ts'
import { connectSession } from '../../src/cli/session-connection.ts'
import { reportCheck } from '../../src/client/check.ts'
import { reportStatus } from '../../src/client/status/status-report.ts'
import { localStatus } from '../../src/client/status/status-source.ts'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import { type ClusterStatus, type Database, HyperdexError, space, t as types } from '../../src/index.ts'
import type { Difference } from '../../src/session/comparison-steps.ts'
import { encodeInt } from '../../src/values/encode.ts'
import { FakeCluster } from '../cli/fake-cluster.ts'
import { until } from '../until.ts'

const cities = space('cities', {
  key: { id: types.int },
  attributes: { population: types.int, country: types.string },
  subspaces: [['population'], ['country']],
  tolerate: 1,
  partitions: 8,
})

let cluster: EmbeddedCluster
let db: Database

test.before(async (t) => {
  t.timeout(60_000)
  cluster = await embedded({ servers: 2 })
  db = await cluster.connect()
})

test.after.always(async () => {
  await db?.close()
  await cluster?.close()
})

/** As many as put, all of them small against the range of an int. */
const population = (id: number) => 1000 + 7 * id
const pairs = Array.from({ length: 400 }, (_, id) => [id, { population: population(id), country: `c${id % 40}` }] as const)

class Sink {
  readonly terminal = false
  text = ''
  async write(text: string): Promise<void> {
    this.text += text
  }
}

async function printed(...argv: string[]): Promise<string> {
  const stdout = new Sink()
  const never = new AbortController().signal
  const io = {
    stdin: (async function* () {})(),
    stdout,
    stderr: new Sink(),
    environment: {},
    interrupted: never,
    killed: never,
    connect: connectSession,
  }
  await run([...argv, '--cluster', cluster.addresses.join(',')], io)
  return stdout.text
}

/** Without what changes from one look to the next. */
function atRest({ servers, ...rest }: ClusterStatus): unknown {
  return { ...rest, servers: servers.map(({ heartbeatAgeMs: _, residentBytes: __, open: ___, ...server }) => server) }
}

test.serial('a sample is taken by an empty space, whose regions then fill evenly, and by no other', async (t) => {
  t.timeout(60_000)
  await db.admin.addSpace(cities)
  // A source may use one object for all.
  async function* ofOneObject() {
    const values = { population: 0, country: '' }
    for (const [key, own] of pairs) yield [key, Object.assign(values, own)] as const
  }
  t.deepEqual(await db.admin.offerSample(cities, ofOneObject()), { taken: true, reason: '' })
  const c = db.space(cities)
  t.is(await c.putMany(pairs), pairs.length)
  const { taken, reason } = await db.admin.offerSample('cities', new Map(pairs))
  t.false(taken)
  t.not(reason, '')
  const status = () => db.admin.status()
  await until(
    'all objects are counted',
    async () => (await status()).spaces[0]?.subspaces.every(({ objects }) => objects === pairs.length) === true,
  )
  const [, byPopulation] = (await status()).spaces[0]!.subspaces
  t.deepEqual(byPopulation!.attributes, ['population'])
  // Without the sample all of them were in one region.
  t.true(byPopulation!.largest <= 1.5 * byPopulation!.mean, `${byPopulation!.sizes}`)
  t.is(byPopulation!.sizes.length, byPopulation!.regions)
  t.is(
    byPopulation!.sizes.reduce((sum: number, size) => sum + (size ?? 0), 0),
    pairs.length,
  )
  t.is(Math.max(...byPopulation!.sizes.map((size) => size ?? 0)), byPopulation!.largest)
})

test.serial('status answers what the command prints', async (t) => {
  t.timeout(60_000)
  await db.admin.waitUntilStable()
  const status = await db.admin.status()
  t.deepEqual(atRest(JSON.parse(await printed('status', '--json'))), atRest(status))
  t.true(status.servers.every(({ objects, open }) => objects! > 0 && open !== null))
})

test.serial('check compares all spaces, or those that are named, and says what of', async (t) => {
  t.timeout(60_000)
  const nothing = { refused: null, differences: [], left: [], unsettled: 0 }
  const all = await db.admin.check()
  t.deepEqual(all, { alike: true, spaces: [{ space: 'cities', keys: pairs.length, copies: pairs.length * 3 * 2, ...nothing }] })
  t.deepEqual(await db.admin.check({ spaces: [cities], repair: true, timeoutMs: 20_000 }), all)
  t.deepEqual(await db.admin.check({ spaces: ['cities'], signal: null }), all)
  await t.throwsAsync(db.admin.check({ spaces: ['cities', 'nowhere'] }), { code: 'UNKNOWN_SPACE' } as object)
  await t.throwsAsync(db.admin.check({ signal: AbortSignal.abort() }), { code: 'ABORTED' } as object)
})

test.serial('a space with authorization is named as not compared, and refused when it is asked for', async (t) => {
  t.timeout(60_000)
  await db.admin.addSpace('space vault key k attribute v create 1 partition with authorization')
  await db.space(space('vault', { key: { k: types.string }, attributes: { v: types.string } })).put('bob', { v: 'x' }, { secret: 's' })
  const { alike, spaces } = await db.admin.check()
  t.false(alike)
  t.deepEqual(
    spaces.map(({ space, refused }) => [space, refused?.code]),
    [
      ['cities', undefined],
      ['vault', 'UNAUTHENTICATED'],
    ],
  )
  await t.throwsAsync(db.admin.check({ spaces: ['vault'] }), { code: 'UNAUTHENTICATED' } as object)
  await db.admin.removeSpace('vault')
})

test('what is found has its key as a value, what is mended is not left', async (t) => {
  const fake = new FakeCluster('space numbers key int id attribute v')
  const difference = (key: bigint, kind: Difference['kind']): Difference => {
    return { kind, subspace: 0, region: 3, server: 2, key: encodeInt(key), version: 0, wanted: 7 }
  }
  const found = [difference(5n, 'missing'), difference(2n ** 60n, 'stale')]
  const mends: unknown[] = []
  const source = {
    ...fake.connection(),
    compare: async (_: unknown, { mend, onFound }: { mend?: boolean; onFound?: ((each: Difference) => unknown) | undefined }) => {
      mends.push(mend)
      for (const each of found) await onFound?.(each)
      return { keys: 9, copies: 18, differences: 2, left: mend ? found.slice(1) : found, unsettled: 0 }
    },
  }
  const described = [
    { kind: 'missing', space: 'numbers', key: 5, subspace: 0, region: 3, server: 2, version: 0, wanted: 7 },
    { kind: 'stale', space: 'numbers', key: 2n ** 60n, subspace: 0, region: 3, server: 2, version: 0, wanted: 7 },
  ]
  const plain = await reportCheck(source, { names: undefined, repair: false })
  const expected = { space: 'numbers', refused: null, keys: 9, copies: 18, differences: described, left: described, unsettled: 0 }
  t.deepEqual(plain, { alike: false, spaces: [expected] } as never)
  const mended = await reportCheck(source, { names: ['numbers'], repair: true })
  t.deepEqual(mended, { alike: false, spaces: [{ ...expected, left: described.slice(1) }] } as never)
  t.deepEqual(mends, [false, true])
})

test('a server that takes connections and never answers holds a status up for its own time at most, and is named', async (t) => {
  const sockets: Socket[] = []
  const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1')
  t.teardown(() => {
    silent.close()
    for (const socket of sockets) socket.destroy()
  })
  await new Promise((resolve) => silent.once('listening', resolve))
  const address = `127.0.0.1:${(silent.address() as { port: number }).port}`
  const fake = new FakeCluster('space users key k attributes int age subspace age')
  fake.status = { ...fake.status, servers: [{ id: 1, address }] }
  const began = performance.now()
  const status = await reportStatus({ ...fake.connection(), localStatus }, { timeoutMs: 300 })
  t.true(performance.now() - began < 2500)
  t.like(status.servers[0], { id: 1, objects: null, open: null })
  t.true(status.spaces[0]!.subspaces.every(({ sizes }) => sizes.every((size) => size === null)))
  const aborted = new AbortController()
  const looking = reportStatus({ ...fake.connection(), localStatus }, { signal: aborted.signal })
  aborted.abort()
  await t.throwsAsync(looking, { code: 'ABORTED' } as object)
})

test('what is given wrongly is told', async (t) => {
  const admin = db.admin as unknown as Record<'check' | 'status' | 'offerSample', (...parameters: unknown[]) => Promise<unknown>>
  await db.admin.addSpace('space empty key int id attributes int age subspace age')
  const empty = space('empty', { key: { id: types.int }, attributes: { age: types.float }, subspaces: [['age']] })
  const cases: readonly [() => Promise<unknown>, RegExp, string?][] = [
    [() => admin.check('cities'), /options are a string/],
    [() => admin.check({ spaces: 'cities' }), /option spaces is a string/],
    [() => admin.check({ spaces: [] }), /option spaces is an empty array/],
    [() => admin.check({ spaces: [5] }), /name of a space is the number 5/],
    [() => admin.check({ repair: 'yes' }), /option repair is a string/],
    [() => admin.check({ timeoutMs: -1 }), /timeoutMs is -1/],
    [() => admin.check({ signal: 5 }), /option signal is the number 5/],
    [() => admin.status({ timeoutMs: -1 }), /timeoutMs is -1/],
    [() => admin.offerSample(undefined, []), /name of a space is undefined/],
    [() => admin.offerSample('empty', 'pairs'), /pairs are a string/],
    [() => admin.offerSample('empty', [5]), /^offerSample failed at index 0: offerSample takes pairs, and found the number 5/],
    [
      () =>
        admin.offerSample('empty', [
          [1, { age: 1 }],
          [2, { size: 1 }],
        ]),
      /^offerSample failed at index 1, key 2: space empty has no attribute size/,
    ],
    [() => admin.offerSample('empty', [[1, { age: 'old' }]]), /at index 0, key 1: attribute age takes a whole number/],
    [() => admin.offerSample('empty', [['one', { age: 1 }]]), /at index 0, key "one": attribute id takes a whole number/],
    [() => admin.offerSample('nowhere', []), /nowhere/, 'UNKNOWN_SPACE'],
    [() => admin.offerSample(empty, [[1, { age: 1 }]]), /age is of type float here/, 'SCHEMA_MISMATCH'],
  ]
  for (const [call, message, code = 'INVALID'] of cases) {
    const error = await t.throwsAsync(call)
    t.true(error instanceof HyperdexError)
    t.is((error as HyperdexError).code, code as never)
    t.regex(error!.message, message)
  }
  await db.admin.removeSpace('empty')
})
