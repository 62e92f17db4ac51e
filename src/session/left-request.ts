// A request of a search or a watch that nobody asks for any more. It keeps its place on the connection until the server has answered it, for until then it
// is open there, too; of the call it belonged to, and of the pages that has, it keeps nothing.
import type { Request, Response } from '../cluster/client-messages.ts'
import type { Requester } from './requester.ts'

export class LeftRequest implements Requester {
  readonly bytes: number
  queue: Set<Requester> | undefined
  readonly #close: (request: Pick<Request, 'searchClose' | 'watchClose'>) => void

  /** `close` is called when the server has opened a cursor or a watch by it, or left one open. */
  constructor(bytes: number, close: (request: Pick<Request, 'searchClose' | 'watchClose'>) => void) {
    this.bytes = bytes
    this.#close = close
  }

  resume(): void {}

  /** Answered before the server heard that nobody asks any more, what it holds open is to be closed. */
  answered(_server: number, _request: number, { page, watch }: Response): void {
    if (page?.cursor) this.#close({ searchClose: page.cursor })
    if (watch?.watch) this.#close({ watchClose: watch.watch })
  }

  lost(): void {}
}
