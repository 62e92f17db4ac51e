// What goes wrong, when and for how long, drawn from the seed. Every fault ends by itself or is ended by `heal`; the tally counts those that
// really happened, not those that were planned.
import type { VirtualClient } from './client.ts'
import type { Coordinators } from './coordinators.ts'
import type { Network } from './network.ts'
import { chainsOf, cutPairs, type PartitionShape } from './partitions.ts'
import type { FaultRates } from './plan.ts'
import type { Random } from './random.ts'
import type { VirtualServer } from './server.ts'
import type { Timeline } from './timeline.ts'

export interface FaultTargets {
  readonly network: Network
  readonly servers: readonly VirtualServer[]
  readonly coordinators: Coordinators
  readonly clients: readonly { readonly client: VirtualClient; restart(): void }[]
  /** For how long, typically, a server that was killed stays away: one of these. */
  readonly absencesMs: readonly number[]
  readonly partitionShapes: readonly PartitionShape[]
  /** Typical length of a partition. */
  readonly partitionMs: number
  /** How likely a pause is one of the whole machine. */
  readonly suspended: number
  /** How likely all machines lose their power when one does. */
  readonly allPower: number
  /** Called before a machine loses its power. */
  powerFails(): void
  /** Which of those that lose their power together never comes back, if any. */
  lost(victims: readonly VirtualServer[]): VirtualServer | undefined
}

export class Faults {
  readonly tally = new Map<string, number>()
  readonly #timeline: Timeline
  readonly #random: Random
  readonly #targets: FaultTargets
  /** How to end what has not ended yet. */
  readonly #open = new Set<() => void>()
  #over = false

  constructor(timeline: Timeline, random: Random, targets: FaultTargets) {
    this.#timeline = timeline
    this.#random = random
    this.#targets = targets
  }

  start(rates: FaultRates): void {
    this.#repeat(rates.breakMs, () => this.#break())
    this.#repeat(rates.partitionMs, () => this.#partition())
    this.#repeat(rates.crashMs, () => this.#crash(false))
    this.#repeat(rates.powerMs, () => this.#crash(true))
    this.#repeat(rates.loopMs, () => this.#crashLoop())
    this.#repeat(rates.pauseMs, () => this.#pause())
    this.#repeat(rates.coordinatorMs, () => this.#stopCoordinator())
    this.#repeat(rates.clientMs, () => this.#restartClient())
    this.#repeat(rates.wallMs, () => this.#setWall())
    this.#repeat(rates.fullMs, () => this.#fillDisk())
    if (rates.powerMs === Number.POSITIVE_INFINITY) this.#repeat(rates.bitMs, () => this.#turnBit())
  }

  /** Something that is to happen once, after a while, or with `heal`. */
  once(afterMs: number, happen: () => void): void {
    const once = () => {
      if (this.#open.delete(once)) happen()
    }
    this.#open.add(once)
    this.#timeline.schedule(afterMs, once)
  }

  /** Nothing more goes wrong, and what is broken is put right. */
  heal(): void {
    this.#over = true
    this.#targets.network.healed = true
    for (const end of [...this.#open]) end()
  }

  #repeat(meanMs: number, happen: () => void): void {
    if (meanMs === Number.POSITIVE_INFINITY) return
    this.#timeline.schedule(this.#random.exponential(meanMs), () => {
      if (this.#over) return
      happen()
      this.#repeat(meanMs, happen)
    })
  }

  count(kind: string, what: string): void {
    this.tally.set(kind, (this.tally.get(kind) ?? 0) + 1)
    this.#timeline.note('fault', `${kind} ${what}`)
  }

  /** Ends after a while, or with `heal`. */
  #during(typicalMs: number, end: () => void): void {
    this.once(Math.min(6000, this.#random.longTailed(typicalMs)), end)
  }

  #break(): void {
    const service = this.#random.pick(['link', 'link', 'session', 'session', 'attend', 'configuration'])
    const name = this.#targets.network.breakOne(service, this.#random)
    if (name) this.count('break', name)
  }

  #partition(): void {
    const { network, servers, clients, coordinators } = this.#targets
    const everybody = {
      servers: servers.map(({ process }) => process),
      coordinators: coordinators.processes,
      clients: clients.map(({ client }) => client.process),
    }
    const shape = this.#random.pick(this.#targets.partitionShapes)
    const chains = coordinators.leading ? chainsOf(coordinators.configuration, servers) : []
    const pairs = cutPairs(shape, everybody, chains, this.#random)
    if (pairs.length === 0) return
    for (const [from, to] of pairs) network.block(from, to)
    this.count(`partition: ${shape}`, pairs.map(([a, b]) => `${a.name}>${b.name}`).join(' '))
    this.#during(this.#targets.partitionMs, () => {
      for (const [from, to] of pairs) network.unblock(from, to)
      this.#timeline.note('fault', `partition ends ${shape}`)
    })
  }

  #crash(power: boolean): void {
    const random = this.#random
    const { servers } = this.#targets
    if (power) this.#targets.powerFails()
    const all = random.chance(power ? this.#targets.allPower : 0.15)
    const victims = (all ? servers : [random.pick(servers)]).filter(({ process }) => process.alive)
    const lostServer = power && all ? this.#targets.lost(victims) : undefined
    for (const server of victims) {
      const lost = server.kill(power)
      this.count(power ? 'power' : 'crash', `${server.process.name}${lost > 0 ? ` lost ${lost} writes` : ''}`)
      if (server === lostServer) {
        this.count('never back', server.process.name)
        continue
      }
      this.#during(random.pick(this.#targets.absencesMs), () => {
        this.#timeline.note('fault', `${server.process.name} starts`)
        server.start()
      })
    }
  }

  /** A server that dies soon after each of several starts, as one does that somebody starts again and again. */
  #crashLoop(): void {
    const random = this.#random
    const server = random.pick(this.#targets.servers)
    const [upMs, downMs] = [random.pick([20, 100, 400]), random.pick([20, 200, 500])]
    this.count('crash loop', server.process.name)
    const die = (times: number) => {
      if (!server.process.alive) return
      server.kill(false)
      this.once(downMs, () => {
        server.start()
        if (times > 1 && !this.#over) this.once(upMs, () => (this.#over ? undefined : die(times - 1)))
      })
    }
    die(random.between(3, 8))
  }

  #pause(): void {
    const { servers, clients, coordinators, network } = this.#targets
    const machines = [...servers, ...servers].map((server) => server.process)
    const process = this.#random.pick([...machines, ...coordinators.processes, ...clients.map(({ client }) => client.process)])
    if (!process.alive || process.paused) return
    const suspended = this.#random.chance(this.#targets.suspended)
    process.pause(suspended)
    network.silent(process)
    this.count(suspended ? 'suspension' : 'pause', process.name)
    this.#during(this.#random.pick([50, 500, 2000]), () => {
      this.#timeline.note('fault', `${process.name} goes on`)
      process.resume()
    })
  }

  #setWall(): void {
    const { process } = this.#random.pick(this.#targets.servers)
    const byMs = this.#random.pick([-1, 1]) * this.#random.longTailed(500)
    process.setWall(byMs)
    this.count('clock set', `${process.name} by ${Math.round(byMs)} ms`)
  }

  #fillDisk(): void {
    const server = this.#random.pick(this.#targets.servers)
    if (server.diskFull) return
    server.diskFull = true
    this.count('full disk', server.process.name)
    this.#during(500, () => {
      this.#timeline.note('fault', `the disk of ${server.process.name} has room`)
      server.diskFull = false
    })
  }

  /** In a row of a server that is nowhere the only full member. Whoever comes upon it first, at last everything is read once. */
  #turnBit(): void {
    const { servers, coordinators } = this.#targets
    const server = this.#random.pick(servers)
    if (!server.member || !coordinators.leading) return
    const regions = [...coordinators.configuration.spaces.values()].flatMap(({ subspaces }) => subspaces.flatMap(({ regions }) => regions))
    if (regions.some(({ members }) => members.length === 1 && members[0] === server.id)) return
    const row = server.disk.turnBit(this.#random)
    if (row === undefined) return
    this.count('flipped bit', `${server.process.name} ${row}`)
    this.#during(1000, () => {
      if (server.process.alive) server.readAll()
      else server.disk.turnBack()
    })
  }

  /** A server has come upon a corrupt row and ended; somebody starts it again. */
  corruptRow(server: VirtualServer, row: string): void {
    this.count('corrupt row', `${server.process.name}: ${row}`)
    this.#during(this.#random.pick([20, 200, 1000]), () => {
      this.#timeline.note('fault', `${server.process.name} starts`)
      server.start()
    })
  }

  #stopCoordinator(): void {
    const { all, leading } = this.#targets.coordinators
    const coordinator = all.length === 1 ? all[0] : this.#random.chance(0.7) ? leading : this.#random.pick(all)
    if (!coordinator?.process.alive) return
    const { name } = coordinator.process
    coordinator.kill()
    this.count('coordinator', `${name} stops`)
    this.#during(300, () => {
      this.#timeline.note('fault', `${name} starts`)
      coordinator.start()
    })
  }

  #restartClient(): void {
    const { client, restart } = this.#random.pick(this.#targets.clients)
    if (!client.process.alive) return
    client.process.kill()
    this.count('client', client.process.name)
    this.#during(100, restart)
  }
}
