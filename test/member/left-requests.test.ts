// Exactly one answer to each request that asks for something, also to one whose caller has left: a client holds a place on its connection until then.
import test from 'ava'
import type { Request, Response } from '../../src/cluster/client-messages.ts'
import { Session } from '../../src/session/session.ts'
import { matchAll } from '../../src/values/predicate.ts'
import { World } from '../replication/world.ts'
import { putOf } from '../session/script.ts'
import { configurationOf, LoneMember } from './lone-member.ts'

const stream = 9
const regions = [{ region: 1, epoch: 1 }]

class Asking {
  readonly lone: LoneMember
  #last = 0

  constructor(lone: LoneMember) {
    this.lone = lone
  }

  /** Without ending the turn. */
  send(request: Request): number {
    const id = ++this.#last
    this.lone.member.tick(this.lone.now, this.lone.wall)
    this.lone.member.request(stream, { id, space: 1, schemaVersion: 1, timeoutMs: 0, ...request })
    return id
  }

  async ask(request: Request): Promise<number> {
    const id = this.send(request)
    await this.lone.turn()
    return id
  }

  answers(id: number): Response[] {
    return this.lone.turns.flatMap(({ answers }) => answers.get(stream) ?? []).filter((response) => response.id === id)
  }

  /** All that was ever said to it, as short text. */
  said(id: number): string[] {
    return this.answers(id).map(
      ({ failure, page, watch }) => failure?.code ?? (page ? `page of ${page.rows?.length}` : watch ? 'watch' : 'ok'),
    )
  }
}

async function alone(): Promise<Asking> {
  return new Asking(await LoneMember.start(1, configurationOf(1, {})))
}

test('a page for which a watch waits is cancelled: it is answered once, and the cancel is not', async (t) => {
  const asking = await alone()
  const opened = await asking.ask({ watchOpen: { regions, predicate: matchAll } })
  const next = await asking.ask({ watchNext: asking.answers(opened)[0]!.watch!.watch! })
  t.deepEqual(asking.said(next), [])
  const cancel = await asking.ask({ cancel: next })
  t.deepEqual(asking.said(next), ['ABORTED'])
  t.is(asking.lone.member.openWatches(), 0)
  const again = await asking.ask({ cancel: next })
  const unknown = await asking.ask({ cancel: 4711 })
  for (let seconds = 0; seconds < 20; seconds++) await asking.lone.pass(1000)
  t.deepEqual(asking.said(next), ['ABORTED'])
  for (const id of [cancel, again, unknown]) t.deepEqual(asking.said(id), [])
})

test('a watch or a cursor that is closed while a page of it is under way answers that page, once', async (t) => {
  const asking = await alone()
  const opened = await asking.ask({ watchOpen: { regions, predicate: matchAll } })
  const { watch } = asking.answers(opened)[0]!.watch!
  const waiting = await asking.ask({ watchNext: watch! })
  await asking.ask({ watchClose: watch! })
  t.deepEqual(asking.said(waiting), ['SEARCH_EXPIRED'])
  for (let number = 1; number <= 600; number++) await asking.lone.put(number, 1, `k${number}`)
  const first = await asking.ask({ searchOpen: { regions } })
  const { cursor } = asking.answers(first)[0]!.page!
  const next = asking.send({ searchNext: { cursor: cursor! } })
  asking.send({ searchClose: cursor! })
  await asking.lone.turn()
  t.deepEqual(asking.said(next), ['SEARCH_EXPIRED'])
  t.is(asking.lone.member.openSearches(), 0)
})

test('a search is cancelled before it begins, while its rows are read, and when it was answered: one answer each', async (t) => {
  const asking = await alone()
  for (let number = 1; number <= 600; number++) await asking.lone.put(number, 1, `k${number}`)
  const early = asking.send({ searchOpen: { regions } })
  asking.send({ cancel: early })
  await asking.lone.turn()
  t.deepEqual(asking.said(early), ['ABORTED'])
  const first = await asking.ask({ searchOpen: { regions } })
  t.deepEqual(asking.said(first), ['page of 256'])
  const late = await asking.ask({ cancel: first })
  t.deepEqual(asking.said(first), ['page of 256'])
  t.deepEqual(asking.said(late), [])
  const { cursor } = asking.answers(first)[0]!.page!
  const next = asking.send({ searchNext: { cursor: cursor! } })
  const { lone } = asking
  const turn = lone.member.drain()
  lone.turns.push(turn)
  await lone.store.write(turn.batch, false)
  lone.member.written(turn.sequence)
  t.is(turn.reads.length, 1)
  asking.send({ cancel: next })
  for (const { cursor, request, snapshot } of turn.reads) {
    const { range, limit, maxBytes, keysOnly, token } = request
    lone.member.entries(cursor, token, await lone.store.read(range, { ...(snapshot ? { snapshot } : {}), limit, maxBytes, keysOnly }))
  }
  await lone.turn()
  t.deepEqual(asking.said(next), ['ABORTED'])
  t.is(lone.member.openSearches(), 0)
})

test('a search that waits for a pending update is cancelled: it is answered at once, and not again when the update settles', async (t) => {
  const world = await World.create({
    servers: 2,
    space: 'space s key k attributes a subspace a create 1 partition',
    chain: (subspace) => [subspace + 1],
  })
  await world.update({ ...putOf('k', 1), operations: [] })
  const { id: region, epoch } = world.configuration.spaces.get(1)!.subspaces[0]!.regions[0]!
  const open = await world.request(1, { schemaVersion: 1, searchOpen: { regions: [{ region, epoch }] } })
  t.is(world.answer(open), undefined)
  await world.request(1, { cancel: open })
  t.is(world.answer(open)?.failure?.code, 'ABORTED')
  const said = world.lines.length
  await world.stabilize()
  t.deepEqual(
    world.lines.slice(said).filter((line) => line.includes('rows') || line.includes(`#${open}`)),
    [],
  )
  t.is(world.member(1).openSearches(), 0)
})

test('a write that waits for a removal is answered when a later attempt takes its place: it is to come again', async (t) => {
  const lone = await LoneMember.start(1, configurationOf(1, { members: [1, 2] }))
  await lone.answer(2)
  await lone.put(1, 1)
  await lone.receive(2, lone.acknowledgement(2 ** 32 + 1, 1))
  await lone.remove(2, 1)
  const first = await lone.put(3, 1)
  t.is(lone.said(first), 'nothing')
  const second = await lone.put(3, 1)
  t.is(lone.said(first), 'busy: a later attempt at operation 3 waits in its place')
  t.is(lone.said(second), 'nothing')
})

test('when a stream ends nothing is said to it any more', async (t) => {
  const asking = await alone()
  const opened = await asking.ask({ watchOpen: { regions, predicate: matchAll } })
  const next = await asking.ask({ watchNext: asking.answers(opened)[0]!.watch!.watch! })
  asking.lone.member.streamClosed(stream)
  await asking.lone.turn()
  t.deepEqual(asking.said(next), [])
})

test('a client leaves more watches and searches than it may have requests open at a server, and its writes still go through', async (t) => {
  const lone = await LoneMember.start(1, configurationOf(1, {}))
  const configuration = { ...configurationOf(2, {}), servers: new Map([[1, { id: 1, address: 'host:1', domain: '1', incarnation: 1 }]]) }
  const session = new Session({ random: () => 0.5 })
  session.install(configuration, 0)
  session.grant(77, 0)
  const finished: string[] = []
  let heard = 0
  const exchange = async () => {
    for (let again = true; again; ) {
      const { connects, sends, finished: ends } = session.effects()
      for (const { server } of connects) session.connected(server, lone.now)
      for (const requests of sends.values()) for (const request of requests) lone.member.request(stream, request)
      for (const { error } of ends) finished.push(error?.code ?? 'ok')
      await lone.turn()
      const answers = lone.turns.slice(heard).flatMap(({ answers }) => answers.get(stream) ?? [])
      heard = lone.turns.length
      session.receive(1, answers, lone.now)
      again = connects.length + sends.size + answers.length > 0
    }
  }
  const space = configuration.spaces.get(1)!
  for (let call = 1; call <= 4097; call++) {
    session.watch(call, space, { predicate: matchAll }, 1000, lone.now)
    await exchange()
    session.cancel(call, lone.now)
    await exchange()
  }
  t.is(lone.member.openWatches(), 0)
  session.update(5000, space, { ...putOf('a', 1), operations: [] }, 1000, lone.now)
  await exchange()
  t.deepEqual(finished, ['ok'])
})
