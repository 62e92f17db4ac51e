// What clients asked and were told, as the checker reads it.
import type { Bytes } from '../../../src/values/bytes.ts'
import type { Question, Write } from './model.ts'

export interface WriteRecord {
  readonly kind: 'write'
  readonly key: string
  readonly client: number
  readonly number: number
  readonly write: Write
  /** Undefined: the client gave up. */
  result: { readonly version: number } | { readonly code: string } | undefined
}

export interface ReadRecord {
  readonly kind: 'read'
  readonly key: string
  result: { readonly version: number; readonly object: Bytes } | 'absent' | undefined
}

export interface FoundThing {
  readonly key: string
  readonly version: number
  readonly object: Bytes
}

export interface SearchRecord {
  readonly kind: 'search'
  readonly question: Question
  /** Ordered by color when given, else by key. */
  readonly byColor: 'ascending' | 'descending' | undefined
  readonly limit: number | undefined
  /** Only the number of rows counts: they come without objects. */
  readonly counting: boolean
  /** Undefined: it expired, and promises nothing. */
  result: readonly FoundThing[] | undefined
}

export type CallRecord = WriteRecord | ReadRecord | SearchRecord
