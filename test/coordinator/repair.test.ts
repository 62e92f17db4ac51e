import test from 'ava'
import { startKind } from '../../coordinator/core/registration.ts'
import { chainOf, joinedAt } from '../../src/cluster/configuration.ts'
import type { HyperdexError } from '../../src/errors.ts'
import { LivingCluster } from './living-cluster.ts'

const kv = (partitions = 6, tolerate = 1) =>
  `space kv key k attribute v subspace v create ${partitions} partitions tolerate ${tolerate} failures`
const { suspicionMs, movesMax } = { suspicionMs: 2_000, movesMax: 8 }

test('a server that is silent for the suspicion time leaves all its chains, in one change', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv())
  cluster.pass(5_000)
  const affected = cluster.regionsWith(1).length
  cluster.stop(1)
  cluster.pass(suspicionMs - 200)
  t.is(cluster.regionsWith(1).length, affected)
  cluster.changes = []
  cluster.pass(400)
  t.is(cluster.regionsWith(1).length, 0)
  t.is(cluster.changes[0]!.regions.length, affected)
})

test('chains that have lost a server are filled up again, by learners that come last', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv())
  cluster.pass(3_000)
  cluster.stop(1)
  cluster.until(() => cluster.regions().some((region) => region.learner))
  const learning = cluster.regions().find((region) => region.learner)!
  t.true(learning.members.length === 1)
  t.is(learning.learner!.joined, learning.epoch)
  cluster.settle()
  for (const region of cluster.regions()) {
    t.deepEqual([...region.members].sort(), [2, 3])
    t.is(region.learner, undefined)
  }
  const promoted = cluster.regions().find((region) => region.joined)!
  t.is(joinedAt(promoted, promoted.members[1]!), promoted.joined![1])
})

test('a learner becomes a full member only when it has copied and every full member owes nothing in the present epoch', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv(1))
  cluster.pass(3_000)
  for (const server of [1, 2, 3]) cluster.owing.add(server)
  const [dead] = cluster.regions()[0]!.members
  cluster.stop(dead!)
  cluster.pass(20_000)
  t.true(cluster.regions().some((region) => region.learner))
  t.true(cluster.regions().every((region) => !region.joined))
  cluster.owing.clear()
  cluster.pass(2_000)
  t.true(cluster.regions().every((region) => !region.learner && region.members.length === 2))
})

test('the last full member stays, however long it is silent', (t) => {
  const cluster = new LivingCluster(t, 2)
  cluster.addSpace(kv())
  cluster.pass(3_000)
  cluster.stop(1)
  cluster.pass(5_000)
  t.true(cluster.regions().every((region) => region.members.length === 1 && region.members[0] === 2))
  cluster.stop(2)
  cluster.pass(60_000)
  t.true(cluster.regions().every((region) => region.members.length === 1 && region.members[0] === 2))
})

test('when all went down together, nobody is judged by who comes back first', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv())
  cluster.pass(3_000)
  cluster.stop(1, 2, 3)
  cluster.pass(30_000)
  cluster.restart(2)
  cluster.pass(suspicionMs - 400)
  cluster.restart(1)
  cluster.restart(3)
  cluster.pass(10_000)
  t.true(cluster.regions().every((region) => region.members.length === 2 && !region.joined))
})

test('a new coordinator judges nobody before it has listened for a suspicion time', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv())
  cluster.pass(3_000)
  cluster.stop(1)
  cluster.pass(1_800)
  cluster.restartCoordinator()
  cluster.pass(suspicionMs - 200)
  t.true(cluster.regionsWith(1).length > 0)
  cluster.pass(600)
  t.is(cluster.regionsWith(1).length, 0)
})

test('a coordinator whose own process stood still listens anew', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv())
  cluster.pass(3_000)
  cluster.now += 20_000
  cluster.do((core) => core.tick(cluster.now))
  t.is(cluster.changes.length, 0)
  cluster.pass(10_000)
  t.is(cluster.changes.length, 0)
})

test('the next wave of removals waits until the former is installed by everybody who remains', (t) => {
  const cluster = new LivingCluster(t, 4)
  cluster.addSpace(kv(8, 2))
  cluster.pass(3_000)
  cluster.stuckAt.set(3, cluster.configuration.version)
  cluster.stop(1)
  cluster.until(() => cluster.regionsWith(1).length === 0)
  cluster.stop(2)
  cluster.pass(5_000)
  t.true(cluster.regionsWith(2).length > 0)
  cluster.stuckAt.clear()
  cluster.pass(400)
  t.is(cluster.regionsWith(2).length, 0)
})

test('a wave does not wait for one that has fallen silent itself', (t) => {
  const cluster = new LivingCluster(t, 4)
  cluster.addSpace(kv(8, 2))
  cluster.pass(3_000)
  cluster.stuckAt.set(3, cluster.configuration.version)
  cluster.stop(1)
  cluster.until(() => cluster.regionsWith(1).length === 0)
  cluster.stop(2, 3)
  cluster.pass(3_000)
  for (const { members } of cluster.regions()) t.true(!members.includes(4) || members.length === 1)
})

test('a server that flaps is taken back later each time', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv(4, 2))
  cluster.pass(3_000)
  const waits: number[] = []
  for (let round = 0; round < 4; round++) {
    cluster.stop(1)
    cluster.pass(3_000)
    t.is(cluster.regionsWith(1).length, 0)
    cluster.restart(1)
    const from = cluster.now
    cluster.until(() => cluster.regionsWith(1).length > 0)
    waits.push(cluster.now - from)
  }
  for (const [index, wait] of waits.entries()) if (index > 0) t.true(wait > waits[index - 1]! + 1_000, String(waits))
})

test('of two that get no answers from each other, one leaves the chains they share', (t) => {
  const cluster = new LivingCluster(t, 4)
  cluster.addSpace(kv(8))
  cluster.pass(3_000)
  const shared = () => cluster.regions().filter(({ members }) => members.includes(1) && members.includes(2))
  t.true(shared().length > 0)
  cluster.broken = [[1, 2]]
  cluster.pass(1_000)
  t.is(shared().length, 0)
  cluster.pass(60_000)
  t.is(cluster.regions().filter((region) => chainOf(region).includes(1) && chainOf(region).includes(2)).length, 0)
})

test('the one that is at odds with more servers goes, whoever complains', (t) => {
  const cluster = new LivingCluster(t, 4)
  cluster.addSpace(kv(12, 2))
  cluster.pass(3_000)
  cluster.broken = [
    [4, 1],
    [4, 2],
    [4, 3],
  ]
  cluster.pass(1_000)
  t.true(cluster.regions().every((region) => !region.members.includes(4) && region.members.length >= 2))
})

test('a learner that makes no progress is given up, and somebody else learns', (t) => {
  const cluster = new LivingCluster(t, 4, { limits: { stallMs: 5_000 } })
  cluster.addSpace(kv(1))
  cluster.pass(3_000)
  cluster.stop(cluster.regions()[0]!.members[0]!)
  cluster.until(() => cluster.regions()[0]!.learner !== undefined)
  const stuck = cluster.regions()[0]!.learner!.server
  cluster.slow.add(stuck)
  cluster.pass(20_000)
  t.is(cluster.regions()[0]!.members.length, 2)
  t.false(cluster.regions()[0]!.members.includes(stuck))
})

test('a learner begins anew when the one it learns from goes', (t) => {
  const cluster = new LivingCluster(t, 4)
  cluster.addSpace(kv(1, 2))
  cluster.pass(3_000)
  const region = () => cluster.regions()[0]!
  const [head, , tail] = region().members
  cluster.copyMs = 60_000
  cluster.stop(head!)
  cluster.until(() => region().learner !== undefined)
  const { joined } = region().learner!
  cluster.stop(tail!)
  cluster.pass(3_000)
  t.is(region().members.length, 1)
  t.true(region().learner!.joined > joined)
})

test('a server that may have forgotten leaves its chains and learns again', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv())
  cluster.pass(3_000)
  cluster.restart(1, { start: startKind.forgetful })
  cluster.pass(200)
  t.true(cluster.regions().every((region) => !region.members.includes(1) && !region.reconciling))
  cluster.settle()
  t.true(cluster.regions().every((region) => region.members.length === 2))
})

test('where the one that may have forgotten is the only one, the region is compared before it serves', (t) => {
  const cluster = new LivingCluster(t, 1)
  cluster.addSpace(kv(2, 0))
  cluster.pass(3_000)
  cluster.restart(1, { start: startKind.forgetful })
  t.true(cluster.regions().every((region) => region.reconciling))
  cluster.pass(400)
  t.true(cluster.regions().every((region) => !region.reconciling))
  cluster.restart(1, { start: startKind.forgetful })
  cluster.restart(1, { start: startKind.forgetful, acceptForgotten: true })
  t.true(cluster.regions().every((region) => !region.reconciling))
})

test('more failures to tolerate: learners come; fewer: members go', (t) => {
  const cluster = new LivingCluster(t, 4)
  cluster.addSpace(kv(8))
  cluster.pass(3_000)
  cluster.do((core) => core.setFaultTolerance('kv', 2))
  cluster.settle()
  t.true(cluster.regions().every((region) => region.members.length === 3))
  cluster.do((core) => core.setFaultTolerance('kv', 0))
  cluster.settle()
  t.true(cluster.regions().every((region) => region.members.length === 1))
  t.throws(() => cluster.core.setFaultTolerance('kv', 10), { code: 'INVALID' })
})

test('no server has more than eight copies at a time', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv(40))
  cluster.pass(3_000)
  cluster.stop(1)
  cluster.until(() => cluster.regions().some((region) => region.learner))
  for (const server of [2, 3]) {
    const copies = cluster.regionsWith(server).filter((region) => region.learner)
    t.true(copies.length > 0 && copies.length <= 8)
  }
  cluster.settle()
  t.true(cluster.changes.length < 60)
})

test('replicas stay in different failure domains where there are enough of them', (t) => {
  const cluster = new LivingCluster(t, 4, { domains: ['a', 'a', 'b', 'b'] })
  cluster.addSpace(kv(8))
  cluster.pass(3_000)
  cluster.stop(1)
  cluster.settle()
  for (const region of cluster.regions()) {
    t.is(new Set(region.members.map((member) => cluster.configuration.servers.get(member)!.domain)).size, 2)
  }
})

test('a server that joins is given its share, a few regions at a time', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv(12))
  cluster.pass(3_000)
  const joined = cluster.join(4)
  cluster.changes = []
  cluster.settle()
  const counts = [1, 2, 3, 4].map((server) => cluster.regionsWith(server).length)
  t.true(Math.max(...counts) - Math.min(...counts) <= 3, String(counts))
  const heads = [1, 2, 3, 4].map((server) => cluster.regions().filter(({ members }) => members[0] === server).length)
  t.true(Math.max(...heads) - Math.min(...heads) <= 4, String(heads))
  t.true(cluster.regionsWith(joined).length >= 9)
  for (const { regions } of cluster.changes) t.true(regions.length <= 2 * movesMax)
  const { version } = cluster.configuration
  cluster.pass(60_000)
  t.is(cluster.configuration.version, version)
})

test('heads are even again after a server went and came back', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv(12))
  cluster.pass(3_000)
  cluster.stop(1)
  cluster.settle()
  cluster.restart(1)
  cluster.settle()
  const heads = [1, 2, 3].map((server) => cluster.regions().filter(({ members }) => members[0] === server).length)
  const tails = [1, 2, 3].map((server) => cluster.regions().filter(({ members }) => members.at(-1) === server).length)
  t.true(Math.max(...heads) - Math.min(...heads) <= 4, String(heads))
  t.true(Math.max(...tails) - Math.min(...tails) <= 4, String(tails))
})

test('with no server to spare a head passes its role on by learning again at the end', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace('space kv key k attribute v subspace v create 8 partitions tolerate 2 failures')
  cluster.pass(3_000)
  cluster.stop(1)
  cluster.pass(5_000)
  cluster.restart(1)
  cluster.settle()
  const heads = [1, 2, 3].map((server) => cluster.regions().filter(({ members }) => members[0] === server).length)
  t.true(Math.max(...heads) - Math.min(...heads) <= 4, String(heads))
  t.true(cluster.regions().every((region) => region.members.length === 3))
})

test('while a space is compared none of its regions has a learner', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace('space kv key k attribute v subspace v create 4 partitions tolerate 0 failures')
  cluster.settle()
  for (const server of [1, 2, 3]) cluster.slow.add(server)
  cluster.do((core) => core.setFaultTolerance('kv', 1))
  cluster.pass(1_000)
  const elsewhere = () => cluster.regions().filter(({ members, learner }) => !members.includes(1) && learner && learner.server !== 1)
  t.true(elsewhere().length > 0)

  cluster.compared = false
  cluster.restart(1, { start: startKind.forgetful })
  t.true(cluster.regions().some(({ reconciling }) => reconciling))
  t.deepEqual(elsewhere(), [])
  cluster.pass(10_000)
  t.deepEqual(elsewhere(), [])
  cluster.compared = true
  cluster.slow.clear()
  cluster.settle()
  t.true(cluster.regions().every(({ members }) => members.length === 2))
})

test('a server that is started again and again, and never lasts, leaves all its chains though it is never silent for long', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv(4, 2))
  cluster.settle()
  const began = cluster.now
  const flap = () => {
    cluster.stop(1)
    cluster.pass(1_000)
    cluster.restart(1)
    cluster.pass(600)
  }
  for (let round = 0; round < 4; round++) flap()
  t.deepEqual(cluster.regionsWith(1), [], `after ${cluster.now - began} ms`)
  for (let round = 0; round < 20; round++) flap()
  const stays = cluster.changes.filter(({ at }) => at > began)
  t.true(stays.length <= 8, 'it is taken back less and less often')
  cluster.until(() => cluster.regionsWith(1).length === cluster.regions().length)
  cluster.settle()
})

for (const between of [600, 1400, 1800]) {
  test(`those that are started twice, ${between} ms between, and then last, stay`, (t) => {
    const cluster = new LivingCluster(t, 3)
    cluster.addSpace(kv(4, 2))
    cluster.settle()
    let least = 3
    for (const up of [between, 10_000]) {
      cluster.stop(1, 2)
      cluster.pass(1_000)
      cluster.restart(1)
      cluster.restart(2)
      for (let passed = 0; passed < up; passed += 200) {
        cluster.pass(200)
        least = Math.min(least, ...cluster.regions().map(({ members }) => members.length))
      }
    }
    t.is(least, 3)
  })
}

test('a new space gets no regions on a server that is started again and again', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv(4, 2))
  cluster.settle()
  const loop = (rounds: number) => {
    for (let round = 0; round < rounds; round++) {
      cluster.stop(1)
      cluster.pass(1_000)
      cluster.restart(1)
      cluster.pass(600)
    }
  }
  loop(8)
  t.deepEqual(cluster.regionsWith(1), [])
  cluster.addSpace('space other key k attribute v create 4 partitions tolerate 0 failures')
  t.deepEqual(cluster.regionsWith(1), [])
})

test('the last server that may hold regions is not to hold none while those that could take over were taken out', (t) => {
  const cluster = new LivingCluster(t, 2)
  cluster.addSpace(kv(1, 0))
  cluster.settle()
  cluster.do((core) => core.setOffline(1, cluster.now))
  cluster.until(() => cluster.regionsWith(1).length === 0)
  const error = t.throws(() => cluster.core.setOffline(2, cluster.now), { code: 'PERMISSION_DENIED' }) as HyperdexError
  t.regex(error.remedy, /Start another server first, or take back one that runs: `server online 1`\.$/)
})

test('a server that is to hold no regions keeps those whose other member has but just started', (t) => {
  const cluster = new LivingCluster(t, 2)
  cluster.addSpace(kv(1, 1))
  cluster.settle()
  cluster.stop(1)
  cluster.pass(1_000)
  cluster.restart(1)
  cluster.pass(200)
  cluster.do((core) => core.setOffline(2, cluster.now))
  cluster.pass(400)
  for (let round = 0; round < 20; round++) {
    cluster.stop(1)
    cluster.pass(1_000)
    cluster.restart(1)
    cluster.pass(600)
  }
  t.true(cluster.regions().every(({ members }) => members.includes(2)))
})

test('no server is killed in favour of one that is started again and again, but of one that has just started', (t) => {
  const cluster = new LivingCluster(t, 2)
  cluster.addSpace(kv(1, 1))
  cluster.settle()
  for (let round = 0; round < 4; round++) {
    cluster.stop(1, 2)
    cluster.pass(1_000)
    cluster.restart(1)
    cluster.restart(2)
    cluster.pass(600)
  }
  const refused = { code: 'PERMISSION_DENIED', message: /^server 1 has the only replica within reach/ }
  t.throws(() => cluster.core.killServer(1, cluster.now), refused)

  cluster.pass(10_000)
  cluster.stop(2)
  cluster.pass(1_000)
  cluster.restart(2)
  cluster.pass(200)
  cluster.kill(1)
  t.deepEqual(cluster.regionsWith(1), [])
})

test('no server is killed in favour of one that may just have died: whose last heartbeats are missing', (t) => {
  const cluster = new LivingCluster(t, 2)
  cluster.addSpace(kv(2, 1))
  cluster.settle()
  cluster.stop(2)
  cluster.pass(suspicionMs / 2 + 200)
  const refused = { code: 'PERMISSION_DENIED', message: /^server 1 has the only replica within reach/ }
  const error = t.throws(() => cluster.core.killServer(1, cluster.now), refused) as HyperdexError
  t.is(error.remedy, 'Take it out in order: `server offline 1`.')
  cluster.running.add(2)
  cluster.pass(200)
  cluster.kill(1)
  t.deepEqual(cluster.regionsWith(1), [])
})

test('when all are started again and again nobody leaves', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(kv(4, 2))
  cluster.settle()
  const members = () => cluster.regions().map((region) => region.members)
  const before = members()
  for (let round = 0; round < 6; round++) {
    cluster.stop(1, 2, 3)
    cluster.pass(1_000)
    for (const server of [1, 2, 3]) {
      cluster.restart(server)
      cluster.pass(200)
    }
  }
  cluster.pass(10_000)
  t.deepEqual(members(), before)
})

for (const since of [0, 200]) {
  test(`the cluster is not at rest ${since} ms after a server was told to leave, while the other member has but just started`, (t) => {
    const cluster = new LivingCluster(t, 2)
    cluster.addSpace(kv(1, 1))
    cluster.settle()
    cluster.stop(1)
    cluster.pass(1_000)
    cluster.restart(1)
    cluster.pass(400)
    cluster.do((core) => core.setOffline(2, cluster.now))
    cluster.pass(since)
    cluster.settle()
    t.deepEqual(cluster.regionsWith(2), [])
  })
}

test('of two servers that cannot talk one leaves the whole space, whose updates pass from anyone to anyone, and stays out as long as that lasts', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace('space kv key k attribute v subspace v create 32 partitions tolerate 1 failures')
  cluster.settle()
  const both = () => [2, 3].filter((server) => cluster.regionsWith(server).length > 0)
  t.deepEqual(both(), [2, 3])
  cluster.broken = [
    [2, 3],
    [3, 2],
  ]
  const at = cluster.now
  cluster.until(() => both().length === 1)
  t.true(cluster.now - at <= 500)
  cluster.pass(60_000)
  t.is(both().length, 1)
  cluster.broken = []
  cluster.until(() => both().length === 2)
  cluster.settle()
})

test('a space of the key alone has paths of one chain: servers that share none go on in it, whether they can talk or not', (t) => {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace('space kv key k attribute v create 6 partitions tolerate 0 failures')
  cluster.settle()
  const before = cluster.regions().map(({ members }) => members)
  cluster.broken = [[2, 3]]
  cluster.pass(20_000)
  t.deepEqual(
    cluster.regions().map(({ members }) => members),
    before,
  )
})

test('who comes back beside a dead neighbour keeps what it has, whoever still complains of it', (t) => {
  const cluster = new LivingCluster(t, 4)
  cluster.addSpace('space kv key k attribute v subspace v create 8 partitions tolerate 1 failures')
  cluster.settle()
  const region = () => cluster.regions().find(({ id }) => id === pair.id)!
  const pair = cluster.regions()[0]!
  const [dead, back] = pair.members as [number, number]
  const others = [1, 2, 3, 4].filter((server) => server !== dead && server !== back)
  cluster.stop(dead, back)
  cluster.pass(suspicionMs)
  cluster.broken = others.map((server) => [server, back] as const)
  cluster.pass(8_000)
  cluster.restart(back)
  for (let step = 0; step < 50; step++) {
    cluster.pass(200)
    t.true(
      region().members.some((server) => server !== dead),
      'the only one that has everything and lives',
    )
  }
  cluster.broken = []
  cluster.settle()
  t.false(region().members.includes(dead))
})

test('one that others cannot talk with stays where its neighbour has not been heard for a while', (t) => {
  for (const silence of [1_600, 1_800, 2_000, 2_200]) {
    const cluster = new LivingCluster(t, 4)
    cluster.addSpace('space kv key k attribute v subspace v create 8 partitions tolerate 1 failures')
    cluster.settle()
    const [dead, alone] = cluster.regions()[0]!.members as [number, number]
    cluster.stop(dead)
    cluster.pass(silence)
    cluster.broken = [1, 2, 3, 4].filter((server) => server !== dead && server !== alone).map((server) => [server, alone] as const)
    for (let step = 0; step < 25; step++) {
      cluster.pass(200)
      for (const { members } of cluster.regions())
        t.true(
          members.some((server) => server !== dead),
          `after ${silence} ms of silence`,
        )
    }
  }
})
