// A living cluster that counts the copies made, those of objects and those that find their objects on the learner's disk, and says how its load
// and its chains lie.
import { copysetOf } from '../../coordinator/core/survey.ts'
import { chainOf, type Region } from '../../src/cluster/configuration.ts'
import { LivingCluster } from './living-cluster.ts'

interface Known {
  readonly region: Region
  /** Who left with the last change; its rows stay while the chain is short or has a learner. */
  readonly left: readonly number[]
}

export class CountedCopies extends LivingCluster {
  ofObjects = 0
  ofVersions = 0
  readonly #seen = new Map<number, Known>()

  override check(): void {
    super.check()
    for (const region of this.regions()) {
      const before = this.#seen.get(region.id)
      if (before?.region === region) continue
      if (before) this.#count(before, region)
      const left = before ? chainOf(before.region).filter((server) => !chainOf(region).includes(server)) : []
      this.#seen.set(region.id, { region, left })
    }
  }

  #count({ region: before, left }: Known, { learner }: Region): void {
    if (learner === undefined || before.learner?.joined === learner.joined) return
    if (before.members.includes(learner.server) || left.includes(learner.server)) this.ofVersions++
    else this.ofObjects++
  }

  countAnew(): void {
    this.ofObjects = 0
    this.ofVersions = 0
  }

  distinctChains(): number {
    return new Set(this.regions().map(({ members }) => copysetOf(members))).size
  }

  /** Greatest minus least over all servers that run, of the regions that have each of them so. */
  spread(has: (members: readonly number[], server: number) => boolean): number {
    const counts = [...this.running].map((server) => this.regions().filter(({ members }) => has(members, server)).length)
    return Math.max(...counts) - Math.min(...counts)
  }

  spreads(): { members: number; heads: number; tails: number } {
    return {
      members: this.spread((members, server) => members.includes(server)),
      heads: this.spread((members, server) => members[0] === server),
      tails: this.spread((members, server) => members.at(-1) === server),
    }
  }
}
