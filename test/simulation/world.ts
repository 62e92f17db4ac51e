// The simulated world: one thread, one seed, a virtual clock. It starts the production state machines on virtual machines, lets clients work while
// things go wrong, then lets everything heal, and hands what happened to the checkers. Nothing is judged by the insides of the product but the rows
// on its disks, whose format is documented.
import { addressLost } from '../../coordinator/core/edit.ts'
import { type Limits, limitsDefault } from '../../coordinator/core/limits.ts'
import { type Configuration, chainOf, type Region } from '../../src/cluster/configuration.ts'
import type { HyperdexError } from '../../src/errors.ts'
import { History, type RecordedHistory } from '../checkers/history.ts'
import { Administration, type OperatedServers } from './administration.ts'
import { chainChanges, gridChanges } from './chain-changes.ts'
import { VirtualClient } from './client.ts'
import { Coordinators, coordinatorNames } from './coordinators.ts'
import { Disk } from './disk.ts'
import { Faults } from './faults.ts'
import { Inspector } from './inspector.ts'
import { KeyPool } from './key-pool.ts'
import { Network } from './network.ts'
import { drawPlan, type Emphasis, emphasized, losesWrites, type Plan, timingOf } from './plan.ts'
import { VirtualProcess } from './process.ts'
import { Random } from './random.ts'
import { Recovery } from './recovery.ts'
import { Redrives } from './redrives.ts'
import { Relocations } from './relocations.ts'
import { VirtualServer } from './server.ts'
import { StoredVersions } from './stored-versions.ts'
import { Timeline } from './timeline.ts'
import { Watcher } from './watcher.ts'
import { type Tally, Workload } from './workload.ts'

export interface RunResult {
  readonly seed: number
  /** Why the run is not clean, one sentence each with its evidence; empty when it is. */
  readonly failures: readonly string[]
  readonly hash: string
  readonly mood: string
  readonly tally: Tally
  readonly faults: ReadonlyMap<string, number>
  readonly events: number
  /** The history was too tangled for the checkers: neither good nor bad. */
  readonly undecided: boolean
  /** Virtual milliseconds. */
  readonly lastedMs: number
}

export interface WorldOptions {
  /** Is given every line of the trace. */
  readonly print?: ((line: string) => void) | undefined
  readonly emphasis?: Emphasis | undefined
  /** So many times the usual steps may the checkers take before they give up; 1 by default. */
  readonly effort?: number | undefined
}

interface WorkingClient {
  readonly client: VirtualClient
  readonly workload: Workload
  readonly watcher: Watcher | undefined
  restart(): void
}

const startMinMs = 60_000
/** The same in leases: over slow links a coordinator may lose its candidacy, for two, before anybody serves. */
const startLeases = 20
/** How often it is looked who leads, in true milliseconds. */
const leadersEveryMs = 25
const inspectionPauseMs = 100
/** How often the versions on the disks are compared with those of the look before, in true milliseconds. */
const versionsEveryMs = 200
const stragglersMs = 10_000

function anyStandsBy({ spaces }: Configuration): boolean {
  return [...spaces.values()].some(({ subspaces }) => subspaces.some(({ regions }) => regions.some(({ standby }) => standby !== undefined)))
}

/** The coordinator's times in the proportions of the product's defaults. */
function limitsOf(suspicionMs: number, sessionMs: number): Limits {
  const scale = suspicionMs / limitsDefault.suspicionMs
  return {
    ...limitsDefault,
    suspicionMs,
    stallMs: limitsDefault.stallMs * scale,
    readmissionMs: limitsDefault.readmissionMs * scale,
    forgiveMs: limitsDefault.forgiveMs * scale,
    sessionMs,
  }
}

export class World {
  readonly plan: Plan
  readonly timeline: Timeline
  readonly network: Network
  readonly coordinators: Coordinators
  readonly servers: readonly VirtualServer[]
  readonly clients: readonly WorkingClient[]
  readonly keys: KeyPool
  readonly history: History
  readonly faults: Faults
  readonly administration: Administration
  /** In some runs. */
  readonly inspector: Inspector | undefined
  readonly tally: Tally = { calls: 0, searches: 0, unknown: 0, watched: 0, resumed: 0, gaps: 0 }
  /** Watches are open: from the start, or else when no more writes are lost. */
  #watches = false
  /** Set when the checkers gave up. */
  undecided = false
  readonly effort: number
  readonly #seed: number
  readonly #random: Random
  readonly #failures: string[] = []
  readonly #relocations = new Relocations()
  /** Servers whose processes an administrator has ended. */
  readonly #ended = new Set<VirtualServer>()
  readonly #operated: OperatedServers = {
    ids: () => this.present.flatMap(({ id }) => (id > 0 ? [id] : [])),
    end: (id) => {
      const server = this.servers.find((one) => one.id === id)
      if (!server?.process.alive) return
      server.kill(false)
      this.#ended.add(server)
    },
    start: (id) => {
      const server = this.servers.find((one) => one.id === id)
      if (server && this.#ended.delete(server)) server.start()
    },
  }
  readonly #lossesLater: Random
  /** Who is lost is forgotten at once. */
  #healing = false
  /** Never comes back. */
  #lost: VirtualServer | undefined
  /** Where writes may be lost: the calls up to then. */
  #beforePowerFailed: RecordedHistory | undefined

  constructor(seed: number, { print, emphasis = {}, effort = 1 }: WorldOptions = {}) {
    this.effort = effort
    this.#seed = seed
    this.#random = new Random(seed, 'world')
    const random = this.#random
    this.#lossesLater = random.fork('losses while copies are compared')
    this.plan = emphasized(drawPlan(random.fork('plan')), emphasis)
    const { plan } = this
    this.timeline = new Timeline(print)
    const names = coordinatorNames(plan.coordinators)
    const { configurationLagMs } = plan
    this.network = new Network(this.timeline, random.fork('network'), plan.network, { configurationLagMs, coordinators: names })
    this.keys = new KeyPool(plan.keys)
    this.history = new History({ now: () => this.timeline.now })
    // What the coordinator writes for an address that another server has taken: nothing ever answers there.
    this.#process(addressLost.slice(0, addressLost.lastIndexOf(':')))
    const timing = timingOf(plan)
    const options = {
      cluster: `cluster-${seed}`,
      names,
      candidacyMs: Math.max(timing.suspicionMs, plan.network.dialMs),
      appendMs: plan.appendMs,
      limits: limitsOf(timing.suspicionMs, plan.sessionMs),
      failedOver: (name: string) => this.faults.count('fail-over', name),
      changed: (before: Configuration, after: Configuration) => {
        for (const change of chainChanges(before, after)) this.faults.count(change, `by configuration ${after.version}`)
        for (const change of gridChanges(before, after)) this.faults.count(change, `by configuration ${after.version}`)
        if (anyStandsBy(after) && !anyStandsBy(before)) this.#loseWhileCompared()
      },
    }
    this.coordinators = new Coordinators(this.network, (name) => this.#process(name), random.fork('journal'), options)
    const { versionLimits, pendingLogLimits } = plan
    const redrives = new Redrives(this.history)
    this.servers = Array.from({ length: plan.servers + plan.joining }, (_, index) => {
      const process = this.#process(`server${index + 1}`)
      const disk = new Disk(process, random.fork(`disk${index}`), plan.disk)
      const server = new VirtualServer(this.network, process, disk, timing, { versionLimits, pendingLogLimits })
      server.onCorrupt = (row) => this.faults.corruptRow(server, row.message)
      server.onStart = (member) => redrives.watch(member)
      disk.onWritten = (batch) => {
        redrives.written(batch)
        this.#relocations.written(batch)
      }
      return server
    })
    const hosts = [...names, ...this.servers.map(({ process }) => process.name)]
    this.clients = Array.from({ length: plan.clients }, (_, index) => this.#client(`client${index + 1}`, hosts))
    const inspection = random.fork('inspection')
    if (inspection.chance(0.25)) {
      const client = new VirtualClient(this.network, this.#process('inspector'), inspection, hosts, (text) =>
        this.#fail(`inspector: ${text}`),
      )
      this.inspector = new Inspector(client, (failure) => this.#fail(failure))
    }
    const loss = random.fork('loss')
    this.faults = new Faults(this.timeline, random.fork('faults'), {
      ...this.#targets(),
      partitionMs: plan.partitionMs,
      absencesMs: plan.absencesMs,
      partitionShapes: plan.partitionShapes,
      suspended: plan.suspended,
      allPower: plan.allPower,
      powerFails: () => {
        if (losesWrites(plan)) this.#beforePowerFailed ??= this.history.upToNow()
      },
      lost: (victims) => {
        if (this.#lost === undefined && loss.chance(plan.lost)) this.#lost = loss.pick([undefined, ...this.#dispensable(victims)])
        return this.#lost
      },
    })
    this.administration = new Administration(this.network, this.#process('administrator'), random.fork('administration'))
  }

  run(): RunResult {
    try {
      this.#start()
      this.faults.start(this.plan.faults)
      this.#letJoin()
      this.#watchLeaders()
      if (this.plan.faults.powerMs === Number.POSITIVE_INFINITY) this.#watchVersions(new StoredVersions(this.servers))
      this.administration.start(this.plan.faults.administrationMs, this.plan)
      this.administration.startCutting(this.plan.faults.cuttingMs)
      this.administration.startOperating(this.plan.faults.operatorMs, this.#operated)
      this.#until(this.timeline.now + this.plan.durationMs, () => false)
      this.timeline.note('world', 'heals')
      this.faults.heal()
      this.administration.stop(this.#operated)
      this.#healing = true
      if (this.#lost) this.#forget(this.#lost.id)
      this.inspector?.stop()
      for (const { workload } of this.clients) workload.stop()
      const recovery = new Recovery(this, (failure) => this.#fail(failure))
      const wait = (until: number, reached: () => boolean) => this.#until(until, reached)
      if (losesWrites(this.plan)) {
        recovery.beginAnew(wait, this.#beforePowerFailed)
        this.#beforePowerFailed = undefined
        this.#beginWatches()
        for (const { workload } of this.clients) workload.begin()
        this.#until(this.timeline.now + this.plan.durationMs / 3, () => false)
        for (const { workload } of this.clients) workload.stop()
        // What a client has given up may be on its way for long.
        this.#until(this.timeline.now + stragglersMs, () => false)
      }
      recovery.run(wait)
    } catch (error) {
      this.#fail(error instanceof Error ? (error.stack ?? error.message) : String(error))
    }
    return {
      seed: this.#seed,
      failures: this.#failures,
      hash: this.timeline.hash,
      mood: this.plan.mood,
      tally: this.tally,
      faults: new Map([...this.faults.tally, ...this.administration.tally, ['relocated', this.#relocations.seen]]),
      events: this.timeline.events,
      undecided: this.undecided,
      lastedMs: this.timeline.now,
    }
  }

  /** All but the one that never comes back. */
  get present(): VirtualServer[] {
    return this.servers.filter((server) => server !== this.#lost)
  }

  /** Those that are in no chain without another full member that loses its power at the same moment, and that the coordinator hears. */
  #dispensable(victims: readonly VirtualServer[]): VirtualServer[] {
    const { network, coordinators } = this
    const { leading } = coordinators
    if (!leading || leading.process.paused) return []
    const heard = victims.filter(({ id, process }) => id > 0 && !process.paused && !network.isBlocked(process, leading.process))
    const ids = new Set(heard.map(({ id }) => id))
    const regions = [...coordinators.configuration.spaces.values()].flatMap(({ subspaces }) =>
      subspaces.flatMap((subspace) => subspace.regions),
    )
    // A learner may be promoted for what it said a moment before; a doubtful member leaves for one that was heard a moment before.
    const stays = ({ members, doubtful = [] }: Region, id: number) => members.includes(id) && ids.has(id) && !doubtful.includes(id)
    const isNeeded = (id: number) =>
      regions.some((region) => chainOf(region).includes(id) && !region.members.some((other) => other !== id && stays(region, other)))
    return heard.filter(({ id }) => !isNeeded(id))
  }

  /** Sometimes a server never comes back of which others stand by for all that it has alone, or are members beside it. */
  #loseWhileCompared(): void {
    const random = this.#lossesLater
    if (this.#lost !== undefined || !random.chance(0.7)) return
    this.timeline.schedule(random.between(0, this.plan.leaseMs / 4), () => {
      const regions = [...this.coordinators.configuration.spaces.values()].flatMap(({ subspaces }) =>
        subspaces.flatMap((one) => one.regions),
      )
      const isNeeded = (id: number) =>
        regions.some(({ members, learner, standby = [] }) => {
          const others = [...members, ...standby.map(({ server }) => server)].filter((other) => other !== id)
          return (members.includes(id) || learner?.server === id) && others.length === 0
        })
      const standsIn = regions.flatMap(({ members, standby }) => (standby === undefined ? [] : members))
      const lost = this.servers.find((server) => server.process.alive && standsIn.includes(server.id) && !isNeeded(server.id))
      if (this.#lost !== undefined || lost === undefined) return
      this.#lost = lost
      lost.loseForGood()
      if (this.#healing) this.#forget(lost.id)
      this.faults.count('never back: compared', lost.process.name)
    })
  }

  #forget(id: number): void {
    this.administration.forget(id, () => {
      // Where the number of replicas was changed a region may still have one alone, of whatever its space asks for by now.
      const changed = this.administration.tally.has('setFaultTolerance')
      const all = [...this.coordinators.configuration.spaces.values()]
      const spaces = changed ? all : all.filter(({ definition }) => definition.tolerate === 0)
      const isOn = (members: readonly number[]) => members.length === 1 && members[0] === id
      const lost = spaces.filter(({ subspaces }) => subspaces.some(({ regions }) => regions.some(({ members }) => isOn(members))))
      return lost.map(({ definition }) => definition.name)
    })
  }

  #start(): void {
    this.timeline.note('world', JSON.stringify(this.plan))
    this.coordinators.start()
    const founding = this.servers.slice(0, this.plan.servers)
    for (const server of founding) server.start()
    this.administration.begin(this.plan.spaces)
    for (const { client } of this.clients) client.start()
    const ready = () =>
      founding.every(({ member }) => member && member.configuration().spaces.size >= this.plan.spaces.length) &&
      this.clients.every(({ client }) => client.configuration.spaces.size >= this.plan.spaces.length)
    if (!this.#until(Math.max(startMinMs, startLeases * this.plan.leaseMs), ready)) throw new Error('the cluster did not come up')
    if (!losesWrites(this.plan)) this.#beginWatches()
    for (const { workload } of this.clients) workload.begin()
    this.inspector?.start(inspectionPauseMs)
  }

  #beginWatches(): void {
    this.#watches = true
    for (const { watcher } of this.clients) watcher?.begin()
  }

  /** Lets time pass. True as soon as the condition holds, false when it never did. */
  #until(atMs: number, reached: () => boolean): boolean {
    const { timeline } = this
    for (let steps = 0; ; steps++) {
      if (steps % 64 === 0 && reached()) return true
      if (!timeline.step(atMs)) break
    }
    timeline.now = Math.max(timeline.now, atMs)
    return reached()
  }

  #letJoin(): void {
    const random = this.#random.fork('joining')
    for (const server of this.servers.slice(this.plan.servers)) {
      this.faults.once(random.between(0, this.plan.durationMs), () => {
        this.faults.count('join', server.process.name)
        server.start()
      })
    }
  }

  /** Two servers never both pass the lease check as point leader of one region at one moment of true time (docs/repair.md, Invariants). */
  #watchLeaders(): void {
    const leader = new Map<number, string>()
    for (const { process, leads } of this.servers.map((server) => ({ process: server.process, leads: server.leads() }))) {
      for (const region of leads) {
        const other = leader.get(region)
        if (other !== undefined) this.#fail(`${other} and ${process.name} both lead region ${region}`)
        leader.set(region, process.name)
      }
    }
    this.timeline.schedule(leadersEveryMs, () => this.#watchLeaders())
  }

  #watchVersions(stored: StoredVersions): void {
    for (const failure of stored.look(this.coordinators.configuration)) this.#fail(failure)
    this.timeline.schedule(versionsEveryMs, () => this.#watchVersions(stored))
  }

  #client(name: string, hosts: readonly string[]): WorkingClient {
    const process = this.#process(name)
    const client = new VirtualClient(this.network, process, this.#random.fork(`${name}/session`), hosts, (text) =>
      this.#fail(`${name}: ${text}`),
    )
    client.onSessionEnded = (session) => this.faults.count('session ended', `${session} of ${name}`)
    const unexpected = (error: HyperdexError) => this.#fail(`${name} got the unexpected error ${error.code}: ${error.message}`)
    const workload = new Workload(client, this.#random.fork(`${name}/workload`), this.plan, this.keys, this.history, this.tally, unexpected)
    const random = this.#random.fork(`${name}/watcher`)
    const watcher = random.chance(this.plan.watching) ? new Watcher(client, random, this.history, this.tally, unexpected) : undefined
    const restart = () => {
      client.start()
      workload.begin()
      if (this.#watches) watcher?.begin()
    }
    return { client, workload, watcher, restart }
  }

  #targets() {
    const { network, servers, clients, coordinators } = this
    return { network, servers, clients, coordinators }
  }

  #process(name: string): VirtualProcess {
    const random = this.#random.fork(`${name}/clock`)
    const process = new VirtualProcess(name, this.timeline, random, random.between(1 - this.plan.drift, 1 + this.plan.drift))
    this.network.add(process)
    return process
  }

  #fail(failure: string): void {
    this.timeline.note('FAILURE', failure)
    this.#failures.push(failure)
  }
}
