// How long the region that an object has left remembers where it was: until the watermark has passed that version and Δ has elapsed, whichever is
// later, and Δ counts afresh after a start.
import test from 'ava'
import { rowKind } from '../../src/replication/layout.ts'
import { departureMs } from '../../src/replication/remember.ts'
import { fromLatin1 } from '../../src/values/bytes.ts'
import { operationName } from '../../src/values/operation.ts'
import { World } from './world.ts'

const space = 'space things key k attributes color subspace color create 2 partitions tolerate 0 failures'
/** Of the key regions, of the one where what is green lies, of the one where what is red lies. */
const [leader, green, red] = [1, 2, 3]
/** A round in which a leader announces its watermark and whoever hears it forgets. */
const roundMs = 100

const put = (key: string, color: string) => ({
  key: fromLatin1(key),
  operations: [{ attribute: 1, name: operationName.put, operands: [fromLatin1(color)] }],
})

async function world(): Promise<World> {
  return World.create({ servers: 3, space, chain: (subspace, position) => [subspace === 0 ? leader : position === 0 ? green : red] })
}

async function departures(world: World): Promise<number> {
  return (await world.disk(red, rowKind.departure)).length
}

async function pass(world: World, ms: number, deliver: () => Promise<void>): Promise<void> {
  for (let passed = 0; passed < ms; passed += roundMs) {
    await world.tick(roundMs)
    await deliver()
  }
}

test('a departure is remembered for Δ, which counts afresh after a start', async (t) => {
  const w = await world()
  const deliver = () => w.stabilize()
  await w.update(put('k', 'red'))
  await w.stabilize()
  await w.update(put('k', 'green'))
  await w.stabilize()
  await pass(w, departureMs - 2 * roundMs, deliver)
  t.is(await departures(w), 1)

  w.crash(red)
  w.bumpEpochsOf(red)
  await w.install(leader)
  await w.install(green)
  await w.start(red)
  await pass(w, departureMs - 2 * roundMs, deliver)
  t.is(await departures(w), 1)
  await pass(w, 4 * roundMs, deliver)
  t.is(await departures(w), 0)
})

test('a departure is remembered until the watermark has passed it, however long that takes', async (t) => {
  const w = await world()
  const beside = ['a', 'b', 'c', 'd', 'e'].find((key) => w.view.keyRegion(fromLatin1(key)).id === w.view.keyRegion(fromLatin1('k')).id)!
  await w.update(put('k', 'red'))
  await w.stabilize()
  // Held up on its way, so that no later version of its key region is passed by the watermark.
  await w.update(put(beside, 'green'))
  await w.update(put('k', 'green'))
  for (const [from, to] of [
    [leader, red],
    [red, green],
    [green, red],
    [red, leader],
  ] as const)
    await w.deliver(from, to, 100)
  t.is(await departures(w), 1)
  await pass(w, 3 * departureMs, () => w.deliver(leader, red, 100))
  t.is(await departures(w), 1)
  await pass(w, 4 * roundMs, () => w.stabilize())
  t.is(await departures(w), 0)
})
