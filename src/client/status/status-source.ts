// Whom a status asks, and for how long.
import type { Space } from '../../cluster/configuration.ts'
import { AdminCaller, type StatusResult } from '../../transport/admin-caller.ts'
import { abortError } from '../../transport/session-driver.ts'
import { timeoutOf } from '../../transport/timeout.ts'
import type { Predicate } from '../../values/predicate.ts'
import type { CallOptions } from '../call-options.ts'

export interface StatusSource {
  readonly admin: { getStatus(local: boolean, options?: CallOptions): Promise<StatusResult> }
  /** As the cluster has them now. */
  spaces(options?: CallOptions): Promise<readonly Space[]>
  count(space: Space, predicate: Predicate, options?: CallOptions): Promise<number>
  /** What the process at the address knows of its own regions. Throws UNAVAILABLE. */
  localStatus(address: string, options?: CallOptions): Promise<StatusResult>
}

/** The time of a call that asks many, all of whom may be away. */
export class TimeLeft {
  readonly #endMs: number
  readonly #signal: AbortSignal | null

  /** Throws INVALID. */
  constructor(options: CallOptions) {
    this.#endMs = performance.now() + (timeoutOf(options) || Number.POSITIVE_INFINITY)
    this.#signal = options.signal ?? null
  }

  /** Of a question without whose answer there is none to the call. */
  options(): CallOptions {
    return { timeoutMs: Math.max(1, this.#endMs - performance.now()), signal: this.#signal }
  }

  /** Undefined when there is no answer in time, or the question fails. Throws ABORTED. */
  async ask<Answer>(mostMs: number, question: (options: CallOptions) => Promise<Answer>): Promise<Answer | undefined> {
    const timeoutMs = Math.min(mostMs, this.#endMs - performance.now())
    const answer = timeoutMs > 0 ? await question({ timeoutMs, signal: this.#signal }).catch(() => undefined) : undefined
    if (this.#signal?.aborted) throw abortError(this.#signal)
    return answer
  }
}

export async function localStatus(address: string, options?: CallOptions): Promise<StatusResult> {
  const caller = new AdminCaller([address])
  try {
    return await caller.getStatus(true, options)
  } finally {
    caller.close()
  }
}
