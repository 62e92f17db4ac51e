// Writes beyond the window of a session stand in line for a number: nobody who comes later may keep them there.
import test from 'ava'
import type { Request } from '../../src/cluster/client-messages.ts'
import { windowSize } from '../../src/session/numbering.ts'
import { decodeString } from '../../src/values/encode.ts'
import { cluster, putOf, Script } from './script.ts'

const one = () => new Script(cluster(1, [{ epoch: 1, members: [3] }]))
const keyOf = ({ update }: Request) => decodeString(update!.update!.key!)
const writtenKeys = (requests: readonly Request[]) => requests.filter(({ update }) => update).map(keyOf)

function answerAll(script: Script, requests: readonly Request[]): void {
  const responses = requests.map(({ id }) => ({ id: id!, version: 1, found: true }))
  script.session.receive(3, responses, script.nowMs)
  script.run()
}

test('a number that was freed is for who stands in line for one, not for a write that comes with it', (t) => {
  const script = one()
  const calls = Array.from({ length: windowSize + 2 }, (_, index) => script.put(`k${index}`, 1, 0))
  script.sent(3)
  for (const [round, expected] of [`k${windowSize}`, `k${windowSize + 1}`, 'late 0', 'late 1'].entries()) {
    script.session.cancel(calls[round]!, script.nowMs)
    script.session.update(script.nextCall(), script.space, putOf(`late ${round}`, 1), 0, script.nowMs)
    script.run()
    t.deepEqual(writtenKeys(script.sent(3)), [expected])
  }
})

test('a write that stands in line for a number, and then for room, is sent in its time, however many come behind it', (t) => {
  const script = one()
  for (let index = 0; index < windowSize; index++) script.put(`k${index}`, 1, 0)
  const old = Array.from({ length: 10 }, (_, index) => `old ${index}`)
  for (const key of old) script.put(key, 1, 0)
  for (let index = windowSize; index < 4096; index++) script.get(`k${index}`, 0)
  let younger = 0
  const come = (count: number) => {
    for (let index = 0; index < count; index++) {
      if (younger % 3 === 0) script.put(`young ${younger++}`, 1, 0)
      else script.get(`young ${younger++}`, 0)
    }
  }
  come(600)
  let open = script.sent(3)
  const written: (string | undefined)[] = []
  for (let round = 0; round < 60; round++) {
    const answered = [...open.filter(({ update }) => update).slice(0, 8), ...open.filter(({ get }) => get).slice(0, 16)]
    answerAll(script, answered)
    come(24)
    const sent = script.sent(3)
    written.push(...writtenKeys(sent))
    open = [...open.filter((request) => !answered.includes(request)), ...sent]
  }
  t.deepEqual(
    written.filter((key) => key?.startsWith('old')),
    old,
  )
})

test('as many writes as there are numbers are sent, whoever stands in line for room when numbers are freed', (t) => {
  const script = one()
  const keys = Array.from({ length: 3000 }, (_, index) => `k${index}`)
  for (const key of keys.slice(0, 2000)) script.put(key, 1, 0)
  for (let index = 0; index < 4000; index++) script.get(`g${index}`, 0)
  for (const key of keys.slice(2000)) script.put(key, 1, 0)
  const written: (string | undefined)[] = []
  for (let open = script.sent(3); open.length > 0; open = script.sent(3)) {
    written.push(...writtenKeys(open))
    answerAll(script, open)
  }
  t.deepEqual(written.sort(), keys.sort())
})

test('a write to a server that is out of reach keeps no number from writes to others', (t) => {
  const chains = [3, 4].map((server) => ({ epoch: 1, members: [server] }))
  const script = new Script(cluster(1, chains))
  const keys = Array.from({ length: 4 * windowSize }, (_, index) => `k${index}`)
  for (const key of keys) script.get(key, 0)
  const reads = script.sent(3)
  const atThree = reads.map(({ get }) => decodeString(get!))
  answerAll(script, reads)
  for (const request of script.sent(4)) script.ok(4, request)

  for (const key of keys) script.put(key, 1, 0)
  const written: (string | undefined)[] = []
  let open = script.sent(3)
  // Nothing that has a number is unanswered at server 4 when it breaks.
  for (let atFour = script.sent(4); atFour.length > 0; atFour = script.sent(4)) for (const request of atFour) script.ok(4, request)
  script.reachable = (server) => server !== 4
  script.breakConnection(4)
  for (; open.length > 0; open = script.sent(3)) {
    written.push(...writtenKeys(open))
    answerAll(script, open)
  }
  t.deepEqual(written.sort(), atThree.sort())
})

test('a call whose turn comes because one in line for room ends is sent at once', (t) => {
  const script = one()
  const reads = Array.from({ length: 4096 }, (_, index) => script.get(`k${index}`, 0))
  const first = script.put('z', 1, 100)
  script.put('z', 2, 0)
  script.sent(3)
  // The clock wakes the session late: an abort comes first.
  script.nowMs = 150
  script.cancel(reads[0]!)
  t.is(script.outcome(first), 'TIMEOUT')
  t.deepEqual(writtenKeys(script.sent(3)), ['z'])
})
