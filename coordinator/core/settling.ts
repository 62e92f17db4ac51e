// A sample was offered for a space (protocol.md section 1): its axes may only be cut anew while it is empty. So the space is marked
// `settling`, in a configuration of its own, whereupon its servers take no write of it; when every server of its chains has said, at that
// configuration or a newer one, that it stores nothing of the space, the new axes come into force, with new region ids: what might still
// be under way to an old region finds none. If a server has something, or the time is up, the space goes on as it was.
//
// The offers themselves are forgotten by a restart of the coordinator, which then ends every settling unchanged.
import type { Axis, Region, Space, Subspace } from '../../src/cluster/configuration.ts'
import { epochMax, raiseEpoch } from './chain.ts'
import { serversOf, withSpace } from './edit.ts'
import { isBeingCompared } from './grids.ts'
import type { State } from './state.ts'

/** How long servers have to say that they are empty, in milliseconds. */
export const settlingMs = 5_000

export interface SampleAnswer {
  readonly taken: boolean
  /** Holds the result. */
  readonly configurationVersion: number
  /** Why nothing changed, else empty. */
  readonly reason: string
}

export interface Offer {
  readonly id: number
  readonly space: number
  readonly grids: readonly (readonly Axis[])[]
  /** The configuration that marks the space as settling. */
  readonly version: number
  readonly deadline: number
  /** The full members of its chains. */
  readonly servers: ReadonlySet<number>
  /** Those that have not yet said that they are empty. */
  readonly waitingFor: Set<number>
  /** As they were then, with their chains. */
  readonly subspaces: readonly Subspace[]
}

/** What a server says of a settling space. */
export interface SpaceReport {
  readonly space: number
  readonly empty: boolean
}

/**
 * Why the space cannot be cut any more, though it may be empty; undefined: it can. Whoever was a member when it settled must say so itself: a leader that had not
 * heard of it may have judged and answered meanwhile, handing on to others that had said so already, and knows nothing of that when it is out of the chain.
 */
export function upset(space: Space, offer: Offer): string | undefined {
  const same = space.subspaces === offer.subspaces || chainsText(space.subspaces) === chainsText(offer.subspaces)
  return same ? obstacleTo(space) : `chains of space ${space.definition.name} have changed meanwhile`
}

function chainsText(subspaces: readonly Subspace[]): string {
  const chains = subspaces.map(({ regions }) => regions.map(({ id, members, joined, learner }) => [id, members, joined, learner]))
  return JSON.stringify(chains)
}

/** Why a space cannot be cut at this moment, whatever it holds; undefined when it can. */
export function obstacleTo({ definition, subspaces }: Space): string | undefined {
  if (subspaces.some(({ stage }) => stage !== undefined)) return `space ${definition.name} is being cut anew`
  // The new regions know what the old ones have forgotten by `forgot`, which is settled when the doubts are.
  if (isBeingCompared({ subspaces })) return `the copies of space ${definition.name} are compared after a loss of power`
  const spent = subspaces.flatMap(({ regions }) => regions).find(({ epoch }) => epoch >= epochMax)
  return spent && `region ${spent.id} of space ${definition.name} has used up its epochs`
}

export function beginSettling(
  state: State,
  space: Space,
  offer: { id: number; grids: readonly (readonly Axis[])[]; now: number },
): { state: State; offer: Offer } {
  const configuration = withSpace(state.configuration, { ...space, settling: true })
  return {
    state: { ...state, configuration },
    offer: {
      id: offer.id,
      space: space.id,
      grids: offer.grids,
      version: configuration.version,
      deadline: offer.now + settlingMs,
      servers: serversOf(space),
      waitingFor: serversOf(space),
      subspaces: space.subspaces,
    },
  }
}

/** The space takes writes again, as it was. */
export function endSettling(state: State, space: Space): State {
  return { ...state, configuration: withSpace(state.configuration, { ...space, settling: false }) }
}

/** The space takes writes again, cut anew; chains stay where they are. Throws INTERNAL when the old regions have used up their epochs. */
export function cutAnew(state: State, space: Space, grids: readonly (readonly Axis[])[]): State {
  let nextRegion = state.nextRegion
  const former = space.subspaces.flatMap(({ regions }) => regions)
  const { epoch } = raiseEpoch(former.reduce((newest, region) => (region.epoch > newest.epoch ? region : newest)))
  const forgot = Math.max(...space.subspaces[0]!.regions.map((region) => region.forgot ?? 0))
  const begun = ({ members }: Region): Region => ({ id: nextRegion++, epoch, founded: epoch, members, ...(forgot > 0 && { forgot }) })
  const subspaces = space.subspaces.map((subspace, index) => ({ axes: grids[index]!, regions: subspace.regions.map(begun) }))
  return { ...state, configuration: withSpace(state.configuration, { ...space, settling: false, subspaces }), nextRegion }
}
