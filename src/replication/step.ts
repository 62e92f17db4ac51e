// One region on an update's path (path.ts).

/** What an update does in a region: the object leaves it (`old`), stays or changes in it, or comes into it (`new`). */
export type Role = 'old' | 'staying' | 'new'

export interface Step {
  readonly subspace: number
  /** Index in the subspace's regions: the region itself changes with each configuration. */
  readonly position: number
  readonly role: Role
}
