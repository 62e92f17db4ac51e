// Choices that a seed decides.

export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
    // Neighbouring seeds begin alike.
    for (let round = 0; round < 4; round++) this.next()
  }

  /** 32 bits: Steele, Lea and Flood's SplitMix, in its 32-bit form. */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }

  /** From 0, below `end`. */
  below(end: number): number {
    return this.next() % end
  }

  /** Both ends are in. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1)
  }

  chance(percent: number): boolean {
    return this.below(100) < percent
  }

  pick<Element>(elements: readonly Element[]): Element {
    return elements[this.below(elements.length)]!
  }

  /** One of the choices, each as often as its weight says. */
  weighted<Element>(choices: readonly (readonly [weight: number, choice: Element])[]): Element {
    let left = this.below(choices.reduce((total, [weight]) => total + weight, 0))
    for (const [weight, choice] of choices) {
      if (left < weight) return choice
      left -= weight
    }
    throw new RangeError('no choices')
  }

  list<Element>(length: number, make: () => Element): Element[] {
    return Array.from({ length }, make)
  }

  /** Some of the elements, in their order. */
  some<Element>(elements: readonly Element[], percent: number): Element[] {
    return elements.filter(() => this.chance(percent))
  }

  shuffled<Element>(elements: readonly Element[]): Element[] {
    const left = [...elements]
    return elements.map(() => left.splice(this.below(left.length), 1)[0]!)
  }
}
