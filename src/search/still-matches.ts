// Whether an object that was read anew at its point leader is one that a search asks for.
import { HyperdexError } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'
import type { Matcher } from '../values/matcher.ts'

/** Undefined: it takes too much to tell, `fail` has been told why. */
export function stillMatches(
  matches: Matcher,
  key: Bytes,
  values: readonly Bytes[],
  fail: (error: HyperdexError) => void,
): boolean | undefined {
  try {
    return matches(key, values)
  } catch (error) {
    if (!(error instanceof HyperdexError)) throw error
    fail(error)
    return undefined
  }
}
