// The reconciliations of one server (docs/repair.md, Reconciliation): each key region led here is compared with what it has to be compared with, and each
// region here that is being reconciled itself hears from the key regions of its space. What an asker is told is in replication/reconciliation.
//
//   a key region that may have forgotten      is compared with all regions of the other subspaces
//   any other key region                      with those of them that may have forgotten
//   a region of another subspace              is reconciled when every key region has told it that it has settled with it
import type { Entry, KeyRange } from '../ports/store.ts'
import type { LinkBody, LinkMessage, Place, ReconcileAnswer } from '../replication/messages.ts'
import { Census } from '../replication/reconciliation/census.ts'
import { Reconciler } from '../replication/reconciliation/reconciler.ts'
import { testify } from '../replication/reconciliation/witness.ts'
import type { Replica } from '../replication/replica.ts'
import type { SpaceView } from '../replication/space-view.ts'
import type { Chains } from './chains.ts'

/** Pages being read for others at a time. */
const readingMax = 4

export interface ReconciliationOutlets {
  /** How often this server was started. */
  readonly run: number
  watermark(keyRegion: number): number
  /** Queues a message for the end of the turn. */
  send(to: Place, fromRegion: number, body: LinkBody): void
  /** Reads when the turn is written. */
  read(range: KeyRange, limit: number, take: (entries: readonly Entry[]) => void): void
}

/** Which key regions have settled with a region, in one epoch of it. */
interface Settled {
  readonly epoch: number
  readonly keyRegions: Set<number>
}

export class Reconciliations {
  readonly #chains: Chains
  readonly #outlets: ReconciliationOutlets
  readonly #reconcilers = new Map<number, Reconciler>()
  readonly #census: Census
  readonly #settled = new Map<number, Settled>()
  readonly #waiting: (() => void)[] = []
  #reading = 0
  #number = 0

  constructor(chains: Chains, outlets: ReconciliationOutlets) {
    this.#chains = chains
    this.#outlets = outlets
    this.#census = new Census((range, limit, take) => this.#read(range, limit, take))
  }

  /** A configuration is installed and the leaders lead. */
  adopt(): void {
    const { replicas, leaders } = this.#chains
    for (const [region, reconciler] of this.#reconcilers) {
      const { leader, replica } = reconciler
      if (leaders.get(region) === leader && replica.view === reconciler.view) continue
      reconciler.end()
      this.#reconcilers.delete(region)
    }
    for (const [region, leader] of leaders) {
      const replica = replicas.get(region)!
      const { reconciling } = replica.view
      if (reconciling.size === 0 || this.#reconcilers.has(region)) continue
      const places = placesFor(replica)
      if (places.length > 0 || reconciling.has(region)) this.#reconcilers.set(region, this.#reconciler(replica, leader, places))
    }
    this.#watch()
    for (const [region, { epoch }] of this.#settled) if (replicas.get(region)?.epoch !== epoch) this.#settled.delete(region)
  }

  /** To be called now and then. */
  tick(): void {
    for (const reconciler of this.#reconcilers.values()) reconciler.tick()
  }

  linkUp(peer: number): void {
    for (const reconciler of this.#reconcilers.values()) reconciler.linkUp(peer)
  }

  deliver({ toRegion, reconcileAsk, reconcileAnswer }: LinkMessage, from: Place): void {
    const replica = this.#chains.replicas.get(toRegion ?? 0)
    if (!replica) return
    if (reconcileAnswer) {
      // An answer is stamped when it leaves: the asker may have started anew since it asked, and asks by the same numbers.
      if (reconcileAnswer.run === this.#outlets.run) this.#reconcilers.get(replica.region)?.answer(reconcileAnswer)
      return
    }
    if (!reconcileAsk) return
    const { number = 0, run = 0, settled } = reconcileAsk
    const answer = (answered: ReconcileAnswer) => this.#outlets.send(from, replica.region, { reconcileAnswer: { ...answered, run } })
    if (settled) {
      this.#note(replica, from.region)
      answer({ number })
    } else testify(replica, from, reconcileAsk, this.#census, answer)
  }

  /** Of a region that is being reconciled. */
  isReconciled({ region, subspace, view }: Replica): boolean {
    if (subspace === 0) return this.#reconcilers.get(region)?.done ?? false
    const settled = this.#settled.get(region)
    return settled !== undefined && view.space.subspaces[0]!.regions.every(({ id }) => settled.keyRegions.has(id))
  }

  /** The census hears of every commit in the regions that may be asked. */
  #watch(): void {
    const asked = new Map<number, SpaceView>()
    for (const replica of this.#chains.replicas.values()) {
      if (replica.subspace === 0) continue
      const { region, view } = replica
      const isAsked = view.reconciling.size > 0
      replica.onCommit = isAsked ? ({ update }) => this.#census.changed(region, view.keyRegion(update.key).id) : undefined
      if (isAsked) asked.set(region, view)
    }
    this.#census.watch(asked)
  }

  #note({ region, epoch }: Replica, keyRegion: number): void {
    const settled = this.#settled.get(region) ?? { epoch, keyRegions: new Set() }
    this.#settled.set(region, settled)
    settled.keyRegions.add(keyRegion)
  }

  #reconciler(replica: Replica, leader: Reconciler['leader'], places: readonly Place[]): Reconciler {
    return new Reconciler(replica, leader, places, {
      watermark: (region) => this.#outlets.watermark(region),
      ask: (to, fromRegion, reconcileAsk) =>
        this.#outlets.send(to, fromRegion, { reconcileAsk: { ...reconcileAsk, run: this.#outlets.run } }),
      read: (range, limit, take) => this.#outlets.read(range, limit, take),
      nextNumber: () => ++this.#number,
    })
  }

  /** For others: many leaders may ask at once. */
  #read(range: KeyRange, limit: number, take: (entries: readonly Entry[]) => void): void {
    const begin = () => {
      this.#reading++
      this.#outlets.read(range, limit, (entries) => {
        this.#reading--
        this.#waiting.shift()?.()
        take(entries)
      })
    }
    if (this.#reading < readingMax) begin()
    else this.#waiting.push(begin)
  }
}

/** The heads of the regions that a key region is to be compared with. */
function placesFor({ region, view }: Replica): Place[] {
  const { reconciling } = view
  const regions = view.space.subspaces.slice(1).flatMap((subspace) => subspace.regions)
  const compared = reconciling.has(region) ? regions : regions.filter(({ id }) => reconciling.has(id))
  return compared.map(({ id, members }) => ({ region: id, server: members[0]! }))
}
