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
  /** Region → how to give up what is being removed of it. */
  readonly #removing = new Map<number, () => void>()

  constructor(server: number, store: StoreView, cleanups: Cleanups) {
    this.#server = server
    this.#store = store
    this.#cleanups = cleanups
  }

  /** The region is not this server's any more. `review` decides what becomes of its rows. */
  leave(region: number): void {
    this.#kept.add(region)
  }

  /** Under the installed configuration. `turn` is the one whose batch is being filled. */
  review(index: ConfigurationIndex, turn: number): void {
    for (const region of this.#kept) {
      const location = index.regionById(region)
      if (location && this.#mayReturn(location.region, location.space.definition.tolerate)) continue
      this.#kept.delete(region)
      this.#store.forget(regionRange(rowKind.object, region))
      this.#mark(region)
      this.#remove(region, location ? allKinds : [rowKind.watermark, ...allKinds], turn, undefined)
    }
  }

  /**
   * Removes everything of the region but its objects, before all that nobody waits for; a removal of the whole region that is under way is given up.
   * `then` is called when nothing of it is being removed any more.
   */
  clear(region: number, turn: number, then: () => void): void {
    const isGivenUp = this.#removing.has(region)
    this.#kept.delete(region)
    this.#mark(region)
    this.#remove(region, clearedKinds, turn, () => {
      // What was given up may have taken the row away since.
      if (isGivenUp) this.#mark(region)
      then()
    })
  }

  /** Should this run end before the removal or the copy does, the next one finds the region by this row: objects are not among the rows a start reads. */
  #mark(region: number): void {
    this.#store.put(membershipKey(region), membershipRow(noMembership))
  }

  #mayReturn(region: Region, tolerate: number): boolean {
    return !chainOf(region).includes(this.#server) && (region.learner !== undefined || region.members.length <= tolerate)
  }

  /** `then`: of who waits for it. */
  #remove(region: number, kinds: readonly number[], turn: number, then: (() => void) | undefined): void {
    this.#removing.get(region)?.()
    const giveUp = this.#cleanups.remove({
      region,
      ranges: kinds.map((kind) => regionRange(kind, region)),
      turn,
      urgent: then !== undefined,
      ended: () => {
        this.#removing.delete(region)
        then?.()
      },
    })
    this.#removing.set(region, giveUp)
  }
}
