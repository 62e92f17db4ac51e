// What befalls servers, as lines of the coordinator's log: taken out of chains, come back into them, started, refused, silent, forgotten. An
// operator reads there afterwards what `status` shows only while it lasts.
import { type Configuration, chainOf, type Region, type Space } from '../../src/cluster/configuration.ts'
import type { HyperdexError } from '../../src/errors.ts'
import type { Hearing } from '../core/cluster-state.ts'
import type { Registration } from '../core/registration.ts'
import type { CoordinatorLog } from './coordinator-log.ts'
import type { Leadership } from './leadership.ts'

/** Addresses whose refusal is remembered: of more, those refused longest ago may be told of again. */
const refusalsRemembered = 1024

export class ServerLog {
  readonly #log: Pick<CoordinatorLog, 'info' | 'warn'>
  readonly #reasonAgainst: (server: number) => string
  #known: Configuration
  /** Taken out of chains, and since then come back into none. */
  readonly #out = new Set<number>()
  readonly #silent = new Set<number>()
  /** Why each address was refused last, the latest at the end. */
  readonly #refusals = new Map<string, string>()

  /** `reasonAgainst`: as ClusterState's, at this moment. */
  constructor(log: Pick<CoordinatorLog, 'info' | 'warn'>, configuration: Configuration, reasonAgainst: (server: number) => string) {
    this.#log = log
    this.#reasonAgainst = reasonAgainst
    this.#known = configuration
  }

  /** The newest durable configuration. */
  follow(configuration: Configuration): void {
    const before = this.#known
    this.#known = configuration
    this.#logComingAndGoing(before, configuration)
    const left = new Map<number, number>()
    const came = new Map<number, number>()
    const lacking = new Set<number>()
    for (const [former, region] of changedRegions(before, configuration)) {
      const chain = chainOf(region)
      for (const server of chainOf(former)) {
        if (chain.includes(server)) continue
        count(left, server)
        if (former.doubtful?.includes(server) || hasStarted(server, before, configuration)) lacking.add(server)
      }
      for (const server of region.members) if (!former.members.includes(server)) count(came, server)
    }
    const at = `configuration ${configuration.version}`
    for (const [server, chains] of left) {
      // Regions that move leave a server a few at a time; who failed leaves nearly all at once.
      if (chains * 2 <= chainsOf(before, server)) continue
      this.#out.add(server)
      const reason = this.#reasonAgainst(server) || (lacking.has(server) ? 'it has just started, and may lack something' : '')
      this.#log.warn(`server ${server} was taken out of ${inWords(chains)}${reason && `: ${reason}`}, ${at}`)
    }
    // Of the chains that a server comes back into, a few at a time, the first are told.
    for (const [server, chains] of came) {
      if (this.#out.delete(server)) this.#log.info(`server ${server} has come back into ${inWords(chains)}, others may follow, ${at}`)
    }
  }

  #logComingAndGoing(before: Configuration, { servers, version }: Configuration): void {
    if (servers === before.servers) return
    for (const server of servers.values()) {
      const former = before.servers.get(server.id)
      if (former?.incarnation === server.incarnation && former.nonce === server.nonce) continue
      this.#refusals.delete(server.address)
      this.#silent.delete(server.id)
      const what = former === undefined ? 'is new' : `has come back, its start ${server.incarnation}`
      this.#log.info(`server ${server.id} at ${server.address} ${what}, configuration ${version}`)
    }
    for (const { id, address } of before.servers.values()) {
      if (servers.has(id)) continue
      this.#out.delete(id)
      this.#silent.delete(id)
      this.#log.info(`server ${id} at ${address} is forgotten, configuration ${version}`)
    }
  }

  /** Also of servers that no chain loses: those without regions, and the last of their regions. */
  listen({ silent, running }: Hearing): void {
    for (const { id, address } of this.#known.servers.values()) {
      if (silent.has(id) && !this.#silent.has(id)) {
        this.#silent.add(id)
        this.#log.warn(`server ${id} at ${address} has fallen silent; it is in ${inWords(chainsOf(this.#known, id))}`)
      } else if (running.has(id) && this.#silent.delete(id)) this.#log.info(`server ${id} at ${address} is heard again`)
    }
  }

  /** A server's registration failed. One that is to come again soon is not refused; one that is started again and again is told of once. */
  readonly refused = ({ address, server }: Registration, { code, message, remedy }: HyperdexError): void => {
    // Texts may count the starts.
    const reason = `${code} ${message.replace(/\d+/g, '')}`
    if (code === 'UNAVAILABLE' || this.#refusals.get(address) === reason) return
    this.#refusals.delete(address)
    this.#refusals.set(address, reason)
    if (this.#refusals.size > refusalsRemembered) this.#refusals.delete(this.#refusals.keys().next().value!)
    const who = server === 0 ? 'a new server' : `server ${server}`
    this.#log.warn(`${who} at ${address} was refused: ${code}: ${message}. ${remedy}`)
  }
}

/** From now on, while this coordinator leads. */
export function logServers(leadership: Leadership, now: () => number, log: CoordinatorLog | undefined): ServerLog | undefined {
  if (log === undefined) return undefined
  const reasonAgainst = (server: number) => leadership.observe((core) => core.reasonAgainst(server, now()))
  const serverLog = new ServerLog(log, leadership.configuration, reasonAgainst)
  leadership.follow(() => serverLog.follow(leadership.configuration))
  return serverLog
}

/** In how many chains the server was. */
function chainsOf({ spaces }: Configuration, server: number): number {
  let chains = 0
  for (const space of spaces.values()) for (const region of allRegions(space)) if (chainOf(region).includes(server)) chains++
  return chains
}

function hasStarted(id: number, { servers: before }: Configuration, { servers: after }: Configuration): boolean {
  return before.get(id)?.incarnation !== after.get(id)?.incarnation
}

function inWords(chains: number): string {
  return chains === 1 ? '1 chain' : `${chains} chains`
}

function count(counts: Map<number, number>, server: number): void {
  counts.set(server, (counts.get(server) ?? 0) + 1)
}

/** Regions of both configurations that differ, as they were and as they are. What is shared is passed over whole. */
function* changedRegions(before: Configuration, after: Configuration): IterableIterator<readonly [former: Region, region: Region]> {
  for (const space of after.spaces.values()) {
    const former = before.spaces.get(space.id)
    if (former === undefined || former === space) continue
    const known = new Map(allRegions(former).map((region) => [region.id, region]))
    for (const region of allRegions(space)) {
      const was = known.get(region.id)
      if (was !== undefined && was !== region) yield [was, region]
    }
  }
}

function allRegions({ subspaces }: Space): Region[] {
  return subspaces.flatMap(({ regions }) => [...regions])
}
