// Spaces come, go, change their name and stop taking writes. Each function gives the state after the command, the same state when the
// command changes nothing, or throws a HyperdexError and changes nothing either.
import type { Axis, Configuration, Server, Space, Subspace } from '../../src/cluster/configuration.ts'
import { HyperdexError } from '../../src/errors.ts'
import { makeAxes, regionCount, subspaceNames } from '../../src/hyperspace/grid.ts'
import { checkSpace, equalSpaces } from '../../src/schema/check-space.ts'
import type { SpaceDefinition } from '../../src/schema/definition.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { withoutSpace, withReadOnly, withSpace } from './edit.ts'
import { loadsOf, placeChains } from './placement.ts'
import type { State } from './state.ts'

/** Regions of all spaces together: what a configuration can carry to everybody at once. */
const regionsMax = 100_000

function spaceByName(configuration: Configuration, name: string): Space | undefined {
  for (const space of configuration.spaces.values()) if (space.definition.name === name) return space
  return undefined
}

/** Throws UNKNOWN_SPACE, naming the spaces there are. */
export function existingSpace(configuration: Configuration, name: string): Space {
  const space = spaceByName(configuration, name)
  if (space !== undefined) return space
  const names = [...configuration.spaces.values()].map((other) => other.definition.name).sort()
  throw new HyperdexError(
    'UNKNOWN_SPACE',
    `there is no space ${name}`,
    names.length === 0 ? 'Add it with `space add`; the cluster has no space yet.' : `The spaces are: ${names.join(', ')}.`,
  )
}

/** `available` are the servers that can take regions now. An equal space is left as it is. */
export function addSpace(state: State, text: string, available: readonly Server[]): State {
  const definition = parseSpace(text)
  const existing = spaceByName(state.configuration, definition.name)
  if (existing !== undefined) {
    if (equalSpaces(existing.definition, definition)) return state
    throw new HyperdexError(
      'ALREADY_EXISTS',
      `there is another space ${definition.name} already`,
      `Compare with \`space show ${definition.name}\`; choose another name, or remove the existing space with its objects first.`,
    )
  }
  if (available.length === 0) throw noServers(state)
  const grids = subspaceNames(definition).map((names) => makeAxes(definition, names).map(withoutEmptyCuts))
  const regions = grids.map(regionCount)
  checkRoom(state.configuration, definition, regions)
  const length = Math.min(definition.tolerate + 1, available.length)
  const chains = placeChains(available, length, regions, loadsOf(state.configuration))
  let nextRegion = state.nextRegion
  const subspaces: Subspace[] = grids.map((axes, index) => ({
    axes,
    regions: chains[index]!.map((members) => ({ id: nextRegion++, epoch: 1, members })),
  }))
  const space: Space = { id: state.nextSpace, schemaVersion: 1, definition, settling: false, readOnly: false, subspaces }
  return { ...state, configuration: withSpace(state.configuration, space), nextSpace: state.nextSpace + 1, nextRegion }
}

/** An axis of one interval has no cut points, whatever its type: so it arrives everywhere. */
export function withoutEmptyCuts({ attribute, side, cutPoints = [] }: Axis): Axis {
  return cutPoints.length === 0 ? { attribute, side } : { attribute, side, cutPoints }
}

/** No server is there to hold regions: none runs, or an operator took them out of service. */
export function noServers({ configuration, offline, killed }: State): HyperdexError {
  const known = configuration.servers.size
  const out = [...new Set([...offline, ...killed])].sort((a, b) => a - b)
  const start = 'Start a server that names this coordinator, then try again.'
  return new HyperdexError(
    'UNAVAILABLE',
    known === 0 ? 'the cluster has no server yet' : whyNone(known, out),
    out.length === 0 ? start : `Take back one that runs, as with \`server online ${out[0]}\`. Or: ${start}`,
    { retryAfterMs: 1_000 },
  )
}

function whyNone(known: number, out: readonly number[]): string {
  if (out.length === 0) return `none of the cluster's ${known} servers is running`
  if (out.length === known) return `all of the cluster's ${known} servers were taken out of service: ${out.join(', ')}`
  return `none of the cluster's ${known} servers can hold regions: out of service ${out.join(', ')}, the others not running`
}

/** Throws TOO_LARGE when so many more regions would be too many. */
export function checkRoom(configuration: Configuration, definition: SpaceDefinition, regions: readonly number[]): void {
  const wanted = regions.reduce((sum, count) => sum + count, 0)
  let present = 0
  for (const space of configuration.spaces.values()) for (const subspace of space.subspaces) present += subspace.regions.length
  if (present + wanted > regionsMax) {
    throw new HyperdexError(
      'TOO_LARGE',
      `space ${definition.name} would have ${wanted} regions, the cluster has ${present} of at most ${regionsMax}`,
      'Ask for fewer partitions or fewer subspaces.',
    )
  }
}

export function removeSpace(state: State, name: string): State {
  return { ...state, configuration: withoutSpace(state.configuration, existingSpace(state.configuration, name).id) }
}

export function renameSpace(state: State, from: string, to: string): State {
  const space = existingSpace(state.configuration, from)
  if (from === to) return state
  const definition = { ...space.definition, name: to }
  checkSpace(definition)
  if (spaceByName(state.configuration, to) !== undefined) {
    throw new HyperdexError('ALREADY_EXISTS', `there is a space ${to} already`, 'Choose another name.')
  }
  return { ...state, configuration: withSpace(state.configuration, { ...space, definition }) }
}

/** An empty name is the whole cluster. */
export function setReadOnly(state: State, name: string, readOnly: boolean): State {
  const { configuration } = state
  if (name === '') return configuration.readOnly === readOnly ? state : { ...state, configuration: withReadOnly(configuration, readOnly) }
  const space = existingSpace(configuration, name)
  return space.readOnly === readOnly ? state : { ...state, configuration: withSpace(configuration, { ...space, readOnly }) }
}

/** How many replicas a space's regions may lose: one fewer than they have. Chains follow. Throws UNKNOWN_SPACE, INVALID. */
export function setFaultTolerance(state: State, name: string, tolerate: number): State {
  const space = existingSpace(state.configuration, name)
  if (space.definition.tolerate === tolerate) return state
  const definition = { ...space.definition, tolerate }
  checkSpace(definition)
  return { ...state, configuration: withSpace(state.configuration, { ...space, definition }) }
}
