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
  const answers: Response[] = []
  const routed: Request[] = []
  const sender = { send: (responses: readonly Response[]) => answers.push(...responses) }
  const receiver = host.sessions(async (request) => {
    routed.push(request)
    return {}
  })(sender as never)
  return { host, answers, routed, receive: (batch: readonly Request[]) => receiver.receive(batch) }
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

test('requests beyond those that may wait are shed at once, with a hint when to come again', async (t) => {
  const { host, answers, receive } = await serving()
  const waitingMax = 32_768
  const batch = (count: number, first: number) => Array.from({ length: count }, (_, index) => write(first + index, 1))
  // Of these 64 are taken in this turn of the event loop.
  receive(batch(waitingMax, 1))
  receive(batch(65, 100_001))
  receive(batch(64, 200_001))
  t.is(answers.length, 65)
  for (const { id, status, failure } of answers) {
    t.true(id! > 100_000 && id! < 200_000)
    t.is(status, responseStatus.busy)
    t.like(failure, { code: 'OVERLOADED', message: '32704 requests wait at this server', retryAfterMs: 50 })
  }
  await host.stop(false)
})
