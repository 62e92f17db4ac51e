// A search whose reader is slow, between servers that answer at once: what is asked of them, and what is held of their answers, is bounded by pages,
// however many rows match. What a server holds of one search is in test/search/bounded-result.test.ts.
import test from 'ava'
import type { Request, Row } from '../../src/cluster/client-messages.ts'
import type { FoundRow } from '../../src/session/search-spec.ts'
import { SearchReader } from '../../src/transport/session-driver-search.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { encodeObject } from '../../src/values/object.ts'
import { matchAll } from '../../src/values/predicate.ts'
import { cluster, Script } from './script.ts'

const servers = [1, 2]
const pageRows = 256
const rowsOfServer = 40 * pageRows

/** The row at a place of all: even ones are the first server's. */
function row(place: number): Row {
  return { key: encodeString(String(place).padStart(8, '0')), version: 1, object: encodeObject([encodeInt(BigInt(place))]) }
}

test('a slow reader: two pages of each server, one of them under way at most, and two batches before the reader', async (t) => {
  const script = new Script(
    cluster(1, [
      { epoch: 1, members: [3, 1] },
      { epoch: 1, members: [3, 2] },
    ]),
  )
  const call = script.nextCall()
  const delivered = new Map(servers.map((server) => [server, 0]))
  let [came, taken, ahead, underWay] = [0, 0, 0, 0]
  let answered = 0
  const reader: SearchReader<FoundRow> = new SearchReader({
    demand: () => script.session.demand(call, script.nowMs),
    cancel: () => script.session.cancel(call, script.nowMs),
    abandoned: () => undefined,
  })
  const page = (server: number, request: Request) => {
    const from = delivered.get(server)!
    const rows = Array.from({ length: pageRows }, (_, index) => row((from + index) * servers.length + server - 1))
    delivered.set(server, from + pageRows)
    came += pageRows
    const done = from + pageRows === rowsOfServer
    script.answer(server, request, { page: { rows, done, cursor: done ? 0 : server, candidates: pageRows, index: 'key scan' } })
  }
  /** Servers answer all that is asked, and the reader gets what is ready. */
  const settle = () => {
    script.run()
    for (let more = true; more; ) {
      more = false
      for (const server of servers) {
        const requests = script.sent(server)
        underWay = Math.max(underWay, requests.length)
        for (const request of requests) page(server, request)
        more ||= requests.length > 0
      }
      for (; answered < script.answers.length; answered++) reader.answer(script.answers[answered]!)
      script.run()
    }
    ahead = Math.max(ahead, came - taken)
  }
  script.session.search(call, script.space, { predicate: matchAll }, { timeoutMs: 1000 }, script.nowMs)
  settle()
  t.true(came <= servers.length * 2 * pageRows, `${came} rows came before one was wanted`)
  for (;;) {
    const next = reader.next()
    settle()
    const { done } = await next
    if (done) break
    taken++
  }
  t.is(taken, servers.length * rowsOfServer)
  t.is(underWay, 1, 'pages asked of one server at a time')
  t.true(ahead <= servers.length * 2 * pageRows + 2 * pageRows, `${ahead} rows had come and were not taken`)
  t.true(ahead > servers.length * pageRows, 'it reads ahead')
})
