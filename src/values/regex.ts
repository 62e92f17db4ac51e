// RE2 expressions over strings: linear in the length of the text, whatever the pattern (the library keeps RE2's construction).
import { RE2JS } from 're2js'
import { HyperdexError } from '../errors.ts'
import type { Bytes } from './bytes.ts'
import { decodeString } from './encode.ts'

const patternBytesMax = 4096
/** Matching takes time in proportion to text × steps, and repetitions such as `{1000}` multiply the steps of a short pattern. */
const stepsMax = 20_000

/** Matches anywhere in the value. A value that is not UTF-8 has no characters and matches no pattern. */
export function compileRegex(pattern: Bytes): (value: Bytes) => boolean {
  if (pattern.length > patternBytesMax) {
    throw new HyperdexError('INVALID', `a regex takes ${pattern.length} bytes`, `Use at most ${patternBytesMax}.`)
  }
  const text = decodeString(pattern)
  if (text === undefined) throw new HyperdexError('INVALID', 'a regex is not UTF-8', 'Write it in UTF-8 characters.')
  let compiled: RE2JS
  try {
    compiled = RE2JS.compile(text)
  } catch (error) {
    throw new HyperdexError('INVALID', `the regex ${text} is wrong: ${(error as Error).message}`, 'Use the syntax of RE2.', {
      cause: error,
    })
  }
  if (compiled.programSize() > stepsMax) {
    throw new HyperdexError(
      'INVALID',
      `the regex ${text} takes ${compiled.programSize()} steps once its repetitions are written out`,
      `Repeat less: at most ${stepsMax} steps.`,
    )
  }
  return (value) => {
    const characters = decodeString(value)
    return characters !== undefined && compiled.test(characters)
  }
}
