// Searches that answer with no rows: each object that matched all the time is in the count or the groups, and none that never did.
import { AggregateCheck, groupsOutOfShape } from './aggregates.ts'
import type { Search } from './history.ts'
import type { MaybeObject } from './model.ts'
import type { RowOrder } from './search-shape.ts'

export interface Summary {
  readonly search: Search
  /** What the key may have been meanwhile, undefined in the place of what does not match; as a whole undefined when nobody knows. */
  addKey(key: string, matching: readonly MaybeObject[] | undefined): void
  /** What is wrong once every key was added. */
  problem(): string | undefined
}

/** Of a search that is none: undefined. */
export function summaryOf(search: Search, order: RowOrder): Summary | undefined {
  if (search.result.outcome === 'counted') return new CountSummary(search, search.result.count)
  if (search.result.outcome !== 'aggregated') return undefined
  const { groups } = search.result
  const aggregation = search.aggregation!
  const check = new AggregateCheck(aggregation, groups, order.compareValues)
  return {
    search,
    addKey: (key, matching) => (matching ? check.addKey(key, matching) : check.addUnknownKey()),
    problem: () => {
      const shape = groupsOutOfShape(aggregation, groups, order.compareValues)
      if (shape !== undefined) return `#${search.id} ${shape}`
      return check.isPossible() === false ? `The groups of #${search.id} are those of no objects that matched meanwhile` : undefined
    },
  }
}

class CountSummary implements Summary {
  readonly search: Search
  readonly #count: number
  #least = 0
  #most = 0

  constructor(search: Search, count: number) {
    this.search = search
    this.#count = count
  }

  addKey(_: string, matching: readonly MaybeObject[] | undefined): void {
    if (matching?.every((object) => object === undefined)) return
    this.#most++
    if (matching && !matching.includes(undefined)) this.#least++
  }

  problem(): string | undefined {
    if (this.#count >= this.#least && this.#count <= this.#most) return undefined
    const bounds = `at least ${this.#least} and at most ${this.#most} objects matched meanwhile`
    return `The count ${this.#count} of #${this.search.id} is impossible: ${bounds}`
  }
}
