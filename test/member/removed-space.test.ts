import test from 'ava'
import { type Response, responseStatus } from '../../src/cluster/client-messages.ts'
import type { Configuration } from '../../src/cluster/configuration.ts'
import { makeAxes } from '../../src/hyperspace/grid.ts'
import { Member } from '../../src/member/member.ts'
import { makeUpdate } from '../../src/replication/update.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { encodeString } from '../../src/values/encode.ts'
import { encodeObject } from '../../src/values/object.ts'
import { answerKeepAlives } from './answer-keep-alives.ts'

const definition = parseSpace('space kv key k attribute v subspace v create 1 partition')
const subspaces = [
  { axes: makeAxes(definition, ['k']), regions: [{ id: 1, epoch: 1, members: [1, 2] }] },
  { axes: makeAxes(definition, ['v']), regions: [{ id: 2, epoch: 1, members: [3] }] },
]
const space = { id: 1, schemaVersion: 1, definition, settling: false, readOnly: false, subspaces }
const configuration: Configuration = { cluster: 'c', version: 1, readOnly: false, servers: new Map(), spaces: new Map([[1, space]]) }

test('a search that waits for an update of a space that is removed is answered', async (t) => {
  const store = new MemoryStore()
  const member = new Member(2, store, 0)
  member.start(configuration, [])
  answerKeepAlives(member, member.drain())
  const answers: Response[] = []
  const turn = async () => {
    const { batch, sequence, answers: answered } = member.drain()
    await store.write(batch, false)
    member.written(sequence)
    answers.push(...(answered.get(1) ?? []))
  }
  const version = 2 ** 32 + 1
  const object = encodeObject([encodeString('x')])
  const { encoded } = makeUpdate({
    keyRegion: 1,
    space: 1,
    version,
    previous: 0,
    key: encodeString('k'),
    client: 1,
    number: 1,
    mark: 1,
    object,
  })
  member.receive(1, [{ fromRegion: 1, fromEpoch: 1, toRegion: 1, toEpoch: 1, configurationVersion: 1, update: encoded }])
  await turn()
  member.request(1, { id: 7, space: 1, schemaVersion: 1, searchOpen: { regions: [{ region: 1, epoch: 1 }] } })
  await turn()
  t.deepEqual(answers, [])

  member.install({ ...configuration, version: 2, spaces: new Map() })
  for (let count = 0; count < 3; count++) await turn()
  t.deepEqual(answers, [{ id: 7, status: responseStatus.stale, configurationVersion: 2 }])
})
