// The coordinator ends a session: what replicas remember of it goes, and nothing of it is applied any more.
import test from 'ava'
import { responseStatus } from '../../src/cluster/client-messages.ts'
import { rowKind } from '../../src/replication/layout.ts'
import { fromLatin1 } from '../../src/values/bytes.ts'
import { operationName } from '../../src/values/operation.ts'
import { World } from './world.ts'

const add = (key: string) => ({
  key: fromLatin1(key),
  operations: [{ attribute: 1, name: operationName.put, operands: [fromLatin1('x')] }],
})
const space = 'space s key k attributes a create 1 partition'

async function twoServers(): Promise<World> {
  return World.create({ servers: 2, space, chain: () => [1, 2] })
}

/** All sessions below `below` end, but those; installed by these servers. */
async function end(world: World, below: number, live: number[], servers: number[]): Promise<void> {
  world.configuration = { ...world.configuration, version: world.configuration.version + 1, sessions: { below, live } }
  for (const server of servers) await world.install(server)
}

test('records and marks of ended sessions go from memory and disk, those of others stay', async (t) => {
  const world = await twoServers()
  for (const client of [3, 4]) {
    await world.update(add('k'), { client, number: 1, mark: 1 })
    await world.stabilize()
    await world.update(add('k'), { client, number: 2, mark: 2 })
    await world.stabilize()
  }
  await world.tick(200)
  await end(world, 5, [4], [1, 2])
  for (const server of world.servers()) {
    for (const kind of [rowKind.mark, rowKind.outcome]) {
      const clients = (await world.disk(server, kind)).map(({ key }) => new DataView(key.buffer, key.byteOffset).getBigUint64(5))
      t.deepEqual([...new Set(clients)], [4n], `server ${server}`)
    }
  }
  const again = await world.update(add('k'), { client: 4, number: 2, mark: 2 })
  t.is(world.answer(again)?.status ?? 0, responseStatus.ok)
})

test('a retry under an ended session is refused, also by a leader that has started since', async (t) => {
  const world = await twoServers()
  await world.update(add('k'), { client: 3, number: 1, mark: 1 })
  await world.stabilize()
  await end(world, 5, [], [1, 2])
  world.crash(1)
  world.bumpEpochsOf(1)
  await world.install(2)
  await world.start(1)
  const retry = await world.update(add('k'), { client: 3, number: 1, mark: 1 })
  await world.stabilize()
  t.is(world.answer(retry)?.failure?.code, 'OUTCOME_UNKNOWN')
  const next = await world.update(add('k'), { client: 5, number: 1, mark: 1 })
  await world.stabilize()
  t.is(world.answer(next)?.status ?? 0, responseStatus.ok)
})

test('what is pending when its session ends is finished, and leaves no record', async (t) => {
  const world = await twoServers()
  const id = await world.update(add('k'), { client: 3, number: 1, mark: 1 })
  t.is(world.answer(id), undefined)
  await end(world, 5, [], [1, 2])
  await world.stabilize()
  t.is(world.answer(id)?.status ?? 0, responseStatus.ok)
  await world.tick(200)
  for (const server of world.servers()) t.deepEqual(await world.disk(server, rowKind.outcome), [])
})
