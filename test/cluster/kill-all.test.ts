// All processes of a cluster are killed at once in the middle of a load and started again, several times: the load goes on by itself, nothing
// that was acknowledged is lost, nothing is applied twice, and all replicas of all subspaces agree.

import { join } from 'node:path'
import { Readable } from 'node:stream'
import test from 'ava'
import { citiesSpace, cityLines } from '../../examples/cities/cities.ts'
import { connect, space, t as types } from '../../src/index.ts'
import { addUntil, countersSchema } from './counters.ts'
import { Command, Daemon, freeAddress, hyperdex, TestDirectory, until } from './launcher.ts'
import { configurationOf, disagreements } from './replicas.ts'

const rounds = 5
const citiesARound = 20_000
/** Each round overwrites a part of the objects of the round before, with populations that lie in other regions. */
const newCitiesARound = 8000

interface City {
  readonly id: number
  readonly population: number
  readonly latitude: number
}

const cities: readonly City[] = Array.from(cityLines(), (line) => JSON.parse(line) as City)

function citiesOfRound(round: number): City[] {
  const first = round * newCitiesARound
  const part = cities.slice(first, first + citiesARound)
  return part.map((city, index) => ({ ...city, population: (city.population * 7 + round * 1009 + index * 31) % 3_000_000 }))
}

const citiesSchema = space('cities', {
  key: { id: types.int },
  attributes: {
    name: types.string,
    country: types.string,
    admin: types.string,
    feature: types.string,
    population: types.int,
    latitude: types.float,
    longitude: types.float,
  },
  subspaces: [['country', 'feature'], ['latitude', 'longitude'], ['population']],
})

test('all processes are killed during a load, five times', async (t) => {
  await using temporary = await TestDirectory.make()
  const directory = temporary.path
  const data = join(directory, 'cluster')
  const address = await freeAddress()
  const start = () => Daemon.start('start', '--data', data, '--listen', address)
  let cluster = await start()
  await using db = await connect(`hyperdex://${address}`)
  await db.admin.addSpace(citiesSpace)
  await db.admin.addSpace(countersSchema)
  const counters = db.space(countersSchema)
  const stored = db.space(citiesSchema)
  const expected = new Map<number, City>()
  const sums = new Map<string, number>()

  for (let round = 0; round < rounds; round++) {
    const wanted = citiesOfRound(round)
    const lines = wanted.map((city) => `${JSON.stringify(city)}\n`)
    const load = new Command(address, ['load', 'cities', '-'], Readable.from(lines))
    const stop = new AbortController()
    const adding = Array.from({ length: 8 }, (_, index) => addUntil(stop.signal, counters, `c${index}`, sums))

    // The next kill comes at another moment of the load each time.
    const enough = Math.floor((citiesARound * (round + 1)) / (rounds + 2))
    const { id, population } = wanted[enough]!
    await until(`city ${enough} of round ${round} is loaded`, async () => {
      t.true(load.running)
      return (await stored.get(id))?.population === population
    })
    await cluster.kill()
    t.true(load.running)
    cluster = await start()
    if (round === 2) {
      // Once more, while the first repair is hardly over.
      await cluster.kill()
      t.true(load.running)
      cluster = await start()
    }

    const { status, stderr } = await load.ended
    t.is(status, 0, stderr)
    for (const city of wanted) expected.set(city.id, city)
    stop.abort()
    await Promise.all(adding)

    t.is(await stored.count({}), expected.size, `round ${round}`)
    const wrong: number[] = []
    for await (const { id, population, latitude } of stored.search({})) {
      const city = expected.get(id)
      if (city?.population !== population || city.latitude !== latitude) wrong.push(id)
    }
    t.deepEqual(wrong, [], `round ${round}`)
    for (const [name, sum] of sums) t.like(await counters.get(name), { sum, half: sum / 2 }, `round ${round}, counter ${name}`)
  }

  t.is((await hyperdex(address, 'status')).status, 0)
  const configuration = await configurationOf(address)
  await db.close()
  t.is(await cluster.stop(), 0)
  const directories = [1, 2, 3].map((server) => join(data, `server-${server}`))
  const found = await disagreements(configuration, directories, { cities: expected.size, counters: sums.size })
  t.deepEqual(found.slice(0, 10), [])
})
