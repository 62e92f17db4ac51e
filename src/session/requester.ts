// Whoever has requests on connections: a get, an update, or one server's part of a search.
import type { Response } from '../cluster/client-messages.ts'

export interface Requester {
  /** The line in which it waits, if it does; it stands in one line at most. */
  queue: Set<Requester> | undefined
  /** What its request occupies at the server, roughly. */
  readonly bytes: number
  /** It waited for a connection that is up now, or for a line that moved. */
  resume(): void
  answered(server: number, request: number, response: Response): void
  /** The connection broke before the request was answered. `reached` false: the server cannot have received the request. */
  lost(server: number, request: number, reached: boolean): void
}

export function enqueue<R extends Requester>(queue: Set<R>, requester: R): void {
  queue.add(requester)
  requester.queue = queue
}

export function leaveQueue(requester: Requester): void {
  requester.queue?.delete(requester)
  requester.queue = undefined
}
