// The watermark of every key region this server has heard of (protocol.md section 2): learnt from point leaders, stored when something is
// forgotten by it, never falling. Of a key region that is no more every version has committed everywhere: its place was taken by another grid's when that
// was so (docs/repartition.md, The key's grid).
import type { ConfigurationIndex } from '../cluster/lookup.ts'
import { watermarkKey, writeUint64 } from '../replication/layout.ts'
import type { LinkMessage } from '../replication/messages.ts'
import type { StoreView } from '../replication/store-view.ts'
import type { Chains } from './chains.ts'

export class Watermarks {
  readonly #known = new Map<number, number>()
  #index: ConfigurationIndex | undefined
  /** What the point leaders here last announced to each peer. */
  readonly #announced = new Map<number, Map<number, number>>()

  get(keyRegion: number): number {
    const known = this.#known.get(keyRegion)
    if (known !== undefined) return known
    return this.#index && !this.#index.regionById(keyRegion) ? Number.MAX_SAFE_INTEGER : 0
  }

  learn(keyRegion: number, version: number): void {
    if (version > this.get(keyRegion)) this.#known.set(keyRegion, version)
  }

  /** Learns it for good: what was forgotten by it elsewhere is not copied here. */
  keep(keyRegion: number, version: number, store: StoreView): void {
    this.learn(keyRegion, version)
    this.#store(keyRegion, store)
  }

  /** After a break the peer may have missed some. */
  announceAgain(peer: number): void {
    this.#announced.delete(peer)
  }

  /** The watermarks of the regions led here, for every peer that does not know them yet. */
  announce(chains: Chains, send: (peer: number, message: LinkMessage) => void): void {
    for (const [region, leader] of chains.leaders) {
      const version = leader.watermark
      const { wedged, view } = chains.replicas.get(region)!
      // With nothing pending a leader claims that all it issued has committed; one that has forgotten what it issued must not.
      if (version === 0 || wedged || view.reconciling.has(region)) continue
      this.learn(region, version)
      const location = chains.index.regionById(region)!
      const { epoch } = location.region
      for (const peer of chains.peersOf(location.space)) {
        let told = this.#announced.get(peer)
        if (!told) {
          told = new Map()
          this.#announced.set(peer, told)
        }
        if (told.get(region) === version) continue
        told.set(region, version)
        send(peer, { fromRegion: region, fromEpoch: epoch, toRegion: region, toEpoch: epoch, watermark: { version } })
      }
    }
  }

  /** Lets replicas forget what the watermarks have passed, storing those watermarks in the same batch. */
  forget(chains: Chains, store: StoreView, now: number): void {
    for (const replica of chains.replicas.values()) {
      // A page on its way to a learner may hold what a removal that is forgotten now has removed.
      if (replica.remembered.size === 0 || replica.incomplete) continue
      for (const [keyRegion, version] of replica.remembered.forget((region) => this.get(region), now)) {
        if (chains.index.regionById(keyRegion)) this.#store(keyRegion, store)
        // A removal of the grid before: what has been forgotten is to be known from the region's own disk.
        else if (replica.subspace === 0) this.keep(replica.region, version, store)
      }
    }
  }

  #store(keyRegion: number, store: StoreView): void {
    const row = new Uint8Array(8)
    writeUint64(row, 0, this.get(keyRegion))
    store.put(watermarkKey(keyRegion), row)
  }

  /** Under a configuration that is installed now. Regions that are no more need no watermark. */
  retain(index: ConfigurationIndex, store: StoreView): void {
    this.#index = index
    for (const region of this.#known.keys()) {
      if (index.regionById(region)) continue
      this.#known.delete(region)
      store.remove(watermarkKey(region))
    }
    for (const told of this.#announced.values()) for (const region of told.keys()) if (!index.regionById(region)) told.delete(region)
  }
}
