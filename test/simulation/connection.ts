// One connection of two processes: first-in-first-out both ways. It breaks both ways, at each side in that side's own time, and what was
// on its way may be lost from any point on. A side that gives up tells the other by the last message of its direction.
import type { VirtualProcess } from './process.ts'
import type { Random } from './random.ts'
import type { Scheduled, Timeline } from './timeline.ts'

export interface Handlers {
  /** The other side has accepted; its answer to the hello. Only called at the dialling side. */
  established?(answer: unknown): void
  receive(message: unknown): void
  /** Once, unless this side closed it itself. `reached`: the other side may have received something. */
  closed(reached: boolean): void
}

type Parcel = { readonly kind: 'accepted' | 'end' } | { readonly kind: 'data'; readonly message: unknown }

/** One end, held by the process it belongs to. */
export class Side {
  readonly process: VirtualProcess
  readonly life: number
  /** What the accepting side answers to the hello. */
  answer: unknown
  handlers: Handlers | undefined
  open = true
  outgoing: { readonly due: number; readonly parcel: Parcel }[] = []
  pumping: Scheduled | undefined
  readonly #connection: Connection

  constructor(connection: Connection, process: VirtualProcess, handlers: Handlers | undefined) {
    this.#connection = connection
    this.process = process
    this.life = process.life
    this.handlers = handlers
  }

  send(message: unknown): void {
    if (this.open) this.#connection.push(this, { kind: 'data', message })
  }

  /** Nothing is called here any more; the other side hears of it. */
  close(): void {
    if (this.open) this.#connection.end(this)
  }
}

export interface NetworkSpeed {
  /** Typical one-way milliseconds. */
  readonly delayMs: number
  /** How many times slower than the fastest a pair of processes may be. */
  readonly unevenness: number
  /** The same once more for pairs of a client and another process. */
  readonly clientUnevenness: number
  /** After how long silence breaks a connection, from and to, in milliseconds of the side that waits. */
  readonly silenceMinMs: number
  readonly silenceMaxMs: number
  /** How likely a single call, or its answer, is lost, and how likely a call reaches its target twice, as if it was sent again. */
  readonly lostCalls: number
  readonly repeatedCalls: number
  /** After how long an attempt to connect is given up. */
  readonly dialMs: number
}

/** What a listener makes of a new connection; a text refuses it. */
export type Listener = (side: Side, hello: unknown, from: VirtualProcess) => Handlers | string

/** What a connection runs over: who reaches whom, and how fast. */
export interface Medium {
  readonly timeline: Timeline
  readonly random: Random
  readonly speed: NetworkSpeed
  delay(from: VirtualProcess, to: VirtualProcess): number
  lag(service: string): number
  isBlocked(from: VirtualProcess, to: VirtualProcess): boolean
  listener(target: VirtualProcess, service: string): Listener | undefined
}

export class Connection {
  readonly service: string
  readonly dialler: Side
  readonly #target: VirtualProcess
  readonly #network: Medium
  readonly #hello: unknown
  readonly #gone: () => void
  #acceptor: Side | undefined
  #established = false

  constructor(
    network: Medium,
    call: { service: string; from: VirtualProcess; to: VirtualProcess; hello: unknown },
    handlers: Handlers,
    gone: () => void,
  ) {
    this.#network = network
    this.service = call.service
    this.#target = call.to
    this.#hello = call.hello
    this.#gone = gone
    this.dialler = new Side(this, call.from, handlers)
  }

  get name(): string {
    return `${this.service} ${this.dialler.process.name}>${this.#target.name}`
  }

  get established(): boolean {
    return this.#established
  }

  touches(process: VirtualProcess): boolean {
    return this.dialler.process === process || this.#target === process
  }

  dial(): void {
    const { dialler } = this
    dialler.process.atEnd(() => this.#died(dialler))
    dialler.process.after(this.#network.speed.dialMs, () => {
      if (!this.#established) this.#lost(dialler)
    })
    this.#network.timeline.schedule(this.#network.delay(dialler.process, this.#target), () => this.#arrive())
  }

  /** Silence may have begun: each side gives up when it has lasted too long for it. */
  suspect(): void {
    for (const side of this.#sides()) {
      if (!side.open) continue
      const { silenceMinMs, silenceMaxMs } = this.#network.speed
      side.process.after(this.#network.random.between(silenceMinMs, silenceMaxMs), () => {
        const other = this.#beyond(side)
        const silent = this.#network.isBlocked(other, side.process) || this.#network.isBlocked(side.process, other) || other.paused
        if (silent) this.#lost(side)
      })
    }
  }

  /** A block has ended. */
  moveOn(): void {
    if (!this.#acceptor) this.#arrive()
    for (const side of this.#sides()) this.#pump(side)
  }

  /** The network loses it: from some point on nothing arrives in either direction. What still arrives may come later than what a new connection brings. */
  break(lateMs: number): void {
    for (const side of this.#sides()) {
      if (!side.open) continue
      this.#cut(side)
      side.outgoing = side.outgoing.map(({ due, parcel }) => ({ due: due + lateMs, parcel }))
      this.push(side, { kind: 'end' })
    }
  }

  push(side: Side, parcel: Parcel): void {
    const last = side.outgoing.at(-1)?.due ?? 0
    const delayMs = this.#network.delay(side.process, this.#beyond(side)) + (parcel.kind === 'data' ? this.#network.lag(this.service) : 0)
    side.outgoing.push({ due: Math.max(last, this.#network.timeline.now + delayMs), parcel })
    this.#pump(side)
  }

  end(side: Side): void {
    side.open = false
    side.handlers = undefined
    // What was to follow the acceptance was never sent.
    if (side === this.dialler && !this.#established) side.outgoing = []
    if (this.#acceptor) this.push(side, { kind: 'end' })
    if (!this.dialler.open && !this.#acceptor?.open) this.#gone()
  }

  /** The dialler's call arrives; it waits while the way is blocked. */
  #arrive(): void {
    const { dialler } = this
    const target = this.#target
    if (this.#acceptor || !dialler.open || this.#network.isBlocked(dialler.process, target)) return
    const listener = this.#network.listener(target, this.service)
    if (!listener) {
      this.#refuse()
      return
    }
    target.input(target.life, () => {
      if (this.#acceptor || !dialler.open) return
      const side = new Side(this, target, undefined)
      this.#acceptor = side
      this.push(side, { kind: 'accepted' })
      const handlers = listener(side, this.#hello, dialler.process)
      if (typeof handlers === 'string') {
        this.#acceptor = undefined
        side.open = false
        side.pumping?.cancel()
        this.#refuse()
        return
      }
      side.handlers = handlers
      target.atEnd(() => this.#died(side))
    })
  }

  #refuse(): void {
    const { dialler } = this
    this.#network.timeline.schedule(this.#network.delay(this.#target, dialler.process), () =>
      dialler.process.input(dialler.life, () => this.#lost(dialler)),
    )
  }

  #pump(side: Side): void {
    const first = side.outgoing[0]
    if (first === undefined || side.pumping !== undefined) return
    if (side === this.dialler && side.open && !this.#established) return
    if (this.#network.isBlocked(side.process, this.#beyond(side))) return
    side.pumping = this.#network.timeline.schedule(first.due - this.#network.timeline.now, () => {
      side.pumping = undefined
      if (this.#network.isBlocked(side.process, this.#beyond(side))) return
      const next = side.outgoing.shift()
      if (next) this.#deliver(side, next.parcel)
      this.#pump(side)
    })
  }

  #deliver(from: Side, parcel: Parcel): void {
    const to = from === this.dialler ? this.#acceptor : this.dialler
    to?.process.input(to.life, () => {
      if (!to.open) return
      if (parcel.kind === 'data') to.handlers?.receive(parcel.message)
      else if (parcel.kind === 'end') this.#lost(to)
      else {
        this.#established = true
        to.handlers?.established?.(from.answer)
        this.#pump(this.dialler)
      }
    })
  }

  /** This side learns that it is over. */
  #lost(side: Side): void {
    if (!side.open) return
    const { handlers } = side
    const reached = this.#established
    this.end(side)
    handlers?.closed(reached)
  }

  /** The process of this side has died: its system ends the connection. */
  #died(side: Side): void {
    if (!side.open) return
    this.#cut(side)
    this.end(side)
  }

  /** From some point on what this side sent is lost. */
  #cut(side: Side): void {
    side.outgoing.length = this.#network.random.below(side.outgoing.length + 1)
  }

  #sides(): Side[] {
    return this.#acceptor ? [this.dialler, this.#acceptor] : [this.dialler]
  }

  #beyond(side: Side): VirtualProcess {
    return side === this.dialler ? this.#target : this.dialler.process
  }
}
