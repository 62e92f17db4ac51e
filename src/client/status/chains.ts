// The distinct chains of a space, with how many regions each keeps: few of them, so that losing several servers at once seldom loses a region.
import type { Space } from '../../cluster/configuration.ts'

export interface ChainReport {
  readonly space: string
  /** Full members, head first. */
  readonly members: readonly number[]
  /** Copies the regions from the last of them; null: nobody does. */
  readonly learner: number | null
  readonly regions: number
}

/** Those with the most regions first. */
export function chainsOf({ definition, subspaces }: Space): ChainReport[] {
  const chains = new Map<string, ChainReport>()
  for (const { regions } of subspaces) {
    for (const { members, learner } of regions) {
      const name = `${members} ${learner?.server}`
      const count = chains.get(name)?.regions ?? 0
      chains.set(name, { space: definition.name, members, learner: learner?.server ?? null, regions: count + 1 })
    }
  }
  return [...chains.values()].sort((a, b) => b.regions - a.regions)
}
