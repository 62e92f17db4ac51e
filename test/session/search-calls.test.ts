import test from 'ava'
import { aggregateKind, type Request, type Row, responseStatus } from '../../src/cluster/client-messages.ts'
import { dropAttribute } from '../../src/schema/change-space.ts'
import type { SearchTimes } from '../../src/session/search-clock.ts'
import type { SearchSpec } from '../../src/session/search-spec.ts'
import { decodeString, encodeInt, encodeString } from '../../src/values/encode.ts'
import { encodeObject } from '../../src/values/object.ts'
import { matchAll } from '../../src/values/predicate.ts'
import { cluster, Script } from './script.ts'

const two = (version: number, epoch = 1) =>
  cluster(version, [
    { epoch, members: [3, 1] },
    { epoch, members: [3, 2] },
  ])

function row(key: string, version = 1, value = 0): Row {
  return { key: encodeString(key), version, object: encodeObject([encodeInt(BigInt(value))]) }
}

function search(script: Script, spec: Partial<SearchSpec> = {}, times: SearchTimes = { timeoutMs: 1000 }): number {
  const call = script.nextCall()
  script.session.search(call, script.space, { predicate: matchAll, ...spec }, times, script.nowMs)
  script.session.demand(call, script.nowMs)
  script.run()
  return call
}

function page(script: Script, server: number, request: Request, keys: readonly string[], more?: number): void {
  const done = more === undefined
  script.answer(server, request, {
    page: { rows: keys.map((key) => row(key)), done, cursor: more ?? 0, candidates: keys.length, index: 'key scan' },
  })
}

function keysOf(script: Script, call: number): string[] {
  return script.answers.filter((answer) => answer.call === call).flatMap((answer) => answer.rows.map(({ key }) => decodeString(key)!))
}

function endOf(script: Script, call: number) {
  return script.answers.find((answer) => answer.call === call && answer.done)
}

test('each tail is asked once, and rows come merged in the order of their keys', (t) => {
  const script = new Script(two(1))
  const call = search(script)
  const [first, second] = [script.only(1), script.only(2)]
  t.like(first, { space: 1, schemaVersion: 1, timeoutMs: 1000, searchOpen: { regions: [{ region: 1, epoch: 1 }] } })
  t.like(second, { searchOpen: { regions: [{ region: 2, epoch: 1 }] } })
  page(script, 1, first, ['a', 'c'])
  t.deepEqual(keysOf(script, call), [])
  page(script, 2, second, ['b', 'd'])
  t.deepEqual(keysOf(script, call), ['a', 'b', 'c', 'd'])
  t.like(endOf(script, call), {
    error: undefined,
    count: 4,
    explanation: { regionsAsked: 2, serversAsked: 2, indexes: ['key scan'], matches: 4 },
  })
})

test('further rows are asked for as they are demanded, and a row resumes a search', (t) => {
  const script = new Script(two(1))
  const call = search(script)
  page(script, 1, script.only(1), ['a'], 41)
  page(script, 2, script.only(2), ['b'])
  t.deepEqual(keysOf(script, call), ['a'])
  t.is(script.only(1).searchNext?.cursor, 41)
  const again = search(script, { cursor: script.answers[0]!.rows[0]!.cursor })
  t.like(script.only(1).searchOpen, { hasAfter: true, afterKey: encodeString('a') })
  t.is(endOf(script, again), undefined)
})

test('a stale server: the search waits for the newer configuration and begins again', (t) => {
  const script = new Script(two(1))
  const call = search(script)
  const late = script.only(2)
  script.answer(1, script.only(1), { status: responseStatus.stale, configurationVersion: 2 })
  t.is(script.only(2).cancel, late.id, 'nobody waits for its page any more')
  t.deepEqual(script.fetches, [2])
  page(script, 2, late, ['b'], 9)
  t.is(script.only(2).searchClose, 9)
  script.install(two(2, 2))
  const [first, second] = [script.only(1), script.only(2)]
  t.is(first.searchOpen!.regions![0]!.epoch, 2)
  page(script, 1, first, ['a'])
  page(script, 2, second, ['b'])
  t.deepEqual(keysOf(script, call), ['a', 'b'])
  t.truthy(endOf(script, call)!.explanation)
})

test('a busy server is asked again, a lost one in a new attempt that repeats nothing', (t) => {
  const script = new Script(two(1))
  const call = search(script)
  script.busy(1, script.only(1), 20)
  page(script, 2, script.only(2), ['d'])
  script.pass(20)
  page(script, 1, script.only(1), ['a', 'b'], 5)
  t.deepEqual(keysOf(script, call), ['a', 'b'])
  script.session.demand(call, script.nowMs)
  script.run()
  script.breakConnection(1)
  script.pass(100)
  const again = script.only(1)
  t.like(again.searchOpen, { hasAfter: true, afterKey: encodeString('b') })
  page(script, 1, again, ['c'])
  page(script, 2, script.only(2), ['d'])
  t.deepEqual(keysOf(script, call), ['a', 'b', 'c', 'd'])
})

test('departures are settled by reads at the point leader', (t) => {
  const script = new Script(two(1))
  const call = search(script)
  const [first, second] = [script.only(1), script.only(2)]
  script.answer(1, first, { page: { rows: [row('a')], done: true, departures: [{ key: encodeString('gone'), version: 7 }] } })
  page(script, 2, second, ['z'])
  t.deepEqual(keysOf(script, call), [])
  const read = script.only(3)
  t.is(decodeString(read.get!), 'gone')
  script.answer(3, read, { found: true, version: 8, object: row('gone').object! })
  t.deepEqual(keysOf(script, call), ['a', 'gone', 'z'])
  t.deepEqual(script.finished, [])
})

function counted(count: number) {
  return { page: { groups: [{ by: [], values: [{ count }] }], done: true } }
}

test('a count is one answer, of the counts of every region', (t) => {
  const script = new Script(two(1))
  const call = script.nextCall()
  script.session.count(call, script.space, matchAll, 1000, script.nowMs)
  script.run()
  t.like(script.only(1).searchOpen, { aggregation: { functions: [{ kind: aggregateKind.count }] } })
  t.is(script.sent(2).length, 1)
  script.session.cancel(call, script.nowMs)
  const other = script.nextCall()
  script.session.count(other, script.space, matchAll, 1000, script.nowMs)
  script.run()
  script.answer(1, script.sent(1).find((request) => request.searchOpen)!, counted(2))
  script.answer(2, script.sent(2).find((request) => request.searchOpen)!, counted(3))
  t.deepEqual(
    script.answers.map(({ call: of, count, done, rows }) => [of, count, done, rows.length]),
    [[other, 5, true, 0]],
  )
})

test('deadlines: TIMEOUT when servers do not answer, PARTIAL when one cannot be reached', (t) => {
  const silent = new Script(two(1))
  const slow = search(silent)
  silent.pass(1000)
  t.is(endOf(silent, slow)!.error!.code, 'TIMEOUT')

  const script = new Script(two(1))
  script.reachable = (server) => server !== 2
  const call = search(script, {}, { timeoutMs: 3000 })
  script.pass(3000)
  t.is(endOf(script, call)!.error!.code, 'PARTIAL')
  t.regex(endOf(script, call)!.error!.message, /server 2 for regions 2/)
  t.regex(endOf(script, call)!.error!.remedy, /allow a partial answer/)
})

test('a count or an aggregate that cannot reach a server is not told of partial answers, which it does not give', (t) => {
  for (const start of ['count', 'aggregate'] as const) {
    const script = new Script(two(1))
    script.reachable = (server) => server !== 2
    const call = script.nextCall()
    const { session, space, nowMs } = script
    if (start === 'count') session.count(call, space, matchAll, 3000, nowMs)
    else session.aggregate(call, space, matchAll, { functions: [{ kind: aggregateKind.count }] }, 3000, nowMs)
    script.run()
    script.pass(3000)
    t.like(endOf(script, call)!.error, { code: 'PARTIAL', remedy: 'Try again when the server is back (status shows it).' }, start)
  }
})

test("a server that was forgotten is not looked for when its time to be asked again has come: the region's new tail is asked", (t) => {
  const script = new Script(two(1))
  const call = search(script)
  script.busy(2, script.only(2), 50)
  page(script, 1, script.only(1), ['a'])
  script.install(
    cluster(2, [
      { epoch: 2, members: [3, 1] },
      { epoch: 2, members: [3] },
    ]),
  )
  script.pass(200)
  t.false(script.connects.includes(''), script.connects.join())
  page(script, 1, script.only(1), ['a'])
  page(script, 3, script.only(3), ['b'])
  t.deepEqual(keysOf(script, call), ['a', 'b'])
})

test('a partial search goes on without a server that stays out of reach, and names its regions', (t) => {
  const script = new Script(two(1))
  script.reachable = (server) => server !== 2
  const call = search(script, { partial: true }, { timeoutMs: 10_000 })
  page(script, 1, script.only(1), ['a'])
  script.pass(900)
  t.deepEqual(keysOf(script, call), [])
  script.pass(400)
  t.deepEqual(keysOf(script, call), ['a'])
  t.deepEqual(endOf(script, call)!.explanation!.missingRegions, [2])
})

test('a partial search waits once for a server that is there and says nothing, however long, and asks it no more', (t) => {
  const script = new Script(two(1))
  const call = search(script, { partial: true }, { timeoutMs: 10_000 })
  page(script, 1, script.only(1), ['a'])
  script.only(2)
  script.pass(9999)
  t.deepEqual(keysOf(script, call), [])
  // Regions that were opened so far apart are no answer together: those that can be reached are opened again.
  script.pass(100)
  page(script, 1, script.only(1), ['a'])
  t.deepEqual(keysOf(script, call), ['a'])
  t.deepEqual(endOf(script, call)!.explanation!.missingRegions, [2])
})

test('the clock runs only while rows are demanded', (t) => {
  const script = new Script(two(1))
  const call = search(script)
  page(script, 1, script.only(1), ['a'], 5)
  page(script, 2, script.only(2), ['b'])
  script.pass(60_000)
  t.is(endOf(script, call), undefined)
  script.session.demand(call, script.nowMs)
  script.pass(1000)
  t.is(endOf(script, call)!.error!.code, 'TIMEOUT')
})

test('whoever stops listening at a time hears before it why there are no further rows, however many there were', (t) => {
  const script = new Script(two(1))
  const call = search(script, {}, { timeoutMs: 900, endsAtMs: 1000 })
  script.pass(500)
  page(script, 1, script.only(1), ['a'], 5)
  page(script, 2, script.only(2), ['b'])
  t.deepEqual(keysOf(script, call), ['a'])
  script.session.demand(call, script.nowMs)
  script.run()
  script.pass(449)
  t.is(endOf(script, call), undefined)
  script.pass(1)
  t.like(endOf(script, call)!.error, { code: 'TIMEOUT', message: 'a search of space kv is not over at the deadline' })
})

test('rows may come until shortly before the caller stops listening: he still hears that they are not all', (t) => {
  const script = new Script(cluster(1, [{ epoch: 1, members: [1] }]))
  const call = search(script, {}, { timeoutMs: 900, endsAtMs: 1000 })
  for (let row = 100; !endOf(script, call); row++) {
    const request = script.only(1)
    script.pass(5)
    page(script, 1, request, [String(row)], 7)
    script.session.demand(call, script.nowMs)
    script.run()
  }
  t.true(script.nowMs > 900 && script.nowMs <= 990, String(script.nowMs))
  t.is(endOf(script, call)!.error!.code, 'TIMEOUT')
})

test('an attribute that the reader takes and that is dropped meanwhile ends the search', (t) => {
  const script = new Script(two(1))
  const call = search(script, { select: [1] })
  script.answer(1, script.only(1), { status: responseStatus.stale, configurationVersion: 2 })
  const newer = two(2)
  const space = newer.spaces.get(1)!
  script.install({ ...newer, spaces: new Map([[1, { ...space, schemaVersion: 2, definition: dropAttribute(space.definition, 'v') }]]) })
  t.like(endOf(script, call)!.error, { code: 'SCHEMA_MISMATCH', message: 'attribute 1, which the call names, was dropped from space kv' })
})

test('a cancelled search is ended on the servers without a word', (t) => {
  const script = new Script(two(1))
  const call = search(script)
  const open = script.only(1)
  page(script, 2, script.only(2), ['b'], 6)
  script.cancel(call)
  t.is(script.only(1).cancel, open.id)
  t.is(script.only(2).searchClose, 6)
  page(script, 1, open, ['a'], 7)
  t.is(script.only(1).searchClose, 7)
  t.deepEqual(script.answers, [])
})

test('what does not fit is refused at once, what a server refuses ends the search', (t) => {
  const script = new Script(two(1))
  const wrong = search(script, { orderBy: { attribute: 9, descending: false } })
  t.is(endOf(script, wrong)!.error!.code, 'INVALID')
  const call = search(script)
  script.fail(1, script.only(1), 'INTERNAL')
  t.is(endOf(script, call)!.error!.code, 'INTERNAL')
  const open = search(script)
  script.session.close(script.nowMs)
  script.run()
  t.is(endOf(script, open)!.error!.code, 'UNAVAILABLE')
})
