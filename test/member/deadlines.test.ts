// Requests that nobody waits for any more are not begun: their deadline counts from when they came, not from when they were taken.
import test from 'ava'
import { configurationOf, LoneMember } from './lone-member.ts'

const now = 100_000

async function leader(region: { readonly members?: number[] } = {}): Promise<LoneMember> {
  return LoneMember.start(1, configurationOf(1, region), { now })
}

test('a write that has waited until its deadline is not begun', async (t) => {
  const lone = await leader()
  t.is(lone.said(await lone.put(1, 1, 'k', { timeoutMs: 50, arrivedMs: now - 50 })), 'TIMEOUT')
  t.is(lone.said(await lone.get(1)), 'absent')
  t.is(lone.said(await lone.put(1, 1, 'k', { timeoutMs: 50, arrivedMs: now - 49 })), 'done')
  t.is(lone.said(await lone.put(2, 1, 'k', { timeoutMs: 0, arrivedMs: 0 })), 'done', 'without a deadline')
})

test('what became of an earlier attempt is said after the deadline, too', async (t) => {
  const lone = await leader()
  t.is(lone.said(await lone.put(1, 1)), 'done')
  t.is(lone.said(await lone.put(1, 1, 'k', { timeoutMs: 50, arrivedMs: now - 50 })), 'done')
})

test('a read that has waited until its deadline is not begun', async (t) => {
  const lone = await leader()
  await lone.put(1, 1)
  t.is(lone.said(await lone.get(1, { timeoutMs: 50, arrivedMs: now - 50 })), 'TIMEOUT')
  t.is(lone.said(await lone.get(1, { timeoutMs: 50, arrivedMs: now - 49 })), 'found 1')
})

test('a write that waits for the removal of its key is told when its deadline has passed', async (t) => {
  const lone = await leader({ members: [1, 2] })
  await lone.answer(2)
  await lone.put(1, 1)
  await lone.receive(2, lone.acknowledgement(2 ** 32 + 1, 1))
  await lone.remove(2, 1)
  const waiting = await lone.put(3, 1, 'k', { timeoutMs: 500, arrivedMs: now - 100 })
  await lone.pass(350)
  t.is(lone.said(waiting), 'nothing')
  await lone.pass(150)
  t.is(lone.said(waiting), 'TIMEOUT')
})

test('reads and refusals that wait for an update that nobody commits are given up when their deadline has passed', async (t) => {
  const lone = await leader({ members: [1, 2] })
  await lone.answer(2)
  await lone.put(1, 1)
  const read = await lone.get(1, { timeoutMs: 300, arrivedMs: now })
  const refused = await lone.putIfNotExist(2, 1, { timeoutMs: 300, arrivedMs: now })
  const patient = await lone.get(1)
  await lone.pass(200)
  t.deepEqual(
    [read, refused, patient].map((request) => lone.said(request)),
    ['nothing', 'nothing', 'nothing'],
  )
  await lone.pass(200)
  t.deepEqual(
    [read, refused, patient].map((request) => lone.said(request)),
    ['TIMEOUT', 'TIMEOUT', 'nothing'],
  )
  await lone.receive(2, lone.acknowledgement(2 ** 32 + 1, 1))
  t.is(lone.said(patient), 'found 1')
})
