// What a test recorded of its clients' calls: the only thing the checkers read. `History` is the recorder; hand-made histories are
// plain `RecordedHistory` data. A moment is a number that rises with real (or virtual) time: call A came before call B when A's
// answer has a smaller moment than B's invocation, equal moments count as overlapping.
import { type AggregateGroup, type Aggregation, aggregationText, groupText } from './aggregates.ts'
import { type Condition, type Effect, type MaybeObject, type ObjectState, objectText, valueText } from './model.ts'

export type Moment = number

/**
 * - `ok`: applied, or read; `version` when the client was told it, `saw` what a read returned (only the effect's `select`)
 * - `notFound`, `compareFailed`, `failed` (the operation itself cannot be done, such as an overflow): judged, changed nothing
 * - `unknown`: may take effect at any moment after the invocation, or never
 * - `maybe`: as `unknown`, but not after its answer (one object's share of a group operation that failed)
 * - `judged`: at one moment, and done if it could be (one object's share of a group operation that is done)
 * - `notApplied`: surely never took effect (refused, aborted before it was sent); says nothing of the object
 */
export type Result =
  | { readonly answer: 'ok'; readonly version?: number; readonly saw?: ObjectState }
  | { readonly answer: 'notFound' | 'compareFailed' | 'failed' | 'unknown' | 'maybe' | 'judged' }
  | { readonly answer: 'notApplied'; readonly reason?: string }

export interface Operation {
  readonly id: number
  readonly client: string
  /** With several spaces: made unique by the recorder, such as `space/key`. */
  readonly key: string
  readonly effect: Effect
  readonly invoked: Moment
  /** Undefined: no answer came; then the result is `unknown`. */
  readonly answered?: Moment
  readonly result: Result
}

export interface Row {
  readonly key: string
  readonly version?: number
  /** The whole object, or the search's `select`. */
  readonly values: ObjectState
  /** When the row arrived; default the end of the search. */
  readonly seen?: Moment
}

export interface Search {
  readonly id: number
  readonly client: string
  /** Keys the search does not concern (another space's) are those for which `covers` is false. Default: it concerns all. */
  readonly covers?: (key: string) => boolean
  readonly predicate: Condition
  /** Rows come by the key when there is none. The key itself is the attribute `''`. */
  readonly orderBy?: { readonly attribute: string; readonly descending: boolean }
  readonly limit?: number
  readonly select?: readonly string[]
  /** It asks for no rows but for this. */
  readonly aggregation?: Aggregation
  readonly invoked: Moment
  /** Undefined: it never ended. */
  readonly answered?: Moment
  /** In the order of their arrival; also what arrived before a failure. */
  readonly rows: readonly Row[]
  /**
   * - `complete`: ended, and claims to have shown everything
   * - `counted`: no rows were asked for, only how many there are
   * - `aggregated`: what it asked for is in the groups
   * - `incomplete`: failed, expired, was abandoned, or told that it is partial: only what it showed is checked
   */
  readonly result:
    | { readonly outcome: 'complete' | 'incomplete' }
    | { readonly outcome: 'counted'; readonly count: number }
    | { readonly outcome: 'aggregated'; readonly groups: readonly AggregateGroup[] }
}

export interface RecordedHistory {
  readonly operations: readonly Operation[]
  readonly searches: readonly Search[]
  /** Objects that were there before the first call. Default none. */
  readonly initial?: ReadonlyMap<string, ObjectState>
}

/** What a checker found wrong: one sentence, and the calls it concerns in the text of `printHistory`. */
export interface Violation {
  readonly checker: string
  readonly key?: string
  readonly message: string
  readonly evidence: readonly string[]
}

/** A checker has used up its budget without an answer: neither good nor bad. */
export class CheckerGaveUp extends Error {
  override readonly name = 'CheckerGaveUp'
}

export interface OperationRecorder {
  readonly id: number
  /** At most once; a later call is ignored, as a client ignores a second answer. */
  end(result: Result): void
}

export interface SearchRecorder {
  readonly id: number
  row(row: { readonly key: string; readonly version?: number; readonly values: ObjectState }): void
  /** At most one of these; later calls are ignored. */
  complete(): void
  counted(count: number): void
  aggregated(groups: readonly AggregateGroup[]): void
  incomplete(): void
}

export type SearchQuestion = Pick<Search, 'covers' | 'predicate' | 'orderBy' | 'limit' | 'select' | 'aggregation'>

type Open<T> = { -readonly [P in keyof T]: T[P] }

/**
 * Records calls in the order in which begin and end are called: begin before anything is sent, end after the answer has come. Each
 * gets the next moment, so no two are equal. `now` (virtual or real time) is only for the print.
 */
export class History implements RecordedHistory {
  readonly operations: Operation[] = []
  readonly searches: Search[] = []
  readonly initial: Map<string, ObjectState>
  readonly #now: () => number
  readonly #times: number[] = []
  #calls = 0

  constructor(options: { now?: () => number; initial?: ReadonlyMap<string, ObjectState> } = {}) {
    this.#now = options.now ?? (() => this.#times.length)
    this.initial = new Map(options.initial)
  }

  /** `invoked`: a moment of before at which it began; default now. */
  begin(client: string, key: string, effect: Effect, invoked = this.moment()): OperationRecorder {
    const operation: Open<Operation> = {
      id: this.#calls++,
      client,
      key,
      effect,
      invoked,
      result: { answer: 'unknown' },
    }
    this.operations.push(operation)
    return {
      id: operation.id,
      end: (result) => {
        if (operation.answered !== undefined) return
        operation.answered = this.moment()
        operation.result = result
      },
    }
  }

  beginSearch(client: string, question: SearchQuestion): SearchRecorder {
    const rows: Row[] = []
    const search: Open<Search> = {
      id: this.#calls++,
      client,
      ...question,
      invoked: this.moment(),
      rows,
      result: { outcome: 'incomplete' },
    }
    this.searches.push(search)
    const end = (result: Search['result']): void => {
      if (search.answered !== undefined) return
      search.answered = this.moment()
      search.result = result
    }
    return {
      id: search.id,
      row: (row) => {
        if (search.answered === undefined) rows.push({ ...row, seen: this.moment() })
      },
      complete: () => end({ outcome: 'complete' }),
      counted: (count) => end({ outcome: 'counted', count }),
      aggregated: (groups) => end({ outcome: 'aggregated', groups }),
      incomplete: () => end({ outcome: 'incomplete' }),
    }
  }

  /** The calls up to now, as they stand; what is not answered yet never will be. */
  upToNow(): RecordedHistory {
    const operations = this.operations.map((operation) => ({ ...operation }))
    const searches = this.searches.map((search) => ({ ...search, rows: [...search.rows] }))
    return { operations, searches, initial: new Map(this.initial) }
  }

  /**
   * Begins anew with these objects, and forgets every call but the writes of unknown outcome: what a client has given up may still be on its way, and be
   * done later. No call may be under way.
   */
  beginAnew(initial: ReadonlyMap<string, ObjectState>): void {
    const open = this.operations.filter(({ result, effect }) => result.answer === 'unknown' && effect.account?.kind !== 'reads')
    this.operations.splice(0, this.operations.length, ...open)
    this.searches.length = 0
    this.initial.clear()
    for (const [key, object] of initial) this.initial.set(key, object)
  }

  /** The calls so far, one line an event, in order, with the times of `now`. The same calls give the same text. */
  print(): string {
    return printHistory(this, (moment) => this.#times[moment] ?? moment)
  }

  /** The next moment, which is then no other's. */
  moment(): Moment {
    return this.#times.push(this.#now()) - 1
  }
}

/** One line an invocation, row or answer, in the order of their moments. */
export function printHistory(history: RecordedHistory, time: (moment: Moment) => number = (moment) => moment): string {
  const lines: { moment: Moment; text: string }[] = []
  for (const operation of history.operations) {
    lines.push({ moment: operation.invoked, text: `${operation.client} #${operation.id} ${callText(operation)}` })
    if (operation.answered === undefined) continue
    lines.push({ moment: operation.answered, text: `${operation.client} #${operation.id} = ${resultText(operation.result)}` })
  }
  for (const search of history.searches) {
    lines.push({ moment: search.invoked, text: `${search.client} #${search.id} ${questionText(search)}` })
    for (const row of search.rows) {
      const moment = row.seen ?? search.answered ?? search.invoked
      lines.push({ moment, text: `${search.client} #${search.id} row ${rowText(row)}` })
    }
    if (search.answered === undefined) continue
    lines.push({ moment: search.answered, text: `${search.client} #${search.id} = ${outcomeText(search)}` })
  }
  lines.sort((a, b) => a.moment - b.moment)
  return lines.map((line) => `${time(line.moment)} ${line.text}\n`).join('')
}

/** One call on one line: who, from when to when, what, and the answer. */
export function operationText(operation: Operation): string {
  const end = operation.answered ?? '…'
  return `#${operation.id} ${operation.client} [${operation.invoked}, ${end}] ${callText(operation)} = ${resultText(operation.result)}`
}

export function searchText(search: Search): string {
  const end = search.answered ?? '…'
  const rows = search.rows.map((row) => ` ${rowText(row)}`).join(',')
  return `#${search.id} ${search.client} [${search.invoked}, ${end}] ${questionText(search)} = ${outcomeText(search)}${rows}`
}

function callText(operation: Operation): string {
  const { kind, text } = operation.effect
  return `${kind} ${valueText(operation.key)}${text === '' ? '' : ` ${text}`}`
}

function resultText(result: Result): string {
  if (result.answer === 'notApplied') return result.reason === undefined ? 'notApplied' : `notApplied (${result.reason})`
  if (result.answer !== 'ok') return result.answer
  return `ok${shown(result.saw)}${versionText(result.version)}`
}

function questionText(search: Search): string {
  const order = search.orderBy === undefined ? '' : ` by ${search.orderBy.attribute}${search.orderBy.descending ? ' desc' : ''}`
  const limit = search.limit === undefined ? '' : ` limit ${search.limit}`
  const asked = search.aggregation === undefined ? 'search' : `aggregate ${aggregationText(search.aggregation)} of`
  return `${asked} ${search.predicate.text}${order}${limit}`
}

function outcomeText(search: Search): string {
  if (search.result.outcome === 'counted') return `count ${search.result.count}`
  if (search.result.outcome === 'aggregated') return `groups ${search.result.groups.map(groupText).join(' ')}`
  return `${search.result.outcome}, ${search.rows.length} rows`
}

function rowText(row: Row): string {
  return `${valueText(row.key)}${shown(row.values)}${versionText(row.version)}`
}

function shown(object: MaybeObject): string {
  return object === undefined ? '' : ` ${objectText(object)}`
}

function versionText(version: number | undefined): string {
  return version === undefined ? '' : ` @${version}`
}
