// Updates that overtook their predecessor and wait for it at the head of a region (protocol.md section 2, Order). Volatile: *Again*
// refills it.
import type { Place } from './messages.ts'
import type { ReplicatedUpdate } from './update.ts'

export interface HeldUpdate {
  readonly update: ReplicatedUpdate
  readonly from: Place
}

export class HoldBuffer {
  readonly #byKey = new Map<string, HeldUpdate[]>()
  #size = 0

  get size(): number {
    return this.#size
  }

  add(update: ReplicatedUpdate, from: Place): void {
    const list = this.#byKey.get(update.keyName) ?? []
    const same = list.findIndex((held) => held.update.version === update.version)
    if (same >= 0) list[same] = { update, from }
    else {
      list.push({ update, from })
      list.sort((a, b) => a.update.version - b.update.version)
      this.#size++
    }
    this.#byKey.set(update.keyName, list)
  }

  /** Of all that is held. */
  keyNames(): string[] {
    return [...this.#byKey.keys()]
  }

  /** All that is held for a key, oldest version first; they are held no longer. */
  take(keyName: string): HeldUpdate[] | undefined {
    const list = this.#byKey.get(keyName)
    if (!list) return undefined
    this.#byKey.delete(keyName)
    this.#size -= list.length
    return list
  }

  clear(): void {
    this.#byKey.clear()
    this.#size = 0
  }
}
