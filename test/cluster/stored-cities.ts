// The space of the cities test: the cities of the examples with a set, a document and a counter beside, and the calls that take a text.
import { citiesSpace, cityLines } from '../../examples/cities/cities.ts'
import type { Aggregation, Update } from '../../src/cluster/client-messages.ts'
import type { Space } from '../../src/cluster/configuration.ts'
import { bindQuery } from '../../src/schema/bind-query.ts'
import { parseQuery } from '../../src/schema/parse-query.ts'
import { type AggregateGroup, type FoundRow, SessionDriver } from '../../src/transport/session-driver.ts'
import { decodeFloat, decodeInt, decodeString } from '../../src/values/encode.ts'
import { decodeObject } from '../../src/values/object.ts'
import { type City, detailsOf, wordsOf } from './random-query.ts'

/** Indexes of attributes in the space. */
export const attribute = { id: 0, country: 2, feature: 4, population: 5, latitude: 6, longitude: 7, visits: 10 } as const

export const storedCitiesSpace = citiesSpace.replace(
  'float longitude\n',
  'float longitude,\n  set(string) words,\n  document details,\n  int visits\n',
)

export const cities: readonly City[] = Array.from(cityLines(), (line) => JSON.parse(line) as City)

/** One JSON object a line, each ended. */
export function* storedCityLines(): Generator<string> {
  for (const city of cities) yield `${JSON.stringify({ ...city, words: wordsOf(city), details: detailsOf(city) })}\n`
}

/** Longer than a scan for each of three questions takes on a machine that is busy with something else. */
const options = { timeoutMs: 240_000 }

export class StoredCities {
  readonly driver: SessionDriver
  readonly space: Space

  private constructor(driver: SessionDriver, space: Space) {
    this.driver = driver
    this.space = space
  }

  static async connect(address: string): Promise<StoredCities> {
    const driver = await SessionDriver.connect([address])
    return new StoredCities(driver, await driver.space('cities'))
  }

  close(): Promise<void> {
    return this.driver.close()
  }

  async search(text: string): Promise<City[]> {
    const found: City[] = []
    for await (const row of this.driver.search(this.space, this.#bound(text), options)) found.push(cityOf(row))
    return found
  }

  count(text: string): Promise<number> {
    return this.driver.count(this.space, this.#bound(text).predicate, options)
  }

  aggregate(text: string, aggregation: Aggregation): Promise<readonly AggregateGroup[]> {
    return this.driver.aggregate(this.space, this.#bound(text).predicate, aggregation, options)
  }

  groupUpdate(text: string, operations: NonNullable<Update['operations']>): Promise<number> {
    return this.driver.groupUpdate(this.space, this.#bound(text).predicate, { operations }, options)
  }

  /** Of those that are not 0: id → visits. */
  async visits(): Promise<Map<number, number>> {
    const visits = new Map<number, number>()
    for await (const { key, object } of this.driver.search(this.space, this.#bound('cities where visits != 0'), options)) {
      visits.set(Number(decodeInt(key)), Number(decodeInt(decodeObject(object)[attribute.visits - 1]!)))
    }
    return visits
  }

  #bound(text: string) {
    return bindQuery(parseQuery(text), this.space.definition)
  }
}

function cityOf({ key, object }: FoundRow): City {
  const [name, country, admin, feature, population, latitude, longitude] = decodeObject(object)
  return {
    id: Number(decodeInt(key)),
    name: decodeString(name!)!,
    country: decodeString(country!)!,
    admin: decodeString(admin!)!,
    feature: decodeString(feature!)!,
    population: Number(decodeInt(population!)),
    latitude: decodeFloat(latitude!),
    longitude: decodeFloat(longitude!),
  }
}
