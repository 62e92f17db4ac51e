// One server's core, pure: every input (messages of other servers, requests of clients, configurations, pages read, the clock) goes to the state
// machine it concerns, and everything they want done is collected into turns (turn.ts). The server and the simulator drive it alike:
//
//   receive · request · linkUp · linkDown · install · tick · entries · streamClosed → drain → (write the batch) → written → … → flushed
//
// It knows nothing of gRPC, LevelDB or timers. Messages from this server to itself are delivered within the turn: both pending records
// are then in one batch, so record-then-forward holds. Invariant: turns are drained, written and flushed in order, one at a time.
import type { ConfigurationChange } from '../cluster/change.ts'
import type { Failure, Request, Response } from '../cluster/client-messages.ts'
import { type Configuration, emptyConfiguration, type Space } from '../cluster/configuration.ts'
import type { RegionProgress } from '../cluster/region-progress.ts'
import { defaultRepairTiming, type RepairTiming } from '../cluster/repair-timing.ts'
import { sessionEnded } from '../cluster/sessions.ts'
import type { Entry, KeyRange, StoreReader, WriteBatch } from '../ports/store.ts'
import { ChangeLog } from '../replication/change-log.ts'
import type { LinkBody, LinkMessage, Place } from '../replication/messages.ts'
import { OutcomeCount } from '../replication/outcome-count.ts'
import type { Outcomes } from '../replication/outcomes.ts'
import { defaultPendingLogLimits, PendingLog, type PendingLogLimits } from '../replication/pending-log.ts'
import type { Redrive } from '../replication/redrive.ts'
import { ledMax, SpaceShares, waitingMax } from '../replication/space-shares.ts'
import { StoreView } from '../replication/store-view.ts'
import type { Caller, Surroundings } from '../replication/surroundings.ts'
import { defaultVersionLimits, type VersionLimits } from '../replication/version.ts'
import type { Bytes } from '../values/bytes.ts'
import type { Hmac } from '../values/macaroon.ts'
import { Chains } from './chains.ts'
import { Cleanups } from './cleanups.ts'
import { Comparisons } from './comparisons.ts'
import { DrainNews } from './drain-news.ts'
import { Fillings } from './fillings.ts'
import { FormerRegions } from './former-regions.ts'
import { IndexBuilds } from './index-builds.ts'
import { Leases } from './leases.ts'
import { LinkGate } from './link-gate.ts'
import { PageReads } from './page-reads.ts'
import { Reconciliations } from './reconciliations.ts'
import { readMemberships, recover } from './recover.ts'
import { type RegionReport, reportProgress, reportRegions, reportSettling, type SpaceReport } from './reports.ts'
import { Requests } from './requests.ts'
import { Searches } from './searches.ts'
import { obstacleOfSpace } from './space-obstacles.ts'
import { Transfers } from './transfers.ts'
import type { Turn } from './turn.ts'
import { Watches } from './watches.ts'
import { Watermarks } from './watermarks.ts'

/** How often point leaders announce watermarks and memories are cleared, in milliseconds. */
const announceEveryMs = 100
const settleSizesEveryMs = 1000
/** For so long after a client's request what nobody waits for steps back, in milliseconds. */
const servedLatelyMs = 100

interface LocalMessage {
  readonly message: LinkMessage
  readonly from: Place
}

export interface MemberOptions {
  /** How often the server was started; 1, the default, is its first start ever. */
  readonly incarnation?: number
  /** The machine may have lost the last rows that were written before this start. */
  readonly forgetful?: boolean
  /** As in `tick`. */
  readonly wall?: number
  readonly timing?: RepairTiming
  /** The log of committed changes; by default one of the usual size. */
  readonly changes?: ChangeLog
  /** HMAC-SHA256; without it spaces with authorization cannot be served. */
  readonly hmac?: Hmac
  /** By default those that follow from the size of versions. */
  readonly versionLimits?: VersionLimits
  readonly pendingLogLimits?: PendingLogLimits
  /** Copies of spaces with authorization may be compared by whoever asks. */
  readonly compareGuarded?: boolean
}

export class Member implements Surroundings {
  readonly server: number
  readonly store: StoreView
  readonly pendingLog: PendingLog
  readonly changes: ChangeLog
  readonly hmac: Hmac
  readonly versionLimits: VersionLimits
  readonly led = new SpaceShares(ledMax)
  readonly outcomeCount = new OutcomeCount()
  readonly waiting = new SpaceShares(waitingMax)
  readonly #chains: Chains
  readonly #drainNews: DrainNews
  readonly #gate = new LinkGate()
  readonly #watermarks = new Watermarks()
  readonly #requests: Requests
  readonly #searches: Searches
  readonly #watches: Watches
  readonly #comparisons: Comparisons
  readonly #leases: Leases
  readonly #pageReads = new PageReads()
  readonly #former: FormerRegions
  readonly #cleanups = new Cleanups()
  readonly #indexBuilds: IndexBuilds
  readonly #transfers: Transfers
  readonly #fillings: Fillings
  readonly #reconciliations: Reconciliations
  /** As the disk had them at the start. */
  #memberships: ReadonlyMap<number, number> = new Map()
  #now: number
  #wall: number
  #turn = 1
  #written = 0
  #flushed = 0
  #announcedAt = 0
  #sizesSettledAt = 0
  #servedAt = Number.NEGATIVE_INFINITY
  #sends = new Map<number, LinkMessage[]>()
  /** Of turns drained and not yet written. */
  #leaving: { readonly sequence: number; readonly sends: Map<number, LinkMessage[]> }[] = []
  #answers = new Map<number, Response[]>()
  #flush: WriteBatch = new Map()
  #wanted = 0
  #brought: ConfigurationChange | undefined
  readonly #local: LocalMessage[] = []
  readonly #outcomes = new Set<Outcomes>()

  /** `now` as in `tick`. */
  constructor(server: number, store: StoreReader, now: number, options: MemberOptions = {}) {
    const {
      incarnation = 1,
      forgetful = false,
      wall = now,
      timing = defaultRepairTiming,
      changes = new ChangeLog(),
      hmac = noHmac,
      versionLimits = defaultVersionLimits,
      pendingLogLimits = defaultPendingLogLimits,
      compareGuarded = false,
    } = options
    this.changes = changes
    this.hmac = hmac
    this.versionLimits = versionLimits
    this.server = server
    this.store = new StoreView(store)
    this.pendingLog = new PendingLog(this.store, pendingLogLimits)
    this.#now = now
    this.#wall = Math.floor(wall)
    this.#chains = new Chains(this, emptyConfiguration)
    this.#drainNews = new DrainNews(this.#chains)
    this.#requests = new Requests(this.#chains, this, (version) => this.#want(version))
    this.#searches = new Searches(this.#chains, this.#requests, this, store)
    this.#watches = new Watches(this.#chains, this.#requests, this, this.changes)
    const readRows = (range: KeyRange, limit: number, take: (entries: readonly Entry[]) => void) =>
      this.#pageReads.ask(range, limit, false, take)
    this.#comparisons = new Comparisons(this.#chains, this.#requests, this, readRows, compareGuarded)
    this.#leases = new Leases(
      {
        server,
        run: incarnation,
        forgetful,
        timing,
        chains: this.#chains,
        store: this.store,
        isNearlyFull: () => this.outcomeCount.isNearlyFull,
        queue: (peer, message) => this.#queue(peer, message),
        want: (version) => this.#want(version),
        bring: (change) => {
          this.#brought = change
        },
      },
      { now, wall },
    )
    this.#former = new FormerRegions(server, this.store, this.#cleanups)
    this.#indexBuilds = new IndexBuilds(this.#chains, {
      store: this.store,
      turn: () => this.#turn,
      read: (range, limit, keysOnly, take) => this.#pageReads.ask(range, limit, keysOnly, take),
      remove: (region, range, then) => this.#cleanups.remove({ region, ranges: [range], turn: this.#turn, urgent: false, ended: then }),
    })
    this.#transfers = new Transfers(this.#chains, this.#former, {
      now: () => this.#now,
      turn: () => this.#turn,
      watermark: (region) => this.#watermarks.get(region),
      learnWatermark: (region, version) => this.#watermarks.keep(region, version, this.store),
      send: (to, fromRegion, body) => this.send(to, fromRegion, body),
      flush: (name, row) => this.flush(name, row),
      copied: (region) => {
        this.changes.restart(region)
        this.#indexBuilds.copied(region)
      },
      read: readRows,
    })
    this.#fillings = new Fillings(this.#chains, {
      read: (range, limit, take) => this.#pageReads.ask(range, limit, true, take),
      clientsServed: () => this.#now - this.#servedAt < servedLatelyMs,
    })
    this.#reconciliations = new Reconciliations(this.#chains, {
      run: incarnation,
      watermark: (region) => this.#watermarks.get(region),
      send: (to, fromRegion, body) => this.send(to, fromRegion, body),
      read: readRows,
    })
    this.#chains.onReconcile = (message, from) => this.#reconciliations.deliver(message, from)
    this.#chains.onCopy = (message, from) => this.#transfers.deliver(message, from)
  }

  // Inputs

  /** The first configuration of this run, with every row of the recovered kinds (recover.ts). Returns regions to be counted again. */
  start(configuration: Configuration, rows: readonly Entry[]): ReadonlySet<number> {
    this.#memberships = readMemberships(rows)
    this.#indexBuilds.start(rows)
    const changed = this.#adopt(configuration, false)
    const recovery = recover(this.#chains.replicas, rows, this.pendingLog, this.#now)
    for (const [region, version] of recovery.watermarks) this.#watermarks.learn(region, version)
    this.#watermarks.retain(this.#chains.index, this.store)
    for (const region of recovery.foreign) this.#former.leave(region)
    this.#former.review(this.#chains.index, this.#turn)
    this.#leases.adopt()
    this.#chains.appoint()
    this.#chains.againAfter(changed)
    this.#fillings.adopt()
    this.#reconciliations.adopt()
    this.#deliverLocal()
    return recovery.inexact
  }

  /** The size of a region that `start` asked to be counted. */
  counted(region: number, objects: number, bytes: number): void {
    this.#chains.replicas.get(region)?.size.restore(objects, bytes)
  }

  /** Configurations are installed whole and in order; an older one changes nothing. */
  install(configuration: Configuration): void {
    if (configuration.version <= this.configurationVersion()) return
    const changed = this.#adopt(configuration, true)
    this.#watermarks.retain(this.#chains.index, this.store)
    this.#former.review(this.#chains.index, this.#turn)
    this.#leases.adopt()
    this.#chains.appoint()
    this.#watches.installed()
    if (this.#wanted <= configuration.version) this.#wanted = 0
    this.#chains.againAfter(changed)
    this.#fillings.adopt()
    this.#reconciliations.adopt()
    this.#transfers.adopt(changed)
    this.#deliverLocal()
    for (const [peer, messages] of this.#gate.release()) this.receive(peer, messages)
  }

  /** Messages of another server, in the order of its link. */
  receive(peer: number, messages: readonly LinkMessage[]): void {
    const wanted = this.#gate.pass(
      this.#chains.index,
      peer,
      messages,
      (message) => {
        if (message.keepAlive) this.#leases.keepAlive(peer, message)
        else if (message.alive) this.#leases.alive(peer, message)
        else if (message.watermark) {
          this.#watermarks.learn(message.fromRegion!, message.watermark.version ?? 0)
          this.changes.note(message.fromRegion!)
        } else this.#chains.deliver(message, { region: message.fromRegion!, server: peer })
        this.#deliverLocal()
      },
      () => this.#queue(peer, { refusal: true, configurationVersion: this.configurationVersion() }),
    )
    if (wanted > 0) this.#want(wanted)
  }

  /** *Again* comes before anything new: what was meant for the link before this one is lost like what was sent on it. */
  linkUp(peer: number): void {
    this.#sends.delete(peer)
    for (const { sends } of this.#leaving) sends.delete(peer)
    this.#watermarks.announceAgain(peer)
    this.#chains.againTo(peer)
    this.#leases.linkUp(peer)
    this.#transfers.linkUp(peer)
    this.#reconciliations.linkUp(peer)
    this.#deliverLocal()
  }

  linkDown(peer: number): void {
    this.#gate.forget(peer)
  }

  /** One request of a client's stream; `arrivedMs` as in `tick`. Exactly one answer follows, unless it asks for none (isAnswered). */
  request(stream: number, request: Request, arrivedMs: number = this.#now): void {
    const caller = { stream, id: request.id ?? 0 }
    const deadline = request.timeoutMs ? arrivedMs + request.timeoutMs : Number.POSITIVE_INFINITY
    this.#transfers.clientServed()
    this.#servedAt = this.#now
    if (request.get) this.#requests.get(caller, request, deadline)
    else if (request.update) this.#requests.update(caller, request, deadline)
    else if (!this.#watches.request(caller, request) && !this.#comparisons.request(caller, request, deadline))
      this.#searches.request(caller, request)
    if (request.cancel) this.#watches.cancel(stream, request.cancel)
    this.#deliverLocal()
  }

  streamClosed(stream: number): void {
    this.#searches.streamClosed(stream)
    this.#watches.streamClosed(stream)
  }

  /** The result of a page read. */
  entries(cursor: number, token: number, entries: readonly Entry[]): void {
    if (!this.#pageReads.take(cursor, token, entries)) this.#searches.entries(cursor, token, entries)
    this.#deliverLocal()
  }

  /** A cleanup of a turn has ended; `left`: what of its ranges is not removed yet. */
  cleaned(token: number, left: readonly KeyRange[]): void {
    this.#cleanups.cleaned(token, left)
  }

  /**
   * `now`: milliseconds of a monotonic clock; `wall`: since the Unix epoch. To come before every other input, read after it came: a lease must
   * not be believed by a clock from before the request.
   */
  tick(now: number, wall: number = now): void {
    this.#now = now
    this.#wall = Math.floor(wall)
    this.#leases.tick({ now, wall })
    this.#deliverLocal()
    if (now - this.#announcedAt >= announceEveryMs) {
      this.#announcedAt = now
      this.#watermarks.announce(this.#chains, (peer, message) => this.#queue(peer, message))
      this.#watermarks.forget(this.#chains, this.store, now)
      for (const leader of this.#chains.leaders.values()) {
        leader.expire(now)
        leader.expireObjects()
      }
      this.#fillings.tick()
      this.#reconciliations.tick()
      this.#deliverLocal()
      this.#requests.expire(now)
      this.#comparisons.expire(now)
      this.#searches.expire(now)
      this.#watches.expire(now)
    }
    if (now - this.#sizesSettledAt >= settleSizesEveryMs) {
      this.#sizesSettledAt = now
      for (const replica of this.#chains.replicas.values()) replica.size.settle(false)
    }
    this.#transfers.tick(now)
  }

  /** Before an orderly stop: what is kept inexact while running becomes exact. */
  stop(): void {
    for (const replica of this.#chains.replicas.values()) replica.size.settle(true)
  }

  // Turns

  /** Everything wanted since the last call. The batch must be written before the rest is let go. */
  drain(): Turn {
    for (const outcomes of this.#outcomes) outcomes.endTurn()
    this.#outcomes.clear()
    const sequence = this.#turn++
    this.#searches.endTurn(sequence)
    this.#watches.endTurn()
    this.pendingLog.endTurn()
    const turn: Turn = {
      sequence,
      batch: this.store.takeBatch(sequence),
      flush: this.#flush,
      sends: this.#sends,
      answers: this.#answers,
      reads: [...this.#searches.takeReads(), ...this.#pageReads.takeReads()],
      cleanups: this.#cleanups.take(this.#flushed),
      wantedConfiguration: this.#wanted,
      broughtChange: this.#brought,
      reports: this.#drainNews.take(),
    }
    if (this.#sends.size > 0) this.#leaving.push({ sequence, sends: this.#sends })
    this.#flush = new Map()
    this.#sends = new Map()
    this.#answers = new Map()
    this.#brought = undefined
    return turn
  }

  /** The turn's batch is in the store: what it holds can be read there. True: something went on by that, so another turn is due. */
  written(sequence: number): boolean {
    this.#written = sequence
    while (this.#leaving.length > 0 && this.#leaving[0]!.sequence <= sequence) this.#leaving.shift()
    this.store.written(sequence)
    const copies = this.#transfers.written(sequence)
    return this.#searches.written(this.#written) || copies
  }

  /** The turn's rows of synced spaces have reached the disk's own memory. */
  flushed(sequence: number): void {
    this.#flushed = sequence
    this.#transfers.flushed(sequence)
    if (!this.#chains.anySynced) return
    for (const replica of this.#chains.replicas.values()) replica.flushed()
    this.#deliverLocal()
  }

  // What the server tells others

  configuration(): Configuration {
    return this.#chains.index.configuration
  }

  regions(): RegionReport[] {
    return reportRegions(this.#chains, (region) => this.#watermarks.get(region))
  }

  settling(): SpaceReport[] {
    return reportSettling(this.#chains)
  }

  /** Indexes of regions that are still to be built or removed. */
  get indexesWaiting(): number {
    return this.#indexBuilds.waiting
  }

  /** Drives an object of a region led here down its path once more. False: not led here, or too many are to be driven. */
  redrive(region: number, redrive: Redrive): boolean {
    const asked = this.#chains.leaders.get(region)?.redrive(redrive) ?? false
    this.#deliverLocal()
    return asked
  }

  /** How far this server is with regions that have a learner or are being reconciled, and with spaces that are cut anew; what wants a new epoch. */
  progress(): RegionProgress[] {
    return reportProgress(this.#chains, this.#transfers.progress(), this.#fillings, this.#reconciliations)
  }

  /** Servers that have answered nothing for the suspicion time. */
  unreachable(): number[] {
    return this.#leases.unreachable()
  }

  /** That hold a snapshot, or wait for one. */
  openSearches(): number {
    return this.#searches.open
  }

  openWatches(): number {
    return this.#watches.open
  }

  // Surroundings

  now(): number {
    return this.#now
  }

  wall(): number {
    return this.#wall
  }

  readPage(range: KeyRange, limit: number, take: (entries: readonly Entry[]) => void): void {
    this.#pageReads.ask(range, limit, true, take)
  }

  turn(): number {
    return this.#turn
  }

  flushedThrough(): number {
    return this.#flushed
  }

  configurationVersion(): number {
    return this.#chains.index.configuration.version
  }

  sessionEnded(client: number): boolean {
    return sessionEnded(this.#chains.index.configuration.sessions, client)
  }

  readOnly(): boolean {
    return this.#chains.index.configuration.readOnly
  }

  fullServerOf(space: Space): number | undefined {
    return this.#chains.index.fullServerOf(space)
  }

  watermark(keyRegion: number): number {
    return this.#watermarks.get(keyRegion)
  }

  flush(name: string, row: Bytes): void {
    this.#flush.set(name, row)
  }

  endTurnWith(outcomes: Outcomes): void {
    this.#outcomes.add(outcomes)
  }

  send(to: Place, fromRegion: number, body: LinkBody): void {
    const { index } = this.#chains
    const fromEpoch = index.regionById(fromRegion)?.region.epoch ?? 0
    const toEpoch = index.regionById(to.region)?.region.epoch ?? 0
    const message: LinkMessage = {
      fromRegion,
      fromEpoch,
      toRegion: to.region,
      toEpoch,
      configurationVersion: this.configurationVersion(),
      ...body,
    }
    if (to.server === this.server) this.#local.push({ message, from: { region: fromRegion, server: this.server } })
    else this.#queue(to.server, message)
  }

  answer(caller: Caller, response: Omit<Response, 'id'>): void {
    const list = this.#answers.get(caller.stream)
    const whole = { id: caller.id, ...response }
    if (list) list.push(whole)
    else this.#answers.set(caller.stream, [whole])
  }

  obstacle(region: number): Failure | undefined {
    return this.unleased(region) ?? obstacleOfSpace(this.#chains.replicas.get(region))
  }

  unleased(region: number): Failure | undefined {
    return this.#leases.obstacle(region)
  }

  remembersEnough(region: number): boolean {
    return this.outcomeCount.isFull || this.#leases.remembersEnough(region)
  }

  #queue(peer: number, message: LinkMessage): void {
    const list = this.#sends.get(peer)
    if (list) list.push(message)
    else this.#sends.set(peer, [message])
  }

  #deliverLocal(): void {
    for (let next = this.#local.shift(); next; next = this.#local.shift()) this.#chains.deliver(next.message, next.from)
  }

  #want(version: number): void {
    if (version > this.#wanted) this.#wanted = version
  }

  /** Makes the replicas those of a configuration. Returns the regions whose epoch is new. */
  #adopt(configuration: Configuration, running: boolean): ReadonlySet<number> {
    const { changed, lost, made, turned } = this.#chains.adopt(configuration)
    for (const { replica, bound } of turned) {
      // Whatever was numbered in the grid before this one has committed everywhere, here too (docs/repartition.md, The key's grid).
      if (replica.isFull) this.#watermarks.keep(replica.region, bound, this.store)
    }
    for (const region of lost) {
      this.#former.leave(region)
      this.#indexBuilds.lose(region)
    }
    for (const replica of made) {
      if ((this.#memberships.get(replica.region) ?? replica.founded) === replica.joined) {
        // Nobody has written to it: what a start finds on the disk is told there.
        if (running) this.#indexBuilds.found(replica)
        if (!replica.isFull && !replica.standsBy) this.#transfers.found(replica)
        continue
      }
      if (replica.isFull || replica.standsBy) {
        throw new RangeError(`server ${this.server} has no complete rows of region ${replica.region}, of which it is a full member, or was`)
      }
      this.#transfers.learn(replica)
      this.#indexBuilds.found(replica)
    }
    this.#indexBuilds.adopt()
    return changed
  }
}

function noHmac(): never {
  throw new RangeError('this member was made without an HMAC: it can serve no space with authorization')
}
