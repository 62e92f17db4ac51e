// Whoever leaves a search, a group operation or a watch half-way leaves nothing open at the servers: counted by what they say of themselves.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import test from 'ava'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import { t as columnTypes, count, type Database, ge, space } from '../../src/index.ts'
import { AdminCaller } from '../../src/transport/admin-caller.ts'
import { ForeignClient } from '../cluster/foreign-client.ts'
import { until } from '../until.ts'

const objects = 6000
const items = space('items', {
  key: { id: columnTypes.string },
  attributes: { n: columnTypes.int, group: columnTypes.int, text: columnTypes.string },
  subspaces: [['n']],
  tolerate: 0,
  partitions: 8,
})

let cluster: EmbeddedCluster
let db: Database
let callers: AdminCaller[]

test.before(async (t) => {
  t.timeout(120_000)
  cluster = await embedded({ servers: 2 })
  db = await cluster.connect()
  await db.admin.addSpace(items)
  const pairs = Array.from({ length: objects }, (_, id) => [`item ${id}`, { n: id, group: id % 7, text: `${id} `.repeat(20) }] as const)
  await db.space(items).putMany(pairs)
  callers = cluster.addresses.map((address) => new AdminCaller([address]))
})

test.after.always(async () => {
  for (const caller of callers ?? []) caller.close()
  await db?.close()
  await cluster?.close()
})

/** Of all servers. */
async function open() {
  const sum = { searches: 0, watches: 0, snapshots: 0, iterators: 0 }
  for (const caller of callers) {
    const { servers } = await caller.getStatus(true)
    const own = servers[0]!.open!
    for (const what of Object.keys(sum) as (keyof typeof sum)[]) sum[what] += own[what] ?? 0
  }
  return sum
}

async function nothingIsOpen(): Promise<void> {
  await until('no search, watch, snapshot or iterator is open', async () => Object.values(await open()).every((each) => each === 0))
}

test.serial('a search that is aborted half-way', async (t) => {
  const controller = new AbortController()
  const rows = db.space(items).search({}, { signal: controller.signal })
  for (let read = 0; read < 10; read++) t.false((await rows.next()).done)
  const half = await open()
  t.deepEqual([half.searches, half.snapshots], [2, 2], 'each of two servers has its part of the search open')
  controller.abort()
  await t.throwsAsync(async () => rows.next(), { code: 'ABORTED' })
  await nothingIsOpen()
})

test.serial('loops that are left, in any order and with a cursor', async (t) => {
  const u = db.space(items)
  const searches = [
    () => u.search({ n: ge(3) }),
    () => u.search({ n: ge(3) }, { orderBy: ['n', 'asc'] }),
    () => u.search({ n: ge(3) }, { orderBy: ['text', 'desc'] }),
    () => u.search({ n: ge(3) }, { orderBy: ['group', 'asc'], limit: 5000 }),
    () => u.search({ n: ge(3) }, { cursors: true }),
  ]
  for (const search of searches) {
    let read = 0
    for await (const _ of search()) if (++read === 10) break
    t.is(read, 10)
    await nothingIsOpen()
  }
  for await (const { $cursor: cursor } of u.search({}, { cursors: true })) {
    await nothingIsOpenBut(async () => {
      for await (const _ of u.search({}, { cursor })) break
    })
    break
  }
  await nothingIsOpen()
})

/** What is done inside leaves nothing open but what was open before. */
async function nothingIsOpenBut(run: () => Promise<void>): Promise<void> {
  const before = await open()
  await run()
  await until('as little is open as before', async () => {
    const { searches, snapshots } = await open()
    // What was open before may have been read ahead to its end.
    return searches <= before.searches && snapshots <= before.snapshots
  })
}

test.serial('calls that are aborted at any moment', async (t) => {
  const u = db.space(items)
  type Call = (signal: AbortSignal) => Promise<unknown>
  const calls: Call[] = [
    (signal) => u.search({ text: ge('5') }, { orderBy: ['text', 'asc'], signal }).next(),
    (signal) => u.count({ text: ge('5') }, { signal }),
    (signal) => u.aggregate({ text: ge('5') }, { n: count() }, { by: ['group'], signal }),
    (signal) => u.group.add({ text: ge('5') }, { group: 0 }, { signal }),
    (signal) => u.explain({ text: ge('5') }, { signal }),
  ]
  for (const call of calls) {
    for (let turns = 0; turns < 40; turns += 4) {
      const controller = new AbortController()
      const result = call(controller.signal).then(
        () => 'done',
        (error: { code: string }) => error.code,
      )
      for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate)
      controller.abort()
      t.true(['done', 'ABORTED', 'OUTCOME_UNKNOWN'].includes(await result), await result)
    }
    await nothingIsOpen()
  }
})

test.serial('a group operation that is aborted half-way', async (t) => {
  const controller = new AbortController()
  let seen = 0
  const onProgress = (changed: number) => {
    seen = changed
    controller.abort()
  }
  await t.throwsAsync(db.space(items).group.add({ n: ge(0) }, { group: 0 }, { signal: controller.signal, onProgress }))
  t.true(seen > 0 && seen < objects, `${seen} were changed`)
  await nothingIsOpen()
})

test.serial('watches that are aborted or left', async (t) => {
  const u = db.space(items)
  const controller = new AbortController()
  const watch = u.watch({}, { signal: controller.signal })
  await watch.opened
  t.is((await open()).watches, 2)
  const next = watch.next()
  controller.abort()
  await t.throwsAsync(next, { code: 'ABORTED' })
  await nothingIsOpen()

  const left = u.watch({})
  await left.opened
  await u.put('item 1', { n: 1 })
  for await (const { key } of left) {
    t.is(key, 'item 1')
    break
  }
  await nothingIsOpen()
})

test.serial('a client process that is gone', async (t) => {
  const file = join(import.meta.dirname, 'half-read-search.ts')
  const child = spawn(process.execPath, [file, cluster.url], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  t.is(String(line), 'reading\n')
  const held = await open()
  t.deepEqual([held.searches, held.snapshots, held.watches], [2, 2, 2])
  child.kill('SIGKILL')
  await once(child, 'exit')
  await nothingIsOpen()
})

test.serial('a search over gRPC that is cancelled half-way', async (t) => {
  using client = new ForeignClient(cluster.addresses[0]!)
  const call = client.answers('hyperdex.v1.HyperDex', 'Search', { query: 'items' })
  await once(call, 'data')
  call.on('error', () => {})
  t.true((await open()).searches > 0)
  call.cancel()
  await nothingIsOpen()
})
