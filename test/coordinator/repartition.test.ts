import test, { type ExecutionContext } from 'ava'
import { startKind } from '../../coordinator/core/registration.ts'
import { setPartitions } from '../../coordinator/core/repartition.ts'
import type { SampleRow } from '../../coordinator/core/sample.ts'
import { forget } from '../../coordinator/core/servers.ts'
import { applyChange, changeBetween } from '../../src/cluster/change.ts'
import type { Region, Space, Subspace } from '../../src/cluster/configuration.ts'
import { gridSides, regionCount } from '../../src/hyperspace/grid.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { regionsOf } from './commands.ts'
import { LivingCluster } from './living-cluster.ts'

const people =
  'space people key name attributes int age, string town subspace age subspace age, town create 4 partitions tolerate 1 failure'
const sample: SampleRow[] = Array.from({ length: 100 }, (_, age) => [encodeString(`p${age}`), encodeInt(BigInt(age))])

function inUse(t: ExecutionContext): LivingCluster {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(people)
  cluster.pass(5_000)
  return cluster
}

const only = (cluster: LivingCluster) => [...cluster.configuration.spaces.values()][0]!
const stages = (space: Space) => space.subspaces.map(({ stage }) => stage ?? 'serving')
const cut = (cluster: LivingCluster, partitions: number, rows = sample) =>
  cluster.do((core) => core.setPartitions({ space: 'people', partitions, sample: rows }, cluster.now))

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

test('a server that never comes back and has the only replica of what is being built is given up together with that', (t) => {
  const cluster = new LivingCluster(t, 2)
  cluster.addSpace(people)
  cluster.settle()
  const [first, second] = [...cluster.running] as [number, number]
  cluster.filled = false
  cluster.stop(second)
  cluster.until(() => cluster.regionsWith(second).length === 0)
  cut(cluster, 10)
  const ofStage = (stage: string) =>
    only(cluster).subspaces.flatMap((subspace, index) => (stages(only(cluster))[index] === stage ? subspace.regions : []))
  cluster.restart(second)
  cluster.until(() => ofStage('serving').every(({ members }) => members.length === 2))
  t.true(ofStage('building').some(({ members }) => String(members) === String(first)))
  cluster.stop(first)
  t.throws(() => cluster.forget(first), { code: 'ALREADY_EXISTS', message: /is in chains$/ })
  cluster.until(() => ofStage('serving').every(({ members }) => String(members) === String(second)))
  cluster.forget(first)
  t.deepEqual(stages(only(cluster)), ['serving', 'serving', 'serving'])
  t.is(only(cluster).definition.partitions, 4)
  cluster.check()
  cluster.settle()
  cut(cluster, 10)
  cluster.filled = true
  cluster.settle()
  t.is(only(cluster).definition.partitions, 10)
})

/** The new grids have taken their places, but for the key's, and the former ones retire; one of the servers will be lost. */
function turning(t: ExecutionContext) {
  const cluster = inUse(t)
  cut(cluster, 9)
  for (const server of cluster.running) cluster.owing.add(server)
  cluster.until(() => stages(only(cluster)).includes('retiring'))
  const [lost, ...others] = [...cluster.running] as [number, ...number[]]
  return { cluster, space: only(cluster), lost, others }
}

test('a former grid leaves with a server that had the only replica of a region of it, when nobody else can answer from it', (t) => {
  const { cluster, space, lost, others } = turning(t)
  const subspaces = space.subspaces.map((subspace) => ({
    ...subspace,
    regions: subspace.regions.map(({ joined: _, learner: __, ...region }, index) => ({
      ...region,
      members: subspace.stage === 'retiring' && index === 0 ? [lost] : others,
    })),
  }))
  const { state } = cluster.core
  const before = { ...state, configuration: { ...state.configuration, spaces: new Map([[space.id, { ...space, subspaces }]]) } }
  t.throws(() => forget(before, lost, false, () => false), { code: 'ALREADY_EXISTS', message: /only replica of regions of space people/ })
  const asked: number[] = []
  const isSilent = ({ id }: Region) => {
    asked.push(id)
    return true
  }
  const after = forget(before, lost, false, isSilent).configuration.spaces.get(space.id)!
  t.deepEqual(stages(after), ['serving', 'building', 'serving', 'serving'])
  const retiring = subspaces.filter(({ stage }) => stage === 'retiring').flatMap(({ regions }) => regions)
  t.deepEqual(asked.sort(), retiring.flatMap(({ id, members }) => (members[0] === lost ? [] : [id])).sort())
  for (const region of after.subspaces.flatMap(({ regions }) => regions)) t.false(region.members.includes(lost))
})

test('a grid that nothing is read from goes when both servers that had a region of it are forgotten, one after the other', (t) => {
  for (const stage of ['building', 'retiring'] as const) {
    const { cluster, space, lost, others } = turning(t)
    const [second, third] = others as [number, number]
    const held = stage === 'building' ? space.subspaces.filter(({ stage }) => stage !== 'retiring') : space.subspaces
    const subspaces = held.map((subspace) => ({
      ...subspace,
      regions: subspace.regions.map(({ joined: _, learner: __, ...region }, index) => ({
        ...region,
        members: subspace.stage === stage && index === 0 ? [lost, second] : [third],
      })),
    }))
    const { state } = cluster.core
    const before = { ...state, configuration: { ...state.configuration, spaces: new Map([[space.id, { ...space, subspaces }]]) } }
    const between = forget(before, lost, false, () => true)
    const waiting = between.configuration.spaces.get(space.id)!
    t.deepEqual(
      waiting.subspaces
        .flatMap(({ regions }) => regions)
        .filter(({ members }) => members.includes(second))
        .map(({ members }) => members),
      subspaces.filter((subspace) => subspace.stage === stage).map(() => [second]),
    )
    t.throws(() => forget(before, third, false, () => true), { code: 'ALREADY_EXISTS', message: /only replica of regions of space people/ })
    const after = forget(between, second, false, () => true).configuration.spaces.get(space.id)!
    t.deepEqual(stages(after), stage === 'building' ? ['serving', 'serving', 'serving'] : ['serving', 'building', 'serving', 'serving'])
    for (const region of after.subspaces.flatMap(({ regions }) => regions)) t.deepEqual(region.members, [third])
  }
})

test('grids that have taken the place of others are not given up with a server', (t) => {
  const cluster = new LivingCluster(t, 2)
  cluster.addSpace(people.replace('1 failure', '0 failures'))
  cluster.settle()
  cut(cluster, 10)
  for (const server of cluster.running) cluster.owing.add(server)
  cluster.until(() => stages(only(cluster)).includes('retiring'))
  const [first] = cluster.running
  cluster.stop(first!)
  cluster.pass(10_000)
  const before = cluster.configuration
  t.throws(() => cluster.forget(first!), { code: 'ALREADY_EXISTS', message: /has the only replica of regions of space people/ })
  t.is(cluster.configuration, before)
})

test("the key's new grid is given up with a server also when the others have taken their places; the next cut begins where it was", (t) => {
  const { cluster, space, lost, others } = turning(t)
  const withMembers = (subspace: Subspace, members: readonly number[]): Subspace => {
    const regions = subspace.regions.map(({ joined: _, learner: __, ...region }) => ({ ...region, members }))
    return { ...subspace, regions }
  }
  const subspaces = space.subspaces
    .filter(({ stage }) => stage !== 'retiring')
    .map((subspace) => withMembers(subspace, subspace.stage === 'building' ? [lost] : others))
  const { state } = cluster.core
  const before = { ...state, configuration: { ...state.configuration, spaces: new Map([[space.id, { ...space, subspaces }]]) } }
  const givenUp = setPartitions(before, { space: 'people', partitions: 4, sample }, []).configuration.spaces.get(space.id)!
  t.deepEqual(stages(givenUp), ['serving', 'serving', 'serving'])
  const after = forget(before, lost, false, () => false)
  const left = after.configuration.spaces.get(space.id)!
  t.deepEqual(stages(left), ['serving', 'serving', 'serving'])
  t.deepEqual(
    left.subspaces.map(({ axes }) => axes),
    [subspaces[0]!, ...subspaces.slice(2)].map(({ axes }) => axes),
  )
  const available = others.map((server) => after.configuration.servers.get(server)!)
  const again = setPartitions(after, { space: 'people', partitions: 9, sample }, available).configuration.spaces.get(space.id)!
  t.deepEqual(stages(again), ['serving', 'building', 'serving', 'serving'])
  // Nothing of this cut has taken its place yet: it can be given up.
  const state9 = { ...after, configuration: { ...after.configuration, spaces: new Map([[space.id, again]]) } }
  const given = setPartitions(state9, { space: 'people', partitions: 4, sample }, available).configuration.spaces.get(space.id)!
  t.deepEqual(stages(given), ['serving', 'serving', 'serving'])
})

/** Of each server that is here: it is the only member of regions of the stage, and of no others. */
function onlyIn(cluster: LivingCluster, stage: string): number | undefined {
  const isSole = (server: number, wanted: (of: string) => boolean) =>
    only(cluster).subspaces.some(
      ({ regions }, index) => wanted(stages(only(cluster))[index]!) && regions.some(({ members }) => String(members) === String(server)),
    )
  return [...cluster.running].find((server) => isSole(server, (of) => of === stage) && !isSole(server, (of) => of !== stage))
}

test("the key's new grid is given up with a server also while former grids retire, or the key's own is closed: that serves again", (t) => {
  for (const [servers, closed] of [
    [6, false],
    [4, true],
  ] as const) {
    const cluster = new LivingCluster(t, servers)
    cluster.addSpace('space people key name attributes int age subspace age create 2 partitions tolerate 1 failure')
    cluster.pass(3_000)
    cluster.drained = !closed
    if (!closed) for (const server of cluster.running) cluster.owing.add(server)
    cut(cluster, 3)
    const under = closed ? ['retiring', 'building', 'serving'] : ['serving', 'building', 'retiring', 'serving']
    cluster.until(() => String(stages(only(cluster))) === String(under))
    // The power of all fails, and all come back.
    const all = [...cluster.running]
    cluster.stop(...all)
    cluster.compared = false
    for (const server of all) cluster.restart(server, { start: startKind.forgetful })
    cluster.owing.clear()
    cluster.pass(3_000)
    t.true(cluster.regions().every(({ reconciling }) => reconciling))
    const lost = onlyIn(cluster, 'building')!
    cluster.stop(lost)
    cluster.pass(30_000)
    t.deepEqual(stages(only(cluster)), under)
    const epochs = regionsOf(cluster.configuration)
    const [former] = only(cluster).subspaces
    cluster.forget(lost)
    const space = only(cluster)
    t.deepEqual(stages(space), closed ? ['serving', 'serving'] : ['serving', 'retiring', 'serving'])
    t.deepEqual(space.subspaces[0]!.axes, former!.axes)
    t.is(space.buildingPartitions, undefined)
    for (const { id, epoch, reconciling } of cluster.regions()) {
      t.true(epoch > epochs.get(id)!.epoch)
      t.true(reconciling, 'what is left is compared all the same')
    }
    cluster.check()
    cluster.compared = true
    cluster.settle()
    t.deepEqual(stages(only(cluster)), ['serving', 'serving'])
    cluster.drained = true
    cut(cluster, 3)
    cluster.settle()
    t.deepEqual([stages(only(cluster)), only(cluster).definition.partitions], [['serving', 'serving'], 3])
  }
})

test("nor does the key's new grid wait for a region of a former one that waits for the lost server itself", (t) => {
  const { cluster, space, lost, others } = turning(t)
  const [second, third] = others as [number, number]
  const subspaces = space.subspaces.map(({ regions, ...subspace }) => ({
    ...subspace,
    regions: regions.map(({ joined: _, learner: __, ...region }, index): Region => {
      if (index > 0 || subspace.stage === undefined) return { ...region, members: others }
      return subspace.stage === 'building' ? { ...region, members: [lost] } : { ...region, members: [second, lost], doubtful: [second] }
    }),
  }))
  const { state } = cluster.core
  const before = { ...state, configuration: { ...state.configuration, spaces: new Map([[space.id, { ...space, subspaces }]]) } }
  const after = forget(before, lost, false, () => false).configuration.spaces.get(space.id)!
  t.deepEqual(stages(after), ['serving', 'retiring', 'serving', 'retiring', 'serving'])
  for (const { regions } of after.subspaces) t.false(regions.some(({ members }) => members.includes(lost)))
  t.deepEqual(after.subspaces[1]!.regions[0]!.members, [second])
  t.throws(() => forget(before, third, false, () => false), { code: 'ALREADY_EXISTS' })
})

test('a server that holds nothing is forgotten whatever is being cut', (t) => {
  for (const [text, partitions] of [
    ['subspace age', 10],
    ['subspace age', 4],
    ['subspace age subspace town', 4],
    ['', 10],
  ] as const) {
    for (const stage of ['building', 'retiring'] as const) {
      const cluster = new LivingCluster(t, 3)
      cluster.addSpace(`space people key name attributes int age, string town ${text} create 4 partitions tolerate 1 failure`)
      cluster.settle()
      const spare = cluster.join(4)
      cluster.do((core) => core.setOffline(spare, cluster.now))
      cluster.settle()
      cluster.filled = stage === 'retiring'
      for (const server of cluster.running) cluster.owing.add(server)
      cut(cluster, partitions)
      cluster.until(() => stages(only(cluster)).includes(stage) || text === '')
      cluster.stop(spare)
      cluster.pass(10_000)
      const before = only(cluster)
      cluster.forget(spare)
      t.false(cluster.configuration.servers.has(spare))
      t.is(only(cluster), before)
    }
  }
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
