// How evenly the work lies on the servers, as one number: the squares of everybody's regions, in all spaces and in each, of their heads and of
// their tails, summed up. Less is more even. A change of one chain is judged by how much less it makes that.
import type { Region } from '../../src/cluster/configuration.ts'
import type { Duties, Survey } from './survey.ts'

export interface ChainChange {
  /** Takes the place at the end. */
  readonly joins?: number
  readonly leaves: number
}

type Count = (duties: Duties) => number

/** How much more even everything is after the change; negative: less. */
export function gain(space: number, { members }: Pick<Region, 'members'>, { joins, leaves }: ChainChange, survey: Survey): number {
  const staying = members.filter((member) => member !== leaves)
  const after = joins === undefined ? staying : [...staying, joins]
  const moved = (from: number | undefined, to: number | undefined, count: Count): number =>
    from === to ? 0 : less(from, count, survey) + more(to, count, survey)
  const member = moved(leaves, joins, (duties) => duties.members)
  const ofSpace = moved(leaves, joins, (duties) => duties.inSpace(space))
  const head = moved(members[0], after[0], (duties) => duties.heads)
  const tail = moved(members.at(-1), after.at(-1), (duties) => duties.tails)
  return member + ofSpace + head + tail
}

/** n² − (n − 1)². */
function less(server: number | undefined, count: Count, survey: Survey): number {
  return server === undefined ? 0 : 2 * count(survey.duties(server)) - 1
}

/** n² − (n + 1)². */
function more(server: number | undefined, count: Count, survey: Survey): number {
  return server === undefined ? 0 : -2 * count(survey.duties(server)) - 1
}

/** Counts a change that was decided. */
export function note(space: number, { members }: Pick<Region, 'members'>, { joins, leaves }: ChainChange, survey: Survey): void {
  const staying = members.filter((member) => member !== leaves)
  const after = joins === undefined ? staying : [...staying, joins]
  survey.duties(leaves).add(space, -1)
  if (joins !== undefined) survey.duties(joins).add(space, 1)
  survey.duties(members[0]!).heads--
  survey.duties(after[0]!).heads++
  survey.duties(members.at(-1)!).tails--
  survey.duties(after.at(-1)!).tails++
}
