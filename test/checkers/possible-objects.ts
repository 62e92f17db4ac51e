// Which states an object may have had between two moments, over every order of its calls: a walk along the moments of the history with
// all configurations that the calls so far allow. It looks only forward: a state that a later answer excludes is still called possible,
// unless a version tells. That is the safe side for what asks here (bounds of counts).
import { type Configuration, type Entry, isPlaced, isSubset, Placement } from './configuration.ts'
import type { Moment } from './history.ts'
import type { MaybeObject, ObjectState } from './model.ts'

/** The states possible at some moment from `from` to `to`, or undefined when there were too many ways to follow them. */
export type PossibleObjects = (from: Moment, to: Moment) => readonly MaybeObject[] | undefined

interface Segment {
  readonly since: Moment
  readonly objects: readonly MaybeObject[]
}

/** Configurations followed at one moment, and entries tried in all. */
const mostConfigurations = 500
const mostSteps = 100_000

export function possibleObjects(entries: readonly Entry[], initial: ObjectState | undefined): PossibleObjects {
  const segments = new Walk(entries, initial).run()
  return (from, to) => {
    const objects = new Set<MaybeObject>()
    for (const [index, { since, objects: possible }] of segments.entries()) {
      if (since > to) break
      const until = segments[index + 1]?.since
      if (until !== undefined && until < from) continue
      if (possible.length === 0) return undefined
      for (const object of possible) objects.add(object)
    }
    return [...objects]
  }
}

class Walk {
  readonly #placement: Placement<Entry>
  /** By what tells configurations apart but for the optional entries used; of those only the ones with the fewest. */
  #configurations = new Map<string, Configuration<Entry>[]>()
  #size = 0
  #requiredBegun = 0
  #optionalBegun = 0

  constructor(entries: readonly Entry[], initial: ObjectState | undefined) {
    this.#placement = new Placement(entries)
    this.#add(this.#placement.start(initial))
  }

  /** A segment without objects: from there on it could not be followed. */
  run(): Segment[] {
    const segments = [this.#segment(Number.NEGATIVE_INFINITY)]
    const { required, optional } = this.#placement
    const ends = [...required.keys()].sort((a, b) => required[a]!.to - required[b]!.to)
    const moments = [...new Set([...required, ...optional].flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
    let ended = 0
    for (const moment of moments) {
      if (moment === Number.POSITIVE_INFINITY) break
      this.#begin(moment)
      if (this.#size > mostConfigurations || this.#placement.steps > mostSteps) return [...segments, { since: moment, objects: [] }]
      segments.push(this.#segment(moment))
      const before = ended
      while (ended < ends.length && required[ends[ended]!]!.to === moment) ended++
      if (ended === before) continue
      this.#keep(ends.slice(before, ended))
      segments.push(this.#segment(moment))
    }
    return segments
  }

  /** Everything that the entries beginning at this moment make reachable. */
  #begin(moment: Moment): void {
    const { required, optional } = this.#placement
    const [firstRequired, firstOptional] = [this.#requiredBegun, this.#optionalBegun]
    while (required[this.#requiredBegun]?.from === moment) this.#requiredBegun++
    while (optional[this.#optionalBegun]?.from === moment) this.#optionalBegun++
    if (firstRequired === this.#requiredBegun && firstOptional === this.#optionalBegun) return
    const before = [...this.#configurations.values()].flat()
    const fresh: Configuration<Entry>[] = []
    for (const configuration of before) this.#expand(configuration, firstRequired, firstOptional, fresh)
    for (let next = fresh.pop(); next !== undefined && this.#size <= mostConfigurations; next = fresh.pop()) {
      if (this.#holds(next)) this.#expand(next, 0, 0, fresh)
    }
  }

  /** What one more entry, of those begun and from the given indexes on, makes of a configuration. */
  #expand(configuration: Configuration<Entry>, firstRequired: number, firstOptional: number, fresh: Configuration<Entry>[]): void {
    for (let index = Math.max(configuration.low, firstRequired); index < this.#requiredBegun; index++) {
      if (isPlaced(configuration.low, configuration.beyond, index)) continue
      const after = this.#placement.require(configuration, index)
      if (after === undefined) continue
      if (this.#add(after)) fresh.push(after)
      if (!this.#placement.isFree(configuration, after)) continue
      this.#remove(configuration)
      return
    }
    for (let index = firstOptional; index < this.#optionalBegun; index++) {
      const after = this.#placement.take(configuration, index)
      if (after !== undefined && this.#add(after)) fresh.push(after)
    }
  }

  /** Entries that have ended have been placed. */
  #keep(ended: readonly number[]): void {
    for (const configuration of [...this.#configurations.values()].flat()) {
      const { low, beyond } = configuration
      if (!ended.every((index) => isPlaced(low, beyond, index))) this.#remove(configuration)
    }
  }

  /** False when it, or one that leaves more choice, is there. */
  #add(configuration: Configuration<Entry>): boolean {
    const text = textOf(configuration)
    const same = this.#configurations.get(text) ?? []
    if (same.some(({ used }) => isSubset(used, configuration.used))) return false
    const kept = same.filter(({ used }) => !isSubset(configuration.used, used))
    this.#size += kept.length + 1 - same.length
    this.#configurations.set(text, [...kept, configuration])
    return true
  }

  #holds(configuration: Configuration<Entry>): boolean {
    return this.#configurations.get(textOf(configuration))?.includes(configuration) ?? false
  }

  #remove(configuration: Configuration<Entry>): void {
    const text = textOf(configuration)
    const same = this.#configurations.get(text) ?? []
    const kept = same.filter((other) => other !== configuration)
    this.#size += kept.length - same.length
    if (kept.length === 0) this.#configurations.delete(text)
    else this.#configurations.set(text, kept)
  }

  #segment(since: Moment): Segment {
    const objects = new Map<number, MaybeObject>()
    for (const same of this.#configurations.values()) for (const { objectNumber, object } of same) objects.set(objectNumber, object)
    return { since, objects: [...objects.values()] }
  }
}

function textOf({ low, beyond, objectNumber, version, exact }: Configuration<Entry>): string {
  return `${low} ${beyond.join()} ${objectNumber} ${version}${exact ? '' : '+'}`
}
