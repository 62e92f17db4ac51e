// The virtual etcd: one process that stands for a whole quorum. It lets one coordinator at a time be candidate, for as long as that one renews its
// lease, and keeps the records of the journal, each by compare-and-swap, as coordinator/journal/etcd-journal.ts asks the real one to.
import type { Network } from './network.ts'
import type { VirtualProcess } from './process.ts'

/** Asked again by whom no answer reached, under the same name. */
export interface Standing {
  /** Of this attempt, used once. */
  readonly candidacy: string
}

export interface Append {
  readonly candidacy: string
  /** From 1. */
  readonly number: number
  readonly bytes: Uint8Array
}

interface Kept {
  readonly by: string
  readonly bytes: Uint8Array
}

export class VirtualEtcd {
  readonly process: VirtualProcess
  readonly #leaseMs: number
  readonly #records: Kept[] = []
  /** Who has been candidate is never so again. */
  readonly #former = new Set<string>()
  #candidacy: string | undefined
  #renewedAt = 0

  constructor(network: Network, process: VirtualProcess, leaseMs: number) {
    this.process = process
    this.#leaseMs = leaseMs
    process.start()
    network.handle(process, 'stand', (call, respond) => respond(this.#stand((call as Standing).candidacy)))
    network.handle(process, 'keepAlive', (candidacy, respond) => respond(this.#renew(candidacy as string)))
    network.handle(process, 'journal', (candidacy, respond) =>
      respond(this.#leads(candidacy as string) ? this.#records.map(({ bytes }) => bytes) : false),
    )
    network.handle(process, 'append', (call, respond) => respond(this.#append(call as Append)))
  }

  /** Whether this is the candidacy that may write. */
  holds(candidacy: string | undefined): boolean {
    return candidacy !== undefined && candidacy === this.#candidacy
  }

  #leads(candidacy: string): boolean {
    const lapsed = this.#candidacy !== undefined && this.process.now() - this.#renewedAt > this.#leaseMs
    if (lapsed) this.#candidacy = undefined
    return this.holds(candidacy)
  }

  #stand(candidacy: string): boolean {
    if (this.#leads(candidacy)) return true
    if (this.#candidacy !== undefined || this.#former.has(candidacy)) return false
    this.#former.add(candidacy)
    this.#candidacy = candidacy
    this.#renewedAt = this.process.now()
    return true
  }

  #renew(candidacy: string): boolean {
    if (!this.#leads(candidacy)) return false
    this.#renewedAt = this.process.now()
    return true
  }

  /** A record whose answer was lost comes again: it is known by its writer. */
  #append({ candidacy, number, bytes }: Append): boolean {
    const kept = this.#records[number - 1]
    if (kept?.by === candidacy && Buffer.compare(kept.bytes, bytes) === 0) return true
    if (!this.#leads(candidacy) || number !== this.#records.length + 1) return false
    this.#records.push({ by: candidacy, bytes })
    return true
  }
}
