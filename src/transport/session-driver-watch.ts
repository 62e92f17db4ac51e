// The reading end of one watch.
import { HyperdexError } from '../errors.ts'
import type { WatchAnswer, WatchedChange } from '../session/watch-spec.ts'
import { SearchReader, type SearchSource } from './session-driver-search.ts'

/** Changes as they are wanted; it ends only by an error, or when the reader leaves. */
export class WatchReader implements AsyncIterableIterator<WatchedChange, undefined> {
  readonly #reader: SearchReader<WatchedChange>
  /** A token, when the watch is open at every region: what is committed later will come. */
  readonly opened: Promise<string>
  #open: (token: string) => void = () => {}
  #refuse: (error: HyperdexError) => void = () => {}

  constructor(source: SearchSource) {
    this.#reader = new SearchReader<WatchedChange>(source)
    this.opened = new Promise((resolve, reject) => {
      this.#open = resolve
      this.#refuse = reject
    })
    // Whoever only reads the changes is told there.
    this.opened.catch(() => {})
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<WatchedChange, undefined>> {
    return this.#reader.next()
  }

  return(): Promise<IteratorResult<WatchedChange, undefined>> {
    this.#refuse(
      new HyperdexError('ABORTED', 'the watch was left before it was open', 'nothing was changed; watch again when it is wanted'),
    )
    return this.#reader.return()
  }

  answer({ opened, changes, done, error }: WatchAnswer): void {
    if (opened !== undefined) this.#open(opened)
    if (error) this.fail(error)
    else if (changes.length > 0 || done) this.#reader.answer({ rows: changes, done })
  }

  fail(error: HyperdexError): void {
    this.#refuse(error)
    this.#reader.fail(error)
  }
}
