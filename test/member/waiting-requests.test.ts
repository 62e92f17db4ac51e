// What waits at a server for updates that nobody commits is bounded in number and bytes, and no space takes the room of the others; beyond that a request is
// told to come again.
import test from 'ava'
import type { Response } from '../../src/cluster/client-messages.ts'
import { waitingMax } from '../../src/replication/space-shares.ts'
import { encodeString } from '../../src/values/encode.ts'
import { configurationOf, LoneMember } from './lone-member.ts'

const now = 100_000
const soon = { timeoutMs: 300, arrivedMs: now }

/** Of a chain whose other server says nothing more: the write of key k stays pending, as the removal of key r does. */
async function stuck(): Promise<LoneMember> {
  const lone = await LoneMember.start(1, configurationOf(1, { members: [1, 2] }), { now })
  await lone.answer(2)
  await lone.put(1, 1, 'r')
  await lone.receive(2, { ...lone.acknowledgement(2 ** 32 + 1, 1), acknowledgement: { key: encodeString('r'), version: 2 ** 32 + 1 } })
  await lone.remove(2, 1, 'r')
  await lone.put(3, 1, 'k')
  return lone
}

/** Leaves room for so many of the space. */
function leaveRoom({ member }: LoneMember, count: number): void {
  while (member.waiting.of(1).count < waitingMax.count / 2 - count) member.waiting.add(1, 0)
}

const settled = { keys: [encodeString('k')], settled: true }

function ask(lone: LoneMember, request: object): () => Response | undefined {
  const before = lone.turns.length
  lone.member.request(7, { id: 99, space: 1, schemaVersion: 1, region: 1, epoch: 1, ...request }, lone.now)
  return () => lone.turns.slice(before).flatMap(({ answers }) => answers.get(7) ?? [])[0]
}

test('reads, refusals, repeated and waiting writes, and comparisons that wait beyond the bound are told to come again', async (t) => {
  const lone = await stuck()
  leaveRoom(lone, 0)
  const busy = (said: string) => t.regex(said, /^busy: 16384 requests to space kv wait at this server/)
  busy(lone.said(await lone.get(1)))
  busy(lone.said(await lone.putIfNotExist(4, 1)))
  busy(lone.said(await lone.put(5, 1, 'r')))
  busy(lone.said(await lone.put(3, 1, 'k')))
  const compared = ask(lone, { compare: settled })
  await lone.turn()
  t.is(compared()?.failure?.code, 'OVERLOADED')
  t.true(compared()!.failure!.retryAfterMs! > 0)
  t.is(lone.said(await lone.put(6, 1, 'another')), 'nothing', 'a write of its own is taken on all the same')
})

test('what waits has room until it has its answer, or its deadline has passed', async (t) => {
  const lone = await stuck()
  const { waiting } = lone.member
  const all = [await lone.get(1, soon), await lone.putIfNotExist(4, 1, soon), await lone.put(5, 1, 'r', soon)]
  const compared = ask(lone, { compare: settled, timeoutMs: 300 })
  await lone.turn()
  t.is(waiting.total.count, 4)
  await lone.pass(400)
  t.deepEqual(
    all.map((request) => lone.said(request)),
    ['TIMEOUT', 'TIMEOUT', 'TIMEOUT'],
  )
  t.is(compared()?.failure?.code, 'TIMEOUT')
  t.deepEqual(waiting.total, { count: 0, bytes: 0 })

  await lone.get(1)
  await lone.putIfNotExist(6, 1)
  await lone.put(7, 1, 'r')
  ask(lone, { compare: settled })
  t.is(waiting.total.count, 4)
  await lone.install(configurationOf(2, { epoch: 2, members: [2, 1] }))
  t.deepEqual(waiting.total, { count: 0, bytes: 0 }, 'it leads no more')
})

test('the bytes that waiting writes hold are bounded, a later attempt takes the place of the one before, and other spaces keep their room', async (t) => {
  const lone = await stuck()
  const { waiting } = lone.member
  const first = await lone.put(4, 1, 'r')
  const { bytes } = waiting.total
  t.true(bytes > 0)
  await lone.put(4, 1, 'r')
  t.deepEqual(waiting.total, { count: 1, bytes })
  t.regex(lone.said(first), /^busy: a later attempt/)
  waiting.add(1, waitingMax.bytes / 2)
  t.regex(lone.said(await lone.put(5, 1, 'r')), /^busy/)
  t.true(waiting.hasRoom(2))
})
