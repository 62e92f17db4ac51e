// The keys that the virtual clients use, and what clients were told of them.
import type { Random } from './random.ts'

/** Calls of unknown outcome that one key may collect: with many more nobody can tell any more what was possible. */
const unknownMax = 6

/** The keys that clients use: one with too many calls of unknown outcome makes way for a new one. */
export class KeyPool {
  readonly #active: string[]
  readonly #unknown = new Map<string, number>()
  readonly #watchers = new Set<(key: string) => void>()
  /** The newest version that somebody was told, by the names that histories have. */
  readonly #newest = new Map<string, number>()
  /** Every key ever used. */
  readonly all: string[]

  constructor(keys: readonly string[]) {
    this.#active = [...keys]
    this.all = [...keys]
  }

  pick(random: Random, contention: number): string {
    return random.pick(random.chance(contention) ? this.#active.slice(0, 2) : this.#active)
  }

  /** A write to the key has an unknown outcome. */
  unknown(key: string): void {
    const count = (this.#unknown.get(key) ?? 0) + 1
    this.#unknown.set(key, count)
    const position = this.#active.indexOf(key)
    if (count < unknownMax || position < 0) return
    const fresh = `key${this.all.length}`
    this.all.push(fresh)
    this.#active[position] = fresh
    for (const watcher of this.#watchers) watcher(fresh)
  }

  /** Is told every new key. */
  watch(watcher: (key: string) => void): void {
    this.#watchers.add(watcher)
  }

  unwatch(watcher: (key: string) => void): void {
    this.#watchers.delete(watcher)
  }

  told(name: string, version: number): void {
    if (version > (this.#newest.get(name) ?? 0)) this.#newest.set(name, version)
  }

  newest(name: string): number | undefined {
    return this.#newest.get(name)
  }
}
