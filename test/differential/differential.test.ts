// A tenth of what `npm run differential -- --operations 100000` does, with a seed that stays the same.
import test from 'ava'
import { embedded } from '../../src/embedded.ts'
import { run } from './run.ts'

test('10,000 random operations and searches over all types answer what a plain model of the interface answers', async (t) => {
  t.timeout(300_000)
  await using cluster = await embedded({ servers: 3 })
  await using db = await cluster.connect()
  const { operations, differences } = await run(db, { seed: 1, operations: 10_000 })
  t.deepEqual(differences, [])
  t.is(operations, 10_000)
})
