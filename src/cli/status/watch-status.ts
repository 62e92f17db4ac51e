// `status --watch`: one report after the other, of which those that say something new are shown.
import { setTimeout as pause } from 'node:timers/promises'
import type { StatusReport } from '../../client/status/status-report.ts'
import { HyperdexError } from '../../errors.ts'

/** From the end of one look to the beginning of the next. */
export const lookEveryMs = 1000

interface StatusWatch {
  readonly look: () => Promise<StatusReport>
  readonly everyMs: number
  readonly interrupted: AbortSignal
  /** Yield every report, also one that says the same but for what changes all the time. */
  readonly always: boolean
  /** A look that failed after an earlier one succeeded; the next follows. Called once for each run of failures. */
  readonly onFailure: (error: HyperdexError) => Promise<void>
}

/**
 * One look at a time, and one report kept. Ends when it is interrupted.
 * Throws what the first look throws, and later whatever is no HyperdexError.
 */
export async function* watchStatus({ look, everyMs, interrupted, always, onFailure }: StatusWatch): AsyncGenerator<StatusReport> {
  let shown: string | undefined
  let failing = false
  while (!interrupted.aborted) {
    const report = await outcomeOf(look(), interrupted)
    if (interrupted.aborted) return
    if (isReport(report)) {
      failing = false
      const news = newsOf(report)
      if (always || news !== shown) yield report
      shown = news
    } else {
      if (shown === undefined || !(report instanceof HyperdexError)) throw report
      if (!failing) await onFailure(report)
      failing = true
    }
    await pause(everyMs, undefined, { signal: interrupted }).catch(() => {})
  }
}

/** What comes first: the report, the error of the look, or undefined when it is interrupted. */
function outcomeOf(looking: Promise<StatusReport>, interrupted: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    const stop = () => resolve(undefined)
    interrupted.addEventListener('abort', stop, { once: true })
    looking.then(resolve, resolve).finally(() => interrupted.removeEventListener('abort', stop))
  })
}

function isReport(value: unknown): value is StatusReport {
  return typeof value === 'object' && value !== null && 'servers' in value
}

/** Without what changes from look to look in a cluster where nothing happens: ages, memory, and the reads of the looks themselves. */
function newsOf(report: StatusReport): string {
  const servers = report.servers.map(({ heartbeatAgeMs: _, residentBytes: __, open: ___, ...rest }) => rest)
  return JSON.stringify({ ...report, servers })
}
