// The administrator of the virtual cluster: adds the spaces of the run, and later changes them under load.
import { HyperdexError } from '../../src/errors.ts'
import type { AdminCall } from './coordinator.ts'
import type { Network } from './network.ts'
import { drawSampleRow } from './objects.ts'
import { drawSpace, type Plan } from './plan.ts'
import type { VirtualProcess } from './process.ts'
import type { Random } from './random.ts'

/** One question is asked again after this long; no answer, or no server to hold a space, is asked again until there is one. */
const callTimeoutMs = 2000
const againMs = 50

/** What an administrator of servers can do beside commands. */
export interface OperatedServers {
  /** Of those that have registered. */
  ids(): readonly number[]
  /** The process ends, as one does that is told that it may not take part. */
  end(server: number): void
  /** It is started again, if it was ended so. */
  start(server: number): void
}

interface Asked {
  readonly call: AdminCall
  readonly done: () => void
}

export class Administration {
  /** How many calls of each kind were answered well. */
  readonly tally = new Map<string, number>()
  readonly #network: Network
  readonly #process: VirtualProcess
  readonly #random: Random
  /** A stream of its own, so that the rest of a seed's administration is what it was before grids changed. */
  readonly #cuts: Random
  readonly #operations: Random
  /** Servers that hold no regions or may not take part, as far as was asked for. */
  readonly #out = new Set<number>()
  #spaces: string[] = []
  #added = 0
  #stopped = false
  #forgetting = false
  /** One at a time; the first is under way. */
  readonly #queue: Asked[] = []

  constructor(network: Network, process: VirtualProcess, random: Random) {
    this.#network = network
    this.#process = process
    this.#random = random
    this.#cuts = random.fork('partitions')
    this.#operations = random.fork('operations')
  }

  /** A server is yet to be forgotten. */
  get forgetting(): boolean {
    return this.#forgetting
  }

  /** Everything asked for has been answered. */
  get idle(): boolean {
    return this.#queue.length === 0
  }

  /** Adds the spaces, however long it takes. */
  begin(definitions: readonly string[]): void {
    this.#process.start()
    this.#spaces = definitions.map((_, index) => `space${index}`)
    for (const definition of definitions) this.#ask({ kind: 'addSpace', definition })
  }

  start(meanMs: number, plan: Plan): void {
    if (meanMs === Number.POSITIVE_INFINITY) return
    this.#process.after(this.#random.exponential(meanMs), () => {
      if (this.#stopped) return
      this.#change(plan)
      this.start(meanMs, plan)
    })
  }

  /** Spaces in use are cut anew, now and then. */
  startCutting(meanMs: number): void {
    if (meanMs === Number.POSITIVE_INFINITY) return
    this.#process.after(this.#cuts.exponential(meanMs), () => {
      if (this.#stopped) return
      const rows = Array.from({ length: this.#cuts.integer(0, 20) }, () => drawSampleRow(this.#cuts))
      this.#ask({ kind: 'setPartitions', name: this.#cuts.pick(this.#spaces), partitions: this.#cuts.pick([1, 2, 3, 4, 6, 9, 12]), rows })
      this.startCutting(meanMs)
    })
  }

  /** Servers are drained, ended and taken back, spaces are to tolerate more or fewer failures, now and then. */
  startOperating(meanMs: number, servers: OperatedServers): void {
    if (meanMs === Number.POSITIVE_INFINITY) return
    this.#process.after(this.#operations.exponential(meanMs), () => {
      if (this.#stopped) return
      this.#operate(servers)
      this.startOperating(meanMs, servers)
    })
  }

  #operate(servers: OperatedServers): void {
    const random = this.#operations
    const ids = servers.ids()
    if (random.chance(0.4) || ids.length === 0) {
      this.#ask({ kind: 'setFaultTolerance', name: random.pick(this.#spaces), tolerate: random.pick([0, 1, 1, 2]) })
      return
    }
    const server = random.pick(ids)
    if (this.#out.has(server)) return
    this.#out.add(server)
    const kind = random.pick(['setOffline', 'setOffline', 'killServer'] as const)
    this.#ask({ kind, server }, () => (kind === 'killServer' ? servers.end(server) : undefined))
    this.#process.after(random.between(100, 3000), () => this.#takeBack(server, servers))
  }

  #takeBack(server: number, servers: OperatedServers): void {
    if (this.#out.delete(server)) this.#ask({ kind: 'setOnline', server }, () => servers.start(server))
  }

  /** No more changes; servers are taken back. */
  stop(servers: OperatedServers): void {
    this.#stopped = true
    for (const server of [...this.#out]) this.#takeBack(server, servers)
  }

  allowWrites(name: string): void {
    this.#ask({ kind: 'setReadOnly', name, readOnly: false })
  }

  /**
   * A machine never comes back: its server is forgotten as soon as the coordinator allows it. Spaces that are lost with it, because they were not to
   * tolerate a failure, are removed.
   */
  forget(server: number, lostSpaces: () => readonly string[]): void {
    this.#forgetting = true
    for (const name of lostSpaces()) if (this.idle) this.#ask({ kind: 'removeSpace', name })
    const call: AdminCall = { kind: 'forgetServer', server }
    this.#network.callCoordinator(this.#process, 'admin', call, callTimeoutMs, (answer) => {
      // INVALID: there is none any more, the answer was lost.
      const done = answer instanceof HyperdexError ? answer.code === 'INVALID' : answer !== undefined
      if (answer instanceof HyperdexError) this.#process.timeline.note('admin', `forgetServer: ${answer.message}`)
      if (done) this.#forgetting = false
      else this.#process.after(againMs, () => this.forget(server, lostSpaces))
    })
  }

  #change(plan: Plan): void {
    const random = this.#random
    const draw = random.below(100)
    const name = random.pick(this.#spaces)
    if (draw < 20) {
      const added = `added${++this.#added}`
      this.#spaces.push(added)
      this.#ask({ kind: 'addSpace', definition: drawSpace(random, added, plan.spaces[0]!.includes('synced')) })
    } else if (draw < 28 && this.#spaces.length > 1) {
      this.#spaces.splice(this.#spaces.indexOf(name), 1)
      this.#ask({ kind: 'removeSpace', name })
    } else if (draw < 42) {
      const to = `${name.replace(/x+$/, '')}${'x'.repeat(random.integer(0, 3))}`
      if (to === name) return
      this.#spaces[this.#spaces.indexOf(name)] = to
      this.#ask({ kind: 'renameSpace', from: name, to })
    } else if (draw < 54) {
      this.#ask({ kind: 'setReadOnly', name, readOnly: true })
      this.#process.after(random.between(10, 300), () => this.#ask({ kind: 'setReadOnly', name, readOnly: false }))
    } else if (draw < 72) {
      const kind = random.chance(0.6) ? 'addIndex' : 'removeIndex'
      this.#ask({ kind, name, text: random.pick(['counter', 'size', 'tag', 'color', 'further']) })
    } else if (draw < 80) {
      if (random.chance(0.6)) this.#ask({ kind: 'addAttribute', name, text: random.pick(['int further', 'set(string) others']) })
      else this.#ask({ kind: 'removeAttribute', name, text: random.pick(['further', 'others']) })
    } else {
      const rows = Array.from({ length: random.integer(1, 30) }, () => drawSampleRow(random))
      this.#ask({ kind: 'offerSample', name, rows })
    }
  }

  #ask(call: AdminCall, done: () => void = () => {}): void {
    this.#queue.push({ call, done })
    if (this.#queue.length === 1) this.#next()
  }

  #next(): void {
    const first = this.#queue[0]
    if (!first) return
    const { call, done } = first
    this.#network.callCoordinator(this.#process, 'admin', call, callTimeoutMs, (answer) => {
      const refusal = answer instanceof HyperdexError ? answer : undefined
      if (answer === undefined || refusal?.code === 'UNAVAILABLE') {
        // No server is to hold a space: those that wait to be taken back go first.
        if (refusal && this.#queue.some(({ call: { kind } }) => kind === 'setOnline')) this.#queue.push(this.#queue.shift()!)
        this.#process.after(againMs, () => this.#next())
        return
      }
      this.#process.timeline.note('admin', `${call.kind}: ${refusal?.message ?? 'done'}`)
      if (!refusal) this.tally.set(call.kind, (this.tally.get(call.kind) ?? 0) + 1)
      if (!refusal) done()
      this.#queue.shift()
      this.#next()
    })
  }
}
