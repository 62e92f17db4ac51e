// The times and bounds by which a coordinator judges and repairs (docs/repair.md, "Defaults"). Tests and the simulated world pass their own.

export interface Limits {
  /** A server without a heartbeat for so long counts as failed; a coordinator first listens so long before it judges anybody. Milliseconds. */
  readonly suspicionMs: number
  /**
   * Whether chains change at all: servers that have failed are taken out, learners fill their places, regions move. Needs members that keep
   * leases and that copy.
   */
  readonly repair: boolean
  /**
   * Whether the only full member of a region may come back although it may have forgotten its last moments: the region is then compared with the
   * other subspaces. Without it such a server is refused until an administrator accepts what it may have forgotten.
   */
  readonly reconcile: boolean
  /** Copies under way at a time for one server, as the learner or as the source. */
  readonly transfersMax: number
  /** A learner whose copy makes no progress for so long is given up. Milliseconds. */
  readonly stallMs: number
  /** A server that was taken out n times lately is taken back after 2^n of these. Milliseconds. */
  readonly readmissionMs: number
  /** After so long without being taken out, one of those times is forgotten. Milliseconds. */
  readonly forgiveMs: number
  /** Regions that move at a time to even out the load. */
  readonly movesMax: number
  /** A session that was not renewed for so long ends. Milliseconds. */
  readonly sessionMs: number
}

export const limitsDefault: Limits = {
  suspicionMs: 2_000,
  repair: true,
  reconcile: true,
  transfersMax: 8,
  stallMs: 60_000,
  readmissionMs: 1_000,
  forgiveMs: 60_000,
  movesMax: 8,
  sessionMs: 60_000,
}
