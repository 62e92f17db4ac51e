import test from 'ava'
import type { Configuration, Region, Subspace } from '../../src/cluster/configuration.ts'
import { makeAxes } from '../../src/hyperspace/grid.ts'
import { readObjectRow, regionRange, rowKind } from '../../src/replication/layout.ts'
import type { LinkMessage } from '../../src/replication/messages.ts'
import { makeUpdate } from '../../src/replication/update.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { encodeString } from '../../src/values/encode.ts'
import { encodeObject } from '../../src/values/object.ts'
import { pendingRows } from '../replication/pending-rows.ts'
import { LoneMember } from './lone-member.ts'

const definition = parseSpace('space s key k attributes v, w subspace v subspace w create 1 partition tolerate 0 failures')

/** The key region at server 1, that of v at server 2, which may have forgotten, that of w at server 3. */
function configuration(version: number, region: Partial<Region> = { reconciling: true }): Configuration {
  const subspaces: Subspace[] = [
    { axes: makeAxes(definition, ['k']), regions: [{ id: 1, epoch: 1, members: [1] }] },
    { axes: makeAxes(definition, ['v']), regions: [{ id: 2, epoch: 1, members: [2], ...region }] },
    { axes: makeAxes(definition, ['w']), regions: [{ id: 3, epoch: 1, members: [3] }] },
  ]
  const space = { id: 1, schemaVersion: 1, definition, settling: false, readOnly: false, subspaces }
  return { cluster: 'c', version, readOnly: false, servers: new Map(), spaces: new Map([[1, space]]) }
}

async function recorded(lone: LoneMember) {
  const everything = { from: Uint8Array.of(0), to: Uint8Array.of(255), reverse: false }
  return pendingRows(await lone.store.read(everything, { limit: 100, maxBytes: 1e6 }))
}

function update(number: number, previous = 2 ** 32 + number - 1): LinkMessage {
  const { encoded } = makeUpdate({
    keyRegion: 1,
    space: 1,
    version: 2 ** 32 + number,
    previous,
    key: encodeString('k'),
    client: 1,
    number,
    mark: 1,
    object: encodeObject([encodeString('v'), encodeString(String(number))]),
    oldAxisValues: [encodeString('v'), encodeString('w')],
  })
  return { fromRegion: 1, fromEpoch: 1, toRegion: 2, toEpoch: 1, configurationVersion: 1, update: encoded }
}

function acknowledged(number: number): LinkMessage {
  const acknowledgement = { key: encodeString('k'), version: 2 ** 32 + number }
  return { fromRegion: 3, fromEpoch: 1, toRegion: 2, toEpoch: 1, configurationVersion: 1, acknowledgement }
}

test('an update that a later one has overtaken, because nothing is waited for while a space is reconciled, goes on along its path', async (t) => {
  const lone = await LoneMember.start(2, configuration(1))
  await lone.receive(1, update(3))
  t.deepEqual(lone.toReplicas(3), ['update 3'])
  await lone.receive(3, acknowledged(3))
  t.deepEqual(lone.toReplicas(1), ['acknowledgement 3'])

  await lone.receive(1, update(2))
  t.deepEqual(lone.toReplicas(1), [], 'the rest of its path has not heard of it')
  t.deepEqual(lone.toReplicas(3), ['update 2'])
  await lone.receive(3, acknowledged(2))
  t.deepEqual(lone.toReplicas(1), ['acknowledgement 2'])
})

test('an overtaken update that comes again and again leaves no pending record', async (t) => {
  const lone = await LoneMember.start(2, configuration(1))
  await lone.receive(1, update(2))
  await lone.receive(3, acknowledged(2))
  await lone.receive(1, update(3))
  await lone.receive(3, acknowledged(3))
  lone.toReplicas(1)
  for (let time = 1; time <= 3; time++) {
    await lone.receive(1, update(2))
    lone.member.receive(3, [acknowledged(2)])
    lone.member.receive(1, [update(2)])
    lone.member.receive(3, [acknowledged(2)])
    await lone.turn()
    t.deepEqual(lone.toReplicas(1), ['acknowledgement 2', 'acknowledgement 2'], `time ${time}`)
  }
  t.deepEqual(await recorded(lone), [])
})

test('the newest update that comes again is acknowledged at once: the rest of its path has it', async (t) => {
  const lone = await LoneMember.start(2, configuration(1))
  await lone.receive(1, update(2))
  await lone.receive(3, acknowledged(2))
  lone.toReplicas(1)
  lone.toReplicas(3)
  await lone.receive(1, update(2))
  t.deepEqual(lone.toReplicas(1), ['acknowledgement 2'])
  t.deepEqual(lone.toReplicas(3), [])
  t.deepEqual(await recorded(lone), [])
})

test('an overtaken update that is still under way when the space is reconciled changes nothing', async (t) => {
  const lone = await LoneMember.start(2, configuration(1))
  await lone.receive(1, update(3))
  await lone.receive(3, acknowledged(3))
  await lone.receive(1, update(2, 0))
  lone.toReplicas(1)
  await lone.install(configuration(2, { epoch: 2 }))
  const late = { ...acknowledged(2), toEpoch: 2, configurationVersion: 2 }
  await lone.receive(3, late)
  t.deepEqual(lone.toReplicas(1), ['acknowledgement 2'])
  const rows = await lone.store.read(regionRange(rowKind.object, 2), { limit: 10, maxBytes: 1000 })
  t.deepEqual(
    rows.map(({ value }) => readObjectRow(value).version),
    [2 ** 32 + 3],
  )
})
