// What a server takes on of one kind, of all spaces together (protocol.md section 5): updates that it leads and has pending, and requests that wait for
// them. A space whose path is broken keeps all it has for as long as that lasts, so the bound of a server is not open to any space alone: each may have
// as much as is still free for all. Whatever some spaces have filled, another one finds room then: beside one that takes half, a quarter, beside two
// that take a third each, a sixth. When nothing is free for all any more, each may still have a little of its own, one object however large: no number of
// spaces that wait stops another one. So what a server takes on is bounded by what is free for all, and for each of its spaces a little and an object.
//
// What a leader found pending when it began to lead was let in by the one before it, by the same bound. It counts for its own space only: else
// two leaders' shares that meet at one server could leave the others nothing.

export interface Load {
  readonly count: number
  readonly bytes: number
}

/** Updates, with the one that passes it. */
export const ledMax: Load = { count: 16384, bytes: 64 * 1024 * 1024 }
/** Requests that wait for updates to settle, with what they hold beside the answer. */
export const waitingMax: Load = { count: 32768, bytes: 64 * 1024 * 1024 }

/** What each space may have whatever the others have; with the one that passes it. */
export const ownMax: Load = { count: 256, bytes: 1024 * 1024 }

const nothing: Load = { count: 0, bytes: 0 }

type Counter = { -readonly [field in keyof Load]: Load[field] }

export class SpaceShares {
  readonly #max: Load
  /** Let in here, of all spaces. */
  readonly #admitted: Counter = { ...nothing }
  /** By the id of the space; of those that have something. */
  readonly #spaces = new Map<number, Counter>()

  constructor(max: Load) {
    this.#max = max
  }

  /** Everything there is. */
  get total(): Load {
    const total: Counter = { ...nothing }
    for (const { count, bytes } of this.#spaces.values()) change(total, count, bytes)
    return total
  }

  of(space: number): Load {
    return this.#spaces.get(space) ?? nothing
  }

  /** One more of the space may be let in. */
  hasRoom(space: number): boolean {
    const { count, bytes } = this.of(space)
    if (count < ownMax.count && bytes < ownMax.bytes) return true
    return count < this.#max.count - this.#admitted.count && bytes < this.#max.bytes - this.#admitted.bytes
  }

  /** `inherited`: it was pending when its leader began to lead. */
  add(space: number, bytes: number, inherited = false): void {
    const load = this.#spaces.get(space) ?? { ...nothing }
    this.#spaces.set(space, load)
    change(load, 1, bytes)
    if (!inherited) change(this.#admitted, 1, bytes)
  }

  remove(space: number, bytes: number, inherited = false): void {
    const load = this.#spaces.get(space)!
    change(load, -1, -bytes)
    if (load.count === 0) this.#spaces.delete(space)
    if (!inherited) change(this.#admitted, -1, -bytes)
  }

  /** Lets one in, if there is room. The result, to be called once, takes it out again. */
  enter(space: number, bytes: number): (() => void) | undefined {
    if (!this.hasRoom(space)) return undefined
    this.add(space, bytes)
    return () => this.remove(space, bytes)
  }
}

function change(load: Counter, count: number, bytes: number): void {
  load.count += count
  load.bytes += bytes
}
