import test, { type ExecutionContext } from 'ava'
import fc from 'fast-check'
import { CountedCopies } from './copies.ts'

const space = (name: string, partitions: number, tolerate: number) =>
  `space ${name} key k attribute v subspace v create ${partitions} partitions tolerate ${tolerate} failures`

function settled(
  t: ExecutionContext,
  servers: number,
  partitions: number,
  tolerate: number,
  domains: readonly string[] = [],
): CountedCopies {
  const cluster = new CountedCopies(t, servers, { domains })
  cluster.addSpace(space('kv', partitions, tolerate))
  cluster.settle()
  cluster.countAnew()
  return cluster
}

function replicas(cluster: CountedCopies): number {
  return cluster.regions().reduce((sum, { members }) => sum + members.length, 0)
}

/** At rest, and even. */
function isEven(t: ExecutionContext, cluster: CountedCopies): void {
  const spreads = cluster.spreads()
  t.true(spreads.members <= 3 && spreads.heads <= 4 && spreads.tails <= 4, JSON.stringify(spreads))
  const { version } = cluster.configuration
  cluster.pass(20_000)
  t.is(cluster.configuration.version, version)
}

const joins = [
  { servers: 3, tolerate: 1, partitions: 12, chains: 5 },
  { servers: 3, tolerate: 1, partitions: 64, chains: 5 },
  { servers: 4, tolerate: 1, partitions: 32, chains: 7 },
  { servers: 5, tolerate: 1, partitions: 64, chains: 9 },
  { servers: 8, tolerate: 1, partitions: 64, chains: 15 },
  { servers: 4, tolerate: 2, partitions: 64, chains: 6 },
  { servers: 6, tolerate: 2, partitions: 32, chains: 12 },
  { servers: 8, tolerate: 2, partitions: 64, chains: 15 },
  { servers: 5, tolerate: 3, partitions: 32, chains: 9 },
  { servers: 4, tolerate: 0, partitions: 64, chains: 5 },
]

for (const { servers, tolerate, partitions, chains } of joins) {
  test(`one server more than ${servers}, ${partitions} partitions, ${tolerate} failures tolerated: about its share is copied, to ${chains} chains`, (t) => {
    const cluster = settled(t, servers, partitions, tolerate)
    const share = replicas(cluster) / (servers + 1)
    cluster.join(servers + 1)
    cluster.settle()
    t.true(cluster.ofObjects <= 1.15 * share, `${cluster.ofObjects} copies where ${share} suffice`)
    t.true(cluster.ofVersions <= (tolerate + 1) * share, `${cluster.ofVersions} times a member learnt again`)
    t.true(cluster.distinctChains() <= chains, `${cluster.distinctChains()} distinct chains`)
    isEven(t, cluster)
  })
}

// Heads cannot pass their role on where a chain has two members, but with another copy: so it takes more than those that were lost.
const losses = [
  { servers: 4, tolerate: 1, partitions: 32, copies: 1.4, chains: 3 },
  { servers: 5, tolerate: 1, partitions: 64, copies: 1.5, chains: 6 },
  { servers: 8, tolerate: 1, partitions: 64, copies: 1.4, chains: 14 },
  { servers: 6, tolerate: 2, partitions: 32, copies: 1.15, chains: 6 },
  { servers: 8, tolerate: 2, partitions: 64, copies: 1.15, chains: 10 },
  { servers: 5, tolerate: 3, partitions: 32, copies: 1, chains: 1 },
]

for (const { servers, tolerate, partitions, copies, chains } of losses) {
  test(`one of ${servers} servers fails, ${partitions} partitions, ${tolerate} failures tolerated: at most ${copies} times what it had is copied`, (t) => {
    const cluster = settled(t, servers, partitions, tolerate)
    const lost = cluster.regionsWith(1).length
    cluster.stop(1)
    cluster.until(() => cluster.regionsWith(1).length === 0)
    cluster.settle()
    t.true(cluster.ofObjects <= copies * lost, `${cluster.ofObjects} copies for ${lost} that were lost`)
    t.true(cluster.distinctChains() <= chains, `${cluster.distinctChains()} distinct chains`)
    isEven(t, cluster)
  })
}

test('no chain is ever short for the sake of evenness where a member more can be had', (t) => {
  const cluster = settled(t, 4, 32, 1)
  const newcomer = cluster.join(5)
  let shortest = Number.POSITIVE_INFINITY
  cluster.until(() => {
    shortest = Math.min(shortest, ...cluster.regions().map(({ members }) => members.length))
    return cluster.core.isStable(cluster.now)
  })
  t.is(shortest, 2)
  t.true(cluster.regions().some(({ members }) => members[0] === newcomer))
})

test('no region is left with one full member for the sake of evenness: it would be lost with that one', (t) => {
  for (const { servers, dead } of [
    { servers: 2, dead: [] },
    { servers: 3, dead: [3] },
  ]) {
    const cluster = settled(t, servers, 16, 1)
    cluster.stop(...dead)
    cluster.pass(10_000)
    cluster.settle()
    cluster.stop(1)
    cluster.until(() => cluster.regionsWith(1).length === 0)
    cluster.restart(1)
    const whole = () => cluster.regions().every(({ members }) => members.length === 2)
    cluster.until(whole)
    for (let step = 0; step < 300; step++) {
      cluster.pass(200)
      t.true(whole(), `${servers} servers, after ${step} ticks`)
    }
    t.true(cluster.core.isStable(cluster.now))
  }
})

test('failure domains stay apart when a server joins', (t) => {
  const cluster = settled(t, 6, 32, 2, ['a', 'b', 'c', 'a', 'b', 'c'])
  const share = replicas(cluster) / 7
  cluster.join(7, 'a')
  cluster.settle()
  for (const { members } of cluster.regions()) {
    t.is(new Set(members.map((member) => cluster.configuration.servers.get(member)!.domain)).size, 3)
  }
  t.true(cluster.ofObjects <= 1.15 * share)
})

test('a newcomer that fails while chains are on their way to it leaves them whole', (t) => {
  const cluster = settled(t, 4, 16, 2)
  const newcomer = cluster.join(5)
  cluster.until(() => cluster.regions().some(({ members }) => members.includes(newcomer) && members.length === 4))
  cluster.stop(newcomer)
  cluster.until(() => cluster.regionsWith(newcomer).length === 0)
  cluster.settle()
  isEven(t, cluster)
  t.true(cluster.regions().every(({ members }) => members.length === 3))
})

test('what a coordinator had begun comes to an end under the next', (t) => {
  const cluster = settled(t, 4, 16, 2)
  const newcomer = cluster.join(5)
  cluster.until(() => cluster.regions().some(({ members }) => members.includes(newcomer) && members.length === 4))
  cluster.restartCoordinator()
  cluster.settle()
  isEven(t, cluster)
  t.true(cluster.regions().every(({ members }) => members.length === 3))
})

test('several spaces: a server that joins takes about its share of them together, in so many copies', (t) => {
  const spaces = fc.array(fc.record({ partitions: fc.integer({ min: 1, max: 24 }), tolerate: fc.nat({ max: 3 }) }), {
    minLength: 1,
    maxLength: 4,
  })
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 8 }), spaces, (servers, asked) => {
      const cluster = new CountedCopies(t, servers)
      for (const [index, { partitions, tolerate }] of asked.entries()) cluster.addSpace(space(`s${index}`, partitions, tolerate))
      cluster.settle()
      cluster.countAnew()
      const share = replicas(cluster) / (servers + 1)
      cluster.join(servers + 1)
      cluster.settle()
      t.true(cluster.ofObjects <= 1.3 * share + 2, `${cluster.ofObjects} copies where ${share} suffice`)
      const { members } = cluster.spreads()
      t.true(members <= 4, `members differ by ${members}`)
      const { version } = cluster.configuration
      cluster.pass(20_000)
      t.is(cluster.configuration.version, version)
    }),
    { numRuns: 10 },
  )
})
