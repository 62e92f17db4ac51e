import test from 'ava'
import { type Request, responseStatus } from '../../src/cluster/client-messages.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { decodeString, encodeString } from '../../src/values/encode.ts'
import { type Operation, operationName } from '../../src/values/operation.ts'
import { cluster, putOf, Script } from './script.ts'

/** One region; servers 1, 3 and 9 exist whoever is its head. */
const one = (version: number, epoch = 1, head = 1) => cluster(version, [{ epoch, members: [head, 9] }], { servers: [1, 3] })

test('a get goes to the head of its region, stamped with region, epoch and what is left of its time', (t) => {
  const script = new Script(one(1, 5))
  const call = script.get('a', 700)
  const request = script.only(1)
  t.like(request, { space: 1, schemaVersion: 1, region: 1, epoch: 5, timeoutMs: 700 })
  t.is(decodeString(request.get!), 'a')
  script.ok(1, request, 12)
  t.is(script.outcome(call), 'ok 12')
})

test('a get asks for the attributes it selects, again when it is sent again, and for no others than there are', (t) => {
  const script = new Script(one(1))
  const call = script.get('a', 1000, [1, 0])
  const request = script.only(1)
  t.deepEqual(request.select, [1, 0])
  script.stale(1, request, 2)
  script.install(one(2, 2, 3))
  const again = script.only(3)
  t.deepEqual(again.select, [1, 0])
  script.ok(3, again, 4)
  t.is(script.outcome(call), 'ok 4')
  t.is(script.outcome(script.get('a', 1000, [2])), 'INVALID')
  t.is(script.outcome(script.get('a', 1000, [1, 1])), 'INVALID')
  t.deepEqual(script.sent(3), [])
})

test('a second answer to the same request means nothing', (t) => {
  const script = new Script(one(1))
  const call = script.put('a', 1)
  const request = script.only(1)
  script.ok(1, request, 3)
  script.fail(1, request, 'COMPARE_FAILED')
  t.is(script.outcome(call), 'ok 3')
})

test('updates are numbered from 1, and the mark is the lowest number that is unanswered', (t) => {
  const script = new Script(one(1))
  for (const key of ['a', 'b', 'c']) script.put(key, 1)
  const [a, b, c] = script.sent(1)
  t.deepEqual(
    [a, b, c].map((request) => [request!.update!.client, request!.update!.number, request!.update!.mark]),
    [
      [77, 1, 1],
      [77, 2, 1],
      [77, 3, 1],
    ],
  )
  script.ok(1, b!)
  script.put('d', 1)
  t.like(script.only(1).update!, { number: 4, mark: 1 })
  script.fail(1, a!, 'NOT_FOUND')
  script.put('e', 1)
  t.like(script.only(1).update!, { number: 5, mark: 3 })
})

test('a stale leader answer fetches the newer configuration and goes on with the same number and the new epoch', (t) => {
  const script = new Script(one(1))
  const call = script.put('a', 1)
  script.stale(1, script.only(1), 2)
  t.deepEqual(script.fetches, [2])
  t.deepEqual(script.sent(1), [])
  script.install(one(2, 2, 3))
  const again = script.only(3)
  t.like(again, { epoch: 2 })
  t.like(again.update!, { number: 1, mark: 1 })
  script.ok(3, again, 8)
  t.is(script.outcome(call), 'ok 8')
})

test('a leader whose own configuration is older is asked again a little later', (t) => {
  const script = new Script(one(4))
  const call = script.get('a')
  script.stale(1, script.only(1), 3)
  t.deepEqual(script.fetches, [])
  t.deepEqual(script.sent(1), [])
  script.pass(50)
  script.ok(1, script.only(1))
  t.is(script.outcome(call), 'ok 1')
})

test('a call waits for the configuration that was asked for no longer than a second or so', (t) => {
  const script = new Script(one(1))
  script.get('a', 10_000)
  script.stale(1, script.only(1), 2)
  script.pass(500)
  t.is(script.sent(1).length, 0)
  script.pass(1000)
  t.is(script.sent(1).length, 1)
})

test('a busy leader is asked again when it said, and UNAVAILABLE counts as busy', (t) => {
  const script = new Script(one(1))
  const call = script.put('a', 1)
  script.busy(1, script.only(1), 40)
  script.pass(39)
  t.is(script.sent(1).length, 0)
  script.pass(1)
  const again = script.only(1)
  t.like(again.update!, { number: 1 })
  script.fail(1, again, 'UNAVAILABLE')
  t.is(script.outcome(call), undefined)
  script.pass(100)
  script.ok(1, script.only(1))
  t.is(script.outcome(call), 'ok 1')
})

test('a lost connection is made anew and everything unanswered is sent again with its number', (t) => {
  const script = new Script(one(1))
  const calls = [script.put('a', 1), script.get('b'), script.put('c', 2)]
  const first = script.sent(1)
  script.ok(1, first[0]!)
  script.breakConnection(1)
  script.pass(10)
  t.deepEqual(script.connects, ['host:1', 'host:1'])
  const again = script.sent(1)
  t.is(again.length, 2)
  t.not(again[1]!.id, first[2]!.id)
  t.like(again[1]!.update!, { number: 2, mark: 2 })
  for (const request of again) script.ok(1, request)
  t.deepEqual(
    calls.map((call) => script.outcome(call)),
    ['ok 1', 'ok 1', 'ok 1'],
  )
})

test('a server that cannot be reached is tried with growing pauses', (t) => {
  const script = new Script(one(1))
  script.reachable = () => false
  const call = script.get('a', 10_000)
  script.pass(9000)
  t.true(script.connects.length >= 9 && script.connects.length <= 25, `${script.connects.length} attempts`)
  t.is(script.outcome(call), undefined)
  script.pass(1000)
  t.is(script.outcome(call), 'TIMEOUT')
})

test('a new epoch sends the call again at once, and a negative answer to the older attempt is ignored', (t) => {
  const script = new Script(one(1))
  const call = script.put('a', 1)
  const older = script.only(1)
  script.install(one(2, 2, 3))
  const newer = script.only(3)
  t.is(newer.update!.number, older.update!.number)
  for (const code of ['NOT_FOUND', 'COMPARE_FAILED', 'OVERFLOW', 'READONLY']) {
    script.fail(1, { id: older.id! }, code)
    t.is(script.outcome(call), undefined, code)
  }
  script.fail(3, newer, 'COMPARE_FAILED')
  t.is(script.outcome(call), 'COMPARE_FAILED')
})

test('a positive answer to an older attempt counts', (t) => {
  const script = new Script(one(1))
  const call = script.put('a', 1)
  const older = script.only(1)
  script.install(one(2, 2, 3))
  const newer = script.only(3)
  script.ok(1, older, 5)
  t.is(script.outcome(call), 'ok 5')
  script.fail(3, newer, 'COMPARE_FAILED')
  t.is(script.outcome(call), 'ok 5')
})

test('a configuration that leaves the region alone sends nothing again', (t) => {
  const script = new Script(one(1))
  script.put('a', 1)
  script.only(1)
  script.install(one(2))
  t.deepEqual(script.sent(1), [])
})

test('calls to one key keep their order as soon as a write is among them; gets alone do not wait', (t) => {
  const script = new Script(one(1))
  script.get('a')
  script.get('a')
  script.put('a', 1)
  script.get('a')
  script.get('a')
  script.put('a', 2)
  script.get('other')
  const shape = (requests: ReturnType<Script['sent']>) =>
    requests.map((request) => (request.get ? decodeString(request.get) : `put ${request.update!.number}`))
  const first = script.sent(1)
  t.deepEqual(shape(first), ['a', 'a', 'other'])
  script.ok(1, first[0]!)
  t.deepEqual(script.sent(1), [])
  script.ok(1, first[1]!)
  const write = script.sent(1)
  t.deepEqual(shape(write), ['put 1'])
  script.ok(1, write[0]!)
  const reads = script.sent(1)
  t.deepEqual(shape(reads), ['a', 'a'])
  for (const request of reads) script.ok(1, request)
  t.deepEqual(shape(script.sent(1)), ['put 2'])
})

test('a call that gives up while it waits for its key lets those behind it pass', (t) => {
  const script = new Script(one(1))
  script.get('a', 1000)
  const write = script.put('a', 1, 100)
  const read = script.get('a', 1000)
  const first = script.only(1)
  script.pass(200)
  t.is(script.outcome(write), 'TIMEOUT')
  const second = script.only(1)
  script.ok(1, second)
  t.is(script.outcome(read), 'ok 1')
  script.ok(1, first)
  script.put('a', 3)
  t.is(script.sent(1).length, 1)
})

test('at most 1024 numbers lie between the mark and the newest', (t) => {
  const script = new Script(one(1))
  for (let index = 0; index < 1100; index++) script.put(`key ${index}`, index)
  const sent = script.sent(1)
  t.is(sent.length, 1024)
  for (const request of sent.slice(1)) script.ok(1, request)
  t.is(script.sent(1).length, 0)
  script.ok(1, sent[0]!)
  const rest = script.sent(1)
  t.deepEqual(
    rest.map((request) => request.update!.number),
    Array.from({ length: 76 }, (_, index) => 1025 + index),
  )
  t.true(rest.every((request) => request.update!.mark === 1025))
})

test('at most 4096 requests are open on one connection, the rest follows as answers come', (t) => {
  const script = new Script(one(1))
  for (let index = 0; index < 5000; index++) script.get(`key ${index}`)
  const sent = script.sent(1)
  t.is(sent.length, 4096)
  for (const request of sent.slice(0, 10)) script.ok(1, request)
  t.is(script.sent(1).length, 10)
})

test('deadlines: a read and a write that was never sent time out, a write that was sent is unknown', (t) => {
  const script = new Script(one(1), false)
  const unsent = script.put('a', 1, 100)
  const read = script.get('b', 100)
  script.pass(100)
  t.is(script.outcome(unsent), 'TIMEOUT')
  t.is(script.outcome(read), 'TIMEOUT')
  script.session.grant(5, script.nowMs)
  const sent = script.put('c', 1, 100)
  const request = script.sent(1).find(({ update }) => update)!
  script.pass(99)
  t.is(script.outcome(sent), undefined)
  script.pass(1)
  t.is(script.outcome(sent), 'OUTCOME_UNKNOWN')
  t.regex(script.errorOf(sent)!.message, /deadline of 100 ms/)
  script.ok(1, request)
  t.is(script.outcome(sent), 'OUTCOME_UNKNOWN')
  script.put('d', 1)
  t.like(script.only(1).update!, { number: 2, mark: 2 })
})

test('a write to a server that never could be reached was never sent', (t) => {
  const script = new Script(one(1))
  script.put('a', 1, 100)
  script.reachable = () => false
  script.breakConnection(1, false)
  script.pass(100)
  t.is(script.outcome(1), 'TIMEOUT')
})

test('without a deadline a call waits for ever', (t) => {
  const script = new Script(one(1))
  const call = script.get('a', 0)
  t.is(script.only(1).timeoutMs, 0)
  script.pass(1e9)
  t.is(script.outcome(call), undefined)
})

test('an abort reaches the server, and says whether a write may have been applied', (t) => {
  const script = new Script(one(1))
  const write = script.put('a', 1)
  const waiting = script.put('a', 2)
  const request = script.only(1)
  script.cancel(waiting)
  t.is(script.outcome(waiting), 'ABORTED')
  t.notRegex(script.errorOf(waiting)!.message, /may have been applied/)
  t.deepEqual(script.sent(1), [])
  script.cancel(write)
  t.is(script.outcome(write), 'ABORTED')
  t.regex(script.errorOf(write)!.message, /may have been applied/)
  t.is(script.only(1).cancel, request.id)
  script.ok(1, request)
  script.put('a', 3)
  t.like(script.only(1).update!, { number: 2, mark: 2 })
})

test('without a session reads work and writes wait for it', (t) => {
  const script = new Script(one(1), false)
  const read = script.get('a')
  const writes = [script.put('b', 1), script.put('c', 1)]
  t.is(script.sessionsAsked, 1)
  script.ok(1, script.only(1))
  t.is(script.outcome(read), 'ok 1')
  script.session.grant(5, script.nowMs)
  script.run()
  const sent = script.sent(1)
  t.deepEqual(
    sent.map(({ update }) => [update!.client, update!.number]),
    [
      [5, 1],
      [5, 2],
    ],
  )
  for (const request of sent) script.ok(1, request)
  t.deepEqual(
    writes.map((call) => script.outcome(call)),
    ['ok 1', 'ok 1'],
  )
})

test('a session that the cluster has ended is replaced: what was refused at its first attempt goes again, a retry is unknown', (t) => {
  const script = new Script(one(1))
  const [fresh, retried] = [script.put('a', 1), script.put('b', 1)]
  const [first, second] = script.sent(1)
  script.busy(1, second!, 1)
  script.pass(10)
  const again = script.only(1)
  script.fail(1, first!, 'OUTCOME_UNKNOWN')
  t.is(script.sessionsAsked, 1)
  script.fail(1, again, 'OUTCOME_UNKNOWN')
  t.is(script.outcome(retried), 'OUTCOME_UNKNOWN')
  t.is(script.sessionsAsked, 1)
  script.session.grant(78, script.nowMs)
  script.run()
  const renumbered = script.only(1)
  t.like(renumbered.update!, { client: 78, number: 1, mark: 1 })
  script.ok(1, renumbered)
  t.is(script.outcome(fresh), 'ok 1')
})

test('a configuration that ends the session makes it ask for another; what was sent keeps its number', (t) => {
  const script = new Script(one(1))
  script.put('a', 1)
  const sent = script.only(1)
  script.install({ ...one(2), sessions: { below: 99, live: [] } })
  t.is(script.sessionsAsked, 1)
  script.session.grant(100, script.nowMs)
  script.put('b', 1)
  t.like(script.only(1).update!, { client: 100, number: 1 })
  script.busy(1, sent, 1)
  script.pass(10)
  t.like(script.only(1).update!, { client: 77, number: 1 })
})

test('a removed space is unknown, a server that moved is connected where it is now', (t) => {
  const script = new Script(one(1))
  const call = script.get('a')
  script.only(1)
  script.install(cluster(2, [{ epoch: 1, members: [1, 9] }], { servers: [3], moved: 1 }))
  t.deepEqual(script.disconnects, [1])
  t.deepEqual(script.connects, ['host:1', 'moved:1'])
  t.is(script.sent(1).length, 1)
  script.install(cluster(3, [{ epoch: 1, members: [1, 9] }], { servers: [3], moved: 1, spaces: false }))
  t.is(script.outcome(call), 'UNKNOWN_SPACE')
})

test('what cannot be right is refused before it is sent', (t) => {
  const script = new Script(one(1))
  t.is(script.outcome(script.get('k'.repeat(64 * 1024 + 1))), 'TOO_LARGE')
  const large = { ...putOf('a', 1), operations: [{ attribute: 1, name: 0, operands: [new Uint8Array(3)] }] }
  t.is(script.outcome(script.update(large)), 'INVALID')
  t.is(script.outcome(script.update({ ...putOf('a', 1), operations: [{ attribute: 7, name: 0, operands: [] }] })), 'INVALID')
  t.deepEqual(script.sent(1), [])
})

test('an operation that does not fit is refused with the name of its attribute', (t) => {
  const script = new Script(one(1))
  const message = (operation: Operation) => script.errorOf(script.update({ ...putOf('a', 1), operations: [operation] }))?.message ?? ''
  t.regex(
    message({ attribute: 1, name: operationName.append, operands: [new Uint8Array(8)] }),
    /^operation append of attribute v does not fit an int/,
  )
  t.regex(message({ attribute: 1, operands: [new Uint8Array(3)] }), /^operation put of attribute v takes an int/)
  t.regex(message({ attribute: 1, operands: [new Uint8Array(8)], path: 'a' }), /^attribute v is no document/)
})

test('an operation that fails says why; closing fails what is open', (t) => {
  const script = new Script(one(1))
  const overflow = script.put('a', 1)
  script.answer(1, script.only(1), { status: responseStatus.failed, failure: { code: 'OVERFLOW', message: 'too much', remedy: 'less' } })
  t.like(script.errorOf(overflow), { code: 'OVERFLOW', message: 'too much', remedy: 'less' })
  const [read, sent] = [script.get('b'), script.put('c', 1)]
  script.session.close(script.nowMs)
  script.run()
  t.is(script.outcome(read!), 'UNAVAILABLE')
  t.is(script.outcome(sent!), 'OUTCOME_UNKNOWN')
  t.is(script.outcome(script.get('d')), 'UNAVAILABLE')
})

test('too many open calls are refused, and taken again when others have ended', (t) => {
  const script = new Script(one(1))
  for (let index = 0; index < 10_000; index++) script.get(`key ${index}`)
  const refused = script.get('one more')
  t.like(script.errorOf(refused), { code: 'OVERLOADED', retryAfterMs: 100 })
  script.ok(1, script.sent(1)[0]!)
  t.is(script.outcome(script.get('another')), undefined)
})

test('an attempt names the epoch of the oldest one that may have been taken in, and none of those that were not', (t) => {
  const firstEpochAfter = (happens: (script: Script, first: Request) => void): number | undefined => {
    const script = new Script(one(1, 5))
    script.put('a', 1)
    const first = script.only(1)
    t.is(first.update!.firstEpoch ?? undefined, undefined)
    happens(script, first)
    script.install(one(2, 7))
    script.pass(10)
    return script.only(1).update!.firstEpoch ?? undefined
  }
  t.is(
    firstEpochAfter(() => {}),
    5,
    'it is not answered',
  )
  t.is(
    firstEpochAfter((script) => {
      script.breakConnection(1)
      script.sent(1)
    }),
    5,
    'its answer is lost',
  )
  t.is(
    firstEpochAfter((script, first) => script.answer(1, first, { status: responseStatus.stale, configurationVersion: 2, version: 9 })),
    5,
    'its leader had taken it in',
  )
  t.is(
    firstEpochAfter((script, first) => script.stale(1, first, 2)),
    undefined,
    'it came to a newer leader',
  )
  t.is(
    firstEpochAfter((script, first) => script.busy(1, first, 5)),
    undefined,
    'the leader was busy',
  )
})

test('retries of several clients are spread: each waits for half to one and a half of what it was told', (t) => {
  const waits = [0, 0.5, 0.999].map((drawn) => {
    const script = new Script(one(1), true, () => drawn)
    script.put('a', 1, 10_000)
    script.busy(1, script.only(1), 100)
    for (let waited = 0; ; waited += 1) {
      if (script.sent(1).length > 0) return waited
      script.pass(1)
    }
  })
  t.deepEqual(waits, [50, 100, 150])
})

test('a write that may have been applied when its space is removed is of unknown outcome; one that was refused, or not sent, is not', (t) => {
  const script = new Script(one(1))
  const sent = script.put('a', 1)
  const refused = script.put('b', 2)
  const read = script.get('c')
  const waiting = script.put('a', 3)
  const [, second] = script.sent(1)
  script.busy(1, second!, 500)
  script.install(cluster(2, [{ epoch: 1, members: [1, 9] }], { servers: [1, 3], spaces: false }))
  script.pass(600)
  t.deepEqual(
    [sent, refused, read, waiting].map((call) => script.outcome(call)),
    ['OUTCOME_UNKNOWN', 'UNKNOWN_SPACE', 'UNKNOWN_SPACE', 'UNKNOWN_SPACE'],
  )
  t.regex(
    script.errorOf(sent)!.message,
    /^a write to key "a" of space kv was sent and not answered before its space was removed: it may have been/,
  )
})

test('a write that may have been applied when it does not fit its space any more is of unknown outcome; one that was not is refused', (t) => {
  const script = new Script(one(1))
  const [sent, refused] = [script.put('a', 1), script.put('b', 2)]
  const waiting = script.put('a', 3)
  const [, second] = script.sent(1)
  script.busy(1, second!, 500)
  const newer = one(2, 2)
  const space = newer.spaces.get(1)!
  const definition = parseSpace('space kv key k attributes string v')
  script.install({ ...newer, spaces: new Map([[1, { ...space, schemaVersion: 2, definition }]]) })
  script.pass(600)
  t.deepEqual(
    [sent, refused, waiting].map((call) => script.outcome(call)),
    ['OUTCOME_UNKNOWN', 'SCHEMA_MISMATCH', 'SCHEMA_MISMATCH'],
  )
  t.regex(script.errorOf(sent)!.message, /not answered before the attributes of its space changed: it may have been/)
})

test('requests that are given up make room: whoever waits in line for it is sent, in order', (t) => {
  const script = new Script(cluster(1, [{ epoch: 1, members: [3] }]))
  for (let index = 0; index < 4096; index++) script.get(`k${index}`, index < 2 ? 1000 : 5000)
  t.is(script.sent(3).length, 4096)
  const [first, second, third] = [script.put('a', 1, 0), script.put('b', 2, 0), script.put('c', 3, 0)]
  t.is(script.sent(3).length, 0)
  script.pass(1000)
  const sent = script.sent(3)
  t.deepEqual(
    sent.map(({ update }) => decodeString(update!.update!.key!)),
    ['a', 'b'],
  )
  script.ok(3, sent[0]!, 7)
  script.ok(3, sent[1]!, 8)
  t.deepEqual(
    [first, second, third].map((call) => script.outcome(call)),
    ['ok 7', 'ok 8', undefined],
  )
  t.is(script.sent(3).length, 1)
})

test('of calls that are given up together none is sent in the place of another: for room, for a number, or for its turn', (t) => {
  const begun = {
    room: (script: Script) => Array.from({ length: 5000 }, (_, index) => script.get(`k${index}`, 5000)),
    number: (script: Script) => Array.from({ length: 2000 }, (_, index) => script.put(`k${index}`, 1, 5000)),
    turn: (script: Script) => Array.from({ length: 10 }, () => script.put('k', 1, 5000)),
  }
  for (const [what, begin] of Object.entries(begun)) {
    for (const how of ['aborted', 'closed'] as const) {
      const script = new Script(cluster(1, [{ epoch: 1, members: [3] }]))
      const calls = begin(script)
      const sent = script.sent(3).length
      t.is(sent, what === 'room' ? 4096 : what === 'number' ? 1024 : 1)
      if (how === 'closed') script.session.close(script.nowMs)
      else for (const call of calls) script.session.cancel(call, script.nowMs)
      script.run()
      t.deepEqual(
        script.sent(3).filter(({ cancel }) => !cancel),
        [],
      )
      const refused = how === 'closed' ? 'UNAVAILABLE' : 'ABORTED'
      const unknown = how === 'closed' && what !== 'room' ? sent : 0
      t.is(calls.filter((call) => script.outcome(call) === refused).length, calls.length - unknown, `${what}, ${how}`)
    }
  }
})

test('room that was made is for those who stand in line, not for a call that comes with it', (t) => {
  const script = new Script(cluster(1, [{ epoch: 1, members: [3] }]))
  const calls = Array.from({ length: 4097 }, (_, index) => script.get(`k${index}`, 5000))
  script.sent(3)
  script.session.cancel(calls[0]!, script.nowMs)
  const call = script.nextCall()
  script.session.get(call, script.space, encodeString('late'), 5000, script.nowMs)
  script.run()
  const sent = script.sent(3).filter(({ get }) => get)
  t.deepEqual(
    sent.map(({ get }) => decodeString(get!)),
    ['k4096'],
  )
})

test('a write in line for room whose deadline passes with those before it is not sent any more', (t) => {
  const script = new Script(cluster(1, [{ epoch: 1, members: [3] }]))
  for (let index = 0; index < 4096; index++) script.get(`k${index}`, 1000)
  script.sent(3)
  const late = script.put('a', 1, 1000)
  script.pass(1000)
  t.is(script.outcome(late), 'TIMEOUT')
  t.deepEqual(script.sent(3), [])
})

test('thousands in line that end when their space does, each with an attempt to give up, end one after the other', (t) => {
  const script = new Script(cluster(1, [{ epoch: 1, members: [3] }]))
  const calls = Array.from({ length: 4096 }, (_, index) => script.get(`k${index}`, 0))
  script.install(cluster(2, [{ epoch: 2, members: [3] }]))
  script.install(cluster(3, [{ epoch: 2, members: [3] }], { spaces: false, servers: [3] }))
  t.true(calls.every((call) => script.outcome(call) === 'UNKNOWN_SPACE'))
})
