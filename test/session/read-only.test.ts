// What a session refuses by itself is refused with READONLY where no writes are taken; whether they are is otherwise the servers' to say.
import test from 'ava'
import type { Update } from '../../src/cluster/client-messages.ts'
import { type Predicate, predicateKind } from '../../src/values/predicate.ts'
import { cluster, putOf, Script } from './script.ts'

const writable = cluster(1, [{ epoch: 1, members: [1] }])
const malformed = { ...putOf('a', 1), operations: [{ attribute: 9 }] }
const everything: Predicate = { kind: predicateKind.and, terms: [] }
const nothing: Predicate = { kind: predicateKind.or, terms: [] }

function groupCall(script: Script, predicate: Predicate, update: Update): string | undefined {
  const call = script.nextCall()
  script.session.groupUpdate(call, script.space, predicate, update, 1000, script.nowMs)
  script.run()
  const end = script.answers.find((answer) => answer.call === call && answer.done)
  return end && (end.error?.code ?? `${end.count} changed`)
}

test('a malformed write to a read-only cluster is READONLY, to a writable one INVALID', (t) => {
  const script = new Script(writable)
  t.is(script.outcome(script.update(malformed)), 'INVALID')
  script.install({ ...writable, version: 2, readOnly: true })
  t.is(script.outcome(script.update(malformed)), 'READONLY')
  t.is(groupCall(script, everything, malformed), 'READONLY')
  script.install({ ...writable, version: 3 })
  t.is(script.outcome(script.update(malformed)), 'INVALID')
  t.is(groupCall(script, everything, malformed), 'INVALID')
})

test('a well-formed write is sent: the server may know newer things', (t) => {
  const script = new Script({ ...writable, readOnly: true })
  const call = script.put('a', 1)
  script.ok(1, script.only(1), 5)
  t.is(script.outcome(call), 'ok 5')
  const group = groupCall(script, everything, { remove: true })
  t.is(group, undefined)
  t.true(script.only(1).searchOpen?.forUpdate)
})

test('a group call that no server has to be asked about is refused by what is known here', (t) => {
  const script = new Script(writable)
  t.is(groupCall(script, nothing, { remove: true }), '0 changed')
  script.install({ ...writable, version: 2, readOnly: true })
  t.is(groupCall(script, nothing, { remove: true }), 'READONLY')
  t.deepEqual(script.sent(1), [])
})
