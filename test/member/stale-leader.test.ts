// What a point leader had asked for comes when another server leads.
import test from 'ava'
import { rowKind } from '../../src/replication/layout.ts'
import { encodeString } from '../../src/values/encode.ts'
import { pendingKinds } from '../replication/pending-rows.ts'
import { configurationOf, LoneMember } from './lone-member.ts'

const keyK = encodeString('k')

async function rowsOf(lone: LoneMember, kind: number) {
  const range = { from: Uint8Array.of(kind), to: Uint8Array.of(kind + 1), reverse: false }
  return lone.store.read(range, { limit: 9, maxBytes: 1e6 })
}

test('a page of expired objects that a leader had asked for removes nothing when it leads no longer', async (t) => {
  const lone = await LoneMember.start(1, configurationOf(1, {}))
  lone.member.request(1, {
    id: 100,
    space: 1,
    schemaVersion: 1,
    region: 1,
    epoch: 1,
    update: { update: { key: keyK, operations: [], ttlMs: 50 }, client: 1, number: 1, mark: 1 },
  })
  await lone.turn()
  lone.now += 300
  lone.wall += 300
  lone.member.tick(lone.now, lone.wall)
  const turn = lone.member.drain()
  await lone.store.write(turn.batch, false)
  lone.member.written(turn.sequence)
  lone.member.flushed(turn.sequence)
  const read = turn.reads.find(({ request }) => request.keysOnly)!
  const entries = await lone.store.read(read.request.range, { limit: read.request.limit, maxBytes: 1e6, keysOnly: true })
  t.is(entries.length, 1)

  await lone.install(configurationOf(2, { epoch: 2, members: [2] }))
  await lone.install(configurationOf(3, { epoch: 3, members: [2], learner: { server: 1, joined: 3 } }))
  await lone.answer(2)
  lone.sent.clear()
  lone.member.entries(read.cursor, read.request.token, entries)
  await lone.turn()

  t.deepEqual(lone.toReplicas(2), [])
  for (const kind of pendingKinds) t.is((await rowsOf(lone, kind)).length, 0)
  t.is((await rowsOf(lone, rowKind.removal)).length, 0)
  t.is((await rowsOf(lone, rowKind.object)).length, 1)
})
