import { setImmediate } from 'node:timers/promises'
import test from 'ava'
import { type Request, type Response, responseStatus } from '../../src/cluster/client-messages.ts'
import { Member } from '../../src/member/member.ts'
import { type HostParts, MemberHost } from '../../src/server/member-host.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { encodeString } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import { configurationOf } from '../member/lone-member.ts'
import { until } from '../until.ts'

const timeoutMs = 200
const requests = 500
const waitingMax = 32_768

/** A host of server 1, which leads the only region; what it answers, and what it passes on to be routed. */
async function serving() {
  const store = new MemoryStore()
  const member = new Member(1, store, performance.now())
  member.start(configurationOf(1, {}), [])
  const host = new MemberHost()
  const links = { setPeers: () => {}, send: () => {} }
  const attending = { follow: () => () => {}, want: () => {}, bring: () => {}, attended: true }
  const failed = (error: Error) => {
    throw error
  }
  host.serve({ member, store, links, attending, failed, address: 'a:1', domain: '' } as unknown as HostParts)
  const routed: Request[] = []
  const routing = { ms: 0 }
  const sessions = host.sessions(async (request) => {
    holdUp(routing.ms)
    routed.push(request)
    return {}
  })
  const open = () => {
    const answers: Response[] = []
    const sender = { send: (responses: readonly Response[]) => answers.push(...responses) }
    const { receive, closed } = sessions(sender as never)
    return { answers, receive: (some: readonly Request[], bytes = 0) => receive(some, bytes), closed }
  }
  return { host, member, routed, routing, open, ...open() }
}

function write(id: number, region: number): Request {
  const operations = [{ attribute: 1, name: operationName.put, operands: [encodeString('x')] }]
  const numbered = { update: { key: encodeString(`key${id}`), operations }, ...(region ? { client: 1, number: id, mark: 1 } : {}) }
  return { id, space: 1, schemaVersion: 1, region, epoch: 1, timeoutMs, update: numbered }
}

/** The event loop does nothing else for so long. */
function holdUp(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}

for (const [what, region] of [
  ['of its own regions', 1],
  ['that are passed on', 0],
] as const) {
  test(`requests ${what} that wait behind others until their deadline are not begun`, async (t) => {
    const { host, answers, routed, receive } = await serving()
    const began = performance.now()
    receive(Array.from({ length: requests }, (_, index) => write(index + 1, region)))
    const takenInTime = performance.now() - began < timeoutMs
    holdUp(timeoutMs)
    await until('all are answered', async () => answers.length === requests)
    const expired = answers.filter(({ failure }) => failure?.code === 'TIMEOUT').length
    t.true(expired > 0)
    if (takenInTime) t.true(expired < requests)
    if (region === 0) t.is(routed.length, requests - expired)
    await setImmediate()
    await host.stop(true)
  })
}

test('what is passed on after it has waited has the rest of its time', async (t) => {
  const { host, routed, receive } = await serving()
  receive([...Array.from({ length: 64 }, (_, index) => write(index + 1, 1)), { ...write(65, 0), timeoutMs: 100_000 }])
  holdUp(20)
  await until('it is passed on', async () => routed.length === 1)
  t.true(routed[0]!.timeoutMs! <= 99_980 && routed[0]!.timeoutMs! > 0)
  await host.stop(true)
})

/** Ids count from `first`. */
function writes(count: number, first: number, region: number): Request[] {
  return Array.from({ length: count }, (_, index) => ({ ...write(first + index, region), timeoutMs: 0 }))
}

test('requests beyond those that may wait are shed at once, with a hint when to come again', async (t) => {
  const { host, answers, receive } = await serving()
  t.teardown(() => host.stop(false))
  receive(writes(waitingMax, 1, 1))
  receive(writes(65, 100_001, 1))
  receive(writes(64, 200_001, 1))
  // Of the first ones up to 64 were taken in this turn of the event loop, so many others found room.
  const shed = answers.length - 64
  t.true(shed >= 1 && shed < 65, `${shed}`)
  t.deepEqual(
    answers.map(({ id }) => id),
    [...writes(shed, 100_066 - shed, 1), ...writes(64, 200_001, 1)].map(({ id }) => id),
  )
  for (const { status, failure } of answers) {
    t.is(status, responseStatus.busy)
    t.like(failure, { code: 'OVERLOADED', message: '32768 requests wait at this server', retryAfterMs: 50 })
  }
})

test('what has no answer has none when it is shed, either', async (t) => {
  const { host, answers, receive } = await serving()
  t.teardown(() => host.stop(false))
  receive(writes(waitingMax, 1, 1))
  const before = answers.length
  const none: Request[] = [{ cancel: 1 }, { searchClose: 1 }, { watchClose: 1 }]
  receive([...writes(64, 100_001, 1), ...none.map((request, index) => ({ id: 200_001 + index, ...request })), ...writes(1, 300_001, 1)])
  const shed = answers.slice(before).map(({ id }) => id!)
  t.is(shed.at(-1), 300_001)
  t.deepEqual(
    shed.filter((id) => id > 200_000),
    [300_001],
  )
})

test('a client whose requests take long does not keep another one waiting', async (t) => {
  const { host, routed, routing, open, receive } = await serving()
  t.teardown(() => host.stop(false))
  routing.ms = 60
  receive(writes(20, 1, 0))
  open().receive(writes(1, 100, 0))
  await until('the other one is served', () => routed.some(({ id }) => id === 100))
  // One before it had come, and one at most that was next by then.
  const before = routed.findIndex(({ id }) => id === 100)
  t.true(before <= 2, `${before} requests were served before`)
})

test('a client that fills the room leaves another one its share', async (t) => {
  const { host, answers, open, receive } = await serving()
  t.teardown(() => host.stop(false))
  receive(writes(waitingMax, 1, 1))
  receive(writes(64, waitingMax + 1, 1))
  const before = answers.length
  const other = open()
  other.receive(writes(100, 100_001, 1))
  t.is(other.answers.length, 0)
  t.is(answers.length, before + 100)
  // The newest of the first one.
  t.deepEqual(
    answers.map(({ id, status }) => [id, status]).toSorted(([one], [another]) => one! - another!),
    writes(before + 100, waitingMax + 65 - before - 100, 1).map(({ id }) => [id, responseStatus.busy]),
  )
})

test('so are requests beyond the memory that they may take; others have their shares of it', async (t) => {
  const { host, answers, open, receive } = await serving()
  t.teardown(() => host.stop(false))
  const mebibyte = 1024 * 1024
  receive(writes(256, 1, 1), 256 * mebibyte)
  receive(writes(300, 1001, 1), 300 * mebibyte)
  // As above, up to 64 of the first ones were taken at once.
  const shed = answers.length
  t.true(shed >= 300 - 64 && shed < 300, `${shed}`)
  t.deepEqual(
    answers.map(({ id, failure }) => [id, failure?.code]),
    writes(shed, 1301 - shed, 1).map(({ id }) => [id, 'OVERLOADED']),
  )
  const [small, large] = [open(), open()]
  small.receive(writes(100, 10_001, 1), 100 * 1024)
  t.is(answers.length, shed + 1, 'a hundred small ones take the place of a large one')
  large.receive(writes(3, 20_001, 1), 3 * 36 * mebibyte)
  t.is(answers.length, shed + 1 + 2 * 36, 'a third of the room holds two')
  t.deepEqual(
    [small, large].map((other) => other.answers.map(({ id }) => id)),
    [[], [20_003]],
  )
})

test('what waits of a client that has gone is dropped', async (t) => {
  const { host, routed, open, receive, closed } = await serving()
  t.teardown(() => host.stop(false))
  receive(writes(200, 1, 0))
  closed()
  open().receive(writes(1, 1000, 0))
  await until('the other one is served', () => routed.at(-1)?.id === 1000)
  // Of the first one at most what was taken before it went.
  t.true(routed.length <= 65, `${routed.length}`)
})

test('a request that is taken at once makes one turn of the member', async (t) => {
  const interval = globalThis.setInterval
  // Ticks make turns, too.
  globalThis.setInterval = (() => undefined) as never
  const serve = serving()
  globalThis.setInterval = interval
  const { host, member, receive } = await serve
  t.teardown(() => host.stop(false))
  const turns = async () => {
    for (let calm = 0; calm < 10; calm++) await setImmediate()
  }
  await turns()
  host.input(() => {})
  await turns()
  const heard: string[] = []
  const drain = member.drain.bind(member)
  // What it begins by the clock has begun, and nothing else does meanwhile.
  Object.assign(member, { tick: () => {}, request: () => heard.push('request') })
  member.drain = () => {
    heard.push('turn')
    return drain()
  }
  // Another input comes before it, so the turn ends before the host looks for further requests.
  host.input(() => {})
  receive(writes(1, 1, 1))
  await turns()
  t.deepEqual(heard, ['request', 'turn'])
})
