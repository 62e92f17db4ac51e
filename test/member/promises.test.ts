import test from 'ava'
import { configurationOf, LoneMember } from './lone-member.ts'

// Default timing: a lease of 1,000 ms, a promise of 1,100 ms.

const three = configurationOf(1, { members: [3, 1, 2] })
const without3 = configurationOf(2, { epoch: 2, members: [1, 2] })

/** Server 1, which answered server 3, the head, at 0 and has now installed that it is out. */
async function wedged(): Promise<LoneMember> {
  const middle = await LoneMember.start(1, three)
  await middle.asked(3, 1)
  await middle.pass(300)
  await middle.install(without3)
  await middle.answer(2)
  return middle
}

const waits = 'busy: region 1 waits until servers that were in its chain have stopped for certain'

test('who takes a place in a chain keeps still until the lease of the one taken out has run out', async (t) => {
  const head = await wedged()
  t.is(head.said(await head.get(2)), waits)
  t.is(head.said(await head.put(1, 2)), waits)
  await head.pass(750)
  await head.answer(2)
  await head.pass(49)
  t.is(head.said(await head.get(2)), waits)
  await head.pass(1)
  t.is(head.said(await head.get(2)), 'absent')
})

test('it need not wait when the server taken out says that it has installed that, and nothing else will do', async (t) => {
  const head = await wedged()
  await head.asked(3, 1)
  await head.asked(2, 2)
  t.is(head.said(await head.get(2)), waits)
  await head.asked(3, 2)
  t.is(head.said(await head.get(2)), 'absent')

  const told = await LoneMember.start(1, three)
  await told.asked(3, 1)
  await told.asked(3, 2)
  await told.install(without3)
  await told.answer(2)
  t.is(told.said(await told.get(2)), 'absent')
})

test('answers given after the installation prolong nothing', async (t) => {
  const head = await wedged()
  await head.pass(750)
  await head.asked(3, 1)
  await head.answer(2)
  await head.pass(50)
  t.is(head.said(await head.get(2)), 'absent')
})

test('a promise of long ago, or to a server that never asked, is none', async (t) => {
  const never = await LoneMember.start(1, three)
  await never.install(without3)
  await never.answer(2)
  t.is(never.said(await never.get(2)), 'absent')
  const long = await LoneMember.start(1, three)
  await long.asked(3, 1)
  await long.pass(1100)
  await long.install(without3)
  await long.answer(2)
  t.is(long.said(await long.get(2)), 'absent')
})

test('the clock that says less counts for the promise, for twice its time at most', async (t) => {
  const head = await wedged()
  head.now += 800
  t.is(head.said(await head.get(2)), waits)
  head.wall += 800
  await head.pass(0)
  await head.answer(2)
  t.is(head.said(await head.get(2)), 'absent')

  const back = await wedged()
  back.wall -= 3_600_000
  await back.pass(1899)
  await back.answer(2)
  t.is(back.said(await back.get(2)), waits)
  await back.pass(1)
  t.is(back.said(await back.get(2)), 'absent')
})

test('while a promise holds, what comes is kept; then *Again* comes first, and what was kept in its order', async (t) => {
  const middle = await LoneMember.start(1, configurationOf(1, { members: [2, 1, 3, 4] }))
  await middle.asked(3, 1)
  await middle.receive(2, middle.update(1, 1))
  t.deepEqual(middle.toReplicas(3), ['update 1'])
  await middle.install(configurationOf(2, { epoch: 2, members: [2, 1, 4] }))
  middle.member.linkUp(4)
  await middle.receive(2, middle.update(1, 2), middle.update(2, 2), middle.update(3, 2))
  await middle.receive(4, middle.acknowledgement(2 ** 32 + 1, 2))
  await middle.receive(2, middle.update(2, 2))
  t.deepEqual(middle.toReplicas(4), [])
  t.deepEqual(middle.toReplicas(2), [])
  await middle.pass(1099)
  t.deepEqual(middle.toReplicas(4), [])
  await middle.pass(1)
  t.deepEqual(middle.toReplicas(4), ['update 1', 'update 2', 'update 3'])
  t.deepEqual(middle.toReplicas(2), ['acknowledgement 1'])
})

test('the last of a chain commits nothing while a promise holds', async (t) => {
  const last = await LoneMember.start(2, configurationOf(1, { members: [1, 2, 3] }))
  await last.asked(3, 1)
  await last.receive(1, last.update(1, 1))
  await last.install(configurationOf(2, { epoch: 2, members: [1, 2] }))
  t.is(last.member.regions()[0]!.pending, 1)
  t.deepEqual(last.toReplicas(1), [])
  await last.pass(1100)
  t.is(last.member.regions()[0]!.pending, 0)
  t.deepEqual(last.toReplicas(1), ['acknowledgement 1'])
})

test('what was kept counts no longer when an epoch has changed again', async (t) => {
  const last = await LoneMember.start(2, configurationOf(1, { members: [1, 2, 3] }))
  await last.asked(3, 1)
  await last.install(configurationOf(2, { epoch: 2, members: [1, 2] }))
  await last.receive(1, last.update(1, 2))
  await last.install(configurationOf(3, { epoch: 3, members: [1, 2] }))
  await last.pass(1100)
  t.deepEqual(last.toReplicas(1), [])
})

test('of chain changes that come at once it is not known who came and went between: everybody is owed', async (t) => {
  const head = await LoneMember.start(1, configurationOf(1, { members: [1, 2] }))
  await head.asked(5, 2)
  await head.install(configurationOf(4, { epoch: 3, members: [1, 2] }))
  await head.answer(2)
  t.is(head.said(await head.get(3)), waits)
  await head.asked(5, 4)
  t.is(head.said(await head.get(3)), 'absent')
})

test('who was taken out and is in again was taken out', async (t) => {
  const head = await LoneMember.start(1, configurationOf(1, { members: [1, 2] }))
  await head.asked(2, 1)
  await head.install(configurationOf(3, { epoch: 3, members: [1], joined: [1], learner: { server: 2, joined: 3 } }))
  t.is(head.said(await head.get(3)), waits)
  await head.answer(2)
  t.is(head.said(await head.get(3)), 'absent')
})

test('a learner that is dropped is owed what a full member is', async (t) => {
  const head = await LoneMember.start(1, configurationOf(1, { epoch: 2, members: [1], learner: { server: 2, joined: 2 } }))
  await head.asked(2, 1)
  await head.install(configurationOf(2, { epoch: 3, members: [1], joined: [1] }))
  t.is(head.said(await head.get(3)), waits)
  t.deepEqual(head.member.progress(), [])
})

test('the coordinator is told which replicas of a region with a learner owe a promise', async (t) => {
  const head = await LoneMember.start(1, configurationOf(1, { members: [1, 2] }))
  await head.asked(2, 1)
  await head.install(configurationOf(2, { epoch: 2, members: [1], joined: [1] }))
  await head.install(configurationOf(3, { epoch: 3, members: [1], joined: [1], learner: { server: 4, joined: 3 } }))
  const [owing] = head.member.progress()
  t.like(owing, { region: 1, epoch: 3, owes: true })
  await head.pass(1100)
  const [free] = head.member.progress()
  t.like(free, { region: 1, epoch: 3, owes: false })
})

test('who has left a chain says so once, and who comes into one asks at once', async (t) => {
  const left = await LoneMember.start(3, three)
  left.sent.clear()
  await left.install(without3)
  t.is(left.keepAlive(1).run, 1)
  t.is(left.keepAlive(2).run, 1)
  await left.pass(1000)
  t.deepEqual([...left.sent.keys()], [])
})

test('after a start everybody is owed for the time of a promise, if an earlier run answered anybody', async (t) => {
  const first = await LoneMember.start(1, configurationOf(1, { members: [1, 2] }))
  await first.asked(2, 1)
  const restart = (options: object) =>
    LoneMember.start(1, configurationOf(3, { epoch: 3, members: [1], joined: [1] }), { incarnation: 2, ...options })
  const again = await restart({ store: first.store, now: 5000 })
  t.is(again.said(await again.get(3)), waits)
  await again.pass(1099)
  t.is(again.said(await again.get(3)), waits)
  await again.pass(1)
  t.is(again.said(await again.get(3)), 'absent')

  const neverAsked = await restart({})
  t.is(neverAsked.said(await neverAsked.get(3)), 'absent')
  const forgetful = await restart({ forgetful: true })
  t.is(forgetful.said(await forgetful.get(3)), waits)
  await forgetful.asked(2, 3)
  t.is(forgetful.said(await forgetful.get(3)), waits)
})

test('a region that was founded after a start owes nothing', async (t) => {
  const member = await LoneMember.start(1, { ...configurationOf(1, {}), spaces: new Map() }, { incarnation: 2, forgetful: true })
  await member.install(configurationOf(2, { members: [1] }))
  t.is(member.said(await member.get(1)), 'absent')

  const later = await LoneMember.start(1, { ...configurationOf(1, {}), spaces: new Map() }, { incarnation: 2, forgetful: true })
  await later.asked(2, 1)
  await later.install(configurationOf(2, { epoch: 7, founded: 7, members: [1, 3] }))
  await later.answer(3)
  t.is(later.said(await later.get(7)), 'absent')
})

test('a server that has answered a keep-alive has noted that before the answer leaves', async (t) => {
  const member = await LoneMember.start(1, configurationOf(1, { members: [1, 2] }))
  member.sent.clear()
  await member.asked(2, 1)
  const answering = member.turns.find(({ sends }) => sends.get(2)?.some(({ alive }) => alive))!
  t.deepEqual([...answering.batch.keys()], ['Mpromised'])
})
