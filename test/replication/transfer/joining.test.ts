// A server learns a region, whatever lies on its disk from earlier: what it then has is exactly what the region's full members have.
import test, { type ExecutionContext } from 'ava'
import type { Update } from '../../../src/cluster/client-messages.ts'
import { membershipKey, membershipRow, objectKey, objectRow, rowKind } from '../../../src/replication/layout.ts'
import { makeUpdate } from '../../../src/replication/update.ts'
import { fromLatin1, toLatin1 } from '../../../src/values/bytes.ts'
import { encodeObject } from '../../../src/values/object.ts'
import { operationName } from '../../../src/values/operation.ts'
import { withLearner } from '../chain-changes.ts'
import { pendingKinds } from '../pending-rows.ts'
import { indexKey, pendingKey } from '../row-keys.ts'
import { World } from '../world.ts'

const space = 'space things key k attributes color, size index size create 1 partition tolerate 2 failures'
/** The key region, the only one. */
const region = 1

function put(key: string, color: string, size = 'big'): Update {
  const operation = (attribute: number, value: string) => ({ attribute, name: operationName.put, operands: [fromLatin1(value)] })
  return { key: fromLatin1(key), operations: [operation(1, color), operation(2, size)] }
}

function row(version: number, color: string, size = 'big') {
  return objectRow(version, encodeObject([fromLatin1(color), fromLatin1(size)]))
}

async function learn(world: World, server: number): Promise<void> {
  world.learn('K0', server)
  for (const id of world.servers()) await world.install(id)
  await settle(world)
}

async function settle(world: World): Promise<void> {
  for (let rounds = 0; rounds < 20; rounds++) {
    await world.tick(20)
    await world.stabilize()
  }
}

async function sameRows(t: ExecutionContext, world: World, one: number, other: number): Promise<void> {
  for (const kind of [rowKind.object, rowKind.index, ...pendingKinds, rowKind.removal, rowKind.departure, rowKind.mark]) {
    const rows = async (server: number) => (await world.disk(server, kind)).map(({ key, value }) => toLatin1(key) + toLatin1(value))
    t.is((await rows(other)).join('\n'), (await rows(one)).join('\n'), `rows of kind ${String.fromCharCode(kind)}`)
  }
  // How outcomes are put together to rows is each replica's own affair.
  const outcomes = async (server: number) => (await world.disk(server, rowKind.outcome)).flatMap(({ value }) => pairs(value)).sort()
  t.is((await outcomes(other)).join('\n'), (await outcomes(one)).join('\n'), 'outcomes')
}

function pairs(row: Uint8Array): string[] {
  return Array.from({ length: row.length / 16 }, (_, index) => toLatin1(row.subarray(16 * index, 16 * index + 16)))
}

function progress(world: World, server: number) {
  return world.member(server).progress()[0]
}

test('rows of a history that the others have lost are replaced, with everything derived from them', async (t) => {
  const world = await World.create({ servers: 2, space, chain: () => [1] })
  for (const key of ['a', 'b', 'c']) await world.update(put(key, 'red'))
  const phantom = 7 * 2 ** 32 + 1
  const update = makeUpdate({
    keyRegion: region,
    space: 1,
    version: phantom,
    previous: 0,
    key: fromLatin1('z'),
    client: 9,
    number: 9,
    mark: 1,
    object: encodeObject([]),
  })
  await world.write(2, [
    { key: objectKey(region, fromLatin1('b')), value: row(phantom, 'lost') },
    { key: objectKey(region, fromLatin1('d')), value: row(phantom, 'lost') },
    { key: indexKey(region, 2, fromLatin1('stale'), fromLatin1('a')), value: new Uint8Array(0) },
    { key: pendingKey(region, phantom, fromLatin1('z')), value: update.encoded },
  ])
  await learn(world, 2)
  t.like(progress(world, 2), { region, epoch: 2, copied: true, objects: 3 })
  await sameRows(t, world, 1, 2)
  t.is(world.member(2).regions()[0]!.objects, 3)
  t.is(world.member(2).regions()[0]!.bytes, world.member(1).regions()[0]!.bytes)
  t.deepEqual(
    (await world.disk(2, rowKind.membership)).map(({ key, value }) => [toLatin1(key), toLatin1(value)]),
    [[toLatin1(membershipKey(region)), toLatin1(membershipRow(2))]],
  )
})

test('a learner has what the source remembers: removals, departures, outcomes, marks, watermarks', async (t) => {
  const moving = 'space things key k attributes color, size subspace color create 4 partitions tolerate 1 failures'
  const world = await World.create({ servers: 2, space: moving, chain: () => [1] })
  const relocateAndRemove = async (keys: readonly string[]) => {
    for (const key of keys) {
      for (const color of ['red', 'green', 'blue', 'white']) await world.update(put(key, color), { number: ++number, mark: number - 3 })
      await world.update({ key: fromLatin1(key), remove: true }, { number: ++number, mark: number - 3 })
    }
  }
  let number = 0
  await relocateAndRemove(['a', 'b', 'c', 'd'])
  // What has been forgotten by a watermark is not copied: the watermark is.
  await world.tick(1100)
  await relocateAndRemove(['e', 'f', 'g', 'h'])
  world.changeRegions((one) => withLearner(one, 2))
  for (const id of world.servers()) await world.install(id)
  // Before the next watermark lets the source forget.
  await world.tick(20)
  await world.stabilize()
  t.true(
    world
      .member(2)
      .progress()
      .every(({ copied }) => copied),
  )
  for (const kind of [rowKind.removal, rowKind.departure, rowKind.outcome, rowKind.mark, rowKind.watermark]) {
    t.true((await world.disk(1, kind)).length > 0, `the source has rows of kind ${String.fromCharCode(kind)}`)
  }
  await sameRows(t, world, 1, 2)
  const watermarks = async (server: number) =>
    (await world.disk(server, rowKind.watermark)).map(({ key, value }) => toLatin1(key) + toLatin1(value))
  const copied = await watermarks(2)
  for (const watermark of await watermarks(1)) t.true(copied.includes(watermark))
})

test('an update for which a newer row of a lost history lies here is taken all the same', async (t) => {
  const world = await World.create({ servers: 3, space, chain: () => [1, 3] })
  await world.update(put('k', 'red'))
  await world.stabilize()
  await world.write(2, [{ key: objectKey(region, fromLatin1('k')), value: row(7 * 2 ** 32, 'lost') }])
  await world.update(put('k', 'green', 'small'))
  await learn(world, 2)
  await sameRows(t, world, 1, 2)
  t.is((await world.disk(2, rowKind.object)).length, 1)
})

test('a region that takes many pages is copied while it is written to', async (t) => {
  const world = await World.create({ servers: 2, space, chain: () => [1] })
  const key = (number: number) => `key${String(number).padStart(5, '0')}`
  for (let number = 0; number < 1300; number++) await world.update(put(key(number), 'red'))
  world.learn('K0', 2)
  for (const id of world.servers()) await world.install(id)
  await world.tick(20)
  for (let number = 0; number < 1300; number += 97) {
    await world.update(number % 2 ? { key: fromLatin1(key(number)), remove: true } : put(key(number), 'green', 'small'))
    for (const [from, to] of [
      [2, 1],
      [1, 2],
    ] as const)
      await world.deliver(from, to)
  }
  await settle(world)
  t.true(progress(world, 2)!.copied)
  await sameRows(t, world, 1, 2)
  t.is(world.member(2).regions()[0]!.objects, world.member(1).regions()[0]!.objects)
})

test('a source sends a limited number of bytes a second', async (t) => {
  const world = await World.create({ servers: 2, space, chain: () => [1] })
  for (let number = 0; number < 60; number++) await world.update(put(`k${number}`, 'x'.repeat(100_000)))
  world.learn('K0', 2)
  for (const id of world.servers()) await world.install(id)
  await world.tick(1)
  await world.stabilize()
  t.false(progress(world, 2)!.copied)
  t.true(progress(world, 2)!.objects > 0)
  await settle(world)
  t.true(progress(world, 2)!.copied)
  await sameRows(t, world, 1, 2)
})

test('a source that serves clients sends fewer bytes a second', async (t) => {
  const copiedIn = async (ms: number, serving: boolean): Promise<number> => {
    const world = await World.create({ servers: 2, space, chain: () => [1] })
    for (let number = 0; number < 100; number++) await world.update(put(`k${number}`, 'x'.repeat(100_000)))
    world.learn('K0', 2)
    for (const id of world.servers()) await world.install(id)
    for (let passed = 0; passed < ms; passed += 20) {
      if (serving) await world.get(fromLatin1('k0'))
      await world.tick(20)
      await world.stabilize()
    }
    return progress(world, 2)!.objects!
  }
  // Beside the 2 MiB that may be sent at once: 32 KiB a millisecond, 8 KiB beside clients.
  const [alone, beside] = [await copiedIn(200, false), await copiedIn(200, true)]
  t.true(alone > 75 && alone < 100, `${alone} objects`)
  t.true(beside > 25 && beside < 50, `${beside} objects`)
})

test('who has left a chain keeps its rows while the chain is short, and removes them when it is whole', async (t) => {
  const world = await World.create({ servers: 4, space, chain: () => [1, 2, 3] })
  await world.update(put('k', 'red'))
  await world.stabilize()
  world.remove(3)
  for (const id of world.servers()) await world.install(id)
  await settle(world)
  t.is((await world.disk(3, rowKind.object)).length, 1)

  await learn(world, 4)
  t.is((await world.disk(3, rowKind.object)).length, 1)
  world.promote()
  for (const id of world.servers()) await world.install(id)
  await settle(world)
  for (const kind of [rowKind.object, rowKind.index, rowKind.outcome, rowKind.size]) t.is((await world.disk(3, kind)).length, 0)

  world.remove(2)
  for (const id of world.servers()) await world.install(id)
  await learn(world, 3)
  await sameRows(t, world, 1, 3)
})

test('a learner that ends before its copy does finds those rows at its next start, and removes them when it is needed no more', async (t) => {
  const world = await World.create({ servers: 3, space: space.replace('tolerate 2', 'tolerate 1'), chain: () => [1, 2] })
  await world.update(put('k', 'red'))
  await world.stabilize()
  world.crash(2)
  world.remove(2)
  world.learn('K0', 2)
  for (const server of [1, 2]) await (world.isUp(server) ? world.install(server) : world.start(server))
  world.crash(2)
  world.changeRegions((one) => ({ id: one.id, epoch: one.epoch + 1, members: [1, 3] }))
  t.is((await world.disk(2, rowKind.object)).length, 1)
  await world.start(2)
  await world.tick(20)
  for (const kind of [rowKind.object, rowKind.index, rowKind.membership]) t.is((await world.disk(2, kind)).length, 0)
})

test('a server without complete rows cannot be a full member', async (t) => {
  const world = await World.create({ servers: 3, space, chain: () => [1] })
  await world.update(put('k', 'red'))
  world.learn('K0', 2)
  await world.install(2)
  world.changeRegions((one) => ({ id: one.id, epoch: one.epoch + 1, members: [1, 2], joined: [1, 2] }))
  await t.throwsAsync(world.install(2), { instanceOf: RangeError, message: /before its copy was complete/ })
  world.crash(3)
  world.changeRegions((one) => ({ id: one.id, epoch: one.epoch + 1, members: [1, 3], joined: [1, 4] }))
  await t.throwsAsync(world.start(3), { instanceOf: RangeError, message: /no complete rows/ })
})
