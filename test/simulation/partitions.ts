// Shapes of partitions: who no longer reaches whom, as pairs of a sender and a receiver.
import { type Configuration, chainOf } from '../../src/cluster/configuration.ts'
import type { VirtualProcess } from './process.ts'
import type { Random } from './random.ts'

/**
 * - `pair`: two servers, `neighbours`: two of one chain, next to each other, who see everybody but each other
 * - `one`: one server from everybody
 * - `halves`: any two parts of everything
 * - `ring`: every server sees itself and half of the others, the next ones around a ring, so that no two see the same
 * - `one way`: one server's messages no longer reach another process
 * - `coordinator`: the coordinator from one server or from all; where there are several, one of them, or one from the others
 *
 * and, where a run is to stress them:
 *
 * - `island`: one server with some of the clients, at least one, from everybody else
 * - `unanswered`: one server's messages no longer reach one client, which reaches it still
 */
export type PartitionShape = (typeof partitionShapes)[number] | 'island' | 'unanswered'

/** What a run draws from. */
export const partitionShapes = ['pair', 'neighbours', 'neighbours', 'one', 'halves', 'ring', 'one way', 'coordinator'] as const

export interface Everybody {
  readonly servers: readonly VirtualProcess[]
  /** And what they keep their records in. */
  readonly coordinators: readonly VirtualProcess[]
  readonly clients: readonly VirtualProcess[]
}

type Pair = readonly [VirtualProcess, VirtualProcess]

/** The processes of each chain, in its order. */
export function chainsOf(
  { spaces }: Configuration,
  servers: readonly { readonly id: number; readonly process: VirtualProcess }[],
): VirtualProcess[][] {
  const processes = new Map(servers.map(({ id, process }) => [id, process]))
  const regions = [...spaces.values()].flatMap(({ subspaces }) => subspaces.flatMap((subspace) => subspace.regions))
  return regions.map((region) => chainOf(region).flatMap((server) => processes.get(server) ?? []))
}

/** Empty when the shape is not possible. */
export function cutPairs(
  shape: PartitionShape,
  { servers, coordinators, clients }: Everybody,
  chains: readonly (readonly VirtualProcess[])[],
  random: Random,
): Pair[] {
  const [first, ...rest] = random.shuffled(servers)
  const others = [...coordinators, ...clients]
  switch (shape) {
    case 'pair':
      return bothWays([first!], rest.slice(0, 1))
    case 'neighbours': {
      const long = chains.filter((chain) => chain.length > 1)
      if (long.length === 0) return []
      const chain = random.pick(long)
      const position = random.below(chain.length - 1)
      return bothWays([chain[position]!], [chain[position + 1]!])
    }
    case 'one':
      return bothWays([first!], [...rest, ...others])
    case 'halves': {
      const all = random.shuffled([...servers, ...others])
      const middle = random.integer(1, all.length - 1)
      return bothWays(all.slice(0, middle), all.slice(middle))
    }
    case 'ring':
      return ring([first!, ...rest])
    case 'one way':
      return [[first!, random.pick([...rest, ...others])]]
    case 'island': {
      const some = random.shuffled(clients)
      const inside = random.integer(1, Math.max(1, some.length - 1))
      return bothWays([first!, ...some.slice(0, inside)], [...rest, ...coordinators, ...some.slice(inside)])
    }
    case 'unanswered':
      return [[first!, random.pick(clients)]]
    case 'coordinator':
      return cutCoordinator(coordinators, random.chance(0.5) ? servers : [first!], random)
  }
}

function bothWays(some: readonly VirtualProcess[], others: readonly VirtualProcess[]): Pair[] {
  return some.flatMap((a) =>
    others.flatMap((b): Pair[] => [
      [a, b],
      [b, a],
    ]),
  )
}

/** One of several may be cut off from where they keep their records instead, or from the servers of one side only. */
function cutCoordinator(coordinators: readonly VirtualProcess[], servers: readonly VirtualProcess[], random: Random): Pair[] {
  if (coordinators.length === 1) return bothWays(coordinators, servers)
  const [first, ...rest] = random.shuffled(coordinators)
  return random.chance(0.5) ? bothWays([first!], servers) : bothWays([first!], rest)
}

function ring(around: readonly VirtualProcess[]): Pair[] {
  const reach = Math.floor(around.length / 4) + 1
  return around.flatMap((a, from) => {
    const distance = (to: number) => Math.min((to - from + around.length) % around.length, (from - to + around.length) % around.length)
    return around.flatMap((b, to): Pair[] => (distance(to) > reach ? [[a, b]] : []))
  })
}
