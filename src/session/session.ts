// One client's core, driven by inputs and answering with effects: it finds the server of each call, numbers updates so that none is
// applied twice, sends again what was refused or lost, keeps the order of calls to one key, and merges searches. Its driver
// (transport/session-driver.ts, or the simulated world) owns the connections, the clock and whoever waits for the answers. It knows
// configurations and messages; nothing of gRPC, promises or timers.
import type { Aggregation, Response, Update } from '../cluster/client-messages.ts'
import type { Configuration, Space } from '../cluster/configuration.ts'
import { keyBytesMax } from '../cluster/size-limits.ts'
import { HyperdexError } from '../errors.ts'
import { checkSelection } from '../schema/selection.ts'
import type { Bytes } from '../values/bytes.ts'
import type { Predicate } from '../values/predicate.ts'
import { closedError } from './call-errors.ts'
import { checkKey, checkOpen, checkTokens, checkUpdate, judgeWrite } from './check-call.ts'
import { Connections } from './connections.ts'
import { SessionContext, type SessionSettings } from './context.ts'
import type { SessionEffects } from './effects.ts'
import { KeyCalls } from './key-calls.ts'
import { PlaceCalls, type PlaceQuestion } from './place-calls.ts'
import { checkQuestionSize, checkRequestSize } from './request-size.ts'
import { Routes } from './routes.ts'
import { SearchCalls } from './search-calls.ts'
import type { SearchTimes } from './search-clock.ts'
import type { SearchSpec } from './search-spec.ts'
import type { WatchSpec } from './watch-spec.ts'

/**
 * Every input takes the time, milliseconds of a monotonic clock. Call ids are the driver's, unique among open calls; each call is finished
 * exactly once, unless it is cancelled as a search. `timeoutMs` 0: no deadline.
 */
export class Session {
  readonly #context: SessionContext
  readonly #routes = new Routes()
  readonly #connections: Connections
  readonly #keys: KeyCalls
  readonly #searches: SearchCalls
  readonly #places: PlaceCalls
  #closed = false

  constructor(settings: SessionSettings) {
    this.#context = new SessionContext(settings)
    this.#connections = new Connections(this.#context)
    this.#keys = new KeyCalls(this.#context, this.#connections, this.#routes)
    this.#searches = new SearchCalls(this.#context, this.#connections, this.#routes, this.#keys)
    this.#places = new PlaceCalls(this.#context, this.#connections, this.#routes)
  }

  get configuration(): Configuration {
    return this.#context.configuration
  }

  /** When `tick` is due next; Infinity: nothing is waiting for the clock. */
  get wakeAtMs(): number {
    return this.#context.wakeAtMs
  }

  /** What is to be done because of the inputs since the last time. */
  effects(): SessionEffects {
    this.#keys.serveFreed()
    return this.#context.effects.take()
  }

  /**
   * Finishes with the leader's response: `found`, `version`, `object`, `selected`. `tokens`: of a space with authorization. `select`: attributes
   * instead of the whole object, at least one.
   */
  get(
    call: number,
    space: Space,
    key: Bytes,
    timeoutMs: number,
    nowMs: number,
    tokens?: readonly Bytes[],
    select?: readonly number[],
  ): void {
    this.#context.nowMs = nowMs
    this.#checked(call, () => {
      if (select) checkSelection(select, space.definition)
      const bytes = key.length + checkTokens(space.definition, tokens)
      this.#keys.submit(call, space, checkKey(space.definition, key), undefined, bytes, timeoutMs, undefined, tokens, select)
    })
  }

  /** Finishes with the leader's response: `version` of the new object, or of the removal. */
  update(call: number, space: Space, update: Update, timeoutMs: number, nowMs: number, tokens?: readonly Bytes[]): void {
    this.#context.nowMs = nowMs
    this.#checked(call, () => {
      const given = update.key ?? new Uint8Array(0)
      const [key, bytes] = judgeWrite(this.configuration, space, () => {
        const key = checkKey(space.definition, given)
        const bytes = key.length + checkUpdate(space.definition, update) + checkTokens(space.definition, tokens)
        checkRequestSize(update, key.length, tokens)
        return [key, bytes] as const
      })
      this.#keys.submit(call, space, key, key === given ? update : { ...update, key }, bytes, timeoutMs, undefined, tokens)
    })
  }

  /** Rows come as search answers, as many as `demand` asks for. */
  search(call: number, space: Space, spec: SearchSpec, times: SearchTimes, nowMs: number): void {
    this.#context.nowMs = nowMs
    this.#searched(call, () => {
      checkQuestionSize(spec.predicate)
      this.#searches.search(call, space, spec, times)
    })
  }

  /** The reader of a search wants more rows. */
  demand(call: number, nowMs: number): void {
    this.#context.nowMs = nowMs
    this.#searches.demand(call)
  }

  /** One answer with `count`: distinct keys that match. */
  count(call: number, space: Space, predicate: Predicate, timeoutMs: number, nowMs: number): void {
    this.#context.nowMs = nowMs
    this.#searched(call, () => {
      checkQuestionSize(predicate)
      this.#searches.count(call, space, predicate, timeoutMs)
    })
  }

  /** One answer with `groups`. */
  aggregate(call: number, space: Space, predicate: Predicate, aggregation: Aggregation, timeoutMs: number, nowMs: number): void {
    this.#context.nowMs = nowMs
    this.#searched(call, () => {
      checkQuestionSize(predicate, aggregation)
      this.#searches.aggregate(call, space, predicate, aggregation, timeoutMs)
    })
  }

  /**
   * Does to every object that matches what `update` says; key, presence, condition and version of it are not taken. Answers with `count`:
   * objects changed so far, the last one when all were. `timeoutMs` is for all of it.
   */
  groupUpdate(call: number, space: Space, predicate: Predicate, update: Update, timeoutMs: number, nowMs: number): void {
    this.#context.nowMs = nowMs
    this.#searched(call, () => {
      const bytes = judgeWrite(this.configuration, space, () => {
        checkOpen(space.definition)
        const conditional = { ...update, condition: predicate }
        const bytes = checkUpdate(space.definition, conditional)
        checkRequestSize(conditional, keyBytesMax)
        return bytes
      })
      this.#searches.groupUpdate(call, space, predicate, update, bytes, timeoutMs)
    })
  }

  /** Changes come as watch answers, as many as `demand` asks for; `timeoutMs` is for opening it everywhere. */
  watch(call: number, space: Space, spec: WatchSpec, timeoutMs: number, nowMs: number): void {
    this.#context.nowMs = nowMs
    try {
      if (this.#closed) throw closedError()
      checkQuestionSize(spec.predicate)
      this.#searches.watch(call, space, spec, timeoutMs)
    } catch (error) {
      if (!(error instanceof HyperdexError)) throw error
      this.#context.effects.watched({ call, changes: [], done: true, error })
    }
  }

  /** One question to one server about one region; finishes with its answer, of status stale when it has no such place any more. */
  askPlace(call: number, space: Space, question: PlaceQuestion, timeoutMs: number, nowMs: number): void {
    this.#context.nowMs = nowMs
    this.#checked(call, () => this.#places.ask(call, space, question, timeoutMs))
  }

  /** Gets, updates and questions to places finish with ABORTED; a search, count, aggregate, group update, explanation or watch ends without a word. Unknown calls are ignored. */
  cancel(call: number, nowMs: number): void {
    this.#context.nowMs = nowMs
    if (!this.#keys.cancel(call) && !this.#places.cancel(call)) this.#searches.cancel(call)
  }

  /** Older configurations than the present one are ignored. */
  install(configuration: Configuration, nowMs: number): void {
    this.#context.nowMs = nowMs
    if (this.#closed || configuration.version <= this.#context.configuration.version) return
    this.#context.configuration = configuration
    this.#routes.install(configuration)
    this.#connections.install()
    this.#keys.install()
    this.#searches.install()
    this.#places.install()
  }

  /** Asks for a client id before the first update needs one. */
  begin(nowMs: number): void {
    this.#context.nowMs = nowMs
    this.#keys.begin()
  }

  /** The client id asked for by `openSession`. */
  grant(client: number, nowMs: number): void {
    this.#context.nowMs = nowMs
    this.#keys.grant(client)
  }

  connected(server: number, nowMs: number): void {
    this.#context.nowMs = nowMs
    this.#connections.connected(server)
  }

  /** A connection broke, or could not be made. `reached` false: the server cannot have received anything that was sent on it. */
  disconnected(server: number, reached: boolean, nowMs: number): void {
    this.#context.nowMs = nowMs
    this.#connections.disconnected(server, reached)
  }

  receive(server: number, responses: readonly Response[], nowMs: number): void {
    this.#context.nowMs = nowMs
    this.#connections.receive(server, responses)
  }

  tick(nowMs: number): void {
    this.#context.nowMs = nowMs
    this.#context.wakeAtMs = Number.POSITIVE_INFINITY
    this.#connections.tick()
    this.#keys.tick()
    this.#searches.tick()
    this.#places.tick()
  }

  /** Every open call fails, and every later one. */
  close(nowMs: number): void {
    this.#context.nowMs = nowMs
    this.#closed = true
    this.#keys.close(closedError())
    this.#searches.close(closedError())
    this.#places.close(closedError())
  }

  #checked(call: number, submit: () => void): void {
    try {
      if (this.#closed) throw closedError()
      submit()
    } catch (error) {
      if (!(error instanceof HyperdexError)) throw error
      this.#context.effects.finish({ call, error })
    }
  }

  #searched(call: number, submit: () => void): void {
    try {
      if (this.#closed) throw closedError()
      submit()
    } catch (error) {
      if (!(error instanceof HyperdexError)) throw error
      this.#context.effects.answer({ call, rows: [], done: true, error, count: 0 })
    }
  }
}
