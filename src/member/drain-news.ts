// When all that was judged in the key regions led here has committed, of grids that retire (docs/repartition.md, The key's grid): writers wait for the
// coordinator to hear of it.
import type { Chains } from './chains.ts'

export class DrainNews {
  readonly #chains: Chains
  /** The configuration under which nothing was left to be drained. */
  #seenAt = 0

  constructor(chains: Chains) {
    this.#chains = chains
  }

  /** True once for each configuration in which such regions are led here. To be asked at the end of every turn. */
  take(): boolean {
    const { leaders, replicas, index } = this.#chains
    const { version } = index.configuration
    if (this.#seenAt === version) return false
    let retiring = 0
    for (const [region, leader] of leaders) {
      if (!replicas.get(region)!.view.closed) continue
      if (!leader.drained) return false
      retiring++
    }
    this.#seenAt = version
    return retiring > 0
  }
}
