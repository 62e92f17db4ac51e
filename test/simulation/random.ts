// Everything that a run draws comes from here: a generator of 32-bit numbers (sfc32) begun from the run's seed and a name, so that the
// parts of the world draw from streams of their own and one more draw in one of them does not shift the others.

/** A hash of a text and a number, 32 bits. */
function mix(seed: number, name: string): number {
  let hash = (seed ^ 0x9e3779b9) >>> 0
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193) >>> 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

export class Random {
  readonly #seed: number
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: number, name: string) {
    this.#seed = seed
    this.#a = mix(seed, `${name}/a`)
    this.#b = mix(seed, `${name}/b`)
    this.#c = mix(Math.floor(seed / 4294967296), `${name}/c`)
    for (let round = 0; round < 12; round++) this.#draw()
  }

  /** Another stream of the same run. */
  fork(name: string): Random {
    return new Random(this.#seed, name)
  }

  /** From 0 (inclusive) to 1 (exclusive). */
  readonly fraction = (): number => this.#draw() / 4294967296

  /** A whole number from 0 to `below` − 1. */
  below(below: number): number {
    return Math.floor(this.fraction() * below)
  }

  /** From `low` (inclusive) to `high` (exclusive). */
  between(low: number, high: number): number {
    return low + (high - low) * this.fraction()
  }

  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + this.below(high - low + 1)
  }

  chance(probability: number): boolean {
    return this.fraction() < probability
  }

  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError('nothing to pick from')
    return items[this.below(items.length)]!
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.fraction())
  }

  /** Mostly near `typical`, now and then many times that: a Pareto tail of exponent 1.5 cut at a hundredfold. */
  longTailed(typical: number): number {
    return typical * Math.min(100, 0.5 * (1 - this.fraction()) ** (-1 / 1.5))
  }

  shuffled<Item>(items: readonly Item[]): Item[] {
    const result = [...items]
    for (let index = result.length - 1; index > 0; index--) {
      const other = this.below(index + 1)
      const item = result[index]!
      result[index] = result[other]!
      result[other] = item
    }
    return result
  }

  #draw(): number {
    const result = (this.#a + this.#b + this.#counter) >>> 0
    this.#counter = (this.#counter + 1) >>> 0
    this.#a = (this.#b ^ (this.#b >>> 9)) >>> 0
    this.#b = (this.#c + (this.#c << 3)) >>> 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + result) >>> 0
    return result
  }
}
