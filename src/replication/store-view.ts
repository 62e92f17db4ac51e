// The store as replicas see it: what is written, and over it what this turn and the turns still being written will have changed. All
// changes of one turn of the event loop leave as one batch. Hot object rows are kept in a bounded cache.
import type { KeyRange, StoreReader, WriteBatch } from '../ports/store.ts'
import { lastingBytes } from '../values/byte-pool.ts'
import { type Bytes, toLatin1 } from '../values/bytes.ts'

/** What a cached row costs beside its bytes, about: the array's and the map's own. */
const entryOverheadBytes = 300

export class StoreView {
  readonly #store: StoreReader
  #current: WriteBatch = new Map()
  /** Batches handed out and not yet reported written, oldest first. */
  readonly #inFlight: { sequence: number; batch: WriteBatch }[] = []
  #cache = new Map<string, Bytes>()
  #cacheOlder = new Map<string, Bytes>()
  #cacheBytes = 0
  readonly #cacheBytesMax: number

  constructor(store: StoreReader, cacheBytesMax = 16 * 1024 * 1024) {
    this.#store = store
    this.#cacheBytesMax = cacheBytesMax / 2
  }

  get(key: Bytes): Bytes | undefined {
    const name = toLatin1(key)
    if (this.#current.has(name)) return this.#current.get(name)
    for (let index = this.#inFlight.length - 1; index >= 0; index--) {
      const batch = this.#inFlight[index]!.batch
      if (batch.has(name)) return batch.get(name)
    }
    const cached = this.#cache.get(name)
    if (cached) return cached
    const older = this.#cacheOlder.get(name)
    const value = older ?? this.#store.get(key)
    if (value) this.#remember(name, value)
    return value
  }

  put(key: Bytes, value: Bytes): void {
    this.putNamed(toLatin1(key), value)
  }

  /** `name`: the key, one character a byte; here and below. */
  putNamed(name: string, value: Bytes): void {
    this.#current.set(name, value)
  }

  /** Like put, and keeps the value at hand for reads to come. */
  putHot(key: Bytes, value: Bytes): void {
    const name = toLatin1(key)
    this.#current.set(name, value)
    this.#remember(name, lastingBytes(value))
  }

  remove(key: Bytes): void {
    this.removeNamed(toLatin1(key))
  }

  removeNamed(name: string): void {
    this.#current.set(name, undefined)
    const cached = this.#cache.get(name)
    if (cached) {
      this.#cache.delete(name)
      this.#cacheBytes -= cached.length + name.length + entryOverheadBytes
    }
    this.#cacheOlder.delete(name)
  }

  /** Removes a row that is written once and never again: when it was put in this very turn it need not reach the disk at all. */
  removeOnce(name: string): void {
    if (this.#current.get(name)) this.#current.delete(name)
    else this.#current.set(name, undefined)
  }

  /** The rows of a range are being removed from the store by other ways than a batch: none of them is remembered. */
  forget({ from, to }: KeyRange): void {
    const first = toLatin1(from)
    const end = toLatin1(to)
    for (const cache of [this.#cache, this.#cacheOlder]) {
      for (const [name, value] of cache) {
        if (name < first || name >= end) continue
        cache.delete(name)
        if (cache === this.#cache) this.#cacheBytes -= value.length + name.length + entryOverheadBytes
      }
    }
  }

  /** Takes this turn's changes. `written` must follow, in the order of the sequences. */
  takeBatch(sequence: number): WriteBatch {
    const batch = this.#current
    if (batch.size > 0) {
      this.#inFlight.push({ sequence, batch })
      this.#current = new Map()
    }
    return batch
  }

  written(sequence: number): void {
    while (this.#inFlight.length > 0 && this.#inFlight[0]!.sequence <= sequence) this.#inFlight.shift()
  }

  // Two generations: when the younger is full it becomes the older, and what was not asked for since then is forgotten.
  #remember(name: string, value: Bytes): void {
    this.#cacheOlder.delete(name)
    const before = this.#cache.get(name)
    this.#cache.set(name, value)
    this.#cacheBytes += before ? value.length - before.length : value.length + name.length + entryOverheadBytes
    if (this.#cacheBytes > this.#cacheBytesMax) {
      this.#cacheOlder = this.#cache
      this.#cache = new Map()
      this.#cacheBytes = 0
    }
  }
}
