// One deadline for all of a call, also when its space has to be looked for first.
import { HyperdexError } from '../errors.ts'
import { abortError } from '../transport/session-driver.ts'
import { timeoutOf } from '../transport/timeout.ts'
import type { CallOptions } from './call-options.ts'
import type { SpaceBinding } from './space-binding.ts'

/** The options with what is left of the time. Throws TIMEOUT when nothing is, and INVALID. */
export function leftOf<Options extends CallOptions>(options: Options, beganMs: number): Options {
  const timeoutMs = timeoutOf(options)
  if (timeoutMs === 0) return options
  const left = timeoutMs - (performance.now() - beganMs)
  if (left > 0) return { ...options, timeoutMs: left }
  throw notFound(timeoutMs)
}

/** A space that is not known yet, and the options with what is left then. Throws TIMEOUT, ABORTED and what the search for it fails with. */
export async function waitForSpace<Options extends CallOptions>(
  space: Promise<SpaceBinding>,
  options: Options,
): Promise<readonly [SpaceBinding, Options]> {
  const beganMs = performance.now()
  // Whoever gives up hears nothing of how the search for it ends.
  space.catch(() => {})
  const { signal } = options
  const timeoutMs = timeoutOf(options)
  if (signal?.aborted) throw abortError(signal)
  const ended = Promise.withResolvers<never>()
  const abort = () => ended.reject(abortError(signal))
  const timer = timeoutMs === 0 ? undefined : setTimeout(() => ended.reject(notFound(timeoutMs)), timeoutMs)
  signal?.addEventListener('abort', abort, { once: true })
  try {
    const binding = await Promise.race([space, ended.promise])
    return [binding, leftOf(options, beganMs)]
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

function notFound(timeoutMs: number): HyperdexError {
  const remedy = 'nothing was sent: see with `hyperdex status` what is away, then try again; timeoutMs allows more time'
  return new HyperdexError('TIMEOUT', `the definition of the space could not be fetched within the deadline of ${timeoutMs} ms`, remedy)
}
