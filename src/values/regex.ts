// RE2 expressions over strings: re2js reads and compiles them, regex-automaton.ts runs them. Time is in proportion to the text, and at worst to
// text × steps; an evaluation that would take too long is refused, since nothing else is done by the server meanwhile.
import { RE2JS } from 're2js'
import { HyperdexError } from '../errors.ts'
import type { Bytes } from './bytes.ts'
import { decodeString } from './encode.ts'
import { shortened } from './json-text.ts'
import { automatonLimits, RegexAutomaton } from './regex-automaton.ts'
import { RegexProgram } from './regex-program.ts'

const patternBytesMax = 4096
/** Repetitions such as `{1000}` multiply the steps of a short pattern, and each takes memory and time. */
const stepsMax = 20_000
/** So many characters, or steps looked at, take as long as a small object does to be read and judged. */
const charactersAsOneObject = 256
const stepsAsOneObject = 128
/** So many characters take as long as a step that is looked at, where what they lead to is remembered. */
const charactersAsOneStep = 4

/** What judging costs beyond reading, in small objects; whoever judges may see to it that others get their turn. */
export interface Effort {
  spent: number
}

/** What the regexes of one predicate have taken together over the object that is being judged, in steps. */
export interface Evaluation {
  steps: number
}

/**
 * Matches anywhere in the value. A value that is not UTF-8 has no characters and matches no pattern. What is made may throw INVALID, for a value
 * over which the pattern takes too much, after those of the same evaluation: by the predicate and the object alone, so at every server, and
 * each time, alike. Without an evaluation each value is one of its own.
 */
export function compileRegex(pattern: Bytes, effort: Effort = { spent: 0 }, evaluation?: Evaluation): (value: Bytes) => boolean {
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
  let automaton: RegexAutomaton | undefined
  return (value) => {
    const characters = decodeString(value)
    if (characters === undefined) return false
    automaton ??= new RegexAutomaton(new RegexProgram(compiled))
    const left = automatonLimits.effort - (evaluation?.steps ?? 0)
    if (left < 0) throw tooMuch(text, compiled.programSize(), value)
    const matches = automaton.test(characters, left)
    effort.spent += characters.length / charactersAsOneObject + automaton.effort / stepsAsOneObject
    if (evaluation) evaluation.steps += automaton.effort + characters.length / charactersAsOneStep
    if (matches === undefined) throw tooMuch(text, compiled.programSize(), value)
    return matches
  }
}

function tooMuch(pattern: string, steps: number, value: Bytes): HyperdexError {
  return new HyperdexError(
    'INVALID',
    `the regex ${shortened(pattern)} of ${steps} steps takes too much over a value of ${value.length} bytes: more than ${automatonLimits.effort} looks at steps, with other regexes before it`,
    'Repeat less in the pattern, anchor it, or leave large values out by a test of their length before it.',
  )
}
