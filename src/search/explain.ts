// How a search was done, for its user: gathered by the merging side from the plan and the pages.
import type { PageStream } from './page-stream.ts'
import type { SearchPlan } from './search-plan.ts'

export interface SearchExplanation {
  /** Index in the space; 0 is the key's. */
  readonly subspace: number
  /** The subspace's attributes by name. */
  readonly attributes: readonly string[]
  readonly regionsAsked: number
  readonly regionsTotal: number
  readonly serversAsked: number
  /** How rows were found, each way once: "key scan", "index NAME", or several intersected, as "index NAME and index NAME". */
  readonly indexes: readonly string[]
  /** Objects examined by the servers, in the newest attempt. */
  readonly candidates: number
  /** Rows yielded. */
  readonly matches: number
}

export function explainSearch(plan: SearchPlan, streams: readonly PageStream[], matches: number): SearchExplanation {
  const { space, subspace, servers } = plan
  const { axes, regions } = space.subspaces[subspace]!
  const names = [space.definition.key.name, ...space.definition.attributes.map(({ name }) => name)]
  return {
    subspace,
    attributes: axes.map(({ attribute }) => names[attribute]!),
    regionsAsked: [...servers.values()].reduce((sum, stamps) => sum + stamps.length, 0),
    regionsTotal: regions.length,
    serversAsked: servers.size,
    indexes: [...new Set(streams.map(({ index }) => index).filter((index) => index !== ''))].sort(),
    candidates: streams.reduce((sum, { candidates }) => sum + candidates, 0),
    matches,
  }
}
