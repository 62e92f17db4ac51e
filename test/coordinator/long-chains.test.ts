// Who leaves a chain that has more members than it needs: nobody who lives, for others of whom nobody knows that they do.
import test from 'ava'
import { LivingCluster } from './living-cluster.ts'

const kv = (partitions: number, tolerate: number) =>
  `space kv key k attribute v subspace v create ${partitions} partitions tolerate ${tolerate} failures`
const minute = 60_000

const members = (cluster: LivingCluster) => cluster.regions().map((region) => [...region.members].sort())

for (const tolerate of [1, 0]) {
  test(`fault tolerance lowered to ${tolerate} while all are away takes out none of them, and then the dead for the one that returns`, (t) => {
    const cluster = new LivingCluster(t, 3)
    cluster.addSpace(kv(4, 2))
    cluster.settle()
    cluster.stop(1, 2, 3)
    cluster.pass(minute)
    cluster.do((core) => core.setFaultTolerance('kv', tolerate))
    cluster.pass(minute)
    t.true(members(cluster).every((chain) => chain.length === 3))
    cluster.restart(1)
    cluster.pass(minute)
    t.true(members(cluster).every((chain) => String(chain) === '1'))
  })
}

test('fault tolerance lowered just when two of three have died, and are not known to have, leaves the third in its chains', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv(6, 2))
  cluster.settle()
  cluster.stop(2, 3)
  cluster.do((core) => core.setFaultTolerance('kv', 1))
  cluster.until(() => cluster.regionsWith(3).length + cluster.regionsWith(2).length === 0)
  t.true(members(cluster).every((chain) => String(chain) === '1'))
})

test('who is on its way out stays in a chain whose other members are dead, also where they died just when nobody needed it any more', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv(4, 1))
  cluster.settle()
  cluster.do((core) => core.setOffline(1, cluster.now))
  const long = () => cluster.regions().filter((region) => region.members.length === 3 && region.members.includes(1))
  cluster.until(() => long().length > 0)
  const regions = long().map(({ id }) => id)
  cluster.stop(1, 2, 3)
  cluster.pass(minute)
  cluster.restart(1)
  cluster.pass(minute)
  for (const region of cluster.regions()) if (regions.includes(region.id)) t.deepEqual(region.members, [1])
})

test('who is on its way out, with nobody to take its place, stays until it is known whether the others live', (t) => {
  const cluster = new LivingCluster(t, 2)
  cluster.addSpace(kv(4, 1))
  cluster.settle()
  cluster.stop(2)
  cluster.do((core) => core.setOffline(1, cluster.now))
  cluster.pass(minute)
  t.true(members(cluster).every((chain) => String(chain) === '1'))
})

test('who is on its way out and alone alive stays until another one has learnt', (t) => {
  const cluster = new LivingCluster(t, 4)
  cluster.addSpace('space kv key k attribute v create 1 partitions tolerate 2 failures')
  cluster.settle()
  const region = () => cluster.regions()[0]!
  const [leaving, ...others] = region().members as [number, number, number]
  cluster.do((core) => core.setOffline(leaving, cluster.now))
  cluster.stop(...others)
  cluster.do((core) => core.setFaultTolerance('kv', 0))
  cluster.until(() => region().learner !== undefined)
  t.deepEqual(region().members, [leaving])
  cluster.settle()
  t.false([leaving, ...others].includes(region().members[0]!))
})

test('a chain that is too long is short at once when all its members live', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv(4, 2))
  cluster.settle()
  cluster.do((core) => core.setFaultTolerance('kv', 1))
  cluster.pass(600)
  t.true(members(cluster).every((chain) => chain.length === 2))
})

test("a member that has just started, and may be one that is started again and again, takes nobody's place", (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv(4, 1))
  cluster.settle()
  cluster.do((core) => core.setFaultTolerance('kv', 2))
  cluster.settle()
  cluster.stop(1, 2)
  cluster.pass(1_000)
  cluster.restart(1)
  cluster.restart(2)
  cluster.pass(200)
  cluster.do((core) => core.setFaultTolerance('kv', 0))
  for (let round = 0; round < 8; round++) {
    cluster.pass(600)
    cluster.stop(1, 2)
    cluster.pass(1_000)
    cluster.restart(1)
    cluster.restart(2)
  }
  t.true(cluster.regions().every((region) => region.members.includes(3)))
})

test('a new coordinator drops nobody before it knows who lives', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv(4, 2))
  cluster.settle()
  cluster.do((core) => core.setFaultTolerance('kv', 1))
  cluster.stop(2, 3)
  cluster.restartCoordinator()
  cluster.pass(minute)
  t.true(members(cluster).every((chain) => String(chain) === '1'))
})
