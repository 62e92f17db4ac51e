/**
 * What an element of a chain that has a learner or doubtful members, is to be compared, is cut anew, or wants a new epoch says of it (RegionProgress
 * in coordinator.proto).
 */
export interface RegionProgress {
  readonly region: number
  /** Installed. */
  readonly epoch: number
  /** A promise to a server that was taken out of the chain still holds this one back. */
  readonly owes: boolean
  /** The learner's: its copy has ended, and what was pending then has settled. */
  readonly copied: boolean
  /** The learner's: how many objects are confirmed. Of a point leader that fills new grids: how many it drove into them. */
  readonly objects: number
  /** Of a reconciling region: it has been compared. Absent: no. */
  readonly reconciled?: boolean
  /** The point leader's, of a space that is cut anew: every object of the region is in the new grids. Absent: no. */
  readonly filled?: boolean
  /** The point leader's, of a key's grid that retires: every version of the region has committed everywhere. Absent: no. */
  readonly drained?: boolean
  /** The point leader's: few versions are left to be given in this epoch. Absent: no. */
  readonly wantsEpoch?: boolean
}
