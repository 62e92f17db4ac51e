// All cities in a cluster of three servers, loaded by the command line: how evenly they lie, which regions a search asks, and whether answers
// are those that the array of cities itself gives, at rest and while cities move between regions.
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import test, { type ExecutionContext } from 'ava'
import { bindQuery } from '../../src/schema/bind-query.ts'
import { parseQuery } from '../../src/schema/parse-query.ts'
import { encodeInt } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import { aggregationBy, cityGroupOf, groupsOf } from './city-groups.ts'
import { Daemon, hyperdex, TestDirectory } from './launcher.ts'
import { MovingCities } from './moving-cities.ts'
import { type Asked, type City, compareValues, RandomQuery, seeded } from './random-query.ts'
import { configurationOf } from './replicas.ts'
import { attribute, cities, StoredCities, storedCitiesSpace, storedCityLines } from './stored-cities.ts'

const byPlace = 2
const byPopulation = 3
const searchMs = 60_000
/** `CITIES=whole`: each random question is about all cities. */
const whole = process.env.CITIES === 'whole'
const questionsAsked = 500
/** So many of ten random questions are about some thousand cities, where answers are found by indexes. The others may be about all. */
const narrowedOfTen = whole ? 0 : 9

let directory: TestDirectory
let cluster: Daemon
let stored: StoredCities

test.before(async (t) => {
  t.timeout(480_000)
  directory = await TestDirectory.make()
  const spaceFile = join(directory.path, 'cities.space')
  const dataFile = join(directory.path, 'cities.ndjson')
  await writeFile(spaceFile, storedCitiesSpace)
  await pipeline(Readable.from(storedCityLines()), createWriteStream(dataFile))
  cluster = await Daemon.start('start', '--servers', '3', '--data', join(directory.path, 'cluster'), '--listen', '127.0.0.1:0')
  t.is((await hyperdex(cluster.address, 'space', 'add', spaceFile)).status, 0)
  const { status, stdout, stderr } = await hyperdex(cluster.address, 'load', 'cities', dataFile, '--json')
  t.is(status, 0, stderr)
  t.like(JSON.parse(stdout), { loaded: cities.length, rejected: 0 })
  // On a busy machine a server may have been taken for dead meanwhile.
  t.is((await hyperdex(cluster.address, 'wait-until-stable')).status, 0)
  stored = await StoredCities.connect(cluster.address)
})

test.after.always(async () => {
  await stored?.close()
  await cluster?.stop()
  await directory?.[Symbol.asyncDispose]()
})

interface Shape {
  readonly orderBy?: keyof City
  readonly descending: boolean
  readonly limit?: number
}

function textOf({ text }: Asked, { orderBy, descending, limit }: Shape): string {
  const order = orderBy ? ` order by ${orderBy}${descending ? ' desc' : ''}` : ''
  return `cities where ${text}${order}${limit === undefined ? '' : ` limit ${limit}`}`
}

function comparatorOf({ orderBy = 'id', descending }: Shape): (a: City, b: City) => number {
  const sign = descending ? -1 : 1
  return (a, b) => sign * compareValues(a[orderBy], b[orderBy]) || a.id - b.id
}

const inOrder = new Map<string, readonly City[]>()

/** All cities, sorted once for each order. */
function citiesInOrder(shape: Shape): readonly City[] {
  const name = `${shape.orderBy ?? 'id'} ${shape.descending}`
  const known = inOrder.get(name)
  if (known) return known
  const sorted = [...cities].sort(comparatorOf(shape))
  inOrder.set(name, sorted)
  return sorted
}

function randomShape(query: RandomQuery, random: () => number): Shape {
  const orderBy = query.pick<keyof City | undefined>([undefined, 'id', 'name', 'country', 'population', 'latitude', 'longitude'])
  const limit = query.pick([undefined, 0, 1, 10, 100, 1000])
  return { descending: orderBy !== undefined && random() < 0.5, ...(orderBy ? { orderBy } : {}), ...(limit === undefined ? {} : { limit }) }
}

test.serial('a sample spreads the cities evenly', async (t) => {
  const { stdout } = await hyperdex(cluster.address, 'status', '--json')
  const { spaces } = JSON.parse(stdout)
  t.is(spaces.length, 1)
  const [byKey, , place, population] = spaces[0].subspaces
  t.is(byKey.objects, cities.length)
  t.is(place.objects, cities.length)
  t.deepEqual(place.attributes, ['latitude', 'longitude'])
  t.true(place.largest <= 4 * place.mean, `${place.largest} against ${place.mean}`)
  t.deepEqual(population.attributes, ['population'])
  const { value, objects, largest, mean } = population.withoutMostFrequent
  t.is(value, '0')
  t.is(objects, cities.filter((city) => city.population === 0).length)
  t.true(largest <= 4 * mean, `${largest} against ${mean}`)

  const sizes = new Map<number, number>()
  const [south, west] = cutPoints(byPlace)
  for (const { latitude, longitude } of cities) {
    const position = intervalOf(south!, latitude) * (west!.length + 1) + intervalOf(west!, longitude)
    sizes.set(position, (sizes.get(position) ?? 0) + 1)
  }
  t.is(place.largest, Math.max(...sizes.values()))
  t.is(place.mean, cities.length / stored.space.subspaces[byPlace]!.regions.length)
})

/** Of each axis of a subspace, as the cluster publishes them. */
function cutPoints(subspace: number): number[][] {
  return stored.space.subspaces[subspace]!.axes.map(({ cutPoints }) =>
    cutPoints!.map((bytes) => new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0, true)),
  )
}

function intervalOf(cuts: readonly number[], value: number): number {
  return cuts.filter((cut) => cut <= value).length
}

test.serial('a search asks exactly the regions that can hold matches', async (t) => {
  const published = await configurationOf(cluster.address)
  t.deepEqual([...published.spaces.values()], [stored.space])
  const explain = async (text: string) => {
    const { stdout } = await hyperdex(cluster.address, 'explain', text, '--json')
    return JSON.parse(stdout)
  }
  const random = seeded(1)
  const query = new RandomQuery(random, cities)
  for (let times = 0; times < 5; times++) {
    const { country, feature } = query.pick(cities)
    const pinned = await explain(`cities where country = "${country}" and feature = "${feature}"`)
    t.like(pinned, { subspace: 1, regionsAsked: 1, regionsTotal: 64, serversAsked: 1 })
    t.is(pinned.matches, cities.filter((city) => city.country === country && city.feature === feature).length)
  }

  const [latitudes, longitudes] = cutPoints(byPlace) as [number[], number[]]
  const { regions } = stored.space.subspaces[byPlace]!
  for (let times = 0; times < 60; times++) {
    const { latitude, longitude } = query.pick(cities)
    const [height, width] = [random() ** 3 * 40, random() ** 3 * 80]
    // Now and then a side lies exactly on a cut point, which belongs to the interval above it.
    const south = times % 5 === 0 ? query.pick(latitudes) : latitude - height
    const north = times % 7 === 0 ? query.pick(latitudes.filter((cut) => cut >= south).concat(90)) : Math.max(south, latitude + height)
    const [west, east] = [longitude - width, longitude + width]
    const box = `latitude between ${south} and ${north} and longitude between ${west} and ${east}`
    const positions: number[] = []
    for (let row = intervalOf(latitudes, south); row <= intervalOf(latitudes, north); row++) {
      for (let column = intervalOf(longitudes, west); column <= intervalOf(longitudes, east); column++) {
        positions.push(row * (longitudes.length + 1) + column)
      }
    }
    const { predicate } = bindQuery(parseQuery(`cities where ${box}`), stored.space.definition)
    const explained = await stored.driver.explain(stored.space, { predicate, limit: 1 }, { timeoutMs: searchMs })
    const servers = new Set(positions.map((position) => regions[position]!.members.at(-1)!))
    t.is(explained.subspace, byPlace, box)
    t.is(explained.regionsAsked, positions.length, box)
    t.is(explained.serversAsked, servers.size, box)
  }

  const [south, north] = [latitudes[2]!, latitudes[3]!]
  const [west, east] = [longitudes[4]!, longitudes[5]!]
  const inOne = await explain(`cities where latitude >= ${south} and latitude < ${north} and longitude >= ${west} and longitude < ${east}`)
  t.like(inOne, { subspace: byPlace, regionsAsked: 1, serversAsked: 1 })
  t.like(await explain('cities where population = 20430'), { subspace: byPopulation, regionsAsked: 1, serversAsked: 1 })
  t.like(await explain('cities where id = 3041563'), { subspace: 0, regionsAsked: 1, serversAsked: 1, matches: 1 })
  t.like(await explain('cities where latitude between 3 and 2'), { regionsAsked: 0, serversAsked: 0, matches: 0 })
})

/** Each operator of the query language as questions have it, and each way to combine tests. */
const operators: Readonly<Record<string, RegExp>> = {
  '=': /\w = /,
  '!=': /\w != /,
  '<': /\w < /,
  '<=': /\w <= /,
  '>': /\w > /,
  '>=': /\w >= /,
  between: /\w between .* and /,
  in: /\w in \(/,
  startsWith: / startsWith /,
  regex: / regex /,
  'contains, of a set': /words contains /,
  'contains, at a path': /details\.\S+ contains /,
  'length, of a string': /length\((?:name|country|admin|feature)\) /,
  'length, of a set': /length\(words\) /,
  'length, at a path': /length\(details\./,
  'a path': /details\.name\.bytes /,
  'an element': /details\.digits\[-?\d\] /,
  'a set as a whole': /words !?= \[/,
  'a document as a whole': /details = \{/,
  and: /\) and \(/,
  or: /\) or \(/,
  not: /not /,
}

/** Checks one question in all its forms: counted, aggregated by groups, and its rows in their order. */
async function ask(t: ExecutionContext, asked: Asked, shape: Shape, by: readonly ('country' | 'feature')[]): Promise<void> {
  const matching = citiesInOrder(shape).filter(asked.matches)
  const text = textOf(asked, shape)
  t.is(await stored.count(text), matching.length, text)
  const groups = await stored.aggregate(text, aggregationBy(by))
  t.deepEqual(groups.map(cityGroupOf), groupsOf(matching, by), `by ${by}: ${text}`)
  const limit = shape.limit ?? (matching.length > 2000 ? 500 : undefined)
  const limited = textOf(asked, limit === undefined ? shape : { ...shape, limit })
  const expected = matching.slice(0, limit)
  const found = await stored.search(limited)
  if (!sameIds(found, expected)) t.deepEqual(idsOf(found), idsOf(expected), limited)
  for (const [index, city] of found.entries()) if (!sameCity(city, expected[index]!)) t.deepEqual(city, expected[index]!, limited)
}

test.serial('500 random questions get the counts, the groups and the rows that the array gives', async (t) => {
  t.timeout(whole ? 3_600_000 : 1_200_000)
  const random = seeded(2)
  const query = new RandomQuery(random, cities)
  const all = Array.from({ length: questionsAsked }, (_, index) => {
    const by = query.pick([[], ['country'], ['feature'], ['country', 'feature']] as const)
    const asked = index % 10 < narrowedOfTen ? query.narrowed(3) : query.predicate(3)
    return { asked, shape: randomShape(query, random), by }
  })
  for (const [name, pattern] of Object.entries(operators)) {
    const using = all.filter(({ asked }) => pattern.test(asked.text)).length
    t.true(using >= 4, `${name}: ${using} questions`)
  }
  const questions = all.values()
  const worker = async () => {
    for (const { asked, shape, by } of questions) await ask(t, asked, shape, by)
  }
  await Promise.all([worker(), worker(), worker()])
})

test.serial('50 random group updates change as many objects as the array has, and those', async (t) => {
  const random = seeded(4)
  const query = new RandomQuery(random, cities)
  const visits = new Map<number, number>()
  for (let times = 0; times < 50; ) {
    const { text, matches } = query.narrowed(2)
    const matching = cities.filter(matches)
    if (matching.length === 0 || matching.length > 400) continue
    times++
    const added = 1 + Math.floor(random() * 9)
    const operations = [
      { attribute: attribute.visits, name: operationName.mul, operands: [encodeInt(2n)] },
      { attribute: attribute.visits, name: operationName.add, operands: [encodeInt(BigInt(added))] },
    ]
    t.is(await stored.groupUpdate(`cities where ${text}`, operations), matching.length, text)
    for (const { id } of matching) visits.set(id, (visits.get(id) ?? 0) * 2 + added)
  }
  t.deepEqual([...(await stored.visits())].sort(byId), [...visits].sort(byId))
})

function byId([a]: readonly [number, number], [b]: readonly [number, number]): number {
  return a - b
}

test.serial('answers are possible ones while cities move', async (t) => {
  const random = seeded(3)
  const query = new RandomQuery(random, cities)
  const moving = new MovingCities(stored.driver, stored.space, cities, random)
  const moved = moving.run(t)
  let searches = 0
  try {
    for (; searches < 120; searches++) {
      const asked = searches % 2 === 0 ? moving.question(query) : query.predicate(2)
      const shape = randomShape(query, random)
      const still = cities.filter((city) => !moving.has(city.id) && asked.matches(city))
      const text = textOf(asked, shape)
      const view = moving.beginView()
      if (shape.limit === undefined && still.length > 2000) {
        const counted = await stored.count(text)
        const { must, may } = view.end(asked.matches)
        t.true(counted >= still.length + must.length && counted <= still.length + may.length, `${text}: ${counted}`)
        continue
      }
      const found = await stored.search(text)
      const problems = view.check(asked.matches, found, still, comparatorOf(shape), shape.limit)
      if (problems.length > 0) t.deepEqual(problems, [], text)
    }
  } finally {
    moving.stop()
    await moved
  }
  t.true(moving.moves > 1000, `${moving.moves} moves`)
  for (const city of moving.final()) {
    const [found] = await stored.search(`cities where id = ${city.id}`)
    t.deepEqual(found, city)
  }
})

function idsOf(found: readonly City[]): number[] {
  return found.map(({ id }) => id)
}

function sameIds(a: readonly City[], b: readonly City[]): boolean {
  return a.length === b.length && a.every(({ id }, index) => id === b[index]!.id)
}

function sameCity(a: City, b: City): boolean {
  return (Object.keys(b) as (keyof City)[]).every((attribute) => a[attribute] === b[attribute])
}
