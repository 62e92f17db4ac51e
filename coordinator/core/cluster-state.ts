// The coordinator's core: a pure state machine. Commands go in; out come the records that make them last, and answers. It belongs to
// whoever keeps a journal (coordinator/service, a simulated coordinator): the records of one call are to be durable, in order, before its
// answer leaves, before a later answer leaves, and before a configuration with them is shown to anybody. It knows no clock, no disk and no
// network; `now` is milliseconds of one monotonic clock.
import type { Configuration, Region, Server, Space } from '../../src/cluster/configuration.ts'
import type { RegionProgress } from '../../src/cluster/region-progress.ts'
import { sessionEnded } from '../../src/cluster/sessions.ts'
import { HyperdexError } from '../../src/errors.ts'
import { Attendance, type Sighting } from './attendance.ts'
import { Care, type Transfer } from './care.ts'
import { epochMax, raiseEpoch } from './chain.ts'
import { addressLost, holdsAnyRegion, regionsOf, serversOf, withRegions, withRoom, withSessions } from './edit.ts'
import { isSilenced } from './grids.ts'
import { KeyTurns } from './key-turn.ts'
import { type Limits, limitsDefault } from './limits.ts'
import { fallenBehind, OthersAway, type Registration, register } from './registration.ts'
import { nextStep, type Repartition, type RepartitionCall, repartitions, setPartitions } from './repartition.ts'
import { cutBySample, type SampleRow } from './sample.ts'
import { addAttributeTo, addIndexTo, dropAttributeFrom, dropIndexFrom } from './schema-changes.ts'
import { forget, kill, setOffline, setOnline, takenOutOfService } from './servers.ts'
import { Sessions } from './sessions.ts'
import { beginSettling, cutAnew, endSettling, type Offer, obstacleTo, type SampleAnswer, type SpaceReport, upset } from './settling.ts'
import { addSpace, existingSpace, removeSpace, renameSpace, setFaultTolerance, setReadOnly } from './spaces.ts'
import { recordBetween, type State, type StateRecord } from './state.ts'

/** Session ids are made durable so many at a time. */
const clientBlock = 1_000

/** What to make durable, and what to say when it is. */
export interface Decision<Answer> {
  readonly records: readonly StateRecord[]
  readonly answer: Answer
}

interface ChangeAnswer {
  /** Holds the change. */
  readonly configurationVersion: number
  readonly changed: boolean
}

/** An offered sample's answer; `offer` is what `offerSample` answered. */
interface Settlement {
  readonly offer: number
  readonly answer: SampleAnswer
}

export interface Heartbeat {
  readonly server: number
  readonly incarnation: number
  /** The configuration the server has installed. */
  readonly configurationVersion: number
  readonly spaces: readonly SpaceReport[]
  readonly diskFull?: boolean
  /** Servers that have answered it nothing for the suspicion time. Absent: none. */
  readonly unreachable?: readonly number[]
  /** Of regions with a learner, from every element of the chain, of reconciling ones, and of those that want something. Absent: none. */
  readonly regions?: readonly RegionProgress[]
  /** What stands in its data directory (src/storage/pulse.ts). */
  readonly pulse?: number
}

interface SessionAnswer {
  readonly client: number
  /** It ends when it is not renewed for so long. */
  readonly sessionMs: number
}

export interface Hearing {
  readonly silent: ReadonlySet<number>
  readonly running: ReadonlySet<number>
}

interface ServerSighting extends Sighting {
  readonly server: Server
  /** It is to hold no regions, or may not take part at all. */
  readonly standing: 'online' | 'offline' | 'killed'
}

export class ClusterState {
  #state: State
  readonly #limits: Limits
  readonly #attendance: Attendance
  readonly #care: Care
  readonly #keyTurns: KeyTurns
  readonly #sessions: Sessions
  #leaving: ReadonlySet<number>
  readonly #offers = new Map<number, Offer>()
  #nextOffer = 1
  #nextClient: number
  #lastTick: number | undefined
  #records: StateRecord[] = []
  #settlements: Settlement[] = []

  /** `state` is what the journal kept: the empty state in a new directory. */
  constructor(state: State, now: number, limits: Limits = limitsDefault) {
    this.#state = state
    this.#limits = limits
    this.#attendance = new Attendance(now, limits)
    this.#care = new Care(limits, this.#attendance, now)
    this.#keyTurns = new KeyTurns(this.#attendance, limits)
    this.#sessions = new Sessions(now, limits)
    this.#leaving = leavingOf(state)
    this.#nextClient = state.nextClient
  }

  /** Everything decided so far, durable or not. */
  get state(): State {
    return this.#state
  }

  get configuration(): Configuration {
    return this.#state.configuration
  }

  /**
   * To be called once, before anything else: founds the cluster when there is none yet, under the id given, and ends what a former
   * coordinator began and can no longer finish.
   */
  begin(cluster: string): Decision<{ cluster: string }> {
    if (this.configuration.version === 0) {
      this.#become({ ...this.#state, configuration: { ...this.configuration, cluster, version: 1 } })
    }
    for (const space of this.configuration.spaces.values()) {
      if (space.settling) this.#become(endSettling(this.#state, space))
    }
    return this.#decided({ cluster: this.configuration.cluster })
  }

  /** Throws as `register` in registration.ts; a server turned away with PERMISSION_DENIED, or that is to wait for others of its chains, shows as refusing. */
  register(call: Registration, now: number): Decision<{ server: number }> {
    try {
      const parts = { attendance: this.#attendance, limits: this.#limits }
      const { server, state } = register(this.#state, parts, call, now)
      if (state !== this.#state) {
        this.#become(state, 'removals')
        this.#attendance.registered(server, now, { returns: call.server === server, nonce: call.nonce })
        // What a server said of its emptiness before it started anew counts no longer.
        for (const offer of this.#offers.values()) if (this.#isMember(offer, server)) offer.waitingFor.add(server)
      } else if (call.server === server) this.#attendance.confirmed(server)
      return this.#decided({ server })
    } catch (error) {
      if (error instanceof HyperdexError && (error.code === 'PERMISSION_DENIED' || error instanceof OthersAway)) {
        this.#attendance.refused(call.server, `${error.message}. ${error.remedy}`, now)
      }
      throw error
    }
  }

  #isMember(offer: Offer, server: number): boolean {
    const space = this.configuration.spaces.get(offer.space)
    return space !== undefined && serversOf(space).has(server)
  }

  /** Throws INVALID, ALREADY_EXISTS, TOO_LARGE, or UNAVAILABLE when no server is there to hold the space. */
  addSpace(text: string, now: number): Decision<ChangeAnswer> {
    return this.#change(addSpace(this.#state, text, this.#available(now)))
  }

  /**
   * Those that can take regions: those with a full disk, for which a space takes no writes, only where nobody else is there. Not those whose address another one has: they are not running, whatever a new coordinator has yet to hear. Two of them that
   * complain of each other may both come into a new grid: where chains have other members one of the two leaves within a suspicion time (quarrels.ts), and
   * in a space that tolerates no failure some keys wait until they can talk, as they would for a server that is away. To place regions by a complaint
   * of a moment would leave chains short, and servers without their share, for longer.
   */
  #available(now: number): Server[] {
    const available = [...this.configuration.servers.values()].filter(
      ({ id, address }) => address !== addressLost && this.#isAvailable(id, now) && !this.#leaving.has(id),
    )
    const roomy = available.filter(({ full }) => !full)
    return roomy.length > 0 ? roomy : available
  }

  /** One that was given regions has its id on its disk. Of another one a coordinator that has not heard it yet does not know whether it ever will. */
  #isAvailable(server: number, now: number): boolean {
    return this.#attendance.isAvailable(server, now, { settled: holdsAnyRegion(this.configuration, server) })
  }

  /** Throws UNKNOWN_SPACE. */
  removeSpace(name: string): Decision<ChangeAnswer> {
    const space = existingSpace(this.configuration, name)
    const decision = this.#change(removeSpace(this.#state, name))
    const offer = this.#offers.get(space.id)
    if (offer !== undefined) this.#settle(offer, `space ${name} was removed`)
    return decision
  }

  /** Throws UNKNOWN_SPACE, ALREADY_EXISTS, INVALID. */
  renameSpace(from: string, to: string): Decision<ChangeAnswer> {
    return this.#change(renameSpace(this.#state, from, to))
  }

  /** In the space language: TYPE NAME. Throws UNKNOWN_SPACE, ALREADY_EXISTS, INVALID, TOO_LARGE. */
  addAttribute(space: string, attribute: string): Decision<ChangeAnswer> {
    return this.#change(addAttributeTo(this.#state, space, attribute))
  }

  /** Throws UNKNOWN_SPACE, INVALID. */
  removeAttribute(space: string, name: string): Decision<ChangeAnswer> {
    return this.#change(dropAttributeFrom(this.#state, space, name))
  }

  /** In the space language: ATTRIBUTE or ATTRIBUTE.PATH. Throws UNKNOWN_SPACE, INVALID. */
  addIndex(space: string, index: string): Decision<ChangeAnswer> {
    return this.#change(addIndexTo(this.#state, space, index))
  }

  /** Throws UNKNOWN_SPACE, INVALID. */
  removeIndex(space: string, index: string): Decision<ChangeAnswer> {
    return this.#change(dropIndexFrom(this.#state, space, index))
  }

  /** As in repartition.ts. Throws UNKNOWN_SPACE, INVALID, TOO_LARGE, UNAVAILABLE. */
  setPartitions(call: RepartitionCall, now: number): Decision<ChangeAnswer> {
    return this.#change(setPartitions(this.#state, call, this.#available(now)))
  }

  /** An empty name is the whole cluster. Throws UNKNOWN_SPACE. */
  setReadOnly(name: string, readOnly: boolean): Decision<ChangeAnswer> {
    return this.#change(setReadOnly(this.#state, name, readOnly))
  }

  /** Throws UNKNOWN_SPACE, INVALID. */
  setFaultTolerance(name: string, tolerate: number): Decision<ChangeAnswer> {
    this.#checkRepairs()
    return this.#change(setFaultTolerance(this.#state, name, tolerate))
  }

  /** As in servers.ts: the server is to hold no regions. Throws INVALID, PERMISSION_DENIED. */
  setOffline(server: number, now: number): Decision<ChangeAnswer> {
    this.#checkRepairs()
    return this.#change(setOffline(this.#state, server, this.#serving(now)))
  }

  /** As in servers.ts. Throws INVALID. */
  setOnline(server: number): Decision<ChangeAnswer> {
    const decision = this.#change(setOnline(this.#state, server))
    this.#care.pardon(server)
    return decision
  }

  /** As in servers.ts: out of all chains at once. Throws INVALID, PERMISSION_DENIED. */
  killServer(server: number, now: number): Decision<ChangeAnswer> {
    this.#checkRepairs()
    // Of two heartbeats one at least has come: one whose machine has just died counts as silent only later, and its disk would be all that is left.
    const isFresh = (other: number) => this.#attendance.isHeardSince(other, now - this.#limits.suspicionMs / 2)
    const state = kill(this.#state, server, new Set([...this.#serving(now)].filter(isFresh)))
    if (state !== this.#state) this.#attendance.refused(server, takenOutOfService(server).message, now)
    return this.#change(state, 'removals')
  }

  /** As in servers.ts: the entry goes. Throws INVALID, ALREADY_EXISTS. */
  forgetServer(server: number, now: number): Decision<ChangeAnswer> {
    const attendance = this.#attendance
    const isSilent = (region: Region) => isSilenced(region, attendance)
    const decision = this.#change(forget(this.#state, server, attendance.isAttending(server, now), isSilent), 'removals')
    this.#attendance.forget(server)
    this.#care.pardon(server)
    return decision
  }

  #checkRepairs(): void {
    if (this.#limits.repair) return
    throw new HyperdexError(
      'PERMISSION_DENIED',
      'the coordinator was started without repair: chains do not change',
      'Start it with repair.',
    )
  }

  #running(now: number): Set<number> {
    return this.#serversThat((server) => this.#attendance.isAttending(server, now))
  }

  /**
   * Those that others may be taken out for. One that is started again and again is heard of and serves nobody. One that has just started counts: in a
   * young cluster all have, it has everything on its disk even if it does not last, and whoever was killed may be taken back.
   */
  #serving(now: number): Set<number> {
    return this.#serversThat((server) => this.#attendance.isAttending(server, now) && !this.#attendance.isCrashLooping(server, now))
  }

  #serversThat(holds: (server: number) => boolean): Set<number> {
    return new Set([...this.configuration.servers.keys()].filter(holds))
  }

  /** The new session's id. No two are alike, whatever restarts between. Throws OVERLOADED. */
  openSession(now: number): Decision<SessionAnswer> {
    this.#sessions.checkRoom()
    const client = this.#nextClient++
    this.#sessions.heard(client, now)
    if (client >= this.#state.nextClient) this.#become({ ...this.#state, nextClient: client + clientBlock })
    return this.#decided({ client, sessionMs: this.#limits.sessionMs })
  }

  /** The session lives. Throws INVALID when it was never opened, or has ended. */
  renewSession(client: number, now: number): Decision<SessionAnswer> {
    if (client >= this.#nextClient || sessionEnded(this.configuration.sessions, client)) {
      throw new HyperdexError('INVALID', `there is no session ${client}, or it has ended`, 'Open another one.')
    }
    this.#sessions.heard(client, now)
    return this.#decided({ client, sessionMs: this.#limits.sessionMs })
  }

  /**
   * Answers the offer's number; what came of it is among the settlements, now or later (`takeSettlements`). Throws UNKNOWN_SPACE, or
   * INVALID for rows that do not fit the space.
   */
  offerSample(name: string, rows: readonly SampleRow[], now: number): Decision<{ offer: number }> {
    const space = existingSpace(this.configuration, name)
    const grids = cutBySample(space, rows)
    const id = this.#nextOffer++
    const obstacle = this.#obstacle(space, rows, grids !== undefined, now)
    if (grids === undefined || obstacle !== undefined) {
      this.#settlements.push({ offer: id, answer: this.#unchanged(obstacle ?? '') })
      return this.#decided({ offer: id })
    }
    const { state, offer } = beginSettling(this.#state, space, { id, grids, now })
    this.#become(state)
    this.#offers.set(space.id, offer)
    return this.#decided({ offer: id })
  }

  /** Why the space cannot be cut now. */
  #obstacle(space: Space, rows: readonly SampleRow[], hasCuts: boolean, now: number): string | undefined {
    const name = space.definition.name
    if (!hasCuts) return `space ${name} has no axis that is cut at values`
    if (rows.length === 0) return 'the sample has no rows'
    const obstacle = obstacleTo(space)
    if (obstacle !== undefined) return obstacle
    if (this.#offers.has(space.id)) return `another sample for space ${name} is being weighed`
    for (const server of serversOf(space)) {
      if (!this.#isAvailable(server, now)) return `server ${server}, which holds regions of space ${name}, is not running`
    }
    return undefined
  }

  /**
   * Throws VERSION_MISMATCH when this is not the newest start of a server of the cluster, PERMISSION_DENIED when it was taken out: it should end;
   * UNAVAILABLE when the server knows of more than this coordinator does: it should ask another one.
   */
  heard(heartbeat: Heartbeat, now: number): Decision<{ configurationVersion: number }> {
    this.#checkNewest(heartbeat)
    const { server, configurationVersion, unreachable = [], regions = [], pulse = 0 } = heartbeat
    this.#noteRoom(server, heartbeat.diskFull ?? false)
    this.#attendance.heard(server, { configurationVersion, unreachable, regions, pulse }, now)
    this.#renewEpochs(server, regions)
    for (const report of heartbeat.spaces) {
      const offer = this.#offers.get(report.space)
      if (offer === undefined || heartbeat.configurationVersion < offer.version) continue
      // Of learners it says nothing: they may have copies of long ago.
      if (!offer.servers.has(heartbeat.server)) continue
      if (!report.empty) this.#endUnchanged(offer, `the space is not empty: server ${heartbeat.server} has something of it`)
      else if (offer.waitingFor.delete(heartbeat.server) && offer.waitingFor.size === 0) this.#cut(offer)
    }
    return this.#decided({ configurationVersion: this.configuration.version })
  }

  /** Everybody is told whose disk is full: point leaders then refuse writes that would go there. */
  #noteRoom(id: number, full: boolean): void {
    const server = this.configuration.servers.get(id)!
    if ((server.full ?? false) !== full) this.#become({ ...this.#state, configuration: withRoom(this.configuration, server, full) })
  }

  /** A point leader that runs out of versions goes on in a new epoch (protocol.md section 2, Versions). */
  #renewEpochs(server: number, reports: readonly RegionProgress[]): void {
    const wanted = new Map(reports.filter(({ wantsEpoch }) => wantsEpoch).map(({ region, epoch }) => [region, epoch]))
    if (wanted.size === 0) return
    const renewed = new Map<number, Region>()
    for (const region of regionsOf(this.configuration)) {
      const wants = wanted.get(region.id) === region.epoch && region.members[0] === server
      if (wants && region.epoch < epochMax) renewed.set(region.id, raiseEpoch(region))
    }
    if (renewed.size > 0) this.#become({ ...this.#state, configuration: withRegions(this.configuration, renewed) })
  }

  #checkNewest({ server: id, incarnation, configurationVersion }: Heartbeat): void {
    const { servers, version, cluster } = this.configuration
    const server = servers.get(id)
    if (configurationVersion > version) throw fallenBehind(`knows of configuration ${version}, server ${id} has ${configurationVersion}`)
    if (id >= this.#state.nextServer) throw fallenBehind(`has never heard of server ${id}`)
    if (server !== undefined && incarnation > server.incarnation)
      throw fallenBehind(`knows of start ${server.incarnation} of server ${id}, and not of start ${incarnation}`)
    if (this.#state.killed.includes(id)) throw takenOutOfService(id)
    if (server?.incarnation === incarnation) return
    throw new HyperdexError(
      'VERSION_MISMATCH',
      server === undefined
        ? `cluster ${cluster} has no server ${id}`
        : `start ${incarnation} of server ${id} was followed by start ${server.incarnation}`,
      'This process no longer takes part: end it.',
    )
  }

  /** The stream of heartbeats of this start has ended. */
  left(server: number, incarnation: number): void {
    if (this.configuration.servers.get(server)?.incarnation === incarnation) this.#attendance.left(server)
  }

  /** Time has passed: at least a few times a second. Chains are looked after here. */
  tick(now: number): Decision<undefined> {
    for (const offer of [...this.#offers.values()]) {
      if (now < offer.deadline) continue
      const waiting = [...offer.waitingFor].sort((a, b) => a - b)
      this.#endUnchanged(offer, `no word whether the space is empty from server ${waiting.join(', ')}`)
    }
    const paused = this.#lastTick !== undefined && now - this.#lastTick > this.#limits.suspicionMs / 2
    this.#lastTick = now
    if (paused) {
      this.#attendance.listenAnew(now)
      this.#sessions.listenAnew(now)
    }
    const ended = this.#sessions.sweep(this.configuration.sessions, this.#nextClient, now)
    if (ended !== undefined) this.#become({ ...this.#state, configuration: withSessions(this.configuration, ended) })
    const next = this.#care.next(this.configuration, this.#leaving, now)
    if (next !== undefined) this.#become({ ...this.#state, configuration: next })
    for (const offer of [...this.#offers.values()]) {
      const reason = upset(this.configuration.spaces.get(offer.space)!, offer)
      if (reason !== undefined) this.#endUnchanged(offer, reason)
    }
    const recut = nextStep(this.configuration, this.#attendance, this.#keyTurns, now)
    if (recut !== undefined) this.#become({ ...this.#state, configuration: recut })
    return this.#decided(undefined)
  }

  /** Answers to offers since the last call; each may leave when all records so far are durable. */
  takeSettlements(): Settlement[] {
    const settlements = this.#settlements
    this.#settlements = []
    return settlements
  }

  /** Every server of the cluster, by rising id, as it was last seen. */
  sightings(now: number): ServerSighting[] {
    const servers = [...this.configuration.servers.values()].sort((a, b) => a.id - b.id)
    return servers.map((server) => ({ server, standing: this.#standing(server.id), ...this.#attendance.sighting(server.id, now) }))
  }

  /** Who has fallen silent without a word, and who is certainly running. */
  hearing(now: number): Hearing {
    const isKilled = (server: number) => this.#state.killed.includes(server)
    return {
      silent: this.#serversThat((server) => !isKilled(server) && this.#attendance.hasFallenSilent(server, now)),
      running: this.#running(now),
    }
  }

  /** Why chains may do without the server, in words; empty: nothing is known against it. */
  reasonAgainst(server: number, now: number): string {
    const reason = this.#attendance.reasonAgainst(server, now)
    return reason === '' && this.#state.offline.includes(server) ? 'it is being drained (`server offline`)' : reason
  }

  #standing(server: number): ServerSighting['standing'] {
    if (this.#state.killed.includes(server)) return 'killed'
    return this.#state.offline.includes(server) ? 'offline' : 'online'
  }

  /** Copies under way. */
  transfers(): Transfer[] {
    return this.#care.transfers(this.configuration, this.#leaving)
  }

  /** Spaces that are being cut anew. */
  repartitions(): Repartition[] {
    return repartitions(this.configuration, this.#attendance)
  }

  /** Nothing is under way or to be done (care.ts). */
  isStable(now: number): boolean {
    return this.#care.isStable(this.configuration, this.#leaving, now)
  }

  #cut(offer: Offer): void {
    const space = this.configuration.spaces.get(offer.space)!
    const reason = upset(space, offer)
    if (reason !== undefined) {
      this.#endUnchanged(offer, reason)
      return
    }
    this.#become(cutAnew(this.#state, space, offer.grids))
    this.#settle(offer, '')
  }

  #endUnchanged(offer: Offer, reason: string): void {
    this.#become(endSettling(this.#state, this.configuration.spaces.get(offer.space)!))
    this.#settle(offer, reason)
  }

  #settle(offer: Offer, reason: string): void {
    this.#offers.delete(offer.space)
    const answer = reason === '' ? { ...this.#unchanged(''), taken: true } : this.#unchanged(reason)
    this.#settlements.push({ offer: offer.id, answer })
  }

  #unchanged(reason: string): SampleAnswer {
    return { taken: false, configurationVersion: this.configuration.version, reason }
  }

  #change(state: State, chains?: 'removals'): Decision<ChangeAnswer> {
    const changed = state !== this.#state
    this.#become(state, chains)
    return this.#decided({ configurationVersion: this.configuration.version, changed })
  }

  /** `removals`: servers may have been taken out of chains. */
  #become(state: State, chains?: 'removals'): void {
    if (state === this.#state) return
    this.#records.push(recordBetween(this.#state, state))
    if (chains === 'removals' && this.#limits.repair) this.#care.noteRemovals(this.configuration, state.configuration)
    this.#state = state
    this.#leaving = leavingOf(state)
  }

  #decided<Answer>(answer: Answer): Decision<Answer> {
    const records = this.#records
    this.#records = []
    return { records, answer }
  }
}

function leavingOf({ offline, killed }: State): ReadonlySet<number> {
  return new Set([...offline, ...killed])
}
