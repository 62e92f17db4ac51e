// Who waits for pending updates to settle: gets and negative answers for one, searches for all that they could show. Where a path is broken updates stay
// pending for as long as that lasts, so nobody is kept there longer than somebody waits for the answer.
import type { PendingUpdate } from './pending.ts'

export interface Wait {
  readonly pendings: readonly PendingUpdate[]
  /** On the clock of the surroundings; Infinity: none. */
  readonly deadline: number
  /** Every one has settled; `committed`: all of them have committed, none was lost with its replica. */
  settled(committed: boolean): void
  /** The deadline came first. */
  expired(): void
}

export class Waiters {
  readonly #waiting = new Map<Wait, (committed: boolean) => void>()

  add(wait: Wait): void {
    const { pendings } = wait
    if (pendings.length === 0) {
      wait.settled(true)
      return
    }
    let left = pendings.length
    let all = true
    const listener = (committed: boolean) => {
      all &&= committed
      left--
      if (left === 0 && this.#waiting.delete(wait)) wait.settled(all)
    }
    this.#waiting.set(wait, listener)
    for (const pending of pendings) {
      pending.listeners ??= []
      pending.listeners.push(listener)
    }
  }

  /** Nobody asks for it any more: neither of its functions is called. */
  giveUp(wait: Wait): void {
    const own = this.#waiting.get(wait)
    if (!own) return
    this.#waiting.delete(wait)
    // Others, as the listeners may just be told.
    for (const pending of wait.pendings) pending.listeners = pending.listeners?.filter((listener) => listener !== own)
  }

  /** To be called now and then. */
  expire(now: number): void {
    for (const wait of this.#waiting.keys()) {
      if (wait.deadline > now) continue
      this.giveUp(wait)
      wait.expired()
    }
  }
}
