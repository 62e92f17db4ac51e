// Spaces in use are cut anew (docs/repartition.md): every subspace that is to have another grid gets it, and its regions are filled beside everything else.
//
//   begun     behind each subspace stands the one that is to take its place, building: updates pass it, searches do not use it
//   turned    when every key region's objects are in the new grids: searches use them, the old ones are retiring; not so the key's
//   over      when nobody can answer a search from the old ones any more: they leave
//   then      the key's grid gives its place to the new one, when there is one (key-turn.ts)
//
// Each step raises the epochs of all regions of the space, for what comes next on the path of its updates changes.
import type { Configuration, Region, Server, Space, Stage, Subspace } from '../../src/cluster/configuration.ts'
import { HyperdexError } from '../../src/errors.ts'
import { makeAxes, regionCount, subspaceNames } from '../../src/hyperspace/grid.ts'
import { checkSpace } from '../../src/schema/check-space.ts'
import type { Attendance } from './attendance.ts'
import { withSpace } from './edit.ts'
import { hasKeySuccessor, isBeingCompared, isSilenced, withRaisedEpochs, withStage } from './grids.ts'
import type { KeyTurns } from './key-turn.ts'
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
  /** The new grids take the places of the former ones, the key's last. */
  readonly turning: boolean
  /** Key regions whose objects are all in the new grids. */
  readonly filled: number
  readonly keyRegions: number
  /** Driven into them so far, of the others. */
  readonly objects: number
}

/**
 * Begins, or with the number that the space has gives up what was begun and has not taken its place yet. The same state when there is nothing to do: the very same is under way, or
 * the grids would be those that are there. Throws UNKNOWN_SPACE, INVALID, TOO_LARGE, and UNAVAILABLE when no server is there to hold the regions.
 */
export function setPartitions(state: State, { space: name, partitions, sample }: RepartitionCall, available: readonly Server[]): State {
  const space = existingSpace(state.configuration, name)
  const definition = { ...space.definition, partitions }
  checkSpace(definition)
  if (space.settling) throw underWay(name, 'its axes are being cut at the quantiles of a sample', 'Try again in a few seconds.')
  if (space.subspaces.some(({ stage }) => stage === 'retiring')) {
    throw underWay(name, 'its new grids are just taking over', 'Try again in a few seconds.')
  }
  if (space.buildingPartitions !== undefined) return whileBuilding(state, space, partitions)
  const wanted = gridsFor({ ...space, definition }, sample)
  const grids = wanted.map((axes, index) => (sameAxes(axes, space.subspaces[index]!.axes) ? undefined : axes))
  if (grids.every((axes) => axes === undefined)) {
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

/** The axes of every subspace. */
function gridsFor(space: Space, sample: readonly SampleRow[]): Subspace['axes'][] {
  const grids = subspaceNames(space.definition)
  const subspaces = grids.map((names) => ({ axes: makeAxes(space.definition, names).map(withoutEmptyCuts), regions: [] }))
  return cutBySample({ ...space, subspaces }, sample) ?? subspaces.map(({ axes }) => axes)
}

function sameAxes(one: Subspace['axes'], other: Subspace['axes']): boolean {
  const text = (axes: Subspace['axes']) =>
    JSON.stringify(axes.map(({ side, cutPoints }) => [side, cutPoints?.map((cut) => Array.from(cut))]))
  return text(one) === text(other)
}

/** `grids`: undefined where a subspace keeps the one it has. */
function begin(state: State, space: Space, grids: readonly (Subspace['axes'] | undefined)[], available: readonly Server[]): State {
  const { configuration } = state
  if (available.length === 0) throw noServers(state)
  const counts = grids.filter((axes) => axes !== undefined).map(regionCount)
  checkRoom(configuration, space.definition, counts)
  const length = Math.min(space.definition.tolerate + 1, available.length)
  const chains = placeChains(available, length, counts, loadsOf(configuration))
  let nextRegion = state.nextRegion
  const raised = space.subspaces.map(withRaisedEpochs)
  const since = raised[0]!.regions.map(({ epoch }) => epoch)
  const subspaces = raised.flatMap((subspace, index): Subspace[] => {
    const axes = grids[index]
    if (axes === undefined) return [subspace]
    const regions = chains.shift()!.map((members): Region => ({ id: nextRegion++, epoch: 1, members }))
    return [subspace, { axes, regions, stage: 'building', since }]
  })
  return { ...state, configuration: withSpace(configuration, { ...space, subspaces }), nextRegion }
}

/**
 * With a server that never comes back regions are lost, of grids that nothing is read from. New ones are given up then: all is in those whose places they
 * were to take. Where only the key's new one is still to take its place the others stay, with their number of partitions; former ones go on retiring, but for
 * the key's: that serves again. Former ones leave, when nobody else can answer from them any more. The same configuration when there is no such grid.
 */
export function withoutLostGrids(configuration: Configuration, { isLost, isSilent }: LostRegions): Configuration {
  let next = configuration
  for (const space of configuration.spaces.values()) {
    let left = space
    const retiring = regionsAt(space, 'retiring')
    if (
      space.subspaces[0]!.stage === undefined &&
      retiring.some(isLost) &&
      retiring.every((region) => isLost(region) || isSilent(region))
    ) {
      left = withoutRetiring(left)
    }
    if (regionsAt(left, 'building').some(isLost)) left = abandoned(left)
    if (left !== space) next = withSpace(next, left)
  }
  return next
}

/** Regions of grids that are being built, or retire once others have taken their places. */
export function unreadRegions(space: Space): Region[] {
  const retiring = space.subspaces[0]!.stage === undefined ? regionsAt(space, 'retiring') : []
  return [...retiring, ...regionsAt(space, 'building')]
}

interface LostRegions {
  readonly isLost: (region: Region) => boolean
  /** As `isSilenced`. */
  readonly isSilent: (region: Region) => boolean
}

function regionsAt({ subspaces }: Space, wanted: Stage): Region[] {
  return subspaces.flatMap(({ stage, regions }) => (stage === wanted ? regions : []))
}

/** Without the subspaces that are being built; no search has used them. The key's grid serves, also if it was closed for its new one. */
function abandoned({ buildingPartitions: _, ...space }: Space): Space {
  const [key, ...others] = space.subspaces.filter(({ stage }) => stage !== 'building').map(withRaisedEpochs)
  return { ...space, subspaces: [withStage(key!, undefined), ...others] }
}

function isReconciling({ subspaces }: Space): boolean {
  return subspaces.some(({ regions }) => regions.some(({ reconciling }) => reconciling))
}

/** What servers have said makes the next step of a space possible: the configuration after it. One space at a time; undefined: none goes on. */
export function nextStep(configuration: Configuration, attendance: Attendance, keyTurns: KeyTurns, now: number): Configuration | undefined {
  keyTurns.retain(configuration)
  for (const space of configuration.spaces.values()) {
    const next = isBeingCompared(space) ? whileCompared(space, keyTurns, now) : stepOf(space, attendance, keyTurns, now)
    if (next !== undefined) return withSpace(configuration, next)
  }
  return undefined
}

/** A space serves nothing while any of its regions is reconciled; but a region that waits for its sound member, perhaps for long, keeps no other one waiting. */
function whileCompared(space: Space, keyTurns: KeyTurns, now: number): Space | undefined {
  return isReconciling(space) ? undefined : keyTurns.openedAgain(space, now)
}

function stepOf(space: Space, attendance: Attendance, keyTurns: KeyTurns, now: number): Space | undefined {
  const [key, ...others] = space.subspaces
  const filled = isBuilding(space) && key!.regions.every((region) => isFilled(region, attendance))
  const building = others.filter(({ stage }) => stage === 'building').length
  if (filled && building > Number(hasKeySuccessor(space))) return turned(space)
  const retiring = others.filter(({ stage }) => stage === 'retiring')
  if (retiring.length > 0) {
    const silenced = retiring.every(({ regions }) => regions.every((region) => isSilenced(region, attendance)))
    return silenced ? withoutRetiring(space) : undefined
  }
  return hasKeySuccessor(space) ? keyTurns.next(space, filled, now) : undefined
}

function isBuilding(space: Space): boolean {
  return space.buildingPartitions !== undefined
}

/** Every object of the key region is in the new grids: its point leader has said so. */
function isFilled({ id, epoch, members }: Region, attendance: Attendance): boolean {
  const said = attendance.progress(members[0]!, id)
  return said?.epoch === epoch && said.filled === true
}

/** But for the key's, whose turn is the last. */
function turned(space: Space): Space {
  const { buildingPartitions = 0, ...rest } = space
  const keyAlso = hasKeySuccessor(space)
  const subspaces = space.subspaces.map(withRaisedEpochs).map((subspace, index, all): Subspace => {
    if (index < (keyAlso ? 2 : 1)) return subspace
    if (subspace.stage === 'building') return withStage(subspace, undefined)
    return all[index + 1]?.stage === 'building' ? withStage(subspace, 'retiring') : subspace
  })
  if (keyAlso) return { ...space, subspaces }
  return { ...rest, definition: { ...space.definition, partitions: buildingPartitions }, subspaces }
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
    const said = regions.map(({ id, members }) => attendance.progress(members[0]!, id))
    const filled = isBuilding(space) ? regions.filter((region) => isFilled(region, attendance)).length : regions.length
    const building = space.subspaces.filter(({ stage }) => stage === 'building').length
    const turning = building === 0 || (building === Number(hasKeySuccessor(space)) && filled === regions.length)
    return {
      space: space.id,
      partitions: space.buildingPartitions ?? space.definition.partitions,
      turning,
      filled,
      keyRegions: regions.length,
      objects: turning ? 0 : said.reduce((sum, report) => sum + (report?.objects ?? 0), 0),
    }
  })
}
