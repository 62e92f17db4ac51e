// Which sessions have ended, as a configuration says it.

/** Every session with a lower id than `below` has ended, but those that `live` names, by rising id. */
export interface EndedSessions {
  readonly below: number
  readonly live: readonly number[]
}

export function sessionEnded(ended: EndedSessions | undefined, client: number): boolean {
  if (ended === undefined || client >= ended.below) return false
  const { live } = ended
  let low = 0
  let high = live.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    if (live[middle] === client) return false
    if (live[middle]! < client) low = middle + 1
    else high = middle - 1
  }
  return true
}

export function sameSessions(a: EndedSessions | undefined, b: EndedSessions | undefined): boolean {
  if (a === b) return true
  if (a === undefined || b === undefined || a.below !== b.below || a.live.length !== b.live.length) return false
  return a.live.every((client, index) => client === b.live[index])
}
