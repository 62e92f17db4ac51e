// One watch: a stream at each server that is asked for regions, one page ahead of the reader at most. When a stream breaks, is refused or is
// cut short, its regions go on elsewhere behind what was handed over; what else it had brought is asked for again.
import { type Change, type Response, responseStatus, type WatchPage } from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import type { HyperdexError } from '../errors.ts'
import { failureError, timedOut, unknownSpace } from './call-errors.ts'
import { leaveQueue } from './requester.ts'
import type { SearchParts } from './search-call.ts'
import { StreamRequest, type StreamRequestOwner } from './stream-request.ts'
import { gap, type WatchedRegion, WatchRegions } from './watch-regions.ts'
import type { WatchSpec } from './watch-spec.ts'
import { decodeToken } from './watch-token.ts'

const changesAtOnce = 256
const retryMinMs = 10
const retryMaxMs = 500
/** How long a stream that was refused as outdated waits for the newer configuration. */
const configurationPatienceMs = 1000
/** A server out of reach for so long is taken to have lost its changes, when others of the chain have. */
const absencePatienceMs = 3000

interface WatchStream {
  readonly id: number
  readonly server: number
  /** At the server; 0: not open yet. */
  watch: number
  request: StreamRequest | undefined
  changes: Change[]
  next: number
  /** Where the regions stand when all of `changes` are handed over. */
  positions: NonNullable<WatchPage['positions']>
}

export class WatchCall implements StreamRequestOwner {
  readonly id: number
  readonly #parts: SearchParts
  readonly #space: Space
  readonly #spec: WatchSpec
  readonly #timeoutMs: number
  readonly #regions: WatchRegions
  readonly #ended: () => void
  readonly #streams = new Map<number, WatchStream>()
  #lastStream = 0
  #demanded = false
  #told = false
  #deadlineMs = Number.POSITIVE_INFINITY
  #assignAtMs = Number.POSITIVE_INFINITY
  #awaitedVersion = 0
  #failures = 0
  #over = false

  /** Throws INVALID for a token of something else, and GAP. `timeoutMs` (0: none) is for opening it everywhere. */
  constructor(parts: SearchParts, id: number, space: Space, spec: WatchSpec, timeoutMs: number, ended: () => void) {
    this.#ended = ended
    this.id = id
    this.#parts = parts
    this.#space = space
    this.#spec = spec
    this.#timeoutMs = timeoutMs
    this.#regions = new WatchRegions(space, spec.from === undefined ? undefined : decodeToken(space.id, spec.from))
  }

  begin(): void {
    const { context } = this.#parts
    if (this.#timeoutMs > 0) this.#deadlineMs = context.nowMs + this.#timeoutMs
    context.wakeAt(this.#deadlineMs)
    this.#assign()
  }

  demand(): void {
    this.#demanded = true
    this.#deliver()
  }

  /** Ends it on the servers, without a word to the caller. */
  cancel(): void {
    if (!this.#over) this.#end()
  }

  fail(error: HyperdexError): void {
    if (this.#over) return
    this.#end()
    this.#parts.context.effects.watched({ call: this.id, changes: [], done: true, error })
  }

  installed(): void {
    const { routes, context } = this.#parts
    const space = routes.space(this.#space.id)
    if (space === undefined) this.fail(unknownSpace(this.#space.definition.name))
    else if (!this.#regions.fits(space)) this.fail(gap(space, 'its regions were cut anew'))
    else if (this.#awaitedVersion > 0 && this.#awaitedVersion <= context.configuration.version) this.#assign()
  }

  tick(): void {
    const { context } = this.#parts
    for (const { request } of [...this.#streams.values()]) {
      if (!request || request.resumeAtMs === 0) continue
      if (request.resumeAtMs > context.nowMs) context.wakeAt(request.resumeAtMs)
      else this.dispatch(request)
    }
    if (this.#assignAtMs <= context.nowMs) this.#assign()
    this.#passOverUnreachable()
    if (this.#deadlineMs <= context.nowMs) this.fail(timedOut(`a watch of space ${this.#space.definition.name}`, this.#timeoutMs, ''))
    if (!this.#over) context.wakeAt(Math.min(this.#assignAtMs, this.#deadlineMs))
  }

  dispatch(request: StreamRequest): void {
    const { connections, context, routes } = this.#parts
    request.resumeAtMs = 0
    if (!context.configuration.servers.has(request.server)) {
      // It was forgotten meanwhile: others have its regions.
      this.lost(request)
      return
    }
    if (!connections.ready(request.server, request)) {
      context.wakeAt(context.nowMs + absencePatienceMs)
      return
    }
    const id = context.nextRequest()
    request.request = id
    const { id: space, schemaVersion } = routes.space(this.#space.id) ?? this.#space
    connections.send(request.server, { id, space, schemaVersion, timeoutMs: 0, ...request.kind }, request)
  }

  answered(request: StreamRequest, response: Response): void {
    const stream = this.#streams.get(request.stream)!
    request.request = 0
    const status = response.status ?? responseStatus.ok
    if (status === responseStatus.ok) this.#page(stream, response.watch ?? {})
    else if (status === responseStatus.stale) {
      const { context } = this.#parts
      const version = response.configurationVersion ?? 0
      this.#drop(stream)
      if (version > context.configuration.version) {
        context.effects.fetchConfiguration(version)
        this.#awaitedVersion = version
        this.#assignLater(configurationPatienceMs)
      } else this.#assignLater(this.#retryMs())
    } else this.#refused(stream, request, response)
  }

  lost(request: StreamRequest): void {
    request.request = 0
    const stream = this.#streams.get(request.stream)
    if (!stream || stream.request !== request) return
    this.#drop(stream, true)
    this.#assignLater(this.#retryMs())
  }

  #refused(stream: WatchStream, request: StreamRequest, response: Response): void {
    const { context } = this.#parts
    const code = response.failure?.code ?? ''
    if (response.status === responseStatus.busy || code === 'UNAVAILABLE') {
      request.resumeAtMs = context.nowMs + context.jittered(response.failure?.retryAfterMs || this.#retryMs())
      context.wakeAt(request.resumeAtMs)
    } else if (code === 'SEARCH_EXPIRED') {
      this.#drop(stream)
      this.#assignLater(this.#retryMs())
    } else this.fail(failureError(response.failure))
  }

  #page(stream: WatchStream, page: WatchPage): void {
    stream.request = undefined
    stream.watch = page.watch ?? 0
    stream.changes = [...(page.changes ?? [])]
    stream.next = 0
    stream.positions = page.positions ?? []
    this.#failures = 0
    for (const id of page.lost ?? []) this.#regionLost(id, stream)
    if (this.#over) return
    if (stream.changes.length === 0) this.#turnPage(stream)
    this.#tellOpened()
    this.#deliver()
  }

  #regionLost(id: number, stream: WatchStream): void {
    const region = this.#regions.get(id)
    if (region?.stream !== stream.id) return
    region.stream = 0
    region.lostAt.add(stream.server)
    region.turn++
    this.#assignLater(0)
  }

  /** Everything of the page is handed over. */
  #turnPage(stream: WatchStream): void {
    for (const { region: id, version } of stream.positions) {
      const region = this.#regions.get(id ?? 0)
      if (region?.stream !== stream.id) continue
      region.position = Math.max(region.position ?? 0, version ?? 0)
      region.lostAt.clear()
    }
    stream.positions = []
    stream.changes = []
    if (![...this.#regions.all()].some((region) => region.stream === stream.id)) {
      this.#drop(stream)
      return
    }
    stream.request = new StreamRequest(this, stream.id, stream.server, { watchNext: stream.watch })
    this.dispatch(stream.request)
  }

  #tellOpened(): void {
    if (this.#told || this.#over || !this.#regions.opened) return
    // With a token it is open only when every region has found somebody who goes on from there.
    for (const region of this.#regions.all()) if (!this.#streams.get(region.stream)?.watch) return
    this.#told = true
    this.#deadlineMs = Number.POSITIVE_INFINITY
    this.#parts.context.effects.watched({ call: this.id, opened: this.#regions.token(), changes: [], done: false })
  }

  #deliver(): void {
    if (!this.#demanded || !this.#told || this.#over) return
    for (const stream of [...this.#streams.values()]) {
      if (stream.next >= stream.changes.length) continue
      const changes = stream.changes.slice(stream.next, stream.next + changesAtOnce)
      stream.next += changes.length
      this.#demanded = false
      // To the end of the line, so that a busy server does not hide the others.
      this.#streams.delete(stream.id)
      this.#streams.set(stream.id, stream)
      const handed = changes.map((change) => this.#regions.handOver(change))
      if (stream.next >= stream.changes.length) this.#turnPage(stream)
      this.#parts.context.effects.watched({ call: this.id, changes: handed, done: false })
      return
    }
  }

  #assignLater(delayMs: number): void {
    const { context } = this.#parts
    this.#assignAtMs = Math.min(this.#assignAtMs, context.nowMs + delayMs)
    context.wakeAt(this.#assignAtMs)
  }

  /** Opens streams for the regions that are part of none. */
  #assign(): void {
    if (this.#over) return
    const { routes, context } = this.#parts
    this.#assignAtMs = Number.POSITIVE_INFINITY
    if (this.#awaitedVersion <= context.configuration.version) this.#awaitedVersion = 0
    const space = routes.space(this.#space.id)
    if (space === undefined) {
      this.fail(unknownSpace(this.#space.definition.name))
      return
    }
    const byServer = new Map<number, { region: WatchedRegion; epoch: number }[]>()
    for (const configured of space.subspaces[0]!.regions) {
      const region = this.#regions.get(configured.id)
      if (region?.stream !== 0) continue
      const server = this.#regions.serverFor(region, configured)
      if (server === undefined) {
        this.fail(gap(space, 'no server keeps them any more'))
        return
      }
      const list = byServer.get(server) ?? []
      list.push({ region, epoch: configured.epoch })
      byServer.set(server, list)
    }
    for (const [server, list] of byServer) this.#open(server, list)
  }

  #open(server: number, list: readonly { region: WatchedRegion; epoch: number }[]): void {
    const stream: WatchStream = { id: ++this.#lastStream, server, watch: 0, request: undefined, changes: [], next: 0, positions: [] }
    this.#streams.set(stream.id, stream)
    const regions = list.map(({ region: { id, position }, epoch }) => {
      return position === undefined ? { region: id, epoch } : { region: id, epoch, after: position, hasAfter: true }
    })
    for (const { region } of list) region.stream = stream.id
    stream.request = new StreamRequest(this, stream.id, server, { watchOpen: { regions, predicate: this.#spec.predicate } })
    this.dispatch(stream.request)
  }

  /** Streams that wait for a server out of reach: another element of the chain may have the changes. */
  #passOverUnreachable(): void {
    const { connections, context } = this.#parts
    for (const stream of [...this.#streams.values()]) {
      const sinceMs = connections.unreachableSinceMs(stream.server)
      if (sinceMs === undefined || stream.request?.request !== 0 || context.nowMs - sinceMs < absencePatienceMs) continue
      for (const region of this.#regions.all()) {
        if (region.stream === stream.id && region.lostAt.size > 0) region.lostAt.add(stream.server)
      }
      this.#drop(stream, true)
      this.#assignLater(this.#retryMs())
    }
  }

  /** @param elsewhere its regions turn to the next element of their chains */
  #drop(stream: WatchStream, elsewhere = false): void {
    this.#streams.delete(stream.id)
    if (stream.request) leaveQueue(stream.request)
    if (stream.request && stream.request.request !== 0) this.#parts.connections.cancel(stream.server, stream.request.request)
    else if (stream.watch !== 0) this.#close(stream.server, stream.watch)
    for (const region of this.#regions.all()) {
      if (region.stream !== stream.id) continue
      region.stream = 0
      if (elsewhere) region.turn++
    }
  }

  #close(server: number, watch: number): void {
    const { connections, context } = this.#parts
    connections.tell(server, { id: context.nextRequest(), watchClose: watch })
  }

  #retryMs(): number {
    return this.#parts.context.jittered(Math.min(retryMaxMs, retryMinMs * 2 ** Math.min(this.#failures++, 10)))
  }

  #end(): void {
    this.#over = true
    this.#deadlineMs = Number.POSITIVE_INFINITY
    for (const stream of [...this.#streams.values()]) this.#drop(stream)
    this.#ended()
  }
}
