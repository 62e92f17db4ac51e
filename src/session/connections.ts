// One connection a server: which are up, which requests are unanswered on each, who waits for one, and when to try again.
import type { Request, Response } from '../cluster/client-messages.ts'
import type { SessionContext } from './context.ts'
import { LeftRequest } from './left-request.ts'
import { enqueue, leaveQueue, type Requester } from './requester.ts'

/** Unanswered requests on one connection at most; more wait here rather than in the server's queue. */
const openRequestsMax = 4096
const openBytesMax = 32 * 1024 * 1024
const reconnectMinMs = 20
const reconnectMaxMs = 1000

interface Connection {
  readonly server: number
  address: string
  state: 'down' | 'connecting' | 'up'
  readonly open: Map<number, Requester>
  openBytes: number
  readonly waiting: Set<Requester>
  /** Whoever waits is just being resumed, and may give up requests of its own thereby. */
  serving: boolean
  /** Attempts since an answer came last. */
  failures: number
  retryAtMs: number
  /** When it broke or failed first since an answer came last; undefined: it has not. */
  troubleSinceMs: number | undefined
}

function hasRoom(connection: Connection, bytes: number): boolean {
  return (
    connection.state === 'up' &&
    connection.open.size < openRequestsMax &&
    (connection.openBytes + bytes <= openBytesMax || connection.open.size === 0)
  )
}

export class Connections {
  readonly #context: SessionContext
  readonly #connections = new Map<number, Connection>()
  readonly #freed = new Set<Connection>()

  constructor(context: SessionContext) {
    this.#context = context
  }

  /** True when a request may be sent now; else the requester stands in line and is resumed when it may. */
  ready(server: number, requester: Requester): boolean {
    let connection = this.#connections.get(server)
    if (connection === undefined) {
      const address = this.#context.configuration.servers.get(server)?.address ?? ''
      connection = {
        server,
        address,
        state: 'down',
        open: new Map(),
        openBytes: 0,
        waiting: new Set(),
        serving: false,
        failures: 0,
        retryAtMs: this.#context.nowMs,
        troubleSinceMs: undefined,
      }
      this.#connections.set(server, connection)
    }
    // Room that was freed by this input is for those who stand in line.
    const isTaken = this.#freed.has(connection) && connection.waiting.size > 0 && !connection.serving
    if (!isTaken && hasRoom(connection, requester.bytes)) return true
    enqueue(connection.waiting, requester)
    if (connection.state === 'down') this.#connect(connection)
    return false
  }

  /** Since when the server has been out of reach; undefined: as far as is known it is not. */
  unreachableSinceMs(server: number): number | undefined {
    return this.#connections.get(server)?.troubleSinceMs
  }

  isUp(server: number): boolean {
    return this.#connections.get(server)?.state === 'up'
  }

  send(server: number, request: Request, requester: Requester): void {
    const connection = this.#connections.get(server)
    if (connection?.state !== 'up') throw new RangeError(`no connection to server ${server} is up`)
    connection.open.set(request.id as number, requester)
    connection.openBytes += requester.bytes
    this.#context.effects.send(server, request)
  }

  /** A message that nobody answers to us. */
  tell(server: number, request: Request): void {
    if (this.isUp(server)) this.#context.effects.send(server, request)
  }

  /** Nobody waits for it any more: the server is told, and answers it at once. Only of a search or a watch. */
  cancel(server: number, request: number): void {
    const connection = this.#connections.get(server)
    const requester = connection?.open.get(request)
    if (!connection || !requester) return
    const close = (asked: object) => this.tell(server, { id: this.#context.nextRequest(), ...asked })
    connection.open.set(request, new LeftRequest(requester.bytes, close))
    this.tell(server, { id: this.#context.nextRequest(), cancel: request })
  }

  /** Its answer is of no interest any more. */
  forget(server: number, request: number): void {
    const connection = this.#connections.get(server)
    const requester = connection?.open.get(request)
    if (!connection || !requester) return
    connection.open.delete(request)
    connection.openBytes -= requester.bytes
    this.#freed.add(connection)
  }

  /** Who waits for room that `forget` has made is sent at the end of an input: of those that wait some may be given up by the same one. */
  serveFreed(): void {
    for (const connection of this.#freed) {
      this.#freed.delete(connection)
      this.#serveWaiting(connection)
    }
  }

  connected(server: number): void {
    const connection = this.#connections.get(server)
    if (connection?.state !== 'connecting') return
    connection.state = 'up'
    this.#serveWaiting(connection)
  }

  disconnected(server: number, reached: boolean): void {
    const connection = this.#connections.get(server)
    if (connection) this.#break(connection, reached)
  }

  receive(server: number, responses: readonly Response[]): void {
    const connection = this.#connections.get(server)
    if (connection?.state !== 'up') return
    connection.failures = 0
    connection.troubleSinceMs = undefined
    for (const response of responses) {
      const id = response.id ?? 0
      const requester = connection.open.get(id)
      if (requester === undefined) continue
      connection.open.delete(id)
      connection.openBytes -= requester.bytes
      requester.answered(server, id, response)
    }
    this.#serveWaiting(connection)
  }

  /** Servers went, moved or started anew. Their requests are lost; whoever waits looks for its way again. */
  install(): void {
    const servers = this.#context.configuration.servers
    for (const connection of [...this.#connections.values()]) {
      const server = servers.get(connection.server)
      if (server !== undefined && server.address === connection.address) {
        this.#resumeAll(connection)
        continue
      }
      if (connection.state !== 'down') this.#context.effects.disconnect(connection.server)
      this.#connections.delete(connection.server)
      this.#break(connection, true)
      this.#resumeAll(connection)
    }
  }

  tick(): void {
    for (const connection of this.#connections.values()) {
      if (connection.state === 'down' && connection.waiting.size > 0) this.#connect(connection)
    }
  }

  #connect(connection: Connection): void {
    if (connection.retryAtMs > this.#context.nowMs) {
      this.#context.wakeAt(connection.retryAtMs)
      return
    }
    connection.state = 'connecting'
    this.#context.effects.connect(connection.server, connection.address)
  }

  #break(connection: Connection, reached: boolean): void {
    connection.state = 'down'
    connection.troubleSinceMs ??= this.#context.nowMs
    this.#context.effects.dropSends(connection.server)
    const delayMs = Math.min(reconnectMaxMs, reconnectMinMs * 2 ** Math.min(connection.failures, 10))
    connection.retryAtMs = this.#context.nowMs + (connection.failures === 0 ? 0 : this.#context.jittered(delayMs))
    connection.failures++
    const open = [...connection.open]
    connection.open.clear()
    connection.openBytes = 0
    for (const [request, requester] of open) requester.lost(connection.server, request, reached)
    const known = this.#connections.get(connection.server) === connection
    if (known && connection.state === 'down' && connection.waiting.size > 0) this.#connect(connection)
  }

  #serveWaiting(connection: Connection): void {
    if (connection.serving || connection.waiting.size === 0) return
    connection.serving = true
    for (const requester of connection.waiting) {
      if (!hasRoom(connection, requester.bytes)) break
      leaveQueue(requester)
      requester.resume()
    }
    connection.serving = false
  }

  #resumeAll(connection: Connection): void {
    for (const requester of [...connection.waiting]) {
      // One that was resumed before it may have ended a call whose requests wait, too.
      if (requester.queue !== connection.waiting) continue
      leaveQueue(requester)
      requester.resume()
    }
  }
}
