// What a server leads and has pending, and what it still takes on (protocol.md section 5). A space whose path is broken keeps all it has pending for as
// long as that lasts, so the bound of a server is not open to any space alone: each may have as much pending as is still free for all. Whatever
// some spaces have filled, another one finds room then: beside one that takes half, a quarter, beside two that take a third each, a sixth.
//
// What a leader found pending when it began to lead was let in by the one before it, by the same bound. It counts for its own space only: else
// two leaders' shares that meet at one server could leave the others nothing.

/** Of all spaces at a server together; with the update that passes it. */
export const ledUpdatesMax = 16384
export const ledBytesMax = 64 * 1024 * 1024

export interface Load {
  updates: number
  bytes: number
}

export class LedUpdates {
  /** Let in here, of all spaces. */
  readonly #admitted: Load = { updates: 0, bytes: 0 }
  /** By the id of the space; of those that have something pending. */
  readonly #spaces = new Map<number, Load>()

  /** Everything that is pending. */
  get total(): Readonly<Load> {
    const total = { updates: 0, bytes: 0 }
    for (const { updates, bytes } of this.#spaces.values()) {
      total.updates += updates
      total.bytes += bytes
    }
    return total
  }

  of(space: number): Readonly<Load> {
    return this.#spaces.get(space) ?? { updates: 0, bytes: 0 }
  }

  /** One more update of the space may be let in. */
  hasRoom(space: number): boolean {
    const { updates, bytes } = this.of(space)
    return updates < ledUpdatesMax - this.#admitted.updates && bytes < ledBytesMax - this.#admitted.bytes
  }

  /** `inherited`: it was pending when its leader began to lead. */
  add(space: number, bytes: number, inherited: boolean): void {
    const load = this.#spaces.get(space) ?? { updates: 0, bytes: 0 }
    this.#spaces.set(space, load)
    change(load, 1, bytes)
    if (!inherited) change(this.#admitted, 1, bytes)
  }

  remove(space: number, bytes: number, inherited: boolean): void {
    const load = this.#spaces.get(space)!
    change(load, -1, -bytes)
    if (load.updates === 0) this.#spaces.delete(space)
    if (!inherited) change(this.#admitted, -1, -bytes)
  }
}

function change(load: Load, updates: number, bytes: number): void {
  load.updates += updates
  load.bytes += bytes
}
