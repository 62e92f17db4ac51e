// Who can take over a place in a chain, and who had better. Pure arithmetic over what is known at one moment.
import { chainOf, type Region, type Server } from '../../src/cluster/configuration.ts'
import type { Attendance } from './attendance.ts'
import { sourceOf } from './chain.ts'
import type { Damping } from './damping.ts'
import type { Limits } from './limits.ts'
import { leastBy } from './placement.ts'
import { copysetOf, type Spot, type Survey } from './survey.ts'

export interface Circumstances {
  readonly limits: Limits
  readonly attendance: Attendance
  readonly damping: Damping
  /** As `damping`, of servers whose disks became full by what they learnt. */
  readonly filled: Damping
  /** The server is to hold no regions: it is being drained, or was taken out of service. */
  readonly isLeaving: (server: number) => boolean
  /** The server that left this region last: what it still has of it saves sending. */
  readonly former: ReadonlyMap<number, number>
  /** Where the chains of regions that move are to come to, by region (balance.ts). */
  readonly targets: ReadonlyMap<number, readonly number[]>
  readonly now: number
}

/** Servers that serve and may be given regions. A space that comes to one whose disk is full takes no writes any more. */
export function usableServers(survey: Survey, { attendance, isLeaving, now }: Circumstances): Server[] {
  const isUsable = ({ id, full }: Server) =>
    !full && attendance.isAttending(id, now) && !attendance.isCrashLooping(id, now) && !isLeaving(id)
  return [...survey.configuration.servers.values()].filter(isUsable)
}

/** Who can take regions at all, and beside whom, as a text: when that changes moves may be found that were not there before. */
export function ability(survey: Survey, circumstances: Circumstances): string {
  const { attendance, now } = circumstances
  const admissible = usableServers(survey, circumstances).filter(({ id }) => isAdmissible(id, circumstances))
  const ids = new Set(admissible.map(({ id }) => id))
  const apart = [...attendance.complaints(now)].filter((pair) => pair.every((server) => ids.has(server)))
  return JSON.stringify([[...ids].sort((a, b) => a - b), apart])
}

/** It was not taken out too often lately, nor given up too often because of a disk that became full. */
export function isAdmissible(server: number, { damping, filled, now }: Circumstances): boolean {
  return damping.admissibleFrom(server, now) <= now && filled.admissibleFrom(server, now) <= now
}

/** Whether the region's present source can send one more copy. */
export function canSend(region: Region, survey: Survey, { attendance, limits, now }: Circumstances): boolean {
  const source = sourceOf(region)
  return attendance.isAttending(source, now) && survey.duties(source).transfers < limits.transfersMax
}

/** Whether the server can begin to learn the region now. Nobody comes into a space who cannot talk with a server of it (quarrels.ts). */
export function canLearn(server: Server, { space, region }: Spot, survey: Survey, circumstances: Circumstances): boolean {
  const { attendance, limits, now } = circumstances
  if (chainOf(region).includes(server.id) || !isAdmissible(server.id, circumstances)) return false
  if (survey.duties(server.id).transfers >= limits.transfersMax) return false
  if (region.members.some((member) => attendance.isBroken(server.id, member))) return false
  if (space.subspaces.length < 2) return true
  const quarrels = (other: number) => attendance.isBroken(server.id, other) && attendance.isFresh(other, now)
  return !survey.serversOf(space.id).some(quarrels)
}

/** The failure domains of the members, without one of them. */
export function domainsOf(members: readonly number[], survey: Survey, without?: number): Set<string> {
  const domains = new Set<string>()
  for (const member of members) {
    const server = survey.configuration.servers.get(member)
    if (member !== without && server !== undefined) domains.add(server.domain)
  }
  return domains
}

/**
 * The best learner for a region: of a domain that the chain lacks; not much busier than others with this space; the one whose disk may still
 * have the region; one that makes a chain which exists elsewhere; then the least busy.
 */
export function bestLearner(spot: Spot, usable: readonly Server[], survey: Survey, circumstances: Circumstances): Server | undefined {
  const { space, region } = spot
  if (!canSend(region, survey, circumstances)) return undefined
  const able = usable.filter((server) => canLearn(server, spot, survey, circumstances))
  if (able.length === 0) return undefined
  const staying = region.members.filter((member) => !circumstances.isLeaving(member))
  const domains = domainsOf(staying, survey)
  const least = Math.min(...able.map((server) => survey.duties(server.id).inSpace(space.id)))
  return leastBy(able, ({ id, domain }) => {
    const duties = survey.duties(id)
    return [
      Number(domains.has(domain)),
      Number(duties.inSpace(space.id) > least + 1),
      Number(circumstances.former.get(region.id) !== id),
      Number(survey.regionsOn(copysetOf([...staying, id])) === 0),
      duties.inSpace(space.id),
      duties.members,
      id,
    ]
  })
}
