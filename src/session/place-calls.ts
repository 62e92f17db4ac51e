// Questions to one server about one region, for whoever compares copies (comparison.ts): sent again until they are answered, under the newest epoch.
// None of them numbers anything: what was asked twice has been done twice, and that is the same.
import { type CompareAsk, type RedriveAsk, type Request, type Response, responseStatus } from '../cluster/client-messages.ts'
import type { Region, Space } from '../cluster/configuration.ts'
import type { HyperdexError } from '../errors.ts'
import { aborted, failureError, timedOut, unknownSpace } from './call-errors.ts'
import type { Connections } from './connections.ts'
import type { SessionContext } from './context.ts'
import { leaveQueue, type Requester } from './requester.ts'
import type { Routes } from './routes.ts'

const retryMinMs = 10
const retryMaxMs = 500
const configurationPatienceMs = 1000

export interface PlaceQuestion {
  readonly region: number
  /** A full member of the region's chain; 0: its head, whoever that is. */
  readonly server: number
  readonly compare?: CompareAsk
  readonly redrive?: RedriveAsk
}

class PlaceCall implements Requester {
  readonly #owner: PlaceCalls
  readonly id: number
  readonly space: Space
  readonly question: PlaceQuestion
  readonly timeoutMs: number
  readonly deadlineMs: number
  readonly bytes: number
  queue: Set<Requester> | undefined
  request = 0
  server = 0
  retries = 0
  /** 0: it waits for no moment. */
  resumeAtMs = 0
  awaitedVersion = 0

  constructor(owner: PlaceCalls, id: number, space: Space, question: PlaceQuestion, timeoutMs: number, deadlineMs: number) {
    this.#owner = owner
    this.id = id
    this.space = space
    this.question = question
    this.timeoutMs = timeoutMs
    this.deadlineMs = deadlineMs
    this.bytes = (question.compare?.keys ?? []).reduce((sum, key) => sum + key.length, 0)
  }

  resume(): void {
    this.#owner.dispatch(this)
  }

  answered(_server: number, request: number, response: Response): void {
    if (request === this.request) this.#owner.answered(this, response)
  }

  lost(_server: number, request: number): void {
    if (request === this.request) this.#owner.lost(this)
  }
}

export class PlaceCalls {
  readonly #context: SessionContext
  readonly #connections: Connections
  readonly #routes: Routes
  readonly #open = new Map<number, PlaceCall>()

  constructor(context: SessionContext, connections: Connections, routes: Routes) {
    this.#context = context
    this.#connections = connections
    this.#routes = routes
  }

  /** Finishes with the answer; with one of status stale when the server has no such place, or the space no such region, any more. */
  ask(id: number, space: Space, question: PlaceQuestion, timeoutMs: number): void {
    const deadlineMs = timeoutMs > 0 ? this.#context.nowMs + timeoutMs : Number.POSITIVE_INFINITY
    const call = new PlaceCall(this, id, space, question, timeoutMs, deadlineMs)
    this.#open.set(id, call)
    this.#context.wakeAt(deadlineMs)
    this.dispatch(call)
  }

  /** False when no such call is open. */
  cancel(id: number): boolean {
    const call = this.#open.get(id)
    if (call) this.#finish(call, undefined, aborted(describe(call), false))
    return call !== undefined
  }

  install(): void {
    for (const call of [...this.#open.values()]) {
      // Whoever waits for a server that is gone looks for its way again, and so does whoever waited for this configuration.
      const waits = call.request === 0 && (call.resumeAtMs === 0 || call.awaitedVersion > 0)
      if (waits && call.awaitedVersion <= this.#context.configuration.version) this.dispatch(call)
    }
  }

  tick(): void {
    const now = this.#context.nowMs
    for (const call of [...this.#open.values()]) {
      if (call.deadlineMs <= now) this.#finish(call, undefined, timedOut(describe(call), call.timeoutMs, ''))
      else if (call.resumeAtMs > now) this.#context.wakeAt(Math.min(call.deadlineMs, call.resumeAtMs))
      else {
        this.#context.wakeAt(call.deadlineMs)
        if (call.resumeAtMs > 0) this.dispatch(call)
      }
    }
  }

  close(error: HyperdexError): void {
    for (const call of [...this.#open.values()]) this.#finish(call, undefined, error)
  }

  dispatch(call: PlaceCall): void {
    leaveQueue(call)
    call.resumeAtMs = 0
    call.awaitedVersion = 0
    const space = this.#routes.space(call.space.id)
    if (!space) {
      this.#finish(call, undefined, unknownSpace(call.space.definition.name))
      return
    }
    const { region: id, compare, redrive } = call.question
    const region = findRegion(space, id)
    const server = call.question.server || region?.members[0]
    if (!region || !server || !region.members.includes(server)) {
      this.#finish(call, { status: responseStatus.stale }, undefined)
      return
    }
    if (!this.#connections.ready(server, call)) return
    call.request = this.#context.nextRequest()
    call.server = server
    const { schemaVersion } = space
    const asked: Request = { id: call.request, space: space.id, schemaVersion, region: id, epoch: region.epoch, timeoutMs: 0 }
    this.#connections.send(server, { ...asked, ...(redrive ? { redrive } : { compare: compare! }) }, call)
  }

  answered(call: PlaceCall, response: Response): void {
    call.request = 0
    const status = response.status ?? responseStatus.ok
    const version = response.configurationVersion ?? 0
    if (status === responseStatus.ok) {
      if (version > this.#context.configuration.version) this.#context.effects.fetchConfiguration(version)
      this.#finish(call, response, undefined)
    } else if (status === responseStatus.stale && version > this.#context.configuration.version) {
      this.#context.effects.fetchConfiguration(version)
      this.#delay(call, configurationPatienceMs, version)
    } else if (status === responseStatus.failed && response.failure?.code !== 'UNAVAILABLE') {
      this.#finish(call, undefined, failureError(response.failure))
    } else this.#delay(call, response.failure?.retryAfterMs || Math.min(retryMaxMs, retryMinMs * 2 ** Math.min(call.retries, 10)))
  }

  lost(call: PlaceCall): void {
    call.request = 0
    this.dispatch(call)
  }

  #delay(call: PlaceCall, ms: number, awaitedVersion = 0): void {
    call.retries++
    call.awaitedVersion = awaitedVersion
    call.resumeAtMs = this.#context.nowMs + this.#context.jittered(ms)
    this.#context.wakeAt(call.resumeAtMs)
  }

  #finish(call: PlaceCall, response: Response | undefined, error: HyperdexError | undefined): void {
    this.#open.delete(call.id)
    leaveQueue(call)
    if (call.request !== 0) this.#connections.forget(call.server, call.request)
    if (response) this.#context.effects.finish({ call: call.id, response })
    else this.#context.effects.finish({ call: call.id, error: error! })
  }
}

function describe({ space, question: { region, server, redrive } }: PlaceCall): string {
  const where = server > 0 ? ` at server ${server}` : ''
  return `${redrive ? 'mending' : 'comparing'} region ${region} of space ${space.definition.name}${where}`
}

function findRegion(space: Space, id: number): Region | undefined {
  for (const { regions } of space.subspaces) for (const region of regions) if (region.id === id) return region
  return undefined
}
