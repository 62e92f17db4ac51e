// Evening out the load when servers have come or gone, one small batch of regions at a time and only while nothing is being repaired.
//
// A move is a copy of a region's objects on a server that has too few regions, in place of one on a server that has too many. A learner comes at
// the end of a full chain, and another member goes when it has become full. Which place each takes in the end is part of the move: servers that are to
// stand behind the newcomer leave and learn again there, at which no objects travel (targets.ts). So heads and tails become even by the
// same moves that make members even. Where three copies and more make it safe, a member takes the place at the end without any move.
//
// Every change makes things more even (evenness.ts) by `gainMin` at least, more where it makes a chain of servers that no other region has, so
// moving ends, and small differences stay. Of the changes that do, these come first:
//
//   1. to a chain of more failure domains
//   2. from a server that has more than its share to one that has less (so no copy is made in vain: those suffice to make members even)
//   3. to a set of servers that has regions already, then from the set that has the fewest: so sets are filled before there are others, and end
//   4. what makes things most even; where chains have two members before 3, which then weighs as much as two heads: no order of theirs is mended later
//
// Regions of one space with the same chain are alike: they are looked at together. A configuration is searched in portions, one a tick; one that has
// been searched in vain is at rest until it changes or other servers can take regions.
import type { Region, Server } from '../../src/cluster/configuration.ts'
import { ability, type Circumstances, canLearn, canSend, domainsOf, usableServers } from './candidates.ts'
import { gain, note, Shares } from './evenness.ts'
import { precedes } from './placement.ts'
import { appoint } from './repair.ts'
import { copysetOf, type Spot, type Survey } from './survey.ts'
import { rotated } from './targets.ts'

const gainMin = 4
const newChainCost = 4
/** Of a member that leaves and learns again. */
const rotationCost = 1
const portion = 250

/** Regions of one space with the same chain. */
type Alike = readonly Spot[]

interface Move {
  /** Undefined: a member of the chain takes the place at the end. */
  readonly joins: number | undefined
  /** The chain in the end. */
  readonly after: readonly number[]
  readonly rank: readonly number[]
}

export class Balance {
  /** Where regions that move are to come to, by region. */
  readonly targets = new Map<number, readonly number[]>()
  #survey: Survey | undefined
  #able = ''
  #groups: Alike[] = []
  #position = 0

  /** Nothing is left to even out, as far as is known. */
  atRest(survey: Survey, circumstances: Circumstances): boolean {
    this.#begin(survey, circumstances)
    return this.#position >= this.#groups.length
  }

  /** Targets of regions that have come there, or have changed otherwise. */
  forget({ learning, long }: Survey): void {
    const moving = new Set([...learning, ...long].map(({ region }) => region.id))
    for (const id of this.targets.keys()) if (!moving.has(id)) this.targets.delete(id)
  }

  /** The regions that change, as they are after it, each with a learner. */
  moves(survey: Survey, circumstances: Circumstances): Map<number, Region> {
    this.#begin(survey, circumstances)
    const search = new Search(survey, circumstances)
    let groups = this.#groups.slice(this.#position, this.#position + portion)
    this.#position += portion
    const changes = new Map<number, Region>()
    while (changes.size < circumstances.limits.movesMax) {
      // What was decided since has changed what is even.
      const found = groups.flatMap((group) => search.best(group) ?? [])
      const best = found.reduce<(typeof found)[number] | undefined>((a, b) => (a && !precedes(b.move.rank, a.move.rank) ? a : b), undefined)
      if (best === undefined) break
      const [first, ...others] = best.group
      changes.set(first!.region.id, this.#begun(first!, best.move, survey, circumstances))
      groups = groups.map((group) => (group === best.group ? others : group)).filter((group) => group.length > 0)
    }
    return changes
  }

  #begun(spot: Spot, { joins, after }: Move, survey: Survey, circumstances: Circumstances): Region {
    const { space, region } = spot
    note(space.id, region.members, after, survey)
    if (joins === undefined) return rotated(spot, after.at(-1)!, survey, circumstances)!
    this.targets.set(region.id, after)
    // It has been counted already.
    survey.duties(joins).add(space.id, -1)
    return appoint(spot, joins, survey)
  }

  #begin(survey: Survey, circumstances: Circumstances): void {
    const able = ability(survey, circumstances)
    if (survey === this.#survey && able === this.#able) return
    this.#survey = survey
    this.#able = able
    this.#groups = [...Map.groupBy(survey.full, ({ space, region }) => `${space.id}: ${region.members}`).values()]
    this.#position = 0
  }
}

class Search {
  readonly #survey: Survey
  readonly #circumstances: Circumstances
  readonly #usable: readonly Server[]
  readonly #shares: Shares
  /** Of all servers, those that are away too. */
  readonly #domains: number

  constructor(survey: Survey, circumstances: Circumstances) {
    this.#survey = survey
    this.#circumstances = circumstances
    this.#usable = usableServers(survey, circumstances)
    this.#domains = domainsOf([...survey.configuration.servers.keys()], survey).size
    this.#shares = new Shares(
      survey,
      this.#usable.map((server) => server.id),
    )
  }

  best(group: Alike): { readonly group: Alike; readonly move: Move } | undefined {
    const spot = group[0]!
    const { space, region } = spot
    if (space.settling || !canSend(region, this.#survey, this.#circumstances)) return undefined
    let best: Move | undefined
    for (const move of [...this.#exchanges(spot), ...this.#rotations(spot)]) {
      if (best === undefined || precedes(move.rank, best.rank)) best = move
    }
    return best && { group, move: best }
  }

  /** Another server comes, a member goes. */
  *#exchanges({ space, region }: Spot): Iterable<Move> {
    const { members } = region
    const survey = this.#survey
    const domains = domainsOf(members, survey).size
    const mostDomains = Math.min(members.length, this.#domains)
    for (const { id: joins } of this.#usable) {
      if (!canLearn(survey.configuration.servers.get(joins)!, { space, region }, survey, this.#circumstances)) continue
      for (const leaves of members) {
        const following = [...members.filter((member) => member !== leaves), joins]
        const { after, raw } = this.#bestOrder(space.id, members, following)
        // Most are of this kind: not to look further at them saves time.
        if (raw < gainMin && domains >= mostDomains) continue
        const added = domainsOf(following, survey).size - domains
        if (added < 0) continue
        const existing = survey.regionsOn(copysetOf(following))
        // Another failure domain is worth any move.
        if (added === 0 && raw < gainMin + (existing > 0 ? 0 : newChainCost)) continue
        const surplus = this.#shares.surplus(space.id, leaves, joins)
        const isNew = Number(existing === 0)
        const useful = members.length < 3 ? [0, 0, 2 * newChainCost * isNew - raw] : [isNew, survey.regionsOn(copysetOf(members)), -raw]
        const rank = surplus < 2 ? [-added, surplus, ...useful] : [-added, 3, 0, 0, -raw]
        yield { joins, after, rank }
      }
    }
  }

  /** Of the orders in which those behind a new head follow each other as before. */
  #bestOrder(space: number, before: readonly number[], following: readonly number[]): { after: readonly number[]; raw: number } {
    let best = { after: following, raw: gain(space, before, following, this.#survey) }
    for (let first = 1; first < following.length; first++) {
      const after = [...following.slice(first), ...following.slice(0, first)]
      const raw = gain(space, before, after, this.#survey) - first * rotationCost
      if (raw > best.raw) best = { after, raw }
    }
    return best
  }

  /** A member leaves and learns again at the end. Of two not: what the other one then takes would be lost with it. */
  *#rotations({ space, region }: Spot): Iterable<Move> {
    const { members } = region
    if (members.length < 3) return
    for (const server of members.slice(0, -1)) {
      const after = [...members.filter((member) => member !== server), server]
      const raw = gain(space.id, members, after, this.#survey)
      if (raw < gainMin || !this.#canRotate(server, { space, region })) continue
      yield { joins: undefined, after, rank: [0, 2, 0, 0, -raw] }
    }
  }

  #canRotate(server: number, { space, region }: Spot): boolean {
    const usable = this.#usable.find(({ id }) => id === server)
    const without = { ...region, members: region.members.filter((member) => member !== server) }
    return usable !== undefined && canLearn(usable, { space, region: without }, this.#survey, this.#circumstances)
  }
}
