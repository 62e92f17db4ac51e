// Which sessions live (protocol.md section 2, Exactly once). A client says that it lives by renewing its session; one that has not for a
// session time has ended, and only the coordinator says so: in the configuration, as "all ids below this one, but those". So whoever has
// forgotten what a session did also knows, by the same configuration, that it has ended, and never applies a retry of it.
//
// Who was heard when is not durable: a new coordinator listens for a whole session time before it ends any.
import { type EndedSessions, sessionEnded } from '../../src/cluster/sessions.ts'
import { HyperdexError } from '../../src/errors.ts'
import type { Limits } from './limits.ts'

/**
 * Each costs the coordinator some bytes, every server it writes to some hundred, and each process that knows the configuration some when it has outlived
 * others: there it is named. Enough for any cluster, and few enough for a client gone wild.
 */
export const liveSessionsMax = 100_000

/** Part of a session time that passes between two looks for ended ones: each find is a new configuration. */
const sweepShare = 1 / 6

export class Sessions {
  readonly #sessionMs: number
  /** When each was heard last, in the order of opening. */
  readonly #live = new Map<number, number>()
  #listeningSince: number
  #sweptAt: number

  constructor(now: number, { sessionMs }: Pick<Limits, 'sessionMs'>) {
    this.#sessionMs = sessionMs
    this.#listeningSince = now
    this.#sweptAt = now
  }

  /** This process stood still: renewals may not have arrived yet. */
  listenAnew(now: number): void {
    this.#listeningSince = now
  }

  /** Throws OVERLOADED when as many live as may. */
  checkRoom(): void {
    if (this.#live.size < liveSessionsMax) return
    throw new HyperdexError(
      'OVERLOADED',
      `${this.#live.size} sessions are open in this cluster, the limit is ${liveSessionsMax}`,
      'Share a client among the tasks of a process, close clients that are not needed, or wait: one that is gone ends after a minute.',
      { retryAfterMs: this.#sessionMs * sweepShare },
    )
  }

  /** Opened or renewed. */
  heard(client: number, now: number): void {
    this.#live.set(client, now)
  }

  /** What has ended when that is more than `known`; `next` is the next id to give. */
  sweep(known: EndedSessions | undefined, next: number, now: number): EndedSessions | undefined {
    if (now - this.#sweptAt < this.#sessionMs * sweepShare) return undefined
    this.#sweptAt = now
    if (now - this.#listeningSince < this.#sessionMs) return undefined
    for (const [client, heard] of this.#live) if (now - heard >= this.#sessionMs) this.#live.delete(client)
    const live = [...this.#live.keys()].sort((a, b) => a - b)
    let below = next
    // Those at the end that live need no naming.
    let named = live.length
    while (named > 0 && live[named - 1] === below - 1) {
      named--
      below--
    }
    const ended = { below, live: live.slice(0, named) }
    return isMore(ended, known) ? ended : undefined
  }
}

/** Something has ended by `ended` that has not by `known`. */
function isMore(ended: EndedSessions, known: EndedSessions | undefined): boolean {
  if (known === undefined) return ended.below > 1
  if (ended.below > known.below) return true
  return known.live.some((client) => client < ended.below && sessionEnded(ended, client))
}
