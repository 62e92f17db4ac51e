// Runs a session core (src/session) over real connections and clocks, with a promise for each call. Used by the typed client, the command
// line and the gateway. It decides nothing about routing, retries or order: that is the core's.
import type { Aggregation, Response, Update } from '../cluster/client-messages.ts'
import type { Configuration, Space } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import { projector } from '../schema/selection.ts'
import type { AggregateGroup } from '../search/group-table.ts'
import { closedError, unknownSpace } from '../session/call-errors.ts'
import { checkKey } from '../session/check-call.ts'
import { compareSpace } from '../session/comparison.ts'
import type { ComparisonResult } from '../session/comparison-steps.ts'
import type { SessionEffects } from '../session/effects.ts'
import type { PlaceQuestion } from '../session/place-calls.ts'
import type { Explanation, SearchAnswer, SearchSpec } from '../session/search-spec.ts'
import { Session } from '../session/session.ts'
import type { WatchAnswer, WatchSpec } from '../session/watch-spec.ts'
import type { Bytes } from '../values/bytes.ts'
import { decodeObject } from '../values/object.ts'
import type { Predicate } from '../values/predicate.ts'
import { type CallOptions, neverSent } from './rpc-client.ts'
import { SessionAdmin } from './session-driver-admin.ts'
import { type ComparisonCallOptions, runComparison } from './session-driver-comparison.ts'
import { ConfigurationFeed } from './session-driver-configuration.ts'
import { SessionOpener } from './session-driver-opener.ts'
import { SearchReader, type SearchRows } from './session-driver-search.ts'
import { WatchReader } from './session-driver-watch.ts'
import { openSessionStream, type SessionStream } from './session-stream.ts'
import { storedSample } from './stored-sample.ts'
import { boundedTimeoutOf, deadlineIn, leftOf, timeoutOf } from './timeout.ts'

export type { AggregateGroup } from '../search/group-table.ts'
export type { Explanation, FoundRow, SearchSpec } from '../session/search-spec.ts'
export type { WatchedChange, WatchSpec } from '../session/watch-spec.ts'
export type { CallOptions } from './rpc-client.ts'

/** A replica may be down for a while before its chain goes on without it, and a redrive waits for its turn. */
const placeTimeoutMs = 60_000
/** Timers are no finer than this: deadlines and retries are joined. */
const timerGrainMs = 4

/** `object` is a view of a received message: copy what is kept. */
export interface FoundObject {
  readonly version: number
  readonly object: Bytes
}

/** Of a get or update: macaroons in binary form, for a space with authorization. */
export interface KeyCallOptions extends CallOptions {
  readonly tokens?: readonly Bytes[]
}

export interface GetOptions extends KeyCallOptions {
  /** Attributes by index, 0 is the key, each once: the object is then these values alone, in this order. None: all without the key. */
  readonly select?: readonly number[]
}

export interface SearchOptions extends CallOptions {
  /** When the caller stops listening, on the clock of `performance.now()`: he hears before it why he gets no further rows. */
  readonly endsAtMs?: number
}

interface OpenCall {
  resolve(response: Response): void
  reject(error: HyperdexError): void
  readonly signal: AbortSignal | undefined
  readonly abort: (() => void) | undefined
}

const noOptions: KeyCallOptions = {}
/**
 * Every call takes `timeoutMs` (default 10,000; of a search: while it is waited for the next row; 0: none) and `signal`, and fails with
 * HyperdexErrors only. Calls made without awaiting are pipelined; those to one key keep their order.
 */
export class SessionDriver {
  readonly admin: SessionAdmin
  readonly #feed: ConfigurationFeed
  readonly #opener: SessionOpener
  readonly #session = new Session({ random: Math.random })
  readonly #streams = new Map<number, SessionStream>()
  readonly #calls = new Map<number, OpenCall>()
  readonly #searches = new Map<number, (answer: SearchAnswer) => void>()
  readonly #watches = new Map<number, (answer: WatchAnswer) => void>()
  #lastCall = 0
  #scheduled = false
  #running = false
  #timer: NodeJS.Timeout | undefined
  #timerAtMs = Number.POSITIVE_INFINITY
  #closed = false

  private constructor(hosts: readonly string[]) {
    this.#feed = new ConfigurationFeed(hosts, (configuration) => {
      this.#session.install(configuration, performance.now())
      this.#schedule()
    })
    this.#opener = new SessionOpener(this.#feed, (client) => {
      this.#session.grant(client, performance.now())
      this.#schedule()
    })
    this.admin = new SessionAdmin(this.#feed, async (name, options) => storedSample(this, await this.space(name, options), options))
  }

  /** @param hosts HOST:PORT of any processes of one cluster. @throws HyperdexError UNAVAILABLE when none answers in time, ABORTED, INVALID */
  static async connect(hosts: readonly string[], options: CallOptions = noOptions): Promise<SessionDriver> {
    const { signal } = options
    if (signal?.aborted) throw abortError(signal)
    const driver = new SessionDriver(hosts)
    const aborted = Promise.withResolvers<never>()
    const abort = () => aborted.reject(abortError(signal))
    signal?.addEventListener('abort', abort, { once: true })
    try {
      await Promise.race([driver.#begin(boundedTimeoutOf(options)), aborted.promise])
    } catch (error) {
      await driver.close()
      throw error
    } finally {
      signal?.removeEventListener('abort', abort)
    }
    return driver
  }

  async #begin(timeoutMs: number): Promise<void> {
    await this.#feed.start(timeoutMs)
    if (this.#closed) return
    this.#session.begin(performance.now())
    this.#run()
    await this.#opener.settled()
  }

  /** The newest one known. */
  configuration(): Configuration {
    return this.#session.configuration
  }

  /** Asks for news before it gives up, as `lookUp`. @throws HyperdexError UNKNOWN_SPACE, UNAVAILABLE */
  async space(name: string, options?: CallOptions): Promise<Space> {
    const space = await this.lookUp(() => this.knownSpace(name), options)
    if (space === undefined) throw unknownSpace(name)
    return space
  }

  /**
   * The space by its newest definition. Objects may come before the definition by which they were made, one with more attributes: then that is asked for.
   * A space that is gone, and a definition that cannot be heard of, are as they were.
   */
  async newestFor(space: Space, objects: readonly (Bytes | undefined)[]): Promise<Space> {
    const values = Math.max(0, ...objects.map((object) => (object === undefined ? 0 : decodeObject(object).length)))
    const newest = ({ spaces }: Configuration) => spaces.get(space.id) ?? space
    const find = (configuration: Configuration) => {
      const found = newest(configuration)
      return found.definition.attributes.length < values ? undefined : found
    }
    return (await this.lookUp(find).catch(() => undefined)) ?? newest(this.configuration())
  }

  /**
   * What is found in the newest configuration, else in one that is at least as new as the coordinator's at the time of this call: what is
   * missing there does not exist. @throws HyperdexError UNAVAILABLE when it is missing and the coordinator does not answer in time
   */
  async lookUp<Found>(
    find: (configuration: Configuration) => Found | undefined,
    options: CallOptions = noOptions,
  ): Promise<Found | undefined> {
    if (this.#closed) throw closedError()
    const known = find(this.configuration())
    if (known !== undefined) return known
    const deadline = deadlineIn(boundedTimeoutOf(options))
    await this.#feed.refresh({ ...options, timeoutMs: leftOf(deadline) })
    const news = find(this.configuration())
    if (news !== undefined) return news
    await this.#feed.catchUp(deadline, options.signal)
    return find(this.configuration())
  }

  /** As `space`, by what is known already. */
  knownSpace(name: string): Space | undefined {
    for (const space of this.configuration().spaces.values()) if (space.definition.name === name) return space
    return undefined
  }

  /** The newest configuration that any process of the cluster has. */
  async refresh(options?: CallOptions): Promise<Configuration> {
    await this.#feed.refresh(options)
    return this.configuration()
  }

  get(space: Space, key: Bytes, options: GetOptions = noOptions): Promise<FoundObject | undefined> {
    return new Promise((resolve, reject) => {
      const timeoutMs = timeoutOf(options)
      const select = options.select?.length ? options.select : undefined
      const found = ({ found, version, object, selected }: Response) => {
        if (!found) return resolve(undefined)
        const sent = object ?? new Uint8Array(0)
        const cut = select && !selected ? projector(select, space.definition)(checkKey(space.definition, key), sent) : sent
        resolve({ version: version ?? 0, object: cut })
      }
      const call = this.#open(found, reject, options.signal)
      if (call === 0) return
      this.#session.get(call, space, key, timeoutMs, performance.now(), options.tokens, select)
      this.#schedule()
    })
  }

  /** The new version. @throws HyperdexError NOT_FOUND, COMPARE_FAILED and whatever else the update is refused with */
  update(space: Space, update: Update, options: KeyCallOptions = noOptions): Promise<number> {
    return new Promise((resolve, reject) => {
      const timeoutMs = timeoutOf(options)
      const call = this.#open((response) => resolve(response.version ?? 0), reject, options.signal)
      if (call === 0) return
      this.#session.update(call, space, update, timeoutMs, performance.now(), options.tokens)
      this.#schedule()
    })
  }

  /** Rows in order. @throws HyperdexError PARTIAL, SEARCH_EXPIRED, INVALID, … from the iteration */
  search(space: Space, spec: SearchSpec, options: SearchOptions = noOptions): SearchRows {
    return this.#search(space, spec, options)
  }

  /** How many distinct keys match. */
  count(space: Space, predicate: Predicate, options: CallOptions = noOptions): Promise<number> {
    const timeoutMs = timeoutOf(options)
    return this.#answered(
      options,
      ({ count }) => count,
      (call) => this.#session.count(call, space, predicate, timeoutMs, performance.now()),
    )
  }

  /** @throws HyperdexError INVALID, OVERFLOW of a sum of ints, TOO_LARGE for too many groups */
  aggregate(
    space: Space,
    predicate: Predicate,
    aggregation: Aggregation,
    options: CallOptions = noOptions,
  ): Promise<readonly AggregateGroup[]> {
    const timeoutMs = timeoutOf(options)
    return this.#answered(
      options,
      ({ groups }) => groups ?? [],
      (call) => this.#session.aggregate(call, space, predicate, aggregation, timeoutMs, performance.now()),
    )
  }

  /** How many objects were changed; without `timeoutMs` it takes as long as it takes. */
  groupUpdate(
    space: Space,
    predicate: Predicate,
    update: Update,
    { onProgress = () => {}, ...options }: CallOptions & { readonly onProgress?: ((changed: number) => void) | undefined } = {},
  ): Promise<number> {
    const timeoutMs = timeoutOf({ ...options, timeoutMs: options.timeoutMs ?? 0 })
    return this.#answered(
      options,
      ({ count }) => count,
      (call) => this.#session.groupUpdate(call, space, predicate, update, timeoutMs, performance.now()),
      onProgress,
    )
  }

  /** Runs the search and says how it was done. */
  async explain(space: Space, spec: SearchSpec, options: CallOptions = noOptions): Promise<Explanation> {
    const reader = this.#search(space, spec, options)
    let result = await reader.next()
    while (!result.done) result = await reader.next()
    if (reader.explanation === undefined) throw new HyperdexError('INTERNAL', 'the search ended without an explanation', 'report this')
    return reader.explanation
  }

  /** Committed changes; `timeoutMs` is for opening it. @throws HyperdexError GAP, INVALID, … from the iteration */
  watch(space: Space, spec: WatchSpec, options: CallOptions = noOptions): WatchReader {
    const { signal } = options
    const timeoutMs = timeoutOf(options)
    const call = ++this.#lastCall
    const finish = () => {
      signal?.removeEventListener('abort', abort)
      this.#watches.delete(call)
    }
    const cancel = () => {
      finish()
      this.#cancel(call)
    }
    const reader = new WatchReader({
      demand: () => {
        this.#session.demand(call, performance.now())
        this.#schedule()
      },
      cancel,
      abandoned: () => (signal?.aborted ? abortError(signal) : undefined),
    })
    const abort = () => {
      cancel()
      reader.fail(abortError(signal))
    }
    if (signal?.aborted) {
      reader.fail(abortError(signal))
      return reader
    }
    signal?.addEventListener('abort', abort, { once: true })
    this.#watches.set(call, (answer) => {
      if (answer.done) finish()
      reader.answer(answer)
    })
    this.#session.watch(call, space, spec, timeoutMs, performance.now())
    this.#schedule()
    return reader
  }

  /** Compares every copy of the space's objects, and mends them with `mend`. @throws HyperdexError TIMEOUT when a replica does not answer */
  compare(space: Space, options: ComparisonCallOptions): Promise<ComparisonResult> {
    return runComparison(
      compareSpace({ space: space.id, configuration: () => this.configuration(), mend: options.mend ?? false }),
      (question) => this.#askPlace(space, question, options),
      options,
    )
  }

  #askPlace(space: Space, question: PlaceQuestion, options: CallOptions): Promise<Response> {
    return new Promise((resolve, reject) => {
      const timeoutMs = timeoutOf({ timeoutMs: placeTimeoutMs, ...options })
      const call = this.#open(resolve, reject, options.signal)
      if (call === 0) return
      this.#session.askPlace(call, space, question, timeoutMs, performance.now())
      this.#schedule()
    })
  }

  /** Open calls fail; nothing is left behind. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#session.close(performance.now())
    this.#run()
    this.#feed.close()
    for (const stream of this.#streams.values()) stream.close()
    this.#streams.clear()
    clearTimeout(this.#timer)
  }

  /** A call whose last answer is its result. `progress` makes it a write, and is told the counts of the answers before. */
  #answered<Result>(
    { signal }: CallOptions,
    resultOf: (answer: SearchAnswer) => Result,
    begin: (call: number) => void,
    progress?: (count: number) => void,
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      const call = ++this.#lastCall
      const leave = () => {
        signal?.removeEventListener('abort', abort)
        this.#searches.delete(call)
      }
      const abandon = (error: unknown) => {
        leave()
        this.#cancel(call)
        reject(error)
      }
      const abort = () => abandon(abortError(signal, progress !== undefined))
      if (signal?.aborted) return reject(abortError(signal))
      signal?.addEventListener('abort', abort, { once: true })
      this.#searches.set(call, (answer) => {
        if (!answer.done) {
          try {
            progress?.(answer.count)
          } catch (error) {
            abandon(error)
          }
          return
        }
        leave()
        if (answer.error) reject(answer.error)
        else resolve(resultOf(answer))
      })
      begin(call)
      this.#schedule()
    })
  }

  #search(space: Space, spec: SearchSpec, options: SearchOptions): SearchReader {
    const { signal, endsAtMs } = options
    const times = { timeoutMs: timeoutOf(options), ...(endsAtMs === undefined ? {} : { endsAtMs }) }
    const call = ++this.#lastCall
    const finish = () => {
      signal?.removeEventListener('abort', abort)
      this.#searches.delete(call)
    }
    const cancel = () => {
      finish()
      this.#cancel(call)
    }
    const reader = new SearchReader({
      demand: () => {
        this.#session.demand(call, performance.now())
        this.#schedule()
      },
      cancel,
      abandoned: () => (signal?.aborted ? abortError(signal) : undefined),
    })
    const abort = () => {
      cancel()
      reader.fail(abortError(signal))
    }
    if (signal?.aborted) {
      reader.fail(abortError(signal))
      return reader
    }
    signal?.addEventListener('abort', abort, { once: true })
    this.#searches.set(call, (answer) => {
      if (answer.done) finish()
      reader.answer(answer)
    })
    this.#session.search(call, space, spec, times, performance.now())
    this.#schedule()
    return reader
  }

  /** 0: the caller gave up before it began. */
  #open(resolve: (response: Response) => void, reject: (error: HyperdexError) => void, signal: AbortSignal | null | undefined): number {
    const call = ++this.#lastCall
    if (!signal) {
      this.#calls.set(call, { resolve, reject, signal: undefined, abort: undefined })
      return call
    }
    if (signal.aborted) {
      reject(abortError(signal))
      return 0
    }
    const abort = () => this.#cancel(call)
    signal.addEventListener('abort', abort, { once: true })
    this.#calls.set(call, { resolve, reject, signal, abort })
    return call
  }

  #cancel(call: number): void {
    this.#session.cancel(call, performance.now())
    this.#schedule()
  }

  /** All that is asked in one turn is joined. */
  #schedule(): void {
    if (this.#scheduled || this.#running) return
    this.#scheduled = true
    queueMicrotask(this.#run)
  }

  readonly #run = (): void => {
    this.#scheduled = false
    this.#running = true
    let effects = this.#session.effects()
    while (this.#perform(effects)) effects = this.#session.effects()
    this.#running = false
    this.#arm()
  }

  /** True when it gave the session new inputs. */
  #perform(effects: SessionEffects): boolean {
    for (const server of effects.disconnects) {
      this.#streams.get(server)?.close()
      this.#streams.delete(server)
    }
    let inputs = false
    for (const { server, address } of effects.connects) {
      if (this.#connect(server, address)) inputs = true
    }
    for (const [server, requests] of effects.sends) {
      const stream = this.#streams.get(server)
      if (stream === undefined || stream.send(requests)) continue
      this.#streams.delete(server)
      stream.close()
      this.#session.disconnected(server, true, performance.now())
      inputs = true
    }
    if (effects.configurationAtLeast > 0) this.#feed.want(effects.configurationAtLeast)
    if (effects.openSession && !this.#closed) this.#opener.open()
    for (const { call, response, error } of effects.finished) {
      const open = this.#calls.get(call)
      if (open === undefined) continue
      this.#calls.delete(call)
      if (open.abort !== undefined) open.signal?.removeEventListener('abort', open.abort)
      if (response !== undefined) open.resolve(response)
      else open.reject(error.code === 'ABORTED' && open.signal?.aborted ? withCause(error, open.signal.reason) : error)
    }
    for (const answer of effects.answers) {
      this.#searches.get(answer.call)?.(answer)
      if (answer.done) this.#searches.delete(answer.call)
    }
    for (const answer of effects.watched) {
      this.#watches.get(answer.call)?.(answer)
      if (answer.done) this.#watches.delete(answer.call)
    }
    return inputs || effects.answers.length > 0 || effects.watched.length > 0
  }

  #connect(server: number, address: string): boolean {
    if (this.#closed) return false
    let stream: SessionStream | undefined
    try {
      stream = openSessionStream(
        address,
        {
          onResponses: (responses) => {
            if (this.#streams.get(server) !== stream) return
            this.#session.receive(server, responses, performance.now())
            this.#run()
          },
          onClose: (error) => {
            if (this.#streams.get(server) !== stream) return
            this.#streams.delete(server)
            this.#session.disconnected(server, !neverSent(error), performance.now())
            this.#run()
          },
        },
        this.configuration().cluster,
      )
    } catch (error) {
      if (!(error instanceof HyperdexError)) throw error
      this.#session.disconnected(server, false, performance.now())
      return true
    }
    this.#streams.set(server, stream)
    this.#session.connected(server, performance.now())
    return true
  }

  #arm(): void {
    const wakeAtMs = this.#session.wakeAtMs
    if (this.#closed || wakeAtMs >= this.#timerAtMs) return
    clearTimeout(this.#timer)
    this.#timerAtMs = wakeAtMs
    this.#timer = setTimeout(this.#tick, Math.min(2 ** 31 - 1, Math.max(timerGrainMs, wakeAtMs - performance.now())))
  }

  readonly #tick = (): void => {
    this.#timerAtMs = Number.POSITIVE_INFINITY
    this.#session.tick(performance.now())
    this.#run()
  }
}

function withCause(error: HyperdexError, cause: unknown): HyperdexError {
  error.cause = cause
  return error
}

export function abortError(signal: AbortSignal | null | undefined, begunWrites = false): HyperdexError {
  const remedy = begunWrites
    ? 'what it has changed stays changed, and what it had sent may be; look which objects still match'
    : 'nothing was changed by this call; call again when it is wanted'
  return new HyperdexError('ABORTED', 'the call was aborted by its caller', remedy, { cause: signal?.reason })
}
