// What the command line needs of a cluster; in production a SessionDriver with its AdminCaller (session-connection.ts).
import type { Aggregation, Update } from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import type { ComparisonResult, Difference } from '../session/comparison-steps.ts'
import type { Explanation, SearchSpec } from '../session/search-spec.ts'
import type { WatchedChange, WatchSpec } from '../session/watch-spec.ts'
import type { ChangeResult, ServerChange, StatusResult } from '../transport/admin-caller.ts'
import type { AggregateGroup } from '../transport/session-driver.ts'
import type { Bytes } from '../values/bytes.ts'
import type { Predicate } from '../values/predicate.ts'

interface CallOptions {
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | null
}

interface KeyCallOptions extends CallOptions {
  /** Macaroons in binary form, for a space with authorization. */
  readonly tokens?: readonly Bytes[]
}

interface GetOptions extends KeyCallOptions {
  /** Attributes by index, 0 is the key, each once: the object is then these values alone, in this order. */
  readonly select?: readonly number[]
}

interface GroupUpdateOptions extends CallOptions {
  readonly onProgress?: ((changed: number) => void) | undefined
}

interface ComparisonOptions extends CallOptions {
  readonly mend: boolean
  readonly onFound: (difference: Difference) => Promise<void>
  readonly onProgress: (keys: number) => void
}

export interface ObjectRow {
  readonly key: Bytes
  readonly version: number
  /** An encoded object, all attributes. */
  readonly object: Bytes
  /** Resumes an equal search behind this row. */
  readonly cursor: string
}

/** Ends when it is left, or by an error. */
export interface ChangeReader extends AsyncIterable<WatchedChange> {
  /** A token, when it is open. */
  readonly opened: Promise<string>
  return(): Promise<unknown>
}

export interface Connection {
  /** Throws UNKNOWN_SPACE. */
  space(name: string, options?: CallOptions): Promise<Space>
  spaces(): Promise<readonly Space[]>
  get(space: Space, key: Bytes, options?: GetOptions): Promise<{ readonly version: number; readonly object: Bytes } | undefined>
  /** The version written. */
  update(space: Space, update: Update, options?: KeyCallOptions): Promise<number>
  /** Once it is at its end, `explanation` names the regions that a partial answer leaves out. */
  search(
    space: Space,
    spec: SearchSpec,
    options?: CallOptions,
  ): AsyncIterable<ObjectRow> & { readonly explanation?: Explanation | undefined }
  count(space: Space, predicate: Predicate, options?: CallOptions): Promise<number>
  aggregate(space: Space, predicate: Predicate, aggregation: Aggregation, options?: CallOptions): Promise<readonly AggregateGroup[]>
  /** How many objects were changed. */
  groupUpdate(space: Space, predicate: Predicate, update: Update, options?: GroupUpdateOptions): Promise<number>
  explain(space: Space, spec: SearchSpec, options?: CallOptions): Promise<Explanation>
  watch(space: Space, spec: WatchSpec, options?: CallOptions): ChangeReader
  /** The space by its newest definition, one by which these objects were made where it can be heard of. */
  newestFor(space: Space, objects: readonly (Bytes | undefined)[]): Promise<Space>
  /** Throws TIMEOUT. */
  compare(space: Space, options: ComparisonOptions): Promise<ComparisonResult>
  readonly admin: Administration
  /** What the process at the address knows of its own regions. Throws UNAVAILABLE. */
  localStatus(address: string, options?: CallOptions): Promise<StatusResult>
  close(): Promise<void>
}

interface Administration {
  /** In the space language. */
  addSpace(text: string, options?: CallOptions): Promise<ChangeResult>
  removeSpace(name: string, options?: CallOptions): Promise<ChangeResult>
  renameSpace(from: string, to: string, options?: CallOptions): Promise<ChangeResult>
  /** In the space language: TYPE NAME. */
  addAttribute(space: string, attribute: string, options?: CallOptions): Promise<ChangeResult>
  removeAttribute(space: string, name: string, options?: CallOptions): Promise<ChangeResult>
  /** As in the space language: ATTRIBUTE or ATTRIBUTE.PATH. */
  addIndex(space: string, index: string, options?: CallOptions): Promise<ChangeResult>
  removeIndex(space: string, index: string, options?: CallOptions): Promise<ChangeResult>
  /** An empty name is the whole cluster. */
  setReadOnly(space: string, readOnly: boolean, options?: CallOptions): Promise<ChangeResult>
  /** Rows of what is about to be loaded into an empty space: the key, then the attributes. */
  offerSample(
    space: string,
    rows: readonly (readonly Bytes[])[],
    options?: CallOptions,
  ): Promise<{ readonly taken: boolean; readonly reason: string }>
  getStatus(local: boolean, options?: CallOptions): Promise<StatusResult>
  changeServer(server: number, change: ServerChange, options?: CallOptions): Promise<ChangeResult>
  setFaultTolerance(space: string, failures: number, options?: CallOptions): Promise<ChangeResult>
  setPartitions(space: string, partitions: number, options?: CallOptions): Promise<ChangeResult>
  /** Throws TIMEOUT. */
  waitUntilStable(options?: CallOptions): Promise<void>
}
