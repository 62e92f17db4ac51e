// Redrives in a small world: what they mend, what they leave as it is, and what they do to others. Their messages are in traces/redrive.txt.
import test from 'ava'
import { rowKind } from '../../src/replication/layout.ts'
import { type Redrive, type RedriveOutcome, Redrives } from '../../src/replication/redrive.ts'
import { fromLatin1, toLatin1 } from '../../src/values/bytes.ts'
import { operationName } from '../../src/values/operation.ts'
import { World } from './world.ts'

const key = fromLatin1('k')

function put(value: string, rest: { ttlMs?: number; key?: Uint8Array } = {}) {
  return { key, operations: [{ attribute: 1, name: operationName.put, operands: [fromLatin1(value)] }], ...rest }
}

async function threeServers(): Promise<World> {
  const world = await World.create({
    servers: 3,
    space: 'space s key k attributes a subspace a create 2 partitions',
    chain: (subspace) => (subspace === 0 ? [1, 2] : [2, 3]),
  })
  await world.tick(1000)
  return world
}

async function settle(world: World): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await world.stabilize()
    await world.tick(150)
  }
  await world.stabilize()
}

/** Key and value of every row of a kind on every disk. */
async function everything(world: World, kind: number): Promise<string[]> {
  const rows = await Promise.all(world.servers().map((server) => world.rows(server, kind)))
  return rows.flatMap((of, index) => of.map(({ key: row, value }) => `${index + 1} ${toLatin1(row)} ${toLatin1(value)}`))
}

test('the derived rows and the time to live stay, and size and index are made anew where they were wrong', async (t) => {
  const world = await threeServers()
  await world.update(put('x', { ttlMs: 10_000 }))
  await settle(world)
  const before = await Promise.all([rowKind.index, rowKind.expiry].map((kind) => everything(world, kind)))
  t.true(before.every((rows) => rows.length > 0))
  const [lost] = await world.rows(3, rowKind.index)
  world.crash(3)
  await world.change(3, lost!.key, undefined)
  world.bumpEpochsOf(3)
  for (const server of [1, 2]) await world.install(server)
  await world.start(3)
  await settle(world)
  await world.redrive(key, {})
  await settle(world)
  t.deepEqual(await Promise.all([rowKind.index, rowKind.expiry].map((kind) => everything(world, kind))), before)
  for (const { objects } of world.servers().flatMap((server) => world.member(server).regions())) t.true(objects <= 1)
  await world.tick(10_000)
  await settle(world)
  t.deepEqual(await everything(world, rowKind.object), [])
})

test('who watches sees no change, and the next change from what was there', async (t) => {
  const world = await threeServers()
  const { id: region, epoch } = world.view.keyRegion(key)
  const opened = await world.request(1, { schemaVersion: 1, watchOpen: { regions: [{ region, epoch }] } })
  const { watch } = world.answer(opened)!.watch!
  const next = async () => {
    const asked = await world.request(1, { watchNext: watch! })
    await settle(world)
    return (world.answer(asked)?.watch?.changes ?? []).map(({ before, after }) => `${before ? toLatin1(before) : ''} > ${toLatin1(after!)}`)
  }
  await world.update(put('x'))
  t.deepEqual(await next(), [' > \n\u0001x'])
  await world.redrive(key, {})
  await settle(world)
  await world.update(put('y'))
  t.deepEqual(await next(), ['\n\u0001x > \n\u0001y'])
})

test('a key that is written all the time is redriven all the same, and no write is lost or refused', async (t) => {
  const world = await threeServers()
  const asked = [await world.update(put('0'))]
  await world.redrive(key, {})
  for (let round = 1; round < 40; round++) {
    asked.push(await world.update(put(String(round))))
    for (const link of world.pendingLinks()) {
      const [from, to] = link.split('>').map(Number)
      await world.deliver(from!, to!)
    }
  }
  t.true(world.lines.some((line) => line.includes('redrive of k: driven')))
  await settle(world)
  const versions = asked.map((id) => world.answer(id)?.version ?? 0)
  t.true(versions.every((version, index) => version > (versions[index - 1] ?? 0)))
})

test('it is for the next leader when this one is none any more', async (t) => {
  const world = await threeServers()
  await world.update(put('x'))
  await world.redrive(key, {})
  world.remove(1)
  await world.install(1)
  t.true(world.lines.some((line) => line.includes('redrive of k: lost')))
  const outcomes: RedriveOutcome[] = []
  t.false(world.member(1).redrive(world.view.keyRegion(key).id, { key, done: (outcome) => outcomes.push(outcome) }))
  t.deepEqual(outcomes, [])
})

test('only so many are under way at a time, and only so many wait', (t) => {
  const ends: Redrive['done'][] = []
  let may = false
  const redrives = new Redrives({
    mayOrder: () => may,
    isPending: () => false,
    order: (_, ended) => ends.push(ended),
  })
  let done = 0
  const one = (index: number) => redrives.add({ key: fromLatin1(String(index)), done: () => done++ })
  let taken = 0
  while (one(taken)) taken++
  t.is(ends.length, 0)
  may = true
  redrives.advance()
  t.is(ends.length, 64)
  for (let index = 0; index < ends.length; index++) ends[index]!('driven', index)
  t.is(done, taken)
  t.is(ends.length, taken)
})

test('those that wait for one key become one', (t) => {
  let pending = true
  const ordered: unknown[] = []
  const outcomes: unknown[] = []
  const redrives = new Redrives({
    mayOrder: () => true,
    isPending: () => pending,
    order: ({ strays, adopt }, ended) => {
      ordered.push({ strays, adopt: adopt?.version })
      ended('driven', 7)
    },
  })
  const object = key
  for (const stray of [1, 2, 1]) {
    redrives.add({ key, strays: [stray], adopt: { version: stray, object }, done: (...outcome) => outcomes.push(outcome) })
  }
  t.true(redrives.holds('k'))
  redrives.committed('k')
  t.deepEqual(ordered, [])
  pending = false
  redrives.committed('k')
  t.deepEqual(ordered, [{ strays: [1, 2], adopt: 2 }])
  t.deepEqual(
    outcomes,
    [1, 2, 3].map(() => ['driven', 7]),
  )
  t.false(redrives.holds('k'))
})
