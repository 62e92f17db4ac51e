// Rows on this disk of regions whose chain this server has left. While such a chain is short they stay, as a cache for the case that this server
// is to learn the region again; when the chain is whole without it, or the region is gone, they are removed (docs/repair.md, States). Removing
// takes time: who learns the region meanwhile waits for its end.
import { chainOf, type Region } from '../cluster/configuration.ts'
import type { ConfigurationIndex } from '../cluster/lookup.ts'
import { membershipKey, membershipRow, noMembership, regionRange, rowKind } from '../replication/layout.ts'
import type { StoreView } from '../replication/store-view.ts'
import { allKinds, clearedKinds } from '../replication/transfer/region-rows.ts'
import type { Cleanups } from './cleanups.ts'

export class FormerRegions {
  readonly #server: number
  readonly #store: StoreView
  readonly #kept = new Set<number>()
  readonly #cleanups: Cleanups
  /** Region → ranges of it that are on their way out. */
  readonly #removing = new Map<number, number>()
  /** Region → what comes when nothing of it is being removed any more. */
  readonly #then = new Map<number, () => void>()

  constructor(server: number, store: StoreView, cleanups: Cleanups) {
    this.#server = server
    this.#store = store
    this.#cleanups = cleanups
  }

  /** The region is not this server's any more. `review` decides what becomes of its rows. */
  leave(region: number): void {
    this.#then.delete(region)
    this.#kept.add(region)
  }

  /** Under the installed configuration. `turn` is the one whose batch is being filled. */
  review(index: ConfigurationIndex, turn: number): void {
    for (const region of this.#kept) {
      const location = index.regionById(region)
      if (location && this.#mayReturn(location.region, location.space.definition.tolerate)) continue
      this.#kept.delete(region)
      this.#store.forget(regionRange(rowKind.object, region))
      this.#remove(region, location ? allKinds : [...allKinds, rowKind.watermark], turn)
    }
  }

  /**
   * Removes everything of the region but its objects. `then` is called when nothing of it is being removed any more. Should this run end before
   * the copy does, the next one finds the region by a membership row: objects alone are not among the rows that a start reads.
   */
  clear(region: number, turn: number, then: () => void): void {
    this.#kept.delete(region)
    this.#then.set(region, then)
    this.#store.put(membershipKey(region), membershipRow(noMembership))
    this.#remove(region, clearedKinds, turn)
  }

  #mayReturn(region: Region, tolerate: number): boolean {
    return !chainOf(region).includes(this.#server) && (region.learner !== undefined || region.members.length <= tolerate)
  }

  #remove(region: number, kinds: readonly number[], turn: number): void {
    this.#removing.set(region, (this.#removing.get(region) ?? 0) + kinds.length)
    for (const kind of kinds) this.#cleanups.remove(regionRange(kind, region), turn, () => this.#removed(region))
  }

  #removed(region: number): void {
    const left = this.#removing.get(region)! - 1
    if (left > 0) {
      this.#removing.set(region, left)
      return
    }
    this.#removing.delete(region)
    const then = this.#then.get(region)
    this.#then.delete(region)
    then?.()
  }
}
