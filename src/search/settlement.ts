// Objects that left a region shortly before a search read it, and that no first page showed since: each is read at its point leader, and
// what that says overrules older sightings (protocol.md section 3).
import type { Departure } from '../cluster/client-messages.ts'
import { type Bytes, emptyBytes, toLatin1 } from '../values/bytes.ts'
import type { MergedRow } from './page-stream.ts'

/** So many reads at a time. */
const readsMax = 64

export interface SettleRead {
  /** Gives the answer back to the right question. */
  readonly token: number
  readonly key: Bytes
}

export class Settlement {
  readonly #waiting: Bytes[]
  readonly #open = new Map<number, Bytes>()
  /** Version of each settled key; infinite when the object was absent. */
  readonly #versions = new Map<string, number>()
  #token: number

  /** `firstToken`: tokens of earlier attempts are all lower. */
  constructor(departures: readonly Departure[], seen: Iterable<MergedRow>, firstToken: number) {
    this.#token = firstToken
    const needed = new Map<string, { key: Bytes; version: number }>()
    for (const { key, version } of departures) {
      const name = toLatin1(key ?? emptyBytes)
      if ((version ?? 0) > (needed.get(name)?.version ?? -1)) needed.set(name, { key: key ?? emptyBytes, version: version ?? 0 })
    }
    if (needed.size > 0) {
      for (const row of seen) {
        const name = toLatin1(row.key)
        const departure = needed.get(name)
        if (departure && row.version >= departure.version) needed.delete(name)
      }
    }
    this.#waiting = [...needed.values()].map(({ key }) => key)
  }

  get settled(): boolean {
    return this.#waiting.length === 0 && this.#open.size === 0
  }

  get size(): number {
    return this.#versions.size
  }

  get nextToken(): number {
    return this.#token
  }

  /** The reads to begin now. */
  reads(): SettleRead[] {
    const reads: SettleRead[] = []
    while (this.#open.size < readsMax) {
      const key = this.#waiting.pop()
      if (!key) break
      const token = this.#token++
      this.#open.set(token, key)
      reads.push({ token, key })
    }
    return reads
  }

  /** Returns the key the answer is about, undefined when nobody waits for it. */
  take(token: number, version: number | undefined): Bytes | undefined {
    const key = this.#open.get(token)
    if (!key) return undefined
    this.#open.delete(token)
    this.#versions.set(toLatin1(key), version ?? Number.POSITIVE_INFINITY)
    return key
  }

  /** Whether a page's row is older than what its key's point leader said. */
  overrules(row: MergedRow): boolean {
    return this.#versions.size > 0 && row.version <= (this.#versions.get(toLatin1(row.key)) ?? -1)
  }
}
