// Full members that came back and may have forgotten their last moments stay in their chains as *doubtful*, and do nothing there, until it is certain
// who has what (docs/repair.md, rule 8):
//
//   another full member is there that has forgotten nothing     the doubtful ones leave, and learn again from it
//   all full members are doubtful                               one of them stays, to be compared with the others of its space
//   neither                                                     whoever is away may have more than those that are here: the region waits
//
// To be there is to have installed the region's present epoch, which is younger than every doubt in it: no clock and no older heartbeat says so.
import type { Region } from '../../src/cluster/configuration.ts'
import type { Circumstances } from './candidates.ts'
import { withoutServers, withSole } from './chain.ts'
import type { Survey } from './survey.ts'

/** Regions whose doubts end, as they are after it. */
export function certainties(survey: Survey, circumstances: Pick<Circumstances, 'attendance' | 'now'>): Map<number, Region> {
  const changes = new Map<number, Region>()
  for (const { region } of survey.doubtful) {
    const next = certain(region, circumstances)
    if (next !== region) changes.set(region.id, next)
  }
  return changes
}

function certain(region: Region, { attendance, now }: Pick<Circumstances, 'attendance' | 'now'>): Region {
  const { id, epoch, members, doubtful = [] } = region
  const isHere = (member: number) => attendance.isAttending(member, now) && attendance.progress(member, id)?.epoch === epoch
  // One that was started again and again may last this time, like the others that were: none is chosen for being heard a moment before it.
  const isLooping = (member: number) => attendance.isCrashLooping(member, now)
  const outlives = (other: number, member: number) => !attendance.hasFailed(other, now) && attendance.hasOutlived(other, member)
  const sound = soundMembers(region)
  if (sound.some(isHere)) return withoutServers(region, new Set(doubtful))
  if (sound.length > 0) return region
  // The tail: what searches have shown of the region was on its disk before (docs/repair.md, Reconciliation).
  const isGone = (member: number) =>
    attendance.isSilent(member, now) || (isLooping(member) && members.some((other) => outlives(other, member)))
  const kept = members.findLast((member) => !isGone(member))
  return kept !== undefined && isHere(kept) && !isLooping(kept) ? withSole(region, kept) : region
}

/** Full members that have forgotten nothing, as far as anybody knows. */
export function soundMembers({ members, doubtful = [] }: Region): number[] {
  return members.filter((member) => !doubtful.includes(member))
}
