// A coordinator or a server as a whole process: says when it is ready, stops in order, and ends with the `start` it belongs to.
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import type { CommandContext } from './command-context.ts'
import { asHyperdexError } from './print-error.ts'

export interface LongRunning {
  /** HOST:PORT. */
  readonly address: string
  /** Resolves when it has ended: with the reason when it failed. */
  readonly ended: Promise<Error | undefined>
  close(): Promise<void>
}

const closeMs = 10_000

/** Resolves when the process has been stopped. Throws what made it fail. */
export async function serveProcess(
  context: CommandContext,
  name: string,
  start: (logger: pino.Logger) => Promise<LongRunning>,
): Promise<void> {
  const { interrupted, killed, parent } = context.io
  const stop = AbortSignal.any([interrupted, ...(parent ? [parent.gone] : [])])
  const logger = pino({ name, base: { name } }, pino.destination({ dest: 2, sync: true }))
  const running = await start(logger).catch((error: unknown) => {
    const { code, message, remedy } = asHyperdexError(error)
    parent?.report({ kind: 'failed', code, message, remedy })
    throw error
  })
  if (!stop.aborted) {
    parent?.report({ kind: 'ready', address: running.address })
    await context.print(`ready ${running.address}`)
  }
  const stopped = Promise.withResolvers<undefined>()
  if (stop.aborted) stopped.resolve(undefined)
  stop.addEventListener('abort', () => stopped.resolve(undefined))
  const failure = await Promise.race([stopped.promise, running.ended])
  if (failure) throw failure
  await Promise.race([running.close(), pause(closeMs, undefined, { signal: killed, ref: false }).catch(() => undefined)])
}
