// Who may judge and answer, and who must keep still (docs/repair.md, rules 1 and 2): keep-alives give leases, answering them makes promises, and a
// replica that owes one is wedged. Time comes in with every input (Member.tick); the member tells it of configurations and keep-alives.
import type { ConfigurationChange } from '../cluster/change.ts'
import type { Failure } from '../cluster/client-messages.ts'
import type { ConfigurationIndex } from '../cluster/lookup.ts'
import { promiseMs, type RepairTiming } from '../cluster/repair-timing.ts'
import { metaKey } from '../replication/layout.ts'
import type { LinkMessage } from '../replication/messages.ts'
import type { Replica } from '../replication/replica.ts'
import type { StoreView } from '../replication/store-view.ts'
import { failure } from '../replication/surroundings.ts'
import { fromLatin1 } from '../values/bytes.ts'
import type { Chains } from './chains.ts'
import { KeepAlives } from './keep-alives.ts'
import type { Moment } from './moment.ts'
import { Promises } from './promises.ts'

/** When a caller who was refused should come again: after as long as the obstacle has lasted, within these bounds, in milliseconds. */
const retryMinMs = 10
const retryMaxMs = 200

/** Stands in the store from the first answered keep-alive on: a later run must reckon with promises that it does not remember. */
const promisedKey = metaKey('promised')
const promisedRow = fromLatin1('true')

export interface LeaseParts {
  readonly server: number
  /** The incarnation of this server: 1 is its first start ever. */
  readonly run: number
  /** The machine may have lost the last rows that were written. */
  readonly forgetful: boolean
  readonly timing: RepairTiming
  readonly chains: Chains
  readonly store: StoreView
  isNearlyFull(): boolean
  queue(peer: number, message: LinkMessage): void
  bring(change: ConfigurationChange): void
  want(configurationVersion: number): void
}

export class Leases {
  readonly #parts: LeaseParts
  readonly #keepAlives: KeepAlives
  readonly #promises: Promises
  #promised: boolean
  #at: Moment
  #installed: ConfigurationIndex

  constructor(parts: LeaseParts, at: Moment) {
    const { server, run, forgetful, timing, chains, store } = parts
    this.#parts = parts
    this.#at = at
    this.#installed = chains.index
    this.#keepAlives = new KeepAlives(parts, chains.index, at)
    this.#promised = store.get(promisedKey) !== undefined
    const owes = run > 1 && (this.#promised || forgetful)
    this.#promises = new Promises(server, promiseMs(timing), owes ? at : undefined)
  }

  /** Why this server may at this moment neither judge nor answer for one of its regions; undefined: it may. */
  obstacle(region: number): Failure | undefined {
    const replica = this.#parts.chains.replicas.get(region)
    if (replica?.isDoubtful) {
      const text = `region ${region} waits for a replica that has certainly kept its last moments`
      return failure('UNAVAILABLE', text, 'See `status` for the servers that are waited for, or try again a little later.', retryMaxMs)
    }
    if (replica?.wedged) {
      const remainingMs = this.#promises.remainingMs(region, this.#at)
      const text = `region ${region} waits until servers that were in its chain have stopped for certain`
      return failure('UNAVAILABLE', text, 'Try again a little later.', Math.min(retryMaxMs, Math.max(retryMinMs, remainingMs)))
    }
    if (this.#keepAlives.leased(region)) return undefined
    const { server = 0, forMs = 0 } = this.#keepAlives.missing(region) ?? {}
    const text = `server ${server}, which is in the chain of region ${region}, does not answer server ${this.#parts.server}`
    const retryAfterMs = Math.min(retryMaxMs, Math.max(retryMinMs, Math.round(forMs)))
    return failure('UNAVAILABLE', text, 'It will be taken out of the chain, or answer again: try again a little later.', retryAfterMs)
  }

  /** Another server of the region's chain says that it can remember no more outcomes. */
  remembersEnough(region: number): boolean {
    return this.#keepAlives.remembersEnough(region)
  }

  /** Servers that have answered no keep-alive for the suspicion time. */
  unreachable(): number[] {
    return this.#keepAlives.unreachable()
  }

  tick(at: Moment): void {
    this.#at = at
    this.#keepAlives.tick(at)
    if (!this.#promises.none && this.#promises.expire(at)) this.#free()
  }

  /** The chains have become those of a newer configuration: who must keep still now does, before anything of it is acted on. */
  adopt(): void {
    const { chains } = this.#parts
    this.#promises.adopt(this.#installed, chains.index, this.#keepAlives, this.#at)
    this.#installed = chains.index
    this.#keepAlives.adopt(chains.index)
    for (const replica of chains.replicas.values()) {
      if (this.#mustKeepStill(replica)) replica.wedge()
      else if (replica.wedged) replica.unwedge()
    }
  }

  #mustKeepStill(replica: Replica): boolean {
    return replica.isDoubtful || this.#promises.owes(this.#parts.chains.index.regionById(replica.region)!.region)
  }

  linkUp(peer: number): void {
    this.#keepAlives.linkUp(peer)
  }

  keepAlive(peer: number, message: LinkMessage): void {
    if (!this.#promised && !message.keepAlive?.probe) {
      // In the same turn as the first answer, so before it leaves.
      this.#promised = true
      this.#parts.store.put(promisedKey, promisedRow)
    }
    this.#keepAlives.asked(peer, message)
    this.#heard(peer, message)
  }

  alive(peer: number, message: LinkMessage): void {
    this.#keepAlives.answered(peer, message)
    this.#heard(peer, message)
  }

  #heard(peer: number, { configurationVersion }: LinkMessage): void {
    if (!this.#promises.none && this.#promises.heard(peer, configurationVersion ?? 0)) this.#free()
  }

  #free(): void {
    const { chains } = this.#parts
    for (const replica of chains.replicas.values()) {
      if (replica.wedged && !this.#mustKeepStill(replica)) chains.free(replica)
    }
  }
}
