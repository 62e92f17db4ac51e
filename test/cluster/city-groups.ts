// Aggregates of cities computed from plain objects, beside what the cluster is asked for them.
import { type Aggregation, aggregateKind } from '../../src/cluster/client-messages.ts'
import type { AggregateGroup } from '../../src/transport/session-driver.ts'
import { decodeFloat, decodeInt, decodeString } from '../../src/values/encode.ts'
import { type City, compareValues } from './random-query.ts'
import { attribute } from './stored-cities.ts'

type GroupedBy = 'country' | 'feature'

/** What is asked of every group. */
export interface CityGroup {
  readonly by: readonly string[]
  readonly count: number
  readonly population: number
  /** Undefined without objects, as what follows. */
  readonly average: number | undefined
  readonly south: number | undefined
  readonly east: number | undefined
}

export function aggregationBy(by: readonly GroupedBy[]): Aggregation {
  return {
    functions: [
      { kind: aggregateKind.count },
      { kind: aggregateKind.sum, attribute: attribute.population },
      { kind: aggregateKind.avg, attribute: attribute.population },
      { kind: aggregateKind.min, attribute: attribute.latitude },
      { kind: aggregateKind.max, attribute: attribute.longitude },
    ],
    by: by.map((name) => attribute[name]),
  }
}

export function cityGroupOf({ by, values: [count, sum, avg, min, max] }: AggregateGroup): CityGroup {
  const float = (value: Uint8Array | undefined) => (value ? decodeFloat(value) : undefined)
  return {
    by: by.map((value) => decodeString(value)!),
    count: Number(decodeInt(count!)),
    population: Number(decodeInt(sum!)),
    average: float(avg),
    south: float(min),
    east: float(max),
  }
}

/** In the order of the values grouped by; without any there is one group. */
export function groupsOf(cities: readonly City[], by: readonly GroupedBy[]): CityGroup[] {
  const members = new Map<string, City[]>(by.length === 0 ? [['[]', []]] : [])
  for (const city of cities) {
    const name = JSON.stringify(by.map((attribute) => city[attribute]))
    const group = members.get(name)
    if (group) group.push(city)
    else members.set(name, [city])
  }
  const groups = [...members].map(([name, group]) => groupOf(JSON.parse(name), group))
  const order = (a: CityGroup, b: CityGroup) => by.reduce((sign, _, index) => sign || compareValues(a.by[index]!, b.by[index]!), 0)
  return groups.sort(order)
}

function groupOf(by: readonly string[], group: readonly City[]): CityGroup {
  const population = group.reduce((sum, city) => sum + city.population, 0)
  const least = (south: number | undefined, { latitude }: City) => (south === undefined || latitude < south ? latitude : south)
  const greatest = (east: number | undefined, { longitude }: City) => (east === undefined || longitude > east ? longitude : east)
  return {
    by,
    count: group.length,
    population,
    average: group.length === 0 ? undefined : population / group.length,
    south: group.reduce<number | undefined>(least, undefined),
    east: group.reduce<number | undefined>(greatest, undefined),
  }
}
