// The measurements: throughput of a chain that nothing happens to, and throughput over time through the death of one of its servers.
import { ChainWorld, type ChainWorldOptions } from './chain-world.ts'

export interface Steady {
  /** Requests a second, answered. */
  readonly throughput: number
  /** Updates among those, from 0 to 1. */
  readonly share: number
  /** Means, in milliseconds; NaN when there was none. */
  readonly updateMs: number
  readonly queryMs: number
  readonly wrong: readonly string[]
}

/** After `warmUpMs`, for `lastsMs` of virtual time. */
export function measureSteady(
  options: ChainWorldOptions,
  { warmUpMs, lastsMs }: { readonly warmUpMs: number; readonly lastsMs: number },
): Steady {
  const world = new ChainWorld(options)
  world.runUntil(world.timeline.now + warmUpMs)
  const fromMs = world.timeline.now
  world.runUntil(fromMs + lastsMs)
  const counted = world.answered.filter(({ answeredAtMs }) => answeredAtMs >= fromMs)
  const latencies = (update: boolean) => counted.filter((one) => one.update === update).map((one) => one.answeredAtMs - one.askedAtMs)
  const updates = latencies(true)
  return {
    throughput: (counted.length * 1000) / lastsMs,
    share: updates.length / counted.length,
    updateMs: mean(updates),
    queryMs: mean(latencies(false)),
    wrong: world.wrong,
  }
}

export const places = ['head', 'middle', 'tail'] as const

export interface DeathOptions {
  readonly seed: number
  /** Which server of a chain of three dies. */
  readonly place: (typeof places)[number]
  /** Servers beyond the three: with one the chain becomes whole again, with none it stays shortened. */
  readonly spares: 0 | 1
  readonly percent: number
  /** Of each of the 250 objects' value: what a spare has to copy. */
  readonly valueBytes: number
  /** How long before the death and after it is measured. */
  readonly beforeMs: number
  readonly afterMs: number
  /** Of one point of the curve. */
  readonly stepMs: number
}

export interface Death {
  /** Answers a second in each step, from `beforeMs` before the death. */
  readonly updates: readonly number[]
  readonly queries: readonly number[]
  /** When the coordinator took the dead server out, added the learner, made it a full member: milliseconds after the death, NaN: never. */
  readonly removedMs: number
  readonly learnerMs: number
  readonly wholeMs: number
  /** The longest time after the death without any answer, in milliseconds. */
  readonly silentMs: number
  /** When an update, and a query, was first answered that was asked after the death. Milliseconds after it. */
  readonly firstUpdateMs: number
  readonly firstQueryMs: number
  /** Requests a second: before the death, and of the chain that nothing more happens to. */
  readonly throughput: { readonly before: number; readonly after: number }
  readonly wrong: readonly string[]
}

/** Left out of a mean: queues that a start or a change of the chain has left are being worked off. */
const settlingMs = 4000

export function measureDeath({ seed, place, spares, percent, valueBytes, beforeMs, afterMs, stepMs }: DeathOptions): Death {
  const world = new ChainWorld({ seed, length: 3, spares, percent, kind: 'search', valueBytes })
  world.runUntil(world.timeline.now + settlingMs)
  const fromMs = world.timeline.now
  world.runUntil(fromMs + beforeMs)
  const deathMs = world.timeline.now
  world.kill(places.indexOf(place))
  world.runUntil(deathMs + afterMs)
  const { answered, states } = world
  const since = (found: { readonly atMs: number } | undefined) => (found ? found.atMs - deathMs : Number.NaN)
  const after = states.filter(({ atMs }) => atMs > deathMs)
  const removedMs = since(after.find(({ members }) => members === 2))
  const learnerMs = since(after.find(({ learns }) => learns))
  const wholeMs = since(after.find(({ members }) => members === 3))
  const curve = (update: boolean) => {
    const counts = new Array<number>(Math.round((beforeMs + afterMs) / stepMs)).fill(0)
    for (const one of answered) {
      const step = Math.floor((one.answeredAtMs - fromMs) / stepMs)
      if (one.update === update && step >= 0 && step < counts.length) counts[step]!++
    }
    return counts.map((count) => (count * 1000) / stepMs)
  }
  const rate = (beginMs: number, endMs: number) =>
    (answered.filter(({ answeredAtMs: at }) => at >= deathMs + beginMs && at < deathMs + endMs).length * 1000) / (endMs - beginMs)
  const first = (update: boolean) => {
    const found = answered.find((one) => one.update === update && one.askedAtMs >= deathMs)
    return found ? found.answeredAtMs - deathMs : Number.NaN
  }
  const moments = [deathMs, ...answered.map(({ answeredAtMs }) => answeredAtMs).filter((at) => at >= deathMs)]
  const silentMs = Math.max(...moments.slice(1).map((at, index) => at - moments[index]!))
  return {
    updates: curve(true),
    queries: curve(false),
    removedMs,
    learnerMs,
    wholeMs,
    silentMs,
    firstUpdateMs: first(true),
    firstQueryMs: first(false),
    throughput: {
      before: rate(-beforeMs, 0),
      after: rate((spares > 0 ? wholeMs : removedMs) + settlingMs, afterMs),
    },
    wrong: world.wrong,
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
