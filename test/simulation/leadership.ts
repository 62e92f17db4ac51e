// One time in which a virtual coordinator leads, by the rules of coordinator/service/leadership.ts: a decision is durable before its answer leaves and
// before its configuration is shown. When it is over nothing that was waited for happens any more.
import type { ClusterState, Decision } from '../../coordinator/core/cluster-state.ts'
import { History } from '../../coordinator/core/history.ts'
import type { SampleAnswer } from '../../coordinator/core/settling.ts'
import type { State, StateRecord } from '../../coordinator/core/state.ts'
import { encodeRecords } from '../../coordinator/journal/record-codec.ts'
import type { ConfigurationChange } from '../../src/cluster/change.ts'
import type { Configuration } from '../../src/cluster/configuration.ts'
import type { Side } from './connection.ts'

interface Append {
  readonly records: readonly StateRecord[]
  readonly after: State
  readonly done: () => void
}

type Write = (bytes: Uint8Array | undefined, kept: () => void) => void

export class VirtualLeadership {
  readonly core: ClusterState
  readonly #history: History
  readonly #write: Write
  readonly #shown: (configuration: Configuration) => void
  readonly #followers = new Set<() => void>()
  readonly #streams = new Set<Side>()
  readonly #offers = new Map<number, (answer: SampleAnswer) => void>()
  readonly #settled = new Map<number, SampleAnswer>()
  #waiting: Append[] = []
  #writing = false
  #over = false

  /** `shown` is called with each new configuration, when it is durable. */
  constructor(core: ClusterState, write: Write, shown: (configuration: Configuration) => void) {
    this.core = core
    this.#history = new History(core.configuration)
    this.#write = write
    this.#shown = shown
  }

  /** The newest durable configuration. */
  get configuration(): Configuration {
    return this.#history.current
  }

  get over(): boolean {
    return this.#over
  }

  changeSince(known: number): ConfigurationChange {
    return this.#history.changeSince(known)
  }

  /** What is connected loses its connection. */
  end(): void {
    this.#over = true
    for (const side of this.#streams) side.close()
  }

  decide<Answer>(ask: (core: ClusterState) => Decision<Answer>, done: (answer: Answer) => void, refused?: (error: Error) => void): void {
    if (this.#over) return
    let decision: Decision<Answer>
    try {
      decision = ask(this.core)
    } catch (error) {
      if (!refused) throw error
      refused(error as Error)
      return
    }
    const settlements = this.core.takeSettlements()
    this.#append(decision.records, this.core.state, () => {
      for (const { offer, answer } of settlements) {
        this.#settled.set(offer, answer)
        this.#offers.get(offer)?.(answer)
      }
      done(decision.answer)
    })
  }

  settlement(offer: number, respond: (answer: SampleAnswer) => void): void {
    const settled = this.#settled.get(offer)
    if (settled) respond(settled)
    else this.#offers.set(offer, respond)
  }

  /** Sends the changes since `known` now and from then on. Returns how to stop. */
  follow(side: Side, known: number): () => void {
    let sent = known
    const send = () => {
      if (!side.open || this.configuration.version <= sent) return
      side.send(this.changeSince(sent))
      sent = this.configuration.version
    }
    this.#followers.add(send)
    send()
    return () => this.#followers.delete(send)
  }

  /** A connection that ends with this. Returns how to say that it has ended by itself. */
  holds(side: Side): () => void {
    this.#streams.add(side)
    return () => this.#streams.delete(side)
  }

  #append(records: readonly StateRecord[], after: State, done: () => void): void {
    const publish = () => {
      if (after.configuration.version > this.configuration.version) {
        this.#history.add(after.configuration)
        this.#shown(after.configuration)
        for (const follower of [...this.#followers]) follower()
      }
      done()
    }
    if (records.length === 0 && !this.#writing) {
      publish()
      return
    }
    this.#waiting.push({ records, after, done: publish })
    if (!this.#writing) this.#next()
  }

  #next(): void {
    const joined = this.#waiting
    if (joined.length === 0) return
    this.#waiting = []
    this.#writing = true
    const records = joined.flatMap((append) => append.records)
    const kept = () => {
      if (this.#over) return
      this.#writing = false
      for (const { done } of joined) done()
      if (!this.#writing) this.#next()
    }
    this.#write(records.length > 0 ? encodeRecords(records) : undefined, kept)
  }
}
