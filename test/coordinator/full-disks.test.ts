// Servers whose disk is full are given no regions: each space that has regions there takes no writes.
import test, { type ExecutionContext } from 'ava'
import { chainOf } from '../../src/cluster/configuration.ts'
import { ConfigurationIndex } from '../../src/cluster/lookup.ts'
import { LivingCluster } from './living-cluster.ts'

const kv = (partitions: number, tolerate: number, name = 'kv') =>
  `space ${name} key k attribute v subspace v create ${partitions} partitions tolerate ${tolerate} failures`

const takesWrites = ({ configuration }: LivingCluster) =>
  [...configuration.spaces.values()].every((space) => new ConfigurationIndex(configuration).fullServerOf(space) === undefined)

test('a new space gets no regions on a server whose disk is full, unless nobody else is there', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.full.add(3)
  cluster.pass(200)
  cluster.addSpace(kv(6, 2))
  t.deepEqual(cluster.regionsWith(3), [])
  t.true(takesWrites(cluster))
  cluster.full.delete(3)
  cluster.pass(200)
  cluster.settle()
  t.true(cluster.regions().every(({ members }) => members.length === 3))

  for (const server of [1, 2, 3]) cluster.full.add(server)
  cluster.pass(200)
  cluster.addSpace(kv(6, 2, 'other'))
  t.true(cluster.regions().every(({ members }) => members.length === 3))
})

/** A cluster at rest, and one more server whose disk is full. */
function joinedByFull(t: ExecutionContext, servers: number, partitions: number) {
  const cluster = new LivingCluster(t, servers)
  cluster.addSpace(kv(partitions, 1))
  cluster.settle()
  const full = cluster.join(9)
  cluster.full.add(full)
  return { cluster, full }
}

test('new grids get no regions on a server whose disk is full', (t) => {
  const { cluster, full } = joinedByFull(t, 2, 2)
  cluster.pass(200)
  cluster.do((core) => core.setPartitions({ space: 'kv', partitions: 4, sample: [] }, cluster.now))
  cluster.settle()
  t.deepEqual(cluster.regionsWith(full), [])
})

test('a server whose disk is full learns nothing, neither for a lost one nor to even out, until it has room', (t) => {
  const { cluster, full } = joinedByFull(t, 3, 6)
  cluster.pass(60_000)
  t.deepEqual(cluster.regionsWith(full), [])
  cluster.stop(1)
  cluster.until(() => cluster.regionsWith(1).length === 0)
  cluster.pass(60_000)
  t.deepEqual(cluster.regionsWith(full), [])
  t.true(cluster.regions().every(({ members }) => members.length === 2))
  cluster.stop(2)
  cluster.pass(60_000)
  t.true(cluster.regions().every((region) => String(chainOf(region)) === '3'))
  t.true(takesWrites(cluster))
  cluster.full.delete(full)
  cluster.pass(200)
  cluster.settle()
  t.true(cluster.regions().every(({ members }) => members.includes(full)))
})

test('a learner whose disk becomes full is given up for another one', (t) => {
  const cluster = new LivingCluster(t, 4)
  cluster.addSpace(kv(1, 1))
  cluster.settle()
  for (const server of [1, 2, 3, 4]) cluster.slow.add(server)
  cluster.stop(cluster.regions()[0]!.members[1]!)
  const learner = () => cluster.regions()[0]!.learner?.server
  cluster.until(() => learner() !== undefined)
  const first = learner()!
  cluster.full.add(first)
  cluster.pass(1_000)
  t.true(learner() !== undefined && learner() !== first)
  t.deepEqual(
    cluster.regions().filter((region) => chainOf(region).includes(first) && region.learner?.server === first),
    [],
  )
})

test('a learner whose disk becomes full stays where nobody else could learn and the chain is short', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv(1, 1))
  cluster.settle()
  const { members } = cluster.regions()[0]!
  cluster.copyMs = 5_000
  cluster.stop(members[1]!)
  cluster.until(() => cluster.regions()[0]!.learner !== undefined)
  cluster.full.add(cluster.regions()[0]!.learner!.server)
  cluster.until(() => cluster.regions()[0]!.members.length === 2)
  t.pass()
})

test('a learner that a whole chain does without is given up when its disk becomes full', (t) => {
  const cluster = new LivingCluster(t, 2)
  cluster.addSpace(kv(6, 1))
  cluster.settle()
  cluster.copyMs = 5_000
  const newcomer = cluster.join(9)
  cluster.until(() => cluster.regionsWith(newcomer).length > 0)
  t.true(cluster.regionsWith(newcomer).every(({ members }) => members.length === 2))
  cluster.full.add(newcomer)
  cluster.pass(1_000)
  t.deepEqual(cluster.regionsWith(newcomer), [])
  t.true(takesWrites(cluster))
  // What it had copied goes, and it has room again; but perhaps for no more than before.
  for (const restMs of [2_000, 4_000]) {
    cluster.full.delete(newcomer)
    cluster.pass(restMs - 1_400)
    t.deepEqual(cluster.regionsWith(newcomer), [])
    t.false(cluster.core.isStable(cluster.now))
    cluster.pass(2_000)
    t.true(cluster.regionsWith(newcomer).length > 0, `after ${restMs} ms`)
    cluster.full.add(newcomer)
    cluster.pass(1_000)
    t.deepEqual(cluster.regionsWith(newcomer), [])
  }
  cluster.full.delete(newcomer)
  cluster.settle()
  t.true(cluster.regionsWith(newcomer).length > 0)
})

test('while one that gave up a copy waits until it may learn again nothing that waits for it gets shorter, nor stays full for it', (t) => {
  const cluster = new LivingCluster(t, 2)
  cluster.addSpace(kv(6, 1))
  cluster.settle()
  cluster.copyMs = 5_000
  const newcomer = cluster.join(9)
  cluster.until(() => cluster.regionsWith(newcomer).length > 0)
  cluster.full.add(newcomer)
  cluster.until(() => cluster.regionsWith(newcomer).length === 0)
  cluster.full.delete(newcomer)
  cluster.copyMs = 600
  cluster.do((core) => core.setOffline(1, cluster.now))
  cluster.until(() => {
    t.true(cluster.regions().every(({ members }) => members.length >= 2))
    return cluster.regionsWith(1).length === 0
  })
})

test('a full member whose disk is full goes first from a chain that has one too many', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv(6, 2))
  cluster.settle()
  cluster.full.add(2)
  cluster.pass(200)
  cluster.do((core) => core.setFaultTolerance('kv', 1))
  cluster.settle()
  t.deepEqual(cluster.regionsWith(2), [])
  t.true(takesWrites(cluster))
})
