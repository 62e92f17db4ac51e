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
  t.deepEqual(judge(configuration, heardUntil([5000, 5600, 5600]), 6000).removed, new Set([1]))
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
