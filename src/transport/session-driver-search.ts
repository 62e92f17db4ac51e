// The reading end of one search or watch: rows as they are wanted, one batch ahead of the reader at most.
import type { HyperdexError } from '../errors.ts'
import type { Explanation, FoundRow } from '../session/search-spec.ts'

export interface SearchSource {
  /** More rows are wanted. */
  demand(): void
  /** The reader went away. */
  cancel(): void
  /** The error of a caller who has given the search up. */
  abandoned(): HyperdexError | undefined
}

interface Rows<Row> {
  readonly rows: readonly Row[]
  readonly done: boolean
  readonly error?: HyperdexError
  readonly explanation?: Explanation
}

interface Waiter<Row> {
  resolve(result: IteratorResult<Row, undefined>): void
  reject(error: HyperdexError): void
}

const end: IteratorReturnResult<undefined> = { done: true, value: undefined }

/** The rows of a search; once they are at their end, also how it was done. */
export interface SearchRows extends AsyncIterableIterator<FoundRow, undefined> {
  readonly explanation?: Explanation | undefined
}

/** Several `next` may be called without awaiting; they are answered in order. Leaving the iteration ends the search on the servers. */
export class SearchReader<Row = FoundRow> implements AsyncIterableIterator<Row, undefined> {
  readonly #source: SearchSource
  #rows: readonly Row[] = []
  #position = 0
  readonly #later: (readonly Row[])[] = []
  readonly #waiters: Waiter<Row>[] = []
  #demanded = false
  #over = false
  #error: HyperdexError | undefined
  /** How it was done, once the search is over. */
  explanation: Explanation | undefined

  constructor(source: SearchSource) {
    this.#source = source
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<Row, undefined>> {
    this.#dropIfAbandoned()
    const row = this.#take()
    if (row !== undefined) {
      if (this.#later.length === 0) this.#demand()
      return Promise.resolve({ done: false, value: row })
    }
    if (this.#error !== undefined) {
      const error = this.#error
      this.#error = undefined
      return Promise.reject(error)
    }
    if (this.#over) return Promise.resolve(end)
    this.#demand()
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject })
    })
  }

  return(): Promise<IteratorResult<Row, undefined>> {
    if (!this.#over) {
      this.#over = true
      this.#source.cancel()
    }
    this.#rows = []
    this.#later.length = 0
    this.#error = undefined
    for (const waiter of this.#waiters.splice(0)) waiter.resolve(end)
    return Promise.resolve(end)
  }

  answer(answer: Rows<Row>): void {
    if (this.#over) return
    this.#demanded = false
    if (answer.rows.length > 0) this.#later.push(answer.rows)
    if (answer.done) {
      this.#over = true
      this.#error = answer.error
      this.explanation = answer.explanation
    }
    this.#serve()
  }

  /** What was read ahead is not wanted any more. */
  #dropIfAbandoned(): void {
    if (this.#position >= this.#rows.length && this.#later.length === 0) return
    const error = this.#source.abandoned()
    if (error === undefined) return
    this.#over = true
    this.#error = error
    this.#rows = []
    this.#later.length = 0
  }

  fail(error: HyperdexError): void {
    if (this.#over) return
    this.#over = true
    this.#error = error
    this.#serve()
  }

  #serve(): void {
    while (this.#waiters.length > 0) {
      const row = this.#take()
      if (row !== undefined) this.#waiters.shift()!.resolve({ done: false, value: row })
      else if (this.#error !== undefined) {
        this.#waiters.shift()!.reject(this.#error)
        this.#error = undefined
      } else if (this.#over) this.#waiters.shift()!.resolve(end)
      else {
        this.#demand()
        return
      }
    }
  }

  #take(): Row | undefined {
    if (this.#position >= this.#rows.length) {
      this.#rows = this.#later.shift() ?? []
      this.#position = 0
    }
    return this.#rows[this.#position++]
  }

  #demand(): void {
    if (this.#demanded || this.#over) return
    this.#demanded = true
    this.#source.demand()
  }
}
