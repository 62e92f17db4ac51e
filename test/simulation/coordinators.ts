// The coordinators of the virtual world: one with a journal of its own, or two or three over the virtual etcd, of which one leads.
import { type Configuration, emptyConfiguration } from '../../src/cluster/configuration.ts'
import { VirtualCoordinator, type VirtualCoordinatorOptions } from './coordinator.ts'
import { VirtualEtcd } from './etcd.ts'
import { EmbeddedVirtualJournal, EtcdVirtualJournal } from './journal.ts'
import type { Network } from './network.ts'
import type { VirtualProcess } from './process.ts'
import type { Random } from './random.ts'

export interface CoordinatorsOptions extends Omit<VirtualCoordinatorOptions, 'shown' | 'leads'> {
  readonly names: readonly string[]
  /** Typical time in which a file is written. */
  readonly appendMs: number
  /** How long who leads is missed before another one may. */
  readonly candidacyMs: number
  /** Called with each new configuration, when it is durable. */
  readonly changed: (before: Configuration, after: Configuration) => void
  /** Another one leads than did before. */
  readonly failedOver: (name: string) => void
}

/** The names that coordinators have, of 1–3. */
export function coordinatorNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => (index === 0 ? 'coordinator' : `coordinator${index + 1}`))
}

export class Coordinators {
  readonly all: readonly VirtualCoordinator[]
  /** Where there are several. */
  readonly etcd: VirtualEtcd | undefined
  #configuration = emptyConfiguration

  constructor(network: Network, process: (name: string) => VirtualProcess, random: Random, options: CoordinatorsOptions) {
    const { names, appendMs, candidacyMs, changed, failedOver } = options
    const shown = (configuration: Configuration) => {
      if (configuration.version <= this.#configuration.version) return
      const before = this.#configuration
      this.#configuration = configuration
      changed(before, configuration)
    }
    let last: string | undefined
    const led = (name: string) => {
      if (last !== undefined && last !== name) failedOver(name)
      last = name
    }
    this.etcd = names.length > 1 ? new VirtualEtcd(network, process('etcd'), candidacyMs) : undefined
    const { etcd } = this
    this.all = names.map((name) => {
      const machine = process(name)
      const journal = etcd
        ? new EtcdVirtualJournal(network, machine, etcd, candidacyMs)
        : new EmbeddedVirtualJournal(machine, random, appendMs)
      return new VirtualCoordinator(network, machine, journal, { ...options, shown, leads: () => led(name) })
    })
  }

  /** The newest durable configuration that any of them has shown. */
  get configuration(): Configuration {
    return this.#configuration
  }

  get leading(): VirtualCoordinator | undefined {
    return this.all.find((coordinator) => coordinator.leads)
  }

  /** Nothing is being repaired, moved or installed. */
  get stable(): boolean {
    return this.leading?.stable ?? false
  }

  /** Of the coordinators, and of what they keep their records in. */
  get processes(): VirtualProcess[] {
    return [...this.all.map(({ process }) => process), ...(this.etcd ? [this.etcd.process] : [])]
  }

  start(): void {
    for (const coordinator of this.all) coordinator.start()
  }
}
