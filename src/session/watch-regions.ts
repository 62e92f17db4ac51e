// How far a watch has come in each key region, and which server it asks for each: the point leader first, another of the chain when that one
// is out of reach or no longer has the changes.

import type { Change } from '../cluster/client-messages.ts'
import type { Region, Space } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import type { WatchedChange } from './watch-spec.ts'
import { encodeToken } from './watch-token.ts'

export interface WatchedRegion {
  readonly id: number
  /** All changes up to this version were handed over; undefined: it has not been opened yet. */
  position: number | undefined
  /** Which element of the chain is asked: an index, counted on and on. */
  turn: number
  /** Servers that do not have the changes any more. */
  readonly lostAt: Set<number>
  /** The stream that it is part of, 0: none. */
  stream: number
}

export class WatchRegions {
  readonly #space: Space
  readonly #regions = new Map<number, WatchedRegion>()
  /** Region ids, in the order in which tokens name them. */
  readonly #ids: readonly number[]

  /** @param from where to go on. Throws GAP when it lacks one of the space's regions: they were cut anew since. */
  constructor(space: Space, from: ReadonlyMap<number, number> | undefined) {
    this.#space = space
    this.#ids = space.subspaces[0]!.regions.map(({ id }) => id)
    for (const id of this.#ids) {
      if (from && !from.has(id)) throw gap(space, 'its regions were cut anew')
      this.#regions.set(id, { id, position: from?.get(id), turn: 0, lostAt: new Set(), stream: 0 })
    }
  }

  get(id: number): WatchedRegion | undefined {
    return this.#regions.get(id)
  }

  all(): Iterable<WatchedRegion> {
    return this.#regions.values()
  }

  get opened(): boolean {
    for (const { position } of this.#regions.values()) if (position === undefined) return false
    return true
  }

  /** The same regions make up the space still. */
  fits({ subspaces }: Space): boolean {
    const { regions } = subspaces[0]!
    return regions.length === this.#ids.length && regions.every(({ id }) => this.#regions.has(id))
  }

  /** Whom to ask; undefined: nobody has the changes. */
  serverFor(region: WatchedRegion, { members }: Region): number | undefined {
    if (region.position === undefined) return members[0]
    for (let tries = 0; tries < members.length; tries++) {
      const server = members[(region.turn + tries) % members.length]!
      if (!region.lostAt.has(server)) return server
    }
    return undefined
  }

  /** The token of everything handed over so far. */
  token(): string {
    return encodeToken(this.#space.id, this.#entries(this.#versions()))
  }

  /** A change that is handed over now. Its token stays that of this moment, and is made only when it is asked for. */
  handOver(change: Change): WatchedChange {
    const region = this.#regions.get(change.region!)!
    region.position = change.version!
    region.lostAt.clear()
    const space = this.#space.id
    const versions = this.#versions()
    const entries = () => this.#entries(versions)
    return {
      key: change.key ?? new Uint8Array(0),
      version: change.version ?? 0,
      ...(change.hasBefore ? { before: { version: change.beforeVersion ?? 0, object: change.before ?? new Uint8Array(0) } } : {}),
      ...(change.hasAfter ? { after: change.after ?? new Uint8Array(0) } : {}),
      get token() {
        return encodeToken(space, entries())
      },
    }
  }

  #versions(): Float64Array {
    return Float64Array.from(this.#ids, (id) => this.#regions.get(id)!.position ?? 0)
  }

  #entries(versions: Float64Array): [number, number][] {
    return this.#ids.map((id, index) => [id, versions[index]!])
  }
}

export function gap({ definition }: Space, why: string): HyperdexError {
  return new HyperdexError(
    'GAP',
    `changes of space ${definition.name} were missed: ${why}`,
    'read what matches now, then watch from now on',
  )
}
