// What comparing the copies of a space (comparison.ts) asks for, tells and results in.
import type { Response } from '../cluster/client-messages.ts'
import type { Configuration } from '../cluster/configuration.ts'
import type { Bytes } from '../values/bytes.ts'
import type { PlaceQuestion } from './place-calls.ts'

/**
 * Against what the key region's head has: no copy where one belongs; a copy where none belongs; an older, a newer version; other values at the
 * same version; a copy in a region that its own values do not lead to.
 */
export type DifferenceKind = 'missing' | 'stray' | 'stale' | 'newer' | 'differs' | 'misplaced'

export interface Difference {
  readonly kind: DifferenceKind
  readonly subspace: number
  readonly region: number
  readonly server: number
  /** In canonical form. */
  readonly key: Bytes
  /** Of the copy; 0: there is none. */
  readonly version: number
  /** At the key region's head; 0: it has no such object. */
  readonly wanted: number
}

export interface ComparisonStep {
  /** To be answered all, in this order. */
  readonly questions: readonly PlaceQuestion[]
  /** Found since the step before. */
  readonly found: readonly Difference[]
  /** Keys compared so far. */
  readonly keys: number
}

export interface ComparisonResult {
  readonly keys: number
  /** Copies that were read. */
  readonly copies: number
  readonly differences: number
  /** Those that are still there after mending; all of them when nothing was to be mended. */
  readonly left: readonly Difference[]
  /** Keys that changed whenever they were looked at. */
  readonly unsettled: number
}

export interface ComparisonOptions {
  /** The space's id. */
  readonly space: number
  /** The newest known. */
  readonly configuration: () => Configuration
  readonly mend: boolean
}

export type Comparing<Result> = Generator<ComparisonStep, Result, readonly Response[]>
