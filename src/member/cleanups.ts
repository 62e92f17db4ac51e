// Ranges of rows that nobody asks for any more, on their way out of the store. That takes time, in no one step: whoever is to write there again waits.
import type { KeyRange } from '../ports/store.ts'
import type { Cleanup } from './turn.ts'

interface Waiting {
  readonly cleanup: Cleanup
  /** The turn that may still write such rows. */
  readonly sequence: number
}

export class Cleanups {
  #waiting: Waiting[] = []
  #lastToken = 0
  readonly #then = new Map<number, () => void>()

  /** `turn`: the one whose batch is being filled. `then` is called when the range is empty of everything that was written up to that turn. */
  remove(range: KeyRange, turn: number, then: () => void): void {
    const token = ++this.#lastToken
    this.#then.set(token, then)
    this.#waiting.push({ cleanup: { token, range }, sequence: turn })
  }

  /** What may be removed now. A flush writes rows once more, so every turn that touched them must be flushed. */
  take(flushedThrough: number): Cleanup[] {
    const ready = this.#waiting.filter(({ sequence }) => sequence <= flushedThrough)
    if (ready.length > 0) this.#waiting = this.#waiting.filter(({ sequence }) => sequence > flushedThrough)
    return ready.map(({ cleanup }) => cleanup)
  }

  cleaned(token: number): void {
    const then = this.#then.get(token)
    this.#then.delete(token)
    then?.()
  }
}
