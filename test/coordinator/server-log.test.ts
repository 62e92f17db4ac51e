import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { startKind } from '../../coordinator/core/registration.ts'
import { CoordinatorProcess } from '../../coordinator/service/coordinator-process.ts'
import { ServerLog } from '../../coordinator/service/server-log.ts'
import { CoordinatorCaller } from '../../src/transport/coordinator-caller.ts'
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
  const log = new ServerLog(lines, cluster.configuration)
  const until = (condition: () => boolean) =>
    cluster.until(() => {
      log.follow(cluster.configuration)
      return condition()
    })
  return { cluster, lines, log, until }
}

test('a server that is taken out of its chains and comes back is told of, in one line each', (t) => {
  const { cluster, lines, until } = watched(t)
  const chains = cluster.regionsWith(1).length
  cluster.stop(1)
  until(() => cluster.regionsWith(1).length === 0)
  t.deepEqual(lines.taken(), [`warn server 1 was taken out of ${chains} chains`])

  cluster.restart(1)
  until(() => cluster.regions().every(({ members }) => members.includes(1)))
  const [started, returned, ...others] = lines.taken()
  t.is(started, 'info server 1 at 127.0.0.1:1 has come back, its start 2')
  t.regex(returned!, /^info server 1 has come back into \d+ chains?, others may follow$/)
  t.deepEqual(others, [])
})

test('regions that move from one server to another are no failure of the former', (t) => {
  const { cluster, lines, until } = watched(t)
  const joined = cluster.join(3)
  until(() => cluster.regionsWith(joined).length > 0 && cluster.core.isStable(cluster.now))
  t.deepEqual(lines.taken(), ['info server 3 at 127.0.0.1:3 is new'])
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

  const unknown = { address: '127.0.0.1:2013', server: server + 1, cluster: coordinator.cluster, incarnation: 1, start: startKind.clean }
  for (let times = 0; times < 2; times++) await t.throwsAsync(caller.register(unknown), { code: 'VERSION_MISMATCH' })
  const refusal =
    /^warn server 2 at 127\.0\.0\.1:2013 was refused: VERSION_MISMATCH: cluster .* has no server 2\. Start the server with an empty/
  const refused = lines.taken()
  t.is(refused.length, 1)
  t.regex(refused[0]!, refusal)

  await caller.register({ address: unknown.address, incarnation: 1, start: startKind.fresh })
  t.deepEqual(lines.taken(), ['info server 2 at 127.0.0.1:2013 is new'])
  await t.throwsAsync(caller.register({ ...unknown, server: 3 }), { code: 'VERSION_MISMATCH' })
  t.is(lines.taken().length, 1)
})
