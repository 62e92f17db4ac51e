import test from 'ava'
import { addressLost } from '../../coordinator/core/edit.ts'
import { limitsDefault } from '../../coordinator/core/limits.ts'
import { type Registration, startKind } from '../../coordinator/core/registration.ts'
import { Cluster, regionsOf, registration } from './commands.ts'

const kv = 'space kv key k create 4 partitions'

test('the first start founds a cluster, later ones find it', (t) => {
  const cluster = new Cluster()
  t.is(cluster.configuration.cluster, 'cluster-1')
  t.is(cluster.configuration.version, 1)
  cluster.restartCoordinator()
  t.is(cluster.configuration.cluster, 'cluster-1')
  t.is(cluster.configuration.version, 1)
})

test('new servers get rising ids, and the host of their address as domain', (t) => {
  const cluster = new Cluster()
  t.is(cluster.join(1), 1)
  t.is(cluster.join(2, 'rack'), 2)
  t.deepEqual(cluster.configuration.servers.get(1), { id: 1, address: '127.0.0.1:1', domain: '127.0.0.1', incarnation: 1 })
  t.is(cluster.configuration.servers.get(2)?.domain, 'rack')
  cluster.restartCoordinator()
  t.is(cluster.join(3), 3)
})

test('a restart raises the epochs of exactly the chains that the server is in', (t) => {
  const cluster = Cluster.withServers(3)
  cluster.addSpace(kv)
  const before = regionsOf(cluster.configuration)
  cluster.restart(2)
  const version = cluster.configuration.version
  for (const [id, region] of regionsOf(cluster.configuration)) {
    t.is(region.epoch, before.get(id)!.epoch + (region.members.includes(2) ? 1 : 0))
  }
  t.is(cluster.configuration.servers.get(2)?.incarnation, 2)
  t.is(cluster.configuration.version, version)
})

test('the same registration again changes nothing', (t) => {
  const cluster = Cluster.withServers(2)
  cluster.addSpace(kv)
  cluster.restart(1)
  const { configuration } = cluster
  const again = registration(1, { cluster: 'cluster-1', server: 1, incarnation: 2, start: startKind.sameBoot })
  t.deepEqual(
    cluster.do((core) => core.register(again, cluster.now)),
    { server: 1 },
  )
  t.is(cluster.configuration, configuration)
})

test('an outdated copy of a data directory is refused', (t) => {
  const cluster = Cluster.withServers(2)
  cluster.restart(1)
  const refused = (over: object) =>
    t.throws(() => cluster.core.register(registration(1, { cluster: 'cluster-1', server: 1, start: startKind.clean, ...over }), 0), {
      code: 'VERSION_MISMATCH',
    })
  refused({ incarnation: 1 })
  refused({ incarnation: 2, address: '127.0.0.1:77' })
})

test('a copy from before the last start is refused at the same address too, whether or not the coordinator was started since', (t) => {
  const cluster = Cluster.withServers(2)
  cluster.addSpace(kv)
  cluster.restart(1, { nonce: 7 })
  const again = (nonce: number) =>
    cluster.do((core) =>
      core.register(registration(1, { cluster: 'cluster-1', server: 1, incarnation: 2, start: startKind.clean, nonce }), cluster.now),
    )
  for (const restarted of [false, true]) {
    if (restarted) cluster.restartCoordinator()
    t.throws(() => again(8), { code: 'VERSION_MISMATCH' })
    t.deepEqual(again(7), { server: 1 }, 'the start that is known, whose answer was lost')
  }
})

test('a copy of the last run that lacks what the server has noted since is taken for a damaged disk', (t) => {
  const outdated = { start: startKind.sameBoot, pulse: 4 }
  const alone = Cluster.withServers(2)
  alone.addSpace(`${kv} tolerate 0 failures`)
  alone.heartbeat(1, [], alone.configuration.version, 5)
  const error = t.throws(() => alone.restart(1, outdated), { code: 'PERMISSION_DENIED' }) as Error & { remedy: string }
  t.regex(error.message, /outdated copy/)
  t.regex(error.remedy, /--accept-forgotten/)
  t.is(alone.core.sightings(alone.now)[0]!.state, 'refusing')
  t.notThrows(() => alone.restart(1, { ...outdated, pulse: 5 }), 'the directory that it used last')
  alone.heartbeat(1, [], alone.configuration.version, 6)
  t.notThrows(() => alone.restart(1, { ...outdated, acceptForgotten: true }))
  t.notThrows(() => alone.restart(1, outdated), 'it was taken back as it is')

  const others = Cluster.withServers(2)
  others.addSpace(kv)
  others.heartbeat(1, [], others.configuration.version, 5)
  // At once, whoever is there: it would say the same to another coordinator, which could not tell.
  others.restart(1, outdated)
  for (const { members } of regionsOf(others.configuration).values()) t.deepEqual(members, [2])
})

test('another protocol, cluster or server id is refused', (t) => {
  const cluster = Cluster.withServers(1)
  const refused = (over: object) =>
    t.throws(() => cluster.core.register(registration(5, over), 0), { code: 'VERSION_MISMATCH' }, JSON.stringify(over))
  refused({ protocol: 2 })
  refused({ cluster: 'elsewhere', server: 1 })
  cluster.do((core) => core.forgetServer(1, limitsDefault.suspicionMs))
  refused({ cluster: 'cluster-1', server: 1, incarnation: 4 })
  t.throws(() => cluster.core.register(registration(5, { address: 'nowhere' }), 0), { code: 'INVALID' })
})

test('the only holder of a region whose disk is damaged is turned away and shown as refusing, unless that is accepted', (t) => {
  const cluster = Cluster.withServers(2)
  cluster.addSpace(`${kv} tolerate 0 failures`)
  const error = t.throws(() => cluster.restart(1, { start: startKind.damaged }), { code: 'PERMISSION_DENIED' }) as Error & {
    remedy: string
  }
  t.regex(error.remedy, /--accept-forgotten/)
  const sighting = cluster.core.sightings(cluster.now)[0]!
  t.is(sighting.state, 'refusing')
  t.regex(sighting.reason, /was found damaged/)
  cluster.restart(1, { start: startKind.damaged, acceptForgotten: true })
  t.is(cluster.core.sightings(cluster.now)[0]!.state, 'starting')
})

test('a server whose disk is damaged leaves the chains that have another full member; one that may have forgotten is in doubt', (t) => {
  const cluster = Cluster.withServers(2)
  cluster.addSpace(kv)
  cluster.restart(1, { start: startKind.forgetful })
  for (const { members, doubtful } of regionsOf(cluster.configuration).values()) {
    t.deepEqual([[...members].sort(), doubtful], [[1, 2], [1]])
  }
  cluster.now += limitsDefault.suspicionMs
  cluster.heartbeat(2)
  cluster.restart(1, { start: startKind.damaged })
  for (const { members, doubtful } of regionsOf(cluster.configuration).values()) t.deepEqual([members, doubtful], [[2], undefined])
})

test('a damaged server gives its place up to nobody who is not there', (t) => {
  const cluster = Cluster.withServers(2)
  cluster.addSpace(kv)
  cluster.heartbeat(2)
  cluster.core.left(2, 1)
  cluster.now += limitsDefault.suspicionMs
  const before = cluster.configuration
  const start = (over = {}) => cluster.restart(1, { start: startKind.damaged, ...over })
  const error = t.throws(() => start(), { code: 'UNAVAILABLE', message: /server 2 does not run, or waits like this one$/ }) as Error & {
    remedy: string
  }
  t.regex(error.remedy, /^Start server 2 as well\..*--accept-forgotten/)
  t.is(cluster.core.sightings(cluster.now)[0]!.state, 'refusing')
  cluster.restartCoordinator()
  t.throws(() => start(), { code: 'UNAVAILABLE' }, 'a new coordinator has not heard the others yet')
  t.deepEqual(cluster.configuration, before)
  cluster.now += limitsDefault.suspicionMs
  cluster.heartbeat(2)
  start()
  for (const { members } of regionsOf(cluster.configuration).values()) t.deepEqual(members, [2])

  const lost = Cluster.withServers(2)
  lost.addSpace(kv)
  lost.core.left(2, 1)
  lost.now += limitsDefault.suspicionMs
  lost.restart(1, { start: startKind.damaged, acceptForgotten: true })
  for (const { members } of regionsOf(lost.configuration).values()) t.deepEqual(members, [1])
})

test('a forgetful server that holds nothing is welcome', (t) => {
  const cluster = Cluster.withServers(2)
  t.notThrows(() => cluster.restart(1, { start: startKind.forgetful }))
})

test('the address of a running server is refused, that of a stopped one passes on', (t) => {
  const cluster = Cluster.withServers(2)
  cluster.addSpace(kv)
  t.throws(() => cluster.core.register(registration(1), cluster.now), { code: 'ALREADY_EXISTS' })
  cluster.core.left(1, 1)
  t.throws(() => cluster.core.register(registration(1), cluster.now), { code: 'UNAVAILABLE' }, 'it may come back')
  cluster.now += limitsDefault.suspicionMs
  const { server } = cluster.do((core) => core.register(registration(1), cluster.now))
  t.is(server, 3)
  t.is(cluster.configuration.servers.get(3)?.address, '127.0.0.1:1')
  t.is(cluster.configuration.servers.get(1)?.address, addressLost)
  cluster.restart(1, { address: '127.0.0.1:8' })
  t.is(cluster.configuration.servers.get(1)?.address, '127.0.0.1:8')
})

test('a first registration whose answer was lost leaves no second server', (t) => {
  const cluster = new Cluster()
  cluster.do((core) => core.register(registration(1), 0))
  const { server } = cluster.do((core) => core.register(registration(1), limitsDefault.suspicionMs))
  t.is(server, 2)
  t.deepEqual([...cluster.configuration.servers.keys()], [2])
})

test('a first registration that comes once more has the same answer, also when its repetition overtook it', (t) => {
  const cluster = new Cluster()
  const first = registration(1, { nonce: 7 })
  const register = (call: Registration) => cluster.do((core) => core.register(call, cluster.now)).server
  t.is(register(first), 1)
  const { configuration } = cluster
  t.is(register(first), 1)
  t.is(cluster.configuration, configuration)
  // Another process at that address, which knows of no id: nobody will ever come back with the former one.
  cluster.now += limitsDefault.suspicionMs
  t.is(register(registration(1, { nonce: 8 })), 2)
  t.deepEqual([...cluster.configuration.servers.keys()], [2])
})

test('a first registration that comes once more when its server has started anew does not take its address, whenever it comes', (t) => {
  const cluster = new Cluster()
  const first = registration(1, { nonce: 7 })
  const { server } = cluster.do((core) => core.register(first, cluster.now))
  cluster.heartbeat(server)
  cluster.incarnations.set(server, 1)
  cluster.core.left(server, 1)
  cluster.restart(server, { nonce: 8 })
  const before = cluster.configuration
  const again = () => cluster.core.register(first, cluster.now)
  const refused = { code: 'UNAVAILABLE', message: /is that of server 1, which may just be starting$/ }
  t.throws(again, refused)
  cluster.heartbeat(server)
  cluster.core.left(server, 2)
  t.throws(again, refused, 'its stream of heartbeats has just broken')
  cluster.now += 10 * limitsDefault.suspicionMs
  t.throws(again, refused, 'it has been starting for long')
  cluster.restartCoordinator()
  t.throws(again, refused)
  t.deepEqual(cluster.configuration, before)
  // A server with an empty data directory takes the place of one that has not come.
  cluster.now += limitsDefault.suspicionMs
  t.is(cluster.do((core) => core.register(registration(1, { nonce: 9 }), cluster.now)).server, 2)
  t.is(cluster.configuration.servers.get(1)!.address, addressLost)
})

test('the entry of a server that has its id does not go with a first registration of a process before it', (t) => {
  const cluster = new Cluster()
  const late = registration(1, { nonce: 7 })
  const started = registration(1, { nonce: 8 })
  const { server } = cluster.do((core) => core.register(started, cluster.now))
  t.throws(() => cluster.core.register(late, cluster.now), { code: 'UNAVAILABLE' }, 'it may have its id, and be about to say so')
  cluster.do((core) => core.register({ ...started, cluster: 'cluster-1', server }, cluster.now))
  cluster.now += limitsDefault.suspicionMs
  t.is(cluster.do((core) => core.register(late, cluster.now)).server, 2)
  t.is(cluster.configuration.servers.get(1)!.address, addressLost, 'it has its id, and may come back')
})

test('a new coordinator gives the address of a server that it has not heard yet to nobody', (t) => {
  for (const holds of [true, false]) {
    const cluster = Cluster.withServers(1)
    if (holds) cluster.addSpace(kv)
    const before = cluster.configuration
    cluster.restartCoordinator()
    t.throws(() => cluster.core.register(registration(1, { nonce: 8 }), cluster.now), { code: 'UNAVAILABLE' })
    cluster.heartbeat(1)
    cluster.now += limitsDefault.suspicionMs / 2
    cluster.heartbeat(1)
    t.throws(() => cluster.core.register(registration(1, { nonce: 8 }), cluster.now), { code: 'ALREADY_EXISTS' })
    t.deepEqual(cluster.configuration, before)
  }
})

test('a start beside a running process of the same server is refused', (t) => {
  const cluster = Cluster.withServers(1)
  t.throws(() => cluster.restart(1, { address: '127.0.0.1:9' }), { code: 'ALREADY_EXISTS' })
})

test('heartbeats of an older start are refused', (t) => {
  const cluster = Cluster.withServers(1)
  cluster.restart(1)
  const heartbeat = { server: 1, incarnation: 1, configurationVersion: 1, spaces: [] }
  t.throws(() => cluster.core.heard(heartbeat, 0), { code: 'VERSION_MISMATCH' })
  cluster.join(2)
  cluster.do((core) => core.forgetServer(2, limitsDefault.suspicionMs))
  t.throws(() => cluster.core.heard({ ...heartbeat, server: 2 }, 0), { code: 'VERSION_MISMATCH' })
})

test('who knows of more than the coordinator does is sent to the one that leads now, and neither ended nor told to empty its directory', (t) => {
  const former = Cluster.withServers(2)
  former.do((core) => core.killServer(1, former.now))
  const leading = new Cluster()
  leading.kept = former.kept
  leading.restartCoordinator()
  leading.do((core) => core.setOnline(1))
  for (const server of [1, 2]) {
    leading.incarnations.set(server, 1)
    leading.restart(server)
  }
  const third = leading.join(3)
  const returns = (server: number, incarnation: number) =>
    registration(server, { cluster: 'cluster-1', server, incarnation, start: startKind.sameBoot })
  const sentOn = { code: 'UNAVAILABLE', message: /has fallen behind/ }
  for (const [server, incarnation] of [
    [1, 2],
    [2, 2],
    [third, 1],
  ] as const) {
    const heartbeat = { server, incarnation, configurationVersion: leading.configuration.version, spaces: [] }
    t.throws(() => former.core.heard(heartbeat, 0), sentOn, `server ${server}`)
    t.throws(
      () => former.core.heard({ ...heartbeat, configurationVersion: 1 }, 0),
      server === 1 ? undefined : sentOn,
      `server ${server}, yet to be told`,
    )
    leading.do((core) => core.heard(heartbeat, leading.now))
  }
  t.throws(() => former.core.register(returns(third, 2), 0), sentOn)
  const { server } = leading.do((core) => core.register(returns(third, 2), leading.now))
  t.is(server, third)
})

test('who has installed more than the coordinator knows of is sent to the one that leads now', (t) => {
  const cluster = Cluster.withServers(1)
  const { version } = cluster.configuration
  const heartbeat = { server: 1, incarnation: 1, configurationVersion: version, spaces: [] }
  t.deepEqual(
    cluster.do((core) => core.heard(heartbeat, 0)),
    { configurationVersion: version },
  )
  t.throws(() => cluster.core.heard({ ...heartbeat, configurationVersion: version + 1 }, 0), {
    code: 'UNAVAILABLE',
    message: /has fallen behind/,
  })
})

test('sightings tell serving, silent and starting servers apart', (t) => {
  const cluster = Cluster.withServers(1)
  const state = (now: number) => cluster.core.sightings(now)[0]!
  t.like(state(100), { state: 'serving', age: 100, configurationVersion: cluster.configuration.version })
  t.is(state(limitsDefault.suspicionMs - 1).state, 'serving')
  t.is(state(limitsDefault.suspicionMs).state, 'silent')
  cluster.now = 4_000
  cluster.restart(1)
  t.is(state(4_100).state, 'starting')
  cluster.heartbeat(1)
  t.is(state(4_100).state, 'serving')
})

test('a new server is given regions when it has its id for certain: it says it, or serves under it', (t) => {
  const cluster = Cluster.withServers(1)
  const one = 'tolerate 1 failure'
  const registered = (port: number, over = {}) => cluster.do((core) => core.register(registration(port, over), cluster.now)).server
  // Its answer may be lost, or it may die before it writes the id down: then nobody ever comes back under it.
  const second = registered(2)
  cluster.addSpace(`space a key k create 1 partition ${one}`)
  t.deepEqual(membersOf(cluster, 'a'), [1])
  t.is(registered(2, { cluster: 'cluster-1', server: second }), second)
  cluster.addSpace(`space b key k create 1 partition ${one}`)
  t.deepEqual(membersOf(cluster, 'b').sort(), [1, second])
})

test('a server whose address another one has is given no regions by a new coordinator either', (t) => {
  const cluster = Cluster.withServers(1)
  cluster.core.left(1, 1)
  cluster.now += limitsDefault.suspicionMs
  const { server } = cluster.do((core) => core.register(registration(1), cluster.now))
  cluster.restartCoordinator()
  cluster.heartbeat(server)
  cluster.addSpace('space a key k create 1 partition tolerate 1 failure')
  t.deepEqual(membersOf(cluster, 'a'), [server])
})

test('a new coordinator gives no regions to a server of which nobody knows that it has its id', (t) => {
  const cluster = Cluster.withServers(1)
  const { server } = cluster.do((core) => core.register(registration(2), cluster.now))
  cluster.restartCoordinator()
  cluster.heartbeat(1)
  cluster.addSpace('space a key k create 1 partition tolerate 1 failure')
  t.deepEqual(membersOf(cluster, 'a'), [1])
  cluster.heartbeat(server)
  cluster.addSpace('space b key k create 1 partition tolerate 1 failure')
  t.deepEqual(membersOf(cluster, 'b').sort(), [1, server])
})

function membersOf(cluster: Cluster, name: string): number[] {
  for (const { definition, subspaces } of cluster.configuration.spaces.values()) {
    if (definition.name === name) return [...subspaces[0]!.regions[0]!.members]
  }
  return []
}
