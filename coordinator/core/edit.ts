// One step from a configuration to the next: each function gives a configuration with a version one higher that shares the rest.
import { type Configuration, chainOf, heldSince, type Region, type Server, type Space } from '../../src/cluster/configuration.ts'
import type { EndedSessions } from '../../src/cluster/sessions.ts'
import { withoutServers } from './chain.ts'

export function withReadOnly(configuration: Configuration, readOnly: boolean): Configuration {
  return { ...configuration, version: configuration.version + 1, readOnly }
}

export function withSpace(configuration: Configuration, space: Space): Configuration {
  const spaces = new Map(configuration.spaces).set(space.id, space)
  return { ...configuration, version: configuration.version + 1, spaces }
}

export function withSessions(configuration: Configuration, sessions: EndedSessions): Configuration {
  return { ...configuration, version: configuration.version + 1, sessions }
}

export function withoutSpace(configuration: Configuration, id: number): Configuration {
  const spaces = new Map(configuration.spaces)
  spaces.delete(id)
  return { ...configuration, version: configuration.version + 1, spaces }
}

/** Stands for an address that another server has taken: nothing answers there. */
export const addressLost = '0.0.0.0:1'

/**
 * A start of a server: its entry, the holder of its address dealt with, and every chain it is in as `started` has it (a region with a higher
 * epoch).
 */
export function withStart(
  configuration: Configuration,
  server: Server,
  displaced: Server | undefined,
  { forgotten, started }: { readonly forgotten: boolean; readonly started: (region: Region) => Region },
): Configuration {
  const servers = new Map(configuration.servers)
  if (displaced !== undefined && forgotten) servers.delete(displaced.id)
  else if (displaced !== undefined) servers.set(displaced.id, { ...displaced, address: addressLost })
  servers.set(server.id, server)
  return {
    ...configuration,
    version: configuration.version + 1,
    servers,
    spaces: withChains(configuration.spaces, (region) => (heldSince(region, server.id) === undefined ? region : started(region))),
  }
}

export function withoutServer(configuration: Configuration, id: number): Configuration {
  const servers = new Map(configuration.servers)
  servers.delete(id)
  return { ...configuration, version: configuration.version + 1, servers }
}

/** Regions replaced, by id. */
export function withRegions(configuration: Configuration, changed: ReadonlyMap<number, Region>): Configuration {
  const spaces = withChains(configuration.spaces, (region) => changed.get(region.id) ?? region)
  return { ...configuration, version: configuration.version + 1, spaces }
}

/**
 * Chains changed; in spaces that are being compared after it no region has a learner. Updates that have overtaken each other there come to a learner in
 * an order in which it cannot tell what is newer (docs/repair.md, Reconciliation).
 */
function withChains(spaces: ReadonlyMap<number, Space>, change: (region: Region) => Region): ReadonlyMap<number, Space> {
  const result = mapRegions(spaces, change)
  const learned = new Set<number>()
  for (const { subspaces } of result.values()) {
    const regions = subspaces.flatMap((subspace) => subspace.regions)
    if (!regions.some(({ reconciling }) => reconciling)) continue
    for (const { id, learner } of regions) if (learner !== undefined) learned.add(id)
  }
  if (learned.size === 0) return result
  return mapRegions(result, (region) => (learned.has(region.id) ? withoutServers(region, new Set([region.learner!.server])) : region))
}

/** What does not change is shared. */
function mapRegions(spaces: ReadonlyMap<number, Space>, change: (region: Region) => Region): ReadonlyMap<number, Space> {
  const result = new Map(spaces)
  for (const space of spaces.values()) {
    const subspaces = mapShared(space.subspaces, (subspace) => {
      const regions = mapShared(subspace.regions, change)
      return regions === subspace.regions ? subspace : { ...subspace, regions }
    })
    if (subspaces !== space.subspaces) result.set(space.id, { ...space, subspaces })
  }
  return result
}

/** The same array when nothing changes. */
function mapShared<Item>(items: readonly Item[], change: (item: Item) => Item): readonly Item[] {
  let result: Item[] | undefined
  for (const [index, item] of items.entries()) {
    const next = change(item)
    if (next === item) continue
    result ??= [...items]
    result[index] = next
  }
  return result ?? items
}

export function* regionsOf(configuration: Configuration): IterableIterator<Region> {
  for (const space of configuration.spaces.values()) for (const { regions } of space.subspaces) yield* regions
}

/** The server is in any chain. */
export function holdsAnyRegion(configuration: Configuration, server: number): boolean {
  for (const region of regionsOf(configuration)) if (chainOf(region).includes(server)) return true
  return false
}

/** Every full member of the space's chains. */
export function serversOf(space: Space): Set<number> {
  const servers = new Set<number>()
  for (const subspace of space.subspaces) for (const region of subspace.regions) for (const member of region.members) servers.add(member)
  return servers
}

/** A server says that its disk is full, or has room again. */
export function withRoom(configuration: Configuration, server: Server, full: boolean): Configuration {
  const { full: _, ...same } = server
  const servers = new Map(configuration.servers).set(server.id, full ? { ...same, full } : same)
  return { ...configuration, version: configuration.version + 1, servers }
}
