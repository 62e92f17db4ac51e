// Reconciliation in a small world: whatever lies on the disks when a space is reconciled, afterwards all copies are alike. Its messages are in
// traces/power-of-all.txt and leader-forgot.txt.
import test from 'ava'
import fc from 'fast-check'
import { objectKey, objectRow, readObjectRow, removalKey, rowKind, watermarkKey, writeUint64 } from '../../../src/replication/layout.ts'
import { pendingName } from '../../../src/replication/row-names.ts'
import { makeUpdate } from '../../../src/replication/update.ts'
import { fromLatin1, toLatin1 } from '../../../src/values/bytes.ts'
import { encodeObject } from '../../../src/values/object.ts'
import { World } from '../world.ts'

const colorOf = (version: number) => ['red', 'green', 'blue', 'black'][version % 4]!

/** The key region is at 1, two of colors at 2 and 3. */
async function threeServers(): Promise<World> {
  return World.create({
    servers: 3,
    space: 'space s key k attributes color subspace color create 2 partitions tolerate 0 failures',
    chain: (subspace, position) => (subspace === 0 ? [1] : [2 + position]),
  })
}

const named = (key: number) => fromLatin1(`key${String(key).padStart(5, '0')}`)

/** A copy of a key's object, at a version: its color is that of the version. */
function copyOf(world: World, place: 'key' | 'color', key: number, version: number) {
  const values = [fromLatin1(colorOf(version))]
  const region = place === 'key' ? world.view.keyRegion(named(key)) : world.view.regionOf(1, named(key), values)
  return { server: region.members[0]!, row: { key: objectKey(region.id, named(key)), value: objectRow(version, encodeObject(values)) } }
}

async function plant(world: World, copies: readonly ReturnType<typeof copyOf>[]): Promise<void> {
  for (const server of world.servers()) {
    const rows = copies.filter((copy) => copy.server === server).map(({ row }) => row)
    await world.write(server, rows)
    await world.flush(server)
  }
}

async function losePower(world: World, ...servers: number[]): Promise<void> {
  for (const server of servers) await world.power(server)
  for (const server of world.servers()) if (!servers.includes(server)) await world.install(server)
  for (const server of servers) await world.start(server)
}

async function settle(world: World): Promise<void> {
  for (let round = 0; round < 12; round++) {
    await world.tick(100)
    await world.stabilize()
  }
}

async function serve(world: World): Promise<void> {
  world.reconcile()
  for (const server of world.servers()) await world.install(server)
  await settle(world)
}

/** Key, version and color of everything in a subspace. */
async function contents(world: World, servers: readonly number[]): Promise<string[]> {
  const rows = await Promise.all(servers.map((server) => world.rows(server, rowKind.object)))
  const texts = rows
    .flat()
    .map(({ key, value }) => `${toLatin1(key.subarray(5))} ${readObjectRow(value).version} ${toLatin1(readObjectRow(value).object)}`)
  return texts.sort()
}

const versionOf = (text: string) => Number(text.split(' ')[1])

test('whatever lies on the disks: afterwards all copies are alike, and of each key the newest that had not passed', async (t) => {
  const key = fc.record({
    own: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
    removedAt: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
    others: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 3 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(key, { minLength: 1, maxLength: 6 }), fc.integer({ min: 0, max: 4 }), async (keys, passed) => {
      const world = await threeServers()
      const copies = keys.flatMap(({ own, others }, index) => [
        ...(own === undefined ? [] : [copyOf(world, 'key', index, own)]),
        // Of two copies in one region the second replaces the first.
        ...others.map((version) => copyOf(world, 'color', index, version)),
      ])
      for (const [index, { own, removedAt }] of keys.entries()) {
        if (own !== undefined || removedAt === undefined) continue
        const { id } = world.view.keyRegion(named(index))
        const value = new Uint8Array(12)
        writeUint64(value, 0, removedAt)
        value[11] = id
        await world.write(1, [{ key: removalKey(id, named(index)), value }])
      }
      for (const { id } of world.view.space.subspaces[0]!.regions) {
        const value = new Uint8Array(8)
        writeUint64(value, 0, passed)
        await world.write(1, [{ key: watermarkKey(id), value }])
      }
      await plant(world, copies)
      const lying = await contents(world, [2, 3])
      await losePower(world, 1, 2, 3)
      await settle(world)
      t.is(world.lines.filter((line) => line.includes('answers')).length, 0)
      await serve(world)
      const found = await contents(world, [1])
      t.deepEqual(await contents(world, [2, 3]), found)
      for (const [index, { own, removedAt = 0 }] of keys.entries()) {
        const known = Math.max(own ?? removedAt, passed)
        const elsewhere = lying.filter((text) => text.startsWith(toLatin1(named(index)))).map(versionOf)
        const newest = Math.max(own ?? 0, ...elsewhere.filter((version) => version > known))
        const left = found.find((text) => text.startsWith(toLatin1(named(index))))
        t.is(
          left?.split(' ').at(-1),
          newest > 0 ? toLatin1(encodeObject([fromLatin1(colorOf(newest))])) : undefined,
          `key ${index} as of version ${newest}`,
        )
      }
    }),
    { numRuns: 60 },
  )
})

test('many objects are compared in many intervals, also where one side has none for long', async (t) => {
  const world = await threeServers()
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)
  await plant(world, [
    ...range(0, 700).map((key) => copyOf(world, 'key', key, 4)),
    ...range(300, 1000).map((key) => copyOf(world, 'color', key, 4)),
    ...range(2000, 4500).map((key) => copyOf(world, 'color', key, 4)),
    ...range(4500, 4600).flatMap((key) => [copyOf(world, 'key', key, 4), copyOf(world, 'color', key, 4)]),
  ])
  await losePower(world, 1, 2, 3)
  await settle(world)
  await serve(world)
  const found = await contents(world, [1])
  t.is(found.length, 1000 + 2500 + 100)
  t.deepEqual(await contents(world, [2, 3]), found)
  t.is(found.filter((text) => versionOf(text) === 4).length, 400 + 100, 'what was alike stays as it was')
  for (const server of world.servers()) for (const { pending } of world.member(server).regions()) t.is(pending, 0)
})

test('where only another region forgot, the key region drives what that lacks, and takes nothing from it', async (t) => {
  const world = await threeServers()
  const keys = [0, 1, 2, 3, 4, 5, 6, 7]
  await plant(
    world,
    keys.map((key) => copyOf(world, 'key', key, 5)),
  )
  await plant(
    world,
    keys.map((key) => copyOf(world, 'color', key, key % 2 === 0 ? 5 : 9)),
  )
  for (const server of world.servers()) {
    world.crash(server)
    await world.start(server)
  }
  const before = await contents(world, [1])
  await losePower(world, 2)
  world.lines.length = 0
  await settle(world)
  t.true(world.lines.filter((line) => line.includes(' asks ')).every((line) => line.startsWith('1 > 2')))
  await serve(world)
  const colorsOf = (texts: readonly string[]) => texts.map((text) => text.split(' ').filter((_, index) => index !== 1))
  t.deepEqual(colorsOf(await contents(world, [1])), colorsOf(before))
  const atTwo = (await contents(world, [2])).map((text) => text)
  t.true(atTwo.every((text) => before.some((own) => own.split(' ')[0] === text.split(' ')[0])))
})

test('links that break, servers that are killed and chains that change meanwhile delay it only', async (t) => {
  const world = await threeServers()
  await plant(world, [
    ...[0, 1, 2, 3].map((key) => copyOf(world, 'key', key, 4)),
    ...[2, 3, 4, 5].map((key) => copyOf(world, 'color', key, 7)),
  ])
  await losePower(world, 1, 2, 3)
  await world.tick(100)
  for (let step = 0; step < 400; step++) {
    if (step % 7 === 3) await world.breakLink(1, 2 + (step % 2))
    const [name] = world.pendingLinks()
    if (name) await world.deliver(...(name.split('>').map(Number) as [number, number]))
    else await world.tick(100)
    if (step === 60) {
      world.crash(3)
      world.bumpEpochsOf(3)
      await world.install(1)
      await world.install(2)
      await world.start(3)
    }
  }
  await settle(world)
  await serve(world)
  const found = await contents(world, [1])
  t.is(found.length, 6)
  t.deepEqual(await contents(world, [2, 3]), found)
})

test('while a space is reconciled its key regions claim nothing, and nobody is served', async (t) => {
  const world = await threeServers()
  await world.update({ key: named(0), operations: [] })
  await world.stabilize()
  for (const server of world.servers()) await world.flush(server)
  await losePower(world, 1)
  world.lines.length = 0
  await world.get(named(0))
  await settle(world)
  t.true(world.lines.some((line) => line.includes('busy')))
  t.false(world.lines.some((line) => line.includes('watermark')))
  await serve(world)
  t.true(world.lines.some((line) => line.includes('watermark')))
})

test('what is pending of a grid of the key that is gone is waited for too: it may yet change what is compared', async (t) => {
  const world = await threeServers()
  const [from, to] = [1, 2, 3, 4]
    .flatMap((one) => [1, 2, 3, 4].map((other) => [one, other] as const))
    .find(([one, other]) => {
      return one < other && copyOf(world, 'color', 0, one).server === 2 && copyOf(world, 'color', 0, other).server === 3
    })!
  const moved = makeUpdate({
    keyRegion: 77,
    space: 1,
    version: to,
    previous: from,
    key: named(0),
    client: 0,
    number: 0,
    mark: 0,
    oldAxisValues: [fromLatin1(colorOf(from))],
    object: encodeObject([fromLatin1(colorOf(to))]),
  })
  await plant(world, [copyOf(world, 'key', 0, from), copyOf(world, 'color', 0, from)])
  const { id } = world.view.regionOf(1, named(0), [fromLatin1(colorOf(from))])
  const name = pendingName(id, to, toLatin1(world.view.keyType.toOrdered(named(0))))
  await world.write(2, [{ key: fromLatin1(name), value: moved.encoded }])
  await world.flush(2)
  await losePower(world, 1, 2, 3)
  // What 2 sends to 3 is slow.
  for (let round = 0; round < 12; round++) {
    await world.tick(100)
    for (let next = quick(world); next; next = quick(world)) await world.deliver(...next)
  }
  await settle(world)
  await serve(world)
  t.deepEqual(await contents(world, [2, 3]), await contents(world, [1]))
})

function quick(world: World): [number, number] | undefined {
  const name = world.pendingLinks().find((link) => link !== '2>3')
  return name === undefined ? undefined : [Number(name[0]), Number(name[2])]
}
