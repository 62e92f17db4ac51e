// Where a key is written and read: the key subspace's region and the head of its chain, by the newest configuration.
import type { Configuration, Region, Space } from '../cluster/configuration.ts'
import { Locator } from '../hyperspace/locate.ts'
import type { AttributeDefinition, SpaceDefinition } from '../schema/definition.ts'
import type { Bytes } from '../values/bytes.ts'

interface Route {
  readonly space: Space
  readonly locator: Locator
}

const noValues: readonly Bytes[] = []

/**
 * Whether what was encoded by `older` means the same by `newer`: every attribute has its index and its type still. One that was dropped since is
 * refused by the server where it is named.
 */
export function sameAttributes(newer: SpaceDefinition, older: SpaceDefinition): boolean {
  const same = (a: AttributeDefinition | undefined, b: AttributeDefinition) =>
    a !== undefined && (a.dropped || (a.name === b.name && JSON.stringify(a.type) === JSON.stringify(b.type)))
  return same(newer.key, older.key) && older.attributes.every((attribute, index) => same(newer.attributes[index], attribute))
}

export class Routes {
  #spaces: ReadonlyMap<number, Space> = new Map()
  readonly #routes = new Map<number, Route>()

  install(configuration: Configuration): void {
    this.#spaces = configuration.spaces
    for (const [id, route] of this.#routes) {
      const space = configuration.spaces.get(id)
      if (space === route.space) continue
      if (space === undefined || space.subspaces[0]!.axes !== route.space.subspaces[0]!.axes) this.#routes.delete(id)
      else this.#routes.set(id, { space, locator: route.locator })
    }
  }

  space(id: number): Space | undefined {
    return this.#spaces.get(id)
  }

  /** The region of the key subspace that holds the key; undefined when there is no such space. */
  keyRegion(space: number, key: Bytes): Region | undefined {
    let route = this.#routes.get(space)
    if (route === undefined) {
      const known = this.#spaces.get(space)
      if (known === undefined) return undefined
      route = { space: known, locator: new Locator(known) }
      this.#routes.set(space, route)
    }
    return route.space.subspaces[0]!.regions[route.locator.regionPosition(0, key, noValues)]
  }
}
