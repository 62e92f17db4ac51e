import test from 'ava'
import { Attendance } from '../../coordinator/core/attendance.ts'
import { judge } from '../../coordinator/core/judgement.ts'
import { configurationOf } from '../member/lone-member.ts'

const suspicionMs = 1000
const heartbeatMs = 250
const said = { configurationVersion: 1, unreachable: [], regions: [], pulse: 0 }

/** Server n + 1 is heard from n × 100 ms on, until it ends. */
function heardUntil(ends: readonly number[]): Attendance {
  const attendance = new Attendance(0, { suspicionMs })
  const beats = ends.flatMap((end, index) => {
    const begin = index * 100
    return Array.from({ length: Math.ceil((end - begin) / heartbeatMs) }, (_, count) => [begin + count * heartbeatMs, index + 1] as const)
  })
  for (const [at, server] of beats.sort(([one], [other]) => one - other)) attendance.heard(server, said, at)
  return attendance
}

const servers = new Map([1, 2, 3].map((id) => [id, { id, address: `host:${id}`, domain: `${id}`, incarnation: 1 }]))
const configuration = { ...configurationOf(1, { members: [1, 2, 3] }), servers }

test('when all fall silent at one moment nobody is judged by whose last heartbeat came last', (t) => {
  const attendance = heardUntil([5000, 5000, 5000])
  for (let now = 5000; now < 8000; now += 10) t.is(judge(configuration, attendance, now).changed.size, 0, `at ${now}`)
})

test('one that falls silent leaves when another one has been heard that was heard long after it', (t) => {
  t.deepEqual(judge(configuration, heardUntil([5000, 5750, 5750]), 6000).removed, new Set([1]))
  t.deepEqual(judge(configuration, heardUntil([5000, 5200, 5200]), 5900).removed, new Set(), 'it may have failed with the others')
})

test('one that was turned away leaves, however often it is started again', (t) => {
  const attendance = heardUntil([5000, 5000, 5000])
  for (let now = 5000; now < 9000; now += heartbeatMs) {
    attendance.heard(2, said, now)
    attendance.heard(3, said, now)
    attendance.refused(1, 'its disk was found damaged', now)
  }
  t.deepEqual(judge(configuration, attendance, 9000).removed, new Set([1]))
})

test('whoever complains about those that have failed stays, though the complaint comes before their silence has lasted long enough', (t) => {
  const chain = { ...configurationOf(1, { members: [1, 2, 3, 4] }), servers: new Map([...servers, [4, { ...servers.get(3)!, id: 4 }]]) }
  for (const last of [4900, 5000, 5100]) {
    const attendance = heardUntil([5000, last, last, 5000])
    const taken = new Set<number>()
    for (let now = 5000; now < 8000; now += 10) {
      const unreachable = now >= 5750 ? [2, 3] : []
      if (now % heartbeatMs === 0) attendance.heard(1, { ...said, unreachable }, now)
      if (now % heartbeatMs === 0) attendance.heard(4, said, now)
      for (const server of judge(chain, attendance, now).removed) taken.add(server)
    }
    t.deepEqual([...taken].sort(), [2, 3], `the others were heard until about ${last}`)
  }
})

test('of two that hear nothing of each other, and are both heard, one leaves', (t) => {
  const attendance = heardUntil([5000, 5000, 5000])
  for (let now = 5000; now < 7000; now += heartbeatMs) {
    attendance.heard(1, said, now)
    attendance.heard(2, { ...said, unreachable: now >= 6000 ? [3] : [] }, now)
    attendance.heard(3, { ...said, unreachable: now >= 6000 ? [2] : [] }, now)
  }
  t.deepEqual(judge(configuration, attendance, 7000).removed, new Set([3]))
})

test('nobody leaves for one that has failed itself, unless that one was heard but a heartbeat before the other counts as silent', (t) => {
  for (const last of [5250, 5500, 5750, 6000]) {
    const attendance = heardUntil([5000, last, last])
    const taken = new Set<number>()
    for (let now = last; now < 8000; now += 10) for (const server of judge(configuration, attendance, now).removed) taken.add(server)
    // The first one's silence counts from 5750 on.
    t.deepEqual([...taken], last > 5500 ? [1] : [], `the others were heard until ${last}`)
  }
})

test('one that has just come back is at odds with nobody: those that complain of it may not know it yet', (t) => {
  const judged = (now: number) => {
    const attendance = heardUntil([5000, 5000, 5000])
    for (let at = 5000; at <= now; at += heartbeatMs) {
      attendance.heard(1, said, at)
      attendance.heard(3, { ...said, unreachable: at >= 6000 ? [2] : [] }, at)
      if (at >= 8000) attendance.heard(2, said, at)
    }
    return [...judge(configuration, attendance, now).removed]
  }
  for (const now of [8000, 8500, 8750]) t.deepEqual(judged(now), [], `at ${now}`)
  t.deepEqual(judged(9000), [2])
})

test('where nobody else is known to live one that cannot talk to others stays, though it was started again and again', (t) => {
  const { spaces } = configurationOf(1, { members: [1, 2] })
  const space = spaces.get(1)!
  const [key] = space.subspaces
  const second = { ...key!, regions: [{ id: 2, epoch: 1, members: [3] }] }
  const ofTwoSubspaces = { ...configuration, spaces: new Map([[1, { ...space, subspaces: [key!, second] }]]) }
  const attendance = heardUntil([5000, 5000, 8400])
  for (let at = 5000; at < 7500; at += 500) attendance.registered(2, at, { returns: true, nonce: 0 })
  for (const at of [7500, 7750, 7900]) attendance.heard(2, said, at)
  attendance.heard(3, { ...said, unreachable: [2] }, 8400)
  // It has lasted for a suspicion time, but has not said so since.
  const now = 8510
  t.true(attendance.isSteady(2, now) && attendance.isCrashLooping(2, now))
  t.deepEqual(judge(ofTwoSubspaces, attendance, now).changed, new Map())
})
