// What a search has yielded so far: how much, how far, and which keys where the order does not bring the sightings of one key together.
import { toLatin1 } from '../values/bytes.ts'
import type { MergedRow } from './page-stream.ts'
import type { RowOrder } from './row-order.ts'

export class YieldedRows {
  readonly #order: RowOrder
  readonly #keys = new Set<string>()
  #count = 0
  #last: MergedRow | undefined
  #restarted = false

  constructor(order: RowOrder) {
    this.#order = order
  }

  get count(): number {
    return this.#count
  }

  get last(): MergedRow | undefined {
    return this.#last
  }

  /** Rows come from other snapshots from now on. */
  restart(): void {
    this.#restarted = this.#count > 0
  }

  /**
   * Takes the next row of the merge: `fresh` when it is to be yielded, `repeated` when its key was, `misplaced` when its place lies before
   * the last row, where an object has moved to since an earlier snapshot.
   */
  admit(row: MergedRow): 'fresh' | 'repeated' | 'misplaced' {
    if (this.#order.byKey) {
      if (this.#last && this.#order.compare(row, this.#last) <= 0) return 'repeated'
    } else {
      const name = toLatin1(row.key)
      if (this.#keys.has(name)) return 'repeated'
      if (this.#restarted && this.#last && this.#order.compare(row, this.#last) < 0) return 'misplaced'
      this.#keys.add(name)
    }
    this.#count++
    this.#last = row
    return 'fresh'
  }
}
