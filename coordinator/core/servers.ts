// Administration of servers: out of service in order (`offline`), at once (`kill`), back again (`online`), or gone for good (`forget`). Each
// function gives the state after the command, the same state when it changes nothing, or throws a HyperdexError and changes nothing either.
import { type Configuration, chainOf, heldSince, type Region } from '../../src/cluster/configuration.ts'
import { HyperdexError } from '../../src/errors.ts'
import { withoutServers, withoutStandby, withStandbyInstead } from './chain.ts'
import { soundMembers } from './doubts.ts'
import { regionsOf, withoutServer, withRegions } from './edit.ts'
import { unreadRegions, withoutLostGrids } from './repartition.ts'
import type { State } from './state.ts'

function checkKnown({ servers, cluster }: Configuration, id: number): void {
  if (servers.has(id)) return
  const ids = [...servers.keys()].sort((a, b) => a - b)
  throw new HyperdexError(
    'INVALID',
    `cluster ${cluster} has no server ${id}`,
    ids.length === 0 ? 'It has no server yet.' : `The servers are: ${ids.join(', ')}.`,
  )
}

function withId(ids: readonly number[], id: number): readonly number[] {
  return ids.includes(id) ? ids : [...ids, id].sort((a, b) => a - b)
}

function withoutId(ids: readonly number[], id: number): readonly number[] {
  return ids.includes(id) ? ids.filter((other) => other !== id) : ids
}

/**
 * Names of the spaces of which the server holds the only replica of a region, among those that `counts` says are there and have certainly everything;
 * `matters`: which regions are asked about.
 */
function soleHolderOf(
  configuration: Configuration,
  server: number,
  counts: (other: number) => boolean,
  matters: (region: Region) => boolean = () => true,
): string[] {
  const names: string[] = []
  for (const { definition, subspaces } of configuration.spaces.values()) {
    const holds = (region: Region) => heldSince(region, server) !== undefined && region.learner?.server !== server
    const isSole = (region: Region) =>
      matters(region) && holds(region) && !soundMembers(region).some((other) => other !== server && counts(other))
    if (subspaces.some(({ regions }) => regions.some(isSole))) names.push(definition.name)
  }
  return names
}

/** Somebody who could take over may be running, and have been taken out. */
function startOrTakeBack(state: State, id: number, usable: ReadonlySet<number>): string {
  const idle = state.offline.filter((server) => server !== id && usable.has(server))
  const back = idle.length === 0 ? '' : `, or take back one that runs: ${idle.map((server) => `\`server online ${server}\``).join(' or ')}`
  return `Start another server first${back}.`
}

/**
 * The server is to hold no regions: others take its places, and where there are none, chains get shorter. `usable`: servers that serve at this
 * moment. Throws INVALID, or PERMISSION_DENIED when it would take the last replica of a region along.
 */
export function setOffline(state: State, id: number, usable: ReadonlySet<number>): State {
  const { configuration } = state
  checkKnown(configuration, id)
  const stays = (server: number) => server !== id && usable.has(server) && !isLeaving(state, server)
  if (![...usable].some(stays)) {
    const alone = soleHolderOf(configuration, id, stays)
    if (alone.length > 0) throw lastReplica(id, alone, startOrTakeBack(state, id, usable))
  }
  const offline = withId(state.offline, id)
  return offline === state.offline ? state : { ...state, offline }
}

/** Takes part again, also after `kill`. Throws INVALID. */
export function setOnline(state: State, id: number): State {
  checkKnown(state.configuration, id)
  const offline = withoutId(state.offline, id)
  const killed = withoutId(state.killed, id)
  return offline === state.offline && killed === state.killed ? state : { ...state, offline, killed }
}

/**
 * The server leaves all chains at once, and its process is told to end. Throws INVALID, or PERMISSION_DENIED when a region has no other replica that
 * serves at this moment.
 */
export function kill(state: State, id: number, usable: ReadonlySet<number>): State {
  const { configuration } = state
  checkKnown(configuration, id)
  if (state.killed.includes(id)) return state
  const alone = soleHolderOf(configuration, id, (other) => usable.has(other) && !isLeaving(state, other))
  if (alone.length > 0) throw lastReplica(id, alone, `Take it out in order: \`server offline ${id}\`.`)
  return { ...state, killed: withId(state.killed, id), configuration: outOfRegions(configuration, id) }
}

function outOfChains(configuration: Configuration, id: number): Configuration {
  return withEach(configuration, (region) => withoutServers(region, new Set([id])))
}

function withEach(configuration: Configuration, change: (region: Region) => Region): Configuration {
  const changed = new Map<number, Region>()
  for (const region of regionsOf(configuration)) {
    const next = change(region)
    if (next !== region) changed.set(region.id, next)
  }
  return changed.size > 0 ? withRegions(configuration, changed) : configuration
}

/**
 * The server's entry goes, its data directory is of no use any more. Where others of its chains wait for it because they may have forgotten what it
 * has (doubts.ts) it is given up, with whatever it alone may have; where others stand by while it is compared they take its place. So are grids where it has the only replica of a region and that nothing is read from, since
 * they are being built, or retire and nobody else can answer from them (`isSilent`: as `isSilenced`). Of such a grid's other regions it leaves the chains, whoever
 * stays: that one may be lost as well, and be forgotten next. Throws INVALID, or ALREADY_EXISTS while it holds other regions or runs.
 */
export function forget(state: State, id: number, isRunning: boolean, isSilent: (region: Region) => boolean): State {
  checkKnown(state.configuration, id)
  const configuration = withoutLostGrids(state.configuration, { isLost: (region) => isAlone(region, id), isSilent })
  const spared = new Set([...configuration.spaces.values()].flatMap(unreadRegions))
  const goesOn = (region: Region) => isWaitedFor(region, id) || isStoodInFor(region, id) || (spared.has(region) && !isAlone(region, id))
  const holds = (region: Region) => chainOf(region).includes(id) && !goesOn(region)
  if ([...regionsOf(configuration)].some(holds)) {
    const alone = soleHolderOf(configuration, id, () => true, holds)
    throw new HyperdexError(
      'ALREADY_EXISTS',
      `server ${id} is in chains${alone.length > 0 ? `, and has the only replica of regions of space ${alone.join(', ')}` : ''}`,
      alone.length > 0
        ? `Let it come back and take it out with \`server offline ${id}\`; when its data is lost for good, remove the space with \`space rm\`.`
        : `Take it out first: \`server offline ${id}\`, or at once \`server kill ${id}\`.`,
    )
  }
  if (isRunning && !state.killed.includes(id)) {
    throw new HyperdexError('ALREADY_EXISTS', `server ${id} is running`, `Stop its process first, or end it with \`server kill ${id}\`.`)
  }
  return {
    ...state,
    configuration: withoutServer(outOfRegions(configuration, id), id),
    offline: withoutId(state.offline, id),
    killed: withoutId(state.killed, id),
  }
}

/** Whoever stands by for it takes its place. */
function outOfRegions(configuration: Configuration, id: number): Configuration {
  return withEach(outOfChains(configuration, id), (region) => {
    const left = withoutStandby(region, id)
    return isStoodInFor(region, id) ? withStandbyInstead(left) : left
  })
}

/** It is the only full member, and while it is compared others stand by. */
function isStoodInFor(region: Region, id: number): boolean {
  return !isAlone(region, id) && String(region.members) === String(id)
}

/** Nobody else has anything of the region. */
function isAlone({ members, standby = [] }: Region, id: number): boolean {
  return String(members) === String(id) && standby.every(({ server }) => server === id)
}

/** Others of the chain came back and may have forgotten. */
function isWaitedFor({ doubtful = [] }: Region, id: number): boolean {
  return doubtful.some((other) => other !== id)
}

function isLeaving(state: State, id: number): boolean {
  return state.offline.includes(id) || state.killed.includes(id)
}

function lastReplica(id: number, spaces: readonly string[], remedy: string): HyperdexError {
  return new HyperdexError(
    'PERMISSION_DENIED',
    `server ${id} has the only replica within reach of regions of space ${spaces.join(', ')}`,
    remedy,
  )
}

export function takenOutOfService(id: number): HyperdexError {
  return new HyperdexError(
    'PERMISSION_DENIED',
    `server ${id} was taken out of service with \`server kill\``,
    `Allow it to take part again with \`server online ${id}\`, or start it with an empty data directory.`,
  )
}
