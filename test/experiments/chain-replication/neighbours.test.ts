// Two neighbours of a chain that cannot hear each other, while the coordinator and all clients hear both (protocol.md, P7): one of them leaves the chain
// within the time in which a dead server would, by the product's own timing.
import test from 'ava'
import { limitsDefault } from '../../../coordinator/core/limits.ts'
import { defaultRepairTiming } from '../../../src/cluster/repair-timing.ts'
import { ChainWorld } from './chain-world.ts'

/** Of P7, but for two round trips. */
const boundMs = limitsDefault.suspicionMs + defaultRepairTiming.leaseMs

for (const [from, to] of [
  [0, 1],
  [1, 2],
  [2, 1],
  [1, 0],
] as const) {
  for (const bothWays of from < to ? [true, false] : [false]) {
    test(`${bothWays ? 'nothing' : 'what is sent'} between places ${from} and ${to} of a chain ${bothWays ? 'arrives' : 'does not arrive'}: updates and queries go on in time`, (t) => {
      const world = new ChainWorld({ seed: 5, length: 3, spares: 0, percent: 20, kind: 'search', clients: 8 })
      world.runUntil(world.timeline.now + 2000)
      const cutMs = world.timeline.now
      world.cut(from, to, bothWays)
      world.runUntil(cutMs + 15_000)
      t.deepEqual(world.wrong, [])
      t.is(world.states.at(-1)!.members, 2)
      for (const update of [true, false]) {
        const moments = [
          cutMs,
          ...world.answered.filter((one) => one.update === update && one.answeredAtMs >= cutMs).map((one) => one.answeredAtMs),
        ]
        const silentMs = Math.max(...moments.slice(1).map((at, index) => at - moments[index]!), cutMs + 15_000 - moments.at(-1)!)
        t.log(`no ${update ? 'update' : 'query'} was answered for ${Math.round(silentMs)} ms at most`)
        t.true(silentMs < boundMs, `no ${update ? 'update' : 'query'} for ${silentMs} ms`)
      }
    })
  }
}
