// A cluster in memory behind the Connection port, and a CommandIo that keeps what a command line writes.

import type { Connection, ObjectRow } from '../../src/cli/connection.ts'
import type { CommandIo, TextSink } from '../../src/cli/io.ts'
import { run } from '../../src/cli/run.ts'
import { presence, type Update } from '../../src/cluster/client-messages.ts'
import type { Space } from '../../src/cluster/configuration.ts'
import { HyperdexError } from '../../src/errors.ts'
import { makeAxes, regionCount, subspaceNames } from '../../src/hyperspace/grid.ts'
import { attributeTypes } from '../../src/schema/check-space.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { projector } from '../../src/schema/selection.ts'
import { compileAggregation } from '../../src/search/aggregation.ts'
import { decodeCursor, encodeCursor } from '../../src/search/cursor-text.ts'
import { GroupTable } from '../../src/search/group-table.ts'
import type { StatusResult } from '../../src/transport/admin-caller.ts'
import { type Bytes, emptyBytes, toLatin1 } from '../../src/values/bytes.ts'
import { applyOperations, compilePredicate } from '../../src/values/matcher.ts'
import { decodeObject, encodeObject } from '../../src/values/object.ts'
import { codeOfFailure, FailedOperation } from '../../src/values/operation.ts'
import { dataType } from '../../src/values/registry.ts'

interface Stored {
  readonly key: Bytes
  readonly version: number
  readonly values: readonly Bytes[]
}

export class FakeCluster {
  readonly spaces = new Map<string, Space>()
  readonly objects = new Map<string, Map<string, Stored>>()
  readonly samples: (readonly (readonly Bytes[])[])[] = []
  readonly readOnly: [string, boolean][] = []
  readonly changes: string[] = []
  /** Called before every update; may throw or wait. */
  beforeUpdate: (update: Update) => void | Promise<void> = () => undefined
  mostInFlight = 0
  writes = 0
  closed = 0
  #inFlight = 0
  #version = 0
  #regions = 0

  constructor(...definitions: string[]) {
    for (const definition of definitions) this.add(definition)
  }

  add(text: string): boolean {
    const definition = parseSpace(text)
    if (this.spaces.has(definition.name)) return false
    const subspaces = subspaceNames(definition).map((names) => {
      const axes = makeAxes(definition, names)
      const regions = Array.from({ length: regionCount(axes) }, () => ({ id: ++this.#regions, epoch: 1, members: [1] }))
      return { axes, regions }
    })
    const id = this.spaces.size + 1
    this.spaces.set(definition.name, { id, schemaVersion: 1, definition, settling: false, readOnly: false, subspaces })
    this.objects.set(definition.name, new Map())
    return true
  }

  connection(): Connection {
    return {
      space: async (name) => this.#space(name),
      spaces: async () => [...this.spaces.values()],
      get: async (space, key, { select } = {}) => {
        const stored = this.#objects(space).get(toLatin1(key))
        if (!stored) return undefined
        const object = encodeObject(stored.values)
        return { version: stored.version, object: select ? projector(select, space.definition)(stored.key, object) : object }
      },
      update: (space, update) => this.#counted(() => this.#update(space, update)),
      search: (space, spec) => this.#search(space, spec),
      count: async (space, predicate) => this.#matching(space, predicate).length,
      watch: () => {
        throw new HyperdexError('GAP', 'nothing is kept here', 'watch a real cluster')
      },
      newestFor: async (space) => [...this.spaces.values()].find(({ id }) => id === space.id) ?? space,
      compare: async () => ({ keys: 0, copies: 0, differences: 0, left: [], unsettled: 0 }),
      aggregate: async (space, predicate, aggregation) => {
        const table = new GroupTable(compileAggregation(space, aggregation))
        for (const { key, values } of this.#matching(space, predicate)) table.add(key, values)
        return table.results()
      },
      groupUpdate: async (space, predicate, update, options) => {
        const found = this.#matching(space, predicate)
        for (const { key } of found) await this.#update(space, { ...update, key })
        options?.onProgress?.(found.length)
        return found.length
      },
      explain: async (space, spec) => ({
        subspace: 0,
        attributes: [space.definition.key.name],
        regionsAsked: 2,
        regionsTotal: 64,
        serversAsked: 1,
        indexes: ['key scan'],
        candidates: this.#objects(space).size,
        matches: this.#matching(space, spec.predicate).length,
        missingRegions: [],
        timeMs: 1.5,
      }),
      admin: {
        addSpace: async (text) => ({ configurationVersion: 2, changed: this.add(text) }),
        removeSpace: async (name) => {
          this.#space(name)
          return { configurationVersion: 2, changed: this.spaces.delete(name) }
        },
        renameSpace: async (from, to) => {
          const space = this.#space(from)
          this.spaces.delete(from)
          this.spaces.set(to, { ...space, definition: { ...space.definition, name: to } })
          return { configurationVersion: 2, changed: from !== to }
        },
        addAttribute: async () => ({ configurationVersion: 2, changed: true }),
        removeAttribute: async () => ({ configurationVersion: 2, changed: true }),
        addIndex: async () => ({ configurationVersion: 2, changed: true }),
        removeIndex: async () => ({ configurationVersion: 2, changed: true }),
        setReadOnly: async (space, on) => {
          this.readOnly.push([space, on])
          return { configurationVersion: 2, changed: true }
        },
        offerSample: async (_, rows) => {
          this.samples.push(rows)
          return { taken: true, reason: '' }
        },
        getStatus: async (local) => (local ? this.localStatus : this.status),
        changeServer: async (server, change) => {
          if (server > 3) throw new HyperdexError('INVALID', `the cluster has no server ${server}`, 'The servers are: 1, 2, 3.')
          this.changes.push(`${change} ${server}`)
          return { configurationVersion: 2, changed: true }
        },
        setFaultTolerance: async (name, failures) => {
          this.#space(name)
          this.changes.push(`tolerate ${name} ${failures}`)
          return { configurationVersion: 2, changed: true }
        },
        setPartitions: async (name, partitions) => {
          const space = this.#space(name)
          this.changes.push(`partitions ${name} ${partitions}`)
          if (partitions === space.definition.partitions) return { configurationVersion: 2, changed: false }
          this.spaces.set(name, { ...space, buildingPartitions: partitions })
          return { configurationVersion: 2, changed: true }
        },
        waitUntilStable: async (options) => {
          this.changes.push(`wait ${options?.timeoutMs}`)
          if (!this.status.stable) throw new HyperdexError('TIMEOUT', 'the cluster was not stable in time', 'Look at `hyperdex status`.')
        },
      },
      localStatus: async () => this.localStatus,
      close: async () => {
        this.closed++
      },
    }
  }

  status: StatusResult = {
    configurationVersion: 1,
    cluster: 'fake',
    coordinatorReachable: true,
    stable: true,
    servers: [],
    transfers: [],
    repartitions: [],
    readOnly: false,
    readOnlySpaces: [],
  }
  localStatus: StatusResult = this.status

  #space(name: string): Space {
    const space = this.spaces.get(name)
    if (!space) throw new HyperdexError('UNKNOWN_SPACE', `there is no space ${name}`, 'see `hyperdex space ls`')
    return space
  }

  #objects(space: Space): Map<string, Stored> {
    return this.objects.get(space.definition.name)!
  }

  async #counted<T>(work: () => Promise<T>): Promise<T> {
    this.mostInFlight = Math.max(this.mostInFlight, ++this.#inFlight)
    try {
      return await work()
    } finally {
      this.#inFlight--
    }
  }

  async #update(space: Space, update: Update): Promise<number> {
    await this.beforeUpdate(update)
    const objects = this.#objects(space)
    const name = toLatin1(update.key!)
    const old = objects.get(name)
    const types = attributeTypes(space.definition)
    if (!old && update.presence === presence.present) throw new HyperdexError('NOT_FOUND', 'there is no such object', '')
    if (old && update.presence === presence.absent) throw new HyperdexError('COMPARE_FAILED', 'the object exists', '')
    if (old && update.condition && !compilePredicate(update.condition, types)(old.key, old.values)) {
      throw new HyperdexError('COMPARE_FAILED', 'the condition is false', '')
    }
    if (update.hasIfVersion && update.ifVersion !== (old?.version ?? 0)) throw new HyperdexError('COMPARE_FAILED', 'another version', '')
    this.writes++
    if (update.remove) {
      objects.delete(name)
      return ++this.#version
    }
    const before = old?.values ?? types.slice(1).map((type) => dataType(type).absent)
    const values = applyOperations(update.operations ?? [], before, types)
    if (values instanceof FailedOperation) throw new HyperdexError(codeOfFailure(values.failure), 'the operation failed', '')
    objects.set(name, { key: update.key!, version: ++this.#version, values })
    return this.#version
  }

  #matching(space: Space, predicate: Parameters<typeof compilePredicate>[0]): Stored[] {
    const matches = compilePredicate(predicate, attributeTypes(space.definition))
    const { compare } = dataType(space.definition.key.type)
    return [...this.#objects(space).values()].filter(({ key, values }) => matches(key, values)).sort((a, b) => compare(a.key, b.key))
  }

  async *#search(
    space: Space,
    { predicate, limit = Number.POSITIVE_INFINITY, cursor }: Parameters<Connection['search']>[1],
  ): AsyncGenerator<ObjectRow> {
    const { compare } = dataType(space.definition.key.type)
    const behind = cursor === undefined ? undefined : decodeCursor(undefined, cursor).key
    const found = this.#matching(space, predicate).filter(({ key }) => behind === undefined || compare(key, behind) > 0)
    for (const { key, version, values } of found.slice(0, limit)) {
      const object = encodeObject(decodeObject(encodeObject(values)))
      yield { key, version, object, cursor: encodeCursor(undefined, { key, order: emptyBytes }) }
    }
  }
}

class MemorySink implements TextSink {
  readonly terminal: boolean
  text = ''
  /** Thrown by every later write. */
  failure: Error | undefined

  constructor(terminal: boolean) {
    this.terminal = terminal
  }

  async write(text: string): Promise<void> {
    if (this.failure) throw this.failure
    this.text += text
  }
}

export interface Outcome {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  readonly stdin?: string | Iterable<Uint8Array>
  readonly terminal?: boolean
  readonly environment?: Record<string, string>
  readonly interrupted?: AbortSignal
  readonly outputFailure?: Error
  /** Told where a connection was asked for. */
  readonly onConnect?: (hosts: readonly string[]) => void
}

/** Runs a command line against the cluster. */
export async function runWith(cluster: FakeCluster, argv: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const stdout = new MemorySink(surroundings.terminal ?? false)
  const stderr = new MemorySink(false)
  stdout.failure = surroundings.outputFailure
  const io: CommandIo = {
    stdin: chunksOf(surroundings.stdin ?? ''),
    stdout,
    stderr,
    environment: surroundings.environment ?? {},
    interrupted: surroundings.interrupted ?? new AbortController().signal,
    killed: new AbortController().signal,
    connect: async (hosts) => {
      surroundings.onConnect?.(hosts)
      return cluster.connection()
    },
  }
  const status = await run(argv, io)
  return { status, stdout: stdout.text, stderr: stderr.text }
}

async function* chunksOf(input: string | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (typeof input === 'string') yield Buffer.from(input)
  else yield* input
}
