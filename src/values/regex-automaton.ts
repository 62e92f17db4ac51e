// Runs an expression over a text, and counts what that costs. Where each character leads to, from the steps that are possible before it, is
// remembered: ordinary expressions have a few such states, and a character then costs a look at a table. An expression may have as many states
// as its text has characters, though. When an evaluation has used more than is good to remember, it goes on without: step by step for each
// character, up to a limit.
//
// The answer, `undefined` included, depends on the expression and the text alone, never on what was evaluated before: what an evaluation
// is charged for a state or a way between states it is charged at its first use in this evaluation, found remembered or not, and what is
// remembered is forgotten between evaluations only. Replicas, repetitions and another server's search so come to the same answer.
import { type RegexProgram, stepKind } from './regex-program.ts'

/** In steps; a step that is remembered takes about 12 bytes. */
export interface AutomatonLimits {
  /** Of an evaluation, for making states: then it makes no more. */
  readonly states: number
  /** Remembered between evaluations at most. */
  readonly remembered: number
  /** Of an evaluation, altogether. */
  readonly effort: number
}

/** A step that is looked at takes about 20 ns: an evaluation at most a quarter of a second, beside the up to 15 ns that each character takes. */
export const automatonLimits: AutomatonLimits = { states: 400_000, remembered: 800_000, effort: 12_000_000 }
/** What a state costs whatever its size. */
const stateCost = 16

const unset = -1
const matched = -2

interface State {
  readonly steps: Uint16Array
  /** Of the character before. */
  readonly side: number
  /** By class of the next character: the state it leads to, `unset` or `matched`. */
  readonly next: Int32Array
  /** By class: the steps looked at to find that. */
  readonly cost: Int32Array
  /** By class: the last evaluation that went there. */
  readonly used: Int32Array
  /** The last evaluation that came here. */
  reached: number
}

export class RegexAutomaton {
  readonly program: RegexProgram
  readonly #limits: AutomatonLimits
  readonly #states: State[] = []
  readonly #numbers = new Map<string, number>()
  #remembered = 0
  #evaluation = 0
  /** Marks steps that were seen at this place of the text. */
  readonly #seen: Int32Array
  #place = 0
  readonly #stack: Uint16Array
  /** Steps possible before the next character, and how many. */
  #found: Uint16Array
  #foundCount = 0
  #spare: Uint16Array
  #effort = 0

  constructor(program: RegexProgram, limits: AutomatonLimits = automatonLimits) {
    const steps = program.kinds.length
    this.program = program
    this.#limits = limits
    this.#seen = new Int32Array(steps)
    // An alternative puts two steps in the place of one that was seen for the first time.
    this.#stack = new Uint16Array(2 * steps + 2)
    this.#found = new Uint16Array(steps + 1)
    this.#spare = new Uint16Array(steps + 1)
  }

  /** Between evaluations, in steps of about 12 bytes. */
  get remembered(): number {
    return this.#remembered
  }

  /** What the last evaluation was charged, in steps. */
  get effort(): number {
    return this.#effort
  }

  /** Whether the expression matches somewhere in the text; undefined when it takes more than `effortMax` to tell. */
  test(text: string, effortMax = this.#limits.effort): boolean | undefined {
    if (this.#remembered > this.#limits.remembered || this.#evaluation === 2 ** 31 - 1) this.forget()
    this.#evaluation++
    this.#effort = 0
    const program = this.program
    this.#found[0] = program.start
    this.#foundCount = 1
    let number = this.#reach(program.edge)
    const { length } = text
    for (let at = 0; at < length; at++) {
      const character = text.codePointAt(at)!
      const characterClass = program.classOf(character)
      const state = this.#states[number]!
      number = state.used[characterClass] === this.#evaluation ? state.next[characterClass]! : this.#go(state, characterClass)
      if (number === matched) return true
      if (character > 0xffff) at++
      if (this.#effort > this.#limits.states) return this.#testStepwise(text, at + 1, this.#states[number]!, effortMax)
    }
    return this.#go(this.#states[number]!, program.endClass) === matched
  }

  /** Between evaluations only. */
  forget(): void {
    this.#states.length = 0
    this.#numbers.clear()
    this.#remembered = 0
    this.#evaluation = 0
  }

  /** The first time in this evaluation. */
  #go(state: State, characterClass: number): number {
    let next = state.next[characterClass]!
    if (next === unset) {
      const before = this.#effort
      const isMatch = this.#step(state.steps, state.steps.length, state.side, characterClass)
      state.cost[characterClass] = this.#effort - before
      next = isMatch ? matched : this.#reach(this.program.sideOf(characterClass))
      state.next[characterClass] = next
    } else {
      this.#effort += state.cost[characterClass]!
      if (next !== matched) this.#charge(this.#states[next]!)
    }
    state.used[characterClass] = this.#evaluation
    return next
  }

  /** The state of the steps found. */
  #reach(side: number): number {
    const steps = this.#found.slice(0, this.#foundCount).sort()
    const name = `${side}${nameOf(steps)}`
    let number = this.#numbers.get(name)
    if (number === undefined) {
      const classes = this.program.endClass + 1
      const next = new Int32Array(classes).fill(unset)
      number = this.#states.push({ steps, side, next, cost: new Int32Array(classes), used: new Int32Array(classes), reached: 0 }) - 1
      this.#numbers.set(name, number)
      this.#remembered += this.#costOf(steps)
    }
    this.#charge(this.#states[number]!)
    return number
  }

  #charge(state: State): void {
    if (state.reached === this.#evaluation) return
    state.reached = this.#evaluation
    this.#effort += this.#costOf(state.steps)
  }

  #costOf(steps: Uint16Array): number {
    return stateCost + steps.length + this.program.endClass
  }

  #testStepwise(text: string, from: number, state: State, effortMax: number): boolean | undefined {
    const program = this.program
    this.#found.set(state.steps)
    this.#foundCount = state.steps.length
    let { side } = state
    for (let at = from; at < text.length; at++) {
      const character = text.codePointAt(at)!
      const characterClass = program.classOf(character)
      if (this.#stepOn(side, characterClass)) return true
      if (this.#effort > effortMax) return undefined
      side = program.sideOf(characterClass)
      if (character > 0xffff) at++
    }
    return this.#stepOn(side, program.endClass)
  }

  #stepOn(side: number, characterClass: number): boolean {
    const steps = this.#found
    this.#found = this.#spare
    this.#spare = steps
    return this.#step(steps, this.#foundCount, side, characterClass)
  }

  /**
   * From steps before a character to those behind it. Returns whether the expression matches before the character. A match may begin at every
   * place, so the first step is always among those found.
   */
  #step(steps: Uint16Array, count: number, side: number, characterClass: number): boolean {
    const program = this.program
    const { kinds, outs, others, endClass } = program
    const holding = program.holding(side, program.sideOf(characterClass))
    const seen = this.#seen
    const stack = this.#stack
    const place = this.#nextPlace()
    const found = this.#found
    let looked = 0
    let foundCount = 0
    for (let index = 0; index < count; index++) {
      let height = 0
      stack[height++] = steps[index]!
      while (height > 0) {
        const step = stack[--height]!
        if (seen[step] === place) continue
        seen[step] = place
        looked++
        switch (kinds[step]) {
          case stepKind.alternative:
          case stepKind.alternativeMatch:
            stack[height++] = others[step]!
            stack[height++] = outs[step]!
            break
          case stepKind.assertion:
            if ((others[step]! & ~holding) === 0) stack[height++] = outs[step]!
            break
          case stepKind.capture:
          case stepKind.none:
            stack[height++] = outs[step]!
            break
          case stepKind.match:
            this.#effort += looked
            return true
          case stepKind.fail:
            break
          default:
            if (characterClass !== endClass && program.takes(step, characterClass)) found[foundCount++] = outs[step]!
        }
      }
    }
    this.#effort += looked + 1
    this.#foundCount = this.#distinct(found, foundCount)
    return false
  }

  /** Without those that came twice, and with the first step. */
  #distinct(found: Uint16Array, count: number): number {
    const seen = this.#seen
    const place = this.#nextPlace()
    let kept = 0
    for (let index = 0; index < count; index++) {
      const step = found[index]!
      if (seen[step] === place) continue
      seen[step] = place
      found[kept++] = step
    }
    const { start } = this.program
    if (seen[start] !== place) found[kept++] = start
    return kept
  }

  #nextPlace(): number {
    if (this.#place === 2 ** 31 - 1) {
      this.#seen.fill(0)
      this.#place = 0
    }
    return ++this.#place
  }
}

/** One character a step: of 20,000 at most. */
function nameOf(steps: Uint16Array): string {
  let name = ''
  for (let from = 0; from < steps.length; from += 8192) name += String.fromCharCode(...steps.subarray(from, from + 8192))
  return name
}
