// What a server has pending, over its starts and over changes of its chains: the middle of a chain of three, in two regions.
import test from 'ava'
import type { Configuration, Region } from '../../src/cluster/configuration.ts'
import { makeAxes } from '../../src/hyperspace/grid.ts'
import { objectKey, readObjectRow, rowKind } from '../../src/replication/layout.ts'
import type { LinkMessage } from '../../src/replication/messages.ts'
import { SpaceView } from '../../src/replication/space-view.ts'
import { makeUpdate } from '../../src/replication/update.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { fromLatin1, toLatin1 } from '../../src/values/bytes.ts'
import { encodeString } from '../../src/values/encode.ts'
import { encodeObject } from '../../src/values/object.ts'
import { pendingChanges, pendingRows } from '../replication/pending-rows.ts'
import { pendingKey } from '../replication/row-keys.ts'
import { LoneMember } from './lone-member.ts'

const everything = { from: Uint8Array.of(0), to: Uint8Array.of(255), reverse: false }
const firstVersion = 2 ** 32

function configuration(version: number, region: Partial<Region> = {}, durability = 'replicated'): Configuration {
  const definition = parseSpace(`space kv key k attribute v create 2 partitions tolerate 2 failures durability ${durability}`)
  const regions = [1, 2].map((id) => ({ id, epoch: 1, members: [1, 2, 3], ...region }))
  const subspaces = [{ axes: makeAxes(definition, ['k']), regions }]
  const space = { id: 1, schemaVersion: 1, definition, settling: false, readOnly: false, subspaces }
  return { cluster: 'c', version, readOnly: false, servers: new Map(), spaces: new Map([[1, space]]) }
}

const view = new SpaceView(configuration(1).spaces.get(1)!)
/** One of each region. */
const [one, other] = [1, 2].map((region) => 'abcdefghij'.split('').find((key) => view.keyRegion(encodeString(key)).id === region)!) as [
  string,
  string,
]

function regionOf(key: string): number {
  return view.keyRegion(encodeString(key)).id
}

/** At a version of epoch 1; without a value a removal of the version before. */
function encoded(key: string, number: number, value?: string) {
  return makeUpdate({
    keyRegion: regionOf(key),
    space: 1,
    version: firstVersion + number,
    previous: value === undefined ? firstVersion + number - 1 : 0,
    key: encodeString(key),
    client: 1,
    number,
    mark: 1,
    ...(value === undefined ? {} : { object: encodeObject([encodeString(value)]) }),
  }).encoded
}

function inRegion(key: string, epoch: number, configurationVersion: number, body: LinkMessage): LinkMessage {
  const region = regionOf(key)
  return { fromRegion: region, fromEpoch: epoch, toRegion: region, toEpoch: epoch, configurationVersion, ...body }
}

function update(key: string, number: number): LinkMessage {
  return inRegion(key, 1, 1, { update: encoded(key, number, 'x') })
}

function removal(key: string, number: number): LinkMessage {
  return inRegion(key, 1, 1, { update: encoded(key, number) })
}

function acknowledged(key: string, number: number, epoch = 1, version = 1): LinkMessage {
  return inRegion(key, epoch, version, { acknowledgement: { key: encodeString(key), version: firstVersion + number } })
}

async function recorded(store: MemoryStore): Promise<string[]> {
  const rows = pendingRows(await store.read(everything, { limit: 1000, maxBytes: 1e6 }))
  return rows.map(({ keyName, version }) => `${keyName}@${version - firstVersion}`).sort()
}

async function kinds(store: MemoryStore): Promise<string> {
  const rows = await store.read(everything, { limit: 1000, maxBytes: 1e6 })
  return [...new Set(rows.map(({ key }) => String.fromCharCode(key[0]!)))].filter((kind) => 'PSp'.includes(kind)).join('')
}

function stored(store: MemoryStore, key: string): number | undefined {
  const row = store.get(objectKey(regionOf(key), encodeString(key)))
  return row && readObjectRow(row).version - firstVersion
}

/** Everything the disk has, as another process finds it. */
async function copyOf(store: MemoryStore): Promise<MemoryStore> {
  const copy = new MemoryStore()
  const rows = await store.read(everything, { limit: 1000, maxBytes: 1e6 })
  await copy.write(new Map(rows.map(({ key, value }) => [toLatin1(key), value])), false)
  return copy
}

test('a removal that was committed and forgotten is not undone by a record that shares its segment with one that lives', async (t) => {
  const lone = await LoneMember.start(2, configuration(1))
  await lone.receive(1, update(one, 1), update(other, 1))
  t.deepEqual(await recorded(lone.store), [`${one}@1`, `${other}@1`].sort())
  await lone.receive(3, acknowledged(one, 1))
  await lone.receive(1, removal(one, 2))
  await lone.receive(3, acknowledged(one, 2))
  await lone.receive(1, inRegion(one, 1, 1, { watermark: { version: firstVersion + 2 } }))
  await lone.pass(200)
  t.is(
    (
      await lone.store.read(
        { from: Uint8Array.of(rowKind.removal), to: Uint8Array.of(rowKind.removal + 1), reverse: false },
        { limit: 9, maxBytes: 999 },
      )
    ).length,
    0,
  )
  t.deepEqual(await recorded(lone.store), [`${other}@1`])

  const again = await LoneMember.start(2, configuration(2, { epoch: 2 }), { store: lone.store })
  t.deepEqual(again.toReplicas(3), ['update 1'])
  t.is(stored(lone.store, one), undefined)
  await again.receive(3, acknowledged(other, 1, 2, 2))
  t.is(stored(lone.store, other), 1)
  t.is(await kinds(lone.store), '')
})

test('what is pending in a region that is taken from the server is off its disk in the same turn, and what others need stays', async (t) => {
  const lone = await LoneMember.start(2, configuration(1))
  await lone.receive(1, update(one, 1), update(other, 1))
  const before = await copyOf(lone.store)
  const taken = configuration(2)
  const [first] = taken.spaces.get(1)!.subspaces[0]!.regions as Region[]
  Object.assign(first!, { epoch: 2, members: [1, 3] })
  lone.member.install(taken)
  const { batch } = lone.member.drain()
  const { settled } = pendingChanges(batch, lone.store)
  t.deepEqual(
    settled.map(({ keyName }) => keyName),
    [one],
  )

  // The process dies before that is written.
  const again = await LoneMember.start(2, taken, { store: before })
  t.deepEqual(await recorded(before), [`${other}@1`])
  t.deepEqual(again.toReplicas(3), ['update 1'])

  // And comes back into the region: what it had pending is nothing to it.
  const learns = configuration(3)
  Object.assign(learns.spaces.get(1)!.subspaces[0]!.regions[0]!, { epoch: 3, members: [1, 3], learner: { server: 2, joined: 3 } })
  await again.install(learns)
  t.deepEqual(await recorded(before), [`${other}@1`])
})

test('a start that is to learn a region anew drops what it has pending there', async (t) => {
  const lone = await LoneMember.start(2, configuration(1))
  await lone.receive(1, update(one, 1), update(other, 1))
  const learner = { epoch: 4, members: [1, 3], learner: { server: 2, joined: 4 } }
  const again = await LoneMember.start(2, configuration(4, learner), { store: lone.store })
  t.is(await kinds(lone.store), '')
  t.deepEqual(again.toReplicas(1), [])
  t.is(stored(lone.store, one), undefined, 'it has not committed there')
})

test('what is pending in a space that is removed is off the disk', async (t) => {
  const lone = await LoneMember.start(2, configuration(1))
  await lone.receive(1, update(one, 1), update(other, 1))
  await lone.install({ ...configuration(2), spaces: new Map() })
  t.is(await kinds(lone.store), '')
})

test('updates that are restored come in the order of their versions, wherever they lie', async (t) => {
  const lone = await LoneMember.start(2, configuration(1))
  await lone.receive(1, update(one, 3))
  await lone.store.write(new Map([[toLatin1(pendingKey(1, firstVersion + 2, encodeString(one))), encoded(one, 2, 'x')]]), false)
  const again = await LoneMember.start(2, configuration(2, { epoch: 2 }), { store: lone.store })
  t.deepEqual(again.toReplicas(3), ['update 2', 'update 3'])
})

test('what a former version left pending in rows of their own goes on, and the rows go with the commits', async (t) => {
  const store = new MemoryStore()
  for (const key of [one, other])
    await store.write(new Map([[toLatin1(pendingKey(regionOf(key), firstVersion + 1, encodeString(key))), encoded(key, 1, 'x')]]), false)
  const lone = await LoneMember.start(2, configuration(1), { store })
  t.deepEqual(lone.toReplicas(3), ['update 1', 'update 1'])
  await lone.receive(3, acknowledged(one, 1))
  t.is(stored(store, one), 1)
  t.deepEqual(await recorded(store), [`${other}@1`])
  await lone.receive(1, update(one, 2))
  t.is(await kinds(store), 'Pp')
  await lone.receive(3, acknowledged(other, 1), acknowledged(one, 2))
  t.is(await kinds(store), '')
})

test('in a synced space each record is a row of its own, which is flushed and goes in the batch of its commit', async (t) => {
  const lone = await LoneMember.start(2, configuration(1, {}, 'synced'))
  await lone.receive(1, update(one, 1), update(other, 1))
  t.is(await kinds(lone.store), 'p')
  const names = [one, other].map((key) => toLatin1(pendingKey(regionOf(key), firstVersion + 1, encodeString(key))))
  t.deepEqual([...lone.turns.findLast(({ flush }) => flush.size > 0)!.flush.keys()].sort(), names.sort())
  lone.turns.length = 0
  await lone.receive(3, acknowledged(one, 1))
  const commit = lone.turns.find(({ batch }) => batch.size > 0)!
  const ofOne = toLatin1(pendingKey(1, firstVersion + 1, encodeString(one)))
  t.true(commit.batch.has(ofOne) && commit.batch.get(ofOne) === undefined)
  t.truthy(commit.batch.get(toLatin1(objectKey(1, fromLatin1(one)))))
  const again = await LoneMember.start(2, configuration(2, { epoch: 2 }, 'synced'), { store: lone.store })
  t.is(again.turns[0]!.flush.size, 1, 'what is found is flushed before it commits')
})
