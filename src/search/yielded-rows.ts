// What a search has yielded so far: how much, how far, and which keys where the order does not bring the sightings of one key together.
//
// Keys are remembered up to a bound, so that a next attempt can skip them: beyond it there can be no next attempt, and only keys that this
// attempt may see in two regions are remembered.
import { toLatin1 } from '../values/bytes.ts'
import type { MergedRow } from './page-stream.ts'
import type { RowOrder } from './row-order.ts'
import type { UnsettledKeys } from './unsettled-keys.ts'

export interface KeysBound {
  readonly keys: number
  /** Of all keys together. */
  readonly bytes: number
}

/** About 80 bytes each in memory beside the key. */
export const keysRemembered: KeysBound = { keys: 131_072, bytes: 16 * 1024 * 1024 }

export class YieldedRows {
  readonly #order: RowOrder
  readonly #bound: KeysBound
  readonly #keys = new Set<string>()
  #keyBytes = 0
  #forgetful = false
  #count = 0
  #last: MergedRow | undefined
  #restarted = false

  constructor(order: RowOrder, bound: KeysBound) {
    this.#order = order
    this.#bound = bound
  }

  get count(): number {
    return this.#count
  }

  get last(): MergedRow | undefined {
    return this.#last
  }

  /** Rows were yielded whose keys are not remembered: another attempt could not tell them from new ones. */
  get forgetful(): boolean {
    return this.#forgetful
  }

  /** Rows come from other snapshots from now on. */
  restart(): void {
    this.#restarted = this.#count > 0
  }

  /**
   * Takes the next row of the merge: `fresh` when it is to be yielded, `repeated` when its key was, `misplaced` when its place lies before
   * the last row, where an object has moved to since an earlier snapshot, `full` when its key would have to be remembered and cannot be.
   * `seenTwice`: no other key is seen twice in this attempt.
   */
  admit(row: MergedRow, seenTwice: UnsettledKeys): 'fresh' | 'repeated' | 'misplaced' | 'full' {
    if (this.#order.byKey) {
      if (this.#last && this.#order.compare(row, this.#last) <= 0) return 'repeated'
    } else {
      const name = toLatin1(row.key)
      if (this.#keys.has(name)) return 'repeated'
      if (this.#restarted && this.#last && this.#order.compare(row, this.#last) < 0) return 'misplaced'
      const full = this.#keys.size >= this.#bound.keys || this.#keyBytes >= this.#bound.bytes
      if (full && seenTwice.crowded) return 'full'
      if (full && !seenTwice.has(name)) this.#forgetful = true
      else {
        this.#keys.add(name)
        this.#keyBytes += name.length
      }
    }
    this.#count++
    this.#last = row
    return 'fresh'
  }
}
