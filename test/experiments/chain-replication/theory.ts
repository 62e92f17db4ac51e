// What the theory says of the experiment: a server is one processor, so no chain answers more than its busiest server can, and clients that wait for each
// answer before they ask again get no more than latency without any queue allows.
import type { QueryKind } from './costs.ts'
import { clients, costs } from './costs.ts'

/** Milliseconds that one request of the mix takes at the head and at the tail, on average; `share` of updates from 0 to 1. */
export function busyMs(share: number, kind: QueryKind): { readonly head: number; readonly tail: number } {
  const updates = { head: share * costs.updateMs, tail: share * costs.differenceMs }
  const queries = (1 - share) * costs.queryMs
  return kind === 'search' ? { ...updates, tail: updates.tail + queries } : { ...updates, head: updates.head + queries }
}

/**
 * An update nobody else is in the way of, in milliseconds: the client's message, the judgement, the difference down the chain, the acknowledgements
 * up to the head, the answer. (In the paper the tail answers: one message less for each server behind the head.)
 */
export function updateLatencyMs(length: number): number {
  const { messageMs, updateMs, differenceMs } = costs
  return messageMs + updateMs + (length - 1) * (2 * messageMs + differenceMs) + messageMs
}

/** The same for a query. */
export const queryLatencyMs = 2 * costs.messageMs + costs.queryMs

/** Requests a second that a chain answers at most. */
export function throughputMost(share: number, length: number, kind: QueryKind): number {
  const { head, tail } = busyMs(share, kind)
  const latencyMs = share * updateLatencyMs(length) + (1 - share) * queryLatencyMs
  return 1000 * Math.min(1 / Math.max(head, tail), clients / latencyMs)
}
