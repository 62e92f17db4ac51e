// Spaces in use are cut anew (docs/repartition.md): every subspace but the key's gets another grid, whose regions are filled beside everything else.
//
//   begun     behind each subspace stands the one that is to take its place, building: updates pass it, searches do not use it
//   turned    when every key region's objects are in the new grids: searches use them, the old ones are retiring
//   over      when nobody can answer a search from the old ones any more: they leave
//
// Each step raises the epochs of all regions of the space, for what comes next on the path of its updates changes.
import type { Configuration, Region, Server, Space, Subspace } from '../../src/cluster/configuration.ts'
import { HyperdexError } from '../../src/errors.ts'
import { makeAxes, regionCount, subspaceNames } from '../../src/hyperspace/grid.ts'
import { checkSpace } from '../../src/schema/check-space.ts'
import type { Attendance } from './attendance.ts'
import { raiseEpoch } from './chain.ts'
import { withSpace } from './edit.ts'
import { loadsOf, placeChains } from './placement.ts'
import { cutBySample, type SampleRow } from './sample.ts'
import { checkRoom, existingSpace, noServers, withoutEmptyCuts } from './spaces.ts'
import type { State } from './state.ts'

export interface RepartitionCall {
  readonly space: string
  readonly partitions: number
  /** Of what is stored: new cut points are its quantiles. */
  readonly sample: readonly SampleRow[]
}

/** How far a space is. */
export interface Repartition {
  readonly space: number
  readonly partitions: number
  /** Searches use the new grids. */
  readonly turning: boolean
  /** Key regions whose objects are all in the new grids. */
  readonly filled: number
  readonly keyRegions: number
  /** Driven into them so far, of the others. */
  readonly objects: number
}

/**
 * Begins, or with the number that the space has gives up what was begun. The same state when there is nothing to do: the very same is under way, or
 * the grids would be those that are there. Throws UNKNOWN_SPACE, INVALID, TOO_LARGE, and UNAVAILABLE when no server is there to hold the regions.
 */
export function setPartitions(state: State, { space: name, partitions, sample }: RepartitionCall, available: readonly Server[]): State {
  const space = existingSpace(state.configuration, name)
  const definition = { ...space.definition, partitions }
  checkSpace(definition)
  if (definition.subspaces.length === 0) {
    throw new HyperdexError(
      'INVALID',
      `space ${name} has no subspace to cut anew, and the grid of its key stays as it was made`,
      'Add a space with the partitions wanted, and dump and load into it.',
    )
  }
  if (space.settling) throw underWay(name, 'its axes are being cut at the quantiles of a sample', 'Try again in a few seconds.')
  if (space.subspaces.some(({ stage }) => stage === 'retiring')) {
    throw underWay(name, 'its new grids are just taking over', 'Try again in a few seconds.')
  }
  if (space.buildingPartitions !== undefined) return whileBuilding(state, space, partitions)
  const grids = gridsFor({ ...space, definition }, sample)
  const present = space.subspaces.slice(1)
  if (grids.every((axes, index) => sameAxes(axes, present[index]!.axes))) {
    return partitions === space.definition.partitions
      ? state
      : { ...state, configuration: withSpace(state.configuration, { ...space, definition }) }
  }
  return begin(state, { ...space, buildingPartitions: partitions }, grids, available)
}

function underWay(name: string, what: string, remedy: string): HyperdexError {
  return new HyperdexError('INVALID', `space ${name} cannot be cut anew: ${what}`, remedy)
}

function whileBuilding(state: State, space: Space, partitions: number): State {
  if (partitions === space.buildingPartitions) return state
  const { name, partitions: former } = space.definition
  if (partitions === former) {
    if (isBeingCompared(space)) {
      const text = `space ${name} is being cut anew, which cannot be given up while its copies are compared after a loss of power`
      throw new HyperdexError('INVALID', text, 'Try again when it serves (`status`): the new grids may hold what others have lost.')
    }
    return { ...state, configuration: withSpace(state.configuration, abandoned(space)) }
  }
  throw underWay(
    name,
    `it is being cut into ${space.buildingPartitions} partitions`,
    `Wait until that is done (\`status\`), or give it up with \`partitions ${name} ${former}\`.`,
  )
}

/** The axes of every subspace but the key's. */
function gridsFor(space: Space, sample: readonly SampleRow[]): Subspace['axes'][] {
  const grids = subspaceNames(space.definition).slice(1)
  const subspaces = grids.map((names) => ({ axes: makeAxes(space.definition, names).map(withoutEmptyCuts), regions: [] }))
  return cutBySample({ ...space, subspaces }, sample) ?? subspaces.map(({ axes }) => axes)
}

function sameAxes(one: Subspace['axes'], other: Subspace['axes']): boolean {
  const text = (axes: Subspace['axes']) =>
    JSON.stringify(axes.map(({ side, cutPoints }) => [side, cutPoints?.map((cut) => Array.from(cut))]))
  return text(one) === text(other)
}

function begin(state: State, space: Space, grids: readonly Subspace['axes'][], available: readonly Server[]): State {
  const { configuration } = state
  if (available.length === 0) throw noServers(configuration)
  const counts = grids.map(regionCount)
  checkRoom(configuration, space.definition, counts)
  const length = Math.min(space.definition.tolerate + 1, available.length)
  const chains = placeChains(available, length, counts, loadsOf(configuration))
  let nextRegion = state.nextRegion
  const raised = space.subspaces.map(withRaisedEpochs)
  const since = raised[0]!.regions.map(({ epoch }) => epoch)
  const subspaces = raised.flatMap((subspace, index): Subspace[] => {
    if (index === 0) return [subspace]
    const regions = chains[index - 1]!.map((members): Region => ({ id: nextRegion++, epoch: 1, members }))
    return [subspace, { axes: grids[index - 1]!, regions, stage: 'building', since }]
  })
  return { ...state, configuration: withSpace(configuration, { ...space, subspaces }), nextRegion }
}

function withRaisedEpochs(subspace: Subspace): Subspace {
  return { ...subspace, regions: subspace.regions.map(raiseEpoch) }
}

/** Without the subspaces that are being built; no search has used them. */
function abandoned({ buildingPartitions: _, ...space }: Space): Space {
  return { ...space, subspaces: space.subspaces.filter(({ stage }) => stage !== 'building').map(withRaisedEpochs) }
}

/** Or will be, perhaps. Any of its grids may hold what the others have lost: none goes before that has been found. */
function isBeingCompared({ subspaces }: Space): boolean {
  return subspaces.some(({ regions }) => regions.some(({ reconciling, doubtful }) => reconciling || doubtful))
}

/** What servers have said makes the next step of a space possible: the configuration after it. One space at a time; undefined: none goes on. */
export function nextStep(configuration: Configuration, attendance: Attendance): Configuration | undefined {
  for (const space of configuration.spaces.values()) {
    if (isBeingCompared(space)) continue
    if (isBuilding(space) && space.subspaces[0]!.regions.every((region) => isFilled(region, attendance))) {
      return withSpace(configuration, turned(space))
    }
    const retiring = space.subspaces.filter(({ stage }) => stage === 'retiring')
    if (retiring.length > 0 && retiring.every(({ regions }) => regions.every((region) => isSilenced(region, attendance)))) {
      return withSpace(configuration, withoutRetiring(space))
    }
  }
  return undefined
}

function isBuilding(space: Space): boolean {
  return space.buildingPartitions !== undefined
}

/** Every object of the key region is in the new grids: its point leader has said so. */
function isFilled({ id, epoch, members }: Region, attendance: Attendance): boolean {
  const said = attendance.progress(members[0]!, id)
  return said?.epoch === epoch && said.filled === true
}

/**
 * Nobody answers a search from the region any more: all full members have installed that it retires, and none of them owes a promise to a server that
 * was in its chain and may not know yet.
 */
function isSilenced({ id, epoch, members }: Region, attendance: Attendance): boolean {
  return members.every((member) => {
    const said = attendance.progress(member, id)
    return said?.epoch === epoch && !said.owes
  })
}

function turned({ buildingPartitions = 0, ...space }: Space): Space {
  const subspaces = space.subspaces.map(withRaisedEpochs).map((subspace, index, all): Subspace => {
    const { stage, ...serving } = subspace
    if (stage === 'building') return serving
    return all[index + 1]?.stage === 'building' ? { ...subspace, stage: 'retiring' } : subspace
  })
  return { ...space, definition: { ...space.definition, partitions: buildingPartitions }, subspaces }
}

function withoutRetiring(space: Space): Space {
  return { ...space, subspaces: space.subspaces.filter(({ stage }) => stage !== 'retiring').map(withRaisedEpochs) }
}

/** The space's grids change: it is not at rest. */
export function isBeingCut(space: Space): boolean {
  return space.subspaces.some(({ stage }) => stage !== undefined)
}

/** Spaces that are being cut anew. */
export function repartitions(configuration: Configuration, attendance: Attendance): Repartition[] {
  return [...configuration.spaces.values()].filter(isBeingCut).map((space) => {
    const { regions } = space.subspaces[0]!
    const turning = !isBuilding(space)
    const said = regions.map(({ id, members }) => attendance.progress(members[0]!, id))
    return {
      space: space.id,
      partitions: space.buildingPartitions ?? space.definition.partitions,
      turning,
      filled: turning ? regions.length : regions.filter((region) => isFilled(region, attendance)).length,
      keyRegions: regions.length,
      objects: turning ? 0 : said.reduce((sum, report) => sum + (report?.objects ?? 0), 0),
    }
  })
}
