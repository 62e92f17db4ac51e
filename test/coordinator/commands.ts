// What the tests of the state machine share: a cluster with servers, and checks that hold after every command.
import { ClusterState, type Decision } from '../../coordinator/core/cluster-state.ts'
import { type Limits, limitsDefault } from '../../coordinator/core/limits.ts'
import { protocolVersion, type Registration, startKind } from '../../coordinator/core/registration.ts'
import { applyRecord, emptyState, type State } from '../../coordinator/core/state.ts'
import type { Configuration, Region } from '../../src/cluster/configuration.ts'

export function registration(port: number, over: Partial<Registration> = {}): Registration {
  return {
    cluster: '',
    server: 0,
    incarnation: 1,
    start: startKind.fresh,
    address: `127.0.0.1:${port}`,
    domain: '',
    acceptForgotten: false,
    protocol: protocolVersion,
    nonce: 0,
    pulse: 0,
    ...over,
  }
}

export function regionsOf(configuration: Configuration): Map<number, Region> {
  const regions = new Map<number, Region>()
  for (const space of configuration.spaces.values()) {
    for (const subspace of space.subspaces) for (const region of subspace.regions) regions.set(region.id, region)
  }
  return regions
}

/** A core with a journal in memory: what a coordinator that stopped now would find again. */
export class Cluster {
  core: ClusterState
  kept: State = emptyState
  now = 0
  /** The next incarnation of each server. */
  readonly incarnations = new Map<number, number>()

  readonly limits: Limits

  constructor(limits: Limits = limitsDefault) {
    this.limits = limits
    this.core = new ClusterState(emptyState, this.now, limits)
    this.do((core) => core.begin('cluster-1'))
  }

  static withServers(count: number): Cluster {
    const cluster = new Cluster()
    for (let port = 1; port <= count; port++) cluster.join(port)
    return cluster
  }

  get configuration(): Configuration {
    return this.core.configuration
  }

  do<Answer>(ask: (core: ClusterState) => Decision<Answer>): Answer {
    const { records, answer } = ask(this.core)
    for (const record of records) this.kept = applyRecord(this.kept, record)
    return answer
  }

  /** A new server registers and sends a heartbeat; its id. */
  join(port: number, domain = ''): number {
    const { server } = this.do((core) => core.register(registration(port, { domain }), this.now))
    this.incarnations.set(server, 1)
    this.heartbeat(server)
    return server
  }

  restart(server: number, over: Partial<Registration> = {}): void {
    const { address } = this.configuration.servers.get(server)!
    const incarnation = this.incarnations.get(server)! + 1
    const call = registration(0, { cluster: this.configuration.cluster, server, incarnation, start: startKind.sameBoot, address, ...over })
    this.do((core) => core.register(call, this.now))
    this.incarnations.set(server, incarnation)
  }

  heartbeat(
    server: number,
    spaces: readonly { space: number; empty: boolean }[] = [],
    version = this.configuration.version,
    pulse = 0,
  ): void {
    const incarnation = this.configuration.servers.get(server)!.incarnation
    this.do((core) => core.heard({ server, incarnation, configurationVersion: version, spaces, pulse }, this.now))
  }

  /** The coordinator dies and starts again from what was kept. */
  restartCoordinator(): void {
    this.core = new ClusterState(this.kept, this.now, this.limits)
    this.do((core) => core.begin('cluster-2'))
  }

  addSpace(text: string) {
    return this.do((core) => core.addSpace(text, this.now))
  }
}
