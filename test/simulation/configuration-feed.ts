// Keeps a virtual client's configuration new, by the rules of transport/session-driver-configuration.ts: one stream from a process of the cluster,
// opened again elsewhere when it breaks, and questions of its own when a server has named a newer version than has come.
import { applyChange, type ConfigurationChange } from '../../src/cluster/change.ts'
import { type Configuration, emptyConfiguration } from '../../src/cluster/configuration.ts'
import type { Network } from './network.ts'
import { received } from './over-the-wire.ts'
import type { VirtualProcess } from './process.ts'
import type { Random } from './random.ts'

const backoffMinMs = 50
const backoffMaxMs = 2000
const fetchTimeoutMs = 5000

export class ConfigurationFeed {
  readonly #network: Network
  readonly #process: VirtualProcess
  readonly #random: Random
  readonly #hosts: readonly string[]
  readonly #installed: (configuration: Configuration) => void
  #configuration = emptyConfiguration
  #wanted = 0
  #fetching = false
  #failures = 0

  constructor(
    network: Network,
    process: VirtualProcess,
    random: Random,
    hosts: readonly string[],
    installed: (configuration: Configuration) => void,
  ) {
    this.#network = network
    this.#process = process
    this.#random = random
    this.#hosts = hosts
    this.#installed = installed
    this.#watch()
  }

  want(version: number): void {
    this.#wanted = Math.max(this.#wanted, version)
    if (this.#fetching) return
    this.#fetching = true
    this.#fetch(0)
  }

  #fetch(failures: number): void {
    if (this.#configuration.version >= this.#wanted) {
      this.#fetching = false
      return
    }
    this.#network.call(
      this.#process,
      this.#random.pick(this.#hosts),
      'configuration',
      this.#configuration.version,
      fetchTimeoutMs,
      (change) => {
        if (change) this.#apply(change as ConfigurationChange)
        if (this.#configuration.version >= this.#wanted) this.#fetching = false
        else this.#process.after(this.#backoffMs(failures), () => this.#fetch(failures + 1))
      },
    )
  }

  #watch(): void {
    this.#network.dial(this.#process, this.#random.pick(this.#hosts), 'configuration', this.#configuration.version, {
      receive: (change) => {
        this.#failures = 0
        this.#apply(change as ConfigurationChange)
      },
      closed: () => this.#process.after(this.#backoffMs(this.#failures++), () => this.#watch()),
    })
  }

  #apply(change: ConfigurationChange): void {
    const from = change.fromVersion ?? 0
    const to = change.toVersion ?? 0
    if (to <= this.#configuration.version) return
    if (from !== 0 && from !== this.#configuration.version) {
      this.want(to)
      return
    }
    this.#configuration = applyChange(from === 0 ? emptyConfiguration : this.#configuration, received(change))
    this.#installed(this.#configuration)
  }

  #backoffMs(failures: number): number {
    return Math.min(backoffMaxMs, backoffMinMs * 2 ** Math.min(failures, 10)) * this.#random.between(0.5, 1.5)
  }
}
