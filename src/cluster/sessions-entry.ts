// How it travels which sessions have ended: as what is new, since of many that live few end at a time.
import type { EndedSessions } from './sessions.ts'

export interface SessionsEntry {
  readonly endedBelow?: number | null
  readonly live?: readonly number[] | null
  readonly liveFrom?: number | null
  readonly ended?: readonly number[] | null
}

/** `base`: what the receiver knows. */
export function sessionsEntry(base: EndedSessions | undefined, { below, live }: EndedSessions): SessionsEntry {
  if (base !== undefined && below >= base.below) {
    const lives = new Set(live)
    const ended = base.live.filter((client) => !lives.has(client))
    const further = live.filter((client) => client >= base.below)
    // What has ended lives no more: else those below are the ones there were.
    if (base.live.length - ended.length + further.length === live.length)
      return { endedBelow: below, live: further, liveFrom: base.below, ended }
  }
  return { endedBelow: below, live }
}

export function sessionsOf(base: EndedSessions | undefined, { endedBelow, live, liveFrom, ended }: SessionsEntry): EndedSessions {
  const further = Array.from(live ?? [])
  const below = endedBelow ?? 0
  if (!liveFrom) return { below, live: further }
  if (base?.below !== liveFrom)
    throw new RangeError(`a change of sessions from ${liveFrom} on does not apply to those from ${base?.below ?? 0} on`)
  const gone = new Set(ended)
  return { below, live: [...base.live.filter((client) => !gone.has(client)), ...further] }
}
