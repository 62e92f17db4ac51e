// Whether a space holds nothing, which a load asks before it writes. An interruption of the cluster is waited out here, too.
import { setTimeout as pause } from 'node:timers/promises'
import type { Space } from '../../cluster/configuration.ts'
import { type ErrorCode, HyperdexError } from '../../errors.ts'
import { matchAll } from '../../values/predicate.ts'
import type { Connection } from '../connection.ts'

/** Gone by themselves, or when the cluster is repaired. */
const interruptions: ReadonlySet<ErrorCode> = new Set(['UNAVAILABLE', 'OVERLOADED', 'TIMEOUT', 'PARTIAL', 'SEARCH_EXPIRED'])
const pauseMs = { least: 50, most: 1000 }

interface Patience {
  /** How long an interruption may last. */
  readonly patienceMs: number
  /** Of one try. */
  readonly tryMs: number
  readonly signal: AbortSignal
  readonly onInterruption: (error: HyperdexError) => void
}

/** Throws what made it impossible to know. */
export async function isEmpty(
  connection: Connection,
  space: Space,
  { patienceMs, tryMs, signal, onInterruption }: Patience,
): Promise<boolean> {
  const began = performance.now()
  for (let waitMs = pauseMs.least; ; waitMs = Math.min(pauseMs.most, 2 * waitMs)) {
    try {
      for await (const _ of connection.search(space, { predicate: matchAll, limit: 1 }, { timeoutMs: tryMs, signal })) return false
      return true
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
