// What is done to the servers of a cluster, one thing after the other, each with time to heal afterwards: killed and started again, or stopped
// for longer than a lease and let go on. Never two servers at once: with `tolerate 1` that may cost availability for as long as it lasts.
import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '../../simulation/random.ts'
import type { Deployment } from '../deployment.ts'

export type Trouble = 'kill' | 'pause'

export interface Struck {
  readonly trouble: Trouble
  readonly server: number
  /** On the clock of `performance.now()`. */
  readonly at: number
  /** When the server was there again. */
  readonly ended: number
}

export interface NemesisOptions {
  readonly deployment: Deployment
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

  constructor(options: NemesisOptions) {
    this.#options = options
  }

  async strike(trouble: Trouble): Promise<Struck> {
    const { deployment, random, awayMs, healMs, healed } = this.#options
    const server = random.below(deployment.addresses.length)
    const at = performance.now()
    if (trouble === 'kill') {
      await deployment.killServer(server)
      await pause(awayMs)
      await deployment.startServer(server)
    } else {
      deployment.pauseServer(server)
      await pause(awayMs)
      deployment.resumeServer(server)
    }
    const struck = { trouble, server: server + 1, at, ended: performance.now() }
    this.struck.push(struck)
    await pause(healMs)
    await healed()
    return struck
  }
}
