// The automata of the regexes that were used lately, for all predicates of this process: predicates hold patterns alone, so thousands of open
// searches and watches take no more than this. What is remembered here changes no answer, only how long it takes (regex-automaton.ts).
import { RegexAutomaton } from './regex-automaton.ts'
import { compileProgram } from './regex-compilation.ts'
import type { RegexProgram } from './regex-program.ts'

/** In steps of about 20 bytes. A predicate has a tenth of it at most (regex.ts), so while it judges it finds its own again. */
const programsMax = 1_000_000
/** In steps of about 12 bytes, beside those that the last evaluation added. */
const rememberedMax = 1_600_000

/** Those used lately behind the others. */
const automata = new Map<string, RegexAutomaton>()
let programs = 0
let remembered = 0

export interface Tested {
  readonly matches: boolean | undefined
  /** What `RegexAutomaton.test` was charged: by the pattern and the text alone. */
  readonly effort: number
  /** Steps that were compiled, again, for this. */
  readonly compiled: number
}

/** Throws INVALID. */
export function programOf(pattern: string): RegexProgram {
  return (known(pattern) ?? compiled(pattern)).program
}

/** Of a pattern that `programOf` has taken. */
export function testRegex(pattern: string, text: string, effortMax: number): Tested {
  const kept = known(pattern)
  const automaton = kept ?? compiled(pattern)
  const before = automaton.remembered
  const matches = automaton.test(text, effortMax)
  remembered += automaton.remembered - before
  if (remembered > rememberedMax) {
    for (const each of automata.values()) each.forget()
    remembered = 0
  }
  return { matches, effort: automaton.effort, compiled: kept ? 0 : automaton.program.size }
}

function known(pattern: string): RegexAutomaton | undefined {
  const automaton = automata.get(pattern)
  if (automaton) {
    automata.delete(pattern)
    automata.set(pattern, automaton)
  }
  return automaton
}

function compiled(pattern: string): RegexAutomaton {
  const automaton = new RegexAutomaton(compileProgram(pattern))
  programs += automaton.program.size
  for (const [other, { program, remembered: states }] of automata) {
    if (programs <= programsMax) break
    automata.delete(other)
    programs -= program.size
    remembered -= states
  }
  automata.set(pattern, automaton)
  return automaton
}
