// How evenly the work lies on the servers, as one number: the squares of everybody's regions, in all spaces and in each, of their heads and of
// their tails, summed up. Less is more even. A change of one chain is judged by how much less it makes that.
import { copysetOf, type Duties, type Survey } from './survey.ts'

type Count = (duties: Duties) => number
type Chain = readonly number[]

/** How much more even everything is when the chain of a region becomes another one; negative: less. Asked very often. */
export function gain(space: number, before: Chain, after: Chain, survey: Survey): number {
  let sum = 0
  // n² − (n − 1)², or n² − (n + 1)².
  for (const server of before) if (!after.includes(server)) sum += 2 * held(server, space, survey) - 2
  for (const server of after) if (!before.includes(server)) sum -= 2 * held(server, space, survey) + 2
  const [head, nextHead, tail, nextTail] = [before[0]!, after[0]!, before.at(-1)!, after.at(-1)!]
  if (head !== nextHead) sum += 2 * (survey.duties(head).heads - survey.duties(nextHead).heads) - 2
  if (tail !== nextTail) sum += 2 * (survey.duties(tail).tails - survey.duties(nextTail).tails) - 2
  return sum
}

function held(server: number, space: number, survey: Survey): number {
  const duties = survey.duties(server)
  return duties.members + duties.inSpace(space)
}

const memberships = (space: number): readonly Count[] => [(duties) => duties.members, (duties) => duties.inSpace(space)]

/** Counts a change that was decided. */
export function note(space: number, before: Chain, after: Chain, survey: Survey): void {
  for (const server of before) if (!after.includes(server)) survey.duties(server).add(space, -1)
  for (const server of after) if (!before.includes(server)) survey.duties(server).add(space, 1)
  survey.duties(before[0]!).heads--
  survey.duties(after[0]!).heads++
  survey.duties(before.at(-1)!).tails--
  survey.duties(after.at(-1)!).tails++
  survey.countCopyset(copysetOf(before), -1)
  survey.countCopyset(copysetOf(after), 1)
}

/** Whether the servers have more or less than their even share, in one space and in all. What moves between them changes no share. */
export class Shares {
  readonly #survey: Survey
  readonly #servers: readonly number[]
  readonly #bySpace = new Map<number, readonly number[]>()

  constructor(survey: Survey, servers: readonly number[]) {
    this.#survey = survey
    this.#servers = servers
  }

  /**
   * How much a region that goes from one to the other is wanted so: 0 when neither is then on the other side of its share, neither in the space
   * nor in all; 1 when that holds of the sum; 2 when it does not, so that the copy has to be made good by another one.
   */
  surplus(space: number, from: number, to: number): 0 | 1 | 2 {
    const [all, one] = this.#shares(space) as [number, number]
    const [above, below] = [this.#survey.duties(from), this.#survey.duties(to)]
    const [aboveAll, aboveOne] = [above.members - all, above.inSpace(space) - one]
    const [belowAll, belowOne] = [all - below.members, one - below.inSpace(space)]
    if (Math.min(aboveAll, aboveOne, belowAll, belowOne) >= 1 / 2) return 0
    return aboveAll + aboveOne >= 1 && belowAll + belowOne >= 1 ? 1 : 2
  }

  #shares(space: number): readonly number[] {
    let shares = this.#bySpace.get(space)
    if (shares === undefined) {
      const all = (count: Count) => this.#servers.reduce((sum, server) => sum + count(this.#survey.duties(server)), 0)
      shares = memberships(space).map((count) => all(count) / this.#servers.length)
      this.#bySpace.set(space, shares)
    }
    return shares
  }
}
