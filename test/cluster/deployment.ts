// A coordinator, or several over etcd, and servers as separate processes at fixed addresses, as in a real deployment, so that a test can end and start each.
import { join } from 'node:path'
import { Daemon, freeAddress } from './launcher.ts'

/** Other places than this machine's loopback, by number: 1 is the coordinator's, servers follow. */
export interface Places {
  address(place: number): string
  command(place: number): readonly string[]
}

const coordinatorPort = 1982
const serverPort = 2012

/** Several coordinators, of which one leads. */
export interface OverEtcd {
  readonly coordinators: number
  /** As `--store` takes it. */
  readonly store: string
}

export class Deployment {
  readonly #directory: string
  readonly addresses: readonly string[]
  readonly coordinatorAddresses: readonly string[]
  readonly #coordinators: Daemon[] = []
  readonly #servers: Daemon[] = []
  readonly #places: Places | undefined
  readonly #overEtcd: OverEtcd | undefined

  private constructor(
    directory: string,
    addresses: { readonly coordinators: readonly string[]; readonly servers: readonly string[] },
    { places, overEtcd }: { readonly places: Places | undefined; readonly overEtcd: OverEtcd | undefined },
  ) {
    this.#directory = directory
    this.#places = places
    this.#overEtcd = overEtcd
    this.coordinatorAddresses = addresses.coordinators
    this.addresses = addresses.servers
  }

  static async start(directory: string, servers: number, places?: Places, overEtcd?: OverEtcd): Promise<Deployment> {
    const coordinators = overEtcd?.coordinators ?? 1
    const addresses: string[] = []
    for (let count = 0; count < coordinators + servers; count++) {
      addresses.push(places ? `${places.address(count + 1)}:${count === 0 ? coordinatorPort : serverPort}` : await freeAddress())
    }
    const split = { coordinators: addresses.slice(0, coordinators), servers: addresses.slice(coordinators) }
    const deployment = new Deployment(directory, split, { places, overEtcd })
    for (const index of split.coordinators.keys()) await deployment.startCoordinator(index)
    await Promise.all(deployment.addresses.map((_, index) => deployment.startServer(index)))
    return deployment
  }

  /** Of the first one, which passes on what only the one that leads can answer. */
  get coordinatorAddress(): string {
    return this.coordinatorAddresses[0]!
  }

  get url(): string {
    return `hyperdex://${[...this.coordinatorAddresses, ...this.addresses].join(',')}`
  }

  async startCoordinator(index = 0): Promise<void> {
    const kept = this.#overEtcd ? ['--store', this.#overEtcd.store] : ['--data', join(this.#directory, 'coordinator')]
    const options = ['--listen', this.coordinatorAddresses[index]!, ...kept]
    this.#coordinators[index] = await Daemon.startWithin(this.#within(index + 1), 'coordinator', ...options)
  }

  async startServer(index: number): Promise<void> {
    const places = ['--listen', this.addresses[index]!, '--data', join(this.#directory, `server-${index + 1}`)]
    this.#servers[index] = await Daemon.startWithin(
      this.#within(index + 2),
      'server',
      '--coordinator',
      this.coordinatorAddresses.join(','),
      ...places,
    )
  }

  #within(place: number): readonly string[] {
    return this.#places?.command(place) ?? []
  }

  killCoordinator(index = 0): Promise<void> {
    return this.#coordinators[index]!.kill()
  }

  pauseCoordinator(index: number): void {
    this.#coordinators[index]!.pause()
  }

  resumeCoordinator(index: number): void {
    this.#coordinators[index]!.resume()
  }

  killServer(index: number): Promise<void> {
    return this.#servers[index]!.kill()
  }

  pauseServer(index: number): void {
    this.#servers[index]!.pause()
  }

  resumeServer(index: number): void {
    this.#servers[index]!.resume()
  }

  /** In order, servers first. */
  async stop(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.stop()))
    await Promise.all(this.#coordinators.map((coordinator) => coordinator.stop()))
  }
}
