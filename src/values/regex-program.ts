// An expression as re2js compiled it, laid out for regex-automaton.ts: steps as numbers, and characters gathered in classes that no step tells apart.
import type { RE2JS } from 're2js'

/** What a step does; the numbers are those of re2js. */
export const stepKind = {
  alternative: 1,
  alternativeMatch: 2,
  capture: 3,
  assertion: 4,
  fail: 5,
  match: 6,
  none: 7,
  characters: 8,
  character: 9,
  any: 10,
  anyButNewline: 11,
} as const

/** Assertions, as bits; the numbers are those of re2js. */
const assertion = { beginLine: 1, endLine: 2, beginText: 4, endText: 8, boundary: 16, noBoundary: 32 } as const

/** What lies on one side of a place in the text, as far as assertions ask. */
const side = { other: 0, word: 1, newline: 2, edge: 3 } as const

interface Step {
  readonly op: number
  readonly out: number
  readonly arg: number
  readonly runes: Int32Array
  matchRune(rune: number): boolean
}

/** What a program takes beside its steps and tables. */
const programSteps = 64
const stepBytes = 20
/** Above, whether a set has a class is not remembered. */
const membersMax = 65_536

const newline = 0x0a
const unknown = 0
const outside = 1
const inside = 2

export class RegexProgram {
  readonly start: number
  readonly kinds: Uint8Array
  readonly outs: Uint16Array
  /** The other way of an alternative, the bits of an assertion. */
  readonly others: Uint16Array
  /** Classes of characters; the class of this number is the end of the text. */
  readonly endClass: number
  readonly #bounds: Int32Array
  readonly #latin1 = new Uint16Array(256)
  /** Of a step that takes characters: the number of its set. */
  readonly #sets: Uint16Array
  /** A step of each set. */
  readonly #samples: Step[] = []
  /** By set and class: whether the set has it, once that was asked. Empty where that would be too many. */
  readonly #members: Uint8Array
  readonly #asserts: boolean

  constructor(compiled: RE2JS) {
    const { prog } = compiled.re2Input
    const steps = prog.inst as Step[]
    this.start = prog.start as number
    this.kinds = Uint8Array.from(steps, ({ op }) => op)
    this.outs = Uint16Array.from(steps, ({ out }) => out)
    this.others = Uint16Array.from(steps, ({ arg }) => arg)
    this.#asserts = this.kinds.includes(stepKind.assertion)
    this.#sets = this.#setsOf(steps)
    // One step of each set tells what all would: thousands of steps with hundreds of ranges each take a second.
    prog.inst = [...this.#samples, ...steps.filter(({ op }) => op === stepKind.assertion)]
    this.#bounds = compiled.re2Input.dfa.classBounds
    prog.inst = steps
    this.endClass = this.#bounds.length + 1
    for (let character = 0; character < 256; character++) this.#latin1[character] = this.#search(character)
    const members = this.#samples.length * this.endClass
    this.#members = new Uint8Array(members > membersMax ? 0 : members)
  }

  get steps(): number {
    return this.kinds.length
  }

  /** What it takes in memory, in steps, each of about 20 bytes with what running takes (regex-automaton.ts). */
  get size(): number {
    let numbers = this.#bounds.length
    for (const { runes } of this.#samples) numbers += runes.length
    return this.steps + programSteps + Math.ceil((this.#members.length + 4 * numbers) / stepBytes)
  }

  /** Repetitions share the array of their characters: most steps are told by that, and thousands of ranges compared once. */
  #setsOf(steps: readonly Step[]): Uint16Array {
    const byArray = new Map<Int32Array, number>()
    const byName = new Map<string, number>()
    return Uint16Array.from(steps, (step) => {
      if (step.op < stepKind.characters) return 0
      const { op, arg, runes } = step
      const shared = byArray.get(runes)
      if (shared !== undefined && this.#samples[shared]!.op === op && this.#samples[shared]!.arg === arg) return shared
      const name = `${op} ${arg} ${runes.join()}`
      const number = byName.get(name) ?? this.#samples.push(step) - 1
      byName.set(name, number)
      byArray.set(runes, number)
      return number
    })
  }

  classOf(character: number): number {
    return character < 256 ? this.#latin1[character]! : this.#search(character)
  }

  #search(character: number): number {
    const bounds = this.#bounds
    let low = 0
    let high = bounds.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (bounds[middle]! <= character) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Whether a step that takes characters takes those of the class. */
  takes(step: number, characterClass: number): boolean {
    const set = this.#sets[step]!
    if (this.#members.length === 0) return this.#has(this.#samples[set]!, this.#first(characterClass))
    const place = set * this.endClass + characterClass
    let known = this.#members[place]!
    if (known === unknown) {
      known = this.#has(this.#samples[set]!, this.#first(characterClass)) ? inside : outside
      this.#members[place] = known
    }
    return known === inside
  }

  #has(step: Step, character: number): boolean {
    if (step.op === stepKind.any) return true
    return step.op === stepKind.anyButNewline ? character !== newline : step.matchRune(character)
  }

  #first(characterClass: number): number {
    return characterClass === 0 ? 0 : this.#bounds[characterClass - 1]!
  }

  /** For the place behind a character of the class; of expressions that assert nothing always the same. */
  sideOf(characterClass: number): number {
    if (!this.#asserts) return side.other
    if (characterClass === this.endClass) return side.edge
    const character = this.#first(characterClass)
    return character === newline ? side.newline : isWord(character) ? side.word : side.other
  }

  /** For the place before the text. */
  get edge(): number {
    return this.#asserts ? side.edge : side.other
  }

  /** The assertions that hold between two sides. */
  holding(before: number, behind: number): number {
    const begins = before === side.edge ? assertion.beginText | assertion.beginLine : before === side.newline ? assertion.beginLine : 0
    const ends = behind === side.edge ? assertion.endText | assertion.endLine : behind === side.newline ? assertion.endLine : 0
    const differ = (before === side.word) !== (behind === side.word)
    return begins | ends | (differ ? assertion.boundary : assertion.noBoundary)
  }
}

function isWord(character: number): boolean {
  return (
    (character >= 0x30 && character <= 0x39) ||
    (character >= 0x41 && character <= 0x5a) ||
    character === 0x5f ||
    (character >= 0x61 && character <= 0x7a)
  )
}
