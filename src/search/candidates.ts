// The keys of the objects that a search has to look at, where indexes name few enough: those of the cheapest way (probe.ts), less those
// that other ways leave out (intersection.ts).
import { Intersection, type IntersectionOptions, type NamedKeys } from './intersection.ts'
import type { Probe } from './probe.ts'
import type { RangeReader } from './range-reader.ts'

export class Candidates {
  readonly #probe: Probe
  readonly #options: Omit<IntersectionOptions, 'probed'>
  #intersection: Intersection | undefined

  constructor(probe: Probe, options: Omit<IntersectionOptions, 'probed'>) {
    this.#probe = probe
    this.#options = options
  }

  hungry(): readonly RangeReader[] {
    return (this.#intersection ?? this.#probe).hungry()
  }

  /** Undefined: no way is worth it. */
  outcome(): NamedKeys | 'waiting' | undefined {
    if (!this.#intersection) {
      const probed = this.#probe.outcome()
      if (!probed || probed === 'waiting') return probed
      this.#intersection = new Intersection({ ...this.#options, probed })
    }
    return this.#intersection.outcome()
  }
}
