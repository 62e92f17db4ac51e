import test from 'ava'
import { epochMax } from '../../coordinator/core/chain.ts'
import { startKind } from '../../coordinator/core/registration.ts'
import { type SampleRow, sampleRowsMax } from '../../coordinator/core/sample.ts'
import { cutAnew, settlingMs } from '../../coordinator/core/settling.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { Cluster, regionsOf } from './commands.ts'
import { repairing } from './living-cluster.ts'

const people = 'space people key name attributes int age subspace age create 4 partitions'

function rows(ages: readonly number[]): SampleRow[] {
  return ages.map((age, index) => [encodeString(`p${index}`), encodeInt(BigInt(age))])
}

const ages = rows(Array.from({ length: 100 }, (_, index) => index))

function offered(): { cluster: Cluster; offer: number } {
  const cluster = Cluster.withServers(3)
  cluster.addSpace(people)
  const { offer } = cluster.do((core) => core.offerSample('people', ages, cluster.now))
  return { cluster, offer }
}

const only = (cluster: Cluster) => [...cluster.configuration.spaces.values()][0]!
const empty = [{ space: 1, empty: true }]

test('when every server says that it is empty the axes are cut at the quantiles, in new regions', (t) => {
  const { cluster, offer } = offered()
  t.true(only(cluster).settling)
  const before = regionsOf(cluster.configuration)
  const chains = only(cluster).subspaces.map((subspace) => subspace.regions.map((region) => region.members))
  cluster.heartbeat(1, empty)
  cluster.heartbeat(2, empty)
  t.deepEqual(cluster.core.takeSettlements(), [])
  cluster.heartbeat(3, empty)
  const space = only(cluster)
  t.false(space.settling)
  t.deepEqual(cluster.core.takeSettlements(), [
    { offer, answer: { taken: true, configurationVersion: cluster.configuration.version, reason: '' } },
  ])
  t.deepEqual(
    space.subspaces[1]!.axes[0]!.cutPoints,
    [25, 50, 75].map((age) => encodeInt(BigInt(age))),
  )
  for (const id of regionsOf(cluster.configuration).keys()) t.false(before.has(id))
  t.deepEqual(
    space.subspaces.map((subspace) => subspace.regions.map((region) => region.members)),
    chains,
  )
})

test('the new regions begin above all epochs of the old ones: no version is given twice', (t) => {
  const { cluster } = offered()
  cluster.restart(1)
  cluster.restart(1)
  const highest = Math.max(...[...regionsOf(cluster.configuration).values()].map(({ epoch }) => epoch))
  t.true(highest > 1)
  for (const server of [1, 2, 3]) cluster.heartbeat(server, empty)
  t.false(only(cluster).settling)
  const begun = [...regionsOf(cluster.configuration).values()]
  for (const { epoch, founded, forgot } of begun) t.deepEqual([epoch, founded, forgot], [highest + 1, highest + 1, undefined])
})

test('what the old regions may have forgotten the new ones do not know either', (t) => {
  const { cluster } = offered()
  const { configuration } = cluster
  const space = only(cluster)
  const subspaces = space.subspaces.map(({ axes, regions }) => ({
    axes,
    regions: regions.map((region, index) => ({ ...region, epoch: 7, forgot: 3 + index })),
  }))
  const state = { ...cluster.core.state, configuration: { ...configuration, spaces: new Map([[1, { ...space, subspaces }]]) } }
  const cut = cutAnew(
    state,
    { ...space, subspaces },
    subspaces.map(({ axes }) => axes),
  ).configuration.spaces.get(1)!
  for (const { regions } of cut.subspaces)
    for (const { epoch, forgot } of regions) t.deepEqual([epoch, forgot], [8, 3 + subspaces[0]!.regions.length - 1])
})

test('a space whose copies are compared after a loss of power is not cut: nobody knows yet what it has forgotten', (t) => {
  const begun = () => {
    const cluster = new Cluster(repairing)
    for (const port of [1, 2, 3]) cluster.join(port)
    cluster.addSpace(people)
    return cluster
  }
  const offer = (cluster: Cluster) => cluster.do((core) => core.offerSample('people', ages, cluster.now)).offer
  const reason = /^the copies of space people are compared after a loss of power$/

  const before = begun()
  before.restart(1, { start: startKind.forgetful })
  before.heartbeat(1)
  t.true([...regionsOf(before.configuration).values()].some(({ doubtful }) => doubtful))
  offer(before)
  t.regex(before.core.takeSettlements()[0]!.answer.reason, reason)
  t.false(only(before).settling)

  const meanwhile = begun()
  const number = offer(meanwhile)
  const ids = [...regionsOf(meanwhile.configuration).keys()]
  meanwhile.restart(1, { start: startKind.forgetful })
  for (const server of [1, 2, 3]) meanwhile.heartbeat(server, empty)
  const [settlement] = meanwhile.core.takeSettlements()
  t.is(settlement!.offer, number)
  t.false(settlement!.answer.taken)
  t.regex(settlement!.answer.reason, reason)
  t.false(only(meanwhile).settling)
  t.deepEqual([...regionsOf(meanwhile.configuration).keys()], ids)
})

test('regions that have used up their epochs are not cut', (t) => {
  const { cluster } = offered()
  const { state } = cluster.core
  const space = only(cluster)
  const subspaces = space.subspaces.map((subspace) => ({
    ...subspace,
    regions: subspace.regions.map((region) => ({ ...region, epoch: epochMax })),
  }))
  cluster.kept = { ...state, configuration: { ...state.configuration, spaces: new Map([[1, { ...space, settling: false, subspaces }]]) } }
  cluster.restartCoordinator()
  for (const server of [1, 2, 3]) cluster.heartbeat(server)
  cluster.do((core) => core.offerSample('people', ages, cluster.now))
  t.regex(cluster.core.takeSettlements()[0]!.answer.reason, /^region \d+ of space people has used up its epochs$/)
})

test('a server that is no more empty than it was ends the settling, though it has said that it is', (t) => {
  const { cluster } = offered()
  cluster.heartbeat(1, empty)
  cluster.heartbeat(2, empty)
  cluster.heartbeat(1, [{ space: 1, empty: false }])
  t.regex(cluster.core.takeSettlements()[0]!.answer.reason, /not empty: server 1 has something of it/)
  t.false(only(cluster).settling)
})

test('what a server says that is in no chain of it, or only learns, ends nothing', (t) => {
  const { cluster } = offered()
  const learner = cluster.join(4)
  cluster.heartbeat(learner, [{ space: 1, empty: false }])
  for (const server of [1, 2, 3]) cluster.heartbeat(server, empty)
  t.true(cluster.core.takeSettlements()[0]!.answer.taken)
})

test('a space of which a chain changes meanwhile is not cut: who has left may have answered, and knows nothing of it any more', (t) => {
  const cluster = new Cluster(repairing)
  for (const port of [1, 2, 3]) cluster.join(port)
  cluster.addSpace(`${people} tolerate 2 failures`)
  const { offer } = cluster.do((core) => core.offerSample('people', ages, cluster.now))
  const ids = [...regionsOf(cluster.configuration).keys()]
  cluster.heartbeat(2, empty)
  cluster.do((core) => core.killServer(1, cluster.now))
  cluster.do((core) => core.setOnline(1))
  // It is in no chain any more.
  cluster.heartbeat(1, empty)
  cluster.heartbeat(3, empty)
  const [settlement] = cluster.core.takeSettlements()
  t.deepEqual(settlement, {
    offer,
    answer: { taken: false, configurationVersion: cluster.configuration.version, reason: 'chains of space people have changed meanwhile' },
  })
  t.false(only(cluster).settling)
  t.deepEqual([...regionsOf(cluster.configuration).keys()], ids)
})

test('nor does a space wait for long then', (t) => {
  const cluster = new Cluster(repairing)
  for (const port of [1, 2, 3]) cluster.join(port)
  cluster.addSpace(`${people} tolerate 2 failures`)
  cluster.do((core) => core.offerSample('people', ages, cluster.now))
  cluster.do((core) => core.killServer(1, cluster.now))
  cluster.do((core) => core.tick(cluster.now))
  t.regex(cluster.core.takeSettlements()[0]!.answer.reason, /have changed meanwhile/)
  t.false(only(cluster).settling)
})

test('a word from before the configuration that settles does not count', (t) => {
  const { cluster } = offered()
  for (const server of [1, 2, 3]) cluster.heartbeat(server, empty, cluster.configuration.version - 1)
  t.true(only(cluster).settling)
})

test('a server that started anew must say it again', (t) => {
  const { cluster } = offered()
  cluster.heartbeat(1, empty)
  cluster.heartbeat(2, empty)
  cluster.restart(1)
  cluster.heartbeat(3, empty)
  t.true(only(cluster).settling)
  cluster.heartbeat(1, empty)
  t.false(only(cluster).settling)
})

test('one server with objects leaves the space as it was', (t) => {
  const { cluster, offer } = offered()
  const { subspaces } = only(cluster)
  cluster.heartbeat(1, empty)
  cluster.heartbeat(2, [{ space: 1, empty: false }])
  t.false(only(cluster).settling)
  t.deepEqual(only(cluster).subspaces, subspaces)
  const [settlement] = cluster.core.takeSettlements()
  t.is(settlement?.offer, offer)
  t.false(settlement?.answer.taken)
  t.regex(settlement!.answer.reason, /not empty: server 2/)
  cluster.heartbeat(3, empty)
  t.deepEqual(only(cluster).subspaces, subspaces)
})

test('silence leaves the space as it was', (t) => {
  const { cluster } = offered()
  cluster.heartbeat(1, empty)
  cluster.do((core) => core.tick(settlingMs - 1))
  t.true(only(cluster).settling)
  cluster.do((core) => core.tick(settlingMs))
  t.false(only(cluster).settling)
  t.regex(cluster.core.takeSettlements()[0]!.answer.reason, /server 2, 3/)
})

test('a coordinator that starts in the middle ends the settling, and takes a new offer', (t) => {
  const { cluster } = offered()
  const { subspaces } = only(cluster)
  cluster.restartCoordinator()
  t.false(only(cluster).settling)
  t.deepEqual(only(cluster).subspaces, subspaces)
  cluster.do((core) => core.offerSample('people', ages, cluster.now))
  for (const server of [1, 2, 3]) cluster.heartbeat(server, empty)
  t.true(cluster.core.takeSettlements()[0]!.answer.taken)
})

test('a second offer meanwhile is turned down and disturbs nothing', (t) => {
  const { cluster, offer } = offered()
  const second = cluster.do((core) => core.offerSample('people', ages, cluster.now))
  const [settlement] = cluster.core.takeSettlements()
  t.is(settlement?.offer, second.offer)
  t.regex(settlement!.answer.reason, /another sample/)
  for (const server of [1, 2, 3]) cluster.heartbeat(server, empty)
  t.is(cluster.core.takeSettlements()[0]?.offer, offer)
})

test('removing the space answers the offer', (t) => {
  const { cluster } = offered()
  cluster.do((core) => core.removeSpace('people'))
  t.like(cluster.core.takeSettlements()[0]?.answer, { taken: false, reason: 'space people was removed' })
  cluster.do((core) => core.tick(60_000))
  t.is(cluster.configuration.spaces.size, 0)
})

test('offers that cannot be taken are turned down at once', (t) => {
  const cluster = Cluster.withServers(2)
  cluster.addSpace(people)
  cluster.addSpace('space kv key k')
  const { version } = cluster.configuration
  const reason = (space: string, sample: readonly SampleRow[]) => {
    cluster.do((core) => core.offerSample(space, sample, cluster.now))
    return cluster.core.takeSettlements()[0]!.answer.reason
  }
  t.regex(reason('kv', [[encodeString('a')]]), /no axis/)
  t.regex(reason('people', []), /no rows/)
  cluster.now = 60_000
  cluster.heartbeat(1)
  t.regex(reason('people', ages), /server 2.*not running/)
  t.is(cluster.configuration.version, version)
})

test('rows that do not fit the space are refused', (t) => {
  const cluster = Cluster.withServers(1)
  cluster.addSpace(people)
  const offer = (row: SampleRow) => () => cluster.core.offerSample('people', [...ages, row], cluster.now)
  t.throws(offer([]), { code: 'INVALID' })
  t.throws(offer([encodeString('x'), Uint8Array.of(1, 2)]), { code: 'INVALID', message: /row 101 .*age/ })
  t.throws(offer([encodeString('x'), encodeInt(1n), encodeInt(1n)]), { code: 'INVALID' })
  t.throws(() => cluster.core.offerSample('nobody', ages, 0), { code: 'UNKNOWN_SPACE' })
  t.notThrows(offer([encodeString('x')]))
})

test('rows beyond the bound are not looked at', (t) => {
  const cluster = Cluster.withServers(1)
  cluster.addSpace(people)
  const sample = Array.from({ length: sampleRowsMax }, (_, index) => ages[index % ages.length]!)
  const bad: SampleRow = [encodeString('x'), Uint8Array.of(1)]
  t.throws(() => cluster.core.offerSample('people', [...sample.slice(1), bad], cluster.now), { code: 'INVALID' })
  t.notThrows(() => cluster.core.offerSample('people', [...sample, bad], cluster.now))
})
