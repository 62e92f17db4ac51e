// One step of putting calls on one object into an order: what has been placed so far, and what fits next. order.ts looks for one order
// of all calls, possible-objects.ts for every object that some order leads to.
import type { Moment } from './history.ts'
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
  /** It was done at this version of the object and at no other. */
  readonly atVersion?: number
  /** A write that leaves an object alone that it does not concern: then `step` gives the same object, and it takes no version. */
  readonly mayPass?: boolean
  /**
   * The object after it, or `refused` when on this object it would have been answered otherwise.
   * `version`: the object's, undefined when it is not known for sure.
   */
  step(before: MaybeObject, version: number | undefined): MaybeObject | typeof refused
  /** What it does, in words; two entries of the same text that are not required and never end are interchangeable. */
  readonly text: string
}

export const refused = Symbol('answered otherwise')

export interface Configuration<E> {
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

/** The entries of one object, sorted, and the steps between configurations of them. */
export class Placement<E extends Entry> {
  readonly required: readonly E[]
  readonly optional: readonly E[]
  /** Indexes of the required entries that have a version, rising by it, a write before the reads of what it wrote. */
  readonly #byVersion: readonly number[]
  /** Some optional entry has an end. */
  readonly #optionalEnds: boolean
  /** Somebody was told a version, or asked for one. */
  readonly #versions: boolean
  readonly #objectNumbers = new Map<string, number>()
  /** Entries tried so far. */
  steps = 0

  constructor(entries: readonly E[]) {
    const rising = [...entries].sort((a, b) => a.from - b.from)
    this.required = rising.filter((entry) => entry.required)
    this.optional = rising.filter((entry) => !entry.required)
    this.#optionalEnds = this.optional.some((entry) => entry.to !== Number.POSITIVE_INFINITY)
    const required = this.required
    this.#byVersion = [...required.keys()]
      .filter((index) => required[index]!.version !== undefined)
      .sort((a, b) => required[a]!.version! - required[b]!.version! || Number(required[b]!.writes) - Number(required[a]!.writes))
    this.#versions = this.#byVersion.length > 0 || rising.some(({ atVersion }) => atVersion !== undefined)
  }

  start(initial: ObjectState | undefined): Configuration<E> {
    return {
      low: 0,
      beyond: [],
      used: [],
      nextVersion: 0,
      object: initial,
      objectNumber: this.#objectNumber(initial),
      version: -1,
      exact: initial === undefined,
      latest: Number.NEGATIVE_INFINITY,
      placed: 0,
      previous: undefined,
      entry: undefined,
    }
  }

  /** After the required entry of that index, or undefined when it does not fit there. */
  require(configuration: Configuration<E>, index: number): Configuration<E> | undefined {
    return this.#follow(configuration, this.required[index]!, index)
  }

  /** After the optional entry of that index, or undefined when it does not fit there, is used already, or ended too early. */
  take(configuration: Configuration<E>, index: number): Configuration<E> | undefined {
    const entry = this.optional[index]!
    if (entry.to < configuration.latest || configuration.used.includes(index)) return undefined
    return this.#follow(configuration, entry, undefined, index)
  }

  /**
   * The step was a read that fits and learns nothing new: to take it at once excludes nothing, because it could not change anything
   * wherever else it were placed.
   */
  isFree(before: Configuration<E>, after: Configuration<E>): boolean {
    const same = after.objectNumber === before.objectNumber && after.version === before.version && after.exact === before.exact
    return same && !after.entry!.writes && !this.#hurries(before, after.entry!)
  }

  /** An optional entry that ended before this one began would come too late after it. */
  #hurries(configuration: Configuration<E>, entry: E): boolean {
    if (!this.#optionalEnds) return false
    return this.optional.some(({ to }, index) => to < entry.from && to >= configuration.latest && !configuration.used.includes(index))
  }

  /** The configuration after one more entry, or undefined when it does not fit there. */
  #follow(configuration: Configuration<E>, entry: E, index: number | undefined, optional?: number): Configuration<E> | undefined {
    this.steps++
    let { version, exact } = configuration
    const object = entry.step(configuration.object, exact ? version : undefined)
    if (object === refused) return undefined
    if (entry.atVersion !== undefined) {
      if (exact ? version !== entry.atVersion : version >= entry.atVersion) return undefined
      version = entry.atVersion
      exact = true
    }
    const passes = entry.mayPass === true && object === configuration.object
    if (entry.version !== undefined) {
      const due = this.required[this.#byVersion[configuration.nextVersion]!]!
      if (entry.version > due.version! || (due.writes && due !== entry)) return undefined
      if (entry.writes || !exact ? entry.version <= version : entry.version !== version) return undefined
      version = entry.version
      exact = true
    } else if (entry.writes && !passes && this.#versions) {
      if (exact) exact = false
      else version++
    }
    let { low, beyond, nextVersion } = configuration
    if (index !== undefined) {
      ;({ low, beyond } = place(low, beyond, index))
      while (nextVersion < this.#byVersion.length && isPlaced(low, beyond, this.#byVersion[nextVersion]!)) nextVersion++
    }
    const nextLowest = this.required[this.#byVersion[nextVersion] ?? -1]?.version
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

  #objectNumber(object: MaybeObject): number {
    const text = objectText(object)
    const known = this.#objectNumbers.get(text)
    if (known !== undefined) return known
    this.#objectNumbers.set(text, this.#objectNumbers.size)
    return this.#objectNumbers.size - 1
  }
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

export function isPlaced(low: number, beyond: readonly number[], index: number): boolean {
  return index < low || beyond.includes(index)
}

function insert(rising: readonly number[], number: number): number[] {
  const at = rising.findIndex((other) => other > number)
  return at === -1 ? [...rising, number] : [...rising.slice(0, at), number, ...rising.slice(at)]
}

export function isSubset(fewer: readonly number[], more: readonly number[]): boolean {
  if (fewer.length > more.length) return false
  let index = 0
  for (const number of more) if (fewer[index] === number) index++
  return index === fewer.length
}
