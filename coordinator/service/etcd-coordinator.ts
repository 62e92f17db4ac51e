// One of several coordinators over etcd. It stands for election; while another one leads it passes administration on, when it is elected it
// reads the journal and leads, and when its lease is lost it lets go of everything it knew and stands again.
//
//   standing ── elected ──▶ leading ── lease lost, or the journal refuses ──▶ standing
//
// Invariant: a core lives no longer than the candidacy that its journal names, and nothing it decided is shown before etcd has kept it.
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Campaign, Etcd3 } from 'etcd3'
import { HyperdexError } from '../../src/errors.ts'
import { RpcClient } from '../../src/transport/rpc-client.ts'
import { RpcServer } from '../../src/transport/rpc-server.ts'
import { adminService, coordinatorService } from '../../src/transport/services.ts'
import { ClusterState } from '../core/cluster-state.ts'
import { type EtcdPlace, importState, isImported, openEtcdJournal } from '../journal/etcd-journal.ts'
import { endWatches } from '../journal/given-up-candidacy.ts'
import { adminHandlers } from './admin-handlers.ts'
import { coordinatorHandlers } from './attend-handlers.ts'
import type { CoordinatorLog } from './coordinator-log.ts'
import type { FormerState } from './former-state.ts'
import { Leadership } from './leadership.ts'
import { passedOnAdmin, refusedCoordination } from './pass-on.ts'
import { logServers } from './server-log.ts'
import { startTicking } from './ticking.ts'

const standAgainMs = 500
/** etcd grants leases in whole seconds, and none below about its own election time. */
const defaultLeaseSeconds = 5

export interface EtcdCoordinatorOptions {
  /** HOST:PORT at which the others reach this one; port 0 takes a free one. */
  readonly listen: string
  /** HOST:PORT of etcd's members. */
  readonly etcd: readonly string[]
  /** Several clusters may share an etcd. Default `default`. */
  readonly name?: string
  readonly leaseSeconds?: number
  /** What to begin with when etcd has nothing of this name yet: the state of a coordinator that ran alone. With another cluster there it ends, INVALID. */
  readonly beginWith?: FormerState
  readonly logger?: CoordinatorLog
  /** Called before each listening: adds services beside Coordinator and Admin to the same address. */
  readonly addServices?: (server: RpcServer) => void
}

export class EtcdCoordinator {
  /** HOST:PORT, with the port that was taken. */
  readonly address: string
  /** Resolves when it has ended: with the reason when it cannot go on, with undefined after `close`. */
  readonly ended: Promise<Error | undefined>
  readonly #options: EtcdCoordinatorOptions
  readonly #place: EtcdPlace
  readonly #closing = Promise.withResolvers<'closing'>()
  #server: RpcServer
  #leader: { readonly address: string; readonly client: RpcClient } | undefined
  #beginWith: FormerState | undefined
  #leads = false
  #closed = false

  private constructor(options: EtcdCoordinatorOptions, place: EtcdPlace, server: RpcServer, port: number) {
    this.#options = options
    this.#beginWith = options.beginWith
    this.#place = place
    this.#server = server
    this.address = `${options.listen.slice(0, options.listen.lastIndexOf(':'))}:${port}`
    this.#serveAsFollower(server)
    options.addServices?.(server)
    this.ended = this.#run()
  }

  /** Resolves when it listens. Errors: as RpcServer.listen; UNAVAILABLE when etcd does not answer at once. */
  static async start(options: EtcdCoordinatorOptions): Promise<EtcdCoordinator> {
    const client = new Etcd3({ hosts: [...options.etcd] })
    const place = { client, prefix: `hyperdex/${options.name ?? 'default'}/` }
    const server = new RpcServer()
    try {
      await reachable(client, options.etcd)
      const port = await server.listen(options.listen)
      return new EtcdCoordinator(options, place, server, port)
    } catch (error) {
      await server.close()
      client.close()
      throw error
    }
  }

  /** It is the one that leads. */
  get leads(): boolean {
    return this.#leads
  }

  /** An orderly stop: another coordinator leads at once. */
  async close(): Promise<void> {
    this.#closed = true
    this.#closing.resolve('closing')
    await this.ended
  }

  async #run(): Promise<Error | undefined> {
    const observer = await this.#place.client.election(this.#electionName).observe()
    const learn = (address: string | undefined) => this.#learnLeader(address)
    observer.on('change', learn)
    learn(observer.leader())
    let failure: Error | undefined
    while (!this.#closed && failure === undefined) {
      failure = await this.#standOnce().catch((error: unknown) => this.#unfit(error))
      if (!this.#closed && failure === undefined) await Promise.race([this.#closing.promise, pause(standAgainMs)])
    }
    await observer.cancel().catch(() => undefined)
    this.#leader?.client.close()
    await this.#server.close()
    this.#place.client.close()
    return failure
  }

  /** What time does not heal ends the process; the rest is tried again. */
  #unfit(error: unknown): Error | undefined {
    const known = error instanceof HyperdexError ? error : new HyperdexError('INTERNAL', String(error), 'See the log.', { cause: error })
    this.#options.logger?.warn(`this coordinator does not lead: ${known.message}`)
    return ['VERSION_MISMATCH', 'INTERNAL', 'INVALID'].includes(known.code) && error instanceof HyperdexError ? known : undefined
  }

  /** As the command line names it. */
  get #store(): string {
    const { etcd, name } = this.#options
    return `etcd://${etcd.join(',')}${name === undefined ? '' : `/${name}`}`
  }

  get #electionName(): string {
    return this.#options.name === undefined ? 'hyperdex' : `hyperdex/${this.#options.name}`
  }

  /** Stands, and when elected leads until that is over. */
  async #standOnce(): Promise<undefined> {
    const { client } = this.#place
    const election = client.election(this.#electionName, this.#options.leaseSeconds ?? defaultLeaseSeconds)
    const campaign = election.campaign(this.address)
    const lost = Promise.withResolvers<'lost'>()
    let over = false
    campaign.on('error', (error) => {
      if (over) return
      this.#options.logger?.warn(`the candidacy of ${this.address} has ended: ${error.message}`)
      lost.resolve('lost')
    })
    try {
      const elected = new Promise<'elected'>((resolve) => campaign.on('elected', () => resolve('elected')))
      if ((await this.#stand([elected, lost.promise, this.#closing.promise])) !== 'elected') return undefined
      await this.#lead(campaign, lost)
      return undefined
    } finally {
      this.#leads = false
      over = true
      await Promise.race([campaign.resign().catch(() => undefined), pause(standAgainMs)])
      endWatches(election)
    }
  }

  /** Until one of these. As long as etcd has yet to go on from the former state it looks meanwhile what another one begins with. */
  async #stand<Outcome>(outcomes: readonly Promise<Outcome>[]): Promise<Outcome> {
    let seen: string | undefined
    let told: string | undefined
    const unreadable = ({ message, remedy }: HyperdexError) => {
      // Only once, and not what a moment later is over.
      if (message === seen && message !== told) {
        told = message
        this.#options.logger?.warn(`cannot see what another coordinator has begun at ${this.#store}: ${message}. ${remedy}`)
      }
      seen = message
    }
    for (;;) {
      const former = this.#former()
      if (former === undefined) return Promise.race(outcomes)
      const outcome = await Promise.race([...outcomes, pause(standAgainMs)])
      if (outcome !== undefined) return outcome
      if (await isImported(this.#place, former, unreadable)) this.#beginWith = undefined
    }
  }

  async #lead(campaign: Campaign, lost: PromiseWithResolvers<'lost'>): Promise<void> {
    const { logger } = this.#options
    const candidacy = await campaign.getCampaignKey()
    await this.#takeOver(candidacy)
    const { journal, state } = await openEtcdJournal(this.#place, candidacy)
    const now = () => performance.now()
    const leadership = new Leadership(new ClusterState(state, now()), journal, (error) => {
      logger?.warn(`this coordinator stops leading: ${error.message}`)
      lost.resolve('lost')
    })
    const { cluster } = await leadership.decide((core) => core.begin(randomUUID()))
    const serverLog = logServers(leadership, now, logger)
    await this.#replaceServer((server) => {
      server.add(coordinatorService, coordinatorHandlers(leadership, now, serverLog?.refused))
      server.add(adminService, adminHandlers(leadership, now))
    })
    const ticking = startTicking(leadership, now, serverLog)
    this.#leads = true
    logger?.info(`the coordinator at ${this.address} leads cluster ${cluster}, configuration ${leadership.configuration.version}`)
    try {
      await Promise.race([lost.promise, this.#closing.promise])
    } finally {
      this.#leads = false
      clearInterval(ticking)
      // Streams of servers and clients end with their server: they look for the one that leads.
      await (this.#closed ? this.#server.close() : this.#replaceServer((server) => this.#serveAsFollower(server)))
      await journal.close()
    }
  }

  /** Once: when etcd has the state, the directory that it came from may be removed while this one still runs. */
  async #takeOver(candidacy: string): Promise<void> {
    const former = this.#former()
    if (former === undefined) return
    const taken = await importState(this.#place, candidacy, former)
    if (taken) this.#options.logger?.info('the journal was taken over into etcd')
    this.#beginWith = undefined
  }

  #former() {
    const former = this.#beginWith
    const where = this.#store
    return former && { leave: () => former.leave(where), arrived: (cluster: string) => former.arrived(where, cluster) }
  }

  async #replaceServer(addOwn: (server: RpcServer) => void): Promise<void> {
    await this.#server.close()
    const server = new RpcServer()
    addOwn(server)
    this.#options.addServices?.(server)
    this.#server = server
    await server.listen(this.address)
  }

  #serveAsFollower(server: RpcServer): void {
    server.add(
      adminService,
      passedOnAdmin(() => this.#leader?.client),
    )
    server.add(coordinatorService, refusedCoordination())
  }

  #learnLeader(address: string | undefined): void {
    if (address === this.#leader?.address) return
    this.#leader?.client.close()
    const other = address !== undefined && address !== this.address
    this.#leader = other ? { address, client: new RpcClient(address) } : undefined
  }
}

async function reachable(client: Etcd3, addresses: readonly string[]): Promise<void> {
  try {
    await client.get('hyperdex/reachable').string()
  } catch (cause) {
    throw new HyperdexError(
      'UNAVAILABLE',
      `etcd does not answer at ${addresses.join(', ')}: ${cause instanceof Error ? cause.message : cause}`,
      'Start etcd, or correct --store etcd://HOST:PORT,…',
      { cause },
    )
  }
}
