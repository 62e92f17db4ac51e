// A coordinator and servers as separate processes at fixed addresses, as in a real deployment, so that a test can end and start each.
import { join } from 'node:path'
import { Daemon, freeAddress } from './launcher.ts'

/** Other places than this machine's loopback, by number: 1 is the coordinator's, servers follow. */
export interface Places {
  address(place: number): string
  command(place: number): readonly string[]
}

const coordinatorPort = 1982
const serverPort = 2012

export class Deployment {
  readonly #directory: string
  readonly addresses: readonly string[]
  readonly coordinatorAddress: string
  #coordinator: Daemon | undefined
  readonly #servers: Daemon[] = []

  readonly #places: Places | undefined

  private constructor(directory: string, coordinatorAddress: string, addresses: readonly string[], places: Places | undefined) {
    this.#directory = directory
    this.#places = places
    this.coordinatorAddress = coordinatorAddress
    this.addresses = addresses
  }

  static async start(directory: string, servers: number, places?: Places): Promise<Deployment> {
    const addresses: string[] = []
    for (let count = 0; count <= servers; count++) {
      addresses.push(places ? `${places.address(count + 1)}:${count === 0 ? coordinatorPort : serverPort}` : await freeAddress())
    }
    const deployment = new Deployment(directory, addresses[0]!, addresses.slice(1), places)
    await deployment.startCoordinator()
    await Promise.all(deployment.addresses.map((_, index) => deployment.startServer(index)))
    return deployment
  }

  get url(): string {
    return `hyperdex://${[this.coordinatorAddress, ...this.addresses].join(',')}`
  }

  async startCoordinator(): Promise<void> {
    const data = join(this.#directory, 'coordinator')
    this.#coordinator = await Daemon.startWithin(this.#within(1), 'coordinator', '--listen', this.coordinatorAddress, '--data', data)
  }

  async startServer(index: number): Promise<void> {
    const places = ['--listen', this.addresses[index]!, '--data', join(this.#directory, `server-${index + 1}`)]
    this.#servers[index] = await Daemon.startWithin(this.#within(index + 2), 'server', '--coordinator', this.coordinatorAddress, ...places)
  }

  #within(place: number): readonly string[] {
    return this.#places?.command(place) ?? []
  }

  killCoordinator(): Promise<void> {
    return this.#coordinator!.kill()
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
    await this.#coordinator!.stop()
  }
}
