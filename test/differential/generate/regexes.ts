// Regular expressions over the characters that the values are made of.
import type { Regex } from '../model/regex.ts'
import type { Random } from '../random.ts'

const characters = ['a', 'a', 'b', 'c', 'B', '1', ' ', '-', '\n', 'ä', '😀', '.']
const ranges: readonly (readonly [string, string])[] = [
  ['a', 'c'],
  ['a', 'a'],
  ['A', 'Z'],
  ['0', '9'],
  ['à', 'ÿ'],
  ['-', '-'],
]
const counts: readonly (readonly [number, number])[] = [
  [0, Number.POSITIVE_INFINITY],
  [1, Number.POSITIVE_INFINITY],
  [0, 1],
  [2, 2],
  [1, 3],
  [2, Number.POSITIVE_INFINITY],
]

function leaf(random: Random): Regex {
  return random.weighted<() => Regex>([
    [60, () => ({ kind: 'literal', character: random.pick(characters) })],
    [10, () => ({ kind: 'any' })],
    [12, () => ({ kind: 'class', negated: random.chance(30), ranges: random.list(random.between(1, 2), () => random.pick(ranges)) })],
    [8, () => ({ kind: 'perl', letter: random.pick(['d', 'D', 'w', 'W', 's', 'S'] as const) })],
    [10, () => ({ kind: random.pick(['begin', 'end', 'wordEdge', 'noWordEdge'] as const) })],
  ])()
}

/** Only of what takes characters: RE2 refuses to repeat nothing but an edge in some forms. */
function repetition(random: Random, levels: number): Regex {
  const [least, most] = random.pick(counts)
  return { kind: 'repeat', part: regexOf(random, levels), least, most, lazy: random.chance(20) }
}

export function regexOf(random: Random, levels = 2): Regex {
  if (levels === 0) return leaf(random)
  return random.weighted<() => Regex>([
    [30, () => leaf(random)],
    [30, () => ({ kind: 'sequence', parts: random.list(random.between(0, 3), () => regexOf(random, levels - 1)) })],
    [15, () => ({ kind: 'choice', parts: random.list(random.between(1, 3), () => regexOf(random, levels - 1)) })],
    [20, () => repetition(random, levels - 1)],
    [5, () => ({ kind: 'ignoreCase', part: regexOf(random, levels - 1) })],
  ])()
}
