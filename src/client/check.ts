// All copies of all objects compared: what `db.admin.check` answers.
import type { Space } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import type { Difference } from '../session/comparison-steps.ts'
import { type CheckSource, type CheckWork, checkSpaces, isAlike } from '../transport/check-spaces.ts'
import { decodeInt } from '../values/encode.ts'
import type { UntypedShape } from './shape.ts'
import { bindFetched } from './space-binding.ts'

/** A copy of an object that differs from what the head of the key's region has. */
export interface CopyDifference {
  /**
   * No copy where one belongs; a copy where none belongs; an older, a newer version; other values at the same version; a copy in a region that
   * its own values do not lead to.
   */
  readonly kind: Difference['kind']
  readonly space: string
  /** As a space opened by name has it; a number beyond ±(2^53−1) is a bigint, a string that is not UTF-8 a Uint8Array. */
  readonly key: UntypedShape['key']
  /** 0: that of the key. */
  readonly subspace: number
  readonly region: number
  readonly server: number
  /** Of the copy; 0: there is none. */
  readonly version: number
  /** At the head of the key's region; 0: it has no such object. */
  readonly wanted: number
}

export interface SpaceCheck {
  readonly space: string
  /** Why it was not compared, UNAUTHENTICATED, when it has authorization and was not named; else null. */
  readonly refused: HyperdexError | null
  readonly keys: number
  /** Copies that were read. */
  readonly copies: number
  /** All that were found, also those mended. */
  readonly differences: readonly CopyDifference[]
  /** Those that are still there after `repair`; without it all of them. */
  readonly left: readonly CopyDifference[]
  /** Keys that changed whenever they were looked at. */
  readonly unsettled: number
}

export interface CheckReport {
  /** Every space was compared, nothing is left that differs, and no key is unsettled: the exit status 0 of `hyperdex check`. */
  readonly alike: boolean
  readonly spaces: readonly SpaceCheck[]
}

/** Throws as `checkSpaces`. */
export async function reportCheck(source: CheckSource, work: Omit<CheckWork, 'onFound' | 'onProgress'>): Promise<CheckReport> {
  const spaces: SpaceCheck[] = []
  let found: CopyDifference[] = []
  const onFound = (space: Space, difference: Difference) => void found.push(describe(space, difference))
  for await (const { space, result, refused = null } of checkSpaces(source, { ...work, onFound })) {
    const { keys = 0, copies = 0, left = [], unsettled = 0 } = result ?? {}
    const remaining = left.map((difference) => describe(space, difference))
    spaces.push({ space: space.definition.name, refused, keys, copies, differences: found, left: remaining, unsettled })
    found = []
  }
  return { alike: spaces.every((space) => space.refused === null && isAlike(space)), spaces }
}

function describe(space: Space, { kind, key, subspace, region, server, version, wanted }: Difference): CopyDifference {
  return { kind, space: space.definition.name, key: keyValue(space, key), subspace, region, server, version, wanted }
}

/** The report has to have every key, also one that get refuses to decode. */
function keyValue(space: Space, key: Difference['key']): UntypedShape['key'] {
  try {
    return bindFetched(space).decodeKey(key) as UntypedShape['key']
  } catch (error) {
    if (!(error instanceof HyperdexError)) throw error
    return space.definition.key.type.kind === 'string' ? Uint8Array.from(key) : decodeInt(key)
  }
}
