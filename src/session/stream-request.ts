// One request of a search or a watch to one server: to open its part, or for the next page of it.
import type { Request, Response } from '../cluster/client-messages.ts'
import type { Requester } from './requester.ts'

type StreamQuestion = Pick<Request, 'searchOpen' | 'searchNext' | 'watchOpen' | 'watchNext'>

export interface StreamRequestOwner {
  dispatch(request: StreamRequest): void
  answered(request: StreamRequest, response: Response): void
  lost(request: StreamRequest): void
}

export class StreamRequest implements Requester {
  readonly #owner: StreamRequestOwner
  readonly stream: number
  readonly server: number
  readonly kind: StreamQuestion
  readonly bytes = 0
  queue: Set<Requester> | undefined
  /** While it is unanswered, else 0. */
  request = 0
  /** When a busy server is asked again; 0: it need not be. */
  resumeAtMs = 0

  constructor(owner: StreamRequestOwner, stream: number, server: number, kind: StreamQuestion) {
    this.#owner = owner
    this.stream = stream
    this.server = server
    this.kind = kind
  }

  resume(): void {
    this.#owner.dispatch(this)
  }

  answered(_server: number, _request: number, response: Response): void {
    this.#owner.answered(this, response)
  }

  lost(): void {
    this.#owner.lost(this)
  }
}
