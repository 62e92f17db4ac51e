// One moment on both clocks of a machine. Neither alone can be trusted with a lease: while a machine is suspended its monotonic clock may stand
// still, and a wall clock may be set. So whoever was granted something believes the clock that says more has passed, and whoever granted it
// the one that says less (docs/repair.md, rule 3).

export interface Moment {
  /** Milliseconds on the monotonic clock. */
  readonly now: number
  /** Milliseconds on the wall clock. */
  readonly wall: number
}

export const never: Moment = { now: Number.NEGATIVE_INFINITY, wall: Number.NEGATIVE_INFINITY }

/** For the holder of a lease: less than `ms` have passed since, whatever clock is asked. */
export function isWithin(since: Moment, at: Moment, ms: number): boolean {
  return at.now - since.now < ms && at.wall - since.wall < ms
}

/**
 * For the grantor: `ms` have passed since, whatever clock is asked. A wall clock that was set back would keep it waiting for as long as that;
 * it waits at most twice as long, by the monotonic clock.
 */
export function hasPassed(since: Moment, at: Moment, ms: number): boolean {
  const elapsed = at.now - since.now
  return elapsed >= ms && (at.wall - since.wall >= ms || elapsed >= 2 * ms)
}

export function later(a: Moment, b: Moment): Moment {
  return a.now >= b.now ? a : b
}
