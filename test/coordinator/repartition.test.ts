import test, { type ExecutionContext } from 'ava'
import { startKind } from '../../coordinator/core/registration.ts'
import { applyChange, changeBetween } from '../../src/cluster/change.ts'
import { gridSides, regionCount } from '../../src/hyperspace/grid.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { regionsOf } from './commands.ts'
import { cut, inUse, only, sample, stages } from './cuts.ts'
import { LivingCluster } from './living-cluster.ts'

test('new grids stand behind those whose place they take, cut at the quantiles; every epoch rises', (t) => {
  const cluster = inUse(t)
  cluster.filled = false
  const before = only(cluster)
  const epochs = regionsOf(cluster.configuration)
  t.true(cut(cluster, 10).changed)
  const space = only(cluster)
  t.deepEqual(stages(space), ['serving', 'building', 'serving', 'building', 'serving', 'building'])
  t.is(space.buildingPartitions, 10)
  t.is(space.definition.partitions, 4)
  const [key, newKey, age, newAge, both, newBoth] = space.subspaces
  t.deepEqual(newKey!.axes, [{ attribute: 0, side: 10 }])
  t.deepEqual(
    newAge!.axes[0]!.cutPoints,
    [10, 20, 30, 40, 50, 60, 70, 80, 90].map((at) => encodeInt(BigInt(at))),
  )
  t.deepEqual(
    newBoth!.axes.map(({ side }) => side),
    gridSides(2, 10),
  )
  for (const [former, now] of [
    [before.subspaces[0]!, key!],
    [before.subspaces[1]!, age!],
    [before.subspaces[2]!, both!],
  ] as const) {
    t.deepEqual(now.axes, former.axes)
    for (const { id, epoch } of now.regions) t.true(epoch > epochs.get(id)!.epoch)
  }
  for (const added of [newKey!, newAge!, newBoth!]) {
    t.is(added.regions.length, regionCount(added.axes))
    t.deepEqual(
      added.since,
      key!.regions.map(({ epoch }) => epoch),
    )
    for (const { id, epoch, members } of added.regions) {
      t.false(epochs.has(id))
      t.deepEqual([epoch, members.length], [1, 2])
    }
  }
  cluster.pass(20_000)
  t.deepEqual(stages(only(cluster)), ['serving', 'building', 'serving', 'building', 'serving', 'building'])
  t.false(cluster.core.isStable(cluster.now))
  t.deepEqual(cluster.core.repartitions(), [{ space: 1, partitions: 10, turning: false, filled: 0, keyRegions: 4, objects: 0 }])
})

test('when all key regions are filled searches turn to the new grids; the old ones leave when nobody can answer from them any more; then the key turns', (t) => {
  const cluster = inUse(t)
  cut(cluster, 9)
  cluster.stuckAt.set(2, cluster.configuration.version)
  for (const server of cluster.running) cluster.owing.add(server)
  cluster.until(() => stages(only(cluster)).includes('retiring'))
  const turning = ['serving', 'building', 'retiring', 'serving', 'retiring', 'serving']
  t.deepEqual(stages(only(cluster)), turning)
  t.is(only(cluster).definition.partitions, 4)
  t.is(only(cluster).buildingPartitions, 9)
  cluster.pass(10_000)
  t.deepEqual(stages(only(cluster)), turning)
  t.throws(() => cut(cluster, 4), { code: 'INVALID', message: /are just taking over/ })
  const turned = regionsOf(cluster.configuration)
  cluster.owing.clear()
  cluster.stuckAt.clear()
  cluster.drained = false
  cluster.until(() => stages(only(cluster))[0] === 'retiring')
  t.deepEqual(stages(only(cluster)), ['retiring', 'building', 'serving', 'serving'])
  t.throws(() => cut(cluster, 4), { code: 'INVALID', message: /are just taking over/ })
  cluster.drained = true
  cluster.until(() => !stages(only(cluster)).includes('building'))
  const space = only(cluster)
  t.deepEqual(stages(space), ['serving', 'serving', 'serving'])
  t.deepEqual(
    space.subspaces.map(({ axes }) => regionCount(axes)),
    [9, 9, 9],
  )
  t.is(space.definition.partitions, 9)
  t.is(space.buildingPartitions, undefined)
  t.true(space.subspaces.every(({ since }) => since === undefined))
  for (const [id, { epoch }] of turned) t.true(epoch < (regionsOf(cluster.configuration).get(id)?.epoch ?? Number.POSITIVE_INFINITY))
  cluster.settle()
  t.deepEqual(cluster.core.repartitions(), [])
})

test('what was begun goes on under another coordinator, whatever fails meanwhile', (t) => {
  const cluster = inUse(t)
  cluster.filled = false
  cut(cluster, 16)
  cluster.pass(1_000)
  cluster.restartCoordinator()
  cluster.stop(1)
  cluster.pass(20_000)
  t.true(stages(only(cluster)).includes('building'))
  cluster.filled = true
  cluster.restart(1)
  cluster.settle()
  t.deepEqual(stages(only(cluster)), ['serving', 'serving', 'serving'])
  t.is(only(cluster).definition.partitions, 16)
})

test('the number that the space has gives up what was begun; the number under way changes nothing, any other is refused', (t) => {
  const cluster = inUse(t)
  cluster.filled = false
  const regions = [...regionsOf(cluster.configuration).keys()]
  cut(cluster, 10)
  const begun = only(cluster)
  t.false(cut(cluster, 10).changed)
  const error = t.throws(() => cut(cluster, 12), { code: 'INVALID' })
  t.regex(error!.message, /is being cut into 10 partitions/)
  t.true(cut(cluster, 4).changed)
  const space = only(cluster)
  t.deepEqual(stages(space), ['serving', 'serving', 'serving'])
  t.deepEqual([...regionsOf(cluster.configuration).keys()], regions)
  for (const { id, epoch } of begun.subspaces[2]!.regions) t.true(regionsOf(cluster.configuration).get(id)!.epoch > epoch)
  t.is(space.buildingPartitions, undefined)
  cluster.settle()
})

test('after a loss of power no grid leaves before the copies are alike, and none is given up: it may hold what others have lost', (t) => {
  for (const until of ['building', 'retiring'] as const) {
    const cluster = inUse(t)
    cluster.do((core) => core.setFaultTolerance('people', 0))
    cluster.settle()
    cluster.filled = until === 'retiring'
    for (const server of cluster.running) cluster.owing.add(server)
    cut(cluster, 10)
    cluster.until(() => stages(only(cluster)).includes(until))
    cluster.compared = false
    for (const server of cluster.running) cluster.restart(server, { start: startKind.forgetful })
    cluster.filled = true
    cluster.owing.clear()
    cluster.pass(10_000)
    t.true(cluster.regions().some(({ reconciling }) => reconciling))
    t.true(stages(only(cluster)).includes(until))
    const error = until === 'building' ? t.throws(() => cut(cluster, 4), { code: 'INVALID' }) : undefined
    if (error) t.regex(error.message, /cannot be given up while its copies are compared/)
    cluster.compared = true
    cluster.settle()
    t.deepEqual(stages(only(cluster)), ['serving', 'serving', 'serving'])
  }
})

test('the number that the space has cuts it anew at what it holds now; the same grids again are nothing to do', (t) => {
  const cluster = inUse(t)
  t.true(cut(cluster, 4).changed)
  cluster.settle()
  t.deepEqual(
    only(cluster).subspaces[1]!.axes[0]!.cutPoints,
    [25, 50, 75].map((at) => encodeInt(BigInt(at))),
  )
  t.false(cut(cluster, 4).changed)
  t.true(cut(cluster, 4, []).changed)
})

test('what cannot be is refused and changes nothing', (t) => {
  const cluster = inUse(t)
  const { version } = cluster.configuration
  for (const partitions of [0, 4_097, 1.5]) t.throws(() => cut(cluster, partitions), { code: 'INVALID' })
  t.throws(() => cut(cluster, 8, [[encodeString('p'), encodeString('no age')]]), { code: 'INVALID' })
  t.throws(() => cluster.do((core) => core.setPartitions({ space: 'none', partitions: 4, sample: [] }, cluster.now)), {
    code: 'UNKNOWN_SPACE',
  })
  t.is(cluster.configuration.version, version)
  cluster.do((core) => core.offerSample('people', sample, cluster.now))
  t.throws(() => cut(cluster, 8), { code: 'INVALID' })
})

test('a sample for an empty space is not weighed while its grids are built', (t) => {
  const cluster = inUse(t)
  cluster.filled = false
  cut(cluster, 8)
  const { offer } = cluster.do((core) => core.offerSample('people', sample, cluster.now))
  const [settled] = cluster.core.takeSettlements()
  t.is(settled!.offer, offer)
  t.deepEqual(settled!.answer.reason, 'space people is being cut anew')
})

test('every step travels as a change of the configuration', (t) => {
  const cluster = inUse(t)
  let known = cluster.configuration
  const follow = () => {
    known = applyChange(known, changeBetween(known, cluster.configuration))
    t.deepEqual(known, cluster.configuration)
  }
  cut(cluster, 10)
  follow()
  cluster.until(() => stages(only(cluster)).includes('retiring'))
  follow()
  cluster.settle()
  follow()
})

const plain = 'space people key name attribute int age create 4 partitions tolerate 1 failure'

function keysInUse(t: ExecutionContext): LivingCluster {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(plain)
  cluster.pass(5_000)
  return cluster
}

test("the key's grid retires when the new one is filled, and is gone when it has drained and all have said that they answer nothing", (t) => {
  const cluster = keysInUse(t)
  const before = only(cluster).subspaces[0]!
  cluster.filled = false
  cluster.drained = false
  cut(cluster, 6, [])
  cluster.pass(5_000)
  t.deepEqual(stages(only(cluster)), ['serving', 'building'])
  const { since } = only(cluster).subspaces[1]!
  cluster.filled = true
  cluster.until(() => stages(only(cluster))[0] !== 'serving')
  t.deepEqual(stages(only(cluster)), ['retiring', 'building'])
  cluster.pass(1_000)
  t.deepEqual(stages(only(cluster)), ['retiring', 'building'])
  for (const server of cluster.running) cluster.owing.add(server)
  cluster.drained = true
  cluster.pass(1_000)
  const sealed = only(cluster)
  t.deepEqual(stages(sealed), ['retiring', 'building'])
  cluster.owing.clear()
  cluster.until(() => only(cluster).subspaces.length === 1)
  const { subspaces, definition } = only(cluster)
  t.is(definition.partitions, 6)
  t.deepEqual(
    subspaces[0]!.regions.map(({ id }) => id),
    sealed.subspaces[1]!.regions.map(({ id }) => id),
  )
  const highest = Math.max(...sealed.subspaces[0]!.regions.map(({ epoch }) => epoch))
  for (const { epoch, forgot } of subspaces[0]!.regions) {
    t.true(epoch > highest)
    t.is(forgot, Math.max(...since!))
    t.true(forgot! > before.regions[0]!.epoch)
  }
  cluster.settle()
})

test('writes do not wait for a server that fails, nor for long: the key goes on in its former grid, and turns later', (t) => {
  for (const slow of [false, true]) {
    const cluster = keysInUse(t)
    cluster.drained = false
    cut(cluster, 6, [])
    cluster.until(() => stages(only(cluster))[0] === 'retiring')
    if (!slow) cluster.stop(1)
    const at = cluster.now
    cluster.until(() => stages(only(cluster))[0] === 'serving')
    t.true(cluster.now - at < 3_500)
    t.deepEqual(stages(only(cluster)), ['serving', 'building'])
    if (!slow) {
      cluster.pass(20_000)
      cluster.restart(1)
    }
    cluster.drained = true
    cluster.settle()
    t.is(only(cluster).definition.partitions, 6)
    t.deepEqual(stages(only(cluster)), ['serving'])
  }
})

test('nor do writes wait for a region that waits for its only sound member: others go on', (t) => {
  const cluster = keysInUse(t)
  cluster.drained = false
  cut(cluster, 6, [])
  cluster.until(() => stages(only(cluster))[0] === 'retiring')
  cluster.stop(2)
  cluster.restart(1, { start: startKind.forgetful })
  cluster.pass(5_000)
  t.true(cluster.regions().some(({ doubtful }) => doubtful))
  t.deepEqual(stages(only(cluster)), ['serving', 'building'])
  cluster.drained = true
  cluster.pass(30_000)
  t.deepEqual(stages(only(cluster)), ['serving', 'building'])
  cluster.restart(2)
  cluster.settle()
  t.deepEqual(stages(only(cluster)), ['serving'])
})

test("a coordinator that takes over while the key's grid is closed ends that, one way or the other", (t) => {
  for (const drained of [false, true]) {
    const cluster = keysInUse(t)
    cluster.drained = false
    cut(cluster, 6, [])
    cluster.until(() => stages(only(cluster))[0] === 'retiring')
    cluster.restartCoordinator()
    cluster.drained = drained
    const at = cluster.now
    cluster.until(() => stages(only(cluster))[0] === 'serving')
    t.true(cluster.now - at < 4_000)
    t.deepEqual(stages(only(cluster)), drained ? ['serving'] : ['serving', 'building'])
    cluster.drained = true
    cluster.settle()
    t.is(only(cluster).definition.partitions, 6)
  }
})

test("a region of the key's new grid that has forgotten what it had taken in knows nothing of operations from before the turn", (t) => {
  const cluster = keysInUse(t)
  cluster.do((core) => core.setFaultTolerance('people', 0))
  cluster.settle()
  cluster.filled = false
  cut(cluster, 6, [])
  const [lost] = only(cluster).subspaces[1]!.regions
  cluster.restart(lost!.members[0]!, { start: startKind.forgetful })
  cluster.pass(10_000)
  cluster.filled = true
  cluster.until(() => only(cluster).subspaces.length === 1)
  const turned = only(cluster).subspaces[0]!.regions
  t.is(turned[0]!.id, lost!.id)
  for (const { members, epoch, forgot } of turned) {
    if (members[0] === lost!.members[0]) t.is(forgot, epoch)
    else t.true(forgot! < epoch)
  }
})
