// Servers that never come back while a space is cut anew: what of its grids goes with them.
import test, { type ExecutionContext } from 'ava'
import { startKind } from '../../coordinator/core/registration.ts'
import { setPartitions } from '../../coordinator/core/repartition.ts'
import { forget } from '../../coordinator/core/servers.ts'
import type { State } from '../../coordinator/core/state.ts'
import type { Region, Subspace } from '../../src/cluster/configuration.ts'
import { regionsOf } from './commands.ts'
import { cut, inUse, only, people, sample, stages } from './cuts.ts'
import { LivingCluster } from './living-cluster.ts'

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

/** The cluster's state, its only space's grids being these. */
function stateWith(cluster: LivingCluster, subspaces: readonly Subspace[]): State {
  const { state } = cluster.core
  const space = only(cluster)
  return { ...state, configuration: { ...state.configuration, spaces: new Map([[space.id, { ...space, subspaces }]]) } }
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
  const before = stateWith(cluster, subspaces)
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

test('two servers that each had the only replica of a region of a former grid are not forgotten: of neither is it known that the other answers nothing', (t) => {
  const { cluster, space, lost, others } = turning(t)
  const [second, third] = others as [number, number]
  const subspaces = space.subspaces.map((subspace) => ({
    ...subspace,
    regions: subspace.regions.map(({ joined: _, learner: __, ...region }, index) => ({
      ...region,
      members: subspace.stage === 'retiring' && index < 2 ? [index === 0 ? lost : second] : [third],
    })),
  }))
  const before = stateWith(cluster, subspaces)
  const without =
    (...away: number[]) =>
    ({ members }: Region) =>
      !members.some((member) => away.includes(member))
  for (const server of [lost, second]) {
    t.throws(() => forget(before, server, false, without(lost, second)), { code: 'ALREADY_EXISTS', message: /only replica of regions/ })
  }
  // When one of them has come back, and says so.
  const after = forget(before, lost, false, without(lost)).configuration.spaces.get(space.id)!
  t.deepEqual(stages(after), ['serving', 'building', 'serving', 'serving'])
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
    const before = stateWith(cluster, subspaces)
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
  const before = stateWith(cluster, subspaces)
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
    cluster.addSpace('space people key name attributes int age subspace age create 2 partitions tolerate 0 failures')
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
  const before = stateWith(cluster, subspaces)
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
