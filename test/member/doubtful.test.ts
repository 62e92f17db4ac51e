// A replica that may have forgotten its last moments does nothing in its chain until that has been settled (docs/repair.md, rule 8).
import test from 'ava'
import { configurationOf, LoneMember } from './lone-member.ts'

const waits = 'busy: region 1 waits for a replica that has certainly kept its last moments'

test('a doubtful head neither judges nor answers, whoever answers it; the coordinator is told that it is there', async (t) => {
  const head = await LoneMember.start(1, configurationOf(3, { epoch: 3, members: [1, 2], doubtful: [1] }))
  await head.answer(2)
  t.is(head.said(await head.get(3)), waits)
  t.is(head.said(await head.put(1, 3)), waits)
  t.like(head.member.progress()[0], { region: 1, epoch: 3 })
  await head.pass(60_000)
  t.is(head.said(await head.get(3)), waits)
  await head.install(configurationOf(4, { epoch: 5, members: [1] }))
  t.is(head.said(await head.get(5)), 'absent')
  t.deepEqual(head.member.progress(), [])
})

test('a doubtful tail commits and acknowledges nothing; when it stays, *Again* of those before it brings what they have', async (t) => {
  const tail = await LoneMember.start(2, configurationOf(1, { members: [1, 2] }))
  await tail.install(configurationOf(2, { epoch: 2, members: [1, 2], doubtful: [2] }))
  await tail.receive(1, tail.update(1, 2))
  t.deepEqual(tail.toReplicas(1), [])
  t.is(tail.said(await tail.search(2)), waits)
  t.is(tail.member.regions()[0]!.objects, 0)
  await tail.install(configurationOf(3, { epoch: 3, members: [1, 2], forgot: 3 }))
  t.deepEqual(tail.toReplicas(1), [])
  await tail.receive(1, tail.update(1, 3))
  t.deepEqual(tail.toReplicas(1), ['acknowledgement 1'])
})

test('what was pending when doubt came goes on when it has gone', async (t) => {
  const middle = await LoneMember.start(2, configurationOf(1, { members: [1, 2, 3] }))
  await middle.receive(1, middle.update(1, 1))
  t.deepEqual(middle.toReplicas(3), ['update 1'])
  await middle.install(configurationOf(2, { epoch: 2, members: [1, 2, 3], doubtful: [2, 3] }))
  middle.member.linkUp(3)
  await middle.turn()
  t.deepEqual(middle.toReplicas(3), [])
  await middle.install(configurationOf(3, { epoch: 4, members: [2], joined: [1], forgot: 4, reconciling: true }))
  t.is(middle.member.regions()[0]!.pending, 0)
  t.is(middle.member.regions()[0]!.objects, 1)
})

test('who stands by while another one is compared keeps everything, does nothing, and takes its place when that is lost, also after a start', async (t) => {
  const begin = async () => {
    const tail = await LoneMember.start(2, configurationOf(1, { members: [1, 2] }))
    await tail.receive(1, tail.update(1, 1))
    await tail.receive(1, tail.update(2, 1))
    tail.toReplicas(1)
    return tail
  }
  const standsBy = configurationOf(3, { epoch: 3, members: [1], forgot: 3, reconciling: true, standby: [{ server: 2, joined: 1 }] })
  const running = await begin()
  await running.install(standsBy)
  const started = await LoneMember.start(2, standsBy, { store: (await begin()).store })
  for (const member of [running, started]) {
    t.is(member.member.regions()[0]!.objects, 1)
    t.is(member.said(await member.get(3)), 'stale')
    await member.receive(1, member.update(3, 3))
    t.deepEqual(member.toReplicas(1), [])
    await member.install(configurationOf(4, { epoch: 5, members: [2], forgot: 5, reconciling: true }))
    await member.install(configurationOf(5, { epoch: 6, members: [2], forgot: 5 }))
    t.is(member.member.regions()[0]!.objects, 1)
    t.is(member.said(await member.get(6)), 'found 2')
  }
})

test('full members that are in no doubt go on beside it', async (t) => {
  const head = await LoneMember.start(1, configurationOf(3, { epoch: 3, members: [1, 2], doubtful: [2] }))
  await head.answer(2)
  t.is(head.said(await head.get(3)), 'absent')
  t.like(head.member.progress()[0], { region: 1, epoch: 3 })
})
