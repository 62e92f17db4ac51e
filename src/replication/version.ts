// Versions of objects are (epoch of the leadership, counter) in one safe integer: 21 and 32 bits (protocol.md section 2).

export const counterRange = 4294967296

/** The epoch of the point leader that gave the version. */
export function epochOf(version: number): number {
  return Math.floor(version / counterRange)
}
