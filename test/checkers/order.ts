// Can the calls on one object be put into one order that respects real time and that a single object, taking them one after another,
// would have answered in the same way? The search of Wing and Gong with Lowe's memory of visited configurations; as in Porcupine a
// history is cut by keys first (its callers do that). What makes it fast here: reads that fit are placed at once; versions,
// where clients were told them, leave only one next write; of equal calls of unknown outcome the earliest is tried first; and a
// configuration is dropped when the same was reached with fewer calls of unknown outcome, which are visited first.
import { type Configuration, type Entry, isSubset, Placement } from './configuration.ts'
import { CheckerGaveUp, type Moment } from './history.ts'
import type { MaybeObject, ObjectState } from './model.ts'

export interface Placed<E> {
  readonly entry: E
  readonly after: MaybeObject
}

export type OrderResult<E> =
  | { readonly found: true; readonly order: readonly Placed<E>[] }
  /** The longest order found, the object after it, and the required entry that had to come next at the latest. */
  | { readonly found: false; readonly longest: readonly Placed<E>[]; readonly object: MaybeObject; readonly blocked: E }

export interface OrderOptions {
  readonly initial?: ObjectState | undefined
  /** Entries tried before giving up. Default 1,000,000 (about a second). */
  readonly budget?: number
}

const defaultBudget = 1_000_000

/** @throws CheckerGaveUp when the budget is used up */
export function findOrder<E extends Entry>(entries: readonly E[], options: OrderOptions = {}): OrderResult<E> {
  return new OrderSearch(entries, options).run()
}

class OrderSearch<E extends Entry> {
  readonly #placement: Placement<E>
  readonly #budget: number
  readonly #initial: ObjectState | undefined
  readonly #visited = new Map<string, (readonly number[])[]>()

  constructor(entries: readonly E[], options: OrderOptions) {
    this.#placement = new Placement(entries)
    this.#budget = options.budget ?? defaultBudget
    this.#initial = options.initial
  }

  run(): OrderResult<E> {
    const { required, optional } = this.#placement
    const start = this.#placement.start(this.#initial)
    const frontier = new Frontier<E>()
    frontier.push(start)
    let longest = start
    for (let configuration = frontier.pop(); configuration !== undefined; configuration = frontier.pop()) {
      if (configuration.low === required.length) return { found: true, order: orderOf(configuration) }
      if (configuration.placed > longest.placed) longest = configuration
      if (this.#placement.steps > this.#budget) {
        const calls = `${required.length} answered calls and ${optional.length} of unknown outcome`
        throw new CheckerGaveUp(`No order found and none excluded after ${this.#budget} steps over ${calls}; check shorter histories`)
      }
      if (this.#remember(configuration)) this.#expand(configuration, frontier)
    }
    return { found: false, longest: orderOf(longest), object: longest.object, blocked: this.#mostUrgent(longest) }
  }

  /** Pushes what may come next, the likeliest last. */
  #expand(configuration: Configuration<E>, frontier: Frontier<E>): void {
    const { candidates, bound } = this.#candidates(configuration)
    const next: Configuration<E>[] = []
    for (const index of candidates) {
      const after = this.#placement.require(configuration, index)
      if (after === undefined) continue
      if (this.#placement.isFree(configuration, after)) {
        frontier.push(after)
        return
      }
      next.push(after)
    }
    const tried = new Set<string>()
    for (const [index, entry] of this.#placement.optional.entries()) {
      if (entry.from > bound) break
      if (entry.to === Number.POSITIVE_INFINITY && !configuration.used.includes(index)) {
        if (tried.has(entry.text)) continue
        tried.add(entry.text)
      }
      const after = this.#placement.take(configuration, index)
      if (after !== undefined) next.push(after)
    }
    for (let index = next.length - 1; index >= 0; index--) frontier.push(next[index]!)
  }

  /** The required entries that may come next, the most urgent first, and the moment by which something has to. */
  #candidates(configuration: Configuration<E>): { candidates: number[]; bound: Moment } {
    const candidates: number[] = []
    let bound = Number.POSITIVE_INFINITY
    let placedAbove = 0
    for (let index = configuration.low; index < this.#placement.required.length; index++) {
      const entry = this.#placement.required[index]!
      if (entry.from > bound) break
      if (configuration.beyond[placedAbove] === index) {
        placedAbove++
        continue
      }
      candidates.push(index)
      if (entry.to < bound) bound = entry.to
    }
    return { candidates: candidates.sort((a, b) => this.#placement.required[a]!.to - this.#placement.required[b]!.to), bound }
  }

  /** False when this configuration, or one that leaves more choice, was here before. */
  #remember(configuration: Configuration<E>): boolean {
    const { low, beyond, objectNumber, version, exact, used } = configuration
    const text = `${low} ${beyond.join()} ${objectNumber} ${version}${exact ? '' : '+'}`
    const seen = this.#visited.get(text)
    if (seen === undefined) {
      this.#visited.set(text, [used])
      return true
    }
    if (seen.some((fewer) => isSubset(fewer, used))) return false
    seen.push(used)
    return true
  }

  #mostUrgent(configuration: Configuration<E>): E {
    return this.#placement.required[this.#candidates(configuration).candidates[0]!]!
  }
}

/** The next configuration to visit: of those with the most required entries placed one with the fewest others. */
class Frontier<E> {
  /** By required entries placed, then by optional ones. */
  readonly #waiting: Configuration<E>[][][] = []

  push(configuration: Configuration<E>): void {
    while (this.#waiting.length <= configuration.placed) this.#waiting.push([])
    const level = this.#waiting[configuration.placed]!
    while (level.length <= configuration.used.length) level.push([])
    level[configuration.used.length]!.push(configuration)
  }

  pop(): Configuration<E> | undefined {
    for (let level = this.#waiting.at(-1); level !== undefined; level = this.#waiting.at(-1)) {
      const fewest = level.find((waiting) => waiting.length > 0)
      if (fewest !== undefined) return fewest.pop()
      this.#waiting.pop()
    }
    return undefined
  }
}

function orderOf<E>(last: Configuration<E>): Placed<E>[] {
  const order: Placed<E>[] = []
  for (let at: Configuration<E> | undefined = last; at?.entry !== undefined; at = at.previous)
    order.push({ entry: at.entry, after: at.object })
  return order.reverse()
}
