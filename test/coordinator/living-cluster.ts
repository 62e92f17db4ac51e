// A cluster whose servers live: they send heartbeats, install what they are shown, learn what they are told to. Time passes in the steps of a
// coordinator's clock. What a chain must always be is checked after each step.
import { isDeepStrictEqual } from 'node:util'
import type { ExecutionContext } from 'ava'
import { type Limits, limitsDefault } from '../../coordinator/core/limits.ts'
import type { Registration } from '../../coordinator/core/registration.ts'
import { chainOf, foundedAt, heldSince, joinedAt, type Region } from '../../src/cluster/configuration.ts'
import type { RegionProgress } from '../../src/cluster/region-progress.ts'
import { Cluster, regionsOf } from './commands.ts'

const tickMs = 200
export const repairing: Limits = { ...limitsDefault, repair: true, reconcile: true }

export class LivingCluster extends Cluster {
  readonly #t: ExecutionContext
  readonly running = new Set<number>()
  /** Pairs that get no answers from each other, as the one that says so and the other. */
  broken: (readonly [number, number])[] = []
  /** Servers that never finish a copy. */
  readonly slow = new Set<number>()
  /** Servers whose disk is full. */
  readonly full = new Set<number>()
  /** The newest configuration that a server installs. */
  readonly stuckAt = new Map<number, number>()
  /** Servers that still owe a promise. */
  readonly owing = new Set<number>()
  /** Regions that are compared have been. */
  compared = true
  /** Point leaders say that all their objects are in the new grids. */
  filled = true
  /** Point leaders that judge nothing any more say that all they have judged has committed. */
  drained = true
  /** How long a copy takes, and when each began, by region and `joined`. */
  copyMs = 600
  readonly #begun = new Map<string, number>()
  #known = new Map<number, Region>()
  /** Versions that changed any chain. */
  changes: { readonly at: number; readonly version: number; readonly regions: readonly number[] }[] = []

  constructor(t: ExecutionContext, servers: number, options: { limits?: Partial<Limits>; domains?: readonly string[] } = {}) {
    super({ ...repairing, ...options.limits })
    this.#t = t
    for (let port = 1; port <= servers; port++) this.running.add(this.join(port, options.domains?.[port - 1] ?? ''))
  }

  override join(port: number, domain = ''): number {
    const server = super.join(port, domain)
    this.running?.add(server)
    return server
  }

  override restart(server: number, over: Partial<Registration> = {}): void {
    super.restart(server, over)
    this.running.add(server)
  }

  stop(...servers: number[]): void {
    for (const server of servers) this.running.delete(server)
  }

  /** Its process ends when it is told. */
  kill(server: number): void {
    this.do((core) => core.killServer(server, this.now))
    this.stop(server)
  }

  forget(server: number): void {
    this.do((core) => core.forgetServer(server, this.now))
    this.stop(server)
  }

  /** Time passes, with everybody who runs saying so. */
  pass(ms: number): void {
    for (const end = this.now + ms; this.now < end; ) {
      this.now = Math.min(end, this.now + tickMs)
      for (const server of this.running) this.#beat(server)
      this.do((core) => core.tick(this.now))
      this.check()
    }
  }

  until(condition: () => boolean): void {
    for (const end = this.now + 600_000; !condition(); ) {
      if (this.now > end) throw new Error('what was waited for does not come')
      this.pass(tickMs)
    }
  }

  /** Until there is nothing left to do; fails when that takes more than ten minutes. */
  settle(): void {
    this.until(() => this.core.isStable(this.now))
  }

  regions(): Region[] {
    return [...regionsOf(this.configuration).values()]
  }

  regionsWith(server: number): Region[] {
    return this.regions().filter((region) => chainOf(region).includes(server))
  }

  #beat(server: number): void {
    const { incarnation } = this.configuration.servers.get(server)!
    const unreachable = this.broken.flatMap(([by, about]) => (by === server ? [about] : []))
    const regions = this.regionsWith(server)
      .filter((region) => region.learner || region.reconciling || region.doubtful || this.#isOfInterest(server, region))
      .map((region) => this.#progress(server, region))
    const version = this.stuckAt.get(server) ?? this.configuration.version
    const diskFull = this.full.has(server)
    this.do((core) =>
      core.heard({ server, incarnation, configurationVersion: version, spaces: [], diskFull, unreachable, regions }, this.now),
    )
  }

  /** Of spaces that are cut anew: key regions that are to be filled, or drained, and retiring ones. */
  #isOfInterest(server: number, region: Region): boolean {
    for (const { subspaces, buildingPartitions } of this.configuration.spaces.values()) {
      if (subspaces.some(({ stage, regions }) => stage === 'retiring' && regions.includes(region))) return true
      if (buildingPartitions && subspaces[0]!.regions.includes(region)) return region.members[0] === server
    }
    return false
  }

  #progress(server: number, region: Region): RegionProgress {
    const filled = this.filled && this.#isOfInterest(server, region) ? { filled: true } : {}
    const closed = [...this.configuration.spaces.values()].some(({ subspaces: [key] }) => key!.stage && key!.regions.includes(region))
    const drained = closed && region.members[0] === server ? { drained: this.drained } : {}
    const said = {
      region: region.id,
      epoch: region.epoch,
      // One that may have forgotten keeps still like one that owes a promise, and says so.
      owes: this.owing.has(server) || region.doubtful?.includes(server) === true,
      copied: false,
      objects: 0,
      reconciled: this.compared,
      ...filled,
      ...drained,
    }
    if (region.learner?.server !== server) return said
    const copy = `${region.id}:${region.learner.joined}`
    const begun = this.#begun.get(copy) ?? this.now
    this.#begun.set(copy, begun)
    return { ...said, copied: !this.slow.has(server) && this.now - begun >= this.copyMs }
  }

  /** What holds of every chain, and of the way from the last configuration to this one. */
  check(): void {
    const t = this.#t
    const regions = regionsOf(this.configuration)
    const changed: number[] = []
    const transfers = new Map<number, number>()
    for (const region of regions.values()) {
      const chain = chainOf(region)
      const before = this.#known.get(region.id)
      if (isDeepStrictEqual(before, region)) continue
      t.true(region.members.length > 0, `region ${region.id} has no members`)
      t.is(new Set(chain).size, chain.length, `region ${region.id} has a server twice`)
      t.true(chain.every((server) => this.configuration.servers.has(server)))
      if (region.doubtful) t.true(!region.learner && !region.standby && region.doubtful.every((server) => region.members.includes(server)))
      if (region.doubtful && region.reconciling) t.deepEqual(region.doubtful, region.members)
      if (region.joined) t.is(region.joined.length, region.members.length)
      if (before === undefined) continue
      t.true(region.epoch > before.epoch, `region ${region.id} changed without a new epoch`)
      changed.push(region.id)
      if (region.standby) t.true(region.reconciling && region.standby.every(({ server }) => !chain.includes(server)))
      const stoodBy = (server: number) => before.standby?.some((one) => one.server === server)
      t.true(
        region.members.some((member) => before.members.includes(member)) || region.members.every(stoodBy),
        'nobody of the former members remains',
      )
      for (const server of chain) {
        const joined = joinedAt(region, server)!
        t.true(joined >= foundedAt(region) && joined <= region.epoch)
        if (before.members.includes(server) && region.members.includes(server)) t.is(joined, joinedAt(before, server)!)
        else if (stoodBy(server)) t.is(joined, heldSince(before, server)!)
        else if (region.members.includes(server)) t.deepEqual(before.learner, { server, joined }, 'a full member that has not learnt')
      }
    }
    for (const region of regions.values()) {
      if (!region.learner) continue
      for (const server of [region.learner.server, region.members.at(-1)!]) transfers.set(server, (transfers.get(server) ?? 0) + 1)
    }
    // A chain that loses its tail hands its copy to the next one, above the limit.
    for (const [server, count] of transfers) t.true(count <= 2 * this.limits.transfersMax, `server ${server} has ${count} transfers`)
    if (changed.length > 0) this.changes.push({ at: this.now, version: this.configuration.version, regions: changed })
    this.#known = regions
    t.deepEqual(this.kept.configuration, this.configuration)
  }
}
