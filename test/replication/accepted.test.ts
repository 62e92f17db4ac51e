// A region whose only member forgot its last moments and was taken back all the same: other regions may have objects of which it knows nothing.
import test from 'ava'
import { readIndexKey, rowKind } from '../../src/replication/layout.ts'
import { fromLatin1, toLatin1 } from '../../src/values/bytes.ts'
import { operationName } from '../../src/values/operation.ts'
import { pendingKinds } from './pending-rows.ts'
import { World } from './world.ts'

const key = fromLatin1('k')

function put(value: string) {
  return { key, operations: [{ attribute: 1, name: operationName.put, operands: [fromLatin1(value)] }] }
}

test('an object that is created where a forgotten one lies leaves none of its index rows', async (t) => {
  const world = await World.create({
    servers: 2,
    space: 'space s key k attribute a subspace a create 1 partition',
    chain: (subspace) => [subspace + 1],
  })
  await world.update(put('forgotten'))
  await world.stabilize()
  const indexed = async () =>
    (await world.disk(2, rowKind.index)).map((row) => `${toLatin1(readIndexKey(row.key).value)} ${toLatin1(readIndexKey(row.key).key)}`)
  t.deepEqual(await indexed(), ['forgotten k'])

  world.crash(1)
  for (const kind of [rowKind.object, ...pendingKinds])
    for (const row of await world.disk(1, kind)) await world.change(1, row.key, undefined)
  world.bumpEpochsOf(1)
  world.changeRegions((region) => (region.members.includes(1) ? { ...region, forgot: region.epoch } : region))
  await world.start(1)
  await world.install(2)
  await world.update(put('new'))
  await world.stabilize()
  t.deepEqual(await indexed(), ['new k'])
})
