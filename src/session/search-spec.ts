// What a search is asked for and what comes out of it, as a session and its driver exchange it.
import type { HyperdexError } from '../errors.ts'
import type { SearchExplanation } from '../search/explain.ts'
import type { AggregateGroup } from '../search/group-table.ts'
import type { KeysBound } from '../search/yielded-rows.ts'
import type { Bytes } from '../values/bytes.ts'
import type { Predicate } from '../values/predicate.ts'

export interface SearchSpec {
  readonly predicate: Predicate
  /** `attribute` is an index in the space, 0 the key. Without it rows come in the order of their keys. */
  readonly orderBy?: { readonly attribute: number; readonly descending: boolean }
  /** Attributes that the reader takes from the rows; those that are dropped meanwhile are refused. By default all. */
  readonly select?: readonly number[]
  /** Rows at most, a whole number from 0. */
  readonly limit?: number
  /** Of a row of an equal search: go on behind it. */
  readonly cursor?: string
  /** Leave out regions that cannot be reached instead of failing with PARTIAL. */
  readonly partial?: boolean
  /** Of the keys that are remembered where the order is not that of the keys; by default what suits a client's memory. */
  readonly keysBound?: KeysBound
}

export interface FoundRow {
  readonly key: Bytes
  readonly version: number
  /** An encoded object (values/object.ts): every attribute in its place, empty perhaps where the search does not select it. */
  readonly object: Bytes
  /** Resumes a search behind this row. */
  readonly cursor: string
}

/** How a search was done. */
export interface Explanation extends SearchExplanation {
  /** Ids of the regions that a partial answer leaves out. */
  readonly missingRegions: readonly number[]
  /** From the question to the last row, in milliseconds. */
  readonly timeMs: number
}

/** News of one search: the next rows, and whether it is over, well or with an error. */
export interface SearchAnswer {
  readonly call: number
  readonly rows: readonly FoundRow[]
  readonly done: boolean
  readonly error?: HyperdexError
  /** Rows so far, those of this answer included; of a count: all of them; of a group update: objects changed so far. */
  readonly count: number
  /** Of a count or an aggregate, with `done` and no error. */
  readonly groups?: readonly AggregateGroup[]
  /** With `done` and no error. */
  readonly explanation?: Explanation
}
