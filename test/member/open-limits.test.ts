// So many cursors and watches may be open at one server (README, Limits): one more is told to come again, and is taken once there is room.
import test from 'ava'
import type { Response } from '../../src/cluster/client-messages.ts'
import { configurationOf, LoneMember } from './lone-member.ts'

const cursorsMax = 4096
const watchesMax = 1024

async function memberWithKeys(): Promise<LoneMember> {
  const lone = await LoneMember.start(1, configurationOf(1, {}))
  for (let number = 1; number <= 3; number++) await lone.put(number, 1, `k${number}`)
  return lone
}

test('4,096 cursors are open at a server at most', async (t) => {
  const lone = await memberWithKeys()
  const first = await lone.search(1, { pageRows: 1 })
  for (let open = 1; open < cursorsMax; open++) await lone.search(1, { pageRows: 1 })
  t.is(lone.member.openSearches(), cursorsMax)
  t.is(lone.said(await lone.search(1, { pageRows: 1 })), 'busy: 4096 searches are open at this server')
  // Also one that would be done with its first page: it takes a snapshot like any other.
  t.is(lone.said(await lone.search(1)), 'busy: 4096 searches are open at this server')
  for (const rows of ['rows k2', 'rows k3', 'rows ']) t.is(lone.said(await lone.nextPage(lone.cursorOf(first))), rows)
  t.is(lone.said(await lone.search(1, { pageRows: 1 })), 'rows k1')
  t.is(lone.member.openSearches(), cursorsMax)
  lone.member.streamClosed(1)
  t.deepEqual(lone.store.openReads(), { snapshots: 0, iterators: 0 })
})

test('1,024 watches are open at a server at most', async (t) => {
  const lone = await memberWithKeys()
  const ask = async (request: object): Promise<Response> => {
    const before = lone.turns.length
    lone.member.request(7, { id: 99, space: 1, schemaVersion: 1, ...request }, lone.now)
    await lone.turn()
    return lone.turns.slice(before).flatMap(({ answers }) => answers.get(7) ?? [])[0]!
  }
  const open = { watchOpen: { regions: [{ region: 1, epoch: 1 }] } }
  const watches: number[] = []
  for (let count = 0; count < watchesMax; count++) watches.push((await ask(open)).watch!.watch!)
  t.is(new Set(watches).size, watchesMax)
  const refused = await ask(open)
  t.is(refused.failure?.code, 'OVERLOADED')
  t.regex(refused.failure!.message!, /^1024 watches are open/)
  t.true(refused.failure!.retryAfterMs! > 0)
  lone.member.request(7, { id: 100, watchClose: watches[5]! }, lone.now)
  await lone.turn()
  t.true((await ask(open)).watch!.watch! > 0)
  t.is((await ask(open)).failure?.code, 'OVERLOADED')
})
