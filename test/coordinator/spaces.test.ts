import test from 'ava'
import { limitsDefault } from '../../coordinator/core/limits.ts'
import type { HyperdexError } from '../../src/errors.ts'
import { Cluster, regionsOf } from './commands.ts'

const people = 'space people key name attributes int age, country subspace age, country create 9 partitions'

test('a space gets chains of as many replicas as it can have', (t) => {
  const cluster = Cluster.withServers(1)
  t.deepEqual(cluster.addSpace(people), { configurationVersion: cluster.configuration.version, changed: true })
  for (const region of regionsOf(cluster.configuration).values()) t.deepEqual(region.members, [1])
  cluster.join(2)
  cluster.join(3)
  cluster.addSpace('space kv key k create 5 partitions tolerate 1 failure')
  const kv = [...cluster.configuration.spaces.values()][1]!
  for (const region of kv.subspaces[0]!.regions) t.is(region.members.length, 2)
})

test('the grid is that of the definition and its regions are numbered throughout', (t) => {
  const cluster = Cluster.withServers(2)
  cluster.addSpace(people)
  const space = [...cluster.configuration.spaces.values()][0]!
  t.deepEqual(
    space.subspaces.map((subspace) => subspace.axes.map(({ attribute, side }) => ({ attribute, side }))),
    [
      [{ attribute: 0, side: 9 }],
      [
        { attribute: 1, side: 3 },
        { attribute: 2, side: 3 },
      ],
    ],
  )
  t.deepEqual(
    [...regionsOf(cluster.configuration).keys()],
    Array.from({ length: 18 }, (_, index) => index + 1),
  )
})

test('an equal space is left alone, another one of that name refused', (t) => {
  const cluster = Cluster.withServers(1)
  cluster.addSpace(people)
  const { configuration } = cluster
  t.deepEqual(cluster.addSpace(people.replace('int age', 'int64 age')), { configurationVersion: configuration.version, changed: false })
  t.is(cluster.configuration, configuration)
  t.throws(() => cluster.addSpace('space people key name'), { code: 'ALREADY_EXISTS' })
})

test('nonsense and what is too large are refused', (t) => {
  const cluster = Cluster.withServers(1)
  t.throws(() => cluster.addSpace('space'), { code: 'INVALID' })
  t.throws(() => cluster.addSpace('space tags key set(string) k'), { code: 'INVALID' })
  const names = Array.from({ length: 30 }, (_, index) => `int a${index}`)
  const subspaces = names.map((_, index) => `subspace a${index}`).join(' ')
  t.throws(() => cluster.addSpace(`space big key k attributes ${names.join(', ')} ${subspaces} create 4096 partitions`), {
    code: 'TOO_LARGE',
  })
  t.is(cluster.configuration.spaces.size, 0)
})

test('100,000 regions of all spaces together, and not one more', (t) => {
  const cluster = Cluster.withServers(1)
  const names = Array.from({ length: 23 }, (_, index) => `int a${index}`)
  const subspaces = names.map((_, index) => `subspace a${index}`).join(' ')
  cluster.addSpace(`space big key k attributes ${names.join(', ')} ${subspaces} create 4096 partitions`)
  t.is(regionsOf(cluster.configuration).size, 24 * 4096)
  t.throws(() => cluster.addSpace('space more key k create 1697 partitions'), { code: 'TOO_LARGE', message: /98304 of at most 100000/ })
  cluster.addSpace('space rest key k create 1696 partitions')
  t.is(regionsOf(cluster.configuration).size, 100_000)
  t.throws(() => cluster.addSpace('space one key k create 1 partition'), { code: 'TOO_LARGE' })
})

test('without a running server a space is refused with the remedy', (t) => {
  t.throws(() => new Cluster().addSpace(people), { code: 'UNAVAILABLE', message: /no server yet/ })
  const cluster = Cluster.withServers(2)
  cluster.now = 60_000
  t.throws(() => cluster.addSpace(people), { code: 'UNAVAILABLE', message: /none of the cluster's 2 servers is running/ })
})

test('where no server may hold regions because of an operator the refusal says so', (t) => {
  const cluster = Cluster.withServers(3)
  const refusal = () => t.throws(() => cluster.addSpace(people), { code: 'UNAVAILABLE' }) as HyperdexError
  for (const server of [1, 2]) cluster.do((core) => core.setOffline(server, cluster.now))
  cluster.do((core) => core.killServer(3, cluster.now))
  t.is(refusal().message, "all of the cluster's 3 servers were taken out of service: 1, 2, 3")
  t.regex(refusal().remedy, /`server online 1`/)
  cluster.do((core) => core.setOnline(2))
  cluster.now = 60_000
  t.is(refusal().message, "none of the cluster's 3 servers can hold regions: out of service 1, 3, the others not running")
})

test('a server that is long silent gets no regions of a new space', (t) => {
  const cluster = Cluster.withServers(3)
  cluster.now = limitsDefault.suspicionMs
  cluster.heartbeat(1)
  cluster.heartbeat(3)
  cluster.addSpace(people)
  for (const region of regionsOf(cluster.configuration).values()) t.false(region.members.includes(2))
})

test('a coordinator that has just started counts on every server that has regions', (t) => {
  const cluster = Cluster.withServers(3)
  cluster.addSpace('space kv key k create 8 partitions')
  cluster.now = 60_000
  cluster.restartCoordinator()
  cluster.addSpace(people)
  const { subspaces } = cluster.configuration.spaces.get(2)!
  t.deepEqual([...new Set(subspaces.flatMap(({ regions }) => regions.flatMap(({ members }) => members)))].sort(), [1, 2, 3])
})

test('spaces are renamed and removed, and no id comes again', (t) => {
  const cluster = Cluster.withServers(1)
  cluster.addSpace(people)
  cluster.addSpace('space kv key k create 1 partition')
  t.true(cluster.do((core) => core.renameSpace('people', 'persons')).changed)
  t.is(cluster.configuration.spaces.get(1)?.definition.name, 'persons')
  t.false(cluster.do((core) => core.renameSpace('persons', 'persons')).changed)
  t.throws(() => cluster.core.renameSpace('persons', 'kv'), { code: 'ALREADY_EXISTS' })
  t.throws(() => cluster.core.renameSpace('persons', '__x'), { code: 'INVALID' })
  t.throws(() => cluster.core.renameSpace('people', 'x'), { code: 'UNKNOWN_SPACE' })
  cluster.do((core) => core.removeSpace('kv'))
  t.throws(() => cluster.core.removeSpace('kv'), { code: 'UNKNOWN_SPACE' })
  cluster.restartCoordinator()
  cluster.addSpace('space kv key k create 1 partition')
  t.deepEqual([...cluster.configuration.spaces.keys()], [1, 3])
  t.true(regionsOf(cluster.configuration).has(20))
})

test('the cluster and single spaces become read-only and writable again', (t) => {
  const cluster = Cluster.withServers(1)
  cluster.addSpace(people)
  const set = (name: string, on: boolean) => cluster.do((core) => core.setReadOnly(name, on)).changed
  t.true(set('', true))
  t.false(set('', true))
  t.true(cluster.configuration.readOnly)
  t.true(set('people', true))
  t.false(set('people', true))
  t.true(cluster.configuration.spaces.get(1)!.readOnly)
  t.true(set('', false))
  t.true(set('people', false))
  t.throws(() => cluster.core.setReadOnly('nobody', true), { code: 'UNKNOWN_SPACE' })
})

test('session ids rise from 1 and never come again, also after a restart', (t) => {
  const cluster = new Cluster()
  const open = () => cluster.do((core) => core.openSession(cluster.now)).client
  const ids = Array.from({ length: 1_500 }, open)
  t.deepEqual(
    ids,
    Array.from({ length: 1_500 }, (_, index) => index + 1),
  )
  cluster.restartCoordinator()
  t.true(open() > 1_500)
})
