// The caller's side of a search: what `session` does with the pages of several servers (region-cursor.ts is the servers' side). A pure
// state machine: says what to send, takes pages, settles relocations (protocol.md section 3) and yields rows in order, none twice.
// Knows neither connections nor timers: streams are lost and time passes by inputs.
//
// An attempt opens a stream a server, waits for every first page, settles the departures they name, and only then yields rows. An attempt
// that took too long to open, or lost a stream, ends with the effect `replan`: the next `begin` starts another, which goes on behind the
// last row yielded.
import type { Departure, SearchOpen, SearchPage } from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import { type Bytes, emptyBytes } from '../values/bytes.ts'
import { compilePredicate, type Matcher } from '../values/matcher.ts'
import { decodeObject } from '../values/object.ts'
import type { Predicate } from '../values/predicate.ts'
import { decodeCursor, type Position } from './cursor-text.ts'
import { explainSearch, type SearchExplanation } from './explain.ts'
import { type MergedRow, PageStream, RowList, type RowSource } from './page-stream.ts'
import { type OrderBy, RowOrder } from './row-order.ts'
import type { SearchPlan } from './search-plan.ts'
import { Settlement } from './settlement.ts'
import { stillMatches } from './still-matches.ts'
import { UnsettledKeys } from './unsettled-keys.ts'
import { type KeysBound, keysRemembered, YieldedRows } from './yielded-rows.ts'

export interface MergeOptions {
  readonly space: Space
  readonly predicate: Predicate
  readonly orderBy?: OrderBy | undefined
  /** Rows at most, from 0. */
  readonly limit?: number | undefined
  /** Of a row of an equal search: go on behind it. */
  readonly cursor?: string | undefined
  /** Rows without objects, in the order of their keys. */
  readonly keysOnly?: boolean | undefined
  /** Attributes that the reader takes, 0 is the key: the values of others may be empty in their places. By default whole objects. */
  readonly select?: readonly number[] | undefined
  /** What is found is to be written: servers refuse it where nothing is written. */
  readonly forUpdate?: boolean | undefined
  /** Rows that a server sends at a time, at most. */
  readonly pageRows?: number | undefined
  /** Leave out servers that are `unreachable`, instead of failing. */
  readonly partial?: boolean | undefined
  /** Within how many milliseconds an attempt must have opened all its streams: Δ less drift. */
  readonly windowMs?: number | undefined
  /** Of yielded keys that are remembered; by default what suits a client's memory. */
  readonly keysBound?: KeysBound | undefined
}

/** `stream` comes back with each page; numbers are never used again. */
export type SearchEffect =
  | { readonly kind: 'open'; readonly stream: number; readonly server: number; readonly open: SearchOpen }
  | { readonly kind: 'next'; readonly stream: number; readonly server: number; readonly cursor: number; readonly apart?: readonly Bytes[] }
  | { readonly kind: 'close'; readonly stream: number; readonly server: number; readonly cursor: number }
  | { readonly kind: 'settle'; readonly token: number; readonly key: Bytes }
  | { readonly kind: 'replan'; readonly reason: 'slow' | 'lost' | 'moved' }

type Phase = 'planning' | 'opening' | 'settling' | 'streaming' | 'done'

/** Δ of 2000 ms less what clocks may drift meanwhile. */
export const windowMsDefault = 1900
const pageRowsMax = 256
/** Rows asked of each server beyond the limit, because settling may overrule some of them. */
const spareRows = 64

export class SearchMerge {
  readonly #options: MergeOptions
  readonly #order: RowOrder
  readonly #orderBy: OrderBy | undefined
  readonly #matches: Matcher
  readonly #limit: number
  readonly #windowMs: number
  #phase: Phase = 'planning'
  #failure: HyperdexError | undefined
  #effects: SearchEffect[] = []
  #plan: SearchPlan | undefined
  #startedAt = 0
  #after: Position | undefined
  #spare = spareRows
  #streamId = 0
  #token = 0
  #streams: PageStream[] = []
  /** Streams of given-up attempts whose first page, and with it the cursor to close, is still to come. */
  readonly #orphans = new Map<number, number>()
  #departures: Departure[] = []
  #unsettled = new UnsettledKeys()
  #settlement: Settlement | undefined
  #settledRows: MergedRow[] = []
  #sources: RowSource[] = []
  readonly #keysBound: KeysBound
  readonly #yielded: YieldedRows
  /** Servers that could not be had: no later attempt waits for them again. */
  readonly #unreachable = new Set<number>()
  readonly #missing = new Set<number>()
  #explanation: SearchExplanation | undefined

  /** Rows come from whichever subspace asks fewest regions, until more keys would have to be remembered than is allowed. */
  inKeySubspace = false

  /** Throws INVALID for a predicate, an order, a limit or a cursor that does not fit. */
  constructor(options: MergeOptions) {
    const { space, predicate, limit, cursor, keysOnly } = options
    if (limit !== undefined && !(limit >= 0)) {
      throw new HyperdexError('INVALID', `the limit of a search is ${limit}`, 'Give a limit of 0 or more, or none.')
    }
    this.#options = options
    this.#orderBy = keysOnly ? undefined : options.orderBy
    this.#order = new RowOrder(space, this.#orderBy)
    this.#keysBound = options.keysBound ?? keysRemembered
    this.#yielded = new YieldedRows(this.#order, this.#keysBound)
    const types = [space.definition.key.type, ...space.definition.attributes.map(({ type }) => type)]
    this.#matches = compilePredicate(predicate, types)
    this.#limit = limit ?? Number.POSITIVE_INFINITY
    this.#windowMs = options.windowMs ?? windowMsDefault
    if (cursor !== undefined) this.#after = decodeCursor(this.#orderBy, cursor)
  }

  /** Everything was yielded, or the search failed. */
  get done(): boolean {
    return this.#phase === 'done'
  }

  get failure(): HyperdexError | undefined {
    return this.#failure
  }

  /** Regions left out of a partial answer. */
  get missingRegions(): readonly number[] {
    return [...this.#missing]
  }

  /** What is to be done, in order, since the last time. */
  takeEffects(): SearchEffect[] {
    const effects = this.#effects
    this.#effects = []
    return effects
  }

  /** Starts the first attempt, or after `replan` the next. */
  begin(plan: SearchPlan, nowMs: number): void {
    if (this.#phase !== 'planning') return
    this.#plan = plan
    if (plan.servers.size === 0 || this.#yielded.count >= this.#limit) this.#end()
    else this.#open(plan, nowMs)
  }

  #open(plan: SearchPlan, nowMs: number): void {
    this.#phase = 'opening'
    this.#startedAt = nowMs
    this.#departures = []
    this.#unsettled = new UnsettledKeys()
    this.#settlement = undefined
    this.#settledRows = []
    // Rows that were yielded without a region stay so: a later attempt goes on behind them, whoever has the region then.
    if (this.#yielded.count === 0) this.#missing.clear()
    for (const [server, regions] of plan.servers) {
      if (this.#unreachable.has(server)) {
        for (const { region } of regions) this.#missing.add(region ?? 0)
        continue
      }
      const stream = new PageStream(++this.#streamId, server, regions)
      this.#streams.push(stream)
      const open = this.#openOf(stream)
      // Not asked for, any key may be seen twice.
      if (!open.nameUnsettled && plan.subspace > 0) this.#unsettled.addPage({ crowded: true })
      this.#effects.push({ kind: 'open', stream: stream.id, server, open })
    }
    if (this.#streams.length === 0) this.#settleWhenOpen(nowMs)
  }

  #openOf(stream: PageStream): SearchOpen {
    const { predicate, keysOnly = false, forUpdate = false, select } = this.#options
    const limited = this.#limit !== Number.POSITIVE_INFINITY
    const left = this.#order.byKey ? this.#limit - this.#yielded.count : this.#limit
    return {
      regions: stream.regions,
      predicate,
      orderBy: this.#order.attribute,
      hasOrder: this.#orderBy !== undefined,
      descending: this.#order.descending,
      limit: limited ? Math.min(left + this.#spare, Number.MAX_SAFE_INTEGER) : 0,
      hasLimit: limited,
      keysOnly,
      forUpdate,
      select: select?.length === 0 ? [0] : [...new Set(select)],
      afterKey: this.#after?.key ?? emptyBytes,
      afterOrder: this.#after?.order ?? emptyBytes,
      hasAfter: this.#after !== undefined,
      pageRows: Math.min(this.#options.pageRows ?? pageRowsMax, left),
      nameUnsettled: this.#plan!.subspace > 0 && !this.#order.byKey && this.#limit > this.#keysBound.keys,
    }
  }

  /** A page of a stream has come. */
  page(id: number, page: SearchPage, nowMs: number): void {
    const stream = this.#streams.find((candidate) => candidate.id === id)
    if (!stream) {
      this.#closeOrphan(id, page)
      return
    }
    const first = !stream.opened
    stream.add(page, this.#order)
    if (!first || this.#phase !== 'opening') return
    this.#departures.push(...(page.departures ?? []))
    this.#unsettled.addPage(page)
    this.#settleWhenOpen(nowMs)
  }

  #closeOrphan(id: number, page: SearchPage): void {
    const server = this.#orphans.get(id)
    if (server === undefined) return
    this.#orphans.delete(id)
    if (!page.done) this.#effects.push({ kind: 'close', stream: id, server, cursor: page.cursor ?? 0 })
  }

  #settleWhenOpen(nowMs: number): void {
    if (this.#streams.some((stream) => !stream.opened)) return
    if (nowMs - this.#startedAt > this.#windowMs) {
      this.#restart('slow')
      return
    }
    this.#phase = 'settling'
    this.#settlement = new Settlement(this.#departuresAhead(), this.#rowsSeen(), this.#token)
    this.#settle()
  }

  /** In the order of keys, what lies before the place to go on from needs no settling. */
  #departuresAhead(): readonly Departure[] {
    if (!this.#after || !this.#order.byKey) return this.#departures
    const after = this.#order.place(this.#after.key, emptyBytes)
    return this.#departures.filter(({ key }) => this.#order.compare(this.#order.place(key ?? emptyBytes, emptyBytes), after) > 0)
  }

  *#rowsSeen(): Iterable<MergedRow> {
    for (const stream of this.#streams) yield* stream.rows()
  }

  #settle(): void {
    const settlement = this.#settlement!
    for (const { token, key } of settlement.reads()) this.#effects.push({ kind: 'settle', token, key })
    this.#token = settlement.nextToken
    if (!settlement.settled) return
    if (settlement.size > this.#spare && this.#limit !== Number.POSITIVE_INFINITY) {
      this.#spare = 2 * settlement.size
      this.#restart('moved')
      return
    }
    this.#settledRows.sort((a, b) => this.#order.compare(a, b))
    this.#sources = [new RowList(this.#settledRows), ...this.#streams]
    this.#phase = 'streaming'
  }

  /** The answer to a `settle`: the object as its point leader has it, undefined when it is absent. */
  settled(token: number, found: { readonly version: number; readonly object: Bytes } | undefined): void {
    if (this.#phase !== 'settling') return
    const key = this.#settlement!.take(token, found?.version)
    if (!key) return
    if (found) {
      const values = decodeObject(found.object)
      const matches = stillMatches(this.#matches, key, values, (error) => this.fail(error))
      if (matches === undefined) return
      if (matches) {
        const order = this.#order.orderValueOf(values)
        const row = { key, ...found, order, ...this.#order.place(key, order) }
        if (!this.#after || this.#order.compare(row, this.#order.place(this.#after.key, this.#after.order)) > 0) this.#settledRows.push(row)
      }
    }
    this.#settle()
  }

  /** A stream is gone: its connection broke, its server refused it or forgot its cursor. */
  lost(id: number): void {
    this.#orphans.delete(id)
    const stream = this.#streams.find((candidate) => candidate.id === id)
    if (!stream || stream.done) return
    stream.done = true
    this.#restart('lost')
  }

  /** A stream cannot be had at all: leaves its regions out when that is allowed, else fails with PARTIAL. */
  unreachable(id: number, nowMs: number): void {
    const stream = this.#streams.find((candidate) => candidate.id === id)
    if (!stream || stream.done) return
    stream.done = true
    stream.opened = true
    const regions = stream.regions.map(({ region }) => region ?? 0)
    if (this.#options.partial) {
      this.#unreachable.add(stream.server)
      for (const region of regions) this.#missing.add(region)
      if (this.#phase === 'opening') this.#settleWhenOpen(nowMs)
    } else {
      this.fail(
        new HyperdexError(
          'PARTIAL',
          `server ${stream.server} cannot be reached, which serves regions ${regions.join(', ')} of space ${this.#options.space.definition.name}`,
          'Try again when the server is back (status shows it), or allow a partial answer.',
        ),
      )
    }
  }

  /**
   * The next rows, at most `max`; fewer or none while pages are on their way: then pull again after the next input. Asks servers for further pages only as rows are pulled: a
   * slow reader holds back the servers.
   */
  pull(max: number): MergedRow[] {
    const rows: MergedRow[] = []
    while (this.#phase === 'streaming' && rows.length < max) {
      if (this.#yielded.count >= this.#limit) this.#end()
      else {
        const row = this.#next()
        if (row === 'waiting') break
        const verdict = row && this.#yielded.admit(row, this.#unsettled)
        if (!row) this.#end()
        else if (verdict === 'fresh') rows.push(row)
        else if (verdict === 'misplaced') this.fail(this.#moved())
        else if (verdict === 'full') this.#goToKeySubspace()
      }
    }
    if (this.#phase === 'streaming' && this.#yielded.count >= this.#limit) this.#end()
    if (this.#phase === 'streaming') this.#askAhead()
    return rows
  }

  /** There no key is seen twice. What was yielded so far is remembered. */
  #goToKeySubspace(): void {
    this.inKeySubspace = true
    this.#restart('moved')
  }

  #askAhead(): void {
    for (const stream of this.#streams) {
      if (!stream.runsLow || stream.buffered > this.#limit - this.#yielded.count) continue
      stream.asked = true
      this.#effects.push({ kind: 'next', stream: stream.id, server: stream.server, cursor: stream.cursor })
    }
  }

  /** The first row of all sources, of the newest version where several show its key side by side; undefined: there is none left. */
  #next(): MergedRow | 'waiting' | undefined {
    let first: MergedRow | undefined
    let waiting = false
    for (const source of this.#sources) {
      while (source instanceof PageStream && source.head && this.#settlement!.overrules(source.head)) source.advance()
      const { head } = source
      if (head) {
        const order = first ? this.#order.compare(head, first) : -1
        if (order < 0 || (order === 0 && head.version > first!.version)) first = head
      } else if (source instanceof PageStream && !source.done) waiting = true
    }
    if (waiting) return 'waiting'
    for (const source of this.#sources) if (first && source.head && this.#order.compare(source.head, first) === 0) source.advance()
    return first
  }

  #moved(): HyperdexError {
    return new HyperdexError(
      'SEARCH_EXPIRED',
      `a server's part of an ordered search of space ${this.#options.space.definition.name} was lost, and objects have moved in the order since`,
      'Search again, or resume from the cursor of the last row.',
    )
  }

  /**
   * Gives this attempt up. In the order of keys the next goes on behind the last row. In another order an object may have moved before
   * that row meanwhile: the next attempt reads from the beginning, skips what was yielded, and expires if it finds such an object, or if
   * more was yielded than is remembered.
   */
  #restart(reason: 'slow' | 'lost' | 'moved'): void {
    if (this.#yielded.forgetful) {
      this.fail(this.#moved())
      return
    }
    this.#closeStreams()
    this.#yielded.restart()
    const { last } = this.#yielded
    if (this.#order.byKey && last) this.#after = { key: last.key, order: emptyBytes }
    this.#phase = 'planning'
    this.#effects.push({ kind: 'replan', reason })
  }

  #closeStreams(): void {
    for (const { id, server, cursor, opened, done } of this.#streams) {
      if (done) continue
      if (opened) this.#effects.push({ kind: 'close', stream: id, server, cursor })
      else this.#orphans.set(id, server)
    }
    this.#streams = []
    this.#sources = []
  }

  /** Ends the search with an error. */
  fail(error: HyperdexError): void {
    if (this.#phase === 'done') return
    this.#failure = error
    this.#end()
  }

  /** The caller wants no more rows. Pages still on their way are to be handed in, so that their cursors are closed. */
  close(): void {
    if (this.#phase !== 'done') this.#end()
  }

  #end(): void {
    this.#explanation = this.explain()
    this.#closeStreams()
    this.#phase = 'done'
  }

  /** Complete once the search is done. Undefined before the first `begin`. */
  explain(): SearchExplanation | undefined {
    return this.#explanation ?? (this.#plan && explainSearch(this.#plan, this.#streams, this.#yielded.count))
  }
}
