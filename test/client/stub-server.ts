// One process that speaks the wire contract over real gRPC, with everything in one map: what the driver and the typed client are tried on.
// It judges presence, conditions and versions by the published rules; it replicates nothing.
import { changeBetween } from '../../src/cluster/change.ts'
import { presence, type Request, type Response, responseStatus, type Update } from '../../src/cluster/client-messages.ts'
import type { Configuration, Space } from '../../src/cluster/configuration.ts'
import { HyperdexError } from '../../src/errors.ts'
import type { SpaceDefinition } from '../../src/schema/definition.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { toFailure } from '../../src/transport/failure.ts'
import { RpcServer } from '../../src/transport/rpc-server.ts'
import { adminService, hyperDexService } from '../../src/transport/services.ts'
import { type SessionSender, sessionHandler } from '../../src/transport/session-stream.ts'
import { type Bytes, compareBytes, toLatin1 } from '../../src/values/bytes.ts'
import { applyOperations, compilePredicate } from '../../src/values/matcher.ts'
import { decodeObject, encodeObject } from '../../src/values/object.ts'
import { codeOfFailure, FailedOperation } from '../../src/values/operation.ts'
import { dataType } from '../../src/values/registry.ts'

interface Stored {
  readonly key: Bytes
  readonly version: number
  readonly object: Bytes
}

const unused = async (): Promise<never> => {
  throw new HyperdexError('INVALID', 'not served here', '')
}

const typesOf = ({ key, attributes }: SpaceDefinition) => [key.type, ...attributes.map(({ type }) => type)]

export class StubServer {
  #server = new RpcServer()
  #configuration: Configuration
  readonly #watchers = new Set<() => void>()
  readonly #senders = new Set<SessionSender>()
  readonly #objects = new Map<number, Map<string, Stored>>()
  #clients = 0
  #version = 0
  address = ''
  /** Requests that were received and not answered. */
  readonly withheld: Request[] = []
  withhold = (_request: Request): boolean => false
  /** The coordinator is away. */
  sessions = true
  readonly cancelled: number[] = []
  batches = 0

  constructor() {
    this.#configuration = { cluster: 'stub', version: 1, readOnly: false, servers: new Map(), spaces: new Map() }
  }

  async start(listen = '127.0.0.1:0'): Promise<void> {
    this.#server = new RpcServer()
    this.#server.add(hyperDexService, {
      get: unused,
      update: unused,
      explain: unused,
      count: unused,
      aggregate: unused,
      groupUpdate: unused,
      async *search() {
        yield await unused()
      },
      async *groupUpdateWithProgress() {
        yield await unused()
      },
      async *watch() {
        yield await unused()
      },
      session: sessionHandler((sender) => {
        this.#senders.add(sender)
        return { receive: (requests) => this.#receive(sender, requests), closed: () => this.#senders.delete(sender) }
      }),
    })
    this.#server.add(adminService, {
      addSpace: async ({ definition }) => this.#addSpace(parseSpace(definition)),
      removeSpace: async ({ name }) => this.#removeSpace(name),
      renameSpace: unused,
      addAttribute: unused,
      removeAttribute: unused,
      addIndex: unused,
      removeIndex: unused,
      setReadOnly: unused,
      changeServer: unused,
      setFaultTolerance: unused,
      setPartitions: unused,
      waitUntilStable: unused,
      offerSample: unused,
      openSession: async () => {
        if (!this.sessions) throw new HyperdexError('UNAVAILABLE', 'no coordinator', 'wait')
        return { client: ++this.#clients }
      },
      getConfiguration: async () => changeBetween(undefined, this.#configuration),
      watchConfiguration: (_call, { signal }) => this.#watch(signal),
      async *check() {
        yield await unused()
      },
      getStatus: async () => ({ configurationVersion: this.#configuration.version, cluster: 'stub', coordinatorReachable: true }),
    })
    const port = await this.#server.listen(listen)
    this.address = `127.0.0.1:${port}`
    this.#install({ servers: new Map([[1, { id: 1, address: this.address, domain: 'd', incarnation: 1 }]]) })
  }

  close(): Promise<void> {
    this.breakSessions()
    return this.#server.close()
  }

  breakSessions(): void {
    for (const sender of this.#senders) sender.close(new HyperdexError('UNAVAILABLE', 'the stream was broken', ''))
  }

  /** Changes the configuration; watchers hear of it. */
  #install(change: Partial<Configuration>): void {
    this.#configuration = { ...this.#configuration, ...change, version: this.#configuration.version + 1 }
    for (const wake of this.#watchers) wake()
  }

  async *#watch(signal: AbortSignal) {
    let sent = -1
    while (!signal.aborted) {
      if (sent !== this.#configuration.version) {
        sent = this.#configuration.version
        yield changeBetween(undefined, this.#configuration)
      } else {
        await new Promise<void>((resolve) => {
          this.#watchers.add(resolve)
          signal.addEventListener('abort', () => resolve(), { once: true })
        })
      }
    }
  }

  #addSpace(definition: SpaceDefinition) {
    const id = this.#configuration.version + 1
    const subspaces = [{ axes: [{ attribute: 0, side: 1 }], regions: [{ id: id * 100, epoch: 1, members: [1] }] }]
    const space: Space = { id, schemaVersion: 1, definition, settling: false, readOnly: false, subspaces }
    this.#objects.set(id, new Map())
    this.#install({ spaces: new Map([...this.#configuration.spaces, [id, space]]) })
    return { configurationVersion: this.#configuration.version, changed: true }
  }

  #removeSpace(name: string) {
    this.#install({ spaces: new Map([...this.#configuration.spaces].filter(([, { definition }]) => definition.name !== name)) })
    return { configurationVersion: this.#configuration.version, changed: true }
  }

  #receive(sender: SessionSender, requests: readonly Request[]): void {
    this.batches++
    const responses: Response[] = []
    for (const request of requests) {
      if (request.cancel) this.cancelled.push(request.cancel)
      else if (this.withhold(request)) this.withheld.push(request)
      else if (!request.searchClose) responses.push({ id: request.id ?? 0, ...this.#answer(request) })
    }
    sender.send(responses)
  }

  #answer(request: Request): Response {
    const space = this.#configuration.spaces.get(request.space ?? 0)
    const objects = this.#objects.get(request.space ?? 0)
    try {
      if (!space || !objects) throw new HyperdexError('UNKNOWN_SPACE', 'no such space', '')
      if (request.get) {
        const found = objects.get(toLatin1(request.get))
        return found ? { found: true, version: found.version, object: found.object } : {}
      }
      if (request.update?.update) return { version: this.#update(space, objects, request.update.update) }
      return { page: { done: true, index: 'key scan', candidates: objects.size, rows: this.#rows(space, objects, request) } }
    } catch (error) {
      return { status: responseStatus.failed, failure: toFailure(error) }
    }
  }

  #update({ definition }: Space, objects: Map<string, Stored>, update: Update): number {
    if (update.ttlMs) throw new HyperdexError('INVALID', 'no times to live here', '')
    const key = Uint8Array.from(update.key!)
    const name = toLatin1(key)
    const old = objects.get(name)
    const types = typesOf(definition)
    const needs = update.presence ?? presence.any
    if (!old && needs === presence.present) throw new HyperdexError('NOT_FOUND', 'absent', '')
    const values = old ? decodeObject(old.object) : types.slice(1).map((type) => dataType(type).absent)
    const checked = update.condition && (old || needs === presence.present)
    const failed =
      (old && needs === presence.absent) ||
      (update.hasIfVersion && (old?.version ?? 0) !== update.ifVersion) ||
      (checked && !compilePredicate(update.condition, types)(key, values))
    if (failed) throw new HyperdexError('COMPARE_FAILED', 'a check is false', '')
    if (update.remove) objects.delete(name)
    else {
      const changed = applyOperations(update.operations ?? [], values, types)
      if (changed instanceof FailedOperation) throw new HyperdexError(codeOfFailure(changed.failure), 'an operation failed', '')
      objects.set(name, { key, version: ++this.#version, object: encodeObject(changed) })
    }
    return this.#version
  }

  #rows({ definition }: Space, objects: Map<string, Stored>, { searchOpen }: Request): Stored[] {
    const types = typesOf(definition)
    const matches = compilePredicate(searchOpen!.predicate!, types)
    const after = searchOpen!.hasAfter ? searchOpen!.afterKey! : undefined
    const rows = [...objects.values()].filter(({ key, object }) => matches(key, decodeObject(object)))
    const order = searchOpen!.hasOrder ? searchOpen!.orderBy! : 0
    const place = ({ key, object }: Stored) => dataType(types[order]!).toOrdered(order === 0 ? key : decodeObject(object)[order - 1]!)
    rows.sort((a, b) => compareBytes(place(a), place(b)) * (searchOpen!.descending ? -1 : 1) || compareBytes(a.key, b.key))
    return rows.filter(({ key }) => !after || compareBytes(key, after) > 0)
  }
}
