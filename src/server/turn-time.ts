// What one kind of input may take of a turn of the event loop. Judging a single object may take a quarter of a second; a hundred inputs of that
// kind in one turn would be a stall in which links are not heard and no keep-alive is answered.
import { setImmediate } from 'node:timers'

const turnMsMax = 50

export class TurnTime {
  readonly #next: () => void
  readonly #now: () => number
  #spentMs = 0
  #armed = false

  /** `next` is called in the turn after each in which work was run or was left. */
  constructor(next: () => void, now = () => performance.now()) {
    this.#next = next
    this.#now = now
  }

  get left(): boolean {
    return this.#spentMs < turnMsMax
  }

  /** Once it has begun work is not broken off, however long it takes. */
  run(work: () => void): void {
    this.goOn()
    const began = this.#now()
    work()
    this.#spentMs += this.#now() - began
  }

  /** Work is left for the turns to come. */
  goOn(): void {
    if (this.#armed) return
    this.#armed = true
    setImmediate(() => {
      this.#armed = false
      this.#spentMs = 0
      this.#next()
    })
  }
}
