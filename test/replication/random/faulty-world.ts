// Servers, disks and links of a random schedule. Every server runs the product's own Member over a memory store; a turn is written,
// released and flushed in steps of their own, so that inputs, crashes and broken links come between. Nothing happens by itself:
// the schedule (schedule.ts) chooses what is next.
import type { Request, Response } from '../../../src/cluster/client-messages.ts'
import { type Configuration, chainOf, type Region, type Space } from '../../../src/cluster/configuration.ts'
import { ConfigurationIndex } from '../../../src/cluster/lookup.ts'
import type { RepairTiming } from '../../../src/cluster/repair-timing.ts'
import { Member } from '../../../src/member/member.ts'
import type { Cleanup, PageRead, Turn } from '../../../src/member/turn.ts'
import type { WriteBatch } from '../../../src/ports/store.ts'
import { rowKind } from '../../../src/replication/layout.ts'
import type { LinkMessage } from '../../../src/replication/messages.ts'
import type { PendingLog, PendingLogLimits } from '../../../src/replication/pending-log.ts'
import type { Redrive } from '../../../src/replication/redrive.ts'
import { readUpdate } from '../../../src/replication/update.ts'
import { startMember } from '../../../src/server/start-member.ts'
import { MemoryStore } from '../../../src/storage/memory-store.ts'
import { encodeString } from '../../../src/values/encode.ts'
import { withLearner, withLearnerPromoted, withoutServer } from '../chain-changes.ts'
import { describeMessage, describeResponse, describeRows } from '../describe.ts'
import type { Seeded } from './seeded.ts'
import { Violation } from './violation.ts'

export interface CommittedVersion {
  readonly key: string
  readonly version: number
}

export interface Host {
  readonly store: MemoryStore
  member: Member | undefined
  incarnation: number
  /** Handed to the disk, which has not said yet that it is written. */
  writing: Turn | undefined
  /** Written and released, not yet in the disk's own memory. */
  readonly flushes: Turn[]
  readonly reads: PageRead[]
  readonly cleanups: Cleanup[]
  /** Redrives that have ended and records that have settled since the last turn began: what they did may leave no other trace in its batch. */
  committed: CommittedVersion[]
  /** Rows of pending records that have reached the disk's own memory. */
  readonly flushed: Set<string>
}

export interface LeaseOptions {
  readonly timing: RepairTiming
  /** A server started anew reckons with what its earlier runs promised. */
  readonly owesAfterStart: boolean
}

export interface ServerOptions extends LeaseOptions {
  readonly pendingLog: PendingLogLimits
}

export interface WorldEvents {
  /** A batch has reached a disk. */
  onWrite(batch: WriteBatch, committed: readonly CommittedVersion[]): void
  onAnswer(server: number, stream: number, response: Response): void
}

export class FaultyWorld {
  readonly random: Seeded
  readonly hosts = new Map<number, Host>()
  /** Oldest first. */
  readonly configurations: Configuration[]
  readonly trace: string[] | undefined
  /** How often what happened. */
  readonly activity = new Map<string, number>()
  nowMs = 1000
  readonly #options: ServerOptions
  readonly #events: WorldEvents
  readonly #synced: boolean
  /** Servers that may not answer clients, as their lease has ended, and the configuration that lets them again. */
  readonly #revoked = new Map<number, number>()
  readonly #committed = new WeakMap<WriteBatch, readonly CommittedVersion[]>()
  /** "from>to" → what is under way. */
  readonly #links = new Map<string, LinkMessage[]>()
  /** Pairs of servers, "smaller-greater", that are connected. */
  readonly #connected = new Set<string>()

  constructor(random: Seeded, space: Space, servers: number, options: ServerOptions, events: WorldEvents, trace?: string[]) {
    this.random = random
    this.#options = options
    this.#events = events
    this.trace = trace
    this.#synced = space.definition.durability === 'synced'
    this.configurations = [{ cluster: 'test', version: 1, readOnly: false, servers: new Map(), spaces: new Map([[space.id, space]]) }]
    for (let server = 1; server <= servers; server++) {
      const host: Host = {
        store: new MemoryStore(),
        member: undefined,
        incarnation: 1,
        writing: undefined,
        flushes: [],
        reads: [],
        cleanups: [],
        committed: [],
        flushed: new Set(),
      }
      this.hosts.set(server, host)
    }
  }

  get newest(): Configuration {
    return this.configurations.at(-1)!
  }

  get servers(): number[] {
    return [...this.hosts.keys()]
  }

  up(): number[] {
    return this.servers.filter((server) => this.hosts.get(server)!.member)
  }

  down(): number[] {
    return this.servers.filter((server) => !this.hosts.get(server)!.member)
  }

  isUp(server: number): boolean {
    return this.hosts.get(server)!.member !== undefined
  }

  /** It runs, and no lease of it has ended. */
  serves(server: number): boolean {
    return this.isUp(server) && !this.#revoked.has(server)
  }

  /** For what concerns the schedule as a whole. */
  note(text: () => string): void {
    this.trace?.push(text())
  }

  #count(what: string): void {
    this.activity.set(what, (this.activity.get(what) ?? 0) + 1)
  }

  /** A server's member, told the time, as before every input. */
  #told(server: number): Member | undefined {
    const { member } = this.hosts.get(server)!
    member?.tick(this.nowMs)
    return member
  }

  // Processes

  /** A process starts with what is on its disk. A restart comes with new epochs for all chains the server is in. */
  async start(server: number, restart: boolean): Promise<void> {
    const host = this.hosts.get(server)!
    const learns = this.random.chance(0.5)
    if (restart) this.bump((region) => region.members.includes(server) || (learns && region.learner?.server === server))
    if (this.#options.owesAfterStart) host.incarnation++
    const { timing, pendingLog } = this.#options
    const member = new Member(server, host.store, this.nowMs, { incarnation: host.incarnation, timing, pendingLogLimits: pendingLog })
    this.#noteSettled(member.pendingLog, host)
    await startMember(member, host.store, this.newest)
    host.member = member
    this.#revoked.delete(server)
    if (restart) this.#count('restart')
    this.note(() => `start ${server} with configuration ${this.newest.version}`)
  }

  /** What is dropped has not committed by that. */
  #noteSettled(log: PendingLog, { committed }: Host): void {
    const settle = log.settle.bind(log)
    log.settle = (record) => {
      const { keyName, version } = readUpdate(record.update)
      if (record.segment) committed.push({ key: keyName, version })
      settle(record)
    }
  }

  /** kill -9. The batch being written either made it or not; of what was sent a part arrives. */
  crash(server: number): void {
    const host = this.hosts.get(server)!
    const writing = host.writing
    const made = writing && this.random.chance(0.5)
    this.note(() => `crash ${server}${writing ? `, the batch being written ${made ? 'made' : 'did not make'} it` : ''}`)
    for (const peer of this.servers) if (peer !== server) this.breakLink(server, peer)
    host.member = undefined
    host.writing = undefined
    host.committed.length = 0
    host.flushes.length = 0
    host.cleanups.length = 0
    for (const { snapshot } of host.reads.splice(0)) snapshot?.close()
    if (made) this.#apply(server, writing.batch)
  }

  // Configurations

  bump(which: (region: Region) => boolean): void {
    this.#change((region) => (which(region) ? { ...region, epoch: region.epoch + 1 } : region))
  }

  /** Takes a server out of a chain that has another full member. It may not know: then its lease has ended. */
  remove(server: number, from: Region): void {
    this.#count(`removal of ${from.members[0] === server ? 'a head' : from.members.at(-1) === server ? 'a tail' : 'a middle'}`)
    this.note(() => `remove ${server} from region ${from.id}`)
    this.#change((region) => (region.id === from.id ? withoutServer(region, server) : region))
    if (!this.isUp(server)) return
    if (this.random.chance(0.5)) this.install(server, this.newest)
    else this.#revoked.set(server, this.newest.version)
  }

  dropLearner(of: Region): void {
    this.note(() => `drop learner ${of.learner?.server} of region ${of.id}`)
    this.#change((region) => (region.id === of.id ? withoutServer(region, region.learner!.server) : region))
  }

  learn(server: number, of: Region): void {
    this.#count('learner')
    this.note(() => `region ${of.id} is learned by ${server}`)
    this.#change((region) => (region.id === of.id ? withLearner(region, server) : region))
  }

  /** Learners whose copy is complete become full members, where every full member is of the present epoch. */
  promote(): void {
    for (const { subspaces } of [...this.newest.spaces.values()]) {
      for (const of of subspaces.flatMap(({ regions }) => regions)) {
        if (!of.learner || !chainOf(of).every((server) => this.#reports(server, of))) continue
        this.#count('promotion')
        this.note(() => `promote ${of.learner!.server} in region ${of.id}`)
        this.#change((region) => (region.id === of.id ? withLearnerPromoted(region) : region))
      }
    }
  }

  #reports(server: number, { id, epoch, learner }: Region): boolean {
    const report = this.hosts
      .get(server)!
      .member?.progress()
      .find(({ region }) => region === id)
    return report?.epoch === epoch && (server !== learner!.server || report.copied)
  }

  #change(change: (region: Region) => Region): void {
    const { newest } = this
    const spaces = new Map<number, Space>()
    for (const [id, space] of newest.spaces) {
      const subspaces = space.subspaces.map((subspace) => ({ ...subspace, regions: subspace.regions.map(change) }))
      spaces.set(id, { ...space, subspaces })
    }
    this.configurations.push({ ...newest, version: newest.version + 1, spaces })
  }

  install(server: number, configuration: Configuration): void {
    const member = this.#told(server)
    if (!member || member.configurationVersion() >= configuration.version) return
    this.note(() => `${server} installs configuration ${configuration.version}`)
    member.install(configuration)
    if (configuration.version >= (this.#revoked.get(server) ?? 0)) this.#revoked.delete(server)
  }

  redrive(server: number, region: number, key: string, strays: readonly number[]): void {
    const { committed } = this.hosts.get(server)!
    const done: Redrive['done'] = (outcome, version) => {
      this.#count(`redrive ${outcome}`)
      if (version > 0) committed.push({ key, version })
    }
    const asked = this.#told(server)?.redrive(region, { key: encodeString(key), strays, done })
    if (asked) this.note(() => `${server} redrives ${key}, strays ${strays}`)
  }

  // Disks

  /** Ends a turn of a server: its batch goes to the disk, or with nothing to write it is done at once. */
  begin(server: number): void {
    const host = this.hosts.get(server)!
    if (!host.member || host.writing) return
    const turn = host.member.drain()
    this.#committed.set(turn.batch, host.committed.splice(0))
    if (turn.batch.size > 0) host.writing = turn
    else this.#release(server, turn)
  }

  /** The disk reports the batch written. */
  finishWrite(server: number): void {
    const host = this.hosts.get(server)!
    const turn = host.writing
    if (!turn) return
    host.writing = undefined
    this.#apply(server, turn.batch)
    this.#release(server, turn)
  }

  /** The oldest flush under way ends. */
  finishFlush(server: number): void {
    const host = this.hosts.get(server)!
    const turn = host.flushes.shift()
    if (!turn) return
    void host.store.write(turn.flush, true)
    this.#count('flush')
    for (const name of turn.flush.keys()) host.flushed.add(name)
    this.#told(server)!.flushed(turn.sequence)
    this.#flushNothing(host)
  }

  async finishRead(server: number): Promise<void> {
    const host = this.hosts.get(server)!
    const read = host.reads.shift()
    if (!read) return
    const { range, limit, maxBytes, keysOnly, token } = read.request
    const entries = await host.store.read(range, { ...(read.snapshot ? { snapshot: read.snapshot } : {}), limit, maxBytes, keysOnly })
    this.#told(server)!.entries(read.cursor, token, entries)
  }

  /** The cleanup under way ends, with the first of its ranges. */
  finishCleanup(server: number): void {
    const host = this.hosts.get(server)!
    const cleanup = host.cleanups.shift()
    if (!cleanup) return
    const [first, ...left] = cleanup.ranges
    if (first) void host.store.clear(first)
    host.member!.cleaned(cleanup.token, left)
  }

  /** Nothing to write, to flush, to read or to remove. */
  idle(server: number): boolean {
    const { writing, flushes, reads, cleanups } = this.hosts.get(server)!
    return !writing && flushes.length === 0 && reads.length === 0 && cleanups.length === 0
  }

  #apply(server: number, batch: WriteBatch): void {
    const host = this.hosts.get(server)!
    if (this.trace) {
      const index = new ConfigurationIndex(this.newest)
      for (const line of describeRows(index, batch, host.store)) this.trace.push(`  ${server} ${line}`)
    }
    if (this.#synced) checkFlushed(server, host, batch)
    void host.store.write(batch, false)
    this.#events.onWrite(batch, this.#committed.get(batch) ?? [])
  }

  #release(server: number, turn: Turn): void {
    const host = this.hosts.get(server)!
    const member = this.#told(server)!
    member.written(turn.sequence)
    for (const [peer, messages] of turn.sends) {
      if (!this.#connected.has(pair(server, peer))) continue
      const link = this.#links.get(`${server}>${peer}`)
      if (link) link.push(...messages)
      else this.#links.set(`${server}>${peer}`, [...messages])
    }
    for (const [stream, responses] of turn.answers) {
      if (!this.serves(server)) break
      for (const response of responses) {
        this.note(() => `  ${server} answers #${response.id}: ${describeResponse(response)}`)
        this.#events.onAnswer(server, stream, response)
      }
    }
    host.flushes.push(turn)
    this.#flushNothing(host)
    host.reads.push(...turn.reads)
    host.cleanups.push(...turn.cleanups)
  }

  /** Turns without anything to flush need no step of their own. */
  #flushNothing(host: Host): void {
    while (host.flushes.length > 0 && host.flushes[0]!.flush.size === 0) host.member!.flushed(host.flushes.shift()!.sequence)
  }

  // Links

  connect(a: number, b: number): void {
    if (a === b || !this.isUp(a) || !this.isUp(b) || this.#connected.has(pair(a, b))) return
    this.#connected.add(pair(a, b))
    this.note(() => `link ${pair(a, b)} is up`)
    for (const [self, peer] of this.random.some([[a, b] as const, [b, a] as const], 2)) this.#told(self)!.linkUp(peer)
  }

  /** Of what is under way each side still gets a part, and loses the rest. */
  breakLink(a: number, b: number): void {
    if (!this.#connected.delete(pair(a, b))) return
    this.#count('broken link')
    this.note(() => `link ${pair(a, b)} breaks`)
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const messages = this.#links.get(`${from}>${to}`) ?? []
      this.#links.delete(`${from}>${to}`)
      const arriving = messages.slice(0, this.random.below(messages.length + 1))
      if (arriving.length > 0) this.#receive(from, to, arriving)
    }
    this.#told(a)!.linkDown(b)
    this.#told(b)!.linkDown(a)
  }

  get disconnected(): (readonly [number, number])[] {
    const up = this.up()
    return up.flatMap((a) => up.filter((b) => a < b && !this.#connected.has(pair(a, b))).map((b) => [a, b] as const))
  }

  busyLinks(): string[] {
    return [...this.#links].filter(([, messages]) => messages.length > 0).map(([name]) => name)
  }

  /** One message, or several that travelled together. */
  deliver(name: string, count: number): void {
    const messages = this.#links.get(name)?.splice(0, count) ?? []
    if (messages.length === 0) return
    const [from, to] = name.split('>').map(Number)
    this.#receive(from!, to!, messages)
  }

  #receive(from: number, to: number, messages: readonly LinkMessage[]): void {
    const index = this.trace && new ConfigurationIndex(this.newest)
    for (const message of messages) this.note(() => `${from} > ${to}  ${describeMessage(index!, message)}`)
    this.#told(to)!.receive(from, messages)
  }

  // Clients and the clock

  request(server: number, stream: number, request: Request): void {
    this.#told(server)?.request(stream, request)
  }

  streamClosed(server: number, stream: number): void {
    this.#told(server)?.streamClosed(stream)
  }

  tick(server: number): void {
    this.#told(server)
  }
}

function pair(a: number, b: number): string {
  return a < b ? `${a}-${b}` : `${b}-${a}`
}

/** Of a synced space: whoever settles a pending record has flushed it before (protocol.md section 2, Forward). */
function checkFlushed(server: number, host: Host, batch: WriteBatch): void {
  for (const [name, value] of batch) {
    if (name.charCodeAt(0) !== rowKind.pending || value !== undefined) continue
    if (!host.flushed.delete(name)) throw new Violation('unflushed', `server ${server} commits an update whose record was not flushed`)
  }
}
