// What a server does in the chains of a configuration.
import { chainOf, type Space } from '../../cluster/configuration.ts'

interface Duties {
  /** Regions that it holds or is learning. */
  readonly regions: number
  /** Regions whose chain it heads. */
  readonly heads: number
}

export function dutiesOf(server: number, spaces: readonly Space[]): Duties {
  const regions = spaces.flatMap((space) => space.subspaces.flatMap((subspace) => subspace.regions))
  return {
    regions: regions.filter((region) => chainOf(region).includes(server)).length,
    heads: regions.filter(({ members }) => members[0] === server).length,
  }
}
