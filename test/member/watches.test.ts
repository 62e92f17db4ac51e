// Watches at members: who may be asked, what is shown and when, and when changes are lost.
import test from 'ava'
import { type Response, responseStatus, type WatchStamp } from '../../src/cluster/client-messages.ts'
import { dropAttribute } from '../../src/schema/change-space.ts'
import { fromLatin1, toLatin1 } from '../../src/values/bytes.ts'
import { operationName } from '../../src/values/operation.ts'
import { operator, predicateKind } from '../../src/values/predicate.ts'
import { World } from '../replication/world.ts'

const key = fromLatin1('k')

function put(value: string, of = key) {
  return { key: of, operations: [{ attribute: 1, name: operationName.put, operands: [fromLatin1(value)] }] }
}

async function twoServers(changesMax = 100): Promise<World> {
  return World.create({
    servers: 2,
    space: 'space s key k attributes a subspace a create 1 partition',
    chain: () => [1, 2],
    changesMax,
  })
}

function stamp(world: World, after?: number): WatchStamp {
  const { id, epoch } = world.configuration.spaces.get(1)!.subspaces[0]!.regions[0]!
  return { region: id, epoch, ...(after === undefined ? {} : { after, hasAfter: true }) }
}

const ends = { kind: predicateKind.test, attribute: 1, operator: operator.regex, operands: [fromLatin1('!$')] }

async function open(world: World, server: number, after?: number, predicate = ends): Promise<Response> {
  const id = await world.request(server, { schemaVersion: 1, watchOpen: { regions: [stamp(world, after)], predicate } })
  return world.answer(id)!
}

function shown(response: Response | undefined): string[] {
  return (response?.watch?.changes ?? []).map(({ before, after, hasBefore, hasAfter }) => {
    const text = (object: Uint8Array | null | undefined) => toLatin1(object!.subarray(2))
    return `${hasBefore ? text(before) : ''}>${hasAfter ? text(after) : ''}`
  })
}

test('who waits is answered when a change has committed everywhere, not before', async (t) => {
  const world = await twoServers()
  const opened = await open(world, 1)
  t.is(opened.watch?.changes?.length, 0)
  const next = await world.request(1, { watchNext: opened.watch!.watch! })
  await world.update(put('x!'))
  t.is(world.answer(next), undefined)
  await world.stabilize()
  t.deepEqual(shown(world.answer(next)), ['>x!'])
  const later = await world.request(1, { watchNext: opened.watch!.watch! })
  await world.update(put('quiet'))
  await world.update(put('still quiet'))
  await world.update({ key, remove: true })
  await world.stabilize()
  t.deepEqual(shown(world.answer(later)), ['x!>quiet'])
})

test('another replica shows the same from the same place on, once it knows that they are committed everywhere', async (t) => {
  const world = await twoServers()
  const opened = await open(world, 1)
  await world.update(put('a!'))
  await world.update(put('b!'))
  await world.stabilize()
  const after = opened.watch!.positions![0]!.version!
  const other = await open(world, 2, after)
  const next = await world.request(2, { watchNext: other.watch!.watch! })
  t.is(world.answer(next), undefined)
  await world.tick(200)
  await world.stabilize()
  t.deepEqual(shown(world.answer(next)), ['>a!', 'a!>b!'])
  t.is((await open(world, 2)).status, responseStatus.stale, 'only the point leader knows from where now is')
})

test('a reader that falls behind the window is told which regions it lost; so is one that comes back too late', async (t) => {
  const world = await twoServers(5)
  const opened = await open(world, 1)
  for (let index = 0; index < 20; index++) await world.update(put(`${index}!`, fromLatin1(`k${index}`)))
  await world.stabilize()
  const id = await world.request(1, { watchNext: opened.watch!.watch! })
  t.deepEqual(world.answer(id)?.watch?.lost, [stamp(world).region!])
  const late = await open(world, 1, opened.watch!.positions![0]!.version!)
  t.deepEqual(late.watch?.lost, [stamp(world).region!])
})

test('a server that was restarted says that it knows nothing of before; the other replica goes on', async (t) => {
  const world = await twoServers()
  const opened = await open(world, 1)
  const after = opened.watch!.positions![0]!.version!
  await world.update(put('a!'))
  await world.stabilize()
  world.crash(1)
  world.bumpEpochsOf(1)
  await world.start(1)
  await world.install(2)
  await world.stabilize()
  t.deepEqual((await open(world, 1, after)).watch?.lost, [stamp(world).region!])
  const other = await open(world, 2, after)
  t.deepEqual(other.watch?.lost, [])
  await world.update(put('b!'))
  await world.stabilize()
  await world.tick(200)
  await world.stabilize()
  const next = await world.request(2, { watchNext: other.watch!.watch! })
  t.deepEqual(shown(world.answer(next)), ['>a!', 'a!>b!'])
})

test('a watch ends with its stream, with its request, and when it is closed', async (t) => {
  const world = await twoServers()
  const member = world.member(1)
  const first = await open(world, 1)
  const second = await open(world, 1)
  await open(world, 1)
  t.is(member.openWatches(), 3)
  await world.request(1, { watchClose: first.watch!.watch! })
  t.is(member.openWatches(), 2)
  const next = await world.request(1, { watchNext: second.watch!.watch! })
  await world.request(1, { cancel: next })
  t.is(member.openWatches(), 1)
  member.streamClosed(1)
  t.is(member.openWatches(), 0)
  t.is((await open(world, 1, undefined, { ...ends, attribute: 9 })).failure?.code, 'INVALID')
})

test('a watch of an attribute that is dropped ends, and its reader is told so when it begins again', async (t) => {
  const world = await World.create({
    servers: 2,
    space: 'space s key k attributes a, b subspace a create 1 partition',
    chain: () => [1, 2],
  })
  const ofB = { ...ends, attribute: 2 }
  const waiting = await open(world, 1, undefined, ofB)
  const next = await world.request(1, { watchNext: waiting.watch!.watch! })
  const idle = await open(world, 1, undefined, ofB)
  const other = await open(world, 1)
  const space = world.configuration.spaces.get(1)!
  const definition = dropAttribute(space.definition, 'b')
  world.configuration = {
    ...world.configuration,
    version: world.configuration.version + 1,
    spaces: new Map([[1, { ...space, schemaVersion: 2, definition }]]),
  }
  await world.install(1)
  await world.install(2)
  t.is(world.answer(next)?.failure?.code, 'SCHEMA_MISMATCH')
  const gone = await world.request(1, { watchNext: idle.watch!.watch! })
  t.is(world.answer(gone)?.failure?.code, 'SEARCH_EXPIRED')
  t.is((await open(world, 1, undefined, ofB)).failure?.code, 'SCHEMA_MISMATCH')
  const goesOn = await world.request(1, { watchNext: other.watch!.watch! })
  await world.update(put('x!'))
  await world.stabilize()
  t.deepEqual(
    shown(world.answer(goesOn)).map((change) => change.slice(0, 3)),
    ['>x!'],
  )
})
