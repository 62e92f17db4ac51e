// Whom a search asks: the subspace with the fewest regions to touch, and the tail of each region's chain, which serves searches.
import type { RegionStamp } from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import { cheapestSubspace, regionsTouched } from '../hyperspace/plan.ts'
import type { Predicate } from '../values/predicate.ts'

export interface SearchPlan {
  readonly space: Space
  /** Index in the space; 0 is the key's. */
  readonly subspace: number
  /** Server id → its regions, stamped with their epochs. Each server is asked once for all of them. */
  readonly servers: ReadonlyMap<number, readonly RegionStamp[]>
}

export interface Wish {
  /** There even if another subspace asks fewer regions. */
  readonly inKeySubspace?: boolean
  /** The attribute whose order is asked for, 0 the key. */
  readonly orderBy?: number
}

export function planSearch(space: Space, predicate: Predicate, { inKeySubspace = false, orderBy = 0 }: Wish = {}): SearchPlan {
  const inKeys = () => ({ subspace: 0, positions: regionsTouched(space, 0, predicate) })
  const cheapest = inKeySubspace ? inKeys() : cheapestSubspace(space, predicate, orderBy)
  const { subspace, positions } = cheapest
  const servers = new Map<number, RegionStamp[]>()
  for (const position of positions) {
    const { id, epoch, members } = space.subspaces[subspace]!.regions[position]!
    const tail = members.at(-1)!
    const stamps = servers.get(tail)
    if (stamps) stamps.push({ region: id, epoch })
    else servers.set(tail, [{ region: id, epoch }])
  }
  return { space, subspace, servers }
}
