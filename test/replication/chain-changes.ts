// What a coordinator does to one chain (docs/repair.md, rules 4, 5 and 7), each with a new epoch.
import { joinedAt, type Region } from '../../src/cluster/configuration.ts'

function changed(region: Region, members: readonly number[], learner: Region['learner']): Region {
  const joined = members.map((member) => joinedAt(region, member)!)
  return { id: region.id, epoch: region.epoch + 1, members, joined, ...(learner ? { learner } : {}) }
}

/** Without one full member, which must not be the last, or without its learner. */
export function withoutServer(region: Region, server: number): Region {
  const members = region.members.filter((member) => member !== server)
  if (members.length === 0) throw new RangeError(`server ${server} is the last full member of region ${region.id}`)
  return changed(region, members, region.learner?.server === server ? undefined : region.learner)
}

export function withLearner(region: Region, server: number): Region {
  return changed(region, region.members, { server, joined: region.epoch + 1 })
}

/** The learner becomes the last full member. */
export function withLearnerPromoted(region: Region): Region {
  return changed(region, [...region.members, region.learner!.server], undefined)
}

/** The sole full member may have forgotten. */
export function withReconciling(region: Region): Region {
  return { ...changed(region, region.members, undefined), reconciling: true, forgot: region.epoch + 1 }
}

export function withoutReconciling(region: Region): Region {
  const { forgot } = region
  return { ...changed(region, region.members, undefined), ...(forgot ? { forgot } : {}) }
}
