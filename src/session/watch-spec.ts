// What a watch is asked for and what comes out of it, as a session and its driver exchange it.
import type { HyperdexError } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'
import type { Predicate } from '../values/predicate.ts'

export interface WatchSpec {
  readonly predicate: Predicate
  /** Of a change of a watch of this space: go on behind it. Absent: changes from now on. */
  readonly from?: string
}

/** One committed change of one object that matched before or matches after. */
export interface WatchedChange {
  readonly key: Bytes
  /** Of the change; a removal has one too. */
  readonly version: number
  /** What it replaced; absent: there was none. An encoded object (values/object.ts). */
  readonly before?: { readonly version: number; readonly object: Bytes }
  /** Absent: it was removed. */
  readonly after?: Bytes
  /** Resumes a watch behind this change. */
  readonly token: string
}

/** News of one watch. */
export interface WatchAnswer {
  readonly call: number
  /** Once, when it is open everywhere: changes that are committed from here on will come. A token. */
  readonly opened?: string
  readonly changes: readonly WatchedChange[]
  /** With `error`: a watch has no end of its own. */
  readonly done: boolean
  readonly error?: HyperdexError
}
