// What a configuration leaves to be done, found in one walk over its regions: made once for each configuration, so that a tick of the clock
// costs what there is to do, not what there is.
import { type Configuration, chainOf, type Region, type Space } from '../../src/cluster/configuration.ts'
import { sourceOf } from './chain.ts'

export interface Spot {
  readonly space: Space
  readonly region: Region
}

/** What one server does, in all spaces and in each. */
export class Duties {
  members = 0
  heads = 0
  tails = 0
  /** Copies under way that it sends or takes. */
  transfers = 0
  readonly #inSpace = new Map<number, number>()

  inSpace(space: number): number {
    return this.#inSpace.get(space) ?? 0
  }

  add(space: number, regions: number): void {
    this.members += regions
    this.#inSpace.set(space, this.inSpace(space) + regions)
  }
}

/** How many full members a space asks of each region. */
export function wantedMembers(space: Space): number {
  return space.definition.tolerate + 1
}

export class Survey {
  readonly configuration: Configuration
  /** Regions with a learner. */
  readonly learning: Spot[] = []
  /** Regions without a learner, with fewer full members than asked for. */
  readonly short: Spot[] = []
  /** Regions without a learner, with more. */
  readonly long: Spot[] = []
  /** Regions without a learner, with as many as asked for, one of them on its way out. */
  readonly leaving: Spot[] = []
  readonly reconciling: Spot[] = []
  /** Spaces with any region that is, or will be when one of its doubtful members has been chosen. */
  readonly compared = new Set<Space>()
  /** Regions with members that may have forgotten (doubts.ts). */
  readonly doubtful: Spot[] = []
  /** All others: regions with exactly as many full members as asked for. */
  readonly full: Spot[] = []
  /** How many regions lie on each set of servers, by its text of `copysetOf`. */
  readonly #copysets = new Map<string, number>()
  readonly #duties = new Map<number, Duties>()

  constructor(configuration: Configuration, isLeaving: (server: number) => boolean) {
    this.configuration = configuration
    for (const space of configuration.spaces.values()) {
      for (const { regions } of space.subspaces) {
        for (const region of regions) {
          this.#count(space, region)
          this.#sort({ space, region }, isLeaving)
        }
      }
    }
  }

  duties(server: number): Duties {
    let duties = this.#duties.get(server)
    if (duties === undefined) {
      duties = new Duties()
      this.#duties.set(server, duties)
    }
    return duties
  }

  /** In any chain of the space. */
  serversOf(space: number): number[] {
    return [...this.#duties].flatMap(([server, duties]) => (duties.inSpace(space) > 0 ? [server] : []))
  }

  regionsOn(copyset: string): number {
    return this.#copysets.get(copyset) ?? 0
  }

  countCopyset(copyset: string, regions: number): void {
    this.#copysets.set(copyset, this.regionsOn(copyset) + regions)
  }

  #count(space: Space, region: Region): void {
    for (const server of chainOf(region)) this.duties(server).add(space.id, 1)
    this.duties(region.members[0]!).heads++
    this.duties(sourceOf(region)).tails++
    this.countCopyset(copysetOf(chainOf(region)), 1)
    if (region.learner !== undefined) {
      this.duties(region.learner.server).transfers++
      this.duties(sourceOf(region)).transfers++
    }
  }

  #sort(spot: Spot, isLeaving: (server: number) => boolean): void {
    const { members, learner, reconciling, doubtful } = spot.region
    const wanted = wantedMembers(spot.space)
    if (reconciling) this.compared.add(spot.space)
    if (doubtful !== undefined) this.doubtful.push(spot)
    else if (reconciling) this.reconciling.push(spot)
    else if (learner !== undefined) this.learning.push(spot)
    else if (members.length < wanted) this.short.push(spot)
    else if (members.length > wanted) this.long.push(spot)
    else if (members.some(isLeaving)) this.leaving.push(spot)
    else this.full.push(spot)
  }
}

export function copysetOf(servers: readonly number[]): string {
  return [...servers].sort((a, b) => a - b).join(' ')
}
