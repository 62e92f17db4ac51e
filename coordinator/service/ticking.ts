// The clock of a coordinator that leads.
import type { Leadership } from './leadership.ts'
import type { ServerLog } from './server-log.ts'

const tickMs = 200

/** Until the timer is cleared. What cannot be kept of a tick's decisions ends the leadership by its own way. */
export function startTicking(leadership: Leadership, now: () => number, serverLog: ServerLog | undefined): NodeJS.Timeout {
  const tick = async () => {
    await leadership.decide((core) => core.tick(now()))
    serverLog?.listen(leadership.observe((core) => core.hearing(now())))
  }
  return setInterval(() => tick().catch(() => undefined), tickMs)
}
