// The watches of one server: each has its place in the change logs of some key regions and is shown what matches before or after, by rising
// version in each region, up to the watermark: what lies below is committed everywhere, and nothing below can still come. Nothing is kept
// for a reader that is slow: the log passes it by, and it is told which regions it has lost.
import {
  type Change,
  type Failure,
  type Request,
  responseStatus,
  type WatchOpen,
  type WatchPage,
  type WatchStamp,
} from '../cluster/client-messages.ts'
import { HyperdexError } from '../errors.ts'
import { refusalOfMany } from '../replication/authorization.ts'
import type { ChangeLog } from '../replication/change-log.ts'
import { refusalOfDropped } from '../replication/dropped.ts'
import type { CommittedChange } from '../replication/kept-changes.ts'
import { type Caller, failure, type Surroundings } from '../replication/surroundings.ts'
import { counterRange } from '../replication/version.ts'
import { compilePredicate, type Matcher } from '../values/matcher.ts'
import { decodeObject } from '../values/object.ts'
import { matchAll } from '../values/predicate.ts'
import type { Effort } from '../values/regex.ts'
import type { Chains } from './chains.ts'
import { busy, cancelled, closed, type Requests } from './requests.ts'

const watchesMax = 1024
/** A watch that nobody asks for changes is closed after this long. */
const watchLeaseMs = 60_000
/** Who waits for changes is answered after this long without any, so that its token stays young. */
const patienceMs = 5_000
const pageChangesMax = 256
const pageBytesMax = 1024 * 1024
/** Changes judged for one page, and what else judging them costs: what does not match costs time too. */
const judgedMax = 4096
/** Spent in one turn on the regexes of all watches that wait; nobody else is served meanwhile. */
const turnEffortMax = 4096

interface OpenWatch {
  readonly id: number
  readonly stream: number
  readonly asked: WatchOpen
  readonly matches: Matcher
  /** Of `matches`. */
  readonly effort: Effort
  /** Region → the version up to which all was shown or does not match. */
  readonly positions: Map<number, number>
  /** Regions whose position the reader has not been told yet. */
  readonly moved: Set<number>
  /** Who waits for changes. */
  asking: Caller | undefined
  usedAt: number
}

interface PageInMaking {
  readonly changes: Change[]
  bytes: number
  judged: number
  /** A region has come into another epoch: a reader must know soon, for whoever joined its chain knows nothing of before. */
  newEpoch: boolean
}

function emptyPage(): PageInMaking {
  return { changes: [], bytes: 0, judged: 0, newEpoch: false }
}

export class Watches {
  readonly #chains: Chains
  readonly #requests: Requests
  readonly #around: Surroundings
  readonly #log: ChangeLog
  readonly #open = new Map<number, OpenWatch>()
  /** Waiting, with news that no time was left for in the last turn. */
  #behind = new Set<OpenWatch>()
  /** A number that another run of this server gave means nothing here: they begin with the second of the start. */
  #lastId: number

  constructor(chains: Chains, requests: Requests, around: Surroundings, log: ChangeLog) {
    this.#chains = chains
    this.#requests = requests
    this.#around = around
    this.#log = log
    this.#lastId = Math.floor(around.wall() / 1000) * 2 ** 21
  }

  get open(): number {
    return this.#open.size
  }

  /** False: the request is not about watches. */
  request(caller: Caller, request: Request): boolean {
    if (request.watchOpen) this.#begin(caller, request, request.watchOpen)
    else if (request.watchNext) this.#next(caller, request.watchNext)
    else if (request.watchClose) {
      const watch = this.#open.get(request.watchClose)
      if (watch?.stream === caller.stream) this.#leave(watch, closed(`watch ${watch.id}`))
    } else return false
    return true
  }

  /** The request is given up, and with it the watch that waits in it. */
  cancel(stream: number, id: number): void {
    for (const watch of this.#open.values()) if (watch.asking?.id === id && watch.stream === stream) this.#leave(watch, cancelled)
  }

  streamClosed(stream: number): void {
    for (const watch of this.#open.values()) if (watch.stream === stream) this.#open.delete(watch.id)
  }

  expire(now: number): void {
    for (const watch of this.#open.values()) {
      if (!watch.asking && now - watch.usedAt > watchLeaseMs) this.#open.delete(watch.id)
      else if (watch.asking && now - watch.usedAt > patienceMs) this.#answer(watch, emptyPage(), [])
    }
  }

  /** Its reader wants no more of it: whatever waits for changes is told so. */
  #leave(watch: OpenWatch, reason: Failure): void {
    this.#open.delete(watch.id)
    if (watch.asking) this.#around.answer(watch.asking, { status: responseStatus.failed, failure: reason })
  }

  /** A configuration was installed: regions that are no longer here are to be watched elsewhere, attributes that were dropped by nobody. */
  installed(): void {
    for (const watch of this.#open.values()) {
      const regions = [...watch.positions.keys()]
      const gone = regions.some((region) => !this.#chains.replicas.has(region))
      const dropped = gone || regions.length === 0 ? undefined : refusalOfDropped(this.#chains.replicas.get(regions[0]!)!.view, watch.asked)
      if (!gone && !dropped) continue
      this.#open.delete(watch.id)
      if (watch.asking) {
        this.#around.answer(watch.asking, dropped ? { status: responseStatus.failed, failure: dropped } : this.#requests.stale())
      }
    }
  }

  /** The turn ends: who waits for the regions with news is shown them, or in the next turn when judging them took too much in this one. */
  endTurn(): void {
    const news = this.#log.takeNews()
    if (news.size === 0 && this.#behind.size === 0) return
    const concerned = this.#behind
    this.#behind = new Set()
    for (const watch of this.#open.values()) if (watch.asking && hasNews(watch, news)) concerned.add(watch)
    let spent = 0
    for (const watch of concerned) {
      if (!watch.asking || !this.#open.has(watch.id)) continue
      if (spent > turnEffortMax) {
        this.#behind.add(watch)
        continue
      }
      const before = watch.effort.spent
      this.#show(watch)
      spent += watch.effort.spent - before
    }
  }

  #begin(caller: Caller, request: Request, open: WatchOpen): void {
    const stamps = open.regions ?? []
    const positions = new Map<number, number>()
    const lost: number[] = []
    for (const stamp of stamps) {
      const region = stamp.region ?? 0
      const refusal = this.#requests.refusal(region, stamp.epoch ?? 0, stamp.hasAfter ? 'member' : 'head', request.schemaVersion ?? 0)
      if (refusal) {
        this.#around.answer(caller, refusal)
        return
      }
      const after = this.#after(stamp)
      if (after < (this.#log.start(region) ?? Number.POSITIVE_INFINITY)) lost.push(region)
      else positions.set(region, after)
    }
    const first = this.#chains.replicas.get(stamps[0]?.region ?? 0)
    if (!first || stamps.some(({ region }) => this.#chains.replicas.get(region!)!.view !== first.view || !this.#isKeyRegion(region!))) {
      this.#fail(caller, 'INVALID', 'a watch names no region, or regions that are not key regions of one space', 'Name key regions.')
      return
    }
    if (this.#open.size >= watchesMax) {
      const reason = failure('OVERLOADED', `${watchesMax} watches are open at this server`, 'Close watches that are not needed.', 1000)
      this.#around.answer(caller, busy(reason))
      return
    }
    const refused = refusalOfMany(first.view) ?? refusalOfDropped(first.view, open)
    if (refused) {
      this.#around.answer(caller, { status: responseStatus.failed, failure: refused })
      return
    }
    const effort = { spent: 0 }
    let matches: Matcher
    try {
      matches = compilePredicate(open.predicate ?? matchAll, first.view.types, effort)
    } catch (error) {
      if (!(error instanceof HyperdexError)) throw error
      this.#fail(caller, error.code, error.message, error.remedy)
      return
    }
    const watch: OpenWatch = {
      id: ++this.#lastId,
      stream: caller.stream,
      asked: open,
      matches,
      effort,
      positions,
      moved: new Set(positions.keys()),
      asking: caller,
      usedAt: this.#around.now(),
    }
    this.#open.set(watch.id, watch)
    this.#answer(watch, emptyPage(), lost)
  }

  #after(stamp: WatchStamp): number {
    return stamp.hasAfter ? (stamp.after ?? 0) : this.#watermark(stamp.region ?? 0)
  }

  #isKeyRegion(region: number): boolean {
    return this.#chains.replicas.get(region)!.subspace === 0
  }

  #watermark(region: number): number {
    return this.#chains.leaders.get(region)?.watermark ?? this.#around.watermark(region)
  }

  #next(caller: Caller, id: number): void {
    const watch = this.#open.get(id)
    if (watch?.stream !== caller.stream || watch.asking) {
      this.#fail(caller, 'SEARCH_EXPIRED', `watch ${id} is not open on this stream, or a page of it is under way`, 'Watch again.')
      return
    }
    watch.asking = caller
    watch.usedAt = this.#around.now()
    this.#show(watch)
  }

  /** Answers whoever waits when there is something to say. A change that takes too much to judge ends the watch: to pass it by would be to hide it. */
  #show(watch: OpenWatch): void {
    try {
      this.#showNews(watch)
    } catch (error) {
      if (!(error instanceof HyperdexError) || error.code === 'INTERNAL') throw error
      this.#open.delete(watch.id)
      this.#fail(watch.asking!, error.code, error.message, error.remedy)
    }
  }

  #showNews(watch: OpenWatch): void {
    const page = emptyPage()
    const lost: number[] = []
    for (const [region, position] of [...watch.positions]) {
      if (page.changes.length >= pageChangesMax || page.bytes >= pageBytesMax || page.judged >= judgedMax) break
      if (position < (this.#log.start(region) ?? Number.POSITIVE_INFINITY)) {
        lost.push(region)
        watch.positions.delete(region)
      } else this.#collect(watch, region, position, page)
    }
    if (page.changes.length > 0 || lost.length > 0 || page.judged >= judgedMax || page.newEpoch) this.#answer(watch, page, lost)
  }

  #collect(watch: OpenWatch, region: number, after: number, page: PageInMaking): void {
    const through = this.#watermark(region)
    let position = through
    for (const change of this.#log.between(region, after, through)) {
      if (page.changes.length >= pageChangesMax || page.bytes >= pageBytesMax || page.judged >= judgedMax) {
        position = Math.min(through, change.version - 1)
        break
      }
      const before = watch.effort.spent
      const shown = concerns(watch.matches, change)
      page.judged += 1 + watch.effort.spent - before
      if (!shown) continue
      page.changes.push(changeMessage(region, change))
      page.bytes += change.key.length + (change.before?.object.length ?? 0) + (change.after?.length ?? 0)
    }
    if (position <= after) return
    if (Math.floor(position / counterRange) > Math.floor(after / counterRange)) page.newEpoch = true
    // To the end of the line: a region that changes all the time must not hide the others.
    watch.positions.delete(region)
    watch.positions.set(region, position)
    watch.moved.add(region)
  }

  #answer(watch: OpenWatch, page: PageInMaking, lost: readonly number[]): void {
    const caller = watch.asking!
    watch.asking = undefined
    watch.usedAt = this.#around.now()
    const positions: NonNullable<WatchPage['positions']> = [...watch.moved]
      .filter((region) => watch.positions.has(region))
      .map((region) => ({ region, version: watch.positions.get(region)! }))
    watch.moved.clear()
    this.#around.answer(caller, { status: responseStatus.ok, watch: { watch: watch.id, changes: page.changes, positions, lost } })
  }

  #fail(caller: Caller, code: string, message: string, remedy: string): void {
    this.#around.answer(caller, { status: responseStatus.failed, failure: failure(code, message, remedy) })
  }
}

function hasNews({ positions }: OpenWatch, news: ReadonlySet<number>): boolean {
  for (const region of positions.keys()) if (news.has(region)) return true
  return false
}

/** It matched before or it matches after. */
function concerns(matches: Matcher, { key, before, after }: CommittedChange): boolean {
  return (after !== undefined && matches(key, decodeObject(after))) || (before !== undefined && matches(key, decodeObject(before.object)))
}

function changeMessage(region: number, { key, version, before, after }: CommittedChange): Change {
  return {
    region,
    key,
    version,
    ...(before ? { hasBefore: true, beforeVersion: before.version, before: before.object } : {}),
    ...(after ? { hasAfter: true, after } : {}),
  }
}
