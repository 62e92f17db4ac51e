import test from 'ava'
import fc from 'fast-check'
import { History } from '../../coordinator/core/history.ts'
import { applyChange, changeBetween } from '../../src/cluster/change.ts'
import { type Configuration, emptyConfiguration } from '../../src/cluster/configuration.ts'
import { HyperdexError } from '../../src/errors.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { Cluster, regionsOf } from './commands.ts'

const names = ['a', 'b', 'c']
const spaceText = (name: string, partitions: number) =>
  `space ${name} key k attributes int n subspace n create ${partitions} partitions tolerate 1 failure`
const sample = Array.from({ length: 20 }, (_, index) => [encodeString(`k${index}`), encodeInt(BigInt(index))])

type Command = (cluster: Cluster) => void

/** Nothing happens when there is no such server. */
function withServer(cluster: Cluster, index: number, act: (server: number) => void): void {
  const servers = [...cluster.configuration.servers.keys()]
  if (servers.length > 0) act(servers[index % servers.length]!)
}

/** A server says of every region of its that it is filled and owes nothing. */
function sayAll(cluster: Cluster, server: number): void {
  const { version, servers } = cluster.configuration
  const regions = [...regionsOf(cluster.configuration).values()]
    .filter(({ members }) => members.includes(server))
    .map(({ id, epoch }) => ({ region: id, epoch, owes: false, copied: false, objects: 0, filled: true }))
  const { incarnation } = servers.get(server)!
  cluster.do((core) => core.heard({ server, incarnation, configurationVersion: version, spaces: [], regions }, cluster.now))
}

const index = fc.nat({ max: 20 })
const name = fc.constantFrom(...names)
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.nat({ max: 6 }).map(
    (port): Command =>
      (cluster) =>
        void cluster.join(port),
  ),
  index.map(
    (at): Command =>
      (cluster) =>
        withServer(cluster, at, (server) => cluster.restart(server)),
  ),
  fc.tuple(name, fc.integer({ min: 1, max: 6 })).map(
    ([space, partitions]): Command =>
      (cluster) =>
        void cluster.addSpace(spaceText(space, partitions)),
  ),
  name.map(
    (space): Command =>
      (cluster) =>
        void cluster.do((core) => core.removeSpace(space)),
  ),
  fc.tuple(name, name).map(
    ([from, to]): Command =>
      (cluster) =>
        void cluster.do((core) => core.renameSpace(from, to)),
  ),
  fc.tuple(fc.constantFrom('', ...names), fc.boolean()).map(
    ([space, on]): Command =>
      (cluster) =>
        void cluster.do((core) => core.setReadOnly(space, on)),
  ),
  fc.tuple(name, fc.integer({ min: 1, max: 6 })).map(
    ([space, partitions]): Command =>
      (cluster) =>
        void cluster.do((core) => core.setPartitions({ space, partitions, sample: partitions % 2 ? sample : [] }, cluster.now)),
  ),
  fc.constant<Command>((cluster) => {
    for (const server of cluster.configuration.servers.keys()) sayAll(cluster, server)
    cluster.do((core) => core.tick(cluster.now))
  }),
  name.map(
    (space): Command =>
      (cluster) =>
        void cluster.do((core) => core.offerSample(space, sample, cluster.now)),
  ),
  fc.tuple(index, fc.boolean()).map(
    ([at, empty]): Command =>
      (cluster) =>
        withServer(cluster, at, (server) => {
          const settling = [...cluster.configuration.spaces.values()].filter((space) => space.settling)
          cluster.heartbeat(
            server,
            settling.map((space) => ({ space: space.id, empty: empty || server % 2 === 0 })),
          )
        }),
  ),
  fc.nat({ max: 3_000 }).map(
    (later): Command =>
      (cluster) => {
        cluster.now += later
        cluster.do((core) => core.tick(cluster.now))
      },
  ),
  fc.constant<Command>((cluster) => cluster.restartCoordinator()),
)

/** Runs a command; one that the cluster refuses changes nothing. */
function run(cluster: Cluster, act: Command): boolean {
  const { configuration } = cluster
  try {
    act(cluster)
    return true
  } catch (error) {
    if (!(error instanceof HyperdexError)) throw error
    return cluster.configuration === configuration
  }
}

test('whatever happens: versions rise, epochs never fall, ids are never used twice, changes lead where they should', (t) => {
  fc.assert(
    fc.property(fc.array(command, { minLength: 1, maxLength: 40 }), (commands) => {
      const cluster = new Cluster()
      const epochs = new Map<number, number>()
      const gone = new Set<number>()
      let follower = applyChange(emptyConfiguration, changeBetween(undefined, cluster.configuration))
      const first = follower
      for (const act of commands) {
        const before = cluster.configuration
        t.true(run(cluster, act), 'a refused command changed the configuration')
        const after = cluster.configuration
        t.true(after.version >= before.version)
        if (after.version === before.version) t.deepEqual(after, before)
        follower = applyChange(follower, changeBetween(before, after))
        t.deepEqual(follower, after)
        t.deepEqual(cluster.kept.configuration, after)
        checkRegions(after, epochs, gone)
      }
      t.deepEqual(applyChange(first, changeBetween(first, cluster.configuration)), cluster.configuration)
      function checkRegions(configuration: Configuration, known: Map<number, number>, vanished: Set<number>): void {
        const regions = regionsOf(configuration)
        for (const { id, epoch, members } of regions.values()) {
          t.false(vanished.has(id), `region ${id} came back`)
          t.true(epoch >= (known.get(id) ?? 1), `the epoch of region ${id} fell`)
          t.true(members.every((member) => configuration.servers.has(member)))
          known.set(id, epoch)
        }
        for (const id of known.keys()) if (!regions.has(id)) vanished.add(id)
      }
    }),
    { numRuns: 120 },
  )
})

test('each record raises the version by one', (t) => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
      const cluster = new Cluster()
      const original = cluster.do.bind(cluster)
      cluster.do = (ask) =>
        original((core) => {
          const decision = ask(core)
          for (const { change } of decision.records) {
            if (change !== undefined) t.is(change.toVersion, (change.fromVersion ?? 0) + 1)
          }
          return decision
        })
      for (const act of commands) run(cluster, act)
    }),
    { numRuns: 60 },
  )
})

test('a history leads from every version it keeps to the current one', (t) => {
  const cluster = Cluster.withServers(2)
  const history = new History(cluster.configuration)
  const seen = [cluster.configuration]
  for (const act of [
    () => cluster.addSpace(spaceText('a', 4)),
    () => cluster.restart(1),
    () => cluster.do((core) => core.setReadOnly('', true)),
    () => cluster.restart(2),
  ]) {
    act()
    history.add(cluster.configuration)
    seen.push(cluster.configuration)
  }
  for (const old of seen) {
    const change = history.changeSince(old.version)
    t.is(change.fromVersion, old.version)
    t.deepEqual(applyChange(old, change), history.current)
  }
  for (const unknown of [0, seen[0]!.version - 1, history.current.version + 1]) {
    t.is(history.changeSince(unknown).fromVersion, 0)
  }
})

test('a history keeps a bounded number of configurations', (t) => {
  const cluster = Cluster.withServers(1)
  const history = new History(cluster.configuration)
  const oldest = cluster.configuration.version
  for (let count = 0; count < 1_000; count++) {
    cluster.do((core) => core.setReadOnly('', count % 2 === 0))
    history.add(cluster.configuration)
  }
  t.is(history.changeSince(oldest).fromVersion, 0)
  t.is(history.changeSince(oldest + 1).fromVersion, oldest + 1)
})
