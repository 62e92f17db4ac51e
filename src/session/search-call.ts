// One search, count or aggregate on its way: carries what search/merge.ts or search/aggregate-merge.ts asks for to the servers and what they answer back to it, and plans anew when
// a server refused, was lost, or was too slow.
import { type Response, responseStatus } from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import type { AggregateMerge } from '../search/aggregate-merge.ts'
import { type SearchEffect, SearchMerge } from '../search/merge.ts'
import type { MergedRow } from '../search/page-stream.ts'
import { planSearch, type SearchPlan } from '../search/search-plan.ts'
import type { Bytes } from '../values/bytes.ts'
import { failureError, notOver, schemaChanged, timedOut, unknownSpace } from './call-errors.ts'
import { droppedAttribute } from './check-call.ts'
import type { Connections } from './connections.ts'
import type { SessionContext } from './context.ts'
import type { KeyCalls } from './key-calls.ts'
import { leaveQueue } from './requester.ts'
import { type Routes, sameAttributes } from './routes.ts'
import { SearchClock, type SearchTimes } from './search-clock.ts'
import { SearchRow } from './search-row.ts'
import type { Explanation, FoundRow, SearchAnswer, SearchSpec } from './search-spec.ts'
import { StreamRequest, type StreamRequestOwner } from './stream-request.ts'

/** Rows handed over at a time. */
const rowsAtOnce = 256
const retryMinMs = 5
const retryMaxMs = 500
/** How long a search waits for a configuration that was asked for before it tries with what there is. */
const configurationPatienceMs = 1000
/** How long a server may be out of reach before a partial search goes on without it. */
const partialPatienceMs = 1000

export interface SearchParts {
  readonly context: SessionContext
  readonly connections: Connections
  readonly routes: Routes
  readonly keys: KeyCalls
  /** Ids of reads that a search makes for itself. */
  nextInnerCall(): number
}

export interface SearchCallOptions {
  readonly id: number
  readonly space: Space
  readonly spec: SearchSpec
  /** For errors: `a search of`. */
  readonly what: string
  readonly merge: SearchMerge | AggregateMerge
  readonly times: SearchTimes
  /** Its news; with `done` it is over. */
  answer(answer: SearchAnswer): void
  /** It is over, also when it was cancelled: nothing is to be told to it any more. */
  ended(): void
}

export class SearchCall implements StreamRequestOwner {
  readonly id: number
  readonly #parts: SearchParts
  readonly #space: Space
  readonly #spec: SearchSpec
  readonly #options: SearchCallOptions
  readonly #clock: SearchClock
  readonly #startedAtMs: number
  readonly #merge: SearchMerge | AggregateMerge
  /** The newest request of each stream. */
  readonly #requests = new Map<number, StreamRequest>()
  readonly #settling = new Set<number>()
  #demanded: boolean
  #rows = 0
  #replans = 0
  #planAtMs = Number.POSITIVE_INFINITY
  #awaitedVersion = 0
  #advancing = false
  over = false

  constructor(parts: SearchParts, options: SearchCallOptions) {
    this.id = options.id
    this.#parts = parts
    this.#options = options
    this.#space = options.space
    this.#spec = options.spec
    this.#clock = new SearchClock(parts.context, options.times)
    this.#startedAtMs = parts.context.nowMs
    this.#merge = options.merge
    // Groups are not taken one by one, so they are wanted from the beginning.
    this.#demanded = !(options.merge instanceof SearchMerge)
    if (this.#demanded) this.#clock.start()
  }

  begin(): void {
    this.#plan()
    this.#advance()
  }

  demand(): void {
    if (this.over || this.#demanded) return
    this.#demanded = true
    this.#clock.start()
    this.#advance()
  }

  /** Ends it on the servers, without a word to the caller. */
  cancel(): void {
    if (this.over) return
    this.#merge.close()
    this.#end()
    this.#perform()
  }

  fail(error: HyperdexError): void {
    this.#merge.fail(error)
    this.#advance()
  }

  installed(): void {
    if (this.#awaitedVersion === 0 || this.#awaitedVersion > this.#parts.context.configuration.version) return
    this.#awaitedVersion = 0
    this.#plan()
    this.#advance()
  }

  tick(): void {
    const { context } = this.#parts
    for (const request of this.#requests.values()) {
      if (request.resumeAtMs === 0) continue
      if (request.resumeAtMs > context.nowMs) context.wakeAt(request.resumeAtMs)
      else this.dispatch(request)
    }
    if (this.#planAtMs <= context.nowMs) this.#plan()
    if (this.#spec.partial) this.#leaveOut()
    if (this.#clock.deadlineMs <= context.nowMs) this.#expire()
    this.#advance()
    context.wakeAt(Math.min(this.#planAtMs, this.#clock.deadlineMs))
  }

  dispatch(request: StreamRequest): void {
    const { connections, context } = this.#parts
    request.resumeAtMs = 0
    if (!context.configuration.servers.has(request.server)) {
      // It was forgotten meanwhile: others have its regions.
      this.lost(request)
      return
    }
    if (!connections.ready(request.server, request)) return
    const id = context.nextRequest()
    request.request = id
    const { id: space, schemaVersion } = this.#parts.routes.space(this.#space.id) ?? this.#space
    connections.send(request.server, { id, space, schemaVersion, timeoutMs: this.#clock.leftMs, ...request.kind }, request)
  }

  answered(request: StreamRequest, response: Response): void {
    const { context } = this.#parts
    request.request = 0
    const status = response.status ?? responseStatus.ok
    if (status === responseStatus.ok) {
      this.#replans = 0
      this.#drop(request)
      this.#merge.page(request.stream, response.page ?? {}, context.nowMs)
    } else if (status === responseStatus.stale) {
      const version = response.configurationVersion ?? 0
      if (version > context.configuration.version) {
        context.effects.fetchConfiguration(version)
        this.#awaitedVersion = version
      }
      this.#drop(request)
      this.#merge.lost(request.stream)
    } else this.#refused(request, response)
    this.#advance()
  }

  lost(request: StreamRequest): void {
    request.request = 0
    this.#drop(request)
    this.#merge.lost(request.stream)
    this.#advance()
  }

  #refused(request: StreamRequest, response: Response): void {
    if (this.over) return
    const { context } = this.#parts
    const code = response.failure?.code ?? ''
    if (response.status === responseStatus.busy || code === 'UNAVAILABLE') {
      request.resumeAtMs = context.nowMs + context.jittered(response.failure?.retryAfterMs || this.#retryMs())
      this.#replans++
      context.wakeAt(request.resumeAtMs)
      return
    }
    this.#drop(request)
    // The server has forgotten the cursor: the merge goes on behind what it delivered, if it can.
    if (code === 'SEARCH_EXPIRED') this.#merge.lost(request.stream)
    else this.#merge.fail(failureError(response.failure))
  }

  #drop(request: StreamRequest): void {
    if (this.#requests.get(request.stream) === request) this.#requests.delete(request.stream)
  }

  #retryMs(): number {
    return Math.min(retryMaxMs, retryMinMs * 2 ** Math.min(this.#replans, 10))
  }

  #plan(): void {
    const { context, routes } = this.#parts
    this.#planAtMs = Number.POSITIVE_INFINITY
    if (this.over) return
    const space = routes.space(this.#space.id)
    // What else it names its servers see.
    const dropped = space && droppedAttribute(space.definition, { attributes: this.#spec.select })
    if (space === undefined) this.#merge.fail(unknownSpace(this.#space.definition.name))
    else if (space.schemaVersion !== this.#space.schemaVersion && !sameAttributes(space.definition, this.#space.definition)) {
      this.#merge.fail(schemaChanged(space.definition.name))
    } else if (dropped !== undefined) this.#merge.fail(dropped)
    else this.#merge.begin(this.#planOf(space), context.nowMs)
  }

  #planOf(space: Space): SearchPlan {
    const { predicate, orderBy } = this.#spec
    return planSearch(space, predicate, { inKeySubspace: this.#merge.inKeySubspace, orderBy: orderBy?.attribute ?? 0 })
  }

  /** Does what the merge asks for, and hands over what it has for a reader that wants it. */
  #advance(): void {
    if (this.#advancing) return
    this.#advancing = true
    this.#perform()
    while (this.#demanded && !this.over) {
      const rows = this.#merge.pull(rowsAtOnce)
      this.#rows += rows.length
      this.#perform()
      const { done } = this.#merge
      if (done) this.#finish(rows)
      else if (rows.length === 0) break
      else this.#deliver(rows)
    }
    if (!this.over && this.#merge.failure !== undefined) this.#finish([])
    this.#advancing = false
  }

  #deliver(rows: readonly MergedRow[]): void {
    this.#demanded = false
    this.#clock.stop()
    this.#options.answer({ call: this.id, rows: this.#found(rows), done: false, count: this.#rows })
  }

  #finish(rows: readonly MergedRow[]): void {
    this.#end()
    const error = this.#merge.failure
    const answer = { call: this.id, rows: this.#found(rows), done: true, count: this.#rows }
    if (error !== undefined) this.#options.answer({ ...answer, error })
    else if (this.#merge instanceof SearchMerge) this.#options.answer({ ...answer, explanation: this.#explain() })
    else this.#options.answer({ ...answer, groups: this.#merge.groups })
  }

  #found(rows: readonly MergedRow[]): FoundRow[] {
    return rows.map((row) => new SearchRow(row, this.#spec))
  }

  #explain(): Explanation {
    const known = this.#merge.explain()
    const timeMs = this.#parts.context.nowMs - this.#startedAtMs
    if (known === undefined) throw new RangeError('a search that never began has nothing to explain')
    return { ...known, missingRegions: this.#merge.missingRegions, timeMs }
  }

  #end(): void {
    const { keys } = this.#parts
    this.over = true
    this.#options.ended()
    this.#clock.stop()
    this.#planAtMs = Number.POSITIVE_INFINITY
    this.#leaveAll()
    for (const call of this.#settling) keys.cancel(call)
    this.#settling.clear()
  }

  #leaveAll(): void {
    for (const request of this.#requests.values()) this.#leave(request)
    this.#requests.clear()
  }

  /** One that waits for a line is dropped, one on its way is cancelled. */
  #leave(request: StreamRequest): void {
    leaveQueue(request)
    if (request.request !== 0) this.#parts.connections.cancel(request.server, request.request)
  }

  #perform(): void {
    for (let effects = this.#merge.takeEffects(); effects.length > 0; effects = this.#merge.takeEffects()) {
      for (const effect of effects) this.#performOne(effect)
    }
  }

  #performOne(effect: SearchEffect): void {
    const { connections, context } = this.#parts
    switch (effect.kind) {
      case 'open':
        this.#open(new StreamRequest(this, effect.stream, effect.server, { searchOpen: effect.open }))
        break
      case 'next':
        this.#ask(
          new StreamRequest(this, effect.stream, effect.server, { searchNext: { cursor: effect.cursor, apart: effect.apart ?? [] } }),
        )
        break
      case 'close':
        connections.tell(effect.server, { id: context.nextRequest(), searchClose: effect.cursor })
        break
      case 'settle':
        this.#settle(effect.token, effect.key)
        break
      case 'replan':
        this.#replan(effect.reason === 'lost')
        break
    }
  }

  #open(request: StreamRequest): void {
    this.#ask(request)
    if (this.#spec.partial) this.#leaveOut()
  }

  /** A partial answer does without servers that stay out of reach. */
  #leaveOut(): void {
    const { connections, context } = this.#parts
    let waiting = false
    for (const request of [...this.#requests.values()]) {
      if (!request.kind.searchOpen) continue
      const sinceMs = connections.unreachableSinceMs(request.server)
      if (sinceMs !== undefined && context.nowMs - sinceMs >= partialPatienceMs) this.#giveUp(request)
      else waiting = true
    }
    if (waiting) context.wakeAt(context.nowMs + partialPatienceMs / 4)
  }

  #giveUp(request: StreamRequest): void {
    this.#leave(request)
    this.#drop(request)
    this.#merge.unreachable(request.stream, this.#parts.context.nowMs)
  }

  #ask(request: StreamRequest): void {
    this.#requests.set(request.stream, request)
    this.dispatch(request)
  }

  #settle(token: number, key: Bytes): void {
    const call = this.#parts.nextInnerCall()
    this.#settling.add(call)
    this.#parts.keys.submit(call, this.#space, key, undefined, key.length, this.#options.times.timeoutMs, (response, error) => {
      if (!this.#settling.delete(call)) return
      if (response === undefined) this.#merge.fail(error!)
      else this.#merge.settled(token, response.found ? { version: response.version ?? 0, object: response.object! } : undefined)
      this.#advance()
    })
  }

  #replan(lost: boolean): void {
    const { context } = this.#parts
    this.#leaveAll()
    this.#planAtMs = context.nowMs + context.jittered(this.#awaitedVersion > 0 ? configurationPatienceMs : lost ? this.#retryMs() : 1)
    this.#replans++
    context.wakeAt(this.#planAtMs)
  }

  #expire(): void {
    const { connections, routes } = this.#parts
    const waiting = [...this.#requests.values()].filter((request) => request.kind.searchOpen)
    if (this.#spec.partial && waiting.length > 0) {
      this.#clock.start()
      for (const request of waiting) this.#giveUp(request)
      return
    }
    const space = routes.space(this.#space.id) ?? this.#space
    const servers = this.#planOf(space).servers
    const missing = [...servers].filter(([server]) => connections.unreachableSinceMs(server) !== undefined)
    const what = `${this.#options.what} space ${space.definition.name}`
    if (missing.length === 0) this.#merge.fail(this.#clock.endsWithCaller ? notOver(what) : timedOut(what, this.#clock.waitMs, ''))
    else {
      const regions = missing.flatMap(([, stamps]) => stamps.map((stamp) => stamp.region ?? 0))
      const message = `${what} cannot reach server ${missing.map(([server]) => server).join(', ')} for regions ${regions.join(', ')}`
      const alternative = this.#merge instanceof SearchMerge && !this.#spec.partial ? ', or allow a partial answer' : ''
      this.#merge.fail(new HyperdexError('PARTIAL', message, `Try again when the server is back (status shows it)${alternative}.`))
    }
  }
}
