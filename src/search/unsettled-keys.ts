// The keys that a search may see in two regions, as all its first pages name them (member/unsettled.ts says why no other key can be):
// bounded, since they are held by the caller of the search.
import type { SearchPage } from '../cluster/client-messages.ts'
import { type Bytes, toLatin1 } from '../values/bytes.ts'

const keysMax = 65_536
const bytesMax = 16 * 1024 * 1024

export class UnsettledKeys {
  readonly #keys = new Map<string, Bytes>()
  #bytes = 0
  #crowded = false

  addPage({ unsettled, crowded }: SearchPage): void {
    if (crowded) this.#crowded = true
    for (const key of unsettled ?? []) this.add(key)
  }

  add(key: Bytes): void {
    const name = toLatin1(key)
    if (this.#crowded || this.#keys.has(name)) return
    this.#keys.set(name, key)
    this.#bytes += key.length
    this.#crowded = this.#keys.size > keysMax || this.#bytes > bytesMax
  }

  /** They are too many to be named, or to be held. */
  get crowded(): boolean {
    return this.#crowded
  }

  has(name: string): boolean {
    return this.#keys.has(name)
  }

  all(): Bytes[] {
    return [...this.#keys.values()]
  }
}
