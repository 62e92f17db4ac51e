import test from 'ava'
import fc from 'fast-check'
import { RE2JS } from 're2js'
import { automatonLimits, RegexAutomaton } from '../../src/values/regex-automaton.ts'
import { RegexProgram } from '../../src/values/regex-program.ts'

function automatonOf(pattern: string, limits = automatonLimits): RegexAutomaton {
  return new RegexAutomaton(new RegexProgram(RE2JS.compile(pattern)), limits)
}

/** Forgets whatever it can between evaluations, or makes no states at all. */
const limitsTried = [
  automatonLimits,
  { ...automatonLimits, remembered: 0 },
  { ...automatonLimits, states: 0 },
  { ...automatonLimits, states: 200 },
]

const { pattern: patterns } = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      'a',
      'k',
      'ß',
      '.',
      '[ab]',
      '[^a]',
      '^',
      '$',
      '\\b',
      '\\B',
      '\\A',
      '\\z',
      '(?m:^)',
      '(?m:$)',
      '(?s:.)',
      '(?i:k)',
      '(?i:[a-k])',
    ),
    fc.constantFrom('\\pL', '\\PL', '\\w', '\\s', '[^\\n]', '[😀-😂]', '(?i:ſ)', ''),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `${a}${b}`),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(${a}|${b})`),
    fc.tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '*?', '{2}', '{1,3}')).map(([a, times]) => `(?:${a})${times}`),
  ),
}))
const texts = fc.string({
  unit: fc.constantFrom('a', 'b', 'k', 'K', '\u212a', 's', 'ſ', 'ß', ' ', '\n', '_', '😀', '😂', '漢'),
  maxLength: 14,
})

test('it matches what the library matches, remembering or not', (t) => {
  let matching = 0
  fc.assert(
    fc.property(patterns, fc.array(texts, { minLength: 1, maxLength: 4 }), (pattern, subjects) => {
      const library = RE2JS.compile(pattern)
      const automata = limitsTried.map((limits) => automatonOf(pattern, limits))
      for (const subject of subjects) {
        const expected = library.test(subject)
        if (expected) matching++
        for (const automaton of automata) t.is(automaton.test(subject), expected, `${pattern} on ${JSON.stringify(subject)}`)
      }
    }),
    { numRuns: 600 },
  )
  t.true(matching > 100)
})

test('what an evaluation is charged does not depend on what was evaluated before', (t) => {
  fc.assert(
    fc.property(patterns, fc.array(texts, { minLength: 2, maxLength: 6 }), (pattern, subjects) => {
      const used = limitsTried.map((limits) => automatonOf(pattern, limits))
      for (const subject of subjects) {
        for (const [index, limits] of limitsTried.entries()) {
          const fresh = automatonOf(pattern, limits)
          t.is(used[index]!.test(subject), fresh.test(subject))
          t.is(used[index]!.effort, fresh.effort, `${pattern} on ${JSON.stringify(subject)}`)
        }
      }
    }),
    { numRuns: 200 },
  )
})

/** Of a and b, in no order that repeats. */
function noise(length: number): string {
  let seed = 7
  let text = ''
  for (let at = 0; at < length; at++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    text += seed > 2 ** 30 ? 'a' : 'b'
  }
  return text
}

test('an evaluation that takes too much is given up, each time alike, and ordinary ones are not', (t) => {
  const automaton = automatonOf(Array.from({ length: 10 }, (_, index) => `a[ab]{9${index}0}[c-z]`).join('|'))
  const text = noise(20_000)
  t.true(automaton.test(`${text.slice(0, 1000)}c`))
  t.is(automaton.test(text), undefined)
  t.true(automaton.test(`${text.slice(0, 1000)}c`))
  t.is(automaton.test(text), undefined)
  t.true(automaton.effort < automatonLimits.effort + 20_000)
  const long = noise(2_000_000)
  for (const pattern of ['(a+)+$', '.*foo.*', '^[a-z]+@[a-z]+\\.com$', '(a|b)*c', '\\bab{3,5}\\b', 'a[ab]{5}c']) {
    const ordinary = automatonOf(pattern)
    t.is(ordinary.test(`${long}!`), false, pattern)
    t.true(ordinary.effort < 10_000, `${pattern}: ${ordinary.effort}`)
  }
})
