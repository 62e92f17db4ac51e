// What chains need next, beside losing those who failed (judgement.ts): learners where they are short, learners that have learnt made full
// members, members too many or on their way out dropped. Each function gives the regions that change, as they are after it. A full chain
// is changed by letting a learner in first and dropping a member when it has become full (docs/repair.md).
import { chainOf, type Region, type Server } from '../../src/cluster/configuration.ts'
import type { RegionProgress } from '../../src/cluster/region-progress.ts'
import { bestLearner, type Circumstances, domainsOf, usableServers } from './candidates.ts'
import { sourceOf, withLearner, withLearnerPromoted, withoutReconciling, withoutServers } from './chain.ts'
import { gain, note } from './evenness.ts'
import { leastBy } from './placement.ts'
import { type Spot, type Survey, wantedMembers } from './survey.ts'
import { stepTowardsTarget } from './targets.ts'

type Changes = Map<number, Region>

/** Rule 7 of docs/repair.md: the copy is complete, and every full member has the present epoch and owes nothing in it. */
export function promotions(survey: Survey, { attendance, isLeaving }: Circumstances): Changes {
  const changes: Changes = new Map()
  for (const { space, region } of survey.learning) {
    const { learner, epoch, members } = region
    const said = (server: number): RegionProgress | undefined => {
      const report = attendance.progress(server, region.id)
      return report?.epoch === epoch ? report : undefined
    }
    if (space.settling || learner === undefined || isLeaving(learner.server) || !said(learner.server)?.copied) continue
    if (members.every((member) => said(member)?.owes === false)) changes.set(region.id, withLearnerPromoted(region))
  }
  return changes
}

/**
 * Rule 8: spaces whose regions have all been compared serve again. Not region by region: each change lets the others begin anew. Nor while one is gone for
 * which others stand by: it must have been heard after the last had been compared. `complete`: since when all have been, by the space's id.
 */
export function reconciliations(survey: Survey, { attendance, now }: Circumstances, complete: Map<number, number>): Changes {
  const changes: Changes = new Map()
  const waiting = new Set(survey.doubtful.flatMap(({ space, region }) => (region.reconciling ? [space] : [])))
  for (const { space, region } of survey.reconciling) {
    const reports = region.members.map((member) => attendance.progress(member, region.id))
    if (!reports.every((report) => report?.epoch === region.epoch && report.reconciled)) waiting.add(space)
  }
  for (const { id } of waiting) complete.delete(id)
  for (const { space } of survey.reconciling) if (!waiting.has(space) && !complete.has(space.id)) complete.set(space.id, now)
  for (const { space, region } of survey.reconciling) {
    const since = complete.get(space.id) ?? now
    const isThere = (member: number) => attendance.isAttending(member, now) && attendance.isHeardSince(member, since)
    if (region.standby && !region.members.every(isThere)) waiting.add(space)
  }
  for (const { space, region } of survey.reconciling) if (!waiting.has(space)) changes.set(region.id, withoutReconciling(region))
  return changes
}

/** A learner that is on its way out, or whose copy has stood still for long, is let go; one whose disk is full where it can be done without. */
export function abandonments(survey: Survey, stalled: (region: Region) => boolean, circumstances: Circumstances): Changes {
  const changes: Changes = new Map()
  const { isLeaving } = circumstances
  const usable = usableServers(survey, circumstances)
  const isSpared = ({ space, region }: Spot) =>
    region.members.filter((member) => !isLeaving(member)).length >= wantedMembers(space) || hasSuccessor(region, usable)
  for (const spot of survey.learning) {
    const { region } = spot
    const { server } = region.learner!
    const isFull = survey.configuration.servers.get(server)?.full ?? false
    if (isLeaving(server) || stalled(region) || (isFull && isSpared(spot)))
      changes.set(region.id, withoutServers(region, new Set([server])))
  }
  return changes
}

/** Learners for chains that are short or have a member on its way out; those with the fewest members first. Counts them into the survey. */
export function appointments(survey: Survey, circumstances: Circumstances): Changes {
  const changes: Changes = new Map()
  const usable = usableServers(survey, circumstances)
  const spots = [...survey.short, ...survey.leaving].filter(({ space }) => !space.settling && !survey.compared.has(space))
  for (const spot of spots.sort((a, b) => a.region.members.length - b.region.members.length)) {
    const server = bestLearner(spot, usable, survey, circumstances)
    if (server !== undefined) changes.set(spot.region.id, appoint(spot, server.id, survey))
  }
  return changes
}

export function appoint({ space, region }: Spot, server: number, survey: Survey): Region {
  survey.duties(server).add(space.id, 1)
  survey.duties(server).transfers++
  survey.duties(sourceOf(region)).transfers++
  return withLearner(region, server)
}

/**
 * Members dropped: where there are more than asked for; or on their way out, when nobody could take their place. Not before it is known of every
 * member of the chain whether it is there: none that lives goes in favour of the dead. `since`: when the region was first seen to have one too many.
 */
export function dismissals(survey: Survey, circumstances: Circumstances, since: (region: Region) => number): Changes {
  const changes: Changes = new Map()
  const drop = ({ space, region }: Spot, server: number) => {
    const next = withoutServers(region, new Set([server]))
    note(space.id, region.members, next.members, survey)
    changes.set(region.id, next)
  }
  for (const spot of survey.long) {
    const living = livingMembers(spot.region, since(spot.region), circumstances)
    if (living === undefined) continue
    const step = stepTowardsTarget(spot, survey, circumstances)
    if (step === undefined) {
      const server = mostDispensable(spot, living, survey, circumstances)
      if (server !== undefined) drop(spot, server)
    } else if (step !== spot.region) changes.set(spot.region.id, step)
  }
  const usable = usableServers(survey, circumstances)
  for (const spot of [...survey.short, ...survey.leaving]) {
    const leaver = spot.region.members.find(circumstances.isLeaving)
    if (leaver === undefined || hasSuccessor(spot.region, usable)) continue
    const living = livingMembers(spot.region, since(spot.region), circumstances)
    if (living?.some((member) => !circumstances.isLeaving(member))) drop(spot, leaver)
  }
  return changes
}

/**
 * Those that have lasted and were heard since then; undefined while another one has not failed either. One that has just started may be one that is
 * started again and again; one that was heard before may have died at the very moment at which it became a full member.
 */
function livingMembers({ members }: Region, since: number, { attendance, now }: Circumstances): number[] | undefined {
  const hasFailed = (member: number) => attendance.hasFailed(member, now)
  const isThere = (member: number) =>
    attendance.isAttending(member, now) && attendance.isSteady(member, now) && attendance.isHeardSince(member, since)
  const living = members.filter((member) => isThere(member) && !hasFailed(member))
  return members.every((member) => living.includes(member) || hasFailed(member)) ? living : undefined
}

/** A member on its way out, whose place nobody could take, goes when another one has lasted. */
export function hasDeparture({ short, leaving }: Survey, { isLeaving }: Circumstances): boolean {
  return [...short, ...leaving].some(({ region: { members } }) => members.some(isLeaving) && !members.every(isLeaving))
}

/** Somebody could take over a place in the chain, if not at this moment. */
export function hasSuccessor(region: Region, usable: readonly Server[]): boolean {
  return usable.some((server) => !chainOf(region).includes(server.id))
}

/**
 * Of more members than needed, among those without whom enough living ones remain: one on its way out, one that does not live, one whose disk is full,
 * one whose domain the chain has twice, else for evenness.
 */
function mostDispensable(
  { space, region: { members } }: Spot,
  living: readonly number[],
  survey: Survey,
  { isLeaving }: Circumstances,
): number | undefined {
  const without = (server: number, of = members) => of.filter((other) => other !== server)
  const dispensable = members.filter((member) => without(member, living).length >= wantedMembers(space))
  if (dispensable.length === 0) return undefined
  return leastBy(dispensable, (member) => {
    const { domain, full = false } = survey.configuration.servers.get(member) ?? {}
    return [
      -Number(isLeaving(member)),
      -Number(!living.includes(member)),
      -Number(full),
      -Number(domain !== undefined && domainsOf(members, survey, member).has(domain)),
      -gain(space.id, members, without(member), survey),
      member,
    ]
  })
}
