// One group update on its way: a search of distinct keys, and for each key an update of its own, with its own number, which the key's point
// leader judges by the same predicate once more. So many updates are open at a time, and keys are read no faster than they are updated. The
// search goes on behind the last key when a server is lost, so no key is updated twice.
import { presence, type Update } from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import { readOnlyError } from '../cluster/read-only.ts'
import { type ErrorCode, HyperdexError } from '../errors.ts'
import { SearchMerge } from '../search/merge.ts'
import { planSearch } from '../search/search-plan.ts'
import { type Bytes, copyBytes } from '../values/bytes.ts'
import type { Predicate } from '../values/predicate.ts'
import { SearchCall, type SearchParts } from './search-call.ts'
import type { FoundRow, SearchAnswer } from './search-spec.ts'

/** Enough to fill the batches of every server. */
const openUpdatesMax = 256
/** Keys that a server sends at a time: as many as are updated well within the lease of its cursor. */
const pageKeys = 1024
const changesPerProgress = 64

const lookFirst = 'look which objects were changed before you repeat it'

/** The object was left whole: it does not match any more, or an operation cannot be applied to it. */
const passedOver: ReadonlySet<ErrorCode> = new Set([
  'NOT_FOUND',
  'COMPARE_FAILED',
  'OVERFLOW',
  'DIVIDE_BY_ZERO',
  'BAD_PATH',
  'TOO_LARGE',
] satisfies ErrorCode[])

export interface GroupCallOptions {
  readonly id: number
  readonly space: Space
  readonly predicate: Predicate
  /** What is done to each object: operations or removal. */
  readonly update: Update
  /** About the size of one update. */
  readonly bytes: number
  /** For all of it; 0: none. */
  readonly timeoutMs: number
  ended(): void
}

export class GroupCall {
  readonly id: number
  readonly #parts: SearchParts
  readonly #options: GroupCallOptions
  readonly #search: SearchCall
  readonly #deadlineMs: number
  #found: readonly FoundRow[] = []
  #next = 0
  readonly #open = new Set<number>()
  #searched = false
  #changed = 0
  #reported = 0
  /** Updates that were sent and not answered: they may have been done. */
  #unknown = 0
  #failure: HyperdexError | undefined
  #over = false
  #advancing = false

  /** Throws INVALID for a predicate that does not fit the space. */
  constructor(parts: SearchParts, options: GroupCallOptions) {
    const { id, space, predicate, timeoutMs } = options
    this.id = id
    this.#parts = parts
    this.#options = options
    this.#deadlineMs = timeoutMs > 0 ? parts.context.nowMs + timeoutMs : Number.POSITIVE_INFINITY
    this.#search = new SearchCall(parts, {
      id,
      space,
      spec: { predicate },
      what: 'a group update of',
      merge: new SearchMerge({ space, predicate, keysOnly: true, forUpdate: true, pageRows: pageKeys }),
      times: { timeoutMs: 0 },
      answer: (answer) => this.#rows(answer),
      ended: () => {},
    })
  }

  begin(): void {
    this.#parts.context.wakeAt(this.#deadlineMs)
    const refusal = this.#readOnly()
    if (refusal !== undefined) {
      this.fail(refusal)
      return
    }
    this.#search.begin()
    this.#search.demand()
  }

  /** The servers refuse the search of a group that takes no writes; when none has to be asked nobody else would say so. */
  #readOnly(): HyperdexError | undefined {
    const { context, routes } = this.#parts
    const space = routes.space(this.#options.space.id)
    if (space === undefined || planSearch(space, this.#options.predicate).servers.size > 0) return undefined
    return readOnlyError(context.configuration.readOnly, space)
  }

  /** Its reader demands nothing: it goes on by itself. */
  demand(): void {}

  /** Stops it, without a word to the caller. */
  cancel(): void {
    if (this.#over) return
    this.#end()
  }

  fail(error: HyperdexError): void {
    if (this.#over) return
    this.#failure = error
    this.#finish()
  }

  installed(): void {
    if (!this.#over) this.#search.installed()
  }

  tick(): void {
    if (this.#over) return
    const { context } = this.#parts
    if (this.#deadlineMs <= context.nowMs) this.#finish(this.#expired())
    else {
      this.#search.tick()
      context.wakeAt(this.#deadlineMs)
    }
  }

  #rows({ rows, done, error }: SearchAnswer): void {
    if (this.#over) return
    this.#found = rows
    this.#next = 0
    this.#searched = done
    this.#failure ??= error
    this.#advance()
  }

  #advance(): void {
    if (this.#advancing) return
    this.#advancing = true
    while (!this.#over && this.#failure === undefined && this.#open.size < openUpdatesMax && this.#next < this.#found.length) {
      this.#submit(copyBytes(this.#found[this.#next++]!.key))
    }
    this.#advancing = false
    if (this.#over) return
    if (this.#failure !== undefined && !this.#searched) {
      this.#searched = true
      this.#search.cancel()
    }
    const read = this.#next >= this.#found.length
    if (this.#open.size === 0 && this.#searched && (read || this.#failure !== undefined)) this.#finish()
    else if (read && !this.#searched) this.#search.demand()
  }

  #submit(key: Bytes): void {
    const { space, predicate, update, bytes } = this.#options
    const call = this.#parts.nextInnerCall()
    const one: Update = { ...update, key, presence: presence.present, condition: predicate, ifVersion: 0, hasIfVersion: false }
    this.#open.add(call)
    this.#parts.keys.submit(call, space, key, one, key.length + bytes, 0, (response, error) => {
      if (!this.#open.delete(call) || this.#over) return
      if (response !== undefined) this.#change()
      else if (!passedOver.has(error!.code)) {
        if (error!.code === 'OUTCOME_UNKNOWN') this.#unknown++
        this.#failure ??= error
      }
      this.#advance()
    })
  }

  #change(): void {
    this.#changed++
    if (this.#changed - this.#reported < changesPerProgress) return
    this.#reported = this.#changed
    this.#parts.context.effects.answer({ call: this.id, rows: [], done: false, count: this.#changed })
  }

  #finish(error = this.#failure && this.#failed(this.#failure)): void {
    this.#end()
    const answer = { call: this.id, rows: [], done: true, count: this.#changed }
    this.#parts.context.effects.answer(error === undefined ? answer : { ...answer, error })
  }

  /** What ended it, and what it has done by then. */
  #failed(error: HyperdexError): HyperdexError {
    if (this.#changed === 0 && this.#unknown === 0) return error
    const more = this.#unknown === 0 ? '' : `, ${this.#unknown} more may have been`
    const what = `a group update of space ${this.#options.space.definition.name} failed when ${this.#changed} objects had been changed`
    const message = `${what}${more}: ${error.message}`
    if (this.#unknown > 0) return new HyperdexError('OUTCOME_UNKNOWN', message, lookFirst, { cause: error })
    const { retryAfterMs } = error
    return new HyperdexError(error.code, message, error.remedy, { cause: error, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })
  }

  #end(): void {
    this.#over = true
    this.#options.ended()
    this.#search.cancel()
    const open = [...this.#open]
    this.#open.clear()
    for (const call of open) this.#parts.keys.cancel(call)
  }

  #expired(): HyperdexError {
    const { space, timeoutMs } = this.#options
    const sent = this.#open.size + this.#unknown
    const what = `a group update of space ${space.definition.name} was not done within its deadline of ${timeoutMs} ms: ${this.#changed} objects were changed`
    return sent === 0
      ? new HyperdexError('TIMEOUT', what, 'repeat it for the objects that still match, or allow more time')
      : new HyperdexError('OUTCOME_UNKNOWN', `${what}, ${sent} more may have been`, lookFirst)
  }
}
