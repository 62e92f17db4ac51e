import test from 'ava'
import type { Configuration } from '../../src/cluster/configuration.ts'
import { makeAxes } from '../../src/hyperspace/grid.ts'
import { Member } from '../../src/member/member.ts'
import type { LinkMessage } from '../../src/replication/messages.ts'
import { readUpdate } from '../../src/replication/update.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { encodeString } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import { answerKeepAlives } from './answer-keep-alives.ts'

const definition = parseSpace('space kv key k attribute v create 1 partition')
const configuration: Configuration = {
  cluster: 'c',
  version: 1,
  readOnly: false,
  servers: new Map(),
  spaces: new Map([
    [
      1,
      {
        id: 1,
        schemaVersion: 1,
        definition,
        settling: false,
        readOnly: false,
        subspaces: [{ axes: makeAxes(definition, ['k']), regions: [{ id: 1, epoch: 1, members: [1, 2] }] }],
      },
    ],
  ]),
}

function put(member: Member, number: number): void {
  const operations = [{ attribute: 1, name: operationName.put, operands: [encodeString(String(number))] }]
  const update = { key: encodeString('k'), operations }
  member.request(1, { id: number, space: 1, schemaVersion: 1, region: 1, epoch: 1, update: { update, client: 1, number, mark: 1 } })
}

/** The numbers of the updates in messages. */
function updates(messages: readonly LinkMessage[] = []): number[] {
  return messages.flatMap(({ update }) => (update ? [readUpdate(update).number] : []))
}

test('*Again* comes before anything new also on a link that came up while a turn was being written', async (t) => {
  const store = new MemoryStore()
  const member = new Member(1, store, 0)
  member.start(configuration, [])
  member.linkUp(2)
  answerKeepAlives(member, member.drain())
  put(member, 1)
  const sentOnTheOldLink = member.drain()
  await store.write(sentOnTheOldLink.batch, false)
  member.written(sentOnTheOldLink.sequence)
  t.deepEqual(updates(sentOnTheOldLink.sends.get(2)), [1])

  put(member, 2)
  const beingWritten = member.drain()
  put(member, 3)
  member.linkDown(2)
  member.linkUp(2)
  await store.write(beingWritten.batch, false)
  member.written(beingWritten.sequence)
  const next = member.drain()
  await store.write(next.batch, false)
  member.written(next.sequence)
  t.deepEqual([...updates(beingWritten.sends.get(2)), ...updates(next.sends.get(2))], [1, 2, 3])

  put(member, 4)
  t.deepEqual(updates(member.drain().sends.get(2)), [4])
})
