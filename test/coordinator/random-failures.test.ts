import test from 'ava'
import fc from 'fast-check'
import { startKind } from '../../coordinator/core/registration.ts'
import { HyperdexError } from '../../src/errors.ts'
import { LivingCluster } from './living-cluster.ts'

type Event = (cluster: LivingCluster) => void

const servers = 5
/** Nobody is taken out so often in these runs that it waits longer. */
const dampedMs = 70_000
const server = fc.integer({ min: 1, max: servers })
const space = (name: string, partitions: number, tolerate: number) =>
  `space ${name} key k attribute v subspace v create ${partitions} partitions tolerate ${tolerate} failures`

/** What befalls a server that the cluster knows. */
function befalls(happening: (cluster: LivingCluster, server: number) => void): fc.Arbitrary<Event> {
  return server.map(
    (id): Event =>
      (cluster) =>
        cluster.configuration.servers.has(id) ? happening(cluster, id) : undefined,
  )
}

function restart(cluster: LivingCluster, id: number, start: number): void {
  if (!cluster.running.has(id)) cluster.restart(id, { start })
}

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.integer({ min: 200, max: 6_000 }).map(
      (ms): Event =>
        (cluster) =>
          cluster.pass(ms),
    ),
  },
  { weight: 3, arbitrary: befalls((cluster, id) => cluster.stop(id)) },
  { weight: 4, arbitrary: befalls((cluster, id) => restart(cluster, id, startKind.sameBoot)) },
  { weight: 1, arbitrary: befalls((cluster, id) => restart(cluster, id, startKind.forgetful)) },
  { weight: 1, arbitrary: befalls((cluster, id) => void cluster.slow.add(id)) },
  { weight: 1, arbitrary: befalls((cluster, id) => void cluster.owing.add(id)) },
  { weight: 1, arbitrary: befalls((cluster, id) => void cluster.stuckAt.set(id, cluster.configuration.version)) },
  {
    weight: 2,
    arbitrary: fc.tuple(server, server).map(
      ([by, about]): Event =>
        (cluster) =>
          by === about ? undefined : void cluster.broken.push([by, about]),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constant<Event>((cluster) => {
      cluster.broken = []
      cluster.slow.clear()
      cluster.owing.clear()
      cluster.stuckAt.clear()
    }),
  },
  { weight: 1, arbitrary: befalls((cluster, id) => cluster.do((core) => core.setOffline(id, cluster.now))) },
  { weight: 1, arbitrary: befalls((cluster, id) => cluster.do((core) => core.setOnline(id))) },
  { weight: 1, arbitrary: befalls((cluster, id) => cluster.kill(id)) },
  { weight: 1, arbitrary: befalls((cluster, id) => cluster.forget(id)) },
  {
    weight: 1,
    arbitrary: fc.nat({ max: 4 }).map(
      (n): Event =>
        (cluster) =>
          cluster.do((core) => core.setFaultTolerance('a', n)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 9 }).map(
      (partitions): Event =>
        (cluster) =>
          cluster.do((core) => core.setPartitions({ space: 'a', partitions, sample: [] }, cluster.now)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.nat({ max: 2 }).map(
      (n): Event =>
        (cluster) =>
          cluster.addSpace(space('b', 3, n)),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Event>((cluster) => cluster.do((core) => core.removeSpace('b'))) },
  { weight: 1, arbitrary: fc.constant<Event>((cluster) => cluster.restartCoordinator()) },
)

/** A command that is refused changes nothing. */
function happen(cluster: LivingCluster, act: Event): void {
  try {
    act(cluster)
  } catch (error) {
    if (!(error instanceof HyperdexError)) throw error
  }
  cluster.check()
}

test('whatever fails: chains keep a member, learners learn before they count; when all are back the cluster comes to rest, whole', (t) => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 30 }), (events) => {
      const cluster = new LivingCluster(t, servers)
      cluster.addSpace(space('a', 5, 1))
      cluster.pass(3_000)
      for (const act of events) happen(cluster, act)
      recover(cluster)
      cluster.settle()
      // Who was taken out lately takes its share when it may learn again.
      cluster.pass(dampedMs)
      cluster.settle()
      const usable = cluster.configuration.servers.size
      for (const { definition, subspaces } of cluster.configuration.spaces.values()) {
        for (const { regions } of subspaces) {
          for (const region of regions) {
            t.is(region.members.length, Math.min(definition.tolerate + 1, usable))
            t.is(region.learner, undefined)
            t.is(region.reconciling, undefined)
          }
        }
      }
      const { version } = cluster.configuration
      cluster.pass(20_000)
      t.is(cluster.configuration.version, version, 'the cluster does not stay at rest')
    }),
    { numRuns: 60 },
  )
})

function recover(cluster: LivingCluster): void {
  cluster.broken = []
  cluster.slow.clear()
  cluster.owing.clear()
  cluster.stuckAt.clear()
  for (const id of [...cluster.configuration.servers.keys()]) {
    cluster.do((core) => core.setOnline(id))
    if (!cluster.running.has(id)) cluster.restart(id, { start: startKind.sameBoot })
  }
}
