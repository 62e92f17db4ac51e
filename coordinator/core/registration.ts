// A server starts: new, or come back. Decides whether it may take part, and as whom (protocol.md section 4, "Coming back").
import type { Configuration, Region, Server } from '../../src/cluster/configuration.ts'
import { HyperdexError } from '../../src/errors.ts'
import type { Attendance } from './attendance.ts'
import {
  raiseEpoch,
  withAccepted,
  withDoubtful,
  withForgotten,
  withoutReconciling,
  withoutServers,
  withoutStandby,
  withSole,
  withStandbyInstead,
} from './chain.ts'
import { soundMembers } from './doubts.ts'
import { holdsAnyRegion, regionsOf, withStart } from './edit.ts'
import type { Limits } from './limits.ts'
import { takenOutOfService } from './servers.ts'
import type { State } from './state.ts'

/** What the wire protocol between the processes of a cluster is called; all must speak the same. */
export const protocolVersion = 1

/** As in coordinator.proto. */
export const startKind = { fresh: 0, clean: 1, sameBoot: 2, forgetful: 3, damaged: 4 } as const

/** Whoever is told this was not taken in, and is to ask again. Milliseconds. */
const retryAfterMs = 200

export interface Registration {
  /** Empty: the server has never belonged to a cluster. */
  readonly cluster: string
  /** 0: the server has no id yet. */
  readonly server: number
  readonly incarnation: number
  /** One of `startKind`. */
  readonly start: number
  /** HOST:PORT at which everybody reaches the server. */
  readonly address: string
  /** Failure domain; empty: the address's host. */
  readonly domain: string
  readonly acceptForgotten: boolean
  readonly protocol: number
  /** Drawn by the process that was started, the same in all its registrations. */
  readonly nonce: number
  /** The last pulse that stands in the data directory. */
  readonly pulse: number
}

/**
 * The server's id and the state that knows this start. The same call made again (its answer was lost) changes nothing. Throws
 * HyperdexError VERSION_MISMATCH for another protocol, another cluster's or an outdated data directory; ALREADY_EXISTS when the address
 * or the id is in use by a running server; PERMISSION_DENIED for a server that was taken out of service, or whose disk may lack what no other
 * server has; INVALID for what makes no sense.
 */
export function register(
  state: State,
  { attendance, limits }: { readonly attendance: Attendance; readonly limits: Limits },
  call: Registration,
  now: number,
): { server: number; state: State } {
  checkCall(state.configuration, call)
  if (call.server !== 0 && state.killed.includes(call.server)) throw takenOutOfService(call.server)
  const answered = call.server === 0 ? answeredBefore(state.configuration, call) : undefined
  if (answered !== undefined) return { server: answered.id, state }
  const known = call.server === 0 ? undefined : checkReturn(state, attendance, call, now)
  const id = known?.id ?? state.nextServer
  const server = {
    id,
    address: call.address,
    domain: call.domain || hostOf(call.address),
    incarnation: call.incarnation,
    ...(call.nonce ? { nonce: call.nonce } : {}),
  }
  if (known !== undefined && sameStart(known, server)) return { server: id, state }
  const outdated = call.start === startKind.sameBoot && call.pulse < attendance.pulse(id)
  const start = outdated ? startKind.damaged : call.start
  const lacking = known !== undefined && mayLack(start)
  if (call.acceptForgotten && attendance.isNew(now) && isDoubted(state.configuration, id, lacking)) throw notHeardYet(call)
  if (lacking && !call.acceptForgotten && !mayTakeBack(state.configuration, id, start, limits))
    throw outdated ? refusedOutdated(known) : start === startKind.damaged ? refusedDamaged(known) : refusedForgetful(known)
  // Not of an outdated copy: it knows nothing of that, and the next coordinator could not tell.
  if (call.start === startKind.damaged && lacking && !call.acceptForgotten && limits.repair) {
    const away = awayFrom(state.configuration, id, (other) => !attendance.isNew(now) && !attendance.isSilent(other, now))
    if (away.length > 0) throw new OthersAway(id, away)
  }
  const displaced = holderOf(state.configuration, server)
  if (displaced !== undefined && attendance.isAttending(displaced.id, now)) throw addressInUse(displaced, call)
  // A first registration may come late, or once more: it takes no address whose holder may just be starting, as the same process or another one.
  const isNew = known === undefined
  if (displaced !== undefined && isNew && (!attendance.isSilent(displaced.id, now) || attendance.isBirth(displaced.id, call.nonce)))
    throw addressNotFree(displaced, call)
  // A fresh server whose first registration was answered to nobody left an entry that no process will ever claim.
  const forgotten = displaced !== undefined && isNew && attendance.isUnclaimed(displaced.id)
  return {
    server: id,
    state: {
      ...state,
      configuration: withStart(state.configuration, server, displaced, {
        forgotten,
        started: (region) => startedIn(region, id, { start, acceptForgotten: call.acceptForgotten, lacking, attendance, limits, now }),
      }),
      nextServer: known === undefined ? id + 1 : state.nextServer,
    },
  }
}

/**
 * A server whose disk may lack something learns again from the others. Where it is the only one its regions are compared with the others of their
 * spaces when it can only be the last moments that are missing; else somebody has to vouch for it.
 */
function mayTakeBack(configuration: Configuration, id: number, start: number, { repair, reconcile }: Limits): boolean {
  if (!repair) return !holdsAnyRegion(configuration, id)
  if (reconcile && start !== startKind.damaged) return true
  for (const region of regionsOf(configuration)) if (region.members.includes(id) && holdersOf(region).length === 1) return false
  return true
}

/** Who has regions of the server's, with others or alone, of which nobody else is there: it may have to give up its place to whom never comes back. */
function awayFrom(configuration: Configuration, id: number, isThere: (server: number) => boolean): number[] {
  const away = new Set<number>()
  for (const region of regionsOf(configuration)) {
    const holders = holdersOf(region)
    const others = holders.includes(id) ? holders.filter((other) => other !== id) : []
    if (!others.some(isThere)) for (const other of others) away.add(other)
  }
  return [...away].sort((a, b) => a - b)
}

/** By the same first registration, which was repeated because no answer came in time: that may be on its way yet, or the server have it already. */
function answeredBefore({ servers }: Configuration, { nonce, address, incarnation }: Registration): Server | undefined {
  if (!nonce) return undefined
  for (const server of servers.values())
    if (server.nonce === nonce && server.address === address && server.incarnation === incarnation) return server
  return undefined
}

function sameStart(known: Server, server: Server): boolean {
  return (
    known.incarnation === server.incarnation &&
    known.nonce === server.nonce &&
    known.address === server.address &&
    known.domain === server.domain
  )
}

function holderOf(configuration: Configuration, server: Server): Server | undefined {
  for (const other of configuration.servers.values()) if (other.address === server.address && other.id !== server.id) return other
  return undefined
}

function hostOf(address: string): string {
  return address.slice(0, address.lastIndexOf(':'))
}

function checkCall(configuration: Configuration, call: Registration): void {
  if (call.protocol !== protocolVersion) {
    throw new HyperdexError(
      'VERSION_MISMATCH',
      `the server at ${call.address} speaks protocol ${call.protocol}, this coordinator speaks ${protocolVersion}`,
      'Run the same release of HyperDex in every process of the cluster.',
    )
  }
  if (!/^.+:[0-9]{1,5}$/.test(call.address)) {
    throw new HyperdexError(
      'INVALID',
      `a server registered with the address "${call.address}"`,
      'Give HOST:PORT, for example 127.0.0.1:2012.',
    )
  }
  if (!Number.isSafeInteger(call.incarnation) || call.incarnation < 0) {
    throw new HyperdexError('INVALID', `a server registered with the incarnation ${call.incarnation}`, 'Count the starts from 1.')
  }
  if (call.cluster !== '' && call.cluster !== configuration.cluster) {
    throw new HyperdexError(
      'VERSION_MISMATCH',
      `the data directory of the server at ${call.address} belongs to cluster ${call.cluster}, this coordinator leads ${configuration.cluster}`,
      'Name the coordinator of that cluster, or start the server with an empty data directory.',
    )
  }
}

/** The entry of a server that was here before. */
function checkReturn({ configuration, nextServer }: State, attendance: Attendance, call: Registration, now: number): Server {
  const known = configuration.servers.get(call.server)
  if (known === undefined) {
    if (call.server >= nextServer) throw fallenBehind(`has never heard of server ${call.server}`)
    throw new HyperdexError(
      'VERSION_MISMATCH',
      `cluster ${configuration.cluster} has no server ${call.server}`,
      'Start the server with an empty data directory: it joins as a new one.',
    )
  }
  const repeated = call.incarnation === known.incarnation && call.nonce === (known.nonce ?? 0) && call.address === known.address
  if (call.incarnation < known.incarnation || (call.incarnation === known.incarnation && !repeated)) {
    throw new HyperdexError(
      'VERSION_MISMATCH',
      `server ${known.id} was already started ${known.incarnation} times, the data directory of ${call.address} knows of ${call.incarnation - 1}`,
      'The directory is an outdated copy: start the server with the one it used last, or with an empty one as a new server.',
    )
  }
  if (!repeated && attendance.isAttending(known.id, now) && call.address !== known.address) {
    throw new HyperdexError(
      'ALREADY_EXISTS',
      `server ${known.id} is running at ${known.address} and was started again at ${call.address}`,
      'Stop the one that runs, and never give two processes copies of one data directory.',
    )
  }
  return known
}

/** It is not certain that the server's disk has everything it was given. */
function mayLack(start: number): boolean {
  return start !== startKind.clean && start !== startKind.sameBoot
}

interface Start {
  /** One of `startKind`. */
  readonly start: number
  readonly acceptForgotten: boolean
  /** Its disk may lack something. */
  readonly lacking: boolean
  readonly attendance: Attendance
  readonly limits: Limits
  readonly now: number
}

/** One of its regions, now that the server has started. */
function startedIn(region: Region, id: number, circumstances: Start): Region {
  const { start, acceptForgotten, lacking, limits } = circumstances
  const alone = new Set([id])
  if (region.standby?.some(({ server }) => server === id)) return startedBy(region, id, circumstances)
  if (region.learner?.server === id) return lacking ? withoutServers(region, alone) : raiseEpoch(region)
  const isDoubtful = region.doubtful?.includes(id) ?? false
  if (!lacking && !isDoubtful) return acceptForgotten ? withoutReconciling(region) : raiseEpoch(region)
  if (acceptForgotten && !hasBetter(region, id, circumstances))
    return limits.repair ? withAccepted(region, id) : withForgotten(withoutReconciling(region))
  if (start === startKind.damaged && hasStandby(region)) return withStandbyInstead(region)
  if (region.members.length === 1) return withSole(region, id)
  return start === startKind.damaged || !limits.reconcile ? withoutServers(region, alone) : withDoubtful(region, id)
}

/** One that stands by while another one is compared: it goes on, unless its disk is damaged, or somebody vouches for it because the other one is away. */
function startedBy(region: Region, id: number, circumstances: Start): Region {
  const { start, acceptForgotten, limits } = circumstances
  if (acceptForgotten && limits.repair && !hasBetter(region, id, circumstances)) return withAccepted(region, id)
  return start === startKind.damaged || acceptForgotten ? withoutStandby(region, id) : region
}

function hasStandby({ standby = [] }: Region): boolean {
  return standby.length > 0
}

/** Another full member is there that has forgotten nothing; for a damaged disk, any other one, or one that stands by. */
function hasBetter(region: Region, id: number, { start, attendance, limits, now }: Start): boolean {
  const others = start === startKind.damaged ? holdersOf(region) : soundMembers(region)
  return limits.repair && others.some((other) => other !== id && !attendance.isSilent(other, now))
}

/** Full members, and those that stand by. */
function holdersOf({ members, standby = [] }: Region): number[] {
  return [...members, ...standby.map(({ server }) => server)]
}

/** What the server has of some region may be less than what another full member has. */
function isDoubted(configuration: Configuration, id: number, lacking: boolean): boolean {
  for (const region of regionsOf(configuration)) {
    const { members, doubtful } = region
    const isHeld = members.length + (region.standby?.length ?? 0) > 1 && holdersOf(region).includes(id)
    if (isHeld && (lacking || !members.includes(id) || doubtful?.includes(id))) return true
  }
  return false
}

/** A server knows what this coordinator does not: another one has led since and this one has yet to notice, so it must turn nobody away for good. */
export function fallenBehind(what: string): HyperdexError {
  return new HyperdexError(
    'UNAVAILABLE',
    `this coordinator has fallen behind: it ${what}`,
    'Ask another coordinator. Where there is none this one was started with an outdated copy of its data: start it with the newest.',
    { retryAfterMs },
  )
}

function notHeardYet({ address }: Registration): HyperdexError {
  return new HyperdexError(
    'UNAVAILABLE',
    `the coordinator has just started: whether others have what the server at ${address} may have forgotten it is yet to hear`,
    'Try again in a few seconds.',
    { retryAfterMs },
  )
}

function refusedForgetful(server: Server): HyperdexError {
  return new HyperdexError(
    'PERMISSION_DENIED',
    `server ${server.id} may have forgotten its last writes: its machine restarted without an orderly stop`,
    'If its disk is known to have kept everything, or losing the last writes is acceptable, start it with --accept-forgotten.',
  )
}

function refusedDamaged(server: Server): HyperdexError {
  return new HyperdexError(
    'PERMISSION_DENIED',
    `the disk of server ${server.id} was found damaged, and what it may lack no other full replica of its regions has`,
    'Check the disk. To go on without what is lost on it start the server with --accept-forgotten, then run hyperdex check.',
  )
}

/** A damaged server asks until somebody else of its chains is there. */
export class OthersAway extends HyperdexError {
  constructor(id: number, away: readonly number[]) {
    const others = `server ${away.join(', ')}`
    super(
      'UNAVAILABLE',
      `server ${id} is to learn its regions again, and of some of them nobody else is there: ${others} does not run, or waits like this one`,
      `Start ${others} as well. When that never comes back, or is damaged too, start server ${id} with --accept-forgotten, without what its directory lacks.`,
      { retryAfterMs },
    )
  }
}

function refusedOutdated(server: Server): HyperdexError {
  return new HyperdexError(
    'PERMISSION_DENIED',
    `the data directory of server ${server.id} is an outdated copy: the server has written to the one it used last since this copy was made`,
    'Start it with that directory. To go on without what the copy lacks start the server with --accept-forgotten, then run hyperdex check.',
  )
}

function addressNotFree(holder: Server, { address }: Registration): HyperdexError {
  return new HyperdexError(
    'UNAVAILABLE',
    `the address ${address} is that of server ${holder.id}, which may just be starting`,
    'Try again in a few seconds, or let each server listen on an address of its own.',
    { retryAfterMs },
  )
}

function addressInUse(holder: Server, call: Registration): HyperdexError {
  return new HyperdexError(
    'ALREADY_EXISTS',
    `the address ${call.address} is that of server ${holder.id}, which is running`,
    'Let each server listen on an address of its own.',
  )
}
