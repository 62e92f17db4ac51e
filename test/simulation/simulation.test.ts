import test from 'ava'
import { runSeeds } from './many-seeds.ts'
import { report, summary } from './summary.ts'
import { World } from './world.ts'

const seeds = 1000
const minutesMax = 5

test('the same seed twice gives the same trace, another seed another one', (t) => {
  for (const seed of [3, 7]) t.is(new World(seed).run().hash, new World(seed).run().hash)
  t.not(new World(3).run().hash, new World(7).run().hash)
})

test(`${seeds} seeds are clean, and every kind of fault is among them`, async (t) => {
  t.timeout(2 * minutesMax * 60_000)
  const began = performance.now()
  const results = await runSeeds({ first: 1, runs: seeds, workers: 2 })
  t.log(summary(results, performance.now() - began))
  for (const result of results) if (result.failures.length > 0) t.log(report(result))
  t.deepEqual(
    results.filter(({ failures }) => failures.length > 0).map(({ seed }) => seed),
    [],
  )
  t.true(results.filter(({ undecided }) => undecided).length <= seeds / 100, 'hardly a run is too tangled to be judged')
})
