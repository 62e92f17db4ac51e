// How often a client says that its session lives (protocol.md section 2, Exactly once).

/** So many renewals may get lost before a session ends. */
const renewalsPerSession = 4

/** Between two renewals, in milliseconds; `sessionMs` 0: undefined, since a coordinator of an older release ends no sessions. */
export function renewalPauseMs(sessionMs: number): number | undefined {
  return sessionMs === 0 ? undefined : sessionMs / renewalsPerSession
}
