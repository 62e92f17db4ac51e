// Gets and updates: from the call to its answer. Each stands in line for its key, for a connection to its point leader and (an update) for
// a number, is sent, and is sent again with the same number and the newest epoch until it is answered or given up.
import { type Request, type Response, responseStatus, type Update } from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import { sessionEnded } from '../cluster/sessions.ts'
import type { HyperdexError } from '../errors.ts'
import { type Bytes, toLatin1 } from '../values/bytes.ts'
import { aborted, describeKey, failureError, outcomeUnknown, overloaded, schemaChanged, timedOut, unknownSpace } from './call-errors.ts'
import type { Connections } from './connections.ts'
import type { SessionContext } from './context.ts'
import { KeyCall, type KeyCallDone, type KeyCallOwner } from './key-call.ts'
import { KeyOrder } from './key-order.ts'
import { Numbering } from './numbering.ts'
import { enqueue, leaveQueue } from './requester.ts'
import { type Routes, sameAttributes } from './routes.ts'

const retryMinMs = 5
const retryMaxMs = 200
/** How long a call waits for a configuration that was asked for before it tries with what there is. */
const configurationPatienceMs = 1000

export class KeyCalls implements KeyCallOwner {
  readonly #context: SessionContext
  readonly #connections: Connections
  readonly #routes: Routes
  readonly #order = new KeyOrder<KeyCall>()
  readonly #open = new Map<number, KeyCall>()
  readonly #delayed = new Set<KeyCall>()
  readonly #awaitingNumber = new Set<KeyCall>()
  #numbering: Numbering | undefined
  #sessionAsked = false
  readonly #turns: KeyCall[] = []

  constructor(context: SessionContext, connections: Connections, routes: Routes) {
    this.#context = context
    this.#connections = connections
    this.#routes = routes
  }

  /** `key`, `update`, `tokens` and `select`, of a get, are checked. `bytes`: about the size of the request. `timeoutMs` 0: no deadline. */
  submit(
    id: number,
    space: Space,
    key: Bytes,
    update: Update | undefined,
    bytes: number,
    timeoutMs: number,
    done?: KeyCallDone,
    tokens?: readonly Bytes[],
    select?: readonly number[],
  ): void {
    const deadlineMs = timeoutMs > 0 ? this.#context.nowMs + timeoutMs : Number.POSITIVE_INFINITY
    const lane = `${space.id} ${toLatin1(key)}`
    const call = new KeyCall(this, id, space, key, lane, update, bytes, timeoutMs, deadlineMs, done, tokens, select)
    if (this.#open.size >= this.#context.openCallsMax) {
      this.#report(call, undefined, overloaded(this.#context.openCallsMax))
      return
    }
    this.#open.set(id, call)
    this.#context.wakeAt(deadlineMs)
    if (this.#order.enter(call)) {
      call.inTurn = true
      this.#dispatch(call)
    }
  }

  /** False when no such call is open. */
  cancel(id: number): boolean {
    const call = this.#open.get(id)
    if (call === undefined) return false
    if (call.request !== 0) this.#connections.tell(call.server, { id: this.#context.nextRequest(), cancel: call.request })
    this.#finish(call, undefined, aborted(this.#describe(call), call.attempts > 0 && call.writes))
    return true
  }

  begin(): void {
    if (this.#numbering === undefined && !this.#sessionAsked) this.#askForSession()
  }

  /** The coordinator granted a client id: new updates are numbered under it. */
  grant(client: number): void {
    this.#sessionAsked = false
    this.#numbering = new Numbering(client)
    this.#assignNumbers()
  }

  install(): void {
    const { version, sessions } = this.#context.configuration
    if (this.#numbering !== undefined && sessionEnded(sessions, this.#numbering.client)) this.#sessionEnded()
    for (const call of [...this.#delayed]) {
      if (call.awaitedVersion > 0 && call.awaitedVersion <= version) this.#resumeDelayed(call)
    }
    for (const call of [...this.#open.values()]) {
      if (call.request === 0 || call.finished) continue
      const region = this.#routes.keyRegion(call.space.id, call.key)
      if (region !== undefined && region.id === call.region && region.epoch === call.epoch) continue
      call.older ??= []
      call.older.push({ server: call.server, request: call.request })
      call.request = 0
      this.#dispatch(call)
    }
  }

  tick(): void {
    const now = this.#context.nowMs
    for (const call of this.#open.values()) {
      if (call.deadlineMs <= now) this.#expire(call)
      else this.#context.wakeAt(call.deadlineMs)
    }
    for (const call of this.#delayed) {
      if (call.resumeAtMs <= now) this.#resumeDelayed(call)
      else this.#context.wakeAt(call.resumeAtMs)
    }
  }

  close(error: HyperdexError): void {
    for (const call of [...this.#open.values()]) {
      const unknown = call.attempts > 0 && call.writes
      this.#finish(call, undefined, unknown ? outcomeUnknown(this.#describe(call), 'before the client was closed') : error)
    }
  }

  resume(call: KeyCall): void {
    this.#dispatch(call)
  }

  answered(call: KeyCall, request: number, response: Response): void {
    const newest = request === call.request
    if (newest) call.request = 0
    else call.older = call.older?.filter((attempt) => attempt.request !== request)
    const status = response.status ?? responseStatus.ok
    if (status === responseStatus.ok) {
      this.#finish(call, response, undefined)
      return
    }
    if (status === responseStatus.stale && !newest) {
      if (response.version) call.lostAny = true
      this.#context.effects.fetchConfiguration(this.#newerThanOurs(response))
      return
    }
    // A negative answer to an attempt of an older epoch proves nothing: a newer attempt may have been judged otherwise.
    if (!newest) return
    this.#noteRefusal(call, response)
    if (status === responseStatus.stale) this.#retryStale(call, response)
    else if (status === responseStatus.busy) this.#delay(call, this.#retryAfterMs(call, response))
    else this.#failed(call, response)
  }

  /** What was not taken in, by any attempt, is a first attempt again. */
  #noteRefusal(call: KeyCall, { status, version }: Response): void {
    const refused = status === responseStatus.busy || (status === responseStatus.stale && !version)
    if (!refused) call.lostAny = true
    else if (!call.lostAny && !call.older?.length) call.firstEpoch = 0
  }

  lost(call: KeyCall, server: number, request: number, reached: boolean): void {
    if (reached) call.lostAny = true
    else if (--call.attempts === 0) call.firstEpoch = 0
    if (request === call.request) {
      call.request = 0
      this.#dispatch(call)
    } else call.older = call.older?.filter((attempt) => attempt.server !== server || attempt.request !== request)
  }

  #failed(call: KeyCall, response: Response): void {
    const error = failureError(response.failure)
    if (error.code === 'UNAVAILABLE') this.#delay(call, this.#retryAfterMs(call, response))
    else if (error.code === 'TIMEOUT' && call.writes)
      this.#finish(call, undefined, outcomeUnknown(this.#describe(call), 'within its deadline'))
    else {
      const ended = error.code === 'OUTCOME_UNKNOWN' && call.numbering !== undefined
      if (ended && call.numbering === this.#numbering) this.#sessionEnded()
      // Refused at its first attempt it was applied nowhere: it goes again under the next session.
      if (ended && call.attempts === 1) this.#renumber(call)
      else this.#finish(call, undefined, error)
    }
  }

  #newerThanOurs(response: Response): number {
    const version = response.configurationVersion ?? 0
    return version > this.#context.configuration.version ? version : 0
  }

  #retryStale(call: KeyCall, response: Response): void {
    const version = this.#newerThanOurs(response)
    if (version === 0) {
      // The leader's own configuration is the older one: it will have ours soon.
      this.#delay(call, this.#context.jittered(Math.min(retryMaxMs, retryMinMs * 2 ** Math.min(call.retries, 10))))
      return
    }
    this.#context.effects.fetchConfiguration(version)
    this.#delay(call, this.#context.jittered(configurationPatienceMs), version)
  }

  #retryAfterMs(call: KeyCall, response: Response): number {
    const hint = response.failure?.retryAfterMs ?? 0
    return this.#context.jittered(hint > 0 ? hint : Math.min(retryMaxMs, retryMinMs * 2 ** Math.min(call.retries, 10)))
  }

  #delay(call: KeyCall, delayMs: number, awaitedVersion = 0): void {
    call.retries++
    call.awaitedVersion = awaitedVersion
    call.resumeAtMs = this.#context.nowMs + delayMs
    enqueue(this.#delayed, call)
    this.#context.wakeAt(call.resumeAtMs)
  }

  #resumeDelayed(call: KeyCall): void {
    leaveQueue(call)
    call.awaitedVersion = 0
    this.#dispatch(call)
  }

  /** `isNext`: it was the first of those that wait for a number, and there is one. */
  #dispatch(call: KeyCall, isNext = false): void {
    if (call.finished) return
    if (call.deadlineMs <= this.#context.nowMs) {
      this.#expire(call)
      return
    }
    const space = this.#routes.space(call.space.id)
    const region = this.#routes.keyRegion(call.space.id, call.key)
    if (space === undefined || region === undefined) {
      this.#finish(call, undefined, this.#gone(call, 'before its space was removed', unknownSpace(call.space.definition.name)))
      return
    }
    if (space.schemaVersion !== call.space.schemaVersion && !sameAttributes(space.definition, call.space.definition)) {
      this.#finish(call, undefined, this.#gone(call, 'before the attributes of its space changed', schemaChanged(space.definition.name)))
      return
    }
    const leader = region.members[0]!
    // It keeps its number while it waits for room: without it would fall behind younger ones in both lines, again and again. Who waits for
    // a server that is out of reach has none: it would keep those from others.
    if (isNext && this.#connections.isUp(leader)) this.#takeNumber(call)
    if (!this.#connections.ready(leader, call)) return
    if (call.update !== undefined && call.number === 0 && !this.#assignNumber(call)) return
    const id = this.#context.nextRequest()
    call.attempts++
    call.request = id
    call.server = leader
    call.region = region.id
    call.epoch = region.epoch
    if (call.firstEpoch === 0) call.firstEpoch = region.epoch
    this.#connections.send(leader, this.#request(call, id, space.schemaVersion), call)
  }

  #request(call: KeyCall, id: number, schemaVersion: number): Request {
    const timeoutMs = call.timeoutMs > 0 ? Math.max(1, Math.ceil(call.deadlineMs - this.#context.nowMs)) : 0
    const { region, epoch } = call
    const space = call.space.id
    const presented = call.tokens ? { tokens: call.tokens } : undefined
    if (call.update === undefined) {
      const selection = call.select ? { select: call.select } : undefined
      return { id, space, schemaVersion, region, epoch, timeoutMs, get: call.key, ...presented, ...selection }
    }
    const numbering = call.numbering!
    const { firstEpoch } = call
    const numbered = { update: call.update, client: numbering.client, number: call.number, mark: numbering.mark }
    const update = firstEpoch === epoch ? numbered : { ...numbered, firstEpoch }
    return { id, space, schemaVersion, region, epoch, timeoutMs, update, ...presented }
  }

  /** Else it stands in line, as whoever comes while others do: numbers that were freed are theirs. */
  #assignNumber(call: KeyCall): boolean {
    this.begin()
    if (this.#awaitingNumber.size === 0 && this.#takeNumber(call)) return true
    enqueue(this.#awaitingNumber, call)
    return false
  }

  #assignNumbers(): void {
    for (const call of this.#awaitingNumber) {
      if (this.#numbering === undefined || this.#numbering.full) return
      leaveQueue(call)
      this.#dispatch(call, true)
    }
  }

  #takeNumber(call: KeyCall): boolean {
    call.number = this.#numbering?.assign() ?? 0
    call.numbering = call.number === 0 ? undefined : this.#numbering
    return call.number !== 0
  }

  #renumber(call: KeyCall): void {
    call.numbering?.settle(call.number)
    call.numbering = undefined
    call.number = 0
    call.attempts = 0
    call.firstEpoch = 0
    this.#dispatch(call)
  }

  #askForSession(): void {
    this.#sessionAsked = true
    this.#context.effects.openSession()
  }

  #sessionEnded(): void {
    this.#numbering = undefined
    this.#askForSession()
  }

  #expire(call: KeyCall): void {
    const what = this.#describe(call)
    if (call.writes && call.attempts > 0) {
      this.#finish(call, undefined, outcomeUnknown(what, `within its deadline of ${call.timeoutMs} ms`))
      return
    }
    const reason =
      call.writes && this.#numbering === undefined
        ? ' (no session was granted: the coordinator did not answer, or has as many as it may)'
        : ''
    this.#finish(call, undefined, timedOut(what, call.timeoutMs, reason))
  }

  /** It cannot be sent any more. The refusal is one of what was applied nowhere. */
  #gone(call: KeyCall, since: string, refusal: HyperdexError): HyperdexError {
    return call.writes && call.firstEpoch > 0 ? outcomeUnknown(this.#describe(call), since) : refusal
  }

  #describe(call: KeyCall): string {
    return `${call.writes ? 'a write to' : 'a read of'} ${describeKey(call.space, call.key)}`
  }

  #finish(call: KeyCall, response: Response | undefined, error: HyperdexError | undefined): void {
    if (call.finished) return
    call.finished = true
    this.#open.delete(call.id)
    if (call.request !== 0) this.#connections.forget(call.server, call.request)
    for (const attempt of call.older ?? []) this.#connections.forget(attempt.server, attempt.request)
    const turns = call.inTurn ? this.#order.leave(call) : this.#order.abandon(call)
    leaveQueue(call)
    this.#report(call, response, error)
    if (call.number !== 0) call.numbering?.settle(call.number)
    for (const next of turns) {
      next.inTurn = true
      this.#turns.push(next)
    }
  }

  /**
   * Whose turn has come, or for whom there is a number or room now, is sent at the end of an input: the same one may have given it up, too.
   * Those that end thereby, because their time is over or their space gone, make way for others again.
   */
  serveFreed(): void {
    do {
      this.#assignNumbers()
      for (const call of this.#turns) if (!call.finished) this.#dispatch(call)
      this.#turns.length = 0
      this.#connections.serveFreed()
    } while (this.#turns.length > 0 || (this.#awaitingNumber.size > 0 && this.#numbering !== undefined && !this.#numbering.full))
  }

  #report(call: KeyCall, response: Response | undefined, error: HyperdexError | undefined): void {
    if (call.done !== undefined) call.done(response, error)
    else if (response !== undefined) this.#context.effects.finish({ call: call.id, response })
    else this.#context.effects.finish({ call: call.id, error: error! })
  }
}
