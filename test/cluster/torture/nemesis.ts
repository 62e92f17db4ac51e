// What is done to the processes of a cluster, one thing after the other, each with time to heal afterwards: killed and started again, stopped
// for longer than a lease and let go on; servers also cut off from everybody, or from one other server, in one direction or in both. Of several coordinators
// the one that leads is struck, so another one has led since. Never two servers at once: with `tolerate 1` that may cost availability for as long as it lasts.
import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '../../simulation/random.ts'
import type { Deployment } from '../deployment.ts'
import type { Hosts } from './hosts.ts'

/** Those in the second line need hosts, those in the third several coordinators. */
export type Trouble = ('kill' | 'pause') | ('isolate' | 'one way' | 'neighbours') | ('coordinator kill' | 'coordinator pause')

export interface Struck {
  readonly trouble: Trouble
  /** `server 1`, `coordinator 1`. */
  readonly victim: string
  /** On the clock of `performance.now()`. */
  readonly at: number
  /** When the server was there again. */
  readonly ended: number
}

export interface NemesisOptions {
  readonly deployment: Deployment
  readonly hosts: Hosts | undefined
  readonly random: Random
  /** How long a killed or stopped server stays away, in milliseconds. */
  readonly awayMs: number
  /** How long nothing happens afterwards. */
  readonly healMs: number
  /** Waited for before the next blow: the chains are whole again. */
  readonly healed: () => Promise<void>
}

export class Nemesis {
  readonly struck: Struck[] = []
  readonly #options: NemesisOptions
  #coordinatorsStruck = 0

  constructor(options: NemesisOptions) {
    this.#options = options
  }

  async strike(trouble: Trouble): Promise<Struck> {
    const { deployment, healMs, healed, random } = this.#options
    const at = performance.now()
    let victim: string
    if (trouble === 'coordinator kill' || trouble === 'coordinator pause') {
      // They were started in this order, and whoever loses the lead stands last.
      const coordinator = this.#coordinatorsStruck++ % deployment.coordinatorAddresses.length
      victim = `coordinator ${coordinator + 1}`
      await this.#afflictCoordinator(trouble, coordinator)
    } else {
      const server = random.below(deployment.addresses.length)
      victim = `server ${server + 1}`
      await this.#afflict(trouble, server)
    }
    const struck = { trouble, victim, at, ended: performance.now() }
    this.struck.push(struck)
    await pause(healMs)
    await healed()
    return struck
  }

  async #afflictCoordinator(trouble: Trouble, coordinator: number): Promise<void> {
    const { deployment, awayMs } = this.#options
    if (trouble === 'coordinator kill') {
      await deployment.killCoordinator(coordinator)
      await pause(awayMs)
      await deployment.startCoordinator(coordinator)
      return
    }
    deployment.pauseCoordinator(coordinator)
    await pause(awayMs)
    deployment.resumeCoordinator(coordinator)
  }

  async #afflict(trouble: Trouble, server: number): Promise<void> {
    const { deployment, hosts, random, awayMs } = this.#options
    if (trouble === 'kill') {
      await deployment.killServer(server)
      await pause(awayMs)
      await deployment.startServer(server)
      return
    }
    if (trouble === 'pause') {
      deployment.pauseServer(server)
      await pause(awayMs)
      deployment.resumeServer(server)
      return
    }
    if (hosts === undefined) throw new RangeError(`${trouble} needs hosts`)
    const servers = deployment.addresses.length
    const other = (server + 1 + random.below(servers - 1)) % servers
    if (trouble === 'isolate') await hosts.isolate(hostOf(server))
    else await hosts.drop(hostOf(server), hostOf(other))
    if (trouble === 'neighbours') await hosts.drop(hostOf(other), hostOf(server))
    await pause(awayMs)
    await hosts.heal()
  }
}

/** Host 0 is the clients', host 1 the coordinator's. */
function hostOf(server: number): number {
  return server + 2
}
