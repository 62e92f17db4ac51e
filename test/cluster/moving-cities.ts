// A writer that moves some cities between regions, one conditional update after the other, and remembers every state that each of them had
// and when: so that the answer of a search that ran meanwhile can be told from an impossible one.
import type { ExecutionContext } from 'ava'
import type { Update } from '../../src/cluster/client-messages.ts'
import { presence } from '../../src/cluster/client-messages.ts'
import type { Space } from '../../src/cluster/configuration.ts'
import { bindPredicate } from '../../src/schema/bind-query.ts'
import { parsePredicate } from '../../src/schema/parse-query.ts'
import type { SessionDriver } from '../../src/transport/session-driver.ts'
import { encodeFloat, encodeInt } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import type { Asked, City, RandomQuery } from './random-query.ts'

const movingCities = 400
const writers = 16
/** Cities move between few places, so that searches around these meet many of them. */
const places = 12

type Matches = (city: City) => boolean

interface Track {
  readonly states: City[]
  /** The oldest and the newest state that the city can have now: sent is the newest, answered the oldest. */
  oldest: number
  newest: number
}

export class MovingCities {
  moves = 0
  readonly #driver: SessionDriver
  readonly #space: Space
  readonly #tracks: ReadonlyMap<number, Track>
  readonly #places: readonly City[]
  readonly #random: () => number
  #stopped = false

  constructor(driver: SessionDriver, space: Space, cities: readonly City[], random: () => number) {
    this.#driver = driver
    this.#space = space
    this.#random = random
    const tracks = new Map<number, Track>()
    while (tracks.size < movingCities) {
      const city = cities[Math.floor(random() * cities.length)]!
      tracks.set(city.id, { states: [city], oldest: 0, newest: 0 })
    }
    this.#tracks = tracks
    this.#places = Array.from({ length: places }, () => cities[Math.floor(random() * cities.length)]!)
  }

  has(id: number): boolean {
    return this.#tracks.has(id)
  }

  /** Where cities move to and away from. */
  question(query: RandomQuery): Asked {
    const { latitude, longitude, population, country } = query.pick(this.#places)
    if (this.#random() < 0.3) return { text: `population = ${population}`, matches: (city) => city.population === population }
    if (this.#random() < 0.3) {
      const text = `country = "${country}" and population >= ${population}`
      return { text, matches: (city) => city.country === country && city.population >= population }
    }
    const size = this.#random() * 3
    const [south, north, west, east] = [latitude - size, latitude + size, longitude - size, longitude + size]
    return {
      text: `latitude >= ${south} and latitude <= ${north} and longitude >= ${west} and longitude < ${east}`,
      matches: (city) => city.latitude >= south && city.latitude <= north && city.longitude >= west && city.longitude < east,
    }
  }

  /** Resolves some time after `stop`. */
  async run(t: ExecutionContext): Promise<void> {
    const tracks = [...this.#tracks.values()]
    const write = async (_: unknown, first: number) => {
      for (let index = first; !this.#stopped; index = (index + writers) % tracks.length) await this.#move(t, tracks[index]!)
    }
    await Promise.all(Array.from({ length: writers }, write))
  }

  stop(): void {
    this.#stopped = true
  }

  final(): City[] {
    return Array.from(this.#tracks.values(), ({ states }) => states.at(-1)!)
  }

  beginView(): View {
    return new View(this.#tracks)
  }

  async #move(t: ExecutionContext, track: Track): Promise<void> {
    const before = track.states.at(-1)!
    const place = this.#places[Math.floor(this.#random() * places)]!
    // Each state of a city is another, so that the one a search has seen can be told.
    const { latitude, country } = place
    const after = { ...before, latitude, country, longitude: place.longitude + this.moves / 1e6, population: place.population }
    this.moves++
    const put = (attribute: number, value: Uint8Array) => ({ attribute, name: operationName.put, operands: [value] })
    const condition = `population = ${before.population} and longitude = ${before.longitude}`
    const update: Update = {
      key: encodeInt(BigInt(before.id)),
      presence: presence.present,
      condition: bindPredicate(parsePredicate(condition), this.#space.definition),
      operations: [
        put(2, Buffer.from(country)),
        put(5, encodeInt(BigInt(after.population))),
        put(6, encodeFloat(latitude)),
        put(7, encodeFloat(after.longitude)),
      ],
    }
    track.states.push(after)
    track.newest++
    await this.#driver.update(this.#space, update).catch((error: unknown) => t.fail(`${condition}: ${error}`))
    track.oldest = Math.max(track.oldest, track.newest)
  }
}

interface Possible {
  /** Ids of cities that matched all the time. */
  readonly must: readonly number[]
  /** Ids of cities that may have matched at some time. */
  readonly may: readonly number[]
}

/** What one search may see: made before it begins. */
class View {
  readonly #tracks: ReadonlyMap<number, Track>
  readonly #oldest: ReadonlyMap<number, number>

  constructor(tracks: ReadonlyMap<number, Track>) {
    this.#tracks = tracks
    this.#oldest = new Map(Array.from(tracks, ([id, { oldest }]) => [id, oldest]))
  }

  end(matches: Matches): Possible {
    const ids = [...this.#tracks.keys()]
    return {
      must: ids.filter((id) => this.#states(id).every(matches)),
      may: ids.filter((id) => this.#states(id).some(matches)),
    }
  }

  /** What is wrong with an answer: rows that cannot be, rows that are missing, a wrong order. Sightings count from now on for later views. */
  check(
    matches: Matches,
    found: readonly City[],
    still: readonly City[],
    compare: (a: City, b: City) => number,
    limit = Number.POSITIVE_INFINITY,
  ): string[] {
    const problems: string[] = []
    const byId = new Map(found.map((city) => [city.id, city]))
    if (byId.size !== found.length) problems.push('a city is there twice')
    if (found.length > limit) problems.push(`${found.length} rows and not ${limit}`)
    for (let index = 1; index < found.length; index++) {
      if (compare(found[index - 1]!, found[index]!) >= 0) problems.push(`city ${found[index]!.id} is out of order`)
    }
    const stillById = new Map(still.map((city) => [city.id, city]))
    for (const city of found) {
      const track = this.#tracks.get(city.id)
      if (!track) {
        const known = stillById.get(city.id)
        if (!known || !isSame(known, city)) problems.push(`city ${city.id} does not match, or never was ${JSON.stringify(city)}`)
        continue
      }
      const state = track.states.findIndex((each) => isSame(each, city))
      if (state < this.#oldest.get(city.id)! || !matches(city)) problems.push(`city ${city.id} cannot be ${JSON.stringify(city)}`)
      track.oldest = Math.max(track.oldest, state)
    }
    const last = found.length >= limit ? found.at(-1) : undefined
    const isCut = (city: City) => limit === 0 || (last !== undefined && compare(city, last) > 0)
    for (const city of still) if (!byId.has(city.id) && !isCut(city)) problems.push(`city ${city.id} is missing`)
    for (const id of this.#tracks.keys()) {
      const states = this.#states(id)
      if (states.every(matches) && !byId.has(id) && !states.some(isCut)) problems.push(`the moving city ${id} is missing`)
    }
    return problems
  }

  #states(id: number): City[] {
    const { states } = this.#tracks.get(id)!
    return states.slice(this.#oldest.get(id)!)
  }
}

function isSame(a: City, b: City): boolean {
  return (Object.keys(a) as (keyof City)[]).every((attribute) => a[attribute] === b[attribute])
}
