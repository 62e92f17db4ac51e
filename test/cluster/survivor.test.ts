// Of three servers with `tolerate 2` two are killed at one moment, each pair in its turn: the one that is left goes on alone, with everything that was
// acknowledged, and takes the others in again.
import test from 'ava'
import { connect } from '../../src/index.ts'
import { addUntil, countersSchema } from './counters.ts'
import { Deployment } from './deployment.ts'
import { hyperdex, TestDirectory, until } from './launcher.ts'

const places = [0, 1, 2]

test('the last of three servers goes on alone', async (t) => {
  t.timeout(300_000)
  await using temporary = await TestDirectory.make()
  const deployment = await Deployment.start(temporary.path, places.length)
  await using db = await connect(deployment.url)
  await db.admin.addSpace({ definition: { ...countersSchema.definition, tolerate: 2 } })
  const counters = db.space(countersSchema)
  const sums = new Map<string, number>()
  const total = () => [...sums.values()].reduce((sum, one) => sum + one, 0)
  const stop = new AbortController()
  const adding = Array.from({ length: 4 }, (_, index) => addUntil(stop.signal, counters, `c${index}`, sums))

  for (const survivor of places) {
    const others = places.filter((place) => place !== survivor)
    const before = total()
    await until(`additions before server ${survivor + 1} is left alone`, () => total() >= before + 50)
    await Promise.all(others.map((place) => deployment.killServer(place)))
    const alone = total()
    await until(`additions by server ${survivor + 1} alone`, () => total() >= alone + 50, 30_000)
    await Promise.all(others.map((place) => deployment.startServer(place)))
    const { status, stderr } = await hyperdex(deployment.coordinatorAddress, 'wait-until-stable', '--timeout', '2m')
    t.is(status, 0, stderr)
  }

  stop.abort()
  await Promise.all(adding)
  for (const [name, sum] of sums) t.like(await counters.get(name), { sum, half: sum / 2 }, name)
  await db.close()
  await deployment.stop()
})
