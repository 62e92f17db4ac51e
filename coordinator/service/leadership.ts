// Runs the core above a journal: every decision is durable before its answer leaves and before its configuration is shown. Whoever
// wants to see configurations asks here, never the core, which is ahead of the disk.
import { type ConfigurationChange, changeBetween } from '../../src/cluster/change.ts'
import type { Configuration } from '../../src/cluster/configuration.ts'
import type { ClusterState, Decision } from '../core/cluster-state.ts'
import { History } from '../core/history.ts'
import type { SampleAnswer } from '../core/settling.ts'
import type { Journal } from '../journal/journal.ts'

export class Leadership {
  readonly #core: ClusterState
  readonly #journal: Journal
  readonly #history: History
  readonly #followers = new Set<() => void>()
  readonly #offers = new Map<number, PromiseWithResolvers<SampleAnswer>>()
  readonly #onFailure: (error: Error) => void

  /** `onFailure` is called when the journal can no longer be written: nothing decided since may be acted on. */
  constructor(core: ClusterState, journal: Journal, onFailure: (error: Error) => void) {
    this.#core = core
    this.#journal = journal
    this.#history = new History(core.configuration)
    this.#onFailure = onFailure
  }

  /** The newest durable configuration. */
  get configuration(): Configuration {
    return this.#history.current
  }

  /** As a whole when the known version is 0 or long gone. */
  changeSince(known: number): ConfigurationChange {
    return this.#history.changeSince(known)
  }

  wholeConfiguration(): ConfigurationChange {
    return changeBetween(undefined, this.configuration)
  }

  /** Makes one decision; resolves with its answer once that may leave. Rejects with what the core or the journal throws. */
  async decide<Answer>(ask: (core: ClusterState) => Decision<Answer>): Promise<Answer> {
    const { records, answer } = ask(this.#core)
    const settlements = this.#core.takeSettlements()
    await this.#keep(records)
    for (const settlement of settlements) this.#offer(settlement.offer).resolve(settlement.answer)
    return answer
  }

  /**
   * Nobody else has led and decided since: writes a record that changes nothing. Rejects as `decide` when the journal takes nothing more. For what is
   * final to whoever hears it and decides nothing itself.
   */
  async confirm(): Promise<void> {
    await this.#keep([{}])
  }

  async #keep(records: Decision<unknown>['records']): Promise<void> {
    const after = this.#core.state
    try {
      await this.#journal.append(records, after)
    } catch (error) {
      this.#onFailure(error as Error)
      throw error
    }
    if (after.configuration.version <= this.configuration.version) return
    this.#history.add(after.configuration)
    for (const follower of [...this.#followers]) follower()
  }

  /** What came of an offered sample; asked for once. */
  async settlement(offer: number): Promise<SampleAnswer> {
    try {
      return await this.#offer(offer).promise
    } finally {
      this.#offers.delete(offer)
    }
  }

  #offer(id: number): PromiseWithResolvers<SampleAnswer> {
    let offer = this.#offers.get(id)
    if (offer === undefined) {
      offer = Promise.withResolvers()
      this.#offers.set(id, offer)
    }
    return offer
  }

  /** Calls `follower` after each new configuration until the returned function is called. */
  follow(follower: () => void): () => void {
    this.#followers.add(follower)
    return () => this.#followers.delete(follower)
  }

  /** What the core knows at this moment, without deciding anything. */
  observe<Seen>(look: (core: ClusterState) => Seen): Seen {
    return look(this.#core)
  }
}
