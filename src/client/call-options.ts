// What calls take beside their own parameters.
import type { Shape } from './shape.ts'

export interface CallOptions {
  /** Ends the call with ABORTED; null: none. One of another realm or of a library does as well. */
  readonly signal?: AbortSignal | null
  /** Default 10,000; of a search: while it is waited for the next row. */
  readonly timeoutMs?: number
}

export interface VersionOption {
  /** Only when the object has this version; 0: only when there is none. Else the answer is false. */
  readonly ifVersion?: number
}

export interface TtlOption {
  /**
   * The object is removed so many milliseconds after this write: a whole number from 1, or Infinity for never. Left out: a new object has the
   * space's default, and an object that is there keeps its time.
   */
  readonly ttlMs?: number
}

export interface SecretOption {
  /**
   * Of a space with authorization, 1 to 1,024 bytes: what tokens for the object are made from, when this write creates it. It never changes
   * afterwards. Of an object that is there the same secret serves as a token.
   */
  readonly secret?: string | Uint8Array
}

export interface WriteOptions<S extends Shape> extends RemovalOptions<S>, TtlOption {}

/** Of writes that leave no object behind. */
export interface RemovalOptions<S extends Shape> extends CallOptions, VersionOption, SecretOption {
  /** Only when the object exists and this holds for it. Else the answer is false. */
  readonly if?: S['where']
}

export interface UnconditionalOptions extends CallOptions, VersionOption, TtlOption, SecretOption {}

export interface ReadOptions<Version extends boolean> extends CallOptions {
  /** Adds `$version`, the object's version. */
  readonly version?: Version
}

export interface GetManyOptions<Version extends boolean> extends ReadOptions<Version> {
  /** Called with how many keys have been read so far. */
  readonly onProgress?: (done: number) => void
}

/** `ifVersion` is each pair's: where it does not hold nothing is put, and the pair is not counted. */
export interface PutManyOptions extends CallOptions, VersionOption, TtlOption, SecretOption {
  /** Called with how many objects have been put so far. */
  readonly onProgress?: (done: number) => void
}

/** What decides which rows there are, and in which order. */
export interface ExplainOptions<S extends Shape> extends CallOptions {
  /** Without it rows come in the order of their keys. Ties are by ascending key. */
  readonly orderBy?: readonly [attribute: S['ordered'], direction?: 'asc' | 'desc']
  /** Rows at most. */
  readonly limit?: number
  /** `$cursor` of a row of an equal search: go on behind it. */
  readonly cursor?: string
  /** Leave out regions that do not answer in time or cannot be reached instead of failing with PARTIAL. */
  readonly partial?: boolean
}

export interface SearchOptions<S extends Shape, Name extends keyof S['row'], Cursors extends boolean, Version extends boolean>
  extends ExplainOptions<S> {
  /** These attributes only. */
  readonly select?: readonly Name[]
  /** Adds `$cursor` to each row. */
  readonly cursors?: Cursors
  /** Adds `$version` to each row. */
  readonly version?: Version
  /**
   * With `partial`: called once, after the last row, with the ids of the regions without which rows were found, at least one. Not called when none was
   * left out, when the loop is left early, or when the search fails.
   */
  readonly onMissing?: (regions: readonly number[]) => void
}

export interface AggregateOptions<Name extends string> extends CallOptions {
  /** One result for each group of objects that have equal values here, in their order. */
  readonly by: readonly Name[]
}

export interface WatchOptions extends CallOptions {
  /** `token` of a change of an earlier watch of this space: go on behind it. Without it: changes from now on. */
  readonly from?: string
}

export interface GroupOptions extends CallOptions, TtlOption {
  /** Called now and then with how many objects have been changed so far. */
  readonly onProgress?: (changed: number) => void
  /** For all of it; by default none. */
  readonly timeoutMs?: number
}
