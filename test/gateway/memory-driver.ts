// A session for tests of the gateway: one space in memory, with the checks that real sessions make.
import type { Aggregation, Update } from '../../src/cluster/client-messages.ts'
import { type Configuration, emptyConfiguration, type Space } from '../../src/cluster/configuration.ts'
import { HyperdexError } from '../../src/errors.ts'
import type { GatewayDriver } from '../../src/gateway/hyperdex-handlers.ts'
import { attributeTypes } from '../../src/schema/check-space.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { checkSelection, projector } from '../../src/schema/selection.ts'
import { compileAggregation } from '../../src/search/aggregation.ts'
import { type AggregateGroup, GroupTable } from '../../src/search/group-table.ts'
import { checkKey, checkUpdate } from '../../src/session/check-call.ts'
import type { ComparisonResult, Difference } from '../../src/session/comparison-steps.ts'
import type { Explanation, FoundRow, SearchSpec } from '../../src/session/search-spec.ts'
import type { CallOptions, GetOptions } from '../../src/transport/session-driver.ts'
import type { ComparisonCallOptions } from '../../src/transport/session-driver-comparison.ts'
import type { WatchReader } from '../../src/transport/session-driver-watch.ts'
import { type Bytes, compareBytes, toLatin1 } from '../../src/values/bytes.ts'
import { applyOperations, compilePredicate } from '../../src/values/matcher.ts'
import { decodeObject, encodeObject } from '../../src/values/object.ts'
import { codeOfFailure, FailedOperation } from '../../src/values/operation.ts'
import type { Predicate } from '../../src/values/predicate.ts'

export const people: Space = {
  id: 7,
  schemaVersion: 3,
  definition: parseSpace('space people key name attributes int age, string town'),
  settling: false,
  readOnly: false,
  subspaces: [],
}

export const configuration: Configuration = { ...emptyConfiguration, cluster: 'test', version: 5, spaces: new Map([[7, people]]) }

interface GroupUpdateOptions extends CallOptions {
  readonly onProgress?: ((changed: number) => void) | undefined
}

interface Kept {
  readonly key: Bytes
  readonly version: number
  readonly object: Bytes
}

export class MemoryDriver implements GatewayDriver {
  readonly calls: CallOptions[] = []
  /** Calls wait for their signal instead of being answered. */
  hanging = false
  /** What a comparison finds, and what of it mending leaves. */
  differences: readonly Difference[] = []
  left: readonly Difference[] = []
  /** No comparison is allowed. */
  guarded = false
  #objects = new Map<string, Kept>()
  #version = 0

  configuration(): Configuration {
    return configuration
  }

  async refresh(): Promise<Configuration> {
    return configuration
  }

  async lookUp<Found>(find: (newest: Configuration) => Found | undefined): Promise<Found | undefined> {
    return find(configuration)
  }

  async space(name: string): Promise<Space> {
    if (name === 'people') return people
    throw new HyperdexError('UNKNOWN_SPACE', `no space "${name}"`, 'Add it.')
  }

  watch(): WatchReader {
    throw new HyperdexError('GAP', 'nothing is kept here', 'Watch a real cluster.')
  }

  async newestFor(space: Space): Promise<Space> {
    return space
  }

  async get({ definition }: Space, given: Bytes, options: GetOptions = {}): Promise<Kept | undefined> {
    const { select } = options
    checkSelection(select ?? [], definition)
    await this.#called(options)
    const kept = this.#objects.get(toLatin1(checkKey(definition, given)))
    return kept && select?.length ? { ...kept, object: projector(select, definition)(kept.key, kept.object) } : kept
  }

  async update({ definition }: Space, update: Update, options: CallOptions = {}): Promise<number> {
    const key = checkKey(definition, update.key ?? new Uint8Array(0)).slice()
    checkUpdate(definition, update)
    await this.#called(options)
    if (update.remove) {
      if (!this.#objects.delete(toLatin1(key))) throw new HyperdexError('NOT_FOUND', 'no such object', 'Put it.')
      return ++this.#version
    }
    const before = this.#objects.get(toLatin1(key))
    const values = applyOperations(update.operations ?? [], before ? decodeObject(before.object) : [], attributeTypes(definition))
    if (values instanceof FailedOperation)
      throw new HyperdexError(codeOfFailure(values.failure), 'the operation failed', 'Use other operands.')
    this.#objects.set(toLatin1(key), { key, version: ++this.#version, object: encodeObject(values) })
    return this.#version
  }

  async *search({ definition }: Space, spec: SearchSpec, options: CallOptions = {}): AsyncGenerator<FoundRow, undefined> {
    const matches = compilePredicate(spec.predicate, attributeTypes(definition))
    await this.#called(options)
    const found = [...this.#objects.values()].filter(({ key, object }) => matches(key, decodeObject(object)))
    found.sort((a, b) => compareBytes(a.key, b.key) * (spec.orderBy?.descending ? -1 : 1))
    const from = spec.cursor === undefined ? 0 : found.findIndex(({ key }) => toLatin1(key) === spec.cursor) + 1
    for (const row of found.slice(from, from + (spec.limit ?? found.length))) yield { ...row, cursor: toLatin1(row.key) }
    return undefined
  }

  async explain(space: Space, spec: SearchSpec, options: CallOptions = {}): Promise<Explanation> {
    let matches = 0
    for await (const _ of this.search(space, spec, options)) matches++
    const asked = { subspace: 0, attributes: ['name'], regionsAsked: 1, regionsTotal: 1, serversAsked: 1 }
    return { ...asked, indexes: ['key scan'], candidates: this.#objects.size, matches, missingRegions: [], timeMs: 0.5 }
  }

  async count(space: Space, predicate: Predicate, options: CallOptions = {}): Promise<number> {
    let count = 0
    for await (const _ of this.search(space, { predicate }, options)) count++
    return count
  }

  async aggregate(
    space: Space,
    predicate: Predicate,
    aggregation: Aggregation,
    options: CallOptions = {},
  ): Promise<readonly AggregateGroup[]> {
    const table = new GroupTable(compileAggregation(space, aggregation))
    for await (const { key, object } of this.search(space, { predicate }, options)) table.add(key, decodeObject(object))
    return table.results()
  }

  async groupUpdate(space: Space, predicate: Predicate, update: Update, options: GroupUpdateOptions = {}): Promise<number> {
    let changed = 0
    for await (const { key } of this.search(space, { predicate }, options)) {
      await this.update(space, { ...update, key })
      changed++
      options.onProgress?.(changed)
    }
    return changed
  }

  async compare(_: Space, options: ComparisonCallOptions): Promise<ComparisonResult> {
    const { onFound, onProgress, mend } = options
    onProgress?.(0)
    await this.#called(options)
    if (this.guarded) throw new HyperdexError('UNAUTHENTICATED', 'the space has authorization', 'Start servers with --compare-guarded.')
    for (const difference of this.differences) await onFound?.(difference)
    onProgress?.(this.#objects.size)
    const { size } = this.#objects
    const left = mend ? this.left : this.differences
    return { keys: size, copies: size * 2, differences: this.differences.length, left, unsettled: 0 }
  }

  async close(): Promise<void> {}

  async #called(options: CallOptions): Promise<void> {
    this.calls.push(options)
    if (!this.hanging) return
    const { signal } = options
    if (signal?.aborted) throw signal.reason
    await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
  }
}
