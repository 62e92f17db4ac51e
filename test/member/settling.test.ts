// What a server does while a sample for a space of its is weighed (coordinator.md, Samples).
import test from 'ava'
import { configurationOf, LoneMember } from './lone-member.ts'

function settlingAt(version: number, members: readonly number[]) {
  const configuration = configurationOf(version, { members })
  const spaces = new Map([[1, { ...configuration.spaces.get(1)!, settling: true }]])
  return { ...configuration, spaces }
}

const waits = 'busy: the axes of space kv are being cut'
const empty = [{ space: 1, empty: true }]

test('a server that has said that it is empty answers nothing of the space until it knows what came of that', async (t) => {
  const lone = await LoneMember.start(1, configurationOf(1, {}))
  t.is(lone.said(await lone.get(1)), 'absent')
  await lone.install(settlingAt(2, [1]))
  t.deepEqual(lone.member.settling(), empty)
  await lone.pass(60_000)
  t.is(lone.said(await lone.get(1)), waits)
  t.is(lone.said(await lone.search(1)), waits)
  t.is(lone.said(await lone.put(1, 1)), waits)
  await lone.install(configurationOf(3, {}))
  t.deepEqual(lone.member.settling(), [])
  t.is(lone.said(await lone.get(1)), 'absent')
  t.is(lone.said(await lone.put(1, 1)), 'done')
})

test('a server does not say that it is empty while it owes a promise to one that may answer yet', async (t) => {
  const lone = await LoneMember.start(1, configurationOf(1, { members: [2, 1] }))
  await lone.asked(2, 1)
  await lone.pass(300)
  const alone = configurationOf(2, { epoch: 2, members: [1] })
  await lone.install({ ...alone, spaces: new Map([[1, { ...alone.spaces.get(1)!, settling: true }]]) })
  t.deepEqual(lone.member.settling(), [])
  await lone.pass(799)
  t.deepEqual(lone.member.settling(), [])
  await lone.pass(1)
  t.deepEqual(lone.member.settling(), empty)
})

test('but it says at once that it is not empty', async (t) => {
  const lone = await LoneMember.start(1, configurationOf(1, { members: [2, 1] }))
  await lone.asked(2, 1)
  await lone.receive(2, lone.update(1, 1))
  const alone = configurationOf(2, { epoch: 2, members: [1] })
  await lone.install({ ...alone, spaces: new Map([[1, { ...alone.spaces.get(1)!, settling: true }]]) })
  t.regex(lone.said(await lone.get(2)), /waits until servers that were in its chain have stopped/)
  t.deepEqual(lone.member.settling(), [{ space: 1, empty: false }])
})

test('what is kept for it until the promise has ended makes it say nothing, and after that what it is', async (t) => {
  const lone = await LoneMember.start(1, configurationOf(1, { members: [2, 1] }))
  await lone.asked(2, 1)
  await lone.pass(300)
  const learned = configurationOf(2, { epoch: 3, members: [1], learner: { server: 3, joined: 3 } })
  await lone.install({ ...learned, spaces: new Map([[1, { ...learned.spaces.get(1)!, settling: true }]]) })
  const from = { fromRegion: 1, fromEpoch: 3, toRegion: 1, toEpoch: 3, configurationVersion: 2 }
  await lone.receive(3, { ...from, copyAsk: { joined: 3, begin: true } })
  t.deepEqual(lone.member.settling(), [])
  await lone.pass(800)
  t.deepEqual(lone.member.settling(), empty)
})
