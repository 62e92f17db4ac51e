// Watching changes at each interface: the typed client, gRPC and the command line see the same changes, go on from each other's tokens, and say
// alike that changes are no longer kept.
import { status } from '@grpc/grpc-js'
import test, { type ExecutionContext } from 'ava'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import type { Database } from '../../src/index.ts'
import { Commands } from '../cli/commands.ts'
import { until } from '../until.ts'
import { ForeignClient, int, type Message } from './foreign-client.ts'
import { moreThanTen, type SeenChange, service, things, type Watching, watchByCommand, watchForeign, watchTyped } from './watching.ts'

const query = 'things where n > 10'

let cluster: EmbeddedCluster
let db: Database
let commands: Commands
let clients: ForeignClient[]

test.before(async () => {
  cluster = await embedded({ servers: 2 })
  db = await cluster.connect()
  commands = await Commands.connect(cluster.addresses)
  clients = cluster.addresses.map((address) => new ForeignClient(address))
  await db.admin.addSpace(things)
})

test.after.always(async () => {
  for (const client of clients ?? []) client[Symbol.dispose]()
  await commands?.[Symbol.asyncDispose]()
  await db?.close()
  await cluster?.close()
})

function update(key: string, name: string, value: number): Promise<Message> {
  const operations = [{ attribute: 1, name, operands: [int(value)] }]
  return clients[0]!.call(service, 'Update', { space: 'things', update: { key: Buffer.from(key), operations } })
}

/** One of each interface, gRPC also by a query and at another process; `from` a token. */
function watches(from?: string): Watching[] {
  const resumed = from === undefined ? {} : { from }
  return [
    watchTyped(db, from),
    watchForeign(clients[0]!, { space: 'things', predicate: moreThanTen, ...resumed }),
    watchForeign(clients[1]!, { query, ...resumed }),
    watchByCommand(cluster.addresses, query, from === undefined ? [] : ['--from', from]),
  ]
}

/** A token from which everything comes that is committed after this. */
async function now(): Promise<string> {
  const watch = watchTyped(db)
  const token = await watch.opened
  await watch.stop()
  return token
}

const brief = ({ key, version, before, after }: SeenChange) => ({ key, version, before, after })
const numbers = (changes: readonly SeenChange[], of: string) =>
  changes.filter(({ key }) => key === of).map(({ before, after }) => [before, after])

async function allHave(watching: readonly Watching[], changes: number): Promise<void> {
  for (const { seen, opened } of watching) {
    await opened
    await until(`${changes} changes`, () => seen.length >= changes)
  }
}

test.serial('changes that match before or after, whichever interface made them, are the same at all of them', async (t) => {
  const early = { n: 50 }
  await db.space(things).put('early', early)
  const watching = watches()
  for (const { opened } of watching) await opened

  await update('a', 'put', 5)
  await commands.done(['put', 'things', 'a', 'n=15'])
  await db.space(things).put('a', { n: 20 })
  await update('a', 'sub', 19)
  await commands.done(['op', 'things', 'a', 'add', 'n=1'])
  await db.space(things).add('a', { n: 28 })
  await commands.done(['del', 'things', 'a'])
  await update('b', 'put', 11)
  t.is(await commands.done(['group', 'mul', 'things where n > 10', 'n=-1']), '2\n')
  await commands.done(['put', 'things', 'c', 'n=99', '--ttl-ms', '50'])

  await allHave(watching, 10)
  for (const { seen } of watching) {
    t.deepEqual(numbers(seen, 'a'), [
      [5, 15],
      [15, 20],
      [20, 1],
      [2, 30],
      [30, undefined],
    ])
    t.deepEqual(numbers(seen, 'b'), [
      [undefined, 11],
      [11, -11],
    ])
    t.deepEqual(numbers(seen, 'early'), [[50, -50]])
    t.deepEqual(numbers(seen, 'c'), [
      [undefined, 99],
      [99, undefined],
    ])
    const sorted = (changes: readonly SeenChange[]) =>
      changes.map(brief).sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : one.version - other.version))
    t.deepEqual(sorted(seen), sorted(watching[0]!.seen))
  }
  for (const each of watching) await each.stop()
  t.deepEqual(await Promise.all(watching.map(({ ended }) => ended)), [
    'end',
    `undefined, status ${status.CANCELLED}`,
    `undefined, status ${status.CANCELLED}`,
    'exit status 0',
  ])
})

test.serial('each goes on from a token of each other one, at whatever process', async (t) => {
  const first = watches()
  for (const { opened } of first) await opened
  for (const n of [11, 12, 13, 14]) await update('resumed', 'put', n)
  await allHave(first, 4)
  const expected = first[0]!.seen.map(brief)
  for (const each of first) {
    t.deepEqual(each.seen.map(brief), expected)
    const from = each.seen[1]!.token
    const resumed = watches(from)
    await allHave(resumed, 2)
    for (const { seen } of resumed) t.deepEqual(seen.map(brief), expected.slice(2))
    // From the token with which it opened everything comes again.
    const whole = watches(await each.opened)
    await allHave(whole, 4)
    for (const { seen } of whole) t.deepEqual(seen.map(brief), expected)
    for (const one of [...resumed, ...whole]) await one.stop()
  }
  for (const each of first) await each.stop()
})

test.serial('a limit ends it, a selection cuts the objects, an order and what is no token are refused', async (t) => {
  const token = await now()
  for (const n of [21, 22, 23]) await update('limited', 'put', n)
  const limited = `${query} limit 2`
  const foreign = watchForeign(clients[1]!, { query: limited, from: token })
  t.is(await foreign.ended, 'end')
  const typed = watchByCommand(cluster.addresses, limited, ['--from', token])
  t.is(await typed.ended, 'exit status 0')
  for (const { seen } of [foreign, typed]) {
    t.deepEqual(numbers(seen, 'limited'), [
      [undefined, 21],
      [21, 22],
    ])
  }

  const selecting = 'things select name, n where n > 10 limit 1'
  const answers: Message[] = []
  for await (const answer of clients[0]!.answers(service, 'Watch', { query: selecting, from: token })) answers.push(answer as Message)
  t.is(answers.length, 2)
  t.true(answers[0]!.opened)
  const line = JSON.parse(await commands.done(['watch', selecting, '--from', token, '--json']))
  t.deepEqual([line.before, line.after], [null, { name: 'limited', n: 21 }])
  t.is(await commands.done(['watch', selecting, '--from', token]), '+ "limited" {"name":"limited","n":21}\n')

  await refused(t, { query: `${query} order by n` }, [`${query} order by n`], 'INVALID', status.INVALID_ARGUMENT, 2)
  await refused(t, { query, from: 'nonsense' }, [query, '--from', 'nonsense'], 'INVALID', status.INVALID_ARGUMENT, 2)
})

async function refused(t: ExecutionContext, question: Message, words: readonly string[], code: string, grpc: status, exit: number) {
  for (const client of clients) t.is(await watchForeign(client, question).ended, `${code}, status ${grpc}`)
  const [asked, ...options] = words
  t.is(await watchByCommand(cluster.addresses, asked!, options).ended, `${code}, exit status ${exit}`)
}

test.serial('an attribute that comes while a command watches is shown, one that goes is not, and ends who selected it', async (t) => {
  const { addresses } = cluster
  const whole = watchByCommand(addresses, query)
  await whole.opened
  await db.admin.addAttribute('things', 'int more')
  const u = await db.openSpace('things')
  await u.put('changing', { n: 60, more: 1 })
  await allHave([whole], 1)
  const selecting = 'things select more where n > 10'
  const selected = watchByCommand(addresses, selecting)
  const foreign = watchForeign(clients[0]!, { query: selecting })
  await Promise.all([selected.opened, foreign.opened])
  await u.put('changing', { more: 2 })
  await allHave([selected, foreign], 1)
  await allHave([whole], 2)
  await db.admin.removeAttribute('things', 'more')
  // Whoever has not heard of it yet may show the next change without.
  const writing = setInterval(() => void db.space(things).add('changing', { n: 1 }), 20)
  t.is(await selected.ended, 'SCHEMA_MISMATCH, exit status 1')
  t.is(await foreign.ended, `SCHEMA_MISMATCH, status ${status.FAILED_PRECONDITION}`)
  await until('the dropped attribute is shown no more', () => !Object.hasOwn(whole.objects.at(-1) as object, 'more'))
  clearInterval(writing)
  await whole.stop()
  t.deepEqual(whole.objects.slice(0, 2), [
    { name: 'changing', n: 60, text: '', more: 1 },
    { name: 'changing', n: 60, text: '', more: 2 },
  ])
  t.deepEqual(selected.objects[0], { more: 2 })
})

test.serial('GAP at each of them when the changes behind a token are no longer kept', async (t) => {
  const old = await now()
  // More than the 32 MiB of changes that a server keeps: each has the object before and after.
  const text = 'x'.repeat(2 ** 20)
  for (let n = 100; n < 140; n++) await db.space(things).put('large', { n, text })
  const typed = watchTyped(db, old)
  t.is(await typed.ended, 'GAP')
  await refused(t, { query, from: old }, [query, '--from', old], 'GAP', status.OUT_OF_RANGE, 1)
  await refused(t, { space: 'things', predicate: moreThanTen, from: old }, [query, '--from', old], 'GAP', status.OUT_OF_RANGE, 1)
  // What matches is read, and the watch begins anew.
  const again = watchTyped(db)
  await again.opened
  await db.space(things).del('large')
  await allHave([again], 1)
  t.deepEqual(numbers(again.seen, 'large'), [[139, undefined]])
  await again.stop()
})
