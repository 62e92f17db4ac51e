// The grid of a space's keys gives its place to another one (docs/repartition.md, The key's grid): the coordinator's steps, by what real members report.
import test from 'ava'
import type { Attendance } from '../../coordinator/core/attendance.ts'
import { KeyTurns } from '../../coordinator/core/key-turn.ts'
import { limitsDefault } from '../../coordinator/core/limits.ts'
import { nextStep, setPartitions, withoutLostGrids } from '../../coordinator/core/repartition.ts'
import { emptyState } from '../../coordinator/core/state.ts'
import type { Server } from '../../src/cluster/configuration.ts'
import { objectKey, rowKind } from '../../src/replication/layout.ts'
import { fromLatin1 } from '../../src/values/bytes.ts'
import { operationName } from '../../src/values/operation.ts'
import { pendingKinds } from './pending-rows.ts'
import { World } from './world.ts'

const put = (key: string, value: string, rest: { ttlMs?: number } = {}) => ({
  key: fromLatin1(key),
  operations: [{ attribute: 1, name: operationName.put, operands: [fromLatin1(value)] }],
  ...rest,
})
const keys = ['a', 'b', 'c', 'd', 'e', 'f']

class Cut {
  readonly world: World
  readonly #attendance: Attendance
  readonly #turns: KeyTurns

  private constructor(world: World) {
    this.world = world
    const progress = (server: number, region: number) =>
      world
        .member(server)
        .progress()
        .find((report) => report.region === region)
    this.#attendance = { progress, isAttending: () => true, isSteady: () => true } as unknown as Attendance
    this.#turns = new KeyTurns(this.#attendance, limitsDefault)
  }

  static async create(): Promise<Cut> {
    const world = await World.create({
      servers: 3,
      space: 'space s key k attributes a create 2 partitions tolerate 1 failure',
      chain: (_, position) => [(position % 3) + 1, ((position + 1) % 3) + 1],
    })
    for (const [index, key] of keys.entries()) await world.update(put(key, 'first'), { client: 1, number: index + 1, mark: 1 })
    await world.stabilize()
    return new Cut(world)
  }

  async begin(partitions = 5): Promise<void> {
    const { world } = this
    const servers = world.servers().map((id): Server => ({ id, address: `127.0.0.1:${id}`, domain: '', incarnation: 1 }))
    const state = { ...emptyState, configuration: world.configuration, nextRegion: 100 }
    world.configuration = setPartitions(state, { space: 's', partitions, sample: [] }, servers).configuration
    await this.install()
  }

  async install(): Promise<void> {
    for (const server of this.world.servers()) await this.world.install(server)
    await this.settle()
  }

  async settle(): Promise<void> {
    for (let times = 0; times < 5; times++) {
      await this.world.tick(200)
      await this.world.stabilize()
    }
  }

  /** The coordinator's next step, which nobody has installed yet. False: there is none. */
  step(): boolean {
    const next = nextStep(this.world.configuration, this.#attendance, this.#turns, this.world.now)
    if (next) this.world.configuration = next
    return next !== undefined
  }

  async finish(): Promise<void> {
    for (let steps = 0; this.step(); steps++) {
      if (steps > 5) throw new Error('it takes more steps than there are')
      await this.install()
    }
  }

  get stages(): (string | undefined)[] {
    return this.world.configuration.spaces.get(1)!.subspaces.map(({ stage }) => stage)
  }

  async said(request: Promise<number>): Promise<string> {
    const id = await request
    await this.world.stabilize()
    const { status = 0, failure, version, object } = this.world.answer(id) ?? {}
    return (
      failure?.code ??
      (object ? Buffer.from(object).toString('latin1').slice(-5) : status === 0 ? `done at ${version}` : `status ${status}`)
    )
  }
}

test('objects are read and written in the new grid, at higher versions; what the former grid knew of its own is gone from the disks', async (t) => {
  const cut = await Cut.create()
  const { world } = cut
  await world.update({ key: fromLatin1('f'), remove: true }, { client: 1, number: 7, mark: 7 })
  await world.stabilize()
  const former = world.configuration.spaces.get(1)!.subspaces[0]!.regions
  await cut.begin()
  t.deepEqual(cut.stages, [undefined, 'building'])
  const newest = await world.update(put('a', 'newer'), { client: 1, number: 8, mark: 8 })
  await world.stabilize()
  await cut.finish()
  t.deepEqual(cut.stages, [undefined])
  const { regions } = world.configuration.spaces.get(1)!.subspaces[0]!
  t.is(regions.length, 5)
  t.is(await cut.said(world.get(fromLatin1('a'))), 'newer')
  for (const key of keys.slice(1, 5)) t.is(await cut.said(world.get(fromLatin1(key))), 'first')
  const after = await world.update(put('a', 'newest'), { client: 1, number: 9, mark: 9 })
  await world.stabilize()
  t.true(world.answer(after)!.version! > world.answer(newest)!.version!)
  await cut.settle()
  for (const server of world.servers()) {
    for (const kind of pendingKinds) t.deepEqual(await world.disk(server, kind), [])
    t.deepEqual(await world.disk(server, rowKind.removal), [])
    for (const kind of [rowKind.object, rowKind.watermark, rowKind.outcome]) {
      for (const { key } of await world.disk(server, kind)) {
        const region = new DataView(key.buffer, key.byteOffset).getUint32(1)
        t.false(
          former.some(({ id }) => id === region),
          `server ${server}, kind ${kind}`,
        )
      }
    }
  }
})

test('a grid that retires judges and answers nothing, and turns only when what was under way has committed everywhere', async (t) => {
  const cut = await Cut.create()
  const { world } = cut
  await cut.begin()
  const under = await world.update(put('a', 'under'), { client: 1, number: 7, mark: 7 })
  t.true(cut.step())
  t.deepEqual(cut.stages, ['retiring', 'building'])
  for (const server of world.servers()) await world.install(server)
  for (const request of [world.get(fromLatin1('b')), world.update(put('b', 'other'), { client: 1, number: 8, mark: 7 })]) {
    t.is(await request.then((id) => world.answer(id)?.failure?.code), 'UNAVAILABLE')
  }
  t.is(world.answer(under), undefined)
  t.false(cut.step())
  await world.stabilize()
  t.is(world.answer(under)!.status ?? 0, 0)
  t.true(cut.step())
  t.deepEqual(cut.stages, [undefined])
  await cut.install()
  t.is(await cut.said(world.get(fromLatin1('a'))), 'under')
  t.is(await cut.said(world.get(fromLatin1('b'))), 'first')
})

test('it waits for whoever has not heard of it, and is given up when that takes too long', async (t) => {
  const cut = await Cut.create()
  const { world } = cut
  await cut.begin()
  t.true(cut.step())
  await world.install(1)
  await world.install(2)
  t.false(cut.step())
  world.now += 2 * limitsDefault.suspicionMs
  t.true(cut.step())
  t.deepEqual(cut.stages, [undefined, 'building'])
  await cut.install()
  t.is(await cut.said(world.get(fromLatin1('a'))), 'first')
  t.false(cut.step(), 'at once')
  world.now += 5 * limitsDefault.suspicionMs
  await cut.finish()
  t.deepEqual(cut.stages, [undefined])
})

test('closed, it serves again when the new grid is given up with a lost server: what was answered is there, what was under way comes to its end', async (t) => {
  const cut = await Cut.create()
  const { world } = cut
  await cut.begin()
  const answered = await world.update(put('a', 'newer'), { client: 1, number: 7, mark: 7 })
  await world.stabilize()
  const under = await world.update(put('b', 'under'), { client: 1, number: 8, mark: 7 })
  t.true(cut.step())
  t.deepEqual(cut.stages, ['retiring', 'building'])
  for (const server of world.servers()) await world.install(server)
  t.is(world.answer(under), undefined)
  const lost = world.configuration.spaces.get(1)!.subspaces[1]!.regions[0]!.id
  world.configuration = withoutLostGrids(world.configuration, { isLost: ({ id }) => id === lost, isSilent: () => false })
  t.deepEqual(cut.stages, [undefined])
  await cut.install()
  const { version } = world.answer(under)!
  t.is(await cut.said(world.get(fromLatin1('a'))), 'newer')
  t.is(await cut.said(world.get(fromLatin1('b'))), 'under')
  for (const key of keys.slice(2)) t.is(await cut.said(world.get(fromLatin1(key))), 'first')
  // Nothing is applied a second time.
  t.is(await cut.said(world.update(put('a', 'again'), { client: 1, number: 7, mark: 7 })), `done at ${world.answer(answered)!.version}`)
  t.is(await cut.said(world.update(put('b', 'again'), { client: 1, number: 8, mark: 7 })), `done at ${version}`)
  t.is(await cut.said(world.get(fromLatin1('b'))), 'under')
  for (const server of world.servers()) for (const kind of pendingKinds) t.deepEqual(await world.disk(server, kind), [])
  await cut.begin()
  world.now += 5 * limitsDefault.suspicionMs
  await cut.finish()
  t.deepEqual(cut.stages, [undefined])
  t.is(await cut.said(world.get(fromLatin1('b'))), 'under')
})

test('a retry in the new grid gets the same answer; of one from before it was there nothing is known', async (t) => {
  const cut = await Cut.create()
  const { world } = cut
  const early = await world.update(put('b', 'early'), { client: 2, number: 1, mark: 1 })
  await world.stabilize()
  await cut.begin()
  const late = await world.update(put('c', 'later'), { client: 2, number: 2, mark: 1 })
  await world.stabilize()
  await cut.finish()
  t.is(world.answer(early)!.status ?? 0, 0)
  t.is(await cut.said(world.update(put('c', 'again'), { client: 2, number: 2, mark: 1 })), `done at ${world.answer(late)!.version}`)
  t.is(await cut.said(world.update(put('b', 'again'), { client: 2, number: 1, mark: 1 })), 'OUTCOME_UNKNOWN')
  t.is(await cut.said(world.get(fromLatin1('c'))), 'later')
  t.is(await cut.said(world.get(fromLatin1('b'))), 'early')
})

test('what has a time to live ends in the new grid too', async (t) => {
  const cut = await Cut.create()
  const { world } = cut
  await world.update(put('a', 'brief', { ttlMs: 60_000 }), { client: 1, number: 7, mark: 7 })
  await world.stabilize()
  await cut.begin()
  await world.update(put('b', 'brief', { ttlMs: 60_000 }), { client: 1, number: 8, mark: 8 })
  await world.stabilize()
  await cut.finish()
  t.is(await cut.said(world.get(fromLatin1('a'))), 'brief')
  world.now += 60_000
  await cut.settle()
  for (const server of world.servers()) t.deepEqual(await world.disk(server, rowKind.expiry), [])
  const objects = await Promise.all(world.servers().map((server) => world.disk(server, rowKind.object)))
  t.is(objects.flat().length, 2 * (keys.length - 2))
})

test('a server that was away meanwhile finds its regions in the new grid', async (t) => {
  const cut = await Cut.create()
  const { world } = cut
  await cut.begin()
  await cut.finish()
  for (const server of world.servers()) {
    world.crash(server)
    world.bumpEpochsOf(server)
    for (const other of world.servers()) if (world.isUp(other)) await world.install(other)
    await world.start(server)
    await cut.settle()
    for (const key of keys) t.is(await cut.said(world.get(fromLatin1(key))), 'first')
    await world.update(put('a', 'first'), { client: 3, number: server, mark: server })
    await world.stabilize()
  }
})

test('who installs the turn together with a later configuration takes what was numbered between them for news', async (t) => {
  const cut = await Cut.create()
  const { world } = cut
  await cut.begin()
  t.true(cut.step())
  await cut.install()
  t.true(cut.step())
  t.deepEqual(cut.stages, [undefined])
  await world.install(1)
  // Until its promises to servers of the grid before have ended.
  for (let times = 0; times < 10; times++) await world.tick(200)
  const ledBy1 = keys.filter((key) => world.view.keyRegion(fromLatin1(key)).members[0] === 1)
  t.true(ledBy1.length > 0)
  const asked: number[] = []
  for (const [index, key] of ledBy1.entries()) asked.push(await world.update(put(key, 'after'), { client: 1, number: 7 + index, mark: 7 }))
  world.bumpEpochsOf(1)
  await cut.install()
  await cut.settle()
  for (const request of asked) t.truthy(world.answer(request)!.version, 'it was taken in between them')
  for (const key of ledBy1) {
    const { id, members } = world.view.keyRegion(fromLatin1(key))
    for (const server of members) {
      const rows = await world.disk(server, rowKind.object)
      const row = rows.find((one) => Buffer.from(one.key).equals(objectKey(id, world.view.keyType.toOrdered(fromLatin1(key)))))
      t.regex(Buffer.from(row?.value ?? []).toString('latin1'), /after/, `${key} at server ${server}`)
    }
  }
})
