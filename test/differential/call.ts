// One call as data: what the model and the cluster are both asked.
import type { AggregateFunction } from './model/aggregates.ts'
import type { Operation } from './model/operations.ts'
import type { Predicate } from './model/predicate.ts'
import type { Order } from './model/space.ts'
import type { SpaceChange } from './model/space-change.ts'
import type { Attribute } from './model/types.ts'
import type { Scalar, Value } from './model/values.ts'

/**
 * How a client declares the space: with bytes, 64-bit ints and microseconds, which hold all there is; with strings, numbers and Dates,
 * which do not; or not at all (`openSpace`).
 */
export type View = 'wide' | 'narrow' | 'fetched'

/** One method call: an operation of one name on one attribute or several. */
export interface Step {
  readonly name: Operation['name']
  readonly operations: readonly { readonly attribute: string; readonly operation: Operation }[]
}

export interface WriteCall {
  readonly kind: 'write'
  /** `operate` has one step, `update` any number; the removals have none, the others one of puts. */
  readonly form: 'operate' | 'update' | 'putIfNotExist' | 'condPut' | 'condPutOrCreate' | 'del' | 'condDel'
  readonly key: Scalar
  readonly steps: readonly Step[]
  readonly check?: Predicate
  readonly version?: 'current' | 'outdated' | 'absent'
}

export interface GroupCall {
  readonly kind: 'group'
  readonly form: 'operate' | 'update' | 'del'
  readonly where: Predicate
  readonly steps: readonly Step[]
}

export interface SearchCall {
  readonly kind: 'search'
  readonly where: Predicate
  readonly select?: readonly string[]
  readonly order?: Order
  readonly limit?: number
  /** Rows a page: each page is a search of its own that resumes behind the last row of the page before. */
  readonly page?: number
}

export type NamedIn = 'test' | 'order' | 'selection' | 'put'

export type Call =
  | { readonly kind: 'get'; readonly key: Scalar; readonly names?: readonly string[]; readonly version: boolean }
  | { readonly kind: 'getMany'; readonly keys: readonly Scalar[] }
  | WriteCall
  | { readonly kind: 'putMany'; readonly pairs: readonly (readonly [key: Scalar, values: ReadonlyMap<string, Value>])[] }
  /** Writes to a few keys, none of them awaited before the next is made: those to one key are done in order. */
  | { readonly kind: 'pipeline'; readonly writes: readonly WriteCall[] }
  | GroupCall
  | SearchCall
  | { readonly kind: 'count'; readonly where: Predicate }
  | {
      readonly kind: 'aggregate'
      readonly where: Predicate
      readonly functions: readonly AggregateFunction[]
      readonly by?: readonly string[]
    }
  | { readonly kind: 'changeSpace'; readonly change: SpaceChange }
  /** Names what is not there (any more, or yet): a space, or an attribute where there may stand one. */
  | { readonly kind: 'unknownSpace'; readonly name: string }
  | { readonly kind: 'unknownAttribute'; readonly attribute: Attribute; readonly named: NamedIn }
  /** Calls that are refused as malformed whatever is stored. */
  | { readonly kind: 'negativeTrim'; readonly key: Scalar; readonly attribute: string }
  | { readonly kind: 'negativeLimit'; readonly where: Predicate }

/** For reports: as JSON, with bigints, odd floats and maps spelt out. */
export function showCall(call: Call): string {
  return JSON.stringify(call, (_, value: unknown) => {
    if (typeof value === 'bigint') return `${value}n`
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) return Object.is(value, -0) ? '-0.0' : `${value}`
    return value instanceof Map ? Object.fromEntries(value) : value
  })
}
