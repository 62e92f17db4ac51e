// The durations by which servers lose and keep the right to serve (docs/repair.md, Defaults). All servers of a cluster must have the same.

export interface RepairTiming {
  /** How long an answered keep-alive lets its sender judge and answer, from its sending, in milliseconds. */
  readonly leaseMs: number
  /** By how much of its speed one clock of the cluster may run faster than another. */
  readonly driftFraction: number
  /** Between two keep-alives to one server, in milliseconds. */
  readonly keepAliveMs: number
  /** A server that has answered no keep-alive for so long is reported as unreachable, in milliseconds. */
  readonly suspicionMs: number
}

export const defaultRepairTiming: RepairTiming = { leaseMs: 1000, driftFraction: 0.1, keepAliveMs: 250, suspicionMs: 2000 }

/** How long a server that answered a keep-alive must reckon with the lease this gave, on its own clock. */
export function promiseMs({ leaseMs, driftFraction }: RepairTiming): number {
  return leaseMs * (1 + driftFraction)
}
