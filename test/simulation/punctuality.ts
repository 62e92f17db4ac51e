// No call takes longer than its deadline and a little more, however it ends, unless its client's process stood still meanwhile.
import type { VirtualProcess } from './process.ts'

const lateMs = 100
/** Its deadline is for each wait. */
export const searching = 'a search'

interface Deadline {
  readonly what: string
  readonly timeoutMs: number
  /** Infinity: nothing is waited for. */
  startedAtMs: number
  pauses: number
}

export class Punctuality {
  readonly #process: VirtualProcess
  readonly #late: (text: string) => void
  readonly #open = new Map<number, Deadline>()

  constructor(process: VirtualProcess, late: (text: string) => void) {
    this.#process = process
    this.#late = late
  }

  /** `timeoutMs` as calls take it; 0: none. */
  asked(call: number, what: string, timeoutMs: number): void {
    if (timeoutMs > 0) this.#open.set(call, { what, timeoutMs, startedAtMs: this.#process.now(), pauses: this.#process.pauses })
  }

  /** The next rows of a search: each wait is as long. */
  askedAgain(call: number): void {
    const deadline = this.#open.get(call)
    if (deadline === undefined || deadline.startedAtMs < Number.POSITIVE_INFINITY) return
    deadline.startedAtMs = this.#process.now()
    deadline.pauses = this.#process.pauses
  }

  /** An answer, or a part of one. */
  answered(call: number, done: boolean): void {
    const deadline = this.#open.get(call)
    if (deadline === undefined) return
    const { what, timeoutMs, startedAtMs, pauses } = deadline
    const tookMs = this.#process.now() - startedAtMs
    if (pauses === this.#process.pauses && tookMs > timeoutMs + lateMs) {
      this.#late(`${what} with a deadline of ${timeoutMs} ms took ${Math.round(tookMs)}`)
    }
    if (done) this.#open.delete(call)
    else if (what === searching) deadline.startedAtMs = Number.POSITIVE_INFINITY
  }

  clear(): void {
    this.#open.clear()
  }
}
