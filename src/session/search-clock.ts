// How long a search waits for the servers. The clock runs while rows are wanted and none comes: the time that its reader takes is not counted against
// it. A caller who stops listening at a certain time, whatever he has read by then, hears before it why he gets no further rows: each wait is over
// while some of what was left when it began still is.
import type { SessionContext } from './context.ts'
import { beforeWayBack } from './way-back.ts'

/** The last of its caller's deadline, in which a search that had rows already waits for no more. */
const lastMs = 20

export interface SearchTimes {
  /** For each wait; 0: none. */
  readonly timeoutMs: number
  /** When the caller stops listening, on the session's clock. */
  readonly endsAtMs?: number
}

export class SearchClock {
  readonly #context: SessionContext
  readonly #times: SearchTimes
  #waits = 0
  /** How long a wait may be. */
  waitMs = 0
  /** The wait is to be over since its caller is about to stop listening, however long it was. */
  endsWithCaller = false
  /** Infinity: nothing is waited for, or without end. */
  deadlineMs = Number.POSITIVE_INFINITY

  constructor(context: SessionContext, times: SearchTimes) {
    this.#context = context
    this.#times = times
  }

  /** Something is waited for from now on. */
  start(): void {
    const { nowMs } = this.#context
    const { timeoutMs, endsAtMs = Number.POSITIVE_INFINITY } = this.#times
    const limitMs = timeoutMs > 0 ? timeoutMs : Number.POSITIVE_INFINITY
    const leftMs = endsAtMs - nowMs
    const tillEndMs = this.#waits++ > 0 && leftMs < lastMs ? 0 : beforeWayBack(leftMs)
    this.waitMs = limitMs
    this.endsWithCaller = tillEndMs < limitMs
    this.deadlineMs = nowMs + Math.min(limitMs, tillEndMs)
    this.#context.wakeAt(this.deadlineMs)
  }

  stop(): void {
    this.deadlineMs = Number.POSITIVE_INFINITY
  }

  /** What is left of it, as requests say it: in whole milliseconds from 1; 0: there is no end. */
  get leftMs(): number {
    return this.deadlineMs === Number.POSITIVE_INFINITY ? 0 : Math.max(1, Math.ceil(this.deadlineMs - this.#context.nowMs))
  }
}
