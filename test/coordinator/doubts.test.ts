// Members that may have forgotten their last moments, and who may have what they forgot (docs/repair.md, rule 8).
import test, { type ExecutionContext } from 'ava'
import { startKind } from '../../coordinator/core/registration.ts'
import { applyChange, changeBetween } from '../../src/cluster/change.ts'
import { heldSince, type Region } from '../../src/cluster/configuration.ts'
import { LivingCluster } from './living-cluster.ts'

const { clean, sameBoot, forgetful, damaged } = startKind

/** Three servers, in the chain of every region. */
function threefold(t: ExecutionContext): LivingCluster {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace('space kv key k attribute v subspace v create 4 partitions tolerate 2 failures')
  cluster.settle()
  t.true(cluster.regions().every(({ members, doubtful }) => members.length === 3 && doubtful === undefined))
  return cluster
}

/** All three lose their power; time passes before any of them is back. */
function darkened(t: ExecutionContext): LivingCluster {
  const cluster = threefold(t)
  cluster.stop(1, 2, 3)
  cluster.pass(10_000)
  return cluster
}

function every(t: ExecutionContext, cluster: LivingCluster, holds: (region: Region) => boolean): void {
  for (const region of cluster.regions()) t.true(holds(region), JSON.stringify(region))
}

const sorted = (servers: readonly number[] = []) => [...servers].sort((a, b) => a - b).join(' ')

test('a server that may have forgotten stays until another full member is seen to be there; then it leaves and learns again', (t) => {
  const cluster = threefold(t)
  cluster.stop(1, 2, 3)
  cluster.restart(1, { start: forgetful })
  // The others were heard a moment ago, and may be gone all the same.
  every(t, cluster, ({ members, doubtful }) => members.length === 3 && sorted(doubtful) === '1')
  cluster.pass(1_000)
  every(t, cluster, ({ members, doubtful }) => members.length === 3 && sorted(doubtful) === '1')
  cluster.running.add(2).add(3)
  cluster.pass(200)
  every(t, cluster, ({ members, doubtful, forgot }) => sorted(members) === '2 3' && !doubtful && !forgot)
  cluster.settle()
  every(t, cluster, ({ members, forgot }) => members.length === 3 && !forgot)
})

test('after the power of all failed those that are back wait for one that may have kept more, for however long', (t) => {
  const cluster = darkened(t)
  cluster.restart(1, { start: forgetful })
  cluster.pass(5_000)
  cluster.restart(2, { start: forgetful })
  cluster.pass(3_600_000)
  every(t, cluster, ({ members, doubtful, reconciling }) => members.length === 3 && sorted(doubtful) === '1 2' && !reconciling)
  t.false(cluster.core.isStable(cluster.now))
  const known = applyChange(cluster.configuration, changeBetween(undefined, cluster.configuration))
  t.deepEqual(known, cluster.configuration)
  // Its process had only been killed: it has everything.
  cluster.restart(3, { start: sameBoot })
  cluster.pass(200)
  every(t, cluster, ({ members, doubtful, reconciling, forgot }) => sorted(members) === '3' && !doubtful && !reconciling && !forgot)
  cluster.settle()
  every(t, cluster, ({ members }) => members.length === 3)
})

test('who may not be given up is told for which spaces: those whose other replicas only wait for it are none of them', (t) => {
  const cluster = new LivingCluster(t, 2)
  cluster.addSpace('space kv key k attribute v subspace v create 4 partitions tolerate 1 failure')
  cluster.addSpace('space one key k attribute v subspace v create 4 partitions tolerate 0 failures')
  cluster.settle()
  cluster.stop(1, 2)
  cluster.pass(10_000)
  cluster.restart(2, { start: sameBoot })
  cluster.stop(2)
  cluster.restart(2, { start: forgetful })
  cluster.pass(5_000)
  const refused = 'server 1 is in chains, and has the only replica of regions of space one'
  t.throws(() => cluster.forget(1), { code: 'ALREADY_EXISTS', message: refused })
})

test('one that never comes back is given up by an administrator: what the others have kept is compared, and served', (t) => {
  const cluster = darkened(t)
  t.throws(() => cluster.forget(3), { code: 'ALREADY_EXISTS' })
  cluster.restart(1, { start: forgetful })
  cluster.pass(200)
  cluster.restartCoordinator()
  cluster.pass(5_000)
  cluster.restart(2, { start: forgetful })
  cluster.pass(5_000)
  t.throws(() => cluster.do((core) => core.killServer(3, cluster.now)), { code: 'PERMISSION_DENIED' })
  t.throws(() => cluster.forget(2), { code: 'ALREADY_EXISTS', message: 'server 2 is running' })
  const before = cluster.regions()
  cluster.compared = false
  cluster.forget(3)
  cluster.pass(1_000)
  for (const { id, members, reconciling, doubtful, forgot } of cluster.regions()) {
    const tail = before.find((region) => region.id === id)!.members.findLast((member) => member !== 3)
    t.deepEqual([members, reconciling, doubtful], [[tail!], true, undefined])
    t.true(forgot! > 1)
  }
  cluster.compared = true
  cluster.settle()
  every(t, cluster, ({ members, reconciling }) => sorted(members) === '1 2' && !reconciling)
})

test('when all are back and all may have forgotten the tail stays, from which searches were answered', (t) => {
  const cluster = darkened(t)
  const tails = new Map(cluster.regions().map(({ id, members }) => [id, members.at(-1)!]))
  cluster.compared = false
  for (const server of [3, 1, 2]) {
    cluster.restart(server, { start: forgetful })
    cluster.pass(3_000)
  }
  every(t, cluster, ({ id, members, reconciling }) => sorted(members) === `${tails.get(id)}` && reconciling === true)
})

/** All are back, all may have forgotten, and the copies are being compared. */
function compared(t: ExecutionContext): LivingCluster {
  const cluster = darkened(t)
  cluster.compared = false
  for (const server of [1, 2, 3]) cluster.restart(server, { start: forgetful })
  cluster.pass(3_000)
  every(t, cluster, ({ members, standby = [], reconciling }) => {
    return reconciling === true && sorted([...members, ...standby.map(({ server }) => server)]) === '1 2 3' && members.length === 1
  })
  const known = applyChange(cluster.configuration, changeBetween(undefined, cluster.configuration))
  t.deepEqual(known, cluster.configuration)
  return cluster
}

test('while the one that stays is compared the others stand by; when it is lost they take its place, with what they had', (t) => {
  for (const end of ['forgotten', 'damaged', 'power'] as const) {
    const cluster = compared(t)
    if (end === 'power') {
      cluster.stop(1, 2, 3)
      cluster.pass(5_000)
      for (const server of [3, 2]) cluster.restart(server, { start: forgetful })
    } else cluster.stop(1)
    cluster.pass(5_000)
    every(t, cluster, ({ members, reconciling }) => members.length === 1 && reconciling === true)
    const before = new Map(cluster.regions().map((region) => [region.id, region]))
    if (end === 'damaged') cluster.restart(1, { start: damaged })
    else cluster.forget(1)
    cluster.pass(1_000)
    for (const { id, members, standby = [], reconciling } of cluster.regions()) {
      const former = before.get(id)!
      t.true(reconciling && members.length === 1 && standby.length === 1)
      if (former.members[0] !== 1) t.deepEqual(members, former.members)
      t.is(sorted([...members, ...standby.map(({ server }) => server)]), '2 3')
      for (const server of [2, 3]) t.is(heldSince(cluster.regions().find((region) => region.id === id)!, server), heldSince(former, server))
    }
    cluster.compared = true
    cluster.settle()
    const left = end === 'damaged' ? '1 2 3' : '2 3'
    every(t, cluster, ({ members, standby, reconciling }) => sorted(members) === left && !standby && !reconciling)
  }
})

test('one that has been compared and is gone before the others have been is stood in for all the same', (t) => {
  const cluster = compared(t)
  cluster.stop(2, 3)
  cluster.compared = true
  cluster.pass(200)
  cluster.stop(1)
  cluster.running.add(2).add(3)
  cluster.pass(10_000)
  every(t, cluster, ({ reconciling }) => reconciling === true)
  cluster.forget(1)
  cluster.settle()
  every(t, cluster, ({ members, reconciling }) => sorted(members) === '2 3' && !reconciling)
})

test('one that has been compared and is gone for ever keeps no region still but its own where nobody stands by for it', (t) => {
  const cluster = new LivingCluster(t, 2)
  cluster.addSpace('space kv key k attribute v subspace v create 4 partitions tolerate 0 failures')
  cluster.settle()
  cluster.compared = false
  cluster.stop(1, 2)
  for (const server of [1, 2]) cluster.restart(server, { start: forgetful })
  cluster.pass(3_000)
  every(t, cluster, ({ members, standby, reconciling }) => members.length === 1 && !standby && reconciling === true)
  cluster.stop(2)
  cluster.compared = true
  cluster.pass(200)
  cluster.stop(1)
  cluster.running.add(2)
  cluster.pass(10_000)
  every(t, cluster, ({ reconciling }) => !reconciling)
})

test('until one of those that stood by has been chosen the space stays still: nobody learns, nothing else counts as compared', (t) => {
  const cluster = new LivingCluster(t, 4)
  cluster.addSpace('space kv key k attribute v subspace v create 1 partition tolerate 1 failure')
  cluster.settle()
  const [key, other] = cluster.regions() as [Region, Region]
  const [[first, second], [third, fourth]] = [key.members, other.members] as unknown as [[number, number], [number, number]]
  cluster.stop(first, second, fourth)
  cluster.until(() => cluster.regions()[1]!.members.length === 1)
  cluster.compared = false
  for (const server of [first, second]) cluster.restart(server, { start: forgetful })
  cluster.until(() => cluster.regions()[0]!.reconciling === true)
  cluster.restart(fourth)
  cluster.stop(first, second)
  cluster.pass(5_000)
  cluster.forget(second)
  cluster.pass(60_000)
  t.like(cluster.regions()[0], { members: [first], doubtful: [first], reconciling: true })
  t.like(cluster.regions()[1], { members: [third], learner: undefined })
  cluster.restart(first, { start: forgetful })
  cluster.pass(1_000)
  t.like(cluster.regions()[0], { members: [first], doubtful: undefined, reconciling: true })
  cluster.compared = true
  cluster.settle()
  every(t, cluster, ({ members, reconciling }) => members.length === 2 && !reconciling)
})

test('who stands by gives its place up, damaged, to nobody who is not there; killed, it stands by no more', (t) => {
  const cluster = new LivingCluster(t, 2)
  cluster.addSpace('space kv key k attribute v create 1 partition tolerate 1 failure')
  cluster.settle()
  const [other, sole] = cluster.regions()[0]!.members as [number, number]
  cluster.stop(1, 2)
  cluster.pass(5_000)
  cluster.compared = false
  for (const server of [1, 2]) cluster.restart(server, { start: forgetful })
  cluster.pass(1_000)
  const before = cluster.regions()
  t.like(before[0], { members: [sole], standby: [{ server: other, joined: 1 }] })
  cluster.stop(1, 2)
  cluster.pass(5_000)
  t.throws(() => cluster.restart(other, { start: damaged }), { code: 'UNAVAILABLE', message: /nobody else is there/ })
  t.throws(() => cluster.do((core) => core.killServer(other, cluster.now)), { code: 'PERMISSION_DENIED' })
  t.deepEqual(cluster.regions(), before)
  cluster.running.add(sole)
  cluster.pass(1_000)
  cluster.kill(other)
  t.like(cluster.regions()[0], { members: [sole], standby: undefined })
  t.throws(() => cluster.forget(sole), { code: 'ALREADY_EXISTS' })
})

test('who stands by may be vouched for while the one that is compared is away, and leaves when its disk is damaged', (t) => {
  for (const start of [forgetful, damaged]) {
    const cluster = compared(t)
    cluster.stop(1, 2)
    cluster.pass(5_000)
    const before = new Map(cluster.regions().map((region) => [region.id, region.members[0]!]))
    cluster.restart(2, { start, acceptForgotten: true })
    for (const { id, members, standby, reconciling } of cluster.regions()) {
      const kept = before.get(id)!
      const others = standby?.map(({ server }) => server)
      if (start === forgetful) t.deepEqual([members, reconciling], kept === 3 ? [[3], true] : [[2], undefined])
      // Nobody needs what is on a damaged disk where server 3 is, as the one that is compared or standing by.
      else if (kept === 2) t.deepEqual([sorted(members), reconciling, others], ['1 3', true, undefined])
      else t.deepEqual([members, reconciling, others], [[kept], true, [4 - kept]])
    }
  }
})

test('of members that may all have forgotten one is kept that is there', (t) => {
  const cluster = darkened(t)
  cluster.compared = false
  cluster.restart(3, { start: forgetful })
  cluster.restart(1, { start: forgetful })
  cluster.pass(1_000)
  cluster.stop(3)
  cluster.restart(2, { start: forgetful })
  cluster.pass(10_000)
  every(t, cluster, ({ members, reconciling }) => reconciling === true && members.length === 1 && members[0] !== 3)
})

test('a start in order takes no doubt away', (t) => {
  const cluster = darkened(t)
  cluster.restart(1, { start: forgetful })
  cluster.restart(1, { start: clean })
  cluster.pass(5_000)
  every(t, cluster, ({ members, doubtful }) => members.length === 3 && sorted(doubtful) === '1')
})

test('a damaged server leaves its chains to others that merely may have forgotten', (t) => {
  const cluster = darkened(t)
  t.throws(() => cluster.restart(1, { start: damaged }), { code: 'UNAVAILABLE', message: /nobody else is there/ })
  cluster.restart(2, { start: forgetful })
  cluster.restart(3, { start: forgetful })
  cluster.restart(1, { start: damaged })
  every(t, cluster, ({ members }) => sorted(members) === '2 3')
  cluster.settle()
  every(t, cluster, ({ members }) => members.length === 3)
})

test('whoever may have forgotten is not accepted where another full member has everything', (t) => {
  for (const start of [forgetful, damaged]) {
    const cluster = threefold(t)
    cluster.stop(1)
    cluster.restart(1, { start, acceptForgotten: true })
    cluster.pass(200)
    every(t, cluster, ({ members, doubtful, forgot }) => sorted(members) === '2 3' && !doubtful && !forgot)
    cluster.settle()
  }
})

test('where no other one is there an administrator can vouch for one that may have forgotten, and the others learn from it', (t) => {
  for (const start of [forgetful, damaged]) {
    const cluster = darkened(t)
    cluster.restart(1, { start: forgetful })
    cluster.pass(5_000)
    cluster.stop(1)
    cluster.pass(5_000)
    // Whoever was vouched for is compared with nobody, though it had been doubtful before.
    cluster.compared = false
    cluster.restart(1, { start, acceptForgotten: true })
    cluster.pass(3_000)
    every(t, cluster, ({ members, doubtful, forgot, reconciling }) => {
      return sorted(members) === '1' && !doubtful && !reconciling && forgot !== undefined
    })
    cluster.restart(2, { start: forgetful, acceptForgotten: true })
    cluster.settle()
    every(t, cluster, ({ members }) => sorted(members) === '1 2')
  }
})

test('whoever was away when another one was accepted learns from that, however soon it comes back, with everything it had', (t) => {
  for (const start of [forgetful, damaged]) {
    for (const back of [clean, sameBoot, undefined]) {
      const cluster = darkened(t)
      cluster.restart(1, { start, acceptForgotten: true })
      if (back === undefined) cluster.running.add(2)
      else cluster.restart(2, { start: back })
      cluster.pass(400)
      every(t, cluster, ({ members, learner }) => sorted(members) === '1' && learner?.server !== 3)
      cluster.settle()
      every(t, cluster, ({ members }) => sorted(members) === '1 2')
    }
  }
})

test('a coordinator that has just started does not know yet whether others have everything: nobody is accepted before', (t) => {
  const cluster = threefold(t)
  cluster.stop(1)
  cluster.restartCoordinator()
  const accept = () => cluster.restart(1, { start: forgetful, acceptForgotten: true })
  t.throws(accept, { code: 'UNAVAILABLE' })
  cluster.pass(3_000)
  accept()
  cluster.pass(1_000)
  every(t, cluster, ({ members }) => members.every((member) => member !== 1))
})

for (const kind of ['registers', 'attends']) {
  test(`when all may have forgotten and the tail ${kind} again and again without lasting, another one stays`, (t) => {
    const cluster = new LivingCluster(t, 2)
    cluster.addSpace('space kv key k attribute v subspace v create 1 partitions tolerate 1 failures')
    cluster.settle()
    cluster.stop(1, 2)
    cluster.pass(10_000)
    cluster.restart(1, { start: startKind.forgetful })
    cluster.restart(2, { start: startKind.forgetful })
    cluster.stop(2)
    for (let round = 0; round < 200; round++) {
      if (round % 6 === 2) {
        cluster.restart(2, { start: startKind.sameBoot })
        if (kind === 'registers') cluster.stop(2)
      }
      if (round % 6 === 4) cluster.stop(2)
      cluster.pass(200)
    }
    t.true(cluster.regions().every(({ doubtful, members }) => doubtful === undefined && members.includes(1)))
  })
}

test('when all may have forgotten, were started again and again, and then last, the tail stays, whoever was heard a moment earlier', (t) => {
  const cluster = new LivingCluster(t, 2)
  cluster.addSpace('space kv key k attribute v subspace v create 1 partitions tolerate 1 failures')
  cluster.settle()
  const tails = cluster.regions().map(({ members }) => members.at(-1)!)
  cluster.stop(1, 2)
  cluster.pass(10_000)
  for (let round = 0; round < 4; round++) {
    for (const server of [1, 2]) cluster.restart(server, { start: round === 0 ? startKind.forgetful : startKind.sameBoot })
    cluster.stop(1, 2)
    cluster.pass(1_600)
  }
  t.true(cluster.regions().every(({ doubtful }) => doubtful?.length === 2))
  cluster.restart(1)
  cluster.pass(200)
  cluster.restart(2)
  cluster.until(() => cluster.regions().every(({ doubtful }) => doubtful === undefined))
  t.deepEqual(
    cluster.regions().map(({ members }) => members[0]!),
    tails,
  )
})
