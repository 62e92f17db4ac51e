// Rows that were found corrupt are given up, with what is derived from them or would say something wrong without them.
import test from 'ava'
import { type Configuration, emptyConfiguration, type Region } from '../../src/cluster/configuration.ts'
import { makeAxes } from '../../src/hyperspace/grid.ts'
import { indexStatesKey, membershipKey, membershipRow, objectKey, readUint64, sizeKey } from '../../src/replication/layout.ts'
import { segmentName, settledName } from '../../src/replication/pending-segment.ts'
import { readSizeRow } from '../../src/replication/region-size.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { mendStore } from '../../src/server/mend-store.ts'
import { vouchForRegions } from '../../src/server/vouch.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { type Bytes, fromLatin1, toLatin1 } from '../../src/values/bytes.ts'

test('with what has settled of a segment the segment goes, or it would be pending again; with a segment nothing else', async (t) => {
  const store = new MemoryStore()
  const bytes = Uint8Array.of(1)
  // A region of the same number as the upper half of a sequence.
  const membership = toLatin1(membershipKey(0))
  const names = [segmentName(1), settledName(1), segmentName(2), settledName(2), segmentName(3)]
  await store.write(new Map([...names.map((name) => [name, bytes] as const), [membership, membershipRow(1)]]), false)
  await mendStore(store, [settledName(1), segmentName(2)].map(fromLatin1), emptyConfiguration, 1)
  const left = await store.read({ from: Uint8Array.of(0), to: Uint8Array.of(255), reverse: false }, { limit: 9, maxBytes: 999 })
  t.deepEqual(left.map(({ key }) => toLatin1(key)).sort(), [membership, segmentName(3), settledName(2)].sort())
})

const definition = parseSpace('space kv key k create 1 partition tolerate 1 failures')

function configurationOf(...regions: readonly Region[]): Configuration {
  const subspace = { axes: makeAxes(definition, ['k']), regions }
  const kv = { id: 1, schemaVersion: 1, definition, settling: false, readOnly: false, subspaces: [subspace] }
  return { ...emptyConfiguration, version: 1, spaces: new Map([[1, kv]]) }
}

const one = Uint8Array.of(1)

async function filled(rows: readonly (readonly [Bytes, Bytes])[]): Promise<MemoryStore> {
  const store = new MemoryStore()
  await store.write(new Map(rows.map(([key, row]) => [toLatin1(key), row])), false)
  return store
}

test('when it is not known which rows are lost, what is derived from objects is made anew in every region', async (t) => {
  const store = await filled(
    [1, 2].flatMap(
      (region) =>
        [
          [indexStatesKey(region), one],
          [objectKey(region, one), one],
        ] as const,
    ),
  )
  await mendStore(store, [], configurationOf({ id: 1, epoch: 1, members: [1] }, { id: 2, epoch: 1, members: [2, 1] }), 1)
  for (const region of [1, 2]) {
    t.is(store.get(indexStatesKey(region)), undefined)
    t.truthy(store.get(objectKey(region, one)))
    t.is(readSizeRow(store.get(sizeKey(region))!), undefined)
  }
})

test('what somebody vouches for counts as complete, whatever the disk says; a learner learns all the same', async (t) => {
  const states = [1, 2, 3, 4, 5].map((region) => [indexStatesKey(region), one] as const)
  const noted = [
    [membershipKey(1), membershipRow(7)],
    [membershipKey(2), membershipRow(0)],
    [membershipKey(5), membershipRow(3)],
  ] as const
  const store = await filled([...states, ...noted])
  const joined = [7]
  await vouchForRegions(
    store,
    configurationOf(
      { id: 1, epoch: 9, members: [1], joined },
      { id: 2, epoch: 9, members: [1], joined },
      { id: 3, epoch: 9, members: [1], joined },
      { id: 4, epoch: 9, members: [1] },
      { id: 5, epoch: 9, members: [2], learner: { server: 1, joined: 7 } },
    ),
    1,
  )
  const row = (region: number) => store.get(membershipKey(region))
  t.deepEqual(
    [1, 2, 3].map((region) => readUint64(row(region)!, 0)),
    [7, 7, 7],
  )
  t.is(row(4), undefined)
  t.is(readUint64(row(5)!, 0), 3)
  // Only where it was not complete is anything made anew.
  t.deepEqual(
    [1, 2, 3, 4, 5].filter((region) => store.get(indexStatesKey(region)) === undefined),
    [2, 3],
  )
})
