// A small world for the replication core: several members over memory stores, first-in-first-out links that deliver only when told to, one
// client, a virtual clock. Everything runs in one thread; what each turn writes, sends and answers is written down as text.

import type { Request, Response, Update } from '../../src/cluster/client-messages.ts'
import type { Configuration, Region, Space, Subspace } from '../../src/cluster/configuration.ts'
import { ConfigurationIndex } from '../../src/cluster/lookup.ts'
import { makeAxes, regionCount, subspaceNames } from '../../src/hyperspace/grid.ts'
import { Member } from '../../src/member/member.ts'
import { recoveredKinds } from '../../src/member/recover.ts'
import type { Turn } from '../../src/member/turn.ts'
import type { Entry } from '../../src/ports/store.ts'
import { ChangeLog } from '../../src/replication/change-log.ts'
import { rowKind } from '../../src/replication/layout.ts'
import type { LinkMessage } from '../../src/replication/messages.ts'
import type { Redrive } from '../../src/replication/redrive.ts'
import { SpaceView } from '../../src/replication/space-view.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { hmacSha256 } from '../../src/transport/hmac.ts'
import { toLatin1 } from '../../src/values/bytes.ts'
import { withLearner, withLearnerPromoted, withoutReconciling, withoutServer, withReconciling } from './chain-changes.ts'
import { describeMessage, describeResponse, describeRows } from './describe.ts'

export interface WorldOptions {
  readonly servers: number
  /** Space language. */
  readonly space: string
  /** The chain of each region: subspace, position → server ids. */
  readonly chain: (subspace: number, position: number) => readonly number[]
  /** How many changes a server keeps for those who watch. */
  readonly changesMax?: number
  /** Of each server; ordinary ones where it is not given. */
  readonly store?: () => MemoryStore
}

interface Host {
  member: Member | undefined
  store: MemoryStore
  /** What survives a loss of power. */
  flushed: readonly Entry[]
}

const allKeys = { from: Uint8Array.of(0), to: Uint8Array.of(255), reverse: false }

export class World {
  readonly lines: string[] = []
  configuration: Configuration
  now = 0
  readonly #hosts = new Map<number, Host>()
  /** "from>to" → what is under way. */
  readonly #links = new Map<string, LinkMessage[]>()
  /** Keep-alives and their answers: delivered at once and not written down. */
  readonly #keepAlives: { from: number; to: number; message: LinkMessage }[] = []
  readonly #answers: { server: number; response: Response }[] = []
  #number = 0
  /** By client and number: when it was sent first. */
  readonly #firstEpochs = new Map<string, number>()
  #request = 0

  readonly #options: WorldOptions

  private constructor(options: WorldOptions) {
    this.#options = options
    this.configuration = { cluster: 'test', version: 1, readOnly: false, servers: new Map(), spaces: new Map([[1, makeSpace(options)]]) }
    for (let id = 1; id <= options.servers; id++)
      this.#hosts.set(id, { member: undefined, store: options.store?.() ?? new MemoryStore(), flushed: [] })
  }

  static async create(options: WorldOptions): Promise<World> {
    const world = new World(options)
    for (const id of world.#hosts.keys()) await world.start(id)
    world.lines.length = 0
    return world
  }

  get view(): SpaceView {
    return new SpaceView(this.configuration.spaces.get(1)!)
  }

  member(server: number): Member {
    const member = this.#hosts.get(server)?.member
    if (!member) throw new Error(`server ${server} is down`)
    return member
  }

  isUp(server: number): boolean {
    return this.#hosts.get(server)?.member !== undefined
  }

  /** What is on the server's disk, of one kind. */
  async rows(server: number, kind: number): Promise<Entry[]> {
    const range = { from: Uint8Array.of(kind), to: Uint8Array.of(kind + 1), reverse: false }
    return this.#hosts.get(server)!.store.read(range, { limit: Number.MAX_SAFE_INTEGER, maxBytes: Number.MAX_SAFE_INTEGER })
  }

  servers(): number[] {
    return [...this.#hosts.keys()]
  }

  // Faults

  /** A process starts with what is on its disk, under the newest configuration. */
  async start(server: number): Promise<void> {
    const host = this.#hosts.get(server)!
    const member = new Member(server, host.store, this.now, {
      wall: this.now,
      changes: new ChangeLog(this.#options.changesMax),
      hmac: hmacSha256,
    })
    const entries: Entry[] = await host.store.read(allKeys, { limit: Number.MAX_SAFE_INTEGER, maxBytes: Number.MAX_SAFE_INTEGER })
    const rows = recoveredKinds.flatMap((kind) => entries.filter(({ key }) => key[0] === kind))
    const inexact = member.start(this.configuration, rows)
    for (const region of inexact) {
      const objects = entries.filter(({ key }) => key[0] === rowKind.object && regionOf(key) === region)
      member.counted(
        region,
        objects.length,
        objects.reduce((sum, { key, value }) => sum + key.length + value.length, 0),
      )
    }
    host.member = member
    for (const peer of this.#hosts.keys()) if (peer !== server && this.isUp(peer)) await this.connect(server, peer)
    await this.run(server)
  }

  /** kill -9: what was not written is gone, and so is everything under way to and from it. */
  crash(server: number): void {
    this.#hosts.get(server)!.member = undefined
    for (const peer of this.#hosts.keys()) {
      this.#links.delete(`${server}>${peer}`)
      this.#links.delete(`${peer}>${server}`)
      if (this.isUp(peer)) this.member(peer).linkDown(server)
    }
  }

  /** Everything the server has written so far is on the disk for good. */
  async flush(server: number): Promise<void> {
    const host = this.#hosts.get(server)!
    host.flushed = await host.store.read(allKeys, { limit: Number.MAX_SAFE_INTEGER, maxBytes: Number.MAX_SAFE_INTEGER })
  }

  /** The server's machine loses its power: it forgets what was written since the last flush, and where it is the only member all are compared. */
  async power(server: number): Promise<void> {
    this.crash(server)
    const host = this.#hosts.get(server)!
    host.store = new MemoryStore()
    await this.write(server, host.flushed)
    this.changeRegions((region) => {
      if (!region.members.includes(server)) return region
      return region.members.length > 1 ? withoutServer(region, server) : withReconciling(region)
    })
  }

  /** Spaces whose members all say that they have been compared serve again. Tells how many regions still wait. */
  reconcile(): void {
    const said = (region: number, server: number) =>
      this.isUp(server) &&
      this.member(server)
        .progress()
        .some((report) => report.region === region && report.reconciled)
    const regions = this.configuration.spaces.get(1)!.subspaces.flatMap((subspace) => subspace.regions)
    const waiting = regions.filter(({ id, members, reconciling }) => reconciling && !said(id, members[0]!)).length
    this.lines.push(waiting > 0 ? `  ${waiting} regions are not reconciled` : '  all are reconciled')
    if (waiting === 0) this.changeRegions((region) => (region.reconciling ? withoutReconciling(region) : region))
  }

  /** A restart of a member bumps the epochs of its chains; nobody has installed that yet. */
  bumpEpochsOf(server: number): void {
    this.changeRegions((region) => (region.members.includes(server) ? { ...region, epoch: region.epoch + 1 } : region))
  }

  /** Takes a server out of every chain that has another full member. */
  remove(server: number): void {
    this.changeRegions((region) => (region.members.length > 1 && region.members.includes(server) ? withoutServer(region, server) : region))
  }

  /** Named by its subspace and position. */
  region(name: string): Region {
    return this.configuration.spaces.get(1)!.subspaces['KABCDEFG'.indexOf(name[0]!)]!.regions[Number(name.slice(1))]!
  }

  /** A server learns a region, named by its subspace and position. */
  learn(name: string, server: number): void {
    const { id } = this.region(name)
    this.changeRegions((region) => (region.id === id ? withLearner(region, server) : region))
  }

  /** Learners whose copy is complete become full members. */
  promote(): void {
    const copied = (region: number, server: number) =>
      this.isUp(server) &&
      this.member(server)
        .progress()
        .some((report) => report.region === region && report.copied)
    this.changeRegions((region) => (region.learner && copied(region.id, region.learner.server) ? withLearnerPromoted(region) : region))
  }

  changeRegions(change: (region: Region) => Region): void {
    const spaces = new Map<number, Space>()
    for (const [id, space] of this.configuration.spaces) {
      spaces.set(id, { ...space, subspaces: space.subspaces.map((subspace) => ({ ...subspace, regions: subspace.regions.map(change) })) })
    }
    this.configuration = { ...this.configuration, version: this.configuration.version + 1, spaces }
  }

  async install(server: number): Promise<void> {
    this.member(server).install(this.configuration)
    await this.run(server)
  }

  /** Breaks the link between two servers, losing what is under way both ways, and brings it up again. */
  async breakLink(a: number, b: number): Promise<void> {
    this.#links.delete(`${a}>${b}`)
    this.#links.delete(`${b}>${a}`)
    this.member(a).linkDown(b)
    this.member(b).linkDown(a)
    await this.connect(a, b)
  }

  async connect(a: number, b: number): Promise<void> {
    this.member(a).linkUp(b)
    this.member(b).linkUp(a)
    await this.run(a)
    await this.run(b)
  }

  // The client

  /** Sends a request to the key's point leader under the newest configuration (or the one given). Returns the request's id. */
  async update(
    update: Update,
    options: { number?: number; mark?: number; client?: number; configuration?: Configuration; tokens?: readonly Uint8Array[] } = {},
  ): Promise<number> {
    const region = this.view.keyRegion(update.key!)
    const number = options.number ?? ++this.#number
    const stamp = this.#stamp(region.id, options.configuration)
    const client = options.client ?? 1
    const firstEpoch = this.#firstEpochs.get(`${client} ${number}`) ?? stamp.epoch!
    this.#firstEpochs.set(`${client} ${number}`, firstEpoch)
    const request: Request = {
      ...stamp,
      tokens: options.tokens ?? [],
      update: { update, client, number, mark: options.mark ?? 0, firstEpoch },
    }
    return this.request(region.members[0]!, request)
  }

  /** By the key's point leader. The outcome is written down. */
  async redrive(key: Uint8Array, redrive: Omit<Redrive, 'key' | 'done'>): Promise<void> {
    const region = this.view.keyRegion(key)
    const server = region.members[0]!
    this.member(server).redrive(region.id, {
      key,
      ...redrive,
      done: (outcome) => this.lines.push(`  ${server} redrive of ${toLatin1(key)}: ${outcome}`),
    })
    await this.run(server)
  }

  async get(key: Uint8Array, tokens: readonly Uint8Array[] = []): Promise<number> {
    const region = this.view.keyRegion(key)
    return this.request(region.members[0]!, { ...this.#stamp(region.id), tokens, get: key })
  }

  async request(server: number, request: Omit<Request, 'id'>): Promise<number> {
    const id = ++this.#request
    this.member(server).request(1, { id, ...request })
    await this.run(server)
    return id
  }

  answer(id: number): Response | undefined {
    return this.#answers.find(({ response }) => response.id === id)?.response
  }

  // Delivery

  pendingLinks(): string[] {
    return [...this.#links]
      .filter(([, messages]) => messages.length > 0)
      .map(([name]) => name)
      .sort()
  }

  async deliver(from: number, to: number, count = 1): Promise<void> {
    for (let index = 0; index < count; index++) {
      const message = this.#links.get(`${from}>${to}`)?.shift()
      if (!message) return
      this.lines.push(`${from} > ${to}  ${describeMessage(this.#index(), message)}`)
      if (!this.isUp(to)) continue
      this.member(to).receive(from, [message])
      await this.run(to)
    }
  }

  /** Delivers everything, link by link in the order of their names, until nothing is under way. */
  async stabilize(): Promise<void> {
    for (let rounds = 0; rounds < 10_000; rounds++) {
      const [name] = this.pendingLinks()
      if (!name) return
      const [from, to] = name.split('>').map(Number)
      await this.deliver(from!, to!)
    }
    throw new Error('the world does not come to rest')
  }

  async tick(ms: number): Promise<void> {
    this.now += ms
    for (const server of this.#hosts.keys()) {
      if (!this.isUp(server)) continue
      this.member(server).tick(this.now)
      await this.run(server)
    }
  }

  /** Ends a turn of a server: writes its batch, lets its messages and answers go; again as long as it wants something. */
  async run(server: number): Promise<void> {
    const { store } = this.#hosts.get(server)!
    const member = this.member(server)
    for (let turns = 0; turns < 1000; turns++) {
      const turn = member.drain()
      for (const line of describeRows(this.#index(), turn.batch, store)) this.lines.push(`  ${server} ${line}`)
      await store.write(turn.batch, false)
      const more = member.written(turn.sequence)
      this.#release(server, turn)
      if (turn.flush.size > 0) await store.write(turn.flush, true)
      member.flushed(turn.sequence)
      for (const { cursor, request, snapshot } of turn.reads) {
        const { range, limit, maxBytes, keysOnly, token } = request
        member.entries(cursor, token, await store.read(range, { ...(snapshot ? { snapshot } : {}), limit, maxBytes, keysOnly }))
      }
      for (const { token, ranges } of turn.cleanups) {
        for (const range of ranges) await store.clear(range)
        member.cleaned(token, [])
      }
      if (more || turn.cleanups.length > 0) continue
      if (turn.batch.size === 0 && turn.sends.size === 0 && turn.answers.size === 0 && turn.reads.length === 0) {
        await this.#passKeepAlives()
        return
      }
    }
    throw new Error(`server ${server} does not come to rest`)
  }

  async #passKeepAlives(): Promise<void> {
    for (let next = this.#keepAlives.shift(); next; next = this.#keepAlives.shift()) {
      const { from, to, message } = next
      if (!this.isUp(from) || !this.isUp(to)) continue
      this.member(to).receive(from, [message])
      await this.run(to)
    }
  }

  #release(server: number, turn: Turn): void {
    for (const [peer, messages] of turn.sends) {
      if (!this.isUp(peer)) continue
      const hidden = messages.filter(({ keepAlive, alive }) => keepAlive ?? alive)
      this.#keepAlives.push(...hidden.map((message) => ({ from: server, to: peer, message })))
      const link = this.#links.get(`${server}>${peer}`) ?? []
      link.push(...messages.filter((message) => !hidden.includes(message)))
      this.#links.set(`${server}>${peer}`, link)
    }
    for (const responses of turn.answers.values()) {
      for (const response of responses) {
        this.#answers.push({ server, response })
        this.lines.push(`  ${server} answers #${response.id}: ${describeResponse(response)}`)
      }
    }
  }

  /** The rows of one server's disk, by kind. */
  async disk(server: number, kind: number): Promise<Entry[]> {
    const entries = await this.#hosts
      .get(server)!
      .store.read(allKeys, { limit: Number.MAX_SAFE_INTEGER, maxBytes: Number.MAX_SAFE_INTEGER })
    return entries.filter(({ key }) => key[0] === kind)
  }

  /** Puts rows on a server's disk behind its back, as an earlier life of it may have left them. */
  async write(server: number, rows: readonly Entry[]): Promise<void> {
    await this.#hosts.get(server)!.store.write(new Map(rows.map(({ key, value }) => [toLatin1(key), value])), false)
  }

  /** Puts a row on a server's disk, or takes it off. */
  async change(server: number, key: Uint8Array, value: Uint8Array | undefined): Promise<void> {
    await this.#hosts.get(server)!.store.write(new Map([[toLatin1(key), value]]), false)
  }

  #index(): ConfigurationIndex {
    return new ConfigurationIndex(this.configuration)
  }

  #stamp(region: number, configuration = this.configuration): Pick<Request, 'space' | 'schemaVersion' | 'region' | 'epoch'> {
    const location = new ConfigurationIndex(configuration).regionById(region)!
    return { space: 1, schemaVersion: location.space.schemaVersion, region, epoch: location.region.epoch }
  }
}

function regionOf(key: Uint8Array): number {
  return new DataView(key.buffer, key.byteOffset, key.byteLength).getUint32(1)
}

/** Space 1 with default cut points; regions are numbered from 1, through all subspaces. */
export function makeSpace(options: Pick<WorldOptions, 'space' | 'chain'>): Space {
  const definition = parseSpace(options.space)
  let next = 1
  const subspaces: Subspace[] = subspaceNames(definition).map((attributes, subspace) => {
    const axes = makeAxes(definition, attributes)
    const regions: Region[] = []
    for (let position = 0; position < regionCount(axes); position++) {
      regions.push({ id: next++, epoch: 1, members: options.chain(subspace, position) })
    }
    return { axes, regions }
  })
  return { id: 1, schemaVersion: 1, definition, settling: false, readOnly: false, subspaces }
}
