// Time to live in a small world: what is due goes by a replicated removal, decided by the point leader's wall clock alone.
import test from 'ava'
import { responseStatus } from '../../src/cluster/client-messages.ts'
import { rowKind } from '../../src/replication/layout.ts'
import { fromLatin1 } from '../../src/values/bytes.ts'
import { operationName } from '../../src/values/operation.ts'
import { World } from './world.ts'

const key = fromLatin1('k')

function put(value: string, ttlMs = 0) {
  return { key, ttlMs, operations: [{ attribute: 1, name: operationName.put, operands: [fromLatin1(value)] }] }
}

/** Two servers, each region on both, the first the head. */
async function twoServers(options = ''): Promise<World> {
  const world = await World.create({
    servers: 2,
    space: `space s key k attributes a subspace a create 2 partitions ${options}`,
    chain: () => [1, 2],
  })
  await world.tick(1000)
  return world
}

async function done(world: World, update: Parameters<World['update']>[0]): Promise<number> {
  const id = await world.update(update)
  await world.stabilize()
  return world.answer(id)?.version ?? 0
}

async function found(world: World): Promise<boolean | null | undefined> {
  const id = await world.get(key)
  await world.stabilize()
  return world.answer(id)?.found
}

async function pass(world: World, ms: number): Promise<void> {
  await world.tick(ms)
  await world.stabilize()
  await world.tick(100)
  await world.stabilize()
}

test('an object goes when its time is over, on every replica, and leaves no expiry row', async (t) => {
  const world = await twoServers()
  const version = await done(world, put('x', 500))
  await pass(world, 300)
  t.true(await found(world))
  await pass(world, 200)
  t.false(await found(world))
  for (const server of world.servers()) {
    t.is((await world.rows(server, rowKind.object)).length, 0)
    t.is((await world.rows(server, rowKind.expiry)).length, 0)
  }
  t.true((await done(world, put('y'))) > version + 1, 'the removal had a version of its own')
  await pass(world, 10_000)
  t.true(await found(world))
})

test('a write without a time to live leaves the instant as it is, one with it moves it', async (t) => {
  const world = await twoServers()
  await done(world, put('x', 500))
  await done(world, put('y'))
  await pass(world, 600)
  t.false(await found(world))
  await done(world, put('x', 500))
  await pass(world, 300)
  await done(world, put('y', 1000))
  await pass(world, 600)
  t.true(await found(world))
  await done(world, put('z', Number.MAX_SAFE_INTEGER))
  await pass(world, 100_000)
  t.true(await found(world))
})

test("the space's default counts from the creation", async (t) => {
  const world = await twoServers('expire 500 ms')
  await done(world, put('x'))
  await pass(world, 300)
  await done(world, put('y'))
  await pass(world, 200)
  t.false(await found(world))
})

test('neither a get nor a write waits for the next look: what is overdue is removed first', async (t) => {
  const world = await twoServers()
  await done(world, put('x', 50))
  for (const server of world.servers()) world.member(server).tick(world.now + 60)
  t.false(await found(world))
  await done(world, put('x', 50))
  for (const server of world.servers()) world.member(server).tick(world.now + 120)
  const id = await world.update({ ...put('y'), presence: 2 })
  await world.stabilize()
  t.is(world.answer(id)?.status ?? 0, responseStatus.ok)
})

test('instants survive a restart of every server', async (t) => {
  const world = await twoServers()
  await done(world, put('x', 2000))
  for (const server of [1, 2]) world.crash(server)
  for (const server of [1, 2]) world.bumpEpochsOf(server)
  for (const server of [1, 2]) await world.start(server)
  await world.stabilize()
  await pass(world, 100)
  t.true(await found(world))
  await pass(world, 2000)
  t.false(await found(world))
})

test('nothing expires while the space is read-only', async (t) => {
  const world = await twoServers()
  await done(world, put('x', 500))
  const setReadOnly = async (readOnly: boolean) => {
    const { configuration } = world
    const [space] = configuration.spaces.values()
    world.configuration = { ...configuration, version: configuration.version + 1, spaces: new Map([[space!.id, { ...space!, readOnly }]]) }
    for (const server of world.servers()) await world.install(server)
  }
  await setReadOnly(true)
  await pass(world, 1000)
  t.true(await found(world))
  await setReadOnly(false)
  await pass(world, 100)
  t.false(await found(world))
})

test('more objects than one look takes go all', async (t) => {
  const world = await twoServers()
  for (let index = 0; index < 300; index++) await world.update({ ...put('x', 500), key: fromLatin1(`k${index}`) })
  await world.stabilize()
  for (let rounds = 0; rounds < 20; rounds++) await pass(world, 100)
  for (const server of world.servers()) t.is((await world.rows(server, rowKind.object)).length, 0)
})
