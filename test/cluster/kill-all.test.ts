// All processes of a cluster are killed at once in the middle of a load and started again, several times: the load goes on by itself, nothing
// that was acknowledged is lost, nothing is applied twice, and all replicas of all subspaces agree. KILL_ALL_ROUNDS and KILL_ALL_TOLERATE say
// how often, and with how many replicas.

import { join } from 'node:path'
import { Readable } from 'node:stream'
import test from 'ava'
import { cityLines } from '../../examples/cities/cities.ts'
import { connect, space, t as types } from '../../src/index.ts'
import { addUntil, countersSchema } from './counters.ts'
import { killAllSettings } from './kill-all-settings.ts'
import { Command, Daemon, freeAddress, hyperdex, TestDirectory, until } from './launcher.ts'
import { configurationOf, disagreements } from './replicas.ts'

const { rounds, tolerate } = killAllSettings(process.env)
/** A bound for what hangs, also on a busy machine. */
const roundMs = 480_000
/** A whole pass over the cities waits for all that the load and the restart left to do. */
const timeoutMs = 60_000
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
  const part = Array.from({ length: citiesARound }, (_, index) => cities[(first + index) % cities.length]!)
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
  tolerate,
})

test('nonsense in the environment is refused', (t) => {
  t.deepEqual(killAllSettings({}), { rounds: 5, tolerate: 1 })
  t.deepEqual(killAllSettings({ KILL_ALL_ROUNDS: '20', KILL_ALL_TOLERATE: '0' }), { rounds: 20, tolerate: 0 })
  for (const text of ['0', '31', '-1', '2.5', '1e1', 'many', ' 5']) {
    t.throws(() => killAllSettings({ KILL_ALL_ROUNDS: text }), { message: `KILL_ALL_ROUNDS=${text}: give a whole number from 1 to 30` })
  }
  t.throws(() => killAllSettings({ KILL_ALL_TOLERATE: '3' }), { message: 'KILL_ALL_TOLERATE=3: give a whole number from 0 to 2' })
})

test('all processes are killed during a load, again and again', async (t) => {
  await using temporary = await TestDirectory.make()
  const directory = temporary.path
  const data = join(directory, 'cluster')
  const address = await freeAddress()
  const start = () => Daemon.start('start', '--data', data, '--listen', address)
  let cluster = await start()
  await using db = await connect(`hyperdex://${address}`)
  await db.admin.addSpace(citiesSchema)
  await db.admin.addSpace({ definition: { ...countersSchema.definition, tolerate } })
  const counters = db.space(countersSchema)
  const stored = db.space(citiesSchema)
  const expected = new Map<number, City>()
  const sums = new Map<string, number>()

  let kills = 0
  const killAll = async () => {
    await cluster.kill()
    kills++
  }
  let written = 0

  for (let round = 0; round < rounds; round++) {
    t.timeout(roundMs)
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
    await killAll()
    t.true(load.running)
    cluster = await start()
    if (round === 2) {
      // Once more, while the first repair is hardly over.
      await killAll()
      t.true(load.running)
      cluster = await start()
    }

    const { status, stderr } = await load.ended
    t.is(status, 0, stderr)
    for (const city of wanted) expected.set(city.id, city)
    written += wanted.length
    stop.abort()
    await Promise.all(adding)

    t.is(await stored.count({}, { timeoutMs }), expected.size, `round ${round}`)
    const wrong: number[] = []
    for await (const { id, population, latitude } of stored.search({}, { timeoutMs })) {
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
  const added = [...sums.values()].reduce((sum, one) => sum + one, 0)
  t.log(
    `${rounds} rounds, ${kills} kills of all processes, 3 servers, tolerate ${tolerate}: ${written + added} writes acknowledged (${written} cities loaded, ` +
      `${added} additions). Compared after each round: every city and every counter with what was acknowledged; at the end, on disk: ` +
      `${expected.size} cities in 4 subspaces and ${sums.size} counters in 2, ${tolerate + 1} replicas each, with their index rows`,
  )
})
