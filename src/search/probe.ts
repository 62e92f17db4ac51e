// Which way into the regions is cheapest, found by trying: each way's keys are read side by side, in rounds of growing size, until one way
// is at its end. What it has read by then is the answer's candidates, so the trial is no waste; ways that grow too long drop out.
import { readIndexKey } from '../replication/layout.ts'
import { type Bytes, copyBytes } from '../values/bytes.ts'
import { keyFormOf } from './key-scan.ts'
import type { Allowance, KeyAt } from './object-source.ts'
import type { HeldEntry, RangeReader, RegionReader } from './range-reader.ts'

export interface ProbedPath {
  /** 0: the object rows, by key. Else the index of that attribute, or a further way (AccessPaths). */
  readonly attribute: number
  /** Keys only. */
  readonly regions: readonly RegionReader[]
}

/** A way with the keys that it has named so far, in no order; a relocating object's key may be there for two regions. */
export interface Contestant extends ProbedPath {
  readonly keys: KeyAt[]
}

export interface ProbeOutcome {
  /** Read to its end. */
  readonly winner: Contestant
  /** Ways that were still in the race: read to their ends, or with nothing under way. */
  readonly others: readonly Contestant[]
}

interface Runner extends Contestant {
  /** How many of this round each region has given. */
  readonly given: number[]
}

/** An object named by an index costs a read of its own, one that is scanned comes along. */
export const indexWeight = 3
const firstRound = 256
const roundGrowth = 8

export class Probe {
  #runners: readonly Runner[]
  readonly #keysMax: number
  readonly #allowance: Allowance
  /** Keys a region may give in this round. */
  #quota: number

  /** `keysMax`: a way with more keys than this is not worth going. */
  constructor(paths: readonly ProbedPath[], keysMax: number, allowance: Allowance) {
    this.#runners = paths.map((path) => ({ ...path, keys: [], given: path.regions.map(() => 0) }))
    this.#keysMax = keysMax
    this.#allowance = allowance
    this.#quota = Math.ceil(firstRound / Math.max(1, paths[0]?.regions.length ?? 1))
  }

  hungry(): readonly RangeReader[] {
    return this.#runners.flatMap(({ regions, given }) =>
      regions.filter(({ reader }, index) => reader.hungry && given[index]! < this.#quota).map(({ reader }) => reader),
    )
  }

  /** Undefined: no way is worth it. */
  outcome(): ProbeOutcome | 'waiting' | undefined {
    for (const runner of this.#runners) this.#gather(runner)
    this.#runners = this.#runners.filter(({ keys }) => keys.length <= this.#keysMax)
    if (this.#runners.length === 0) return undefined
    if (this.#runners.some((runner) => !this.#roundIsOver(runner))) return 'waiting'
    let winner: Runner | undefined
    for (const runner of this.#runners) {
      if (isComplete(runner) && (!winner || weightOf(runner) < weightOf(winner))) winner = runner
    }
    if (winner) return { winner, others: this.#runners.filter((runner) => runner !== winner) }
    this.#quota *= roundGrowth
    for (const { given } of this.#runners) given.fill(0)
    return 'waiting'
  }

  #roundIsOver({ regions, given }: Runner): boolean {
    return regions.every(({ reader }, index) => reader.finished || (!reader.head && !reader.asked && given[index]! >= this.#quota))
  }

  #gather({ attribute, regions, keys, given }: Runner): void {
    regions.forEach(({ region, reader }, index) => {
      for (let entry = reader.head; entry; entry = reader.head) {
        keys.push({ region, keyForm: copyBytes(namedKey(attribute, entry)) })
        given[index]!++
        this.#allowance.left--
        reader.advance()
      }
    })
  }
}

export function isComplete({ regions }: Contestant): boolean {
  return regions.every(({ reader }) => reader.finished)
}

/** The key, in ordered form, that a row of a way names. */
export function namedKey(attribute: number, entry: HeldEntry): Bytes {
  return attribute === 0 ? keyFormOf(entry) : readIndexKey(entry.key).key
}

function weightOf({ attribute, keys }: Contestant): number {
  return attribute === 0 ? keys.length : keys.length * indexWeight
}
