// The searches of one server: each waits for the updates that were pending on its arrival and could touch its predicate, then reads one snapshot
// of all its regions (protocol.md section 3). Cursors hold their snapshots under a lease; a stream that closes takes its cursors along.
//
// A snapshot is opened only when the turn in which the wait ended is written: it then shows every commit that the search waited for.
import {
  type Departure,
  type Failure,
  isAnswered,
  type Request,
  responseStatus,
  type SearchNext,
  type SearchOpen,
  type SearchPage,
} from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import { readOnlyError } from '../cluster/read-only.ts'
import { HyperdexError } from '../errors.ts'
import { mayMatchCoordinates } from '../hyperspace/plan.ts'
import type { Entry, Snapshot, StoreReader } from '../ports/store.ts'
import { refusalOfMany } from '../replication/authorization.ts'
import { refusalOfDropped } from '../replication/dropped.ts'
import { committedObject } from '../replication/object-rows.ts'
import type { PendingUpdate } from '../replication/pending.ts'
import type { Replica } from '../replication/replica.ts'
import { type Caller, failure, type Surroundings } from '../replication/surroundings.ts'
import { type Wait, Waiters } from '../replication/waiters.ts'
import { type CursorStep, RegionCursor } from '../search/region-cursor.ts'
import { compilePredicate, type Matcher } from '../values/matcher.ts'
import { decodeObject } from '../values/object.ts'
import { matchAll } from '../values/predicate.ts'
import type { Effort } from '../values/regex.ts'
import type { Chains } from './chains.ts'
import { busy, cancelled, closed, type Requests } from './requests.ts'
import type { PageRead } from './turn.ts'
import { unsettledKeys } from './unsettled.ts'

/** A cursor that nobody asks for a page is closed after this long. */
const cursorLeaseMs = 60_000
/** Open cursors a server keeps; each holds a snapshot. */
const cursorsMax = 4096

/** Spent on which updates a search must wait for; then it waits for all. Nobody else is served meanwhile. */
const waitEffortMax = 8192

interface OpenSearch {
  readonly id: number
  readonly caller: Caller
  readonly open: SearchOpen
  readonly schemaVersion: number
  readonly replicas: readonly Replica[]
  readonly matches: Matcher
  /** Of `matches`. */
  readonly effort: Effort
  cursor: RegionCursor | undefined
  snapshot: Snapshot | undefined
  /** Departures, and unsettled keys where they are wanted; taken by the first page. */
  withFirstPage: Partial<SearchPage> | undefined
  /** Who waits for a page; undefined: nobody. */
  asking: Caller | undefined
  usedAt: number
  /** What it waits for before its snapshot is opened. */
  wait: Wait | undefined
  /** Page reads asked for and not answered yet: the snapshot stays open for them. */
  readsUnderWay: number
}

export class Searches {
  readonly #chains: Chains
  readonly #requests: Requests
  readonly #around: Surroundings
  readonly #store: StoreReader
  readonly #searches = new Map<number, OpenSearch>()
  /** Over, but with reads under way in their snapshots. */
  readonly #ending = new Map<number, OpenSearch>()
  readonly #waiters = new Waiters()
  #lastId = 0
  /** Searches whose wait is over, by the turn that must be written before their snapshot is opened. */
  #ready: OpenSearch[] = []
  #opening: { sequence: number; searches: OpenSearch[] }[] = []
  #reads: PageRead[] = []

  constructor(chains: Chains, requests: Requests, around: Surroundings, store: StoreReader) {
    this.#chains = chains
    this.#requests = requests
    this.#around = around
    this.#store = store
  }

  /** Searches that are waiting or hold a snapshot. */
  get open(): number {
    return this.#searches.size
  }

  request(caller: Caller, request: Request): void {
    if (request.searchOpen) this.#open(caller, request, request.searchOpen)
    else if (request.searchNext) this.#next(caller, request.searchNext)
    else if (request.searchClose) this.#close(request.searchClose, caller.stream)
    else if (request.cancel) this.#cancel(caller.stream, request.cancel)
    else if (isAnswered(request))
      this.#fail(caller, 'INVALID', 'a request asks for nothing', 'Set get, update, search_open, search_next, search_close or cancel.')
  }

  streamClosed(stream: number): void {
    for (const search of this.#searches.values()) if (search.caller.stream === stream) this.#forget(search)
  }

  expire(now: number): void {
    for (const search of this.#searches.values()) {
      if (search.cursor && !search.asking && now - search.usedAt > cursorLeaseMs) this.#forget(search)
    }
  }

  /** The turn ends: searches whose wait is over open their snapshots when it is written. */
  endTurn(sequence: number): void {
    if (this.#ready.length === 0) return
    this.#opening.push({ sequence, searches: this.#ready })
    this.#ready = []
  }

  /** True when searches began: what they read and answer is in the next turn. */
  written(sequence: number): boolean {
    let began = false
    while (this.#opening.length > 0 && this.#opening[0]!.sequence <= sequence) {
      for (const search of this.#opening.shift()!.searches) this.#openSnapshot(search)
      began = true
    }
    return began
  }

  takeReads(): PageRead[] {
    const reads = this.#reads
    this.#reads = []
    return reads
  }

  entries(cursor: number, token: number, entries: readonly Entry[]): void {
    const search = this.#searches.get(cursor) ?? this.#ending.get(cursor)
    if (!search) return
    search.readsUnderWay--
    if (this.#ending.has(cursor)) this.#release(search)
    else if (search.cursor) this.#step(search, () => search.cursor!.take(token, entries))
  }

  #open(caller: Caller, request: Request, open: SearchOpen): void {
    const replicas: Replica[] = []
    for (const stamp of open.regions ?? []) {
      const refusal = this.#requests.refusal(stamp.region ?? 0, stamp.epoch ?? 0, 'tail', request.schemaVersion ?? 0)
      if (refusal) {
        this.#around.answer(caller, refusal)
        return
      }
      replicas.push(this.#chains.replicas.get(stamp.region!)!)
    }
    const first = replicas[0]
    if (!first || replicas.some(({ view, subspace }) => view !== first.view || subspace !== first.subspace)) {
      this.#fail(caller, 'INVALID', 'a search names no region, or regions of several subspaces', 'Name regions of one subspace.')
      return
    }
    if (this.#searches.size >= cursorsMax) {
      const reason = failure('OVERLOADED', `${cursorsMax} searches are open at this server`, 'Close cursors that are not needed.', 100)
      this.#around.answer(caller, busy(reason))
      return
    }
    const readOnly = open.forUpdate ? readOnlyError(this.#around.readOnly(), first.view.space) : undefined
    if (readOnly) {
      this.#failWith(caller, readOnly)
      return
    }
    const refused = refusalOfMany(first.view) ?? refusalOfDropped(first.view, { predicate: open.predicate, attributes: attributesOf(open) })
    if (refused) {
      this.#around.answer(caller, { status: responseStatus.failed, failure: refused })
      return
    }
    const effort = { spent: 0 }
    let matches: Matcher
    try {
      matches = compilePredicate(open.predicate ?? matchAll, first.view.types, effort)
    } catch (error) {
      this.#failWith(caller, error)
      return
    }
    const search: OpenSearch = {
      id: ++this.#lastId,
      caller,
      open,
      schemaVersion: request.schemaVersion ?? 0,
      replicas,
      matches,
      effort,
      cursor: undefined,
      snapshot: undefined,
      withFirstPage: undefined,
      wait: undefined,
      asking: caller,
      usedAt: this.#around.now(),
      readsUnderWay: 0,
    }
    this.#searches.set(search.id, search)
    this.#waitForPending(search)
  }

  #waitForPending(search: OpenSearch): void {
    const pendings: PendingUpdate[] = []
    for (const replica of search.replicas) {
      for (const pending of replica.pending.all()) {
        // To wait for one that does not matter is no fault.
        const mayTell = search.effort.spent <= waitEffortMax
        if (mayTell && !couldTouch(replica, pending, search.matches)) continue
        pendings.push(pending)
      }
    }
    const settled = () => {
      search.wait = undefined
      if (this.#searches.has(search.id)) this.#ready.push(search)
    }
    // Whoever does not wait any longer closes it.
    search.wait = { pendings, deadline: Number.POSITIVE_INFINITY, settled, expired: () => {} }
    this.#waiters.add(search.wait)
  }

  #openSnapshot(search: OpenSearch): void {
    if (!this.#searches.has(search.id)) return
    for (const stamp of search.open.regions ?? []) {
      const refusal = this.#requests.refusal(stamp.region ?? 0, stamp.epoch ?? 0, 'tail', search.schemaVersion)
      if (!refusal) continue
      this.#searches.delete(search.id)
      this.#around.answer(search.caller, refusal)
      return
    }
    const { open, replicas, matches, effort } = search
    // As it is now, not when the search came: an index may have been removed while it waited, and its rows with it; or an attribute, of which
    // objects may still hold values that can no longer be told.
    const { view } = replicas[0]!
    const { space } = view
    const dropped = refusalOfDropped(view, { predicate: open.predicate, attributes: attributesOf(open) })
    if (dropped) {
      this.#searches.delete(search.id)
      this.#around.answer(search.caller, { status: responseStatus.failed, failure: dropped })
      return
    }
    const departures = this.#departures(search, space)
    const snapshot = this.#store.snapshot()
    search.snapshot = snapshot
    const seenTwice = replicas[0]!.subspace > 0 && (open.aggregation || open.nameUnsettled)
    const sources = replicas.map(({ region, subspace, size, unbuilt }) => ({ region, subspace, objects: size.objects, unbuilt }))
    this.#step(search, () => {
      search.cursor = new RegionCursor({ open, space, sources, snapshot })
      const unsettled = seenTwice
        ? unsettledKeys({ replicas, snapshot, matches, effort, nowMs: this.#around.now(), forRows: !open.aggregation })
        : undefined
      search.withFirstPage = { departures, ...unsettled }
      // Of an aggregate that may see an object in two regions groups follow when the caller knows all such keys.
      return open.aggregation && unsettled ? { reads: [], page: { done: false } } : search.cursor.wantPage()
    })
  }

  /** Relocated objects whose old place the predicate could touch: the caller settles what it has not seen elsewhere. */
  #departures({ replicas, open }: OpenSearch, space: Space): Departure[] {
    const predicate = open.predicate ?? matchAll
    const departures: Departure[] = []
    for (const replica of replicas) {
      for (const { key, version, coordinates } of replica.remembered.departures()) {
        if (mayMatchCoordinates(space, replica.subspace, predicate, coordinates)) departures.push({ key, version })
      }
    }
    return departures
  }

  #next(caller: Caller, { cursor, apart }: SearchNext): void {
    const id = cursor ?? 0
    const search = this.#searches.get(id)
    if (search?.caller.stream !== caller.stream || !search.cursor || search.asking) {
      this.#fail(caller, 'SEARCH_EXPIRED', `cursor ${id} is not open on this stream, or a page of it is under way`, 'Search again.')
      return
    }
    search.asking = caller
    search.usedAt = this.#around.now()
    if (apart?.length) search.cursor.keepApart(apart)
    this.#step(search, () => search.cursor!.wantPage())
  }

  #step(search: OpenSearch, run: () => CursorStep): void {
    let step: CursorStep
    try {
      step = run()
    } catch (error) {
      // A corrupt row is no refusal of the search: the server ends, also when nobody waits for the page.
      if (error instanceof HyperdexError && error.code === 'INTERNAL') throw error
      const { asking } = search
      this.#forget(search)
      if (asking) this.#failWith(asking, error)
      return
    }
    for (const request of step.reads) this.#reads.push({ cursor: search.id, request, snapshot: search.snapshot! })
    search.readsUnderWay += step.reads.length
    if (step.page) this.#answerPage(search, step.page)
  }

  #answerPage(search: OpenSearch, page: SearchPage): void {
    const caller = search.asking!
    search.asking = undefined
    search.usedAt = this.#around.now()
    const further = search.withFirstPage
    search.withFirstPage = undefined
    this.#around.answer(caller, { status: responseStatus.ok, page: { ...page, cursor: page.done ? 0 : search.id, ...further } })
    if (page.done) this.#forget(search)
  }

  #close(id: number, stream: number): void {
    const search = this.#searches.get(id)
    if (search?.caller.stream === stream) this.#leave(search, closed(`cursor ${id}`))
  }

  #cancel(stream: number, id: number): void {
    for (const search of this.#searches.values()) {
      if (search.asking?.stream === stream && search.asking.id === id) this.#leave(search, cancelled)
    }
  }

  /** Its caller wants no more of it: whatever waits for a page is told so. */
  #leave(search: OpenSearch, reason: Failure): void {
    const { asking } = search
    this.#forget(search)
    if (asking) this.#around.answer(asking, { status: responseStatus.failed, failure: reason })
  }

  #forget(search: OpenSearch): void {
    this.#searches.delete(search.id)
    this.#ending.set(search.id, search)
    search.cursor = undefined
    if (search.wait) this.#waiters.giveUp(search.wait)
    search.wait = undefined
    this.#release(search)
  }

  /** A read in a closed snapshot would fail as if the disk had failed: the last one under way closes it. */
  #release(search: OpenSearch): void {
    if (search.readsUnderWay > 0) return
    this.#ending.delete(search.id)
    search.snapshot?.close()
    search.snapshot = undefined
  }

  #fail(caller: Caller, code: string, message: string, remedy: string): void {
    this.#around.answer(caller, { status: responseStatus.failed, failure: failure(code, message, remedy) })
  }

  #failWith(caller: Caller, error: unknown): void {
    if (!(error instanceof HyperdexError)) throw error
    this.#fail(caller, error.code, error.message, error.remedy)
  }
}

/** As far as can be told: what takes too much to judge may match. */
function couldTouch(replica: Replica, pending: PendingUpdate, matches: Matcher): boolean {
  try {
    return touches(replica, pending, matches)
  } catch (error) {
    if (!(error instanceof HyperdexError) || error.code === 'INTERNAL') throw error
    return true
  }
}

/** Whether the key of a pending update matches in any of the states it has here: committed, or after one of its pending updates. */
function touches(replica: Replica, pending: PendingUpdate, matches: Matcher): boolean {
  const { key, keyName } = pending.update
  for (const { update } of replica.pending.ofKey(keyName) ?? []) {
    if (update.object && matches(key, decodeObject(update.object))) return true
  }
  const committed = committedObject(replica, replica.view.keyType.toOrdered(key))
  return committed !== undefined && matches(key, decodeObject(committed.object))
}

/** Besides those of its predicate. */
function attributesOf({ hasOrder, orderBy, aggregation, select }: SearchOpen): (number | null | undefined)[] {
  const { functions, by } = aggregation ?? {}
  return [...(hasOrder ? [orderBy] : []), ...(functions ?? []).map(({ attribute }) => attribute), ...(by ?? []), ...(select ?? [])]
}
