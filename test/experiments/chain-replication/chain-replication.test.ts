// The machinery behaves as the theory of chain replication says (docs/chain-replication.md): on virtual time, with the paper's parameters.
import test from 'ava'
import type { QueryKind } from './costs.ts'
import { measureDeath, measureSteady, places } from './measure.ts'
import { queryLatencyMs, throughputMost, updateLatencyMs } from './theory.ts'

/** Between a request's arrival and the end of the turn that takes it in, each server adds a little (simulation/pump.ts). */
const turnsMs = 0.5

for (const length of [2, 3, 10]) {
  test(`a lone client waits for a chain of ${length} as long as messages and work take`, (t) => {
    const lone = { seed: 1, length, spares: 0, kind: 'search', clients: 1 } as const
    const time = { warmUpMs: 500, lastsMs: 2000 }
    const { updateMs } = measureSteady({ ...lone, percent: 100 }, time)
    const { queryMs } = measureSteady({ ...lone, percent: 0 }, time)
    t.true(updateMs >= updateLatencyMs(length) && updateMs < updateLatencyMs(length) + turnsMs, `an update took ${updateMs} ms`)
    t.true(queryMs >= queryLatencyMs && queryMs < queryLatencyMs + turnsMs, `a query took ${queryMs} ms`)
  })
}

/** Where one server is clearly the busiest, and where head and tail are equally busy (one update in seven). */
const loads: readonly (readonly [length: number, percent: number, kind: QueryKind, within: number])[] = [
  [2, 5, 'search', 0.03],
  [3, 5, 'search', 0.03],
  [3, 14, 'search', 0.06],
  [3, 30, 'search', 0.03],
  [10, 30, 'search', 0.03],
  [10, 100, 'search', 0.03],
  [3, 5, 'get', 0.03],
  [3, 30, 'get', 0.03],
]
for (const [length, percent, kind, within] of loads) {
  test(`${percent} % updates, a ${kind} for each query: a chain of ${length} answers as much as its busiest server can`, (t) => {
    const steady = measureSteady({ seed: 2, length, spares: 0, percent, kind }, { warmUpMs: 4000, lastsMs: 12_000 })
    const most = throughputMost(steady.share, length, kind)
    t.deepEqual(steady.wrong, [])
    t.true(Math.abs(steady.share - percent / 100) < 0.03, `${steady.share} of the answers were updates`)
    t.true(steady.throughput > most * (1 - within), `${steady.throughput} a second, of at most ${most}`)
    // A request more or less at the ends of the measurement.
    t.true(steady.throughput < most * 1.02, `${steady.throughput} a second, more than the ${most} that are possible`)
  })
}

for (const place of places) {
  for (const spares of [0, 1] as const) {
    const becomes = spares > 0 ? 'of three, when the spare has learned the region' : 'of two'
    test(`after the death of the ${place} throughput comes back to that of a chain ${becomes}`, (t) => {
      const percent = 10
      const times = { beforeMs: 3000, afterMs: 16_000, stepMs: 500 }
      const death = measureDeath({ seed: 3, place, spares, percent, valueBytes: 100, ...times })
      const most = throughputMost(percent / 100, spares + 2, 'search')
      t.deepEqual(death.wrong, [])
      for (const [when, rate] of Object.entries(death.throughput)) {
        t.true(Math.abs(rate / most - 1) < 0.05, `${rate} a second ${when} the death, of at most ${most}`)
      }
      // Suspicion, heartbeat, the coordinator's tick and the clients' way to the new chain (docs/repair.md, Defaults).
      t.true(death.silentMs < 3500, `no answer for ${death.silentMs} ms`)
      t.is(Number.isNaN(death.wholeMs), spares === 0)
    })
  }
}

test('a seed always gives the same numbers', (t) => {
  const once = () =>
    measureDeath({ seed: 4, place: 'head', spares: 1, percent: 20, valueBytes: 0, beforeMs: 500, afterMs: 3000, stepMs: 500 })
  t.deepEqual(once(), once())
})
