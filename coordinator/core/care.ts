// Looks after the chains: once a tick it decides the next change of configuration, if any, for all regions together (docs/repair.md).
//
//   doubts               of members that may have forgotten end as soon as it is seen who has not (doubts.ts)
//   a wave of removals   failed servers leave their chains (judgement.ts), or members are dropped; no other begins before everybody who
//                        remains in those chains has installed it, or has failed itself
//   repair               learners become full members, come, or are given up (repair.ts)
//   evenness             regions move (balance.ts), while there is nothing to repair
//
// What it remembers is not durable: waves under way, who was taken out lately, how far copies have come. A new coordinator begins afresh, after
// listening for one suspicion time.
import { type Configuration, chainOf, joinedAt, type Region } from '../../src/cluster/configuration.ts'
import type { Attendance } from './attendance.ts'
import { Balance } from './balance.ts'
import { type Circumstances, usableServers } from './candidates.ts'
import { Damping } from './damping.ts'
import { certainties } from './doubts.ts'
import { regionsOf, withRegions } from './edit.ts'
import { judge } from './judgement.ts'
import type { Limits } from './limits.ts'
import { abandonments, appointments, dismissals, hasDeparture, hasSuccessor, promotions, reconciliations } from './repair.ts'
import { isBeingCut } from './repartition.ts'
import { Survey } from './survey.ts'

/** A disk that was too small once is forgotten after so many times what is forgiven a server that went once. */
const filledForgiveTimes = 10

interface Wave {
  readonly version: number
  readonly waitingFor: Set<number>
}

interface Copy {
  readonly joined: number
  objects: number
  /** When it last came further. */
  at: number
}

/** A copy under way, as `status` shows it. */
export interface Transfer {
  readonly space: number
  readonly region: number
  readonly server: number
  readonly source: number
  /** Confirmed at the learner so far. */
  readonly objects: number
  /** It waits only for the other members. */
  readonly copied: boolean
}

export class Care {
  readonly #limits: Limits
  readonly #attendance: Attendance
  readonly #damping: Damping
  /** Those that were given up as learners because of their full disks, and may not have room for one region more. */
  readonly #filled: Damping
  readonly #balance = new Balance()
  readonly #former = new Map<number, number>()
  readonly #copies = new Map<number, Copy>()
  /** Since when all regions of a space have been compared. */
  readonly #complete = new Map<number, number>()
  /** Since when a region has had a member that is to be dropped. */
  readonly #dispensing = new Map<number, number>()
  #wave: Wave | undefined
  #survey: Survey | undefined
  #leavingText = ''
  readonly #began: number

  constructor(limits: Limits, attendance: Attendance, now: number) {
    this.#limits = limits
    this.#attendance = attendance
    this.#damping = new Damping(limits)
    this.#filled = new Damping({ ...limits, forgiveMs: filledForgiveTimes * limits.forgiveMs })
    this.#began = now
  }

  /** Time has passed. Gives the next configuration when there is one. `leaving`: servers that are to hold no regions. */
  next(configuration: Configuration, leaving: ReadonlySet<number>, now: number): Configuration | undefined {
    if (!this.#limits.repair) return undefined
    const certain = certainties(this.#surveyOf(configuration, leaving), this.#circumstances(leaving, now))
    if (certain.size > 0) return this.#removing(configuration, certain)
    if (now - this.#began < this.#limits.suspicionMs) return undefined
    this.#endWave(configuration, now)
    if (this.#wave === undefined) {
      const { changed, removed } = judge(configuration, this.#attendance, now)
      for (const server of removed) this.#damping.takenOut(server, now)
      if (changed.size > 0) return this.#removing(configuration, changed)
    }
    return this.#repaired(configuration, leaving, now)
  }

  #repaired(configuration: Configuration, leaving: ReadonlySet<number>, now: number): Configuration | undefined {
    const survey = this.#surveyOf(configuration, leaving)
    const circumstances = this.#circumstances(leaving, now)
    const changed = new Map([...promotions(survey, circumstances), ...reconciliations(survey, circumstances, this.#complete)])
    const givenUp = new Set<number>()
    for (const [id, region] of abandonments(survey, (region) => this.#isStalled(region, now), circumstances)) {
      changed.set(id, region)
      givenUp.add(survey.learning.find((spot) => spot.region.id === id)!.region.learner!.server)
    }
    for (const server of givenUp) {
      // What it had copied goes from its disk, which has room again until the next copy.
      const damping = configuration.servers.get(server)?.full ? this.#filled : this.#damping
      damping.takenOut(server, now)
    }
    if (this.#wave !== undefined) return changed.size > 0 ? withRegions(configuration, changed) : undefined
    const dismissed = dismissals(survey, circumstances, (region) => this.#dispensingSince(region, now))
    for (const [id, region] of dismissed) changed.set(id, region)
    for (const [id, region] of appointments(survey, circumstances)) if (!dismissed.has(id)) changed.set(id, region)
    if (dismissed.size > 0) return this.#removing(configuration, changed)
    if (changed.size > 0) return withRegions(configuration, changed)
    if (this.#hasRepair(survey, circumstances)) return undefined
    const moved = this.#balance.moves(survey, circumstances)
    return moved.size > 0 ? this.#removing(configuration, moved) : undefined
  }

  /** Chains were changed, here or from outside, by a start or an administrator: what was taken out is a wave like any other. */
  noteRemovals(before: Configuration, after: Configuration): void {
    const former = new Map<number, Region>()
    for (const region of regionsOf(before)) former.set(region.id, region)
    const changed = new Map<number, Region>()
    for (const region of regionsOf(after)) if (former.get(region.id) !== region) changed.set(region.id, region)
    this.#noteWave(after.version, changed, former)
  }

  #removing(configuration: Configuration, changed: ReadonlyMap<number, Region>): Configuration {
    const next = withRegions(configuration, changed)
    this.noteRemovals(configuration, next)
    return next
  }

  #noteWave(version: number, changed: ReadonlyMap<number, Region>, former: ReadonlyMap<number, Region>): void {
    const waitingFor = this.#wave?.waitingFor ?? new Set<number>()
    for (const [id, region] of changed) {
      const before = former.get(id)
      if (before === undefined) continue
      const remaining = chainOf(region)
      // One that left and came again at once has left, too.
      const gone = chainOf(before).find((server) => joinedAt(region, server) !== joinedAt(before, server))
      if (gone === undefined) continue
      this.#former.set(id, gone)
      for (const server of remaining) waitingFor.add(server)
    }
    if (waitingFor.size > 0) this.#wave = { version, waitingFor }
  }

  #endWave(configuration: Configuration, now: number): void {
    const wave = this.#wave
    if (wave === undefined) return
    for (const server of wave.waitingFor) {
      const gone = !configuration.servers.has(server) || this.#attendance.hasFailed(server, now)
      if (gone || this.#attendance.installed(server) >= wave.version) wave.waitingFor.delete(server)
    }
    if (wave.waitingFor.size === 0) this.#wave = undefined
  }

  #circumstances(leaving: ReadonlySet<number>, now: number): Circumstances {
    return {
      limits: this.#limits,
      attendance: this.#attendance,
      damping: this.#damping,
      filled: this.#filled,
      isLeaving: (server) => leaving.has(server),
      former: this.#former,
      targets: this.#balance.targets,
      now,
    }
  }

  #surveyOf(configuration: Configuration, leaving: ReadonlySet<number>): Survey {
    const leavingText = [...leaving].join(' ')
    if (this.#survey?.configuration === configuration && this.#leavingText === leavingText) return this.#survey
    this.#leavingText = leavingText
    this.#survey = new Survey(configuration, (server) => leaving.has(server))
    this.#forget(this.#survey)
    return this.#survey
  }

  #forget(survey: Survey): void {
    const learning = new Set(survey.learning.map(({ region }) => region.id))
    for (const id of this.#copies.keys()) if (!learning.has(id)) this.#copies.delete(id)
    const dispensing = new Set([...survey.long, ...survey.short, ...survey.leaving].map(({ region }) => region.id))
    for (const id of this.#dispensing.keys()) if (!dispensing.has(id)) this.#dispensing.delete(id)
    const compared = new Set([...survey.compared].map(({ id }) => id))
    for (const id of this.#complete.keys()) if (!compared.has(id)) this.#complete.delete(id)
    this.#balance.forget(survey)
    const incomplete = new Set([...survey.short, ...survey.learning].map(({ region }) => region.id))
    for (const id of this.#former.keys()) if (!incomplete.has(id)) this.#former.delete(id)
  }

  #isStalled(region: Region, now: number): boolean {
    const learner = region.learner!
    const { objects = 0, copied = false } = this.#attendance.progress(learner.server, region.id) ?? {}
    const copy = this.#copies.get(region.id)
    if (copy === undefined || copy.joined !== learner.joined || copy.objects !== objects || copied) {
      this.#copies.set(region.id, { joined: learner.joined, objects, at: now })
      return false
    }
    return now - copy.at >= this.#limits.stallMs
  }

  #dispensingSince({ id }: Region, now: number): number {
    const since = this.#dispensing.get(id) ?? now
    this.#dispensing.set(id, since)
    return since
  }

  /** Something is being repaired, or will be when it can. */
  #hasRepair(survey: Survey, circumstances: Circumstances): boolean {
    const { learning, long, short, leaving, reconciling, doubtful } = survey
    if (learning.length + long.length + reconciling.length + doubtful.length > 0) return true
    const usable = usableServers(survey, circumstances)
    return [...short, ...leaving].some(({ region }) => hasSuccessor(region, usable))
  }

  /**
   * Nothing is under way or to be done: every region has the replicas asked for, or as many as there are servers; everybody who holds a region
   * has installed the configuration; no space is being cut anew; the load is even.
   */
  isStable(configuration: Configuration, leaving: ReadonlySet<number>, now: number): boolean {
    for (const space of configuration.spaces.values()) if (space.settling || isBeingCut(space)) return false
    const survey = this.#surveyOf(configuration, leaving)
    const circumstances = this.#circumstances(leaving, now)
    for (const server of configuration.servers.keys()) {
      if (survey.duties(server).members === 0 && !this.#attendance.isAttending(server, now)) continue
      if (!this.#attendance.isAttending(server, now) || this.#attendance.installed(server) < configuration.version) return false
    }
    if (!this.#limits.repair) return true
    if ([...configuration.servers.keys()].some((server) => !leaving.has(server) && this.#filled.admissibleFrom(server, now) > now))
      return false
    if (this.#wave !== undefined || this.#hasRepair(survey, circumstances) || hasDeparture(survey, circumstances)) return false
    return this.#balance.atRest(survey, circumstances)
  }

  transfers(configuration: Configuration, leaving: ReadonlySet<number>): Transfer[] {
    return this.#surveyOf(configuration, leaving).learning.map(({ space, region }) => {
      const { server } = region.learner!
      const { objects = 0, copied = false } = this.#attendance.progress(server, region.id) ?? {}
      return { space: space.id, region: region.id, server, source: region.members.at(-1)!, objects, copied }
    })
  }

  /** An administrator vouches for the server. */
  pardon(server: number): void {
    this.#damping.forget(server)
    this.#filled.forget(server)
  }
}
