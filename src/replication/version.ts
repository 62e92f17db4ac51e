// Versions of objects are (epoch of the leadership, counter) in one safe integer: 21 and 32 bits (protocol.md section 2).

export const counterRange = 4294967296

/** How many versions of one epoch are given until something is done about it. */
export interface VersionLimits {
  /** The point leader asks for a new epoch. */
  readonly wantsEpochAt: number
  /** It takes no writes before it has got one. */
  readonly spentAt: number
}

/** The second half lasts a leader for hours; behind the last a redrive under way may still be numbered. */
export const defaultVersionLimits: VersionLimits = { wantsEpochAt: counterRange / 2, spentAt: counterRange - 65536 }

/** The epoch of the point leader that gave the version. */
export function epochOf(version: number): number {
  return Math.floor(version / counterRange)
}
