// Random questions about cities, each as a text of the query language and as a function over plain objects, which share nothing but
// what they mean.

export interface City {
  readonly id: number
  readonly name: string
  readonly country: string
  readonly admin: string
  readonly feature: string
  readonly population: number
  readonly latitude: number
  readonly longitude: number
}

export interface Asked {
  readonly text: string
  readonly matches: (city: City) => boolean
}

type Text = 'name' | 'country' | 'admin' | 'feature'
type Number_ = 'id' | 'population' | 'latitude' | 'longitude'
type Compare = (order: number) => boolean

const texts: readonly Text[] = ['name', 'country', 'admin', 'feature']
const numbers: readonly Number_[] = ['id', 'population', 'latitude', 'longitude']
const comparisons: Readonly<Record<string, Compare>> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}
const patterns = ['^San', 'burg$', '[aeiou]{3}', '(?i)new', '^.{3}$', 'ü|ö', 'sk(oe|y)', '^[A-M].*[^a-z]$']

/** Numbers from 0 (inclusive) to 1 (exclusive), the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Texts by their bytes in UTF-8, as the store orders them. */
export function compareValues(a: string | number, b: string | number): number {
  if (typeof a === 'number' || typeof b === 'number') return Number(a) - Number(b)
  for (let index = 0; index < a.length && index < b.length; index++) {
    const [left, right] = [a.charCodeAt(index), b.charCodeAt(index)]
    if (left === right) continue
    // Halves of surrogate pairs stand for characters above all that are no pairs.
    return left < surrogates && right < surrogates ? left - right : Buffer.compare(Buffer.from(a), Buffer.from(b))
  }
  return a.length - b.length
}

const surrogates = 0xd800

export class RandomQuery {
  readonly #random: () => number
  readonly #cities: readonly City[]

  constructor(random: () => number, cities: readonly City[]) {
    this.#random = random
    this.#cities = cities
  }

  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.#random() * choices.length)]!
  }

  /** @param depth how deep conjunctions, disjunctions and negations may nest */
  predicate(depth: number): Asked {
    if (depth === 0) return this.#test()
    const kind = this.#random()
    if (kind < 0.25) return this.#test()
    if (kind < 0.4) {
      const inner = this.predicate(depth - 1)
      return { text: `not (${inner.text})`, matches: (city) => !inner.matches(city) }
    }
    const [left, right] = [this.predicate(depth - 1), this.predicate(depth - 1)]
    if (kind < 0.8) {
      return { text: `(${left.text}) and (${right.text})`, matches: (city) => left.matches(city) && right.matches(city) }
    }
    return { text: `(${left.text}) or (${right.text})`, matches: (city) => left.matches(city) || right.matches(city) }
  }

  #test(): Asked {
    const kind = this.#random()
    if (kind < 0.1) return this.#pinned()
    if (kind < 0.2) return this.#box()
    if (kind < 0.6) return this.#testOf(this.pick(numbers))
    if (kind < 0.8) return this.#testOf(this.pick(texts))
    return this.#textTest(this.pick(texts))
  }

  #pinned(): Asked {
    const { country, feature } = this.pick(this.#cities)
    const text = `country = ${JSON.stringify(country)} and feature = ${JSON.stringify(feature)}`
    return { text, matches: (city) => city.country === country && city.feature === feature }
  }

  #box(): Asked {
    const { latitude, longitude } = this.pick(this.#cities)
    const size = this.#random() * 5
    const [south, north, west, east] = [latitude - size, latitude + size, longitude - size, longitude + size]
    const inside = (city: City) => city.latitude >= south && city.latitude <= north && city.longitude >= west && city.longitude <= east
    return {
      text: `latitude between ${literal(south)} and ${literal(north)} and longitude between ${literal(west)} and ${literal(east)}`,
      matches: inside,
    }
  }

  #testOf(attribute: Text | Number_): Asked {
    const value = () => this.pick(this.#cities)[attribute]
    const kind = this.#random()
    if (kind < 0.6) {
      const operand = value()
      const symbol = this.pick(Object.keys(comparisons))
      const compare = comparisons[symbol]!
      return { text: `${attribute} ${symbol} ${literal(operand)}`, matches: (city) => compare(compareValues(city[attribute], operand)) }
    }
    if (kind < 0.8) {
      // Low may be above high: then nothing matches.
      const [low, high] = this.#random() < 0.9 ? [value(), value()].sort(compareValues) : [value(), value()]
      return {
        text: `${attribute} between ${literal(low!)} and ${literal(high!)}`,
        matches: (city) => compareValues(city[attribute], low!) >= 0 && compareValues(city[attribute], high!) <= 0,
      }
    }
    const operands = Array.from({ length: Math.floor(this.#random() * 5) }, value)
    const among = new Set<string | number>(operands)
    return { text: `${attribute} in (${operands.map(literal).join(', ')})`, matches: (city) => among.has(city[attribute]) }
  }

  #textTest(attribute: Text): Asked {
    const kind = this.#random()
    if (kind < 0.4) {
      const prefix = this.pick(this.#cities)
        [attribute].slice(0, 1 + Math.floor(this.#random() * 3))
        .toWellFormed()
      return { text: `${attribute} startsWith ${JSON.stringify(prefix)}`, matches: (city) => city[attribute].startsWith(prefix) }
    }
    if (kind < 0.8) {
      const pattern = this.pick(patterns)
      const expression = pattern.startsWith('(?i)') ? new RegExp(pattern.slice(4), 'iu') : new RegExp(pattern, 'u')
      return { text: `${attribute} regex ${JSON.stringify(pattern)}`, matches: (city) => expression.test(city[attribute]) }
    }
    const length = Math.floor(this.#random() * 12)
    const symbol = this.pick(Object.keys(comparisons))
    const compare = comparisons[symbol]!
    return {
      text: `length(${attribute}) ${symbol} ${length}`,
      matches: (city) => compare(Buffer.byteLength(city[attribute]) - length),
    }
  }
}

function literal(value: string | number): string {
  return JSON.stringify(value)
}
