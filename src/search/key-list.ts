// Objects named by a list of keys, in the order of the keys. A key in several regions comes once, in its newest version.
import type { Snapshot } from '../ports/store.ts'
import { compareBytes, equalBytes } from '../values/bytes.ts'
import { type Allowance, getObject, type KeyAt, type ObjectSource, type StoredObject } from './object-source.ts'
import { StepwiseSort } from './stepwise-sort.ts'

export class KeyList implements ObjectSource {
  readonly judged = false
  readonly #snapshot: Snapshot
  readonly #sort: StepwiseSort<KeyAt>
  readonly #allowance: Allowance
  #next = 0

  /** Keys that have no object are passed over. */
  constructor(snapshot: Snapshot, keys: readonly KeyAt[], descending: boolean, allowance: Allowance) {
    this.#snapshot = snapshot
    this.#allowance = allowance
    this.#sort = new StepwiseSort(keys, (a, b) => (descending ? compareBytes(b.keyForm, a.keyForm) : compareBytes(a.keyForm, b.keyForm)))
  }

  hungry(): readonly [] {
    return []
  }

  next(): StoredObject | 'waiting' | undefined {
    const keys = this.#sort.sorted(this.#allowance)
    if (!keys) return 'waiting'
    while (this.#next < keys.length) {
      if (this.#allowance.left <= 0) return 'waiting'
      const { keyForm } = keys[this.#next]!
      let newest: StoredObject | undefined
      for (let at = keys[this.#next]; at && equalBytes(at.keyForm, keyForm); at = keys[++this.#next]) {
        const found = getObject(this.#snapshot, at, this.#allowance)
        if (found && found.version > (newest?.version ?? -1)) newest = found
      }
      if (newest) return newest
    }
    return undefined
  }
}
