// Can the calls on one object be put into one order that respects real time and that a single object, taking them one after another,
// would have answered in the same way? The search of Wing and Gong with Lowe's memory of visited configurations; as in Porcupine a
// history is cut by keys first (its callers do that). What makes it fast here: reads that fit are placed at once; versions,
// where clients were told them, leave only one next write; of equal calls of unknown outcome the earliest is tried first; and a
// configuration is dropped when the same was reached with fewer calls of unknown outcome, which are visited first.
import { CheckerGaveUp, type Moment } from './history.ts'
import { type MaybeObject, type ObjectState, objectText } from './model.ts'

export interface Entry {
  readonly from: Moment
  /** Infinity: no end is known. */
  readonly to: Moment
  /** False: may also have no effect at all. */
  readonly required: boolean
  /** Takes a new version when it is placed; false of everything that reads. */
  readonly writes: boolean
  /** Of the object after a write, or of the object that was read. Only required entries have one. */
  readonly version?: number
  /** The object after it, or `refused` when on this object it would have been answered otherwise. */
  step(before: MaybeObject): MaybeObject | typeof refused
  /** What it does, in words; two entries of the same text that are not required and never end are interchangeable. */
  readonly text: string
}

export const refused = Symbol('answered otherwise')

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

interface Configuration<E> {
  /** Every required entry below this index is placed … */
  readonly low: number
  /** … and these above it, rising. */
  readonly beyond: readonly number[]
  /** Optional entries placed, rising. */
  readonly used: readonly number[]
  /** Index into the required entries by version of the first one not placed. */
  readonly nextVersion: number
  readonly object: MaybeObject
  readonly objectNumber: number
  /** The object's version when `exact`, else the version is any number above this. */
  readonly version: number
  readonly exact: boolean
  /** The latest invocation placed: an optional entry that ended before it comes too late. */
  readonly latest: Moment
  readonly placed: number
  readonly previous: Configuration<E> | undefined
  readonly entry: E | undefined
}

const defaultBudget = 1_000_000

/** @throws CheckerGaveUp when the budget is used up */
export function findOrder<E extends Entry>(entries: readonly E[], options: OrderOptions = {}): OrderResult<E> {
  return new OrderSearch(entries, options).run()
}

class OrderSearch<E extends Entry> {
  readonly #required: readonly E[]
  readonly #optional: readonly E[]
  /** Indexes of the required entries that have a version, rising by it, a write before the reads of what it wrote. */
  readonly #byVersion: readonly number[]
  /** Some optional entry has an end. */
  readonly #optionalEnds: boolean
  readonly #budget: number
  readonly #initial: MaybeObject
  readonly #objectNumbers = new Map<string, number>()
  #steps = 0
  readonly #visited = new Map<string, (readonly number[])[]>()

  constructor(entries: readonly E[], options: OrderOptions) {
    const rising = [...entries].sort((a, b) => a.from - b.from)
    this.#required = rising.filter((entry) => entry.required)
    this.#optional = rising.filter((entry) => !entry.required)
    this.#optionalEnds = this.#optional.some((entry) => entry.to !== Number.POSITIVE_INFINITY)
    const required = this.#required
    this.#byVersion = [...required.keys()]
      .filter((index) => required[index]!.version !== undefined)
      .sort((a, b) => required[a]!.version! - required[b]!.version! || Number(required[b]!.writes) - Number(required[a]!.writes))
    this.#budget = options.budget ?? defaultBudget
    this.#initial = options.initial
  }

  run(): OrderResult<E> {
    const start: Configuration<E> = {
      low: 0,
      beyond: [],
      used: [],
      nextVersion: 0,
      object: this.#initial,
      objectNumber: this.#objectNumber(this.#initial),
      version: -1,
      exact: false,
      latest: Number.NEGATIVE_INFINITY,
      placed: 0,
      previous: undefined,
      entry: undefined,
    }
    const frontier = new Frontier<E>()
    frontier.push(start)
    let longest = start
    for (let configuration = frontier.pop(); configuration !== undefined; configuration = frontier.pop()) {
      if (configuration.low === this.#required.length) return { found: true, order: orderOf(configuration) }
      if (configuration.placed > longest.placed) longest = configuration
      if (this.#steps > this.#budget) {
        const calls = `${this.#required.length} answered calls and ${this.#optional.length} of unknown outcome`
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
      const entry = this.#required[index]!
      const after = this.#follow(configuration, entry, index)
      if (after === undefined) continue
      if (!entry.writes && samePlace(configuration, after) && !this.#hurries(configuration, entry)) {
        frontier.push(after)
        return
      }
      next.push(after)
    }
    const tried = new Set<string>()
    for (const [index, entry] of this.#optional.entries()) {
      if (entry.from > bound) break
      if (entry.to < configuration.latest || configuration.used.includes(index)) continue
      if (entry.to === Number.POSITIVE_INFINITY) {
        if (tried.has(entry.text)) continue
        tried.add(entry.text)
      }
      const after = this.#follow(configuration, entry, undefined, index)
      if (after !== undefined) next.push(after)
    }
    for (let index = next.length - 1; index >= 0; index--) frontier.push(next[index]!)
  }

  /** An optional entry that ended before this one began would come too late after it. */
  #hurries(configuration: Configuration<E>, entry: E): boolean {
    if (!this.#optionalEnds) return false
    return this.#optional.some(({ to }, index) => to < entry.from && to >= configuration.latest && !configuration.used.includes(index))
  }

  /** The required entries that may come next, the most urgent first, and the moment by which something has to. */
  #candidates(configuration: Configuration<E>): { candidates: number[]; bound: Moment } {
    const candidates: number[] = []
    let bound = Number.POSITIVE_INFINITY
    let placedAbove = 0
    for (let index = configuration.low; index < this.#required.length; index++) {
      const entry = this.#required[index]!
      if (entry.from > bound) break
      if (configuration.beyond[placedAbove] === index) {
        placedAbove++
        continue
      }
      candidates.push(index)
      if (entry.to < bound) bound = entry.to
    }
    return { candidates: candidates.sort((a, b) => this.#required[a]!.to - this.#required[b]!.to), bound }
  }

  /** The configuration after one more entry, or undefined when it does not fit there. */
  #follow(configuration: Configuration<E>, entry: E, index: number | undefined, optional?: number): Configuration<E> | undefined {
    this.#steps++
    let { version, exact } = configuration
    if (entry.version !== undefined) {
      const due = this.#required[this.#byVersion[configuration.nextVersion]!]!
      if (entry.version > due.version! || (due.writes && due !== entry)) return undefined
      if (entry.writes || !exact ? entry.version <= version : entry.version !== version) return undefined
      version = entry.version
      exact = true
    } else if (entry.writes && this.#byVersion.length > 0) {
      if (exact || configuration.previous === undefined) exact = false
      else version++
    }
    const object = entry.step(configuration.object)
    if (object === refused) return undefined
    let { low, beyond, nextVersion } = configuration
    if (index !== undefined) {
      ;({ low, beyond } = place(low, beyond, index))
      while (nextVersion < this.#byVersion.length && isPlaced(low, beyond, this.#byVersion[nextVersion]!)) nextVersion++
    }
    const nextLowest = this.#required[this.#byVersion[nextVersion] ?? -1]?.version
    if (nextLowest !== undefined && nextLowest < (exact ? version : version + 1)) return undefined
    return {
      low,
      beyond,
      used: optional === undefined ? configuration.used : insert(configuration.used, optional),
      nextVersion,
      object,
      objectNumber: object === configuration.object ? configuration.objectNumber : this.#objectNumber(object),
      version,
      exact,
      latest: Math.max(configuration.latest, entry.from),
      placed: configuration.placed + (index === undefined ? 0 : 1),
      previous: configuration,
      entry,
    }
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
    return this.#required[this.#candidates(configuration).candidates[0]!]!
  }

  #objectNumber(object: MaybeObject): number {
    const text = objectText(object)
    const known = this.#objectNumbers.get(text)
    if (known !== undefined) return known
    this.#objectNumbers.set(text, this.#objectNumbers.size)
    return this.#objectNumbers.size - 1
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

/** What reads goes first when it learns nothing new: it could not change anything wherever else it were placed. */
function samePlace<E>(before: Configuration<E>, after: Configuration<E>): boolean {
  return after.objectNumber === before.objectNumber && after.version === before.version && after.exact === before.exact
}

function orderOf<E>(last: Configuration<E>): Placed<E>[] {
  const order: Placed<E>[] = []
  for (let at: Configuration<E> | undefined = last; at?.entry !== undefined; at = at.previous)
    order.push({ entry: at.entry, after: at.object })
  return order.reverse()
}

function place(low: number, beyond: readonly number[], index: number): { low: number; beyond: readonly number[] } {
  if (index !== low) return { low, beyond: insert(beyond, index) }
  let next = low + 1
  let taken = 0
  while (beyond[taken] === next) {
    next++
    taken++
  }
  return { low: next, beyond: taken === 0 ? beyond : beyond.slice(taken) }
}

function isPlaced(low: number, beyond: readonly number[], index: number): boolean {
  return index < low || beyond.includes(index)
}

function insert(rising: readonly number[], number: number): number[] {
  const at = rising.findIndex((other) => other > number)
  return at === -1 ? [...rising, number] : [...rising.slice(0, at), number, ...rising.slice(at)]
}

function isSubset(fewer: readonly number[], more: readonly number[]): boolean {
  if (fewer.length > more.length) return false
  let index = 0
  for (const number of more) if (fewer[index] === number) index++
  return index === fewer.length
}
