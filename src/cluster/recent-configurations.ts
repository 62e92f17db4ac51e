// The configurations a process had installed of late: whoever knows one of them is sent only what is new since.
import { type ConfigurationChange, changeBetween } from './change.ts'
import type { Configuration } from './configuration.ts'

/** Configurations share what did not change: keeping some costs little. */
const keptMaximum = 64

export class RecentConfigurations {
  readonly #kept = new Map<number, Configuration>()

  /** The newest one; versions rise. */
  keep(configuration: Configuration): void {
    this.#kept.set(configuration.version, configuration)
    for (const version of this.#kept.keys()) {
      if (this.#kept.size <= keptMaximum) break
      this.#kept.delete(version)
    }
  }

  /** From the known version to this one; the whole configuration when that version is too old or unknown. */
  changeTo(configuration: Configuration, knownVersion: number): ConfigurationChange {
    return changeBetween(this.#kept.get(knownVersion), configuration)
  }
}
