// A server is dead that alone had some regions. Whatever has to ask it is PARTIAL at each interface and names them; a search that may be partial
// gives what the others have and says what is missing; what needs no such region is answered.
import { type ServiceError, status } from '@grpc/grpc-js'
import test from 'ava'
import { connect, count, type Database, HyperdexError, space, t as types } from '../../src/index.ts'
import { Commands } from '../cli/commands.ts'
import { Deployment } from './deployment.ts'
import { ForeignClient, failureOf, int, within } from './foreign-client.ts'
import { TestDirectory } from './launcher.ts'
import { configurationOf } from './replicas.ts'

const service = 'hyperdex.v1.HyperDex'
const objects = 200
const spread = space('spread', {
  key: { id: types.int },
  attributes: { n: types.int },
  subspaces: [['n']],
  tolerate: 0,
  partitions: 8,
})

let directory: TestDirectory
let deployment: Deployment
let db: Database
let commands: Commands
let client: ForeignClient
/** Of each subspace, the ids of the dead server's regions. */
let missing: number[][]

test.before(async (t) => {
  t.timeout(120_000)
  directory = await TestDirectory.make()
  deployment = await Deployment.start(directory.path, 2)
  db = await connect(`hyperdex://${deployment.addresses[0]}`)
  await db.admin.addSpace(spread)
  await db.space(spread).putMany(Array.from({ length: objects }, (_, id) => [id, { n: id % 20 }] as const))
  commands = await Commands.connect([deployment.addresses[0]!])
  client = new ForeignClient(deployment.addresses[0]!)
  const { servers, spaces } = await configurationOf(deployment.coordinatorAddress)
  const dead = [...servers.values()].find(({ address }) => address === deployment.addresses[1])!.id
  const [only] = [...spaces.values()]
  missing = only!.subspaces.map(({ regions }) => regions.filter(({ members }) => members[0] === dead).map(({ id }) => id))
  for (const regions of missing) t.true(regions.length > 0)
  await deployment.killServer(1)
})

test.after.always(async () => {
  client?.[Symbol.dispose]()
  await commands?.[Symbol.asyncDispose]()
  await db?.close()
  await directory?.[Symbol.asyncDispose]()
})

async function all<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const found: Row[] = []
  for await (const row of rows) found.push(row)
  return found
}

const numbersIn = (text: string) => (text.match(/\d+/g) ?? []).map(Number)

/** Whether the text names just the missing regions, those of one subspace. */
function namesMissing(text: string): boolean {
  const named = String(numbersIn(text.match(/regions ([\d, ]+)/)?.[1] ?? ''))
  return missing.some((regions) => named === String(regions))
}

const isMissing = (regions: readonly number[]) => missing.some((each) => String(each) === String(regions))

test('typed client', async (t) => {
  const s = db.space(spread)
  const outcome = async (call: Promise<unknown>) => {
    const error = await t.throwsAsync<HyperdexError>(call, { instanceOf: HyperdexError })
    return `${error?.code} ${namesMissing(error!.message)}`
  }
  const timeoutMs = 3000
  const calls = [s.count({}, { timeoutMs }), s.aggregate({}, { n: count() }, { timeoutMs }), s.explain({}, { timeoutMs })]
  for (const call of [...calls, all(s.search({}, { timeoutMs })), all(s.search({}, { orderBy: ['n'], timeoutMs }))]) {
    t.is(await outcome(call), 'PARTIAL true')
  }
  // A group call waits for the server as long as it may.
  await t.throwsAsync(s.group.add({}, { n: 100 }, { timeoutMs }), { code: 'TIMEOUT' })

  const left: number[] = []
  const rows = await all(s.search({}, { partial: true, onMissing: (regions) => left.push(...regions) }))
  t.true(rows.length > 0 && rows.length < objects)
  for (const { id, n } of rows) t.is(n, id % 20)
  t.true(isMissing(left), `${left}`)
})

test('gRPC, with a deadline and without one', async (t) => {
  const outcome = async (call: Promise<unknown>) => {
    const error = await t.throwsAsync<ServiceError>(call)
    const failure = failureOf(error!)
    return `${failure?.code} ${status[error!.code]} ${namesMissing(failure?.message ?? '')}`
  }
  const query = 'spread'
  const aggregation = { functions: [{ kind: 'sum', attribute: 1 }] }
  const outcomes = [{}, within(8000)].flatMap((deadline) => [
    outcome(client.call(service, 'Count', { query }, deadline)),
    outcome(client.call(service, 'Aggregate', { query, aggregation }, deadline)),
    outcome(client.list(service, 'Search', { query }, deadline)),
    outcome(client.list(service, 'Search', { space: 'spread', hasOrder: true, orderBy: 1 }, deadline)),
  ])
  // A group call waits for the server as long as it may.
  const update = { operations: [{ attribute: 1, name: 'add', operands: [int(100)] }] }
  const group = outcome(client.call(service, 'GroupUpdate', { query, update }, within(4000)))
  for (const each of await Promise.all(outcomes)) t.is(each, 'PARTIAL UNAVAILABLE true')
  t.is(await group, 'TIMEOUT DEADLINE_EXCEEDED false')

  const rows = await client.list(service, 'Search', { query, partial: true })
  const last = rows.pop()!
  t.is(last.key, undefined)
  t.true(isMissing(last.missingRegions as number[]), `${last.missingRegions}`)
  t.true(rows.length > 0 && rows.length < objects)
  for (const { key, missingRegions } of rows) t.true(key !== undefined && missingRegions === undefined)
})

test('command line', async (t) => {
  const refused = [
    ['search', 'spread'],
    ['search', 'spread order by n desc limit 300', '--json'],
    ['count', 'spread'],
    ['aggregate', 'spread', 'sum:n', 'count'],
    ['explain', 'spread'],
    ['dump', 'spread'],
  ]
  const ran = await Promise.all(refused.map((argv) => commands.run(argv)))
  for (const [index, { status, code, stderr }] of ran.entries()) {
    t.deepEqual([status, code], [1, 'PARTIAL'], refused[index]!.join(' '))
    t.true(namesMissing(stderr), stderr)
  }
  for (const argv of [
    ['search', 'spread', '--json'],
    ['dump', 'spread'],
  ]) {
    const { status, stdout, stderr } = await commands.run([...argv, '--partial'])
    t.is(status, 0)
    t.regex(stderr, /^partial: regions [\d, ]+ did not answer in time, or could not be reached, and are left out\n$/)
    t.true(namesMissing(stderr), stderr)
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    t.true(rows.length > 0 && rows.length < objects)
    for (const { id, n } of rows) t.is(n, id % 20)
  }
  const explained = await commands.done(['explain', 'spread', '--partial', '--timeout', '8s'])
  t.true(namesMissing(explained.replace(/.*left out/s, 'regions')), explained)
  const without = missing.flat().length
  const said = `${without} regions of space spread are without service, and their objects are not counted here: nobody of their chains answers`
  t.true((await commands.done(['status'])).includes(said))
})

test('what needs no such region is answered', async (t) => {
  const found = await all(db.space(spread).search({}, { partial: true }))
  const [{ id }] = found as [(typeof found)[number]]
  t.deepEqual(await all(db.space(spread).search({ id })), [{ id, n: id % 20 }])
  t.is((await client.call(service, 'Count', { query: `spread where id = ${id}` })).count, 1)
  t.is(await commands.done(['count', `spread where id = ${id}`]), '1\n')
  const key = Array.from({ length: objects }, (_, each) => each).find((each) => found.every((row) => row.id !== each))!
  const error = await t.throwsAsync<ServiceError>(client.call(service, 'Count', { query: `spread where id = ${key}` }, within(4000)))
  t.is(failureOf(error!)?.code, 'PARTIAL')
  const [only] = await client.list(service, 'Search', { query: `spread where id = ${key}`, partial: true })
  t.is((only!.missingRegions as number[]).length, 1)
})
