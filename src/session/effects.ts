// What a session asks of its driver. Effects pile up while inputs are given and are taken all at once.
import type { Request, Response } from '../cluster/client-messages.ts'
import type { HyperdexError } from '../errors.ts'
import type { SearchAnswer } from './search-spec.ts'
import type { WatchAnswer } from './watch-spec.ts'

/**
 * A get, an update or a question to one place is over: `response` is the answer with status ok (of a place also stale: there is none such any more),
 * or `error` says why there is none.
 */
export type Finished =
  | { readonly call: number; readonly response: Response; readonly error?: undefined }
  | { readonly call: number; readonly error: HyperdexError; readonly response?: undefined }

export interface ConnectionTarget {
  readonly server: number
  /** HOST:PORT. */
  readonly address: string
}

export interface SessionEffects {
  /** Requests of each server, in order. Only servers whose connection is up. */
  readonly sends: ReadonlyMap<number, readonly Request[]>
  /** Answered by `connected` or `disconnected`. */
  readonly connects: readonly ConnectionTarget[]
  /** Streams to close; no `disconnected` is owed for them. */
  readonly disconnects: readonly number[]
  /** Fetch a configuration of this version or a newer one and `install` it; 0: none is needed. */
  readonly configurationAtLeast: number
  /** Ask the coordinator for a client id and `grant` it; asked once until it is granted. */
  readonly openSession: boolean
  readonly finished: readonly Finished[]
  readonly answers: readonly SearchAnswer[]
  readonly watched: readonly WatchAnswer[]
}

const noSends: ReadonlyMap<number, readonly Request[]> = new Map()
const nothing: readonly never[] = []

export class EffectQueue {
  #sends = new Map<number, Request[]>()
  #connects: ConnectionTarget[] = []
  #disconnects: number[] = []
  #configurationAtLeast = 0
  #openSession = false
  #finished: Finished[] = []
  #answers: SearchAnswer[] = []
  #watched: WatchAnswer[] = []

  send(server: number, request: Request): void {
    const requests = this.#sends.get(server)
    if (requests) requests.push(request)
    else this.#sends.set(server, [request])
  }

  /** What was to be sent to a server whose connection is gone will be sent anew by its owners. */
  dropSends(server: number): void {
    this.#sends.delete(server)
  }

  connect(server: number, address: string): void {
    this.#connects.push({ server, address })
  }

  disconnect(server: number): void {
    this.#connects = this.#connects.filter((target) => target.server !== server)
    this.#disconnects.push(server)
  }

  fetchConfiguration(version: number): void {
    if (version > this.#configurationAtLeast) this.#configurationAtLeast = version
  }

  openSession(): void {
    this.#openSession = true
  }

  finish(finished: Finished): void {
    this.#finished.push(finished)
  }

  answer(answer: SearchAnswer): void {
    this.#answers.push(answer)
  }

  watched(answer: WatchAnswer): void {
    this.#watched.push(answer)
  }

  /** Everything since the last time; later effects are not added to what was taken. */
  take(): SessionEffects {
    const effects: SessionEffects = {
      sends: this.#sends.size > 0 ? this.#sends : noSends,
      connects: this.#connects.length > 0 ? this.#connects : nothing,
      disconnects: this.#disconnects.length > 0 ? this.#disconnects : nothing,
      configurationAtLeast: this.#configurationAtLeast,
      openSession: this.#openSession,
      finished: this.#finished.length > 0 ? this.#finished : nothing,
      answers: this.#answers.length > 0 ? this.#answers : nothing,
      watched: this.#watched.length > 0 ? this.#watched : nothing,
    }
    if (this.#sends.size > 0) this.#sends = new Map()
    if (this.#connects.length > 0) this.#connects = []
    if (this.#disconnects.length > 0) this.#disconnects = []
    if (this.#finished.length > 0) this.#finished = []
    if (this.#answers.length > 0) this.#answers = []
    if (this.#watched.length > 0) this.#watched = []
    this.#configurationAtLeast = 0
    this.#openSession = false
    return effects
  }
}
