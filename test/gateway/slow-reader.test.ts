// Readers of `HyperDex.Search` that are slower than the servers, or read no more at all: what is kept for them is bounded however much matches, and
// nothing of it stays when they go.
import { once } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import anyTest, { type TestFn } from 'ava'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import { t as columnTypes, type Database, space } from '../../src/index.ts'
import { AdminCaller } from '../../src/transport/admin-caller.ts'
import { ForeignClient } from '../cluster/foreign-client.ts'
import { until } from '../until.ts'

const mebibyte = 1024 * 1024
const test = anyTest as TestFn<{ cluster: EmbeddedCluster; db: Database; callers: AdminCaller[] }>
const items = space('items', {
  key: { id: columnTypes.int },
  attributes: { bytes: columnTypes.bytes },
  tolerate: 0,
  partitions: 8,
})

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** What this process, which is all servers and all readers, has in buffers. */
function heldBytes(): number {
  collectGarbage()
  return process.memoryUsage().arrayBuffers
}

test.before(async (t) => {
  t.timeout(120_000)
  const cluster = await embedded({ servers: 2 })
  const db = await cluster.connect()
  t.context = { cluster, db, callers: cluster.addresses.map((address) => new AdminCaller([address])) }
  await db.admin.addSpace(items)
})

test.after.always(async (t) => {
  for (const caller of t.context.callers ?? []) caller.close()
  await t.context.db?.close()
  await t.context.cluster?.close()
})

const readers = 3
/** Caches and kept changes of two servers, some 70 MiB, and less than two thirds of what each reader would be sent, 96 MiB. */
const heldMax = 260 * mebibyte

async function openReads(callers: readonly AdminCaller[]) {
  const sum = { searches: 0, snapshots: 0, iterators: 0 }
  for (const caller of callers) {
    const own = (await caller.getStatus(true)).servers[0]!.open!
    for (const what of Object.keys(sum) as (keyof typeof sum)[]) sum[what] += own[what] ?? 0
  }
  return sum
}

for (const { what, objects, bytes } of [
  { what: 'many', objects: 1536, bytes: mebibyte / 16 },
  { what: 'large', objects: 48, bytes: 2 * mebibyte },
]) {
  test.serial(`readers that sleep: ${what} objects`, async (t) => {
    t.timeout(120_000)
    const { cluster, db, callers } = t.context
    const stored = db.space(items)
    await stored.group.del({})
    await stored.putMany(Array.from({ length: objects }, (_, id) => [id, { bytes: Buffer.alloc(bytes, id) }] as const))
    using client = new ForeignClient(cluster.addresses[0]!, { 'grpc.max_receive_message_length': -1 })
    const calls = Array.from({ length: readers }, () => client.answers('hyperdex.v1.HyperDex', 'Search', { query: 'items' }))
    for (const call of calls) {
      call.on('error', () => {})
      await once(call, 'data')
      call.pause()
    }
    // So much goes on meanwhile that all would have come that comes by itself.
    for (let read = 0; read < 200; read++) await stored.get(-1)
    const { searches, snapshots, iterators } = await openReads(callers)
    t.true(searches >= calls.length && searches <= 2 * calls.length, `${searches} parts of searches are open`)
    t.true(snapshots <= searches && iterators <= 8 * calls.length, `${snapshots} snapshots and ${iterators} iterators are open`)
    // What else is held, of the puts above, goes by itself.
    await until('little is held', () => heldBytes() < heldMax)

    const [awake, ...others] = calls
    for (const call of others) call.cancel()
    await until('one search is open at most', async () => (await openReads(callers)).searches <= 2)
    let more = 0
    awake!.on('data', () => more++)
    awake!.resume()
    await once(awake!, 'end')
    t.is(more, objects - 1, 'who wakes up gets the rest')
    await until('nothing is open', async () => Object.values(await openReads(callers)).every((each) => each === 0))
  })
}
