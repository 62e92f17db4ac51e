// Evening out the load when servers have come or gone, one small batch of regions at a time and only while nothing is being repaired.
//
// A move lets a learner in at the end of a full chain; when it has become a full member the most dispensable member is dropped
// (repair.ts), which need not be the one thought of here, only one that is as good. A move must make things more even by `gainMin`, more
// where it makes a chain of servers that no other region has; so moving ends, and small differences stay. Where every server is in the chain
// already, or three copies and more make it safe, a head passes its role on by leaving and learning again at the end.
//
// A configuration is searched in portions, one a tick; one that has been searched in vain is at rest until it changes or other servers can take regions.
import type { Region, Server } from '../../src/cluster/configuration.ts'
import { ability, bestLearner, type Circumstances, canLearn, canSend, domainsOf, usableServers } from './candidates.ts'
import { sourceOf, withoutServers } from './chain.ts'
import { type ChainChange, gain, note } from './evenness.ts'
import { appoint } from './repair.ts'
import { copysetOf, type Spot, type Survey } from './survey.ts'

const gainMin = 4
const newChainCost = 4
const portion = 2_000

interface Move {
  readonly spot: Spot
  readonly change: ChainChange
  readonly gain: number
}

export class Balance {
  #survey: Survey | undefined
  #able = ''
  #spots: Spot[] = []
  #position = 0

  /** Nothing is left to even out, as far as is known. */
  atRest(survey: Survey, circumstances: Circumstances): boolean {
    this.#begin(survey, circumstances)
    return this.#position >= this.#spots.length
  }

  /** The regions that change, as they are after it: some with a learner, some without their former head. */
  moves(survey: Survey, circumstances: Circumstances): Map<number, Region> {
    this.#begin(survey, circumstances)
    const usable = usableServers(survey, circumstances)
    const examined = this.#spots.slice(this.#position, this.#position + portion)
    this.#position += portion
    const changes = new Map<number, Region>()
    const found = examined.flatMap((spot) => bestMove(spot, usable, survey, circumstances) ?? [])
    for (const { spot } of found.sort((a, b) => b.gain - a.gain)) {
      if (changes.size >= circumstances.limits.movesMax) break
      // What was decided since has changed what is even.
      const move = bestMove(spot, usable, survey, circumstances)
      if (move === undefined) continue
      changes.set(spot.region.id, begun(move, survey))
    }
    return changes
  }

  #begin(survey: Survey, circumstances: Circumstances): void {
    const able = ability(survey, circumstances)
    if (survey === this.#survey && able === this.#able) return
    this.#survey = survey
    this.#able = able
    this.#spots = [...survey.full]
    this.#position = 0
  }
}

function begun({ spot, change }: Move, survey: Survey): Region {
  if (change.joins === undefined) {
    note(spot.space.id, spot.region, change, survey)
    return withoutServers(spot.region, new Set([change.leaves]))
  }
  const next = appoint(spot, change.joins, survey)
  // `appoint` has counted the learner; the rest of the move is counted as if it were over.
  survey.duties(change.joins).add(spot.space.id, -1)
  note(spot.space.id, spot.region, change, survey)
  return next
}

function bestMove(spot: Spot, usable: readonly Server[], survey: Survey, circumstances: Circumstances): Move | undefined {
  const { space, region } = spot
  if (space.settling || !canSend(region, survey, circumstances)) return undefined
  let best: Move | undefined
  for (const server of usable) {
    if (!canLearn(server, spot, survey, circumstances)) continue
    for (const leaves of region.members) {
      const move = weigh(spot, { joins: server.id, leaves }, survey)
      if (move !== undefined && (best === undefined || move.gain > best.gain)) best = move
    }
  }
  return best ?? rotation(spot, usable, survey, circumstances)
}

/** Undefined for a change that is not worth its copy. */
function weigh({ space, region }: Spot, change: { joins: number; leaves: number }, survey: Survey): Move | undefined {
  const { joins, leaves } = change
  const before = domainsOf(region.members, survey).size
  const after = [...region.members.filter((member) => member !== leaves), joins]
  const domains = domainsOf(after, survey).size
  if (domains < before) return undefined
  const raw = gain(space.id, region, change, survey)
  const enough = gainMin + (survey.copysets.has(copysetOf(after)) ? 0 : newChainCost)
  // Another failure domain is worth any move.
  if (domains === before && raw < enough) return undefined
  return { spot: { space, region }, change, gain: raw + (domains > before ? 1e9 : 0) }
}

/** The head leaves and learns again at the end. */
function rotation({ space, region }: Spot, usable: readonly Server[], survey: Survey, circumstances: Circumstances): Move | undefined {
  const { members } = region
  const leaves = members[0]!
  const everywhere = usable.every((server) => members.includes(server.id))
  if (members.length < 2 || (members.length < 3 && !everywhere) || sourceOf(region) === leaves) return undefined
  if (!usable.some((server) => server.id === leaves)) return undefined
  const rotated = gain(space.id, region, { joins: leaves, leaves }, survey)
  if (rotated < gainMin) return undefined
  // Others would be let in instead of it: then this is no rotation.
  const without = { space, region: { ...region, members: members.slice(1) } }
  if (bestLearner(without, usable, survey, circumstances)?.id !== leaves) return undefined
  return { spot: { space, region }, change: { leaves }, gain: rotated }
}
