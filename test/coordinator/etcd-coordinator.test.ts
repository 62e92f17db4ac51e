import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import { Election, type Namespace } from 'etcd3'
import { CoordinatorProcess } from '../../coordinator/service/coordinator-process.ts'
import { EtcdCoordinator, type EtcdCoordinatorOptions } from '../../coordinator/service/etcd-coordinator.ts'
import { readFormerState } from '../../coordinator/service/former-state.ts'
import { connect, space, t as types } from '../../src/index.ts'
import { ServerProcess } from '../../src/server/server-process.ts'
import { openDataDirectory } from '../../src/storage/data-directory.ts'
import { AdminCaller } from '../../src/transport/admin-caller.ts'
import { EtcdCluster, noEtcd } from './etcd.ts'

const leaseSeconds = 2
const anyPort = '127.0.0.1:0'

async function etcd(t: ExecutionContext, size: number): Promise<EtcdCluster | undefined> {
  t.timeout(180_000)
  if (noEtcd === undefined) return EtcdCluster.start(t, size)
  t.log(noEtcd)
  t.pass()
  return undefined
}

async function coordinator(
  t: ExecutionContext,
  cluster: EtcdCluster,
  more: Partial<EtcdCoordinatorOptions> = {},
): Promise<EtcdCoordinator> {
  const started = await EtcdCoordinator.start({ listen: anyPort, etcd: cluster.addresses, leaseSeconds, ...more })
  t.teardown(() => started.close())
  return started
}

async function directory(t: ExecutionContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'hyperdex-etcd-'))
  t.teardown(() => rm(path, { recursive: true, force: true, maxRetries: 5 }))
  return path
}

async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 60_000; !(await condition()); await pause(20)) {
    if (performance.now() > end) throw new Error(`still not: ${what}`)
  }
}

function administration(t: ExecutionContext, ...coordinators: readonly EtcdCoordinator[]): AdminCaller {
  const admin = new AdminCaller(coordinators.map(({ address }) => address))
  t.teardown(() => admin.close())
  return admin
}

test('one of two leads, the other passes administration on and takes over with everything decided', async (t) => {
  const cluster = await etcd(t, 1)
  if (cluster === undefined) return
  // Long, so that on a busy machine nobody else leads before the first one closes, which ends its candidacy at once.
  const first = await coordinator(t, cluster, { leaseSeconds: 20 })
  await until('the first leads', () => first.leads)
  const second = await coordinator(t, cluster, { leaseSeconds: 20 })
  const data = await directory(t)
  const server = await ServerProcess.start({
    coordinators: [second.address, first.address],
    listen: anyPort,
    data: join(data, 'server'),
  })
  t.teardown(() => server.close())
  const admin = administration(t, second)
  await until('the other knows who leads', async () => (await admin.getStatus(false).catch(() => undefined)) !== undefined)
  t.is((await admin.addSpace('space one key k create 1 partition tolerate 0 failures')).changed, true)
  const db = await connect(`hyperdex://${second.address}`)
  t.teardown(() => db.close())
  const one = db.space(space('one', { key: { k: types.string }, tolerate: 0, partitions: 1 }))
  t.true(await one.put('a', {}))
  const { client } = await admin.openSession()
  t.false(second.leads)

  await first.close()
  t.true(await one.put('b', {}))
  await until('the second leads', () => second.leads)
  await until('the server attends the second', async () => {
    const { servers } = await admin.getStatus(false)
    return servers[0]?.state === 'serving'
  })
  t.is((await admin.addSpace('space one key k create 1 partition tolerate 0 failures')).changed, false)
  const { client: next } = await admin.openSession()
  t.true(next > client)
  t.is((await admin.renewSession(client)).client, client)
  t.true(await one.put('c', {}))
  t.is(await one.count({}), 3)
  t.is((await admin.openSession()).client, next + 1, 'sessions are numbered, and whoever wrote has opened none')
})

test('of three etcds the one that leads is killed: coordinators go on deciding, clients go on reading and writing', async (t) => {
  const cluster = await etcd(t, 3)
  if (cluster === undefined) return
  const coordinators = [await coordinator(t, cluster), await coordinator(t, cluster)]
  await until('one leads', () => coordinators.some(({ leads }) => leads))
  const data = await directory(t)
  const server = await ServerProcess.start({
    coordinators: coordinators.map(({ address }) => address),
    listen: anyPort,
    data: join(data, 'server'),
  })
  t.teardown(() => server.close())
  const db = await connect(`hyperdex://${server.address}`)
  t.teardown(() => db.close())
  const schema = space('things', { key: { k: types.string }, attributes: { n: types.int }, tolerate: 0, partitions: 2 })
  await db.admin.addSpace(schema)
  const things = db.space(schema)
  t.true(await things.put('a', { n: 1 }))

  await cluster.kill(await cluster.leader())
  t.like(await things.get('a'), { n: 1 })
  t.true(await things.put('a', { n: 2 }))
  await until('a space can be added', async () => {
    return await db.admin.addSpace('space other key k create 1 partition tolerate 0 failures').then(
      () => true,
      () => false,
    )
  })
  t.like(await things.get('a'), { n: 2 })
})

test('a cluster whose coordinator ran alone goes on over etcd', async (t) => {
  const cluster = await etcd(t, 1)
  if (cluster === undefined) return
  const data = await directory(t)
  const alone = await CoordinatorProcess.start({ listen: anyPort, data: join(data, 'coordinator') })
  const { cluster: id } = alone
  await alone.close()
  const beginWith = await readFormerState(join(data, 'coordinator'))
  const moved = await coordinator(t, cluster, { beginWith })
  await until('it leads', () => moved.leads)
  t.is((await administration(t, moved).getStatus(false)).cluster, id)
  await t.throwsAsync(CoordinatorProcess.start({ listen: anyPort, data: join(data, 'coordinator') }), { code: 'INVALID' })
  await t.throwsAsync(readFormerState(join(data, 'server')), { code: 'INVALID' })
})

test('what the coordinator that ran alone still decided after the move had begun goes into etcd, too', async (t) => {
  const cluster = await etcd(t, 1)
  if (cluster === undefined) return
  const data = join(await directory(t), 'coordinator')
  const sessionOfAlone = async () => {
    const alone = await CoordinatorProcess.start({ listen: anyPort, data })
    const admin = new AdminCaller([alone.address])
    const { client } = await admin.openSession()
    admin.close()
    await alone.close()
    return client
  }
  await sessionOfAlone()
  const beginWith = await readFormerState(data)
  // A supervisor starts it again before the directory is marked.
  const late = await sessionOfAlone()
  const moved = await coordinator(t, cluster, { beginWith })
  await until('it leads', () => moved.leads)
  t.true((await administration(t, moved).openSession()).client > late)
})

test('a move that ended before the state was in etcd is completed by the same command, by whichever of two gets to lead', async (t) => {
  const cluster = await etcd(t, 1)
  if (cluster === undefined) return
  const data = join(await directory(t), 'coordinator')
  const alone = await CoordinatorProcess.start({ listen: anyPort, data })
  await alone.close()
  const former = await readFormerState(data)
  await former.leave(`etcd://${cluster.addresses.join(',')}`)
  const both = await Promise.all([coordinator(t, cluster, { beginWith: former }), coordinator(t, cluster, { beginWith: former })])
  await until('one leads', () => both.some(({ leads }) => leads))
  const [first, second] = both[0]!.leads ? both : [both[1]!, both[0]!]
  t.is((await administration(t, first).getStatus(false)).cluster, alone.cluster)
  const { client } = await administration(t, first).openSession()
  await first.close()
  await until('the other leads', () => second.leads)
  t.is((await administration(t, second).getStatus(false)).cluster, alone.cluster)
  t.true((await administration(t, second).openSession()).client > client)
})

test('a cluster is not left behind in its directory when another coordinator has begun a new one in etcd', async (t) => {
  const cluster = await etcd(t, 1)
  if (cluster === undefined) return
  const data = join(await directory(t), 'coordinator')
  const alone = await CoordinatorProcess.start({ listen: anyPort, data })
  const { cluster: former } = alone
  await alone.close()
  const beginWith = await readFormerState(data)
  // The lock is taken by somebody when the first one leads: it resigns, and the second one, without the directory, begins a cluster.
  const holder = await openDataDirectory(data, 'coordinator')
  t.teardown(() => holder.release())
  const first = await coordinator(t, cluster, { beginWith })
  const second = await coordinator(t, cluster)
  await until('the second leads', () => second.leads)
  const { cluster: begun } = await administration(t, second).getStatus(false)
  t.not(begun, former)

  const failure = await first.ended
  t.like(failure, { code: 'INVALID' })
  for (const text of [former, begun!, data, `etcd://${cluster.addresses.join(',')}`]) t.true(failure?.message.includes(text), text)
  t.true(second.leads)
  await holder.release()
  t.is((await readFormerState(data)).cluster, former)
  const late = await coordinator(t, cluster, { beginWith })
  t.like(await late.ended, { code: 'INVALID' })
  const alive = await CoordinatorProcess.start({ listen: anyPort, data })
  t.is(alive.cluster, former)
  await alive.close()

  // The remedy that the refusal names.
  await second.close()
  await cluster.client(t).delete().prefix('hyperdex/default/')
  const moved = await coordinator(t, cluster, { beginWith })
  await until('it leads', () => moved.leads)
  t.is((await administration(t, moved).getStatus(false)).cluster, former)
})

test('one that waits to move a cluster says once that it cannot read what another one has begun, where, and what to do', async (t) => {
  const cluster = await etcd(t, 1)
  if (cluster === undefined) return
  const data = join(await directory(t), 'coordinator')
  await (await CoordinatorProcess.start({ listen: anyPort, data })).close()
  const beginWith = await readFormerState(data)
  const first = await coordinator(t, cluster, { leaseSeconds: 20 })
  await until('the first leads', () => first.leads)
  const client = cluster.client(t)
  const [[key, sound] = ['', '']] = Object.entries(await client.getAll().prefix('hyperdex/default/records/').strings())
  await client.put(key).value(JSON.stringify({ by: 'nobody', records: '[' }))
  const warnings: string[] = []
  const log = (text: string) => void warnings.push(text)
  const second = await coordinator(t, cluster, { beginWith, logger: { info() {}, warn: log, error: log } })
  await until('it warns', () => warnings.length > 0)
  t.regex(warnings[0]!, /record 1 of the journal in etcd does not follow/)
  t.true(warnings[0]!.includes(`etcd://${cluster.addresses.join(',')}`))
  t.regex(warnings[0]!, /Restore etcd from a backup/)
  await client.put(key).value(sound)
  // It can read again, and finds a cluster that it was not to move to.
  t.like(await second.ended, { code: 'INVALID' })
  t.is(warnings.filter((text) => text.includes('record 1')).length, 1)
})

test('when etcd has lost what was moved into it nobody begins with the outdated state again', async (t) => {
  const cluster = await etcd(t, 1)
  if (cluster === undefined) return
  const data = join(await directory(t), 'coordinator')
  await (await CoordinatorProcess.start({ listen: anyPort, data })).close()
  const moved = await coordinator(t, cluster, { beginWith: await readFormerState(data) })
  await until('it leads', () => moved.leads)
  await moved.close()
  await cluster.client(t).delete().prefix('hyperdex/')
  const again = await coordinator(t, cluster, { beginWith: await readFormerState(data) })
  t.like(await again.ended, { code: 'INVALID' })
})

test('one that only stood by leaves nothing behind when it closes, and etcd after it', async (t) => {
  const cluster = await etcd(t, 1)
  if (cluster === undefined) return
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
  const before = timers()
  const first = await coordinator(t, cluster)
  await until('the first leads', () => first.leads)
  const second = await coordinator(t, cluster)
  const admin = administration(t, second)
  await until('the second knows who leads', async () => (await admin.getStatus(false).catch(() => undefined)) !== undefined)
  await second.close()
  await cluster.kill(0)
  await first.close()
  admin.close()
  await until('no timer is left', () => timers() <= before)
  t.pass()
})

// Serial: it changes what candidacies of all coordinators in this process do.
test.serial('a candidacy that is given up when it is about to watch its predecessor watches nothing any more', async (t) => {
  const cluster = await etcd(t, 1)
  if (cluster === undefined) return
  const first = await coordinator(t, cluster)
  await until('the first leads', () => first.leads)
  const { campaign: begin } = Election.prototype
  t.teardown(() => {
    Election.prototype.campaign = begin
  })
  const late = Promise.withResolvers<void>()
  const answered = Promise.withResolvers<void>()
  const stood: { namespace: Pick<Namespace, 'get'> & { watchManager: { watchers: readonly unknown[] } } }[] = []
  // Etcd's answer takes long, and the candidacy's lease is lost meanwhile.
  Election.prototype.campaign = function campaign(value) {
    const campaign = begin.call(this, value)
    // On a busy machine the first may lose its lease, too, and stand again.
    if (value === first.address || stood.push(campaign as never) > 1) return campaign
    const { namespace } = stood[0]!
    const get = namespace.get.bind(namespace)
    namespace.get = (key) => {
      const request = get(key)
      const exec = request.exec.bind(request)
      request.exec = async () => {
        campaign.emit('error', new Error('the lease was lost'))
        await late.promise
        return exec().finally(answered.resolve)
      }
      return request
    }
    return campaign
  }
  const warnings: string[] = []
  const log = (text: string) => void warnings.push(text)
  const second = await coordinator(t, cluster, { logger: { info: log, warn: log, error: log } })
  await until('it stands again', () => stood.length > 1)
  late.resolve()
  await answered.promise
  await pause(0)
  await until('it watches nothing', () => stood[0]!.namespace.watchManager.watchers.length === 0)
  await second.close()
  t.true(warnings.some((text) => text.includes('has ended')))
  t.false(warnings.some((text) => text.includes('given up')))
})

test('without etcd the start fails and says so', async (t) => {
  t.timeout(60_000)
  const failure = await t.throwsAsync(EtcdCoordinator.start({ listen: anyPort, etcd: ['127.0.0.1:1'] }), { code: 'UNAVAILABLE' })
  t.regex(String(failure?.message), /127\.0\.0\.1:1/)
})
