// Random schedules of the replication core: see random/schedule.ts. A failing seed is named; to see what it did, or to try others:
//
//   REPLICATION_TRACE=SEED ava test/replication/random.test.ts
//   REPLICATION_SEEDS=FROM+COUNT ava --timeout=10m test/replication/random.test.ts
import test from 'ava'
import { runSeed } from './random/schedule.ts'

const [from, count] = (process.env.REPLICATION_SEEDS ?? '1+300').split('+').map(Number)
const traced = Number(process.env.REPLICATION_TRACE ?? 0)

test('random schedules keep every promise', async (t) => {
  t.timeout(600_000)
  if (traced > 0) {
    const trace: string[] = []
    const violation = await runSeed(traced, new Map(), trace)
    t.log(trace.join('\n'))
    t.is(violation?.message, undefined)
    return
  }
  const violations: string[] = []
  const activity = new Map<string, number>()
  for (let seed = from!; seed < from! + count!; seed++) {
    const violation = await runSeed(seed, activity)
    if (violation) violations.push(`seed ${seed}: ${violation.message}`)
  }
  t.deepEqual(violations, [])
})
