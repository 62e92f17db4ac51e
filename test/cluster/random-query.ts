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

/** What the space of the test holds of each city besides: all of it follows from what never changes. */
export interface Details {
  readonly name: { readonly first: string; readonly bytes: number }
  /** Of the id, the highest first. */
  readonly digits: readonly number[]
  /** Of odd ids alone. */
  readonly odd?: true
}

const knownWords = new WeakMap<City, readonly string[]>()
const knownDetails = new WeakMap<City, Details>()

export function wordsOf(city: City): readonly string[] {
  const known = knownWords.get(city)
  if (known) return known
  const words = [...new Set(city.name.split(/[ '-]+/).filter((word) => word !== ''))].sort(compareValues)
  knownWords.set(city, words)
  return words
}

export function detailsOf(city: City): Details {
  const known = knownDetails.get(city)
  if (known) return known
  const details: Details = {
    name: { first: String.fromCodePoint(city.name.codePointAt(0)!), bytes: Buffer.byteLength(city.name) },
    digits: Array.from(String(city.id), Number),
    ...(city.id % 2 === 1 ? { odd: true } : {}),
  }
  knownDetails.set(city, details)
  return details
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

  /** Nothing beyond some thousand cities, which a range of ids, a box, a country or a population leaves: so what follows costs less. */
  narrowed(depth: number): Asked {
    const [narrow, inner] = [this.#narrow(), this.predicate(depth)]
    return { text: `(${narrow.text}) and (${inner.text})`, matches: (city) => narrow.matches(city) && inner.matches(city) }
  }

  #narrow(): Asked {
    const kind = this.#random()
    if (kind < 0.25) return this.#pinned()
    if (kind < 0.5) return this.#box()
    const { id, country, population } = this.pick(this.#cities)
    if (kind < 0.65) return { text: `country = ${JSON.stringify(country)}`, matches: (city) => city.country === country }
    const [name, low, high] =
      kind < 0.85
        ? (['id', id, id + Math.floor(this.#random() * 50_000)] as const)
        : (['population', population + 1, population * 1.2] as const)
    const top = Math.floor(high)
    return { text: `${name} between ${low} and ${top}`, matches: (city) => city[name] >= low && city[name] <= top }
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
    if (kind < 0.3) return this.#wordTest()
    if (kind < 0.4) return this.#detailTest()
    if (kind < 0.65) return this.#testOf(this.pick(numbers))
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
      const { symbol, compare } = this.#comparison()
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

  #wordTest(): Asked {
    const words = wordsOf(this.pick(this.#cities))
    const kind = this.#random()
    if (kind < 0.5) {
      const word = this.pick(words)
      return { text: `words contains ${JSON.stringify(word)}`, matches: (city) => wordsOf(city).includes(word) }
    }
    if (kind < 0.8) {
      const { symbol, compare } = this.#comparison()
      const length = Math.floor(this.#random() * 5)
      return { text: `length(words) ${symbol} ${length}`, matches: (city) => compare(wordsOf(city).length - length) }
    }
    const same = (city: City) => JSON.stringify(wordsOf(city)) === JSON.stringify(words)
    if (kind < 0.9) return { text: `words = ${JSON.stringify(words)}`, matches: same }
    return { text: `words != ${JSON.stringify(words)}`, matches: (city) => !same(city) }
  }

  /** At paths of a document; one of them is missing in every other object. */
  #detailTest(): Asked {
    const known = this.pick(this.#cities)
    const { name, digits } = detailsOf(known)
    const { symbol, compare } = this.#comparison()
    const digit = this.pick(digits)
    const first = JSON.stringify(name.first)
    return this.pick<Asked>([
      { text: `details.digits[0] ${symbol} ${digit}`, matches: (city) => compare(detailsOf(city).digits[0]! - digit) },
      { text: `details.digits[-1] ${symbol} ${digit}`, matches: (city) => compare(detailsOf(city).digits.at(-1)! - digit) },
      { text: `details.name.bytes ${symbol} ${name.bytes}`, matches: (city) => compare(detailsOf(city).name.bytes - name.bytes) },
      { text: `details.name.first ${symbol} ${first}`, matches: (city) => compare(compareValues(detailsOf(city).name.first, name.first)) },
      { text: `details.name.first in (${first}, "Z")`, matches: (city) => [name.first, 'Z'].includes(detailsOf(city).name.first) },
      { text: 'details.name.first regex "[A-F]"', matches: (city) => /[A-F]/.test(detailsOf(city).name.first) },
      { text: `details.digits contains ${digit}`, matches: (city) => detailsOf(city).digits.includes(digit) },
      {
        text: `length(details.digits) ${symbol} ${digits.length}`,
        matches: (city) => compare(detailsOf(city).digits.length - digits.length),
      },
      { text: 'details.odd = true', matches: (city) => city.id % 2 === 1 },
      { text: 'details.odd != true', matches: (city) => city.id % 2 === 0 },
      { text: 'details.name contains "second"', matches: () => false },
      { text: 'not details.name contains "bytes"', matches: () => false },
      { text: `details = ${JSON.stringify(detailsOf(known))}`, matches: ({ id, name }) => id === known.id && name === known.name },
      { text: 'details.name.bytes between 4 and 6', matches: (city) => /^[456]$/.test(String(detailsOf(city).name.bytes)) },
      { text: `details.name.first startsWith ${first}`, matches: (city) => detailsOf(city).name.first === name.first },
    ])
  }

  #comparison(): { readonly symbol: string; readonly compare: Compare } {
    const symbol = this.pick(Object.keys(comparisons))
    return { symbol, compare: comparisons[symbol]! }
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
    const { symbol, compare } = this.#comparison()
    return {
      text: `length(${attribute}) ${symbol} ${length}`,
      matches: (city) => compare(Buffer.byteLength(city[attribute]) - length),
    }
  }
}

function literal(value: string | number): string {
  return JSON.stringify(value)
}
