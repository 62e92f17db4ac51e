// Which way into the regions is cheapest, found by trying: each way's keys are read side by side, in rounds of growing size, until one way
// is at its end. What it has read by then is the answer's candidates, so the trial is no waste; ways that grow too long drop out.
import { readIndexKey } from '../replication/layout.ts'
import { copyBytes } from '../values/bytes.ts'
import { keyFormOf } from './key-scan.ts'
import type { Allowance, KeyAt } from './object-source.ts'
import type { RangeReader, RegionReader } from './range-reader.ts'

export interface ProbedPath {
  /** 0: the object rows, by key. Else the index of that attribute, or a further way (AccessPaths). */
  readonly attribute: number
  /** Keys only. */
  readonly regions: readonly RegionReader[]
}

export interface ProbeWinner {
  readonly attribute: number
  /** In no order; a relocating object's key may be there for two regions. */
  readonly keys: readonly KeyAt[]
}

interface Contestant extends ProbedPath {
  readonly keys: KeyAt[]
  /** How many of this round each region has given. */
  readonly given: number[]
}

/** An object named by an index costs a read of its own, one that is scanned comes along. */
const indexWeight = 3
const firstRound = 256
const roundGrowth = 8

export class Probe {
  #contestants: readonly Contestant[]
  readonly #keysMax: number
  readonly #allowance: Allowance
  /** Keys a region may give in this round. */
  #quota: number

  /** `keysMax`: a way with more keys than this is not worth going. */
  constructor(paths: readonly ProbedPath[], keysMax: number, allowance: Allowance) {
    this.#contestants = paths.map((path) => ({ ...path, keys: [], given: path.regions.map(() => 0) }))
    this.#keysMax = keysMax
    this.#allowance = allowance
    this.#quota = Math.ceil(firstRound / Math.max(1, paths[0]?.regions.length ?? 1))
  }

  hungry(): readonly RangeReader[] {
    return this.#contestants.flatMap(({ regions, given }) =>
      regions.filter(({ reader }, index) => reader.hungry && given[index]! < this.#quota).map(({ reader }) => reader),
    )
  }

  /** Undefined: no way is worth it. */
  outcome(): ProbeWinner | 'waiting' | undefined {
    for (const contestant of this.#contestants) this.#gather(contestant)
    this.#contestants = this.#contestants.filter(({ keys }) => keys.length <= this.#keysMax)
    if (this.#contestants.length === 0) return undefined
    if (this.#contestants.some((contestant) => !this.#roundIsOver(contestant))) return 'waiting'
    let winner: Contestant | undefined
    for (const contestant of this.#contestants) {
      const complete = contestant.regions.every(({ reader }) => reader.finished)
      if (complete && (!winner || weightOf(contestant) < weightOf(winner))) winner = contestant
    }
    if (winner) return { attribute: winner.attribute, keys: winner.keys }
    this.#quota *= roundGrowth
    for (const { given } of this.#contestants) given.fill(0)
    return 'waiting'
  }

  #roundIsOver({ regions, given }: Contestant): boolean {
    return regions.every(({ reader }, index) => reader.finished || (!reader.head && !reader.asked && given[index]! >= this.#quota))
  }

  #gather({ attribute, regions, keys, given }: Contestant): void {
    regions.forEach(({ region, reader }, index) => {
      for (let entry = reader.head; entry; entry = reader.head) {
        const keyForm = attribute === 0 ? keyFormOf(entry) : readIndexKey(entry.key).key
        keys.push({ region, keyForm: copyBytes(keyForm) })
        given[index]!++
        this.#allowance.left--
        reader.advance()
      }
    })
  }
}

function weightOf({ attribute, keys }: Contestant): number {
  return attribute === 0 ? keys.length : keys.length * indexWeight
}
