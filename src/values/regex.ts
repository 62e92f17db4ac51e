// RE2 expressions over strings: re2js reads and compiles them, regex-automaton.ts runs them. Time is in proportion to the text, and at worst to
// text × steps; an evaluation that would take too long is refused, since nothing else is done by the server meanwhile.
import { HyperdexError } from '../errors.ts'
import type { Bytes } from './bytes.ts'
import { decodeString } from './encode.ts'
import { shortened } from './json-text.ts'
import { automatonLimits } from './regex-automaton.ts'
import { programOf, testRegex } from './regex-cache.ts'
import { classSteps, readingSteps } from './regex-compilation.ts'

const patternBytesMax = 4096
/** Of the different regexes of a predicate together: half a second to compile, 2 MB, and a tenth of what is kept (regex-cache.ts). */
const predicateStepsMax = 100_000
/** So many characters, or steps looked at, take as long as a small object does to be read and judged; so does one step that is compiled again. */
const charactersAsOneObject = 256
const stepsAsOneObject = 128
/** So many characters take as long as a step that is looked at, where what they lead to is remembered. */
const charactersAsOneStep = 4

/** What judging costs beyond reading, in small objects; whoever judges may see to it that others get their turn. */
export interface Effort {
  spent: number
}

/** The regexes of one predicate. */
export interface PredicateRegexes {
  readonly patterns: Set<string>
  /** Of the patterns, compiled, together. */
  compiledSteps: number
  /** What they have taken together over the object that is being judged. */
  steps: number
}

/**
 * Matches anywhere in the value. A value that is not UTF-8 has no characters and matches no pattern. What is made may throw INVALID, for a value
 * over which the pattern takes too much, after those of the same predicate: by the predicate and the object alone, so at every server, and
 * each time, alike. Outside of a predicate each value is judged by itself.
 */
export function compileRegex(pattern: Bytes, effort: Effort = { spent: 0 }, predicate?: PredicateRegexes): (value: Bytes) => boolean {
  if (pattern.length > patternBytesMax) {
    throw new HyperdexError('INVALID', `a regex takes ${pattern.length} bytes`, `Use at most ${patternBytesMax}.`)
  }
  const text = decodeString(pattern)
  if (text === undefined) throw new HyperdexError('INVALID', 'a regex is not UTF-8', 'Write it in UTF-8 characters.')
  const isNew = predicate !== undefined && !predicate.patterns.has(text)
  if (isNew) add(predicate, text, readingSteps(text))
  const { steps, size } = programOf(text)
  if (isNew) add(predicate, text, size)
  return (value) => {
    const characters = decodeString(value)
    if (characters === undefined) return false
    const left = automatonLimits.effort - (predicate?.steps ?? 0)
    if (left < 0) throw tooMuch(text, steps, value)
    const { matches, effort: taken, compiled } = testRegex(text, characters, left)
    effort.spent += characters.length / charactersAsOneObject + taken / stepsAsOneObject + compiled
    if (predicate) predicate.steps += taken + characters.length / charactersAsOneStep
    if (matches === undefined) throw tooMuch(text, steps, value)
    return matches
  }
}

function add(predicate: PredicateRegexes, pattern: string, steps: number): void {
  predicate.patterns.add(pattern)
  predicate.compiledSteps += steps
  if (predicate.compiledSteps <= predicateStepsMax) return
  throw new HyperdexError(
    'INVALID',
    `the regexes of the predicate are too many or too large: they take ${predicate.compiledSteps} steps together, with ${shortened(pattern)}`,
    `Repeat less, or ask in several calls: at most ${predicateStepsMax} steps in a predicate, where each regex and each \\p counts ${classSteps} more, and each character one.`,
  )
}

function tooMuch(pattern: string, steps: number, value: Bytes): HyperdexError {
  return new HyperdexError(
    'INVALID',
    `the regex ${shortened(pattern)} of ${steps} steps takes too much over a value of ${value.length} bytes: more than ${automatonLimits.effort} looks at steps, with other regexes before it`,
    'Repeat less in the pattern, anchor it, or leave large values out by a test of their length before it.',
  )
}
