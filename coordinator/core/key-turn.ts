// The grid of a space's keys gives its place to the one that was filled behind it (docs/repartition.md, The key's grid). While it does the space takes no
// writes and answers no reads of keys: so it begins only when everybody is there who is needed, and is given up when it takes too long, since somebody
// has failed, say; it begins again later, and nothing of it is lost.
//
//   retiring   its point leaders judge nothing and nobody answers from it, until all they have judged has committed everywhere and all its full members
//              have said that they have installed that, and owe no promise
//   turned     the other grid is the key's, at epochs above all that there were, so that versions of a key go on rising
import { type Configuration, chainOf, type Region, type Space, type Stage, type Subspace } from '../../src/cluster/configuration.ts'
import type { Attendance } from './attendance.ts'
import { raiseEpoch } from './chain.ts'
import { isSilenced, withRaisedEpochs, withStage } from './grids.ts'
import type { Limits } from './limits.ts'

/** What does not come about is waited for so long, in suspicion times: about as long as for the removal of a server that fails (protocol.md, P7). */
const patience = 1.5
/** Until the next one is tried, in suspicion times. */
const rest = 5

export class KeyTurns {
  readonly #attendance: Attendance
  readonly #suspicionMs: number
  /** Space → when its key's grid was seen retiring first. */
  readonly #closedAt = new Map<number, number>()
  /** Space → when it may be closed again. It outlives a cut that is given up: the next one, should it be filled so soon, waits for the rest of the time. */
  readonly #notBefore = new Map<number, number>()

  constructor(attendance: Attendance, { suspicionMs }: Pick<Limits, 'suspicionMs'>) {
    this.#attendance = attendance
    this.#suspicionMs = suspicionMs
  }

  /** Of a space whose other grids have all taken their places, and whose objects are all in the key's new grid when `filled`. */
  next(space: Space, filled: boolean, now: number): Space | undefined {
    const { regions, stage } = space.subspaces[0]!
    if (stage === undefined) {
      this.#closedAt.delete(space.id)
      if (!filled || now < (this.#notBefore.get(space.id) ?? 0) || !this.#isWell(space, now)) return undefined
      return withKeyStage(space, 'retiring')
    }
    if (regions.every((region) => this.#isDrained(region) && isSilenced(region, this.#attendance))) {
      this.forget(space.id)
      return turned(space)
    }
    return this.openedAgain(space, now)
  }

  /** Its key's grid serves again when it has been closed for too long; nothing that is in it is taken from it. */
  openedAgain(space: Space, now: number): Space | undefined {
    if (space.subspaces[0]!.stage === undefined) return undefined
    const since = this.#closedAt.get(space.id)
    if (since === undefined) this.#closedAt.set(space.id, now)
    if (since === undefined || now - since < patience * this.#suspicionMs) return undefined
    this.#closedAt.delete(space.id)
    this.#notBefore.set(space.id, now + rest * this.#suspicionMs)
    return withKeyStage(space, undefined)
  }

  /** The space is gone, or is not to have another grid for its keys any more. */
  forget(space: number): void {
    this.#closedAt.delete(space)
    this.#notBefore.delete(space)
  }

  /** Spaces that are gone are forgotten. */
  retain({ spaces }: Configuration): void {
    for (const id of [...this.#closedAt.keys(), ...this.#notBefore.keys()]) if (!spaces.has(id)) this.forget(id)
  }

  /** Everybody who holds a region of the space is there, and has been for a while. */
  #isWell(space: Space, now: number): boolean {
    return serversOf(space).every((server) => this.#attendance.isAttending(server, now) && this.#attendance.isSteady(server, now))
  }

  #isDrained({ id, epoch, members }: Region): boolean {
    const said = this.#attendance.progress(members[0]!, id)
    return said?.epoch === epoch && said.drained === true
  }
}

function serversOf({ subspaces }: Space): number[] {
  return [...new Set(subspaces.flatMap(({ regions }) => regions.flatMap(chainOf)))]
}

function withKeyStage(space: Space, stage: Stage | undefined): Space {
  const subspaces = space.subspaces.map(withRaisedEpochs)
  return { ...space, subspaces: [withStage(subspaces[0]!, stage), ...subspaces.slice(1)] }
}

/**
 * Whatever was numbered in the former grid has committed everywhere, so no subspace need tell its versions from others any more. What became of
 * operations from before the new grid was there is not known in it.
 */
function turned({ buildingPartitions = 0, ...space }: Space): Space {
  const [former, ...others] = space.subspaces
  const [next, ...rest] = others.map(({ since: _, ...subspace }): Subspace => subspace)
  const epoch = Math.max(...[...former!.regions, ...next!.regions].map((region) => region.epoch))
  const forgot = Math.max(...(others[0]!.since ?? []), ...former!.regions.map((region) => region.forgot ?? 0))
  const regions = next!.regions.map((region): Region => {
    const raised = raiseEpoch({ ...region, epoch })
    // What it has forgotten itself since then is named by its own epochs, which say nothing of those that clients know.
    return { ...raised, forgot: region.forgot === undefined ? forgot : raised.epoch }
  })
  const definition = { ...space.definition, partitions: buildingPartitions }
  return { ...space, definition, subspaces: [withStage({ ...next!, regions }, undefined), ...rest.map(withRaisedEpochs)] }
}
