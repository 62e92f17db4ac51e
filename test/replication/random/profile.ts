// What a random schedule is about, drawn from its seed: the space, its chains, the keys, and how often what happens.
import type { Space } from '../../../src/cluster/configuration.ts'
import { defaultRepairTiming } from '../../../src/cluster/repair-timing.ts'
import { defaultPendingLogLimits, type PendingLogLimits } from '../../../src/replication/pending-log.ts'
import { makeSpace } from '../world.ts'
import type { LeaseOptions } from './faulty-world.ts'
import { absentThing, anything, both, colorIn, countFrom, type Question, sizeIs, type Write } from './model.ts'
import type { Seeded } from './seeded.ts'

const colors = ['red', 'green', 'blue', 'grey']
const sizes = ['big', 'small', 'tiny']
const subspaces = [[], ['color'], ['color'], ['color', 'size'], ['color', 'count'], ['count'], ['color, size', 'count']]

export interface Profile {
  readonly space: Space
  readonly servers: number
  readonly keys: readonly string[]
  readonly clients: number
  readonly steps: number
  /** Milliseconds a step, on average. */
  readonly stepMs: number
  /** Calls that a client has open at once. */
  readonly openMax: number
  readonly pageRows: number
  readonly chance: {
    readonly search: number
    readonly get: number
    readonly delete: number
    readonly conditional: number
    readonly add: number
    readonly retry: number
    readonly duplicate: number
    readonly loseAnswer: number
    readonly giveUp: number
    readonly crash: number
    readonly breakLink: number
    readonly disconnect: number
    readonly bump: number
    /** That a full member is taken out of a chain. */
    readonly remove: number
    /** That a short chain gets a learner. */
    readonly join: number
    readonly dropLearner: number
    /** That a point leader drives a key down its path once more. */
    readonly redrive: number
    readonly tick: number
    /** That a turn's batch is written, flushed and read for at once. */
    readonly prompt: number
    /** That a client learns the newest configuration when it retries. */
    readonly refresh: number
  }
  readonly leases: LeaseOptions
  readonly pendingLog: PendingLogLimits
  /** Links that deliver seldom. */
  readonly slowLinks: ReadonlySet<string>
}

export function drawProfile(random: Seeded): Profile {
  const servers = random.between(2, 4)
  const ids = Array.from({ length: servers }, (_, index) => index + 1)
  const longest = random.between(1, Math.min(3, servers))
  const text = [
    'space things key k attributes string color, string size, int count',
    ...random.pick(subspaces).map((names) => `subspace ${names}`),
    ...(random.chance(0.3) ? ['index size'] : []),
    `create ${random.pick([1, 2, 2, 3, 4])} partitions tolerate ${longest - 1} failures durability ${random.chance(0.35) ? 'synced' : 'replicated'}`,
  ].join('\n')
  const space = makeSpace({ space: text, chain: () => random.some(ids, random.between(1, longest)) })
  const keyCount = random.pick([1, 1, 2, 2, 3, 6])
  const faults = random.chance(0.8) ? 1 : 0
  const slowLinks = new Set<string>()
  if (random.chance(0.4)) {
    for (const a of ids) for (const b of ids) if (random.chance(0.35)) slowLinks.add(`${a}>${b}`)
  }
  const leaseMs = random.pick([400, 1000, 3000])
  return {
    space,
    servers,
    leases: { timing: { ...defaultRepairTiming, leaseMs, keepAliveMs: leaseMs / 4 }, owesAfterStart: random.chance(0.4) },
    keys: Array.from({ length: keyCount }, (_, index) => 'abcdefgh'[index]!),
    clients: random.between(1, 4),
    steps: random.between(200, 1000),
    stepMs: random.pick([0.5, 5, 20, 60]),
    openMax: random.between(1, 4),
    pageRows: random.pick([1, 2, 100]),
    chance: {
      search: random.pick([0.05, 0.2, 0.5]),
      get: random.pick([0.1, 0.3]),
      delete: random.pick([0.05, 0.2, 0.4]),
      conditional: random.pick([0.05, 0.2, 0.5]),
      add: random.pick([0, 0.2, 0.6]),
      retry: random.pick([0.05, 0.3]),
      duplicate: random.pick([0, 0.1, 0.3]),
      loseAnswer: random.pick([0, 0.1, 0.3]),
      giveUp: random.pick([0, 0, 0.02]),
      crash: faults * random.pick([0, 0.001, 0.003, 0.01]),
      breakLink: faults * random.pick([0, 0.003, 0.01]),
      disconnect: faults * random.pick([0, 0.003]),
      bump: faults * random.pick([0, 0, 0.003]),
      remove: faults * random.pick([0, 0.003, 0.01]),
      join: random.pick([0, 0.005, 0.02]),
      dropLearner: random.pick([0, 0, 0.003]),
      redrive: random.pick([0, 0, 0.01, 0.05]),
      tick: random.pick([0.05, 0.2]),
      prompt: random.pick([0, 0.5, 0.95, 0.95]),
      refresh: random.pick([0.2, 0.7]),
    },
    slowLinks,
    pendingLog: random.chance(0.5)
      ? { segmentBytes: random.pick([100, 300]), agedSegments: random.pick([2, 6]), livingShare: 0.9 }
      : defaultPendingLogLimits,
  }
}

export function drawWrite(random: Seeded, { chance }: Profile): Write {
  const choice = random.fraction()
  const color = random.pick(colors)
  if (choice < chance.delete) return random.chance(chance.conditional) ? { kind: 'remove', ofColor: color } : { kind: 'remove' }
  if (choice < chance.delete + (1 - chance.delete) * chance.add) {
    return { kind: 'add', amount: random.pick([1, 1, 5, 40, -3]), create: random.chance(0.5) }
  }
  if (random.chance(chance.conditional)) {
    return random.chance(0.4)
      ? { kind: 'putIfAbsent', color, size: random.pick(sizes) }
      : { kind: 'recolor', from: random.pick([...colors, absentThing.color]), to: color, orCreate: random.chance(0.4) }
  }
  return { kind: 'put', color, size: random.pick(sizes) }
}

export function drawQuestion(random: Seeded): Question {
  const questions = [
    () => anything,
    () => colorIn(random.some(colors, random.between(1, colors.length))),
    () => sizeIs(random.pick(sizes)),
    () => countFrom(random.pick([-2, 1, 6, 42])),
  ]
  const first = random.pick(questions)()
  return random.chance(0.25) ? both(first, random.pick(questions)()) : first
}
