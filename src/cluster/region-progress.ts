/** What an element of a chain that has a learner, or is to be compared, says of it (RegionProgress in coordinator.proto). */
export interface RegionProgress {
  readonly region: number
  /** Installed. */
  readonly epoch: number
  /** A promise to a server that was taken out of the chain still holds this one back. */
  readonly owes: boolean
  /** The learner's: its copy has ended, and what was pending then has settled. */
  readonly copied: boolean
  /** The learner's: how many objects are confirmed. */
  readonly objects: number
  /** Of a reconciling region: it has been compared. Absent: no. */
  readonly reconciled?: boolean
}
