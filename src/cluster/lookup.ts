// Finding things in one configuration. Built once for each configuration that a server or a client installs.
import { type Configuration, chainOf, heldSince, type Region, type Space } from './configuration.ts'

export interface RegionLocation {
  readonly space: Space
  /** Index into `space.subspaces`. */
  readonly subspace: number
  readonly region: Region
  /** Index into the subspace's `regions`. */
  readonly position: number
}

export class ConfigurationIndex {
  readonly configuration: Configuration
  readonly #regions = new Map<number, RegionLocation>()
  readonly #spaces = new Map<string, Space>()
  readonly #fullServers: ReadonlySet<number>
  /** Space → a server of its chains whose disk is full. Filled as asked. */
  readonly #fullServerOf = new Map<number, number | undefined>()

  constructor(configuration: Configuration) {
    this.configuration = configuration
    this.#fullServers = new Set([...configuration.servers.values()].filter(({ full }) => full).map(({ id }) => id))
    for (const space of configuration.spaces.values()) {
      this.#spaces.set(space.definition.name, space)
      for (const [subspace, { regions }] of space.subspaces.entries()) {
        for (const [position, region] of regions.entries()) this.#regions.set(region.id, { space, subspace, region, position })
      }
    }
  }

  regionById(id: number): RegionLocation | undefined {
    return this.#regions.get(id)
  }

  /** A server in a chain of the space whose disk is full; undefined: all have room. */
  fullServerOf(space: Space): number | undefined {
    if (this.#fullServers.size === 0) return undefined
    if (!this.#fullServerOf.has(space.id)) this.#fullServerOf.set(space.id, this.#findFullServer(space))
    return this.#fullServerOf.get(space.id)
  }

  #findFullServer(space: Space): number | undefined {
    for (const { regions } of space.subspaces) {
      for (const region of regions) for (const server of chainOf(region)) if (this.#fullServers.has(server)) return server
    }
    return undefined
  }

  spaceByName(name: string): Space | undefined {
    return this.#spaces.get(name)
  }

  /** Every region whose chain the server is in, the learner too, by rising subspace and position within each space. */
  *regionsOf(server: number): IterableIterator<RegionLocation> {
    for (const location of this.#regions.values()) if (chainOf(location.region).includes(server)) yield location
  }

  /** The same, and every region that the server stands by for. */
  *regionsHeldBy(server: number): IterableIterator<RegionLocation> {
    for (const location of this.#regions.values()) if (heldSince(location.region, server) !== undefined) yield location
  }
}
