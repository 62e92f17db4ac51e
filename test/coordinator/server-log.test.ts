import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { startKind } from '../../coordinator/core/registration.ts'
import { CoordinatorProcess } from '../../coordinator/service/coordinator-process.ts'
import { ServerLog } from '../../coordinator/service/server-log.ts'
import { HyperdexError } from '../../src/errors.ts'
import { CoordinatorCaller } from '../../src/transport/coordinator-caller.ts'
import { registration } from './commands.ts'
import { LivingCluster } from './living-cluster.ts'

class Lines {
  lines: string[] = []
  info = (text: string) => void this.lines.push(`info ${text}`)
  warn = (text: string) => void this.lines.push(`warn ${text}`)
  error = (text: string) => void this.lines.push(`error ${text}`)

  /** Those since the last time, without the numbers of configurations. */
  taken(): string[] {
    return this.lines.splice(0).map((line) => line.replace(/, configuration \d+$/, ''))
  }
}

/** Until `condition`, every step of the cluster shown to the log. */
function watched(t: ExecutionContext) {
  const cluster = new LivingCluster(t, 2)
  cluster.addSpace('space kv key k attribute v subspace v create 6 partitions tolerate 1 failures')
  cluster.pass(5_000)
  const lines = new Lines()
  const log = new ServerLog(lines, cluster.configuration, (server) => cluster.core.reasonAgainst(server, cluster.now))
  const until = (condition: () => boolean) =>
    cluster.until(() => {
      log.follow(cluster.configuration)
      log.listen(cluster.core.hearing(cluster.now))
      return condition()
    })
  return { cluster, lines, log, until }
}

test('a server that is taken out of its chains and comes back is told of, in one line each', (t) => {
  const { cluster, lines, until } = watched(t)
  const chains = cluster.regionsWith(1).length
  cluster.stop(1)
  until(() => cluster.regionsWith(1).length === 0)
  t.deepEqual(lines.taken(), [
    `warn server 1 was taken out of ${chains} chains: it has fallen silent`,
    'warn server 1 at 127.0.0.1:1 has fallen silent; it is in 0 chains',
  ])

  cluster.restart(1)
  until(() => cluster.regions().every(({ members }) => members.includes(1)))
  const [started, returned, ...others] = lines.taken()
  t.is(started, 'info server 1 at 127.0.0.1:1 has come back, its start 2')
  t.regex(returned!, /^info server 1 has come back into \d+ chains?, others may follow$/)
  t.deepEqual(others, [])
})

test('why a server leaves is said as far as it is known', (t) => {
  const damaged = watched(t)
  const chains = damaged.cluster.regionsWith(1).length
  damaged.cluster.restart(1, { start: startKind.damaged })
  damaged.until(() => true)
  t.deepEqual(damaged.lines.taken(), [
    'info server 1 at 127.0.0.1:1 has come back, its start 2',
    `warn server 1 was taken out of ${chains} chains: it has just started, and may lack something`,
  ])

  const apart = watched(t)
  apart.cluster.broken = [[1, 2]]
  apart.until(() => apart.lines.lines.length > 0)
  const [who] = apart.lines.taken()
  t.regex(who!, /^warn server (1 was .* chains: it and server 2|2 was .* chains: it and server 1) do not reach each other$/)
})

test('regions that move from one server to another are no failure of the former', (t) => {
  const { cluster, lines, until } = watched(t)
  const joined = cluster.join(3)
  until(() => cluster.regionsWith(joined).length > 0 && cluster.core.isStable(cluster.now))
  t.deepEqual(lines.taken(), ['info server 3 at 127.0.0.1:3 is new'])
})

test('a server without regions that falls silent is told of, once, and so is that it is heard again, and that it is forgotten', (t) => {
  const { cluster, lines, until } = watched(t)
  const id = cluster.join(3)
  until(() => cluster.regionsWith(id).length > 0 && cluster.core.isStable(cluster.now))
  cluster.do((core) => core.setOffline(id, cluster.now))
  until(() => cluster.regionsWith(id).length === 0)
  lines.taken()

  cluster.stop(id)
  const end = cluster.now + 10_000
  until(() => cluster.now >= end)
  t.deepEqual(lines.taken(), [`warn server ${id} at 127.0.0.1:3 has fallen silent; it is in 0 chains`])
  cluster.running.add(id)
  until(() => lines.lines.length > 0)
  t.deepEqual(lines.taken(), [`info server ${id} at 127.0.0.1:3 is heard again`])

  cluster.stop(id)
  until(() => lines.lines.length > 0)
  lines.taken()
  cluster.forget(id)
  until(() => lines.lines.length > 0)
  t.deepEqual(lines.taken(), [`info server ${id} at 127.0.0.1:3 is forgotten`])
})

test('servers that nobody can stand in for are told of when they fall silent, and started again they are not heard again besides', (t) => {
  const { cluster, lines, until } = watched(t)
  cluster.stop(1, 2)
  until(() => lines.lines.length >= 2)
  t.deepEqual(
    lines.taken().map((line) => line.replace(/in \d+/, 'in many')),
    [1, 2].map((id) => `warn server ${id} at 127.0.0.1:${id} has fallen silent; it is in many chains`),
  )
  cluster.restart(1)
  cluster.restart(2)
  const end = cluster.now + 10_000
  until(() => cluster.now >= end)
  t.deepEqual(
    lines.taken(),
    [1, 2].map((id) => `info server ${id} at 127.0.0.1:${id} has come back, its start 2`),
  )
})

test('a server that was taken out of service has not fallen silent, for a new coordinator neither', (t) => {
  const { cluster, lines, until } = watched(t)
  const chains = cluster.regionsWith(2).length
  cluster.kill(2)
  cluster.pass(5_000)
  until(() => true)
  t.deepEqual(lines.taken(), [`warn server 2 was taken out of ${chains} chains: server 2 was taken out of service with \`server kill\``])
  cluster.restartCoordinator()
  cluster.pass(5_000)
  until(() => true)
  t.deepEqual(lines.taken(), [])
})

test('refusals are remembered of so many addresses', (t) => {
  const { lines, log } = watched(t)
  const refuse = (port: number) => log.refused(registration(port), new HyperdexError('VERSION_MISMATCH', `not after ${port} starts`, ''))
  for (let port = 1; port <= 1025; port++) refuse(port)
  lines.taken()
  refuse(1025)
  t.is(lines.taken().length, 0)
  refuse(1)
  t.is(lines.taken().length, 1)
})

test('a refused server is told of once for each reason, and again when it has been taken in meanwhile', async (t) => {
  const data = await mkdtemp(join(tmpdir(), 'hyperdex-coordinator-'))
  t.teardown(() => rm(data, { recursive: true, force: true }))
  const lines = new Lines()
  const coordinator = await CoordinatorProcess.start({ listen: '127.0.0.1:0', data: join(data, 'data'), logger: lines })
  t.teardown(() => coordinator.close())
  const caller = new CoordinatorCaller(coordinator.address)
  t.teardown(() => caller.close())
  const address = '127.0.0.1:2012'
  const { server } = await caller.register({ address, incarnation: 1, start: startKind.fresh })
  lines.taken()

  const outdated = { address: '127.0.0.1:2013', server, cluster: coordinator.cluster, incarnation: 1, start: startKind.clean }
  for (let times = 0; times < 2; times++) await t.throwsAsync(caller.register(outdated), { code: 'VERSION_MISMATCH' })
  const refusal =
    /^warn server 1 at 127\.0\.0\.1:2013 was refused: VERSION_MISMATCH: server 1 was already started 1 times, .*\. The directory is an outdated copy/
  const refused = lines.taken()
  t.is(refused.length, 1)
  t.regex(refused[0]!, refusal)

  await caller.register({ address: outdated.address, incarnation: 1, start: startKind.fresh })
  t.deepEqual(lines.taken(), ['info server 2 at 127.0.0.1:2013 is new'])
  await t.throwsAsync(caller.register(outdated), { code: 'VERSION_MISMATCH' })
  t.is(lines.taken().length, 1)
})
