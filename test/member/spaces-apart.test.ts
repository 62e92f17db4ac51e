// What a space whose path is broken takes from the others at the same server: never all of what the server takes on.
import test from 'ava'
import type { Configuration, Region, Space } from '../../src/cluster/configuration.ts'
import { objectBytesMax } from '../../src/cluster/size-limits.ts'
import { makeAxes, subspaceNames } from '../../src/hyperspace/grid.ts'
import { Member } from '../../src/member/member.ts'
import type { LinkMessage } from '../../src/replication/messages.ts'
import { ledMax, ownMax } from '../../src/replication/space-shares.ts'
import { makeUpdate } from '../../src/replication/update.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { encodeString } from '../../src/values/encode.ts'
import { encodeObject } from '../../src/values/object.ts'
import { operationName } from '../../src/values/operation.ts'

const mebibyte = 1024 * 1024

/** A space of one region a subspace, each on one server unless it is said to be otherwise; ids begin at the space's times ten. */
function spaceOf(
  id: number,
  servers: readonly number[],
  other: { readonly key?: Partial<Region>; readonly second?: Partial<Region> } = {},
): Space {
  const second = servers.length > 1 ? 'subspace v' : ''
  const definition = parseSpace(`space s${id} key k attribute v ${second} create 1 partition tolerate 0 failures`)
  const subspaces = subspaceNames(definition).map((names, index) => {
    const axes = makeAxes(definition, names)
    return { axes, regions: [{ id: id * 10 + index, epoch: 1, members: [servers[index]!], ...(index > 0 ? other.second : other.key) }] }
  })
  return { id, schemaVersion: 1, definition, settling: false, readOnly: false, subspaces }
}

/** Server 1; no other server ever says anything. */
class LonelyServer {
  readonly store = new MemoryStore()
  readonly member = new Member(1, this.store, 0)
  readonly #answers = new Map<number, string>()
  #lastRequest = 0

  constructor(...spaces: readonly Space[]) {
    this.member.start(configurationOf(1, spaces), [])
  }

  /** Asks for a write of a new key; its request. */
  put(space: number, bytes = 1, epoch = 1): number {
    const id = ++this.#lastRequest
    const operations = [{ attribute: 1, name: operationName.put, operands: [encodeString('x'.repeat(bytes))] }]
    const update = { update: { key: encodeString(`key${id}`), operations }, client: 5, number: id, mark: 1 }
    this.member.request(1, { id, space, schemaVersion: 1, region: space * 10, epoch, update })
    return id
  }

  puts(count: number, space: number, bytes: number): number[] {
    return Array.from({ length: count }, () => this.put(space, bytes))
  }

  receive(peer: number, message: LinkMessage): void {
    this.member.receive(peer, [message])
  }

  async turn(): Promise<void> {
    const turn = this.member.drain()
    await this.store.write(turn.batch, false)
    for (const { id, failure, version } of turn.answers.get(1) ?? [])
      this.#answers.set(id!, failure?.code ?? (version ? 'done' : 'answered'))
    this.member.written(turn.sequence)
    this.member.flushed(turn.sequence)
  }

  /** How many of these requests were answered so. */
  count(requests: readonly number[], answer: string): number {
    return requests.filter((request) => (this.#answers.get(request) ?? 'nothing') === answer).length
  }
}

function configurationOf(version: number, spaces: readonly Space[]): Configuration {
  return { cluster: 'c', version, readOnly: false, servers: new Map(), spaces: new Map(spaces.map((space) => [space.id, space])) }
}

test('a space that waits for a server that is away takes half of what a server has pending; others write on', async (t) => {
  const server = new LonelyServer(spaceOf(1, [1, 2]), spaceOf(2, [1]))
  const stuck = server.puts(40, 1, mebibyte)
  await server.turn()
  const taken = server.count(stuck, 'nothing')
  t.true(taken >= 31 && taken <= 32, `${taken} were taken in`)
  t.is(server.count(stuck, 'OVERLOADED'), 40 - taken)

  server.member.tick(600_000)
  const healthy = server.puts(10, 2, mebibyte)
  await server.turn()
  t.is(server.count(healthy, 'done'), 10)
})

test('the same by the number of updates', async (t) => {
  const server = new LonelyServer(spaceOf(1, [1, 2]), spaceOf(2, [1]))
  const stuck = server.puts(9000, 1, 1)
  await server.turn()
  t.is(server.count(stuck, 'nothing'), 8192)
  const healthy = server.puts(100, 2, 1)
  await server.turn()
  t.is(server.count(healthy, 'done'), 100)
})

test('however many spaces wait, another one finds room, and all of them together keep to the bound', async (t) => {
  const server = new LonelyServer(...[1, 2, 3, 4, 5].map((id) => spaceOf(id, [1, 2])), spaceOf(6, [1]))
  const stuck: number[] = []
  for (const space of [1, 2, 3, 4, 5]) stuck.push(...server.puts(34, space, mebibyte))
  await server.turn()
  t.true(server.count(stuck, 'nothing') <= 64)
  t.true(server.count(stuck, 'OVERLOADED') > 0)
  const healthy = server.puts(1, 6, mebibyte)
  await server.turn()
  t.is(server.count(healthy, 'done'), 1)
})

test('three spaces that wait with the largest objects, and more that have one such each, leave another one room', async (t) => {
  const blocked = [1, 2, 3, 4, 5, 6]
  const server = new LonelyServer(...blocked.map((id) => spaceOf(id, [1, 2])), spaceOf(7, [1]))
  const largest = objectBytesMax - 64
  const taken: number[] = []
  for (const space of blocked) {
    const stuck = server.puts(4, space, largest)
    await server.turn()
    taken.push(server.count(stuck, 'nothing'))
    t.is(server.count(stuck, 'OVERLOADED'), 4 - taken.at(-1)!)
  }
  t.deepEqual(taken, [3, 1, 1, 1, 1, 1], 'what all share, then one of each')
  const healthy = server.puts(3, 7, largest)
  await server.turn()
  t.is(server.count(healthy, 'done'), 3)
})

test('any number of spaces that wait with as many updates as they may leave another one room', async (t) => {
  const blocked = Array.from({ length: 17 }, (_, index) => index + 1)
  const server = new LonelyServer(...blocked.map((id) => spaceOf(id, [1, 2])), spaceOf(18, [1]))
  for (const space of blocked) {
    const stuck = server.puts(Math.max(ledMax.count >> space, ownMax.count) + 1, space, 1)
    await server.turn()
    t.true(server.count(stuck, 'nothing') > 0)
    t.true(server.count(stuck, 'OVERLOADED') > 0)
  }
  t.true(server.member.led.total.count <= ledMax.count + blocked.length * ownMax.count)
  const healthy = server.puts(100, 18, 1)
  await server.turn()
  t.is(server.count(healthy, 'done'), 100)
})

test('objects of other spaces are driven down their paths, and those of a space that is reconciled whatever waits in it', async (t) => {
  const server = new LonelyServer(spaceOf(1, [1, 2]), spaceOf(2, [1]))
  const [first] = server.puts(5000, 1, 1)
  server.put(2)
  await server.turn()
  const outcomes: string[] = []
  const redrive = (space: number, key: number) => {
    const done = (outcome: string) => outcomes.push(`${space}: ${outcome}`)
    t.true(server.member.redrive(space * 10, { key: encodeString(`key${key}`), done }))
  }
  redrive(2, 5001)
  await server.turn()
  t.deepEqual(outcomes, ['2: driven'])
  t.is(first, 1)

  redrive(1, 6000)
  await server.turn()
  t.deepEqual(outcomes, ['2: driven'], 'its own space has too much to do')
  server.member.install(configurationOf(2, [spaceOf(1, [1, 2], { second: { reconciling: true } }), spaceOf(2, [1])]))
  server.member.tick(1000)
  await server.turn()
  t.deepEqual(outcomes, ['2: driven', '1: nothing'])
})

test('what a leader finds pending when it begins to lead leaves other spaces their room', async (t) => {
  const behindServer2 = [1, 2].map((id) => spaceOf(id, [1, 3], { key: { members: [2, 1] } }))
  const server = new LonelyServer(...behindServer2, spaceOf(3, [1]))
  for (const space of [1, 2]) for (let number = 1; number <= 33; number++) server.receive(2, updateOf(space, number, mebibyte))
  await server.turn()
  const atTheHead = [1, 2].map((id) => spaceOf(id, [1, 3], { key: { epoch: 2 } }))
  server.member.install(configurationOf(2, [...atTheHead, spaceOf(3, [1])]))
  t.is(server.member.led.total.count, 66)

  const healthy = server.puts(10, 3, mebibyte)
  const stuck = server.put(1, 1, 2)
  await server.turn()
  t.is(server.count(healthy, 'done'), 10)
  t.is(server.count([stuck], 'nothing'), 1, 'its own space has less than the whole bound')
})

/** From the head of the space's key region, in epoch 1. */
function updateOf(space: number, number: number, bytes: number): LinkMessage {
  const { encoded } = makeUpdate({
    keyRegion: space * 10,
    space,
    version: 2 ** 32 + number,
    previous: 0,
    key: encodeString(`key${number}`),
    client: 5,
    number,
    mark: 1,
    object: encodeObject([encodeString('x'.repeat(bytes))]),
  })
  return { fromRegion: space * 10, fromEpoch: 1, toRegion: space * 10, toEpoch: 1, configurationVersion: 1, update: encoded }
}
