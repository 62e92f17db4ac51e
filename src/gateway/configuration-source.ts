// Where a process has its configuration from, and the answers that Admin gives out of it: clients learn from any process.
import type { ConfigurationChange } from '../cluster/change.ts'
import type { Configuration } from '../cluster/configuration.ts'
import { RecentConfigurations } from '../cluster/recent-configurations.ts'

export interface ConfigurationSource {
  current(): Configuration
  /** Calls after every newer configuration; returns how to stop that. */
  follow(changed: () => void): () => void
}

export class ConfigurationAnswers {
  #source: ConfigurationSource
  #recent = new RecentConfigurations()
  #waiting = new Set<() => void>()
  #unfollow: () => void

  constructor(source: ConfigurationSource) {
    this.#source = source
    this.#recent.keep(source.current())
    this.#unfollow = source.follow(() => {
      this.#recent.keep(source.current())
      for (const wake of [...this.#waiting]) wake()
    })
  }

  /** The one that this process has installed. */
  get current(): Configuration {
    return this.#source.current()
  }

  /** From the known version to the current one; the whole configuration when that version is too old or unknown. */
  changeSince(knownVersion: number): ConfigurationChange {
    return this.#recent.changeTo(this.#source.current(), knownVersion)
  }

  /** One change at once, an empty one when nothing is new; then one whenever there is something new. Ends with the signal. */
  async *watch(knownVersion: number, signal: AbortSignal): AsyncGenerator<ConfigurationChange, void, undefined> {
    let sent = knownVersion
    let wake = () => {}
    const woken = () => wake()
    this.#waiting.add(woken)
    signal.addEventListener('abort', woken)
    try {
      for (let first = true; !signal.aborted; first = false) {
        const { version } = this.#source.current()
        if (first || version > sent) {
          const change = this.changeSince(sent)
          sent = version
          yield change
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      }
    } finally {
      this.#waiting.delete(woken)
      signal.removeEventListener('abort', woken)
    }
  }

  close(): void {
    this.#unfollow()
  }
}
