// A learner that a start finds complete: the row that says so may be in the memory of the operating system alone, for the process may have been killed
// before it was flushed.
import test from 'ava'
import { Member } from '../../src/member/member.ts'
import { membershipKey, membershipRow } from '../../src/replication/layout.ts'
import { startMember } from '../../src/server/start-member.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { toLatin1 } from '../../src/values/bytes.ts'
import { configurationOf } from './lone-member.ts'

test('it says that it has its copy when the disk knows that for good', async (t) => {
  const store = new MemoryStore()
  const name = toLatin1(membershipKey(1))
  await store.write(new Map([[name, membershipRow(2)]]), false)
  const member = new Member(2, store, 0, { wall: 1_000_000, incarnation: 2 })
  await startMember(member, store, configurationOf(4, { epoch: 4, members: [1], learner: { server: 2, joined: 2 } }))
  const copied = () => member.progress().map(({ region, copied }) => [region, copied])
  t.deepEqual(copied(), [[1, false]])
  const turn = member.drain()
  t.deepEqual(turn.flush.get(name), membershipRow(2))
  await store.write(turn.batch, false)
  member.written(turn.sequence)
  t.deepEqual(copied(), [[1, false]])
  member.flushed(turn.sequence)
  t.deepEqual(copied(), [[1, true]])
})
