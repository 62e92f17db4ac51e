// What clients and servers say to each other on a Session stream, as plain data; proto/hyperdex/v1/hyperdex.proto describes the fields.
// Every field may be absent or null: then it has protobuf's default.

import type { Bytes } from '../values/bytes.ts'
import type { Operation } from '../values/operation.ts'
import type { Predicate } from '../values/predicate.ts'

export const presence = { any: 0, present: 1, absent: 2, checkedIfPresent: 3 } as const
export const aggregateKind = { count: 0, sum: 1, min: 2, max: 3, avg: 4 } as const
export const responseStatus = { ok: 0, failed: 1, stale: 2, busy: 3 } as const

export interface Update {
  readonly key?: Bytes | null
  readonly presence?: number | null
  readonly condition?: Predicate | null
  readonly operations?: readonly Operation[] | null
  readonly remove?: boolean | null
  readonly ifVersion?: number | null
  readonly hasIfVersion?: boolean | null
  readonly ttlMs?: number | null
  readonly secret?: Bytes | null
}

export interface NumberedUpdate {
  readonly update?: Update | null
  readonly client?: number | null
  readonly number?: number | null
  readonly mark?: number | null
  readonly firstEpoch?: number | null
}

export interface RegionStamp {
  readonly region?: number | null
  readonly epoch?: number | null
}

export interface AggregateFunction {
  /** One of `aggregateKind`. */
  readonly kind?: number | null
  readonly attribute?: number | null
}

export interface Aggregation {
  readonly functions?: readonly AggregateFunction[] | null
  readonly by?: readonly number[] | null
}

export interface PartialValue {
  readonly count?: number | null
  readonly value?: Bytes | null
}

export interface PartialGroup {
  readonly by?: readonly Bytes[] | null
  readonly values?: readonly PartialValue[] | null
}

export interface SearchOpen {
  readonly regions?: readonly RegionStamp[] | null
  readonly predicate?: Predicate | null
  readonly orderBy?: number | null
  readonly hasOrder?: boolean | null
  readonly descending?: boolean | null
  readonly limit?: number | null
  readonly hasLimit?: boolean | null
  readonly keysOnly?: boolean | null
  readonly afterKey?: Bytes | null
  readonly afterOrder?: Bytes | null
  readonly hasAfter?: boolean | null
  readonly pageRows?: number | null
  readonly aggregation?: Aggregation | null
  readonly nameUnsettled?: boolean | null
  readonly forUpdate?: boolean | null
  readonly select?: readonly number[] | null
}

export interface SearchNext {
  readonly cursor?: number | null
  readonly apart?: readonly Bytes[] | null
}

export interface WatchStamp extends RegionStamp {
  readonly after?: number | null
  readonly hasAfter?: boolean | null
}

export interface WatchOpen {
  readonly regions?: readonly WatchStamp[] | null
  readonly predicate?: Predicate | null
}

export interface Change {
  readonly region?: number | null
  readonly key?: Bytes | null
  readonly version?: number | null
  readonly hasBefore?: boolean | null
  readonly beforeVersion?: number | null
  readonly before?: Bytes | null
  readonly hasAfter?: boolean | null
  readonly after?: Bytes | null
}

export interface WatchPage {
  readonly watch?: number | null
  readonly changes?: readonly Change[] | null
  readonly positions?: readonly { readonly region?: number | null; readonly version?: number | null }[] | null
  readonly lost?: readonly number[] | null
}

export interface CompareAsk {
  readonly after?: Bytes | null
  readonly limit?: number | null
  readonly keys?: readonly Bytes[] | null
  readonly settled?: boolean | null
}

export interface RedriveAsk {
  readonly key?: Bytes | null
  readonly strays?: readonly number[] | null
}

export interface ComparedRow {
  readonly key?: Bytes | null
  readonly version?: number | null
  readonly sum?: number | null
  readonly misplaced?: boolean | null
  readonly regions?: readonly number[] | null
}

export interface ComparedPage {
  readonly rows?: readonly ComparedRow[] | null
  readonly done?: boolean | null
}

/** Exactly one of get, update, searchOpen, searchNext, searchClose, cancel, watchOpen, watchNext, watchClose, compare and redrive is present. */
export interface Request {
  readonly id?: number | null
  readonly space?: number | null
  readonly schemaVersion?: number | null
  readonly region?: number | null
  readonly epoch?: number | null
  readonly timeoutMs?: number | null
  readonly tokens?: readonly Bytes[] | null
  readonly select?: readonly number[] | null
  readonly get?: Bytes | null
  readonly update?: NumberedUpdate | null
  readonly searchOpen?: SearchOpen | null
  readonly searchNext?: SearchNext | null
  readonly searchClose?: number | null
  readonly cancel?: number | null
  readonly watchOpen?: WatchOpen | null
  readonly watchNext?: number | null
  readonly watchClose?: number | null
  readonly compare?: CompareAsk | null
  readonly redrive?: RedriveAsk | null
}

/** What ends a cursor, a watch or another request has no answer of its own; every other request has exactly one. */
export function isAnswered({ cancel, searchClose, watchClose }: Request): boolean {
  return (cancel ?? searchClose ?? watchClose ?? undefined) === undefined
}

export interface Row {
  readonly key?: Bytes | null
  readonly version?: number | null
  readonly object?: Bytes | null
}

export interface Departure {
  readonly key?: Bytes | null
  readonly version?: number | null
}

export interface SearchPage {
  readonly rows?: readonly Row[] | null
  readonly done?: boolean | null
  readonly cursor?: number | null
  readonly departures?: readonly Departure[] | null
  readonly candidates?: number | null
  readonly index?: string | null
  readonly groups?: readonly PartialGroup[] | null
  readonly unsettled?: readonly Bytes[] | null
  readonly crowded?: boolean | null
}

export interface Failure {
  readonly code?: string | null
  readonly message?: string | null
  readonly remedy?: string | null
  readonly retryAfterMs?: number | null
}

export interface Response {
  readonly id?: number | null
  readonly status?: number | null
  readonly found?: boolean | null
  readonly version?: number | null
  readonly object?: Bytes | null
  readonly page?: SearchPage | null
  readonly failure?: Failure | null
  readonly configurationVersion?: number | null
  readonly selected?: boolean | null
  readonly watch?: WatchPage | null
  readonly compared?: ComparedPage | null
}
