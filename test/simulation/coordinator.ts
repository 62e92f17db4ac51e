// A virtual coordinator: the production core (coordinator/core) over a virtual journal, by the rules of coordinator/service. While it does not lead it
// refuses whoever asks: they ask the next. What survives its process is the journal.

import { ClusterState, type Decision, type Heartbeat } from '../../coordinator/core/cluster-state.ts'
import type { Limits } from '../../coordinator/core/limits.ts'
import type { Registration } from '../../coordinator/core/registration.ts'
import type { SampleRow } from '../../coordinator/core/sample.ts'
import { applyRecord, emptyState } from '../../coordinator/core/state.ts'
import { decodeRecords } from '../../coordinator/journal/record-codec.ts'
import { changeBetween } from '../../src/cluster/change.ts'
import type { Configuration } from '../../src/cluster/configuration.ts'
import type { Handlers, Side } from './connection.ts'
import type { Led, VirtualJournal } from './journal.ts'
import { VirtualLeadership } from './leadership.ts'
import type { Network } from './network.ts'
import type { VirtualProcess } from './process.ts'

/** The product's tick, and the suspicion time beside which it is this long: a coordinator that ticked more seldom would take each tick for the end of a pause. */
const tickMaxMs = 200
const ticksPerSuspicion = 10

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
  readonly limits: Limits
  /** Called with each configuration that it shows, when it is durable, and with the newest that it finds. */
  readonly shown: (configuration: Configuration) => void
  /** It begins to lead. */
  readonly leads: () => void
}

export class VirtualCoordinator {
  readonly process: VirtualProcess
  readonly #network: Network
  readonly #journal: VirtualJournal
  readonly #options: VirtualCoordinatorOptions
  #leadership: VirtualLeadership | undefined

  constructor(network: Network, process: VirtualProcess, journal: VirtualJournal, options: VirtualCoordinatorOptions) {
    this.#network = network
    this.process = process
    this.#journal = journal
    this.#options = options
  }

  /** It lives, and what it decides now would be kept. */
  get leads(): boolean {
    return this.process.alive && this.#leadership !== undefined && !this.#leadership.over && this.#journal.leads
  }

  /** Nothing is being repaired, moved or installed. */
  get stable(): boolean {
    return this.#leadership?.core.isStable(this.process.now()) ?? false
  }

  start(): void {
    this.process.start()
    this.#leadership = undefined
    this.#journal.open((kept, led) => this.#lead(kept, led))
  }

  kill(): void {
    if (!this.process.alive) return
    this.process.kill()
    this.#journal.died()
  }

  #lead(kept: readonly Uint8Array[], led: Led): void {
    let state = emptyState
    for (const bytes of kept) for (const record of decodeRecords(bytes)) state = applyRecord(state, record)
    const { cluster, limits, shown, leads } = this.#options
    const leadership = new VirtualLeadership(new ClusterState(state, this.process.now(), limits), led.write, shown)
    shown(state.configuration)
    leads()
    this.#leadership = leadership
    led.lost = () => {
      this.#network.deafen(this.process)
      leadership.end()
    }
    leadership.decide(
      (core) => core.begin(cluster),
      () => this.#open(leadership),
    )
  }

  #open(leadership: VirtualLeadership): void {
    const network = this.#network
    const { process } = this
    const answer = <Answer>(
      service: string,
      ask: (core: ClusterState, call: unknown) => Decision<Answer>,
      shape: (answer: Answer) => unknown,
    ) => {
      network.handle(process, service, (call, respond) =>
        leadership.decide(
          (core) => ask(core, call),
          (answered) => respond(shape(answered)),
          respond,
        ),
      )
    }
    answer(
      'register',
      (core, call) => core.register(call as Registration, process.now()),
      ({ server }) => ({
        cluster: leadership.configuration.cluster,
        server,
        configuration: changeBetween(undefined, leadership.configuration),
      }),
    )
    answer(
      'openSession',
      (core) => core.openSession(process.now()),
      (opened): OpenedSession => opened,
    )
    answer(
      'renewSession',
      (core, client) => core.renewSession(client as number, process.now()),
      (renewed) => renewed,
    )
    network.handle(process, 'configuration', (known, respond) => respond(leadership.changeSince(known as number)))
    network.handle(process, 'admin', (call, respond) => this.#administer(leadership, call as AdminCall, respond))
    network.listen(process, 'attend', (side) => this.#attend(leadership, side))
    network.listen(process, 'configuration', (side, known) => this.#watch(leadership, side, known as number))
    this.#tick(leadership)
  }

  #tick(leadership: VirtualLeadership): void {
    const everyMs = Math.min(tickMaxMs, this.#options.limits.suspicionMs / ticksPerSuspicion)
    this.process.after(everyMs, () => {
      if (leadership.over) return
      leadership.decide(
        (core) => core.tick(this.process.now()),
        () => {},
      )
      this.#tick(leadership)
    })
  }

  #administer(leadership: VirtualLeadership, call: AdminCall, respond: (response: unknown) => void): void {
    const now = this.process.now()
    const decide = (ask: (core: ClusterState) => Decision<unknown>) => leadership.decide(ask, respond, respond)
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
      leadership.decide(
        (core) => core.offerSample(call.name, call.rows, now),
        ({ offer }) => leadership.settlement(offer, respond),
        respond,
      )
    }
  }

  /** A server's stream: heartbeats up, configurations down. */
  #attend(leadership: VirtualLeadership, side: Side): Handlers | string {
    if (leadership.over) return 'it does not lead'
    let known: { server: number; incarnation: number } | undefined
    let unfollow = () => {}
    const ended = leadership.holds(side)
    const welcome = ({ server, incarnation, configurationVersion }: Heartbeat) => {
      if (known || !side.open) return
      known = { server, incarnation }
      unfollow = leadership.follow(side, configurationVersion)
    }
    return {
      receive: (message) => {
        const heartbeat = message as Heartbeat
        leadership.decide(
          (core) => core.heard(heartbeat, this.process.now()),
          () => welcome(heartbeat),
          (error) => {
            side.send(error)
            side.close()
          },
        )
      },
      closed: () => {
        ended()
        unfollow()
        if (known) leadership.core.left(known.server, known.incarnation)
      },
    }
  }

  #watch(leadership: VirtualLeadership, side: Side, known: number): Handlers | string {
    if (leadership.over) return 'it does not lead'
    const ended = leadership.holds(side)
    const unfollow = leadership.follow(side, known)
    return {
      receive: () => {},
      closed: () => {
        ended()
        unfollow()
      },
    }
  }
}
