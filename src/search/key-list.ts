// Objects named by a list of keys, in the order of the keys. A key in several regions comes once, in its newest version.
import type { Snapshot } from '../ports/store.ts'
import { compareBytes, equalBytes } from '../values/bytes.ts'
import { type Allowance, getObject, type KeyAt, type ObjectSource, type StoredObject } from './object-source.ts'

export class KeyList implements ObjectSource {
  readonly judged = false
  readonly #snapshot: Snapshot
  readonly #keys: readonly KeyAt[]
  readonly #allowance: Allowance
  #next = 0

  /** Keys that have no object are passed over. */
  constructor(snapshot: Snapshot, keys: readonly KeyAt[], descending: boolean, allowance: Allowance) {
    this.#snapshot = snapshot
    this.#allowance = allowance
    this.#keys = [...keys].sort((a, b) => (descending ? compareBytes(b.keyForm, a.keyForm) : compareBytes(a.keyForm, b.keyForm)))
  }

  hungry(): readonly [] {
    return []
  }

  next(): StoredObject | 'waiting' | undefined {
    while (this.#next < this.#keys.length) {
      if (this.#allowance.left <= 0) return 'waiting'
      const { keyForm } = this.#keys[this.#next]!
      let newest: StoredObject | undefined
      for (let at = this.#keys[this.#next]; at && equalBytes(at.keyForm, keyForm); at = this.#keys[++this.#next]) {
        const found = getObject(this.#snapshot, at, this.#allowance)
        if (found && found.version > (newest?.version ?? -1)) newest = found
      }
      if (newest) return newest
    }
    return undefined
  }
}
