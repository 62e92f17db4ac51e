import test from 'ava'
import { responseStatus } from '../../src/cluster/client-messages.ts'
import { matchAll } from '../../src/values/predicate.ts'
import { cluster, Script } from './script.ts'

function watch(script: Script): number {
  const call = script.nextCall()
  script.session.watch(call, script.space, { predicate: matchAll }, 1000, script.nowMs)
  script.session.demand(call, script.nowMs)
  script.run()
  return call
}

const page = { status: responseStatus.ok, watch: { watch: 41, changes: [], positions: [], lost: [] } }

test('a watch that is given up while it waits for changes is cancelled; when they come nevertheless it is closed', (t) => {
  const script = new Script(cluster(1, [{ epoch: 1, members: [3] }]))
  const call = watch(script)
  script.answer(3, script.only(3), page)
  const next = script.only(3)
  t.like(next, { watchNext: 41 })
  script.cancel(call)
  t.like(script.only(3), { cancel: next.id })
  script.answer(3, next, page)
  t.like(script.only(3), { watchClose: 41 })
})

test('one that is given up while it is to ask again is closed', (t) => {
  const script = new Script(cluster(1, [{ epoch: 1, members: [3] }]))
  const call = watch(script)
  script.answer(3, script.only(3), page)
  script.busy(3, script.only(3), 50)
  script.cancel(call)
  t.like(script.only(3), { watchClose: 41 })
})

test('one that is given up while it is being opened is closed when it was opened nevertheless', (t) => {
  const script = new Script(cluster(1, [{ epoch: 1, members: [3] }]))
  const call = watch(script)
  const open = script.only(3)
  t.truthy(open.watchOpen)
  script.cancel(call)
  t.like(script.only(3), { cancel: open.id })
  script.answer(3, open, page)
  t.like(script.only(3), { watchClose: 41 })
})
