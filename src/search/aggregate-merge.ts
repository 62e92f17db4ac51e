// The caller's side of an aggregate: what `session` does with the partial groups of several servers. A pure state machine with the same
// effects as merge.ts, which yields no rows but groups, of distinct keys (protocol.md section 3).
//
// An attempt opens a stream a server. In the key subspace no object has two places, so groups come at once. Else each first page names the
// keys that may be seen in two regions; all of these are kept apart by every server, whose rows of them are joined here, the newest
// version winning; departures that no row shows are read at their point leaders. Everything else is seen once and is added up where it
// lies. An attempt with too many such keys goes over to the key subspace.
import type { Aggregation, Departure, SearchPage } from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import { type Bytes, toLatin1 } from '../values/bytes.ts'
import { compilePredicate, type Matcher } from '../values/matcher.ts'
import { decodeObject } from '../values/object.ts'
import type { Predicate } from '../values/predicate.ts'
import { compileAggregation } from './aggregation.ts'
import { explainSearch, type SearchExplanation } from './explain.ts'
import { type AggregateGroup, GroupTable, groupsTooLarge } from './group-table.ts'
import { type SearchEffect, windowMsDefault } from './merge.ts'
import { type MergedRow, PageStream } from './page-stream.ts'
import { RowOrder } from './row-order.ts'
import type { SearchPlan } from './search-plan.ts'
import { Settlement } from './settlement.ts'
import { stillMatches } from './still-matches.ts'
import { UnsettledKeys } from './unsettled-keys.ts'

export interface AggregateOptions {
  readonly space: Space
  readonly predicate: Predicate
  readonly aggregation: Aggregation
  /** Within how many milliseconds an attempt must have opened all its streams: Δ less drift. */
  readonly windowMs?: number | undefined
}

/** Groups of one aggregate at most. */
const groupsMax = 65_536

export class AggregateMerge {
  readonly #options: AggregateOptions
  readonly #matches: Matcher
  readonly #order: RowOrder
  readonly #windowMs: number
  #phase: 'planning' | 'opening' | 'adding' | 'settling' | 'done' = 'planning'
  #failure: HyperdexError | undefined
  #effects: SearchEffect[] = []
  #plan: SearchPlan | undefined
  #startedAt = 0
  #streamId = 0
  #token = 0
  #streams: PageStream[] = []
  /** Streams of given-up attempts whose first page, and with it the cursor to close, is still to come. */
  readonly #orphans = new Map<number, number>()
  #departures: Departure[] = []
  #apart = new UnsettledKeys()
  /** Set once an attempt was crowded: from then on the key subspace is searched. */
  inKeySubspace = false
  #table: GroupTable
  #rows = new Map<string, MergedRow>()
  #settlement: Settlement | undefined
  #groups: readonly AggregateGroup[] = []
  #explanation: SearchExplanation | undefined

  /** Throws INVALID for what does not fit the space. */
  constructor(options: AggregateOptions) {
    const { space, predicate, aggregation } = options
    this.#options = options
    this.#table = new GroupTable(compileAggregation(space, aggregation))
    this.#order = new RowOrder(space, undefined)
    this.#matches = compilePredicate(predicate, [space.definition.key.type, ...space.definition.attributes.map(({ type }) => type)])
    this.#windowMs = options.windowMs ?? windowMsDefault
  }

  get done(): boolean {
    return this.#phase === 'done'
  }

  get failure(): HyperdexError | undefined {
    return this.#failure
  }

  /** The results, once it is done without a failure. */
  get groups(): readonly AggregateGroup[] {
    return this.#groups
  }

  /** An aggregate leaves nothing out. */
  get missingRegions(): readonly number[] {
    return []
  }

  /** There are none: groups are not pulled. */
  pull(): readonly MergedRow[] {
    return []
  }

  takeEffects(): SearchEffect[] {
    const effects = this.#effects
    this.#effects = []
    return effects
  }

  /** Starts the first attempt, or after `replan` the next. */
  begin(plan: SearchPlan, nowMs: number): void {
    if (this.#phase !== 'planning') return
    this.#plan = plan
    this.#startedAt = nowMs
    this.#phase = 'opening'
    this.#departures = []
    this.#apart = new UnsettledKeys()
    this.#rows = new Map()
    this.#table = new GroupTable(compileAggregation(this.#options.space, this.#options.aggregation))
    const { predicate, aggregation } = this.#options
    for (const [server, regions] of plan.servers) {
      const stream = new PageStream(++this.#streamId, server, regions)
      this.#streams.push(stream)
      this.#effects.push({ kind: 'open', stream: stream.id, server, open: { regions, predicate, aggregation } })
    }
    if (this.#streams.length === 0) this.#finish()
  }

  /** A page of a stream has come. */
  page(id: number, page: SearchPage, nowMs: number): void {
    const stream = this.#streams.find((candidate) => candidate.id === id)
    if (!stream) {
      this.#closeOrphan(id, page)
      return
    }
    if (this.#phase === 'opening') this.#opened(stream, page, nowMs)
    else this.#added(stream, page)
  }

  #closeOrphan(id: number, page: SearchPage): void {
    const server = this.#orphans.get(id)
    if (server === undefined) return
    this.#orphans.delete(id)
    if (!page.done) this.#effects.push({ kind: 'close', stream: id, server, cursor: page.cursor ?? 0 })
  }

  /** In the key subspace the first page is the first of the groups: those of servers that were faster are taken in before the last opens. */
  #opened(stream: PageStream, page: SearchPage, nowMs: number): void {
    if (stream.opened) {
      this.#added(stream, page)
      return
    }
    this.#departures.push(...(page.departures ?? []))
    this.#apart.addPage(page)
    if (this.#plan!.subspace === 0) this.#added(stream, page)
    else stream.add({ ...page, rows: [] }, this.#order)
    if (this.#phase !== 'opening' || this.#streams.some(({ opened }) => !opened)) return
    if (nowMs - this.#startedAt > this.#windowMs) this.#restart('slow')
    else this.#allOpen()
  }

  #allOpen(): void {
    for (const { key } of this.#departures) if (key) this.#apart.add(key)
    if (this.#apart.crowded) {
      this.inKeySubspace = true
      this.#restart('moved')
      return
    }
    this.#phase = 'adding'
    if (this.#plan!.subspace > 0) for (const stream of this.#streams) this.#next(stream, this.#apart.all())
    this.#settleWhenAdded()
  }

  #next(stream: PageStream, apart: readonly Bytes[]): void {
    stream.asked = true
    this.#effects.push({ kind: 'next', stream: stream.id, server: stream.server, cursor: stream.cursor, apart })
  }

  #added(stream: PageStream, page: SearchPage): void {
    for (const group of page.groups ?? []) this.#table.addPartial(group)
    stream.add(page, this.#order)
    for (const row of stream.takeRows()) {
      const name = toLatin1(row.key)
      if (row.version > (this.#rows.get(name)?.version ?? -1)) this.#rows.set(name, row)
    }
    if (!this.#groupsFit()) return
    if (!stream.done) this.#next(stream, [])
    this.#settleWhenAdded()
  }

  /** Else the aggregate has failed. */
  #groupsFit(): boolean {
    const failure = this.#table.size > groupsMax ? groupsTooLarge(`more than ${groupsMax} groups`) : this.#table.tooLarge
    if (failure) this.fail(failure)
    return this.#phase !== 'done'
  }

  #settleWhenAdded(): void {
    if (this.#phase !== 'adding' || this.#streams.some(({ done }) => !done)) return
    this.#phase = 'settling'
    this.#settlement = new Settlement(this.#departures, this.#rows.values(), this.#token)
    this.#settle()
  }

  #settle(): void {
    const settlement = this.#settlement!
    for (const { token, key } of settlement.reads()) this.#effects.push({ kind: 'settle', token, key })
    this.#token = settlement.nextToken
    if (!settlement.settled) return
    for (const row of this.#rows.values()) if (!settlement.overrules(row)) this.#table.add(row.key, decodeObject(row.object))
    if (this.#groupsFit()) this.#finish()
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
      if (matches) this.#table.add(key, values)
    }
    this.#settle()
  }

  #finish(): void {
    try {
      this.#groups = this.#table.results()
    } catch (error) {
      if (!(error instanceof HyperdexError)) throw error
      this.#failure = error
    }
    this.#end()
  }

  /** A stream is gone: its connection broke, its server refused it or forgot its cursor. */
  lost(id: number): void {
    this.#orphans.delete(id)
    const stream = this.#streams.find((candidate) => candidate.id === id)
    if (!stream || stream.done) return
    stream.done = true
    this.#restart('lost')
  }

  /** A stream cannot be had at all. */
  unreachable(id: number): void {
    const stream = this.#streams.find((candidate) => candidate.id === id)
    if (!stream || stream.done) return
    stream.done = true
    const regions = stream.regions.map(({ region }) => region ?? 0).join(', ')
    const message = `server ${stream.server} cannot be reached, which serves regions ${regions} of space ${this.#options.space.definition.name}`
    this.fail(new HyperdexError('PARTIAL', message, 'Try again when the server is back (status shows it).'))
  }

  #restart(reason: 'slow' | 'lost' | 'moved'): void {
    this.#closeStreams()
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
  }

  /** Ends it with an error. */
  fail(error: HyperdexError): void {
    if (this.#phase === 'done') return
    this.#failure = error
    this.#end()
  }

  /** The caller has lost interest. Pages still on their way are to be handed in, so that their cursors are closed. */
  close(): void {
    if (this.#phase !== 'done') this.#end()
  }

  #end(): void {
    this.#explanation = this.explain()
    this.#closeStreams()
    this.#phase = 'done'
  }

  /** Complete once it is done. Undefined before the first `begin`. */
  explain(): SearchExplanation | undefined {
    return this.#explanation ?? (this.#plan && explainSearch(this.#plan, this.#streams, this.#groups.length))
  }
}
