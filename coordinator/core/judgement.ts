// Who is taken out of which chain because it has failed. Needs no accuracy: leases keep a server that was taken out wrongly from doing harm
// (docs/repair.md); being wrong costs a copy.
//
// - A server that is silent leaves every chain in which another full member has been heard for a whole suspicion time, and long after the silent
//   one. So when all went down together, nobody is judged by who came back first, nor by whose last heartbeat came last. One that is started again
//   and again, and never runs for a suspicion time, is never silent for one either: it leaves when that has gone on for two.
// - Of two servers of one chain that get no answers from each other while both are heard, one leaves the chains they share: the learner; else
//   the one that is at odds with more servers; else the one more complain about; else the one further from the head. Both must have been heard but
//   a moment ago: a survivor complains about those that failed, more of them perhaps than anybody else, a little before they count as silent. And
//   both for a whole suspicion time: those that complain of one that has just come back may not have had an answer of it yet.
// - In a space of several subspaces the paths of updates lead from any server to any other: of two that get no answers from each other one leaves all
//   chains of the space (quarrels.ts).
// - The last full member of a region is never taken out. Nor is one that is known to live for a quarrel, where every other one may have failed: it may
//   be the only one left that has what was acknowledged.
// - Where members may have forgotten (doubts.ts) nobody is judged: who is silent there may be the only one that has everything.
import { type Configuration, chainOf, type Region } from '../../src/cluster/configuration.ts'
import type { Attendance } from './attendance.ts'
import { withoutServers } from './chain.ts'
import { quarrellersOf } from './quarrels.ts'

export interface Judgement {
  /** The regions that change, by id, as they are after it. */
  readonly changed: ReadonlyMap<number, Region>
  /** Those taken out of any chain. */
  readonly removed: ReadonlySet<number>
}

export function judge(configuration: Configuration, attendance: Attendance, now: number): Judgement {
  const changed = new Map<number, Region>()
  const removed = new Set<number>()
  const failed = new Set([...configuration.servers.keys()].filter((server) => attendance.hasFailed(server, now)))
  const odds = countOdds(attendance, now)
  if (failed.size === 0 && odds.size === 0) return { changed, removed }
  const broken = (one: number, other: number) => isQuarrel(attendance, now, one, other)
  const quarrels = odds.size === 0 ? [] : [...attendance.complaints(now)].filter(([by, about]) => broken(by, about))
  for (const space of configuration.spaces.values()) {
    const quarrellers = quarrels.length === 0 ? new Set<number>() : quarrellersOf(space, quarrels)
    for (const region of space.subspaces.flatMap(({ regions }) => regions)) {
      if (region.doubtful !== undefined) continue
      const dead = failedOf(region, failed, attendance, now)
      const leaving = new Set([...dead, ...quarrellers])
      if (quarrels.length > 0) addQuarrelling(region, leaving, { odds, broken })
      const isAlive = (server: number) => !failed.has(server) && attendance.isFresh(server, now)
      const next = withoutServers(region, withOneAlive(region, { dead, leaving, isAlive }))
      if (next === region) continue
      changed.set(region.id, next)
      for (const server of chainOf(region)) if (!chainOf(next).includes(server)) removed.add(server)
    }
  }
  return { changed, removed }
}

function failedOf(region: Region, failed: ReadonlySet<number>, attendance: Attendance, now: number): Set<number> {
  const leaving = new Set<number>()
  if (failed.size === 0) return leaving
  const { members, learner } = region
  if (learner !== undefined && failed.has(learner.server)) leaving.add(learner.server)
  const steady = members.filter((member) => !failed.has(member) && attendance.isSteady(member, now))
  for (const member of members) {
    if (failed.has(member) && steady.some((other) => attendance.hasOutlived(other, member))) leaving.add(member)
  }
  return leaving
}

/** Of those that would leave for a quarrel one stays, the nearest to the head, where no other full member is known to live. */
function withOneAlive(
  { members }: Region,
  { dead, leaving, isAlive }: { dead: ReadonlySet<number>; leaving: ReadonlySet<number>; isAlive: (server: number) => boolean },
): ReadonlySet<number> {
  if (leaving.size === dead.size || members.some((member) => !leaving.has(member) && isAlive(member))) return leaving
  // Whoever cannot talk is heard, if perhaps started again and again: it has what the others may have lost.
  const kept = members.find((member) => leaving.has(member) && !dead.has(member))
  return kept === undefined ? leaving : new Set([...leaving].filter((server) => server !== kept))
}

interface Odds {
  /** With how many others a server is at odds, whoever of the two complains. */
  readonly others: number
  readonly complaintsAbout: number
}

function countOdds(attendance: Attendance, now: number): ReadonlyMap<number, Odds> {
  const others = new Map<number, Set<number>>()
  const about = new Map<number, number>()
  for (const [by, server] of attendance.complaints(now)) {
    for (const [one, other] of [
      [by, server],
      [server, by],
    ] as const) {
      const set = others.get(one)
      if (set === undefined) others.set(one, new Set([other]))
      else set.add(other)
    }
    about.set(server, (about.get(server) ?? 0) + 1)
  }
  return new Map([...others].map(([server, set]) => [server, { others: set.size, complaintsAbout: about.get(server) ?? 0 }]))
}

function isQuarrel(attendance: Attendance, now: number, one: number, other: number): boolean {
  if (!attendance.isBroken(one, other)) return false
  return attendance.isFresh(one, now) && attendance.isFresh(other, now) && attendance.isSteady(one, now) && attendance.isSteady(other, now)
}

/** Adds to those who leave until no two that stay are at odds. */
function addQuarrelling(
  region: Region,
  leaving: Set<number>,
  { odds, broken }: { odds: ReadonlyMap<number, Odds>; broken: (one: number, other: number) => boolean },
): void {
  const chain = chainOf(region)
  for (const [position, first] of chain.entries()) {
    for (const second of chain.slice(position + 1)) {
      if (leaving.has(first)) break
      if (leaving.has(second) || !broken(first, second)) continue
      leaving.add(second !== region.learner?.server && isWorse(odds.get(first), odds.get(second)) ? first : second)
    }
  }
}

function isWorse(first: Odds | undefined, second: Odds | undefined): boolean {
  const byOthers = (first?.others ?? 0) - (second?.others ?? 0)
  return byOthers !== 0 ? byOthers > 0 : (first?.complaintsAbout ?? 0) > (second?.complaintsAbout ?? 0)
}
