// How long a call may take, as callers say it.
import { HyperdexError } from '../errors.ts'

const defaultTimeoutMs = 10_000
/** Some weeks. Timers and deadlines of gRPC are counted in 31 bits, and the latter are rounded up to whole seconds. */
const longestTimeoutMs = 2_000_000_000

/** In milliseconds, 0: none. @throws HyperdexError INVALID */
export function timeoutOf({ timeoutMs = defaultTimeoutMs }: { readonly timeoutMs?: number | undefined }): number {
  if (!(timeoutMs >= 0)) throw new HyperdexError('INVALID', `timeoutMs is ${timeoutMs}`, 'give milliseconds; 0 waits without end')
  return timeoutMs === Number.POSITIVE_INFINITY ? 0 : Math.min(timeoutMs, longestTimeoutMs)
}

/** The same, where there has to be an end. @throws HyperdexError INVALID */
export function boundedTimeoutOf(options: { readonly timeoutMs?: number | undefined } = {}): number {
  return timeoutOf(options) || longestTimeoutMs
}

export interface Deadline {
  /** As it was asked for. */
  readonly timeoutMs: number
  /** On the clock of `performance.now()`. */
  readonly endsAtMs: number
}

export function deadlineIn(timeoutMs: number): Deadline {
  return { timeoutMs, endsAtMs: performance.now() + timeoutMs }
}

/** What is left of it, in milliseconds; at least one, for 0 is no deadline. */
export function leftOf({ endsAtMs }: Deadline): number {
  return Math.max(1, Math.ceil(endsAtMs - performance.now()))
}

/** For a call that asks for several things one after the other: each gets what is then left of its time. Without a time of its own the options stay as they are. */
export function inTurn<Options extends { readonly timeoutMs?: number | undefined }>(options: Options): () => Options {
  if (!options.timeoutMs) return () => options
  const deadline = deadlineIn(options.timeoutMs)
  return () => ({ ...options, timeoutMs: leftOf(deadline) })
}
