// Pages of rows that the core itself reads, beside those of searches: each is asked for once and handed to whoever asked.
//
// Whoever reads on names the last key that it has, where none is the beginning. So no page ends with the row of the empty key, however large that is,
// unless nothing is behind it.
import type { Entry, KeyRange } from '../ports/store.ts'
import { endsWithEmptyKey } from '../replication/transfer/surroundings.ts'
import { justBehind } from '../values/bytes.ts'
import type { PageRead } from './turn.ts'

/** Searches number their cursors from 1. */
const ownCursor = 0
const pageBytesMax = 1024 * 1024

export class PageReads {
  readonly #takers = new Map<number, (entries: readonly Entry[]) => void>()
  #lastToken = 0
  #reads: PageRead[] = []

  /** The page may have one row more than `limit`: that of the empty key, which comes first. */
  ask(range: KeyRange, limit: number, keysOnly: boolean, take: (entries: readonly Entry[]) => void): void {
    this.#read(range, limit, keysOnly, (entries) => {
      if (!endsWithEmptyKey(entries)) take(entries)
      else this.#read({ ...range, from: justBehind(entries[0]!.key) }, limit, keysOnly, (behind) => take([...entries, ...behind]))
    })
  }

  #read(range: KeyRange, limit: number, keysOnly: boolean, take: (entries: readonly Entry[]) => void): void {
    const token = ++this.#lastToken
    this.#takers.set(token, take)
    this.#reads.push({ cursor: ownCursor, request: { token, range, limit, maxBytes: pageBytesMax, keysOnly } })
  }

  /** Hands out entries; false: they were read for a search. */
  take(cursor: number, token: number, entries: readonly Entry[]): boolean {
    if (cursor !== ownCursor) return false
    const taker = this.#takers.get(token)
    this.#takers.delete(token)
    taker?.(entries)
    return true
  }

  takeReads(): PageRead[] {
    const reads = this.#reads
    this.#reads = []
    return reads
  }
}
