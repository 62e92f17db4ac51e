// From a pattern to a program, within limits that hold before what they limit is paid for: repetitions such as `{1000}` multiply the steps of
// a short pattern, and each step takes memory and time.
import { RE2JS, RE2Set } from 're2js'
import { HyperdexError } from '../errors.ts'
import { shortened } from './json-text.ts'
import { RegexProgram } from './regex-program.ts'

/** Of one regex. */
const stepsMax = 20_000

/** What re2js reads a pattern to; repetitions are many references to one part. */
interface Part {
  readonly op: number
  readonly runes: ArrayLike<number>
  readonly subs: readonly Part[]
}

/** The numbers are those of re2js. */
const partKind = { literal: 2, sequence: 17 } as const

/** What a class such as `\pL`, of hundreds of ranges, takes to be read, in steps. */
export const classSteps = 64
/** Where case is ignored every character of a range is looked up. */
const charactersAsOneStep = 100
/** Of one repetition, by the syntax. */
const countMax = 1000
/** Above no character has a case. */
const caseMax = 125_251

/** Throws INVALID. */
export function compileProgram(pattern: string): RegexProgram {
  const written = repetitionsOf(pattern)
  if (written > stepsMax) throw tooManySteps(pattern, `repeats ${written} times in all, so it takes more than ${stepsMax} steps`)
  foldedSteps(pattern)
  try {
    if (written > 0) {
      const parsed = new RE2Set()
      parsed.add(pattern)
      const steps = stepsOf(parsed.regexps[0] as Part, new Map())
      if (steps > stepsMax) throw tooManySteps(pattern, `takes ${steps} steps`)
    }
    const compiled = RE2JS.compile(pattern)
    const steps = compiled.programSize()
    if (steps > stepsMax) throw tooManySteps(pattern, `takes ${steps} steps`)
    return new RegexProgram(compiled)
  } catch (error) {
    if (error instanceof HyperdexError) throw error
    throw new HyperdexError('INVALID', `the regex ${pattern} is wrong: ${(error as Error).message}`, 'Use the syntax of RE2.', {
      cause: error,
    })
  }
}

/** What reading the pattern takes, beside what becomes of it: in steps, each of them some microseconds. Throws INVALID. */
export function readingSteps(pattern: string): number {
  return pattern.length + classSteps * (pattern.match(/\\p/gi)?.length ?? 0) + foldedSteps(pattern)
}

/** Told by the upper ends of ranges. Throws INVALID for too many: a pattern of 4 KiB took seconds. */
function foldedSteps(pattern: string): number {
  if (!/\(\?[a-z-]*i/i.test(pattern)) return 0
  let characters = 0
  for (const [, end, code] of pattern.matchAll(/-(?=(\\x\{([0-9a-f]+)\}|.))/gisu)) {
    characters += Math.min(code === undefined ? end!.codePointAt(0)! : Number.parseInt(code, 16), caseMax)
  }
  const steps = Math.ceil(characters / charactersAsOneStep)
  if (steps <= stepsMax) return steps
  const text = `the regex ${shortened(pattern)} ignores the case of too many characters in ranges: to look them up takes ${steps} steps`
  throw new HyperdexError('INVALID', text, `Use fewer or smaller ranges with (?i): at most ${stepsMax} steps.`)
}

/** The counts of all repetitions, added: even reading them takes that long. What no repetition may have, reading refuses. */
function repetitionsOf(pattern: string): number {
  let written = 0
  for (const [, least, most] of pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)) {
    const count = Number(most || least)
    if (count <= countMax) written += count
  }
  return written
}

/** At least so many: a few that the compiler adds are missing. */
function stepsOf(part: Part, known: Map<Part, number>): number {
  let steps = known.get(part)
  if (steps === undefined) {
    const { op, runes, subs } = part
    steps = subs.length === 0 ? (op === partKind.literal ? runes.length : 1) : op === partKind.sequence ? 0 : Math.max(1, subs.length - 1)
    for (const sub of subs) steps += stepsOf(sub, known)
    known.set(part, steps)
  }
  return steps
}

function tooManySteps(pattern: string, does: string): HyperdexError {
  return new HyperdexError(
    'INVALID',
    `the regex ${shortened(pattern)} ${does} once its repetitions are written out`,
    `Repeat less: at most ${stepsMax} steps.`,
  )
}
