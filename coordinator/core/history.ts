// The configurations of late, so that whoever knows one of them is sent only what is new since.
import { type ConfigurationChange, changeBetween } from '../../src/cluster/change.ts'
import type { Configuration } from '../../src/cluster/configuration.ts'

/** How many configurations are kept, and how many regions that differ between them, whichever is less: a bound on memory. */
const configurationsMax = 1_000
const regionsMax = 200_000

interface Kept {
  readonly configuration: Configuration
  readonly weight: number
}

export class History {
  /** By rising version without gaps. */
  readonly #kept: Kept[]
  #weight = 0
  #lastChange: ConfigurationChange | undefined

  constructor(configuration: Configuration) {
    this.#kept = [{ configuration, weight: 0 }]
  }

  get current(): Configuration {
    return this.#kept.at(-1)!.configuration
  }

  /** A newer configuration; its version may be several above the last one's. */
  add(configuration: Configuration): void {
    const change = changeBetween(this.current, configuration)
    const weight = weightOf(change)
    this.#kept.push({ configuration, weight })
    this.#weight += weight
    while (this.#kept.length > configurationsMax || (this.#weight > regionsMax && this.#kept.length > 2)) {
      this.#weight -= this.#kept.shift()!.weight
    }
    this.#lastChange = change
  }

  /** What leads from the known version to the current one; the whole configuration when that version is too old or unknown. */
  changeSince(known: number): ConfigurationChange {
    if (this.#lastChange?.fromVersion === known && known > 0) return this.#lastChange
    const change = changeBetween(this.#find(known), this.current)
    // Many are usually told the same at once.
    this.#lastChange = change
    return change
  }

  #find(version: number): Configuration | undefined {
    let low = 0
    let high = this.#kept.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const { configuration } = this.#kept[middle]!
      if (configuration.version === version) return configuration
      if (configuration.version < version) low = middle + 1
      else high = middle - 1
    }
    return undefined
  }
}

function weightOf(change: ConfigurationChange): number {
  let weight = change.regions?.length ?? 0
  for (const space of change.spaces ?? []) for (const subspace of space.subspaces ?? []) weight += subspace.regions?.length ?? 0
  return weight
}
