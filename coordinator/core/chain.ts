// One region's chain, changed: each function gives a region with an epoch one higher. Who joins and who leaves is decided elsewhere.
import { foundedAt, heldSince, type Learner, type Region } from '../../src/cluster/configuration.ts'
import { HyperdexError } from '../../src/errors.ts'

/** Versions of objects have 21 bits for the epoch (protocol.md section 2). */
export const epochMax = 2 ** 21 - 1

/** Only the epoch rises: an element of the chain has started anew. Throws INTERNAL when there is no higher one. */
export function raiseEpoch(region: Region): Region {
  if (region.epoch >= epochMax) {
    throw new HyperdexError(
      'INTERNAL',
      `region ${region.id} has used up its ${epochMax} epochs`,
      'Move the data to a new space: dump and load it.',
    )
  }
  return { ...region, epoch: region.epoch + 1 }
}

/** Who sends a learner its copy. */
export function sourceOf(region: Region): number {
  return region.members.at(-1)!
}

/**
 * Without these servers, as full members or as the learner. The last full member stays whoever it is: of full members that are all to
 * leave, the head. A learner whose source leaves begins anew. The same region when none of them is in it.
 */
export function withoutServers(region: Region, leaving: ReadonlySet<number>): Region {
  const staying = region.members.filter((member) => !leaving.has(member))
  const members = staying.length > 0 ? staying : region.members.slice(0, 1)
  const learnerLeaves = region.learner !== undefined && leaving.has(region.learner.server)
  if (members.length === region.members.length && !learnerLeaves) return region
  const { epoch, learner } = raiseEpoch(region)
  const next = withMembers({ ...region, epoch }, members, region)
  if (learner === undefined || learnerLeaves) return withoutLearner(next)
  return sourceOf(next) === sourceOf(region) ? next : { ...next, learner: { server: learner.server, joined: epoch } }
}

export function withLearner(region: Region, server: number): Region {
  const next = raiseEpoch(region)
  return { ...next, learner: { server, joined: next.epoch } }
}

/**
 * One full member that is not the last leaves and learns again at the end, in one change: so its rows stay, and of its objects only the versions
 * travel (docs/repair.md, rule 6).
 */
export function withRotated(region: Region, server: number): Region {
  const next = withoutServers(region, new Set([server]))
  return { ...next, learner: { server, joined: next.epoch } }
}

/** The learner becomes the last full member. */
export function withLearnerPromoted(region: Region): Region {
  const { learner } = region
  if (learner === undefined) throw new RangeError(`region ${region.id} has no learner`)
  return withoutLearner(withMembers(raiseEpoch(region), [...region.members, learner.server], region))
}

/** `joined` is left out where all have founded the region, `doubtful` where nobody is. */
function withMembers(region: Region, members: readonly number[], former: Region): Region {
  const joined = members.map((member) => heldSince(former, member) ?? foundedAt(former))
  const { joined: _, ...rest } = region
  const next = joined.every((epoch) => epoch === foundedAt(region)) ? { ...rest, members } : { ...rest, members, joined }
  return withDoubts(next, region.doubtful?.filter((member) => members.includes(member)) ?? [])
}

function withDoubts({ doubtful: _, ...region }: Region, doubtful: readonly number[]): Region {
  return doubtful.length === 0 ? region : { ...region, doubtful }
}

/** The full member may have forgotten, and whether another one has not is yet to be seen. What had been copied to a learner counts no longer. */
export function withDoubtful(region: Region, server: number): Region {
  const doubtful = region.members.filter((member) => member === server || region.doubtful?.includes(member))
  return withDoubts(withoutLearner(raiseEpoch(region)), doubtful)
}

/** Somebody vouches for what the full member has: from now on that counts. Of others, who may have more or less, none remains: they learn from it. */
export function withAccepted(region: Region, server: number): Region {
  return withMembers(withDoubts(withForgotten(withoutReconciling(withoutLearner(region))), []), [server], region)
}

/**
 * All full members may have forgotten: this one stays, and its space serves when it has been compared with the others of it. Those that were members beside it
 * stand by.
 */
export function withSole(region: Region, server: number): Region {
  const sole = withDoubts(withMembers(withForgotten(withoutLearner(region)), [server], region), [])
  const standby = heldBeside(region, server)
  return { ...withStandby(sole, standby), reconciling: true }
}

/**
 * The only full member is lost before it has been compared: those that stand by take its place, and one of them is chosen. Its space stays as still as it
 * was until that one has been compared, too. The same region when nobody stands by.
 */
export function withStandbyInstead(region: Region): Region {
  const { standby = [] } = region
  if (standby.length === 0) return region
  const members = standby.map(({ server }) => server)
  return withDoubts(withMembers(withStandby(raiseEpoch(region), []), members, region), members)
}

/** The same region when the server does not stand by. */
export function withoutStandby(region: Region, server: number): Region {
  const standby = region.standby?.filter((one) => one.server !== server)
  return standby === undefined || standby.length === region.standby!.length ? region : withStandby(raiseEpoch(region), standby)
}

function withStandby({ standby: _, ...region }: Region, standby: readonly Learner[]): Region {
  return standby.length === 0 ? region : { ...region, standby }
}

/** Everybody else who has what was the region's when the first of its doubts began. */
function heldBeside(region: Region, server: number): Learner[] {
  const held = [...region.members, ...(region.standby ?? []).map((one) => one.server)].filter((other) => other !== server)
  return held.map((other) => ({ server: other, joined: heldSince(region, other)! }))
}

function withoutLearner({ learner: _, ...region }: Region): Region {
  return region
}

export function withoutReconciling(region: Region): Region {
  const { reconciling: _, ...rest } = withStandby(raiseEpoch(region), [])
  return rest
}

/** From the new epoch on nobody may know what became of what clients had asked for before. */
export function withForgotten(region: Region): Region {
  const next = raiseEpoch(region)
  return { ...next, forgot: next.epoch }
}
