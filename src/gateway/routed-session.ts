// The Session of a process that holds no regions, the coordinator's: it routes what is stamped for no region and sends the rest away.
import { type Request, type Response, responseStatus } from '../cluster/client-messages.ts'
import type { SessionReceiver, SessionSender } from '../transport/session-stream.ts'

/**
 * @param route answers one request, never fails
 * @param configurationVersion the newest known here
 */
export function routedSession(
  route: (request: Request, signal: AbortSignal) => Promise<Response>,
  configurationVersion: () => number,
): (sender: SessionSender) => SessionReceiver {
  return (sender) => {
    const open = new Map<number, AbortController>()
    const take = async (request: Request) => {
      const id = request.id ?? 0
      const controller = new AbortController()
      open.set(id, controller)
      const response = await route(request, controller.signal)
      if (open.get(id) === controller) open.delete(id)
      sender.send([response])
    }
    return {
      receive(requests) {
        for (const request of requests) {
          if (typeof request.cancel === 'number') open.get(request.cancel)?.abort()
          else if (typeof request.searchClose === 'number' || typeof request.watchClose === 'number') continue
          else if (request.region || request.searchOpen || request.searchNext || request.watchOpen || request.watchNext) {
            sender.send([{ id: request.id ?? 0, status: responseStatus.stale, configurationVersion: configurationVersion() }])
          } else void take(request)
        }
      },
      closed() {
        for (const controller of open.values()) controller.abort()
      },
    }
  }
}
