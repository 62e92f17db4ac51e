// The virtual coordinator: the production core (coordinator/core) over a virtual journal, by the rules of coordinator/service: a decision is durable before its
// answer leaves and before its configuration is shown. What survives its process is the journal.

import { ClusterState, type Decision, type Heartbeat } from '../../coordinator/core/cluster-state.ts'
import { History } from '../../coordinator/core/history.ts'
import type { Limits } from '../../coordinator/core/limits.ts'
import type { Registration } from '../../coordinator/core/registration.ts'
import type { SampleRow } from '../../coordinator/core/sample.ts'
import type { SampleAnswer } from '../../coordinator/core/settling.ts'
import { applyRecord, emptyState, type State, type StateRecord } from '../../coordinator/core/state.ts'
import { decodeRecords, encodeRecords } from '../../coordinator/journal/record-codec.ts'
import { changeBetween } from '../../src/cluster/change.ts'
import type { Configuration } from '../../src/cluster/configuration.ts'
import type { Handlers, Side } from './connection.ts'
import type { Network } from './network.ts'
import type { VirtualProcess } from './process.ts'
import type { Random } from './random.ts'

const tickEveryMs = 200

interface Append {
  readonly records: readonly StateRecord[]
  readonly after: State
  readonly done: () => void
}

/** The administration that a workload asks for; each answers its result or a HyperdexError. */
export type AdminCall =
  | { readonly kind: 'addSpace'; readonly definition: string }
  | { readonly kind: 'removeSpace'; readonly name: string }
  | { readonly kind: 'renameSpace'; readonly from: string; readonly to: string }
  | { readonly kind: 'setReadOnly'; readonly name: string; readonly readOnly: boolean }
  | { readonly kind: 'addAttribute' | 'removeAttribute' | 'addIndex' | 'removeIndex'; readonly name: string; readonly text: string }
  | { readonly kind: 'setPartitions'; readonly name: string; readonly partitions: number; readonly rows: readonly SampleRow[] }
  | { readonly kind: 'offerSample'; readonly name: string; readonly rows: readonly SampleRow[] }
  | { readonly kind: 'setFaultTolerance'; readonly name: string; readonly tolerate: number }
  | { readonly kind: 'setOffline' | 'setOnline' | 'killServer' | 'forgetServer'; readonly server: number }

/** What the coordinator answers to who opens a session. */
export interface OpenedSession {
  readonly client: number
  readonly sessionMs: number
}

export interface VirtualCoordinatorOptions {
  readonly cluster: string
  readonly appendMs: number
  readonly limits: Limits
  /** Called with each new configuration, when it is durable. */
  readonly changed: (before: Configuration, after: Configuration) => void
}

export class VirtualCoordinator {
  readonly process: VirtualProcess
  readonly #network: Network
  readonly #random: Random
  readonly #appendMs: number
  readonly #cluster: string
  /** Encoded, in order, durable. */
  #journal: Uint8Array[] = []
  #waiting: Append[] = []
  #underWay: Append[] | undefined
  readonly #limits: Limits
  readonly #changed: VirtualCoordinatorOptions['changed']
  #core: ClusterState | undefined
  #history: History | undefined
  readonly #followers = new Set<() => void>()
  readonly #offers = new Map<number, (answer: SampleAnswer) => void>()
  readonly #settled = new Map<number, SampleAnswer>()

  constructor(network: Network, process: VirtualProcess, random: Random, options: VirtualCoordinatorOptions) {
    this.#network = network
    this.process = process
    this.#random = random
    this.#cluster = options.cluster
    this.#appendMs = options.appendMs
    this.#limits = options.limits
    this.#changed = options.changed
  }

  /** The newest durable configuration. */
  get configuration(): Configuration {
    return this.#history!.current
  }

  /** Nothing is being repaired, moved or installed. */
  get stable(): boolean {
    return this.#core?.isStable(this.process.now()) ?? false
  }

  start(): void {
    this.process.start()
    this.#followers.clear()
    this.#offers.clear()
    this.#settled.clear()
    this.#waiting = []
    let state = emptyState
    for (const bytes of this.#journal) for (const record of decodeRecords(bytes)) state = applyRecord(state, record)
    this.#core = new ClusterState(state, this.process.now(), this.#limits)
    this.#history = new History(state.configuration)
    this.#decide(
      (core) => core.begin(this.#cluster),
      () => this.#open(),
    )
  }

  kill(): void {
    if (!this.process.alive) return
    this.process.kill()
    const underWay = this.#underWay
    this.#underWay = undefined
    if (underWay && this.#random.chance(0.5)) this.#keep(underWay)
  }

  #open(): void {
    const network = this.#network
    const { process } = this
    this.#answer(
      'register',
      (core, call) => core.register(call as Registration, process.now()),
      ({ server }) => ({
        cluster: this.configuration.cluster,
        server,
        configuration: changeBetween(undefined, this.configuration),
      }),
    )
    this.#answer(
      'openSession',
      (core) => core.openSession(process.now()),
      (opened): OpenedSession => opened,
    )
    this.#answer(
      'renewSession',
      (core, client) => core.renewSession(client as number, process.now()),
      (renewed) => renewed,
    )
    network.handle(process, 'configuration', (known, respond) => respond(this.#history!.changeSince(known as number)))
    network.handle(process, 'admin', (call, respond) => this.#administer(call as AdminCall, respond))
    network.listen(process, 'attend', (side) => this.#attend(side))
    network.listen(process, 'configuration', (side, known) => this.#watch(side, known as number))
    process.every(tickEveryMs, () =>
      this.#decide(
        (core) => core.tick(process.now()),
        () => {},
      ),
    )
  }

  #answer<Answer>(service: string, ask: (core: ClusterState, call: unknown) => Decision<Answer>, shape: (answer: Answer) => unknown): void {
    this.#network.handle(this.process, service, (call, respond) =>
      this.#decide(
        (core) => ask(core, call),
        (answer) => respond(shape(answer)),
        respond,
      ),
    )
  }

  #administer(call: AdminCall, respond: (response: unknown) => void): void {
    const now = this.process.now()
    const decide = (ask: (core: ClusterState) => Decision<unknown>) => this.#decide(ask, respond, respond)
    if (call.kind === 'addSpace') decide((core) => core.addSpace(call.definition, now))
    else if (call.kind === 'removeSpace') decide((core) => core.removeSpace(call.name))
    else if (call.kind === 'renameSpace') decide((core) => core.renameSpace(call.from, call.to))
    else if (call.kind === 'setReadOnly') decide((core) => core.setReadOnly(call.name, call.readOnly))
    else if (call.kind === 'setFaultTolerance') decide((core) => core.setFaultTolerance(call.name, call.tolerate))
    else if ('server' in call) decide((core) => core[call.kind](call.server, now))
    else if (call.kind === 'setPartitions') {
      const { name, partitions, rows } = call
      decide((core) => core.setPartitions({ space: name, partitions, sample: rows }, now))
    } else if (call.kind !== 'offerSample') decide((core) => core[call.kind](call.name, call.text))
    else {
      this.#decide(
        (core) => core.offerSample(call.name, call.rows, now),
        ({ offer }) => {
          const settled = this.#settled.get(offer)
          if (settled) respond(settled)
          else this.#offers.set(offer, respond)
        },
        respond,
      )
    }
  }

  #decide<Answer>(ask: (core: ClusterState) => Decision<Answer>, done: (answer: Answer) => void, refused?: (error: Error) => void): void {
    const core = this.#core!
    let decision: Decision<Answer>
    try {
      decision = ask(core)
    } catch (error) {
      if (!refused) throw error
      refused(error as Error)
      return
    }
    const settlements = core.takeSettlements()
    this.#append(decision.records, core.state, () => {
      for (const { offer, answer } of settlements) {
        this.#settled.set(offer, answer)
        this.#offers.get(offer)?.(answer)
      }
      done(decision.answer)
    })
  }

  #append(records: readonly StateRecord[], after: State, done: () => void): void {
    const publish = () => {
      if (after.configuration.version > this.configuration.version) {
        const before = this.configuration
        this.#history!.add(after.configuration)
        this.#changed(before, after.configuration)
        for (const follower of [...this.#followers]) follower()
      }
      done()
    }
    if (records.length === 0 && !this.#underWay) {
      publish()
      return
    }
    this.#waiting.push({ records, after, done: publish })
    if (!this.#underWay) this.#write()
  }

  #write(): void {
    if (this.#waiting.length === 0) return
    const joined = this.#waiting
    this.#waiting = []
    this.#underWay = joined
    this.process.after(this.#random.longTailed(this.#appendMs), () => {
      this.#keep(joined)
      this.#underWay = undefined
      for (const { done } of joined) done()
      if (!this.#underWay) this.#write()
    })
  }

  #keep(appends: readonly Append[]): void {
    const records = appends.flatMap((append) => append.records)
    if (records.length > 0) this.#journal.push(encodeRecords(records))
  }

  /** A server's stream: heartbeats up, configurations down. */
  #attend(side: Side): Handlers {
    let known: { server: number; incarnation: number } | undefined
    let sent = 0
    const send = () => {
      if (!side.open || this.configuration.version <= sent) return
      side.send(this.#history!.changeSince(sent))
      sent = this.configuration.version
    }
    const welcome = ({ server, incarnation, configurationVersion }: Heartbeat) => {
      if (known || !side.open) return
      known = { server, incarnation }
      sent = configurationVersion
      this.#followers.add(send)
      send()
    }
    return {
      receive: (message) => {
        const heartbeat = message as Heartbeat
        this.#decide(
          (core) => core.heard(heartbeat, this.process.now()),
          () => welcome(heartbeat),
          () => side.close(),
        )
      },
      closed: () => {
        this.#followers.delete(send)
        if (known) this.#core!.left(known.server, known.incarnation)
      },
    }
  }

  #watch(side: Side, known: number): Handlers {
    let sent = known
    const send = () => {
      if (!side.open || this.configuration.version <= sent) return
      side.send(this.#history!.changeSince(sent))
      sent = this.configuration.version
    }
    this.#followers.add(send)
    send()
    return { receive: () => {}, closed: () => this.#followers.delete(send) }
  }
}
