// What chains need next, beside losing those who failed (judgement.ts): learners where they are short, learners that have learnt made full
// members, members too many or on their way out dropped. Each function gives the regions that change, as they are after it. A full chain
// is changed by letting a learner in first and dropping a member when it has become full (docs/repair.md).
import { chainOf, type Region, type Server, type Space } from '../../src/cluster/configuration.ts'
import type { RegionProgress } from '../../src/cluster/region-progress.ts'
import { bestLearner, type Circumstances, domainsOf, usableServers } from './candidates.ts'
import { sourceOf, withLearner, withLearnerPromoted, withoutReconciling, withoutServers } from './chain.ts'
import { gain, note } from './evenness.ts'
import { leastBy } from './placement.ts'
import type { Spot, Survey } from './survey.ts'
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

/** Rule 8: spaces whose regions have all been compared serve again. Not region by region: each change lets the others begin anew. */
export function reconciliations(survey: Survey, { attendance }: Circumstances): Changes {
  const changes: Changes = new Map()
  const waiting = new Set<Space>()
  for (const { space, region } of survey.reconciling) {
    const reports = region.members.map((member) => attendance.progress(member, region.id))
    if (!reports.every((report) => report?.epoch === region.epoch && report.reconciled)) waiting.add(space)
  }
  for (const { space, region } of survey.reconciling) if (!waiting.has(space)) changes.set(region.id, withoutReconciling(region))
  return changes
}

/** A learner that is on its way out, or whose copy has stood still for long, is let go. */
export function abandonments(survey: Survey, stalled: (region: Region) => boolean, { isLeaving }: Circumstances): Changes {
  const changes: Changes = new Map()
  for (const { region } of survey.learning) {
    const { server } = region.learner!
    if (isLeaving(server) || stalled(region)) changes.set(region.id, withoutServers(region, new Set([server])))
  }
  return changes
}

/** Learners for chains that are short or have a member on its way out; those with the fewest members first. Counts them into the survey. */
export function appointments(survey: Survey, circumstances: Circumstances): Changes {
  const changes: Changes = new Map()
  const usable = usableServers(survey, circumstances)
  const reconciling = new Set(survey.reconciling.map(({ space }) => space))
  const spots = [...survey.short, ...survey.leaving].filter(({ space }) => !space.settling && !reconciling.has(space))
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

/** Members dropped: where there are more than asked for; or on their way out, when nobody could take their place. */
export function dismissals(survey: Survey, circumstances: Circumstances): Changes {
  const changes: Changes = new Map()
  const drop = ({ space, region }: Spot, server: number) => {
    const next = withoutServers(region, new Set([server]))
    note(space.id, region.members, next.members, survey)
    changes.set(region.id, next)
  }
  for (const spot of survey.long) {
    const step = stepTowardsTarget(spot, survey, circumstances)
    if (step === undefined) drop(spot, mostDispensable(spot, survey, circumstances))
    else if (step !== spot.region) changes.set(spot.region.id, step)
  }
  const usable = usableServers(survey, circumstances)
  for (const spot of [...survey.short, ...survey.leaving]) {
    const { members } = spot.region
    const leaver = members.find(circumstances.isLeaving)
    if (leaver === undefined || !members.some((member) => isStaying(member, circumstances))) continue
    if (!hasSuccessor(spot.region, usable)) drop(spot, leaver)
  }
  return changes
}

/** A member on its way out, whose place nobody could take, goes when another one has lasted. */
export function hasDeparture({ short, leaving }: Survey, { isLeaving }: Circumstances): boolean {
  return [...short, ...leaving].some(({ region: { members } }) => members.some(isLeaving) && !members.every(isLeaving))
}

function isStaying(member: number, { attendance, isLeaving, now }: Circumstances): boolean {
  // One that has just started may be one that is started again and again.
  return !isLeaving(member) && attendance.isAttending(member, now) && attendance.isSteady(member, now)
}

/** Somebody could take over a place in the chain, if not at this moment. */
export function hasSuccessor(region: Region, usable: readonly Server[]): boolean {
  return usable.some((server) => !chainOf(region).includes(server.id))
}

/** Of more members than needed: one on its way out, one that does not answer or last, one whose domain the chain has twice, else for evenness. */
export function mostDispensable({ space, region }: Spot, survey: Survey, { attendance, isLeaving, now }: Circumstances): number {
  const { members } = region
  return leastBy(members, (member) => {
    const domain = survey.configuration.servers.get(member)?.domain
    return [
      -Number(isLeaving(member)),
      -Number(!attendance.isAttending(member, now) || attendance.isCrashLooping(member, now)),
      -Number(domain !== undefined && domainsOf(members, survey, member).has(domain)),
      -gain(
        space.id,
        members,
        members.filter((other) => other !== member),
        survey,
      ),
      member,
    ]
  })
}
