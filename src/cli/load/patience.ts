// What a load asks before it writes is asked again while the cluster is interrupted.
import { setTimeout as pause } from 'node:timers/promises'
import { type ErrorCode, HyperdexError } from '../../errors.ts'

/** Gone by themselves, or when the cluster is repaired. */
const interruptions: ReadonlySet<ErrorCode> = new Set(['UNAVAILABLE', 'OVERLOADED', 'TIMEOUT', 'PARTIAL', 'SEARCH_EXPIRED'])
const pauseMs = { least: 50, most: 1000 }

export interface Patience {
  /** How long an interruption may last. */
  readonly patienceMs: number
  readonly signal: AbortSignal
  readonly onInterruption: (error: HyperdexError) => void
}

/** A try lasts no longer than this. */
export const tryMs = 10_000

/**
 * `ask` is given what its try may take, in milliseconds: no more than is left of the patience. Where no interruption may last, there is one try. Throws what made
 * it impossible to know.
 */
export async function askPatiently<Answer>(
  { patienceMs, signal, onInterruption }: Patience,
  ask: (timeoutMs: number) => Promise<Answer>,
): Promise<Answer> {
  const began = performance.now()
  const leftMs = () => (patienceMs === 0 ? tryMs : Math.max(1, Math.ceil(began + patienceMs - performance.now())))
  for (let waitMs = pauseMs.least; ; waitMs = Math.min(pauseMs.most, 2 * waitMs)) {
    try {
      return await ask(Math.min(leftMs(), tryMs))
    } catch (error) {
      if (!(error instanceof HyperdexError && interruptions.has(error.code))) throw error
      const lasted = performance.now() - began
      if (lasted > patienceMs) {
        const text = `the cluster did not answer for ${Math.round(lasted / 1000)} s, and nothing was loaded: ${error.message}`
        const remedy = 'see `hyperdex status`, then load again; --timeout sets the patience'
        throw new HyperdexError(error.code, text, remedy, { cause: error })
      }
      if (waitMs === pauseMs.least) onInterruption(error)
      // What was aborted meanwhile is told by the next try.
      await pause(waitMs, undefined, { signal }).catch(() => undefined)
    }
  }
}
