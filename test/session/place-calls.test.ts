// Questions to a replica about its region.
import test from 'ava'
import { cluster, Script } from './script.ts'

test('a question ends at its deadline, also after it was asked again because the server was busy', (t) => {
  const script = new Script(cluster(1, [{ epoch: 1, members: [1] }]))
  const call = script.nextCall()
  script.session.askPlace(call, script.space, { region: 1, server: 1, redrive: {} }, 1000, script.nowMs)
  script.run()
  script.busy(1, script.only(1), 20)
  script.pass(50)
  t.is(script.only(1).region, 1)
  script.pass(949)
  t.deepEqual(script.finished, [])
  script.pass(1)
  t.like(script.finished[0], { call, error: { code: 'TIMEOUT' } })
})
