// Which servers hold which region: chains for a new space. Pure arithmetic over the servers that can take regions.
//
// The algorithm, in two steps:
//
// 1. Few distinct chains (copysets: Cidon et al., USENIX ATC 2013). The servers are laid on a ring in which any `length` neighbours are of
//    as many failure domains as there can be; the chains are the windows of `length` neighbours, one beginning at each server. So `n`
//    servers have `n` distinct chains however many regions there are, and each server is head of one, tail of one, member of `length`.
//    Such a ring exists when no domain has more than n / min(length, domains) servers: the servers, sorted by domain, the larger first,
//    are dealt to that many rows in turn, and the rows are laid behind each other. When one domain is larger, its servers must share the
//    few others: then `n` chains are picked one by one, each with the least used servers of domains that it lacks.
// 2. Each subspace goes round and round over these chains, so their uses differ by one at most; which chains get the odd regions is decided
//    by what the servers already do, in this space first, then in the others.
import type { Configuration } from '../../src/cluster/configuration.ts'

export interface Place {
  readonly id: number
  readonly domain: string
}

interface Load {
  heads: number
  tails: number
  members: number
}

/** What each server does in all spaces of a configuration, by server id. */
type Loads = ReadonlyMap<number, Readonly<Load>>

export function loadsOf(configuration: Configuration): Loads {
  const loads = new Map<number, Load>()
  for (const space of configuration.spaces.values()) {
    for (const subspace of space.subspaces) for (const region of subspace.regions) addChain(loads, region.members)
  }
  return loads
}

function addChain(loads: Map<number, Load>, chain: readonly number[]): void {
  for (const server of chain) loadOf(loads, server).members++
  loadOf(loads, chain[0]!).heads++
  loadOf(loads, chain.at(-1)!).tails++
}

function loadOf(loads: Map<number, Load>, server: number): Load {
  let load = loads.get(server)
  if (load === undefined) {
    load = { heads: 0, tails: 0, members: 0 }
    loads.set(server, load)
  }
  return load
}

/**
 * Chains of server ids, head first, for `regions[s]` regions of each subspace `s`. `length` is 1 to the number of places. Each chain has
 * distinct servers, of as many domains as there are, up to `length`.
 */
export function placeChains(places: readonly Place[], length: number, regions: readonly number[], existing: Loads): number[][][] {
  if (length < 1 || length > places.length) throw new RangeError(`no chain of ${length} servers out of ${places.length}`)
  const chains = chainTable(places, length)
  const loads = new Map<number, Load>()
  return regions.map((count) => spread(chains, count, loads, existing))
}

/** The distinct chains, as many as there are places. */
function chainTable(places: readonly Place[], length: number): number[][] {
  const domains = Map.groupBy(places, (place) => place.domain)
  const groups = [...domains.values()].map((group) => group.map((place) => place.id).sort((a, b) => a - b))
  groups.sort((a, b) => b.length - a.length || a[0]! - b[0]!)
  const rows = Math.floor(places.length / Math.min(length, groups.length))
  return groups[0]!.length <= rows ? ringWindows(groups.flat(), rows, length) : pickedChains(places, length)
}

function ringWindows(servers: readonly number[], rows: number, length: number): number[][] {
  const ring: number[] = []
  for (let row = 0; row < rows; row++) {
    for (let index = row; index < servers.length; index += rows) ring.push(servers[index]!)
  }
  return ring.map((_, start) => Array.from({ length }, (_, offset) => ring[(start + offset) % ring.length]!))
}

function pickedChains(places: readonly Place[], length: number): number[][] {
  const loads = new Map<number, Load>()
  return places.map(() => {
    const chain = [leastBy(places, (place) => [loadOf(loads, place.id).heads, loadOf(loads, place.id).members, place.id])]
    while (chain.length < length) {
      const free = places.filter((place) => !chain.includes(place))
      const elsewhere = free.filter((place) => !chain.some((member) => member.domain === place.domain))
      const candidates = elsewhere.length > 0 ? elsewhere : free
      chain.push(leastBy(candidates, (place) => [loadOf(loads, place.id).members, loadOf(loads, place.id).tails, place.id]))
    }
    const ids = chain.map((place) => place.id)
    if (length > 2)
      moveToEnd(
        ids,
        leastBy(ids.slice(1), (id) => [loadOf(loads, id).tails, id]),
      )
    addChain(loads, ids)
    return ids
  })
}

function moveToEnd(ids: number[], id: number): void {
  ids.splice(ids.indexOf(id), 1)
  ids.push(id)
}

/** The item whose numbers come first, compared one after the other. */
export function leastBy<Item extends object | number>(items: readonly Item[], cost: (item: Item) => readonly number[]): Item {
  let best = items[0]!
  let bestCost = cost(best)
  for (const item of items.slice(1)) {
    const itemCost = cost(item)
    if (precedes(itemCost, bestCost)) {
      best = item
      bestCost = itemCost
    }
  }
  return best
}

export function precedes(a: readonly number[], b: readonly number[]): boolean {
  for (const [index, value] of a.entries()) if (value !== b[index]!) return value < b[index]!
  return false
}

/** Chains for one subspace; counts them into `loads`, which is this space's own. */
function spread(chains: readonly number[][], count: number, loads: Map<number, Load>, existing: Loads): number[][] {
  const placed: number[][] = []
  let unused = new Map<number, number[]>()
  for (let position = 0; position < count; position++) {
    if (unused.size === 0) unused = new Map(chains.entries())
    const round = Math.floor(position / chains.length)
    const chosen = leastBy([...unused.keys()], (index) => {
      const chain = chains[index]!
      // Each round begins one chain later: else a column of a grid whose side is a multiple of the chains would lie on one chain.
      const turn = (index - round + chains.length * (round + 1)) % chains.length
      return [...chainCost(chain, loads), ...chainCost(chain, existing), turn]
    })
    unused.delete(chosen)
    const chain = chains[chosen]!
    addChain(loads, chain)
    placed.push(chain)
  }
  return placed
}

/** How much the chain's servers do already: the head's heads and the tail's tails, then everybody's memberships. */
function chainCost(chain: readonly number[], loads: Loads): [number, number] {
  let members = 0
  for (const server of chain) members += loads.get(server)?.members ?? 0
  return [(loads.get(chain[0]!)?.heads ?? 0) + (loads.get(chain.at(-1)!)?.tails ?? 0), members]
}
