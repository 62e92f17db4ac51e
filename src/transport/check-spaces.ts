// All copies of all objects compared, one space after the other: what `db.admin.check`, `hyperdex check` and Admin.Check do.
import type { Space } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import type { ComparisonResult, Difference } from '../session/comparison-steps.ts'
import type { CallOptions } from './rpc-client.ts'
import type { ComparisonCallOptions } from './session-driver-comparison.ts'

/** Whom a comparison asks. */
export interface CheckSource {
  /** Throws UNKNOWN_SPACE. */
  space(name: string, options?: CallOptions): Promise<Space>
  spaces(options?: CallOptions): Promise<readonly Space[]>
  compare(space: Space, options: ComparisonCallOptions): Promise<ComparisonResult>
}

export interface CheckWork extends CallOptions {
  /** Names; undefined: all spaces. */
  readonly names: readonly string[] | undefined
  readonly repair: boolean
  /** Awaited before the comparison goes on. */
  readonly onFound: (space: Space, difference: Difference) => void | Promise<void>
  readonly onProgress?: (space: Space, keys: number) => void
}

/** `refused` instead of `result`: a space that was not named may not be compared. */
type SpaceOutcome = { readonly space: Space } & (
  | { readonly result: ComparisonResult; readonly refused?: never }
  | { readonly result?: never; readonly refused: HyperdexError }
)

/**
 * One space after the other. `timeoutMs` is of each answer of a replica, default a minute.
 * Throws UNKNOWN_SPACE before anything is compared, UNAUTHENTICATED for a space that was named, TIMEOUT and ABORTED.
 */
export async function* checkSpaces(source: CheckSource, work: CheckWork): AsyncGenerator<SpaceOutcome, void, undefined> {
  const { names, repair, onFound, onProgress, signal = null, timeoutMs } = work
  const call: CallOptions = { signal, ...(timeoutMs === undefined ? {} : { timeoutMs }) }
  const spaces = names === undefined ? await source.spaces(call) : await Promise.all(names.map((name) => source.space(name, call)))
  for (const space of spaces) {
    try {
      const result = await source.compare(space, {
        ...call,
        mend: repair,
        onFound: (difference) => onFound(space, difference),
        onProgress: (keys) => onProgress?.(space, keys),
      })
      yield { space, result }
    } catch (error) {
      if (names !== undefined || !(error instanceof HyperdexError) || error.code !== 'UNAUTHENTICATED') throw error
      yield { space, refused: error }
    }
  }
}

export function isAlike({ left, unsettled }: { readonly left: readonly unknown[]; readonly unsettled: number }): boolean {
  return left.length === 0 && unsettled === 0
}
