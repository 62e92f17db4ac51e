// The time that an answer needs back to a caller who stops listening at its deadline.

/** The part of what is left of a deadline that is kept for the answer's way back, and its most in milliseconds. */
const part = 0.1
const mostMs = 1000

/**
 * A little less than what is left until the deadline: at the deadline itself the caller stops listening, and would not hear what went wrong (which
 * regions a search misses, whether a write may have happened).
 */
export function beforeWayBack(leftMs: number): number {
  return Math.max(0, leftMs - Math.min(leftMs * part, mostMs))
}
