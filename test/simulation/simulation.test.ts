import test from 'ava'
import { failingTrace, tracedRun } from './failing-trace.ts'
import { runSeeds } from './many-seeds.ts'
import { partitionShapes } from './partitions.ts'
import { report, summary } from './summary.ts'
import { World } from './world.ts'

const seeds = 1000
const minutesMax = 5

/** As the summary names them: what went wrong, what was done to servers and spaces, and what came of it. */
const kinds = [
  ...[
    'break',
    'crash',
    'crash loop',
    'power',
    'never back',
    'full disk',
    'flipped bit',
    'corrupt row',
    'pause',
    'suspension',
    'clock set',
    'coordinator',
    'fail-over',
    'client',
    'session ended',
  ],
  ...partitionShapes.map((shape) => `partition: ${shape}`),
  ...['join', 'setOffline', 'setOnline', 'killServer', 'setFaultTolerance', 'setReadOnly', 'offerSample', 'setPartitions'],
  ...['addSpace', 'removeSpace', 'renameSpace', 'addAttribute', 'addIndex', 'removeIndex'],
  ...['relocated', 'evicted', 'new head', 'learner came', 'learner went', 'promoted', 'new epoch', 'to reconcile', 'reconciled'],
  ...['cut begun', 'cut given up', 'cut turned', 'cut over'],
]

test('the same seed twice gives the same trace, another seed another one', (t) => {
  for (const seed of [3, 7]) t.is(new World(seed).run().hash, new World(seed).run().hash)
  t.not(new World(3).run().hash, new World(7).run().hash)
})

test(`${seeds} seeds are clean, and every kind of fault and change is among them`, async (t) => {
  t.timeout(2 * minutesMax * 60_000)
  const began = performance.now()
  const results = await runSeeds({ first: 1, runs: seeds, workers: 2 })
  t.log(summary(results, performance.now() - began))
  for (const result of results) if (result.failures.length > 0) t.log(report(result), failingTrace(result.seed, tracedRun(result.seed, {})))
  t.deepEqual(
    results.filter(({ failures }) => failures.length > 0).map(({ seed }) => seed),
    [],
  )
  const hit = new Set(results.flatMap(({ faults }) => [...faults].flatMap(([kind, count]) => (count > 0 ? [kind] : []))))
  t.deepEqual(
    kinds.filter((kind) => !hit.has(kind)),
    [],
  )
  t.true(results.filter(({ undecided }) => undecided).length <= seeds / 100, 'hardly a run is too tangled to be judged')
})
