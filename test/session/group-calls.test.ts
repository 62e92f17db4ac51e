// What a group update that fails half-way says of what it has done.
import test from 'ava'
import { type Request, responseStatus } from '../../src/cluster/client-messages.ts'
import { encodeString } from '../../src/values/encode.ts'
import { matchAll } from '../../src/values/predicate.ts'
import { cluster, putOf, Script } from './script.ts'

/** One that has found three objects, and sent their updates. */
function begun(timeoutMs = 0): {
  script: Script
  updates: Request[]
  end: () => { code: string | undefined; message: string; count: number } | undefined
} {
  const script = new Script(cluster(1, [{ epoch: 1, members: [3] }]))
  const call = script.nextCall()
  script.session.groupUpdate(call, script.space, matchAll, { operations: putOf('a', 1).operations! }, timeoutMs, script.nowMs)
  script.run()
  const rows = ['a', 'b', 'c'].map((key) => ({ key: encodeString(key), version: 1 }))
  script.answer(3, script.only(3), { status: responseStatus.ok, page: { rows, done: false, cursor: 7 } })
  const updates = script.sent(3).filter(({ update }) => update)
  const end = () => {
    const answer = script.answers.find((answer) => answer.call === call && answer.done)
    return answer && { code: answer.error?.code, message: answer.error?.message ?? '', count: answer.count }
  }
  return { script, updates, end }
}

test('one that ends between two pages says how many objects it has changed', (t) => {
  const { script, updates, end } = begun()
  for (const update of updates) script.ok(3, update, 9)
  script.session.close(script.nowMs)
  script.run()
  const message = 'a group update of space kv failed when 3 objects had been changed: the client was closed'
  t.deepEqual(end(), { code: 'UNAVAILABLE', message, count: 3 })
})

test('one of which an update is refused says how many others were changed', (t) => {
  const { script, updates, end } = begun()
  script.ok(3, updates[0]!, 9)
  script.fail(3, updates[1]!, 'READONLY')
  t.is(end(), undefined)
  script.ok(3, updates[2]!, 10)
  t.deepEqual(end(), { code: 'READONLY', message: 'a group update of space kv failed when 2 objects had been changed: READONLY', count: 2 })
})

test('one with updates of unknown outcome says of how many, whatever else it failed by', (t) => {
  const { script, updates, end } = begun()
  script.fail(3, updates[0]!, 'READONLY')
  script.session.close(script.nowMs)
  script.run()
  const message = 'a group update of space kv failed when 0 objects had been changed, 2 more may have been: READONLY'
  t.deepEqual(end(), { code: 'OUTCOME_UNKNOWN', message, count: 0 })
})

test('one that has changed nothing fails by what it failed by; at its deadline it says what it has done, once', (t) => {
  const refused = begun()
  for (const update of refused.updates) refused.script.fail(3, update, 'READONLY')
  t.deepEqual(refused.end(), { code: 'READONLY', message: 'READONLY', count: 0 })
  const late = begun(1000)
  late.script.ok(3, late.updates[0]!, 9)
  late.script.pass(1000)
  const message = 'a group update of space kv was not done within its deadline of 1000 ms: 1 objects were changed, 2 more may have been'
  t.deepEqual(late.end(), { code: 'OUTCOME_UNKNOWN', message, count: 1 })
})
