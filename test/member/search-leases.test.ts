// A cursor that nobody asks for its next page is closed by a lease: the server does not wait for a reader that never comes back.
import test from 'ava'
import { configurationOf, LoneMember } from './lone-member.ts'

const leaseMs = 60_000

async function memberWithKeys(): Promise<LoneMember> {
  const lone = await LoneMember.start(1, configurationOf(1, {}))
  for (let number = 1; number <= 3; number++) await lone.put(number, 1, `k${number}`)
  return lone
}

test('a cursor that is abandoned is closed when its lease is over, and its snapshot with it', async (t) => {
  const lone = await memberWithKeys()
  const first = await lone.search(1, { pageRows: 1 })
  t.is(lone.said(first), 'rows k1')
  await lone.pass(leaseMs - 1000)
  t.is(lone.said(await lone.nextPage(lone.cursorOf(first))), 'rows k2', 'asking for a page renews it')
  await lone.pass(leaseMs - 1000)
  t.is(lone.member.openSearches(), 1)
  t.deepEqual(lone.store.openReads(), { snapshots: 1, iterators: 0 })
  await lone.pass(2000)
  t.is(lone.member.openSearches(), 0)
  t.deepEqual(lone.store.openReads(), { snapshots: 0, iterators: 0 })
  t.is(lone.said(await lone.nextPage(lone.cursorOf(first))), 'SEARCH_EXPIRED')
})

test('a cursor that is read to its end leaves nothing for the lease to close', async (t) => {
  const lone = await memberWithKeys()
  const first = await lone.search(1, { pageRows: 1 })
  for (const rows of ['rows k2', 'rows k3', 'rows ']) t.is(lone.said(await lone.nextPage(lone.cursorOf(first))), rows)
  t.is(lone.member.openSearches(), 0)
  t.deepEqual(lone.store.openReads(), { snapshots: 0, iterators: 0 })
})

test('a stream that is closed takes its cursors along at once', async (t) => {
  const lone = await memberWithKeys()
  for (let times = 0; times < 5; times++) await lone.search(1, { pageRows: 1 })
  t.is(lone.store.openReads().snapshots, 5)
  lone.member.streamClosed(2)
  t.is(lone.store.openReads().snapshots, 5)
  lone.member.streamClosed(1)
  t.is(lone.store.openReads().snapshots, 0)
  t.is(lone.member.openSearches(), 0)
})
