// The automata of the regexes that were used lately, for all predicates of this process: predicates hold patterns alone, so thousands of open
// searches and watches take no more than this. What is remembered here changes no answer, only how long it takes (regex-automaton.ts).
import { RegexAutomaton } from './regex-automaton.ts'
import { compileProgram } from './regex-compilation.ts'
import type { RegexProgram } from './regex-program.ts'

/** In steps of about 20 bytes. A predicate has a quarter of it at most (regex.ts), so while it judges it finds its own again. */
const programsMax = 400_000
/** In steps of about 12 bytes, beside those that the last evaluation added. */
const rememberedMax = 1_600_000

const automata = new Map<string, RegexAutomaton>()
let programs = 0
let remembered = 0

/** Throws INVALID. */
export function programOf(pattern: string): RegexProgram {
  return automatonOf(pattern).program
}

/** What `RegexAutomaton.test` tells, and what it was charged. */
export function testRegex(pattern: string, text: string, effortMax: number): { matches: boolean | undefined; effort: number } {
  const automaton = automatonOf(pattern)
  const before = automaton.remembered
  const matches = automaton.test(text, effortMax)
  remembered += automaton.remembered - before
  if (remembered > rememberedMax) {
    for (const each of automata.values()) each.forget()
    remembered = 0
  }
  return { matches, effort: automaton.effort }
}

function automatonOf(pattern: string): RegexAutomaton {
  let automaton = automata.get(pattern)
  if (automaton === undefined) {
    automaton = new RegexAutomaton(compileProgram(pattern))
    if (programs > programsMax) {
      automata.clear()
      programs = 0
      remembered = 0
    }
    automata.set(pattern, automaton)
    programs += automaton.program.size
  }
  return automaton
}
