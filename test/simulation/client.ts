// One virtual client: the production session core (src/session) over virtual streams, by the rules of transport/session-driver.ts and
// transport/session-driver-opener.ts.
import { type Aggregation, isAnswered, type Request, type Response, type Update } from '../../src/cluster/client-messages.ts'
import type { Configuration, Space } from '../../src/cluster/configuration.ts'
import type { HyperdexError } from '../../src/errors.ts'
import type { SessionEffects } from '../../src/session/effects.ts'
import type { PlaceQuestion } from '../../src/session/place-calls.ts'
import { renewalPauseMs } from '../../src/session/renewal.ts'
import type { SearchAnswer, SearchSpec } from '../../src/session/search-spec.ts'
import { Session } from '../../src/session/session.ts'
import type { WatchAnswer, WatchSpec } from '../../src/session/watch-spec.ts'
import type { Bytes } from '../../src/values/bytes.ts'
import type { Predicate } from '../../src/values/predicate.ts'
import { ConfigurationFeed } from './configuration-feed.ts'
import type { Side } from './connection.ts'
import type { OpenedSession } from './coordinator.ts'
import type { Network } from './network.ts'
import type { VirtualProcess } from './process.ts'
import { Punctuality, searching } from './punctuality.ts'
import type { Random } from './random.ts'
import type { Scheduled } from './timeline.ts'

const timerGrainMs = 4
const callTimeoutMs = 5000
const openAgainMs = 200

/** Exactly one of both. */
export type Finish = (response: Response | undefined, error: HyperdexError | undefined) => void

export class VirtualClient {
  readonly process: VirtualProcess
  readonly #network: Network
  readonly #random: Random
  readonly #hosts: readonly string[]
  readonly #punctuality: Punctuality
  #session: Session | undefined
  #feed: ConfigurationFeed | undefined
  readonly #streams = new Map<number, Side>()
  /** Of each stream: requests that have no answer yet. */
  readonly #unanswered = new Map<Side, Set<number>>()
  readonly #wrong: (text: string) => void
  readonly #calls = new Map<number, Finish>()
  readonly #searches = new Map<number, (answer: SearchAnswer) => void>()
  readonly #watches = new Map<number, (answer: WatchAnswer) => void>()
  #lastCall = 0
  #scheduled = false
  #timer: Scheduled | undefined
  #timerAtMs = Number.POSITIVE_INFINITY
  #renewing: Scheduled | undefined
  /** The session under which it writes. */
  #granted: number | undefined
  /** Called when it learns that the session under which it writes has ended. */
  onSessionEnded: (client: number) => void = () => {}

  /** `hosts`: names of processes that know the configuration; `wrong` hears of calls that end long after their deadline, and of answers to nothing. */
  constructor(network: Network, process: VirtualProcess, random: Random, hosts: readonly string[], wrong: (text: string) => void) {
    this.#network = network
    this.process = process
    this.#random = random
    this.#hosts = hosts
    this.#wrong = wrong
    this.#punctuality = new Punctuality(process, wrong)
  }

  /** A new process: a new session, which knows nothing of an earlier one's calls. */
  start(): void {
    this.process.start()
    this.#streams.clear()
    this.#unanswered.clear()
    this.#calls.clear()
    this.#searches.clear()
    this.#watches.clear()
    this.#punctuality.clear()
    this.#scheduled = false
    this.#timerAtMs = Number.POSITIVE_INFINITY
    this.#renewing = undefined
    this.#granted = undefined
    this.#session = new Session({ random: this.#random.fraction })
    this.#feed = new ConfigurationFeed(this.#network, this.process, this.#random, this.#hosts, (configuration) => {
      this.#session!.install(configuration, this.process.now())
      this.#schedule()
    })
  }

  get configuration(): Configuration {
    return this.#session!.configuration
  }

  /** Gets and updates, searches and counts that wait for an answer. */
  get openCalls(): number {
    return this.#calls.size + this.#searches.size
  }

  /** Requests at servers, also of calls that are over: as many as they will still answer. */
  get openRequests(): number {
    return [...this.#unanswered.values()].reduce((sum, { size }) => sum + size, 0)
  }

  get(space: Space, key: Bytes, timeoutMs: number, finish: Finish, tokens?: readonly Bytes[]): number {
    const call = this.#open(finish, 'a get', timeoutMs)
    this.#session!.get(call, space, key, timeoutMs, this.process.now(), tokens)
    this.#schedule()
    return call
  }

  update(space: Space, update: Update, timeoutMs: number, finish: Finish, tokens?: readonly Bytes[]): number {
    const call = this.#open(finish, 'an update', timeoutMs)
    this.#session!.update(call, space, update, timeoutMs, this.process.now(), tokens)
    this.#schedule()
    return call
  }

  search(space: Space, spec: SearchSpec, timeoutMs: number, answered: (answer: SearchAnswer) => void): number {
    const call = this.#openSearch(answered, searching, timeoutMs)
    this.#session!.search(call, space, spec, { timeoutMs }, this.process.now())
    this.#session!.demand(call, this.process.now())
    this.#schedule()
    return call
  }

  askPlace(space: Space, question: PlaceQuestion, timeoutMs: number, finish: Finish): void {
    this.#session!.askPlace(this.#open(finish, 'a question to a replica', timeoutMs), space, question, timeoutMs, this.process.now())
    this.#schedule()
  }

  demand(call: number): void {
    this.#punctuality.askedAgain(call)
    this.#session!.demand(call, this.process.now())
    this.#schedule()
  }

  count(space: Space, predicate: Predicate, timeoutMs: number, answered: (answer: SearchAnswer) => void): number {
    const call = this.#openSearch(answered, 'a count', timeoutMs)
    this.#session!.count(call, space, predicate, timeoutMs, this.process.now())
    this.#schedule()
    return call
  }

  aggregate(
    space: Space,
    predicate: Predicate,
    aggregation: Aggregation,
    timeoutMs: number,
    answered: (answer: SearchAnswer) => void,
  ): void {
    const call = this.#openSearch(answered, 'an aggregate', timeoutMs)
    this.#session!.aggregate(call, space, predicate, aggregation, timeoutMs, this.process.now())
    this.#schedule()
  }

  /** Answers with how many objects were changed. */
  groupUpdate(space: Space, predicate: Predicate, update: Update, timeoutMs: number, answered: (answer: SearchAnswer) => void): void {
    const call = this.#openSearch(answered, 'a group update', timeoutMs)
    this.#session!.groupUpdate(call, space, predicate, update, timeoutMs, this.process.now())
    this.#schedule()
  }

  /** Changes come as many as `demand` asks for. */
  watch(space: Space, spec: WatchSpec, timeoutMs: number, answered: (answer: WatchAnswer) => void): number {
    const call = ++this.#lastCall
    this.#watches.set(call, answered)
    this.#session!.watch(call, space, spec, timeoutMs, this.process.now())
    this.#schedule()
    return call
  }

  cancel(call: number): void {
    this.#punctuality.answered(call, true)
    this.#searches.delete(call)
    this.#watches.delete(call)
    this.#session!.cancel(call, this.process.now())
    this.#schedule()
  }

  #open(finish: Finish, what: string, timeoutMs: number): number {
    const call = ++this.#lastCall
    this.#calls.set(call, finish)
    this.#punctuality.asked(call, what, timeoutMs)
    return call
  }

  #openSearch(answered: (answer: SearchAnswer) => void, what: string, timeoutMs: number): number {
    const call = ++this.#lastCall
    this.#searches.set(call, answered)
    this.#punctuality.asked(call, what, timeoutMs)
    return call
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.process.after(0, () => this.#run())
  }

  #run(): void {
    this.#scheduled = false
    for (;;) if (!this.#perform(this.#session!.effects())) break
    this.#arm()
  }

  /** True when it gave the session new inputs. */
  #perform(effects: SessionEffects): boolean {
    for (const server of effects.disconnects) {
      this.#streams.get(server)?.close()
      this.#forget(server)
    }
    for (const { server, address } of effects.connects) this.#connect(server, address)
    for (const [server, requests] of effects.sends) this.#send(this.#streams.get(server), requests)
    if (effects.configurationAtLeast > 0) this.#feed!.want(effects.configurationAtLeast)
    if (effects.openSession) this.#replaceSession()
    for (const { call, response, error } of effects.finished) {
      this.#punctuality.answered(call, true)
      const finish = this.#calls.get(call)
      this.#calls.delete(call)
      finish?.(response, error)
    }
    for (const answer of effects.answers) {
      this.#punctuality.answered(answer.call, answer.done)
      const answered = this.#searches.get(answer.call)
      if (answer.done) this.#searches.delete(answer.call)
      answered?.(answer)
    }
    for (const answer of effects.watched) {
      const answered = this.#watches.get(answer.call)
      if (answer.done) this.#watches.delete(answer.call)
      answered?.(answer)
    }
    return effects.connects.length > 0 || effects.finished.length > 0 || effects.answers.length > 0 || effects.watched.length > 0
  }

  #connect(server: number, address: string): void {
    const side = this.#network.dial(this.process, address.slice(0, address.lastIndexOf(':')), 'session', undefined, {
      receive: (responses) => {
        if (this.#streams.get(server) !== side) return
        this.#answered(server, side, responses as readonly Response[])
        this.#session!.receive(server, responses as readonly Response[], this.process.now())
        this.#run()
      },
      closed: (reached) => {
        if (this.#streams.get(server) !== side) return
        this.#forget(server)
        this.#session!.disconnected(server, reached, this.process.now())
        this.#run()
      },
    })
    this.#streams.set(server, side)
    this.#unanswered.set(side, new Set())
    this.#session!.connected(server, this.process.now())
  }

  #send(stream: Side | undefined, requests: readonly Request[]): void {
    if (!stream) return
    const unanswered = this.#unanswered.get(stream)!
    for (const request of requests) if (isAnswered(request)) unanswered.add(request.id!)
    stream.send(requests)
  }

  /** Each request is answered once, and nothing else is. */
  #answered(server: number, stream: Side, responses: readonly Response[]): void {
    const unanswered = this.#unanswered.get(stream)!
    for (const { id } of responses) {
      if (!unanswered.delete(id!))
        this.#wrong(`server ${server} answers request ${id}, which it has answered before, or which wants no answer`)
    }
  }

  #forget(server: number): void {
    const stream = this.#streams.get(server)
    this.#streams.delete(server)
    if (stream) this.#unanswered.delete(stream)
  }

  #replaceSession(): void {
    this.#renewing?.cancel()
    if (this.#granted !== undefined) this.onSessionEnded(this.#granted)
    this.#granted = undefined
    this.#openSession()
  }

  #openSession(): void {
    this.#network.callCoordinator(this.process, 'openSession', undefined, callTimeoutMs, (answer) => {
      if (answer === undefined || answer instanceof Error) {
        this.process.after(openAgainMs * this.#random.between(0.5, 1.5), () => this.#openSession())
        return
      }
      const opened = answer as OpenedSession
      this.#granted = opened.client
      this.#session!.grant(opened.client, this.process.now())
      this.#renewLater(opened)
      this.#schedule()
    })
  }

  /** Whether a session has ended is said by the configuration: here nothing depends on the answer. */
  #renewLater({ client, sessionMs }: OpenedSession): void {
    const pauseMs = renewalPauseMs(sessionMs)
    if (pauseMs === undefined) return
    this.#renewing = this.process.after(pauseMs, () => {
      this.#network.callCoordinator(this.process, 'renewSession', client, callTimeoutMs, () => {})
      this.#renewLater({ client, sessionMs })
    })
  }

  #arm(): void {
    const { wakeAtMs } = this.#session!
    if (wakeAtMs >= this.#timerAtMs) return
    this.#timer?.cancel()
    this.#timerAtMs = wakeAtMs
    this.#timer = this.process.after(Math.max(timerGrainMs, wakeAtMs - this.process.now()), () => {
      this.#timerAtMs = Number.POSITIVE_INFINITY
      this.#session!.tick(this.process.now())
      this.#run()
    })
  }
}
