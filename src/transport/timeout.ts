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
