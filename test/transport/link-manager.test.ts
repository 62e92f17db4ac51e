import test, { type ExecutionContext } from 'ava'
import type { LinkMessage } from '../../src/replication/messages.ts'
import { LinkManager } from '../../src/transport/link-manager.ts'
import { RpcClient } from '../../src/transport/rpc-client.ts'
import { RpcServer } from '../../src/transport/rpc-server.ts'
import { linkService } from '../../src/transport/services.ts'
import { until } from '../until.ts'

/** A server with links, which records what it hears. */
class Node {
  readonly id: number
  readonly incarnation: number
  readonly events: string[] = []
  readonly log: string[] = []
  readonly manager: LinkManager
  #rpc = new RpcServer()
  address = ''

  constructor(t: ExecutionContext, id: number, incarnation = 1, cluster = 'test') {
    t.teardown(() => this.stop())
    this.id = id
    this.incarnation = incarnation
    this.manager = new LinkManager({
      server: id,
      incarnation,
      cluster,
      onUp: (peer, link) => this.events.push(`up ${peer} ${link}`),
      onDown: (peer, link) => this.events.push(`down ${peer} ${link}`),
      onMessages: (peer, _, messages) => this.events.push(...messages.map(({ fromRegion }) => `from ${peer}: ${fromRegion}`)),
      log: { info: () => {}, warn: (text) => this.log.push(text) },
    })
    this.#rpc.add(linkService, { connect: this.manager.accept })
  }

  async listen(address = '127.0.0.1:0'): Promise<this> {
    this.address = `127.0.0.1:${await this.#rpc.listen(address)}`
    return this
  }

  knows(...others: Node[]): void {
    this.manager.setPeers(new Map(others.map(({ id, address, incarnation }) => [id, { address, incarnation }])))
  }

  async stop(): Promise<void> {
    this.manager.close()
    await this.#rpc.close(0)
  }
}

const message = (fromRegion: number): LinkMessage => ({ fromRegion })

async function pair(t: ExecutionContext): Promise<[Node, Node]> {
  const one = await new Node(t, 1).listen()
  const two = await new Node(t, 2).listen()
  one.knows(one, two)
  two.knows(one, two)
  await until('the link', () => one.manager.linked.length === 1 && two.manager.linked.length === 1)
  return [one, two]
}

test('one link a pair carries messages both ways in order', async (t) => {
  const [one, two] = await pair(t)
  for (let region = 1; region <= 500; region++) {
    one.manager.send(2, [message(region), message(region + 0.5 - 0.5)])
    two.manager.send(1, [message(region)])
  }
  await until('all messages', () => one.events.length === 501 && two.events.length === 1001)
  t.deepEqual(
    one.events.slice(1),
    Array.from({ length: 500 }, (_, index) => `from 2: ${index + 1}`),
  )
  t.is(two.events[1000], 'from 1: 500')
  t.deepEqual([one.events[0], two.events[0]], ['up 2 1', 'up 1 1'])
})

test('messages to a peer without a link are dropped', (t) => {
  const one = new Node(t, 1)
  t.notThrows(() => one.manager.send(2, [message(1)]))
})

test('a server that comes late, goes and comes back is linked again', async (t) => {
  const one = await new Node(t, 1).listen()
  const reserved = await new Node(t, 2).listen()
  const { address } = reserved
  await reserved.stop()
  const absent = new Node(t, 2)
  absent.address = address
  one.knows(absent)
  const two = await new Node(t, 2).listen(address)
  two.knows(one)
  await until('the first link', () => one.manager.linked.length === 1)
  await two.stop()
  await until('the end of the first link', () => one.events.includes('down 2 1'))
  const again = await new Node(t, 2, 2).listen(address)
  again.knows(one)
  one.knows(again)
  await until('the second link', () => one.manager.linked.length === 1 && again.manager.linked.length === 1)
  again.manager.send(1, [message(7)])
  await until('a message', () => one.events.includes('from 2: 7'))
  t.is(one.events.at(-1), 'from 2: 7')
})

test('the older process of a restarted server is not linked with', async (t) => {
  const older = await new Node(t, 1, 1).listen()
  const newer = await new Node(t, 1, 2).listen()
  const two = await new Node(t, 2).listen()
  two.knows(newer)
  older.knows(two)
  newer.knows(two)
  await until('the link', () => newer.manager.linked.length === 1)
  older.knows(two)
  t.deepEqual(older.events, [])
  t.deepEqual(two.events, ['up 1 1'])
})

test('a newer run replaces the link: down, then up', async (t) => {
  const [one, two] = await pair(t)
  const newer = await new Node(t, 1, 2).listen()
  newer.knows(two)
  await until('the newer link', () => newer.manager.linked.length === 1)
  t.deepEqual(two.events.slice(0, 3), ['up 1 1', 'down 1 1', 'up 1 2'])
  await until('the end of the older one', () => one.events.includes('down 2 1'))
})

test('a peer that leaves the configuration is let go by both', async (t) => {
  const [one, two] = await pair(t)
  one.knows()
  await until('both down', () => one.events.includes('down 2 1') && two.events.includes('down 1 1'))
  t.deepEqual(one.manager.linked, [])
})

test('another cluster, another protocol and the wrong dialler are refused', async (t) => {
  const stranger = await new Node(t, 1, 1, 'other').listen()
  const two = await new Node(t, 2).listen()
  two.knows(stranger)
  stranger.knows(two)
  await until('the refusal', () => stranger.log.length === 1)
  t.regex(stranger.log[0]!, /refused the link for good.*cluster other/)
  t.regex(two.log[0]!, /belongs to cluster other, this one to test/)
  const client = new RpcClient(two.address)
  const refusal = (headers: Record<string, string>) =>
    new Promise<string | undefined>((resolve) => {
      client.bidi(linkService.methods.connect, { receive() {}, closed: (error) => resolve(error?.code) }, headers)
    })
  const good = { 'hyperdex-cluster': 'test', 'hyperdex-server': '1', 'hyperdex-incarnation': '1', 'hyperdex-protocol': '1' }
  t.is(await refusal({ ...good, 'hyperdex-protocol': '2' }), 'VERSION_MISMATCH')
  t.is(await refusal({ ...good, 'hyperdex-server': '3' }), 'INVALID')
  t.is(await refusal({ ...good, 'hyperdex-server': 'x' }), 'INVALID')
  t.is(await refusal({ ...good, 'hyperdex-incarnation': 'x' }), 'UNAVAILABLE')
  t.is(await refusal({ ...good, 'hyperdex-incarnation': '0' }), 'UNAVAILABLE')
  t.is(await refusal({}), 'VERSION_MISMATCH')
  t.deepEqual(two.events, [])
  client.close()
})

test('a peer that takes nothing loses the link instead of filling the memory', async (t) => {
  const two = await new Node(t, 2).listen()
  const peer = new Node(t, 1)
  peer.address = '127.0.0.1:1'
  two.knows(peer)
  const client = new RpcClient(two.address)
  const headers = { 'hyperdex-cluster': 'test', 'hyperdex-server': '1', 'hyperdex-incarnation': '1', 'hyperdex-protocol': '1' }
  let reason: string | undefined
  let received = 0
  const call = client.bidi(
    linkService.methods.connect,
    {
      receive: () => received++,
      closed: (error) => {
        reason = error?.code
      },
    },
    headers,
  )
  call.pause()
  await until('the link', () => two.manager.linked.length === 1)
  const update = new Uint8Array(1024 * 1024)
  for (let count = 0; count < 1100; count++) two.manager.send(1, [{ update }])
  t.deepEqual(two.events, ['up 1 1', 'down 1 1'])
  call.resume()
  await until('the reason', () => reason !== undefined)
  t.is(reason, 'OVERLOADED')
  t.true(received < 1100)
  client.close()
})

test('what is resent when a link comes up may be more than a link holds at a time', async (t) => {
  const [one, two] = await pair(t)
  const update = new Uint8Array(1024 * 1024)
  one.manager.send(
    2,
    Array.from({ length: 160 }, (_, index) => ({ fromRegion: index + 1, update })),
  )
  await until('all messages', () => two.events.length >= 161)
  t.deepEqual([two.events.length, two.events[0], two.events.at(-1)], [161, 'up 1 1', 'from 1: 160'])
})
