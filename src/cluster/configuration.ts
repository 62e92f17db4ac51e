// The configuration: which servers there are, which spaces, and which chain holds which region. The coordinator makes configurations,
// everybody else installs them whole and in order (protocol.md section 4). Values are immutable and share structure.
import type { SpaceDefinition } from '../schema/definition.ts'
import type { Bytes } from '../values/bytes.ts'
import type { EndedSessions } from './sessions.ts'

export interface Server {
  readonly id: number
  /** HOST:PORT. */
  readonly address: string
  /** Failure domain. */
  readonly domain: string
  /** Grows with each start. */
  readonly incarnation: number
  /** Drawn by the process that was started: two that were started from copies of one data directory are told apart. Absent: none was said. */
  readonly nonce?: number
  /** Its disk is full: spaces with regions on it take no writes but removals. Absent: no. */
  readonly full?: boolean
}

/** One box of a subspace and the chain that holds it. */
export interface Region {
  /** Unique in the cluster for ever, at least 1. */
  readonly id: number
  /** Grows when the chain changes or a member restarts, and only then. */
  readonly epoch: number
  /** The epoch at which it began, and its founding members with it. Absent: `firstEpoch`. */
  readonly founded?: number
  /** Server ids of the full members, head first, tail last; never empty. */
  readonly members: readonly number[]
  /**
   * The epoch at which each member's present membership began, in the order of `members`. Absent: all of them founded the region.
   * A server whose rows are of another membership than this holds a cache, not a replica (docs/repair.md).
   */
  readonly joined?: readonly number[]
  /** Fills from the last full member; the last element of the chain for updates and acknowledgements, and nothing else. */
  readonly learner?: Learner
  /**
   * Its only full member, or each of its doubtful ones, may have forgotten its last moments: its space serves nothing until it has been compared with the other subspaces
   * (docs/repair.md, Reconciliation).
   */
  readonly reconciling?: true
  /**
   * Those full members that came back and may have forgotten their last moments, while nobody knew whether another one has not. They do nothing in the
   * chain, and leave it as soon as another one is there that has forgotten nothing (docs/repair.md, rule 8). Absent: none.
   */
  readonly doubtful?: readonly number[]
  /**
   * While `reconciling`: the other former full members, which may have forgotten as well. They do nothing and keep what they have until the region has been
   * compared: should its only full member be lost meanwhile they take its place (docs/repair.md, rule 8). Absent: none.
   */
  readonly standby?: readonly Learner[]
  /** The epoch since which a former only full member may have forgotten what clients had asked for before. Absent: none has. */
  readonly forgot?: number
}

export interface Learner {
  readonly server: number
  /** The epoch at which its membership began; stays its `joined` when it becomes a full member. */
  readonly joined: number
}

/** The epoch at which regions begin, but for those that stand in the place of others (`Region.founded`). */
export const firstEpoch = 1

export function foundedAt({ founded = firstEpoch }: Region): number {
  return founded
}

/** When a server's present membership of a region began, as a full member or as the learner; undefined when it is neither. */
export function joinedAt(region: Region, server: number): number | undefined {
  if (region.learner?.server === server) return region.learner.joined
  const position = region.members.indexOf(server)
  return position < 0 ? undefined : (region.joined?.[position] ?? foundedAt(region))
}

/** The same, also of a server that stands by; undefined: the region's rows there are nobody's. */
export function heldSince(region: Region, server: number): number | undefined {
  return joinedAt(region, server) ?? region.standby?.find((one) => one.server === server)?.joined
}

/** Everybody who passes updates on, in the order of forwarding: the full members, then the learner. */
export function chainOf(region: Region): readonly number[] {
  return region.learner ? [...region.members, region.learner.server] : region.members
}

/** One side of a subspace's grid. */
export interface Axis {
  /** Attribute index in the space; 0 is the key. */
  readonly attribute: number
  /** How many intervals. */
  readonly side: number
  /** side − 1 rising values of the attribute's type: interval i holds cut[i−1] ≤ value < cut[i]. Absent on hashed axes. */
  readonly cutPoints?: readonly Bytes[]
}

export interface Subspace {
  readonly axes: readonly Axis[]
  /** Row-major: the last axis varies fastest. */
  readonly regions: readonly Region[]
  /** While the space is cut anew (docs/repartition.md). Absent: searches use it. */
  readonly stage?: Stage
  /**
   * Of one that was added to a space in use: for each key region, in order, the epoch of the configuration that added it. Updates numbered in an
   * earlier epoch do not pass it. Absent: all do.
   */
  readonly since?: readonly number[]
}

/**
 * `building`: it stands behind the one whose place it is to take and is being filled. `retiring`: its place was taken, updates still pass it; of the
 * key's: its place is to be taken, and it judges and answers nothing any more.
 */
export type Stage = 'building' | 'retiring'

export interface Space {
  readonly id: number
  readonly schemaVersion: number
  readonly definition: SpaceDefinition
  /** Its axes are being cut anew: point leaders ask writers to come again. */
  readonly settling: boolean
  readonly readOnly: boolean
  /** Subspace 0 is the key's. */
  readonly subspaces: readonly Subspace[]
  /** How many partitions the subspaces that are being built have been asked for. Absent: none is. */
  readonly buildingPartitions?: number
}

export interface Configuration {
  readonly cluster: string
  /** 0: none yet. Grows by one with each change. */
  readonly version: number
  readonly readOnly: boolean
  readonly servers: ReadonlyMap<number, Server>
  readonly spaces: ReadonlyMap<number, Space>
  /** Absent: none has ended yet. */
  readonly sessions?: EndedSessions
}

export const emptyConfiguration: Configuration = { cluster: '', version: 0, readOnly: false, servers: new Map(), spaces: new Map() }
