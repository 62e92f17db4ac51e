// One step from a configuration to the next: each function gives a configuration with a version one higher that shares the rest.
import type { Configuration, Region, Server, Space } from '../../src/cluster/configuration.ts'
import { HyperdexError } from '../../src/errors.ts'

/** Versions of objects have 21 bits for the epoch (protocol.md section 2). */
const epochMax = 2 ** 21 - 1

export function withReadOnly(configuration: Configuration, readOnly: boolean): Configuration {
  return { ...configuration, version: configuration.version + 1, readOnly }
}

export function withSpace(configuration: Configuration, space: Space): Configuration {
  const spaces = new Map(configuration.spaces).set(space.id, space)
  return { ...configuration, version: configuration.version + 1, spaces }
}

export function withoutSpace(configuration: Configuration, id: number): Configuration {
  const spaces = new Map(configuration.spaces)
  spaces.delete(id)
  return { ...configuration, version: configuration.version + 1, spaces }
}

/** Stands for an address that another server has taken: nothing answers there. */
export const addressLost = '0.0.0.0:1'

/** A start of a server: its entry, the holder of its address dealt with, and the epoch of every chain it is in raised. */
export function withStart(configuration: Configuration, server: Server, displaced: Server | undefined, forgotten: boolean): Configuration {
  const servers = new Map(configuration.servers)
  if (displaced !== undefined && forgotten) servers.delete(displaced.id)
  else if (displaced !== undefined) servers.set(displaced.id, { ...displaced, address: addressLost })
  servers.set(server.id, server)
  const spaces = new Map(configuration.spaces)
  for (const space of configuration.spaces.values()) {
    const raised = raiseEpochs(space, server.id)
    if (raised !== space) spaces.set(space.id, raised)
  }
  return { ...configuration, version: configuration.version + 1, servers, spaces }
}

function raiseEpochs(space: Space, server: number): Space {
  if (!holdsRegion(space, server)) return space
  const subspaces = space.subspaces.map((subspace) => {
    if (!subspace.regions.some((region) => region.members.includes(server))) return subspace
    return { ...subspace, regions: subspace.regions.map((region) => (region.members.includes(server) ? raiseEpoch(region) : region)) }
  })
  return { ...space, subspaces }
}

function raiseEpoch(region: Region): Region {
  if (region.epoch >= epochMax) {
    throw new HyperdexError(
      'INTERNAL',
      `region ${region.id} has used up its ${epochMax} epochs`,
      'Move the data to a new space: dump and load it.',
    )
  }
  return { ...region, epoch: region.epoch + 1 }
}

/** The server is in a chain of the space. */
function holdsRegion(space: Space, server: number): boolean {
  return space.subspaces.some((subspace) => subspace.regions.some((region) => region.members.includes(server)))
}

/** The server is in any chain. */
export function holdsAnyRegion(configuration: Configuration, server: number): boolean {
  for (const space of configuration.spaces.values()) if (holdsRegion(space, server)) return true
  return false
}

/** Every server of the space's chains. */
export function serversOf(space: Space): Set<number> {
  const servers = new Set<number>()
  for (const subspace of space.subspaces) for (const region of subspace.regions) for (const member of region.members) servers.add(member)
  return servers
}
