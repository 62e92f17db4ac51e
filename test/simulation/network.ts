// The virtual network: which process can reach which at this moment, how long a message takes, and who listens where. Connections
// (connection.ts) keep order and break; single calls may be lost. A blocked direction delivers nothing: what is on its way waits, as TCP makes
// it wait, until the block ends or somebody gives the connection up.
import { Connection, type Handlers, type Listener, type Medium, type NetworkSpeed, type Side } from './connection.ts'
import { CoordinatorChoice } from './coordinator-choice.ts'
import type { VirtualProcess } from './process.ts'
import type { Random } from './random.ts'
import type { Timeline } from './timeline.ts'

/** Answers once, now or later; not at all when the process dies first. */
export type CallHandler = (request: unknown, respond: (response: unknown) => void) => void

/** Calls that may be lost or come twice. A registration is none of them: whoever registers twice without an id gets two. */
const repeatable = new Set(['openSession', 'renewSession', 'configuration', 'admin', 'stand', 'keepAlive', 'journal', 'append'])

const faultless = { lostCalls: 0, repeatedCalls: 0 }

function isClient({ name }: VirtualProcess): boolean {
  return name.startsWith('client')
}

export class Network implements Medium {
  readonly timeline: Timeline
  readonly random: Random
  readonly speed: NetworkSpeed
  readonly #typicalMs = new Map<string, number>()
  readonly #blocked = new Map<string, number>()
  readonly #processes = new Map<string, VirtualProcess>()
  readonly #listeners = new Map<string, { readonly life: number; readonly listener: Listener }>()
  readonly #callHandlers = new Map<string, { readonly life: number; readonly handler: CallHandler }>()
  readonly #connections = new Set<Connection>()

  /** Where everybody knows the coordinators to be. */
  readonly coordinators: readonly string[]
  readonly #choices = new Map<string, CoordinatorChoice>()
  /** No single call is lost or repeated any more. */
  healed = false
  readonly #configurationLagMs: number

  /** `configurationLagMs`: how much later than others messages come on the streams that carry configurations, on average. */
  constructor(
    timeline: Timeline,
    random: Random,
    speed: NetworkSpeed,
    { configurationLagMs, coordinators }: { configurationLagMs: number; coordinators: readonly string[] },
  ) {
    this.coordinators = coordinators
    this.timeline = timeline
    this.random = random
    this.speed = speed
    this.#configurationLagMs = configurationLagMs
  }

  add(process: VirtualProcess): void {
    this.#processes.set(process.name, process)
  }

  delay(from: VirtualProcess, to: VirtualProcess): number {
    const name = `${from.name}>${to.name}`
    let typicalMs = this.#typicalMs.get(name)
    if (typicalMs === undefined) {
      const { delayMs, unevenness, clientUnevenness, dialMs } = this.speed
      typicalMs = delayMs * unevenness ** this.random.fraction()
      if (isClient(from) || isClient(to)) typicalMs *= clientUnevenness ** this.random.fraction()
      // Slower, nobody would ever connect.
      typicalMs = Math.min(typicalMs, dialMs / 8)
      this.#typicalMs.set(name, typicalMs)
    }
    return this.random.longTailed(typicalMs)
  }

  /** What messages of a service take beyond that. */
  lag(service: string): number {
    const late = (service === 'attend' || service === 'configuration') && this.#configurationLagMs > 0
    return late ? this.random.exponential(this.#configurationLagMs) : 0
  }

  isBlocked(from: VirtualProcess, to: VirtualProcess): boolean {
    return (this.#blocked.get(`${from.name}>${to.name}`) ?? 0) > 0
  }

  /** Blocks pile up: each is ended by `unblock`. */
  block(from: VirtualProcess, to: VirtualProcess): void {
    const name = `${from.name}>${to.name}`
    this.#blocked.set(name, (this.#blocked.get(name) ?? 0) + 1)
    for (const connection of this.#between(from, to)) connection.suspect()
  }

  unblock(from: VirtualProcess, to: VirtualProcess): void {
    const name = `${from.name}>${to.name}`
    const left = (this.#blocked.get(name) ?? 0) - 1
    if (left > 0) this.#blocked.set(name, left)
    else this.#blocked.delete(name)
    if (left === 0) for (const connection of this.#between(from, to)) connection.moveOn()
  }

  /** The process no longer answers: those connected to it lose patience one by one. */
  silent(process: VirtualProcess): void {
    for (const connection of this.#connections) if (connection.touches(process)) connection.suspect()
  }

  /** Breaks one connection of a kind between two processes, if there is one. */
  breakOne(service: string, random: Random): string | undefined {
    const candidates = [...this.#connections].filter((connection) => connection.service === service && connection.established)
    if (candidates.length === 0) return undefined
    const connection = random.pick(candidates)
    connection.break(random.chance(0.3) ? random.longTailed(100) : 0)
    return connection.name
  }

  listen(process: VirtualProcess, service: string, listener: Listener): void {
    this.#listeners.set(`${process.name}/${service}`, { life: process.life, listener })
  }

  /** Undefined: refused, nobody listens there. */
  listener(process: VirtualProcess, service: string): Listener | undefined {
    const entry = this.#listeners.get(`${process.name}/${service}`)
    return entry !== undefined && process.alive && entry.life === process.life ? entry.listener : undefined
  }

  /** A connection; what is sent before it is established waits. */
  dial(from: VirtualProcess, to: string, service: string, hello: unknown, handlers: Handlers): Side {
    const gone = () => this.#connections.delete(connection)
    const connection: Connection = new Connection(this, { service, from, to: this.process(to), hello }, handlers, gone)
    this.#connections.add(connection)
    connection.dial()
    return connection.dialler
  }

  process(name: string): VirtualProcess {
    const process = this.#processes.get(name)
    if (!process) throw new RangeError(`there is no process ${name}`)
    return process
  }

  handle(process: VirtualProcess, service: string, handler: CallHandler): void {
    this.#callHandlers.set(`${process.name}/${service}`, { life: process.life, handler })
  }

  /** The process listens and answers nowhere any more. */
  deafen(process: VirtualProcess): void {
    const isOf = (name: string) => name.startsWith(`${process.name}/`)
    for (const heard of [this.#listeners, this.#callHandlers]) for (const name of [...heard.keys()]) if (isOf(name)) heard.delete(name)
  }

  /** Which coordinator a process asks at present. */
  coordinatorOf(process: VirtualProcess): CoordinatorChoice {
    let choice = this.#choices.get(process.name)
    if (!choice) {
      choice = new CoordinatorChoice(this.coordinators)
      this.#choices.set(process.name, choice)
    }
    return choice
  }

  /** As `call`, to a coordinator; when there was no answer the next one is asked next time. */
  callCoordinator(from: VirtualProcess, service: string, request: unknown, timeoutMs: number, done: (response: unknown) => void): void {
    const choice = this.coordinatorOf(from)
    const { name } = choice
    this.call(from, name, service, request, timeoutMs, (response) => {
      if (response === undefined) choice.missed(name)
      done(response)
    })
  }

  /** One question and one answer; undefined when none came in time. */
  call(from: VirtualProcess, to: string, service: string, request: unknown, timeoutMs: number, done: (response: unknown) => void): void {
    const target = this.process(to)
    const life = from.life
    const { lostCalls, repeatedCalls } = this.healed || !repeatable.has(service) ? faultless : this.speed
    let over = false
    const finish = (response: unknown) => {
      if (over) return
      over = true
      timeout.cancel()
      done(response)
    }
    const timeout = from.after(timeoutMs, () => finish(undefined))
    const back = (response: unknown) => {
      this.timeline.schedule(this.delay(target, from), () => {
        if (!this.isBlocked(target, from) && !this.random.chance(lostCalls)) from.input(life, () => finish(response))
      })
    }
    const arrive = () => {
      // A call brings its deadline with it: what an administrator has given up, or has been told of, is not done behind what he asks for next.
      if (service === 'admin' && over) return
      if (this.isBlocked(from, target) || this.random.chance(lostCalls)) return
      const entry = this.#callHandlers.get(`${to}/${service}`)
      if (entry === undefined || !target.alive || entry.life !== target.life) back(undefined)
      else target.input(entry.life, () => entry.handler(request, back))
    }
    this.timeline.schedule(this.delay(from, target), arrive)
    if (this.random.chance(repeatedCalls)) this.timeline.schedule(this.delay(from, target), arrive)
  }

  *#between(a: VirtualProcess, b: VirtualProcess): IterableIterator<Connection> {
    for (const connection of [...this.#connections]) if (connection.touches(a) && connection.touches(b)) yield connection
  }
}
