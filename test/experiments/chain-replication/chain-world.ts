// The world of the experiment: one space with one region, so one chain, of the production member under the production coordinator with the product's own
// repair timing, on a virtual network and clock. Disks take no time: what a disk takes is in the prices of updates and differences.
import { limitsDefault } from '../../../coordinator/core/limits.ts'
import { type Configuration, chainOf, type Region } from '../../../src/cluster/configuration.ts'
import { defaultRepairTiming } from '../../../src/cluster/repair-timing.ts'
import { Administration } from '../../simulation/administration.ts'
import { VirtualClient } from '../../simulation/client.ts'
import { Coordinators, coordinatorNames } from '../../simulation/coordinators.ts'
import { Disk } from '../../simulation/disk.ts'
import { timingOf } from '../../simulation/plan.ts'
import { VirtualProcess } from '../../simulation/process.ts'
import { Random } from '../../simulation/random.ts'
import { VirtualServer } from '../../simulation/server.ts'
import { Timeline } from '../../simulation/timeline.ts'
import { clients, type QueryKind } from './costs.ts'
import { type Answered, ClosedLoop, Mix, Objects } from './load.ts'
import { PricedNetwork } from './priced-network.ts'

const startMaxMs = 120_000
const objects = 250
const instantly = { writeMs: 0, flushMs: 0, readMs: 0 }

export interface ChainWorldOptions {
  readonly seed: number
  /** Servers of the chain, from 2 to 10. */
  readonly length: number
  /** Servers beyond those of the chain. */
  readonly spares: number
  /** Updates among a hundred requests. */
  readonly percent: number
  readonly kind: QueryKind
  /** Of each object's value; by default few. There are 250 objects. */
  readonly valueBytes?: number
  /** By default as many as in the paper. */
  readonly clients?: number
}

/** The chain as the coordinator has decided it, from a moment on. */
export interface ChainState {
  readonly atMs: number
  readonly members: number
  readonly learns: boolean
}

export class ChainWorld {
  readonly timeline = new Timeline()
  /** In the order of the answers. */
  readonly answered: Answered[] = []
  /** Errors, and queries that missed what was acknowledged before: there should be none. */
  readonly wrong: string[] = []
  readonly states: ChainState[] = []
  readonly #random: Random
  readonly #network: PricedNetwork
  readonly #coordinators: Coordinators
  readonly #servers: readonly VirtualServer[]
  readonly #clients: readonly VirtualClient[]

  constructor(options: ChainWorldOptions) {
    this.#random = new Random(options.seed, 'chain')
    const random = this.#random
    this.#network = new PricedNetwork(this.timeline, random.fork('network'))
    this.#coordinators = new Coordinators(this.#network, (name) => this.#process(name), random.fork('journal'), {
      cluster: 'chain',
      names: coordinatorNames(1),
      appendMs: 1,
      candidacyMs: limitsDefault.suspicionMs,
      limits: limitsDefault,
      failedOver: () => {},
      changed: (_before, after) => this.#changed(after),
    })
    this.#servers = Array.from({ length: options.length + options.spares }, (_, index) => {
      const process = this.#process(`server${index + 1}`)
      const disk = new Disk(process, random.fork(`disk${index}`), instantly)
      const server = new VirtualServer(this.#network, process, disk, timingOf(defaultRepairTiming))
      this.#network.employ(server)
      return server
    })
    this.#clients = Array.from({ length: options.clients ?? clients }, (_, index) => {
      const name = `client${index + 1}`
      return new VirtualClient(this.#network, this.#process(name), random.fork(name), ['coordinator'], (text) => {
        throw new Error(`${name}: ${text}`)
      })
    })
    this.#start(options)
  }

  /** Lets the clients go on until that moment. */
  runUntil(atMs: number): void {
    this.#until(atMs, () => false)
  }

  /** Kills the server at this place of the chain, 0 the head. */
  kill(place: number): void {
    this.#at(place).kill(false)
  }

  /** Cuts the two servers at these places off from each other, one way or both; everybody else hears both. */
  cut(from: number, to: number, bothWays: boolean): void {
    const [one, other] = [this.#at(from).process, this.#at(to).process]
    this.#network.block(one, other)
    if (bothWays) this.#network.block(other, one)
  }

  #at(place: number): VirtualServer {
    const id = this.#region!.members[place]
    return this.#servers.find((server) => server.id === id)!
  }

  get #region(): Region | undefined {
    const [space] = this.#coordinators.configuration.spaces.values()
    return space?.subspaces[0]?.regions[0]
  }

  /** Everything up, every object written, the clients at work. */
  #start({ length, percent, kind, valueBytes = 0 }: ChainWorldOptions): void {
    const definition = `space chain key id attributes string value tolerate ${length - 1} failures create 1 partition`
    this.#coordinators.start()
    for (const server of this.#servers) server.start()
    this.#reach('servers did not register', () => this.#servers.every(({ member }) => member !== undefined))
    new Administration(this.#network, this.#process('administrator'), this.#random.fork('administration')).begin([definition])
    this.#reach('the space was not added', () => this.#region !== undefined)
    for (const client of this.#clients) client.start()
    this.#reach('clients did not learn the space', () => this.#clients.every(({ configuration }) => configuration.spaces.size > 0))
    const shared = {
      kind,
      valueBytes,
      space: this.#coordinators.configuration.spaces.values().next().value!,
      mix: new Mix(this.#random.fork('mix'), percent),
      objects: new Objects(objects),
      answered: (answered: Answered) => this.answered.push(answered),
      wrong: (text: string) => this.wrong.push(`${this.timeline.now.toFixed(0)} ms: ${text}`),
    }
    let written = 0
    const loops = this.#clients.map(
      (client) => new ClosedLoop(client, { ...shared, random: this.#random.fork(`${client.process.name}/keys`) }),
    )
    for (const [index, loop] of loops.entries()) {
      const keys = shared.objects.keys.filter((_, position) => position % loops.length === index)
      loop.write(keys, () => written++)
    }
    this.#reach('objects were not written', () => written === loops.length)
    for (const loop of loops) loop.run()
  }

  #changed({ version }: Configuration): void {
    const region = this.#region
    if (!region || version === 0) return
    const state = { atMs: this.timeline.now, members: region.members.length, learns: chainOf(region).length > region.members.length }
    const last = this.states.at(-1)
    if (state.members !== last?.members || state.learns !== last.learns) this.states.push(state)
  }

  #reach(otherwise: string, reached: () => boolean): void {
    if (!this.#until(this.timeline.now + startMaxMs, reached)) throw new Error(otherwise)
  }

  #until(atMs: number, reached: () => boolean): boolean {
    while (!reached()) {
      if (this.timeline.step(atMs)) continue
      this.timeline.now = Math.max(this.timeline.now, atMs)
      return reached()
    }
    return true
  }

  #process(name: string): VirtualProcess {
    const process = new VirtualProcess(name, this.timeline, this.#random.fork(`${name}/clock`), 1)
    this.#network.add(process)
    return process
  }
}
