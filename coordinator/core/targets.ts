// The way of a region that moves (balance.ts) from a chain with one member too many to the chain it is to come to. That has the same servers but
// one, in an order of its own: those that are to stand further back leave and learn again at the end, one after the other, while the member that
// is to go in the end still makes up the number. So the chain is never shorter than asked for, and no objects travel for the sake of the order.
import type { Region } from '../../src/cluster/configuration.ts'
import { type Circumstances, canLearn, canSend, isAdmissible } from './candidates.ts'
import { sourceOf, withoutServers, withRotated } from './chain.ts'
import type { Spot, Survey } from './survey.ts'

/**
 * The region after the next step; itself while that must wait. Undefined: it has no such target, or not all of those servers can be counted on
 * any more.
 */
export function stepTowardsTarget(spot: Spot, survey: Survey, circumstances: Circumstances): Region | undefined {
  const { region } = spot
  const target = circumstances.targets.get(region.id)
  const { members } = region
  if (target === undefined || members.length !== target.length + 1 || !target.every((server) => members.includes(server))) return undefined
  const isFull = (server: number) => survey.configuration.servers.get(server)?.full ?? false
  if (!target.every((server) => !isFull(server) && canStay(server, region, circumstances))) return undefined
  const staying = members.filter((member) => target.includes(member))
  const inPlace = placed(staying, target)
  if (inPlace === target.length) return withoutServers(region, new Set(members.filter((member) => !target.includes(member))))
  return rotated(spot, target[inPlace]!, survey, circumstances)
}

/** How many of the target's first stand in its order already: the others follow behind them, one by one. */
function placed(staying: readonly number[], target: readonly number[]): number {
  let count = 0
  for (const member of staying) if (member === target[count]) count++
  return count
}

/** The same region when no copy can begin now; undefined when that would be the source itself. */
export function rotated({ space, region }: Spot, server: number, survey: Survey, circumstances: Circumstances): Region | undefined {
  if (sourceOf(region) === server) return undefined
  const known = survey.configuration.servers.get(server)
  const without = { ...region, members: region.members.filter((member) => member !== server) }
  if (known === undefined || !canSend(region, survey, circumstances) || !canLearn(known, { space, region: without }, survey, circumstances))
    return region
  survey.duties(server).transfers++
  survey.duties(sourceOf(region)).transfers++
  return withRotated(region, server)
}

function canStay(server: number, region: Region, circumstances: Circumstances): boolean {
  const { attendance, isLeaving, now } = circumstances
  if (!isAdmissible(server, circumstances)) return false
  if (!attendance.isAttending(server, now) || attendance.isCrashLooping(server, now) || isLeaving(server)) return false
  return !region.members.some((member) => attendance.isBroken(server, member))
}
