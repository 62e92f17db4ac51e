// What a search has yielded so far: how much, how far, and which keys where the order does not bring the sightings of one key together.
//
// In the key subspace a key is seen in one region only: it is remembered for a next attempt alone, and only up to a bound, beyond which
// there can be no next attempt. In another subspace every key is remembered, about 80 bytes each beside the key.
import { toLatin1 } from '../values/bytes.ts'
import type { MergedRow } from './page-stream.ts'
import type { RowOrder } from './row-order.ts'

export interface KeysBound {
  readonly keys: number
  /** Of all keys together. */
  readonly bytes: number
}

const keysRemembered: KeysBound = { keys: 131_072, bytes: 16 * 1024 * 1024 }

export class YieldedRows {
  readonly #order: RowOrder
  readonly #bound: KeysBound
  readonly #keys = new Set<string>()
  #keyBytes = 0
  #forgetful = false
  #count = 0
  #last: MergedRow | undefined
  #restarted = false

  constructor(order: RowOrder, bound: KeysBound = keysRemembered) {
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
   * the last row, where an object has moved to since an earlier snapshot. `seenOnce`: no key is seen in two regions.
   */
  admit(row: MergedRow, seenOnce: boolean): 'fresh' | 'repeated' | 'misplaced' {
    if (this.#order.byKey) {
      if (this.#last && this.#order.compare(row, this.#last) <= 0) return 'repeated'
    } else {
      const name = toLatin1(row.key)
      if (this.#keys.has(name)) return 'repeated'
      if (this.#restarted && this.#last && this.#order.compare(row, this.#last) < 0) return 'misplaced'
      if (seenOnce && (this.#keys.size >= this.#bound.keys || this.#keyBytes >= this.#bound.bytes)) this.#forgetful = true
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
