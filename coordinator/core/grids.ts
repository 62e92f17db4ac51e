// What the steps of a space that is cut anew (repartition.ts, key-turn.ts) have in common.
import type { Region, Space, Stage, Subspace } from '../../src/cluster/configuration.ts'
import type { Attendance } from './attendance.ts'
import { raiseEpoch } from './chain.ts'

export function withRaisedEpochs(subspace: Subspace): Subspace {
  return { ...subspace, regions: subspace.regions.map(raiseEpoch) }
}

/** Undefined: it serves like any other. */
export function withStage({ stage: _, ...subspace }: Subspace, stage: Stage | undefined): Subspace {
  return stage === undefined ? subspace : { ...subspace, stage }
}

/**
 * Nobody answers from the region any more: all full members have installed that it retires, and none of them owes a promise to a server that
 * was in its chain and may not know yet.
 */
export function isSilenced({ id, epoch, members }: Region, attendance: Attendance): boolean {
  return members.every((member) => {
    const said = attendance.progress(member, id)
    return said?.epoch === epoch && !said.owes
  })
}

/** Another grid is being built for the keys, or is to take the place of the present one. */
export function hasKeySuccessor({ subspaces }: Space): boolean {
  return subspaces[1]?.stage === 'building' && subspaces[1].axes[0]!.attribute === 0
}

/** Its copies are compared after a loss of power, or will be, perhaps. Any of its grids may hold what the others have lost: none goes before that has been found. */
export function isBeingCompared({ subspaces }: Pick<Space, 'subspaces'>): boolean {
  return subspaces.some(({ regions }) => regions.some(({ reconciling, doubtful }) => reconciling || doubtful))
}
