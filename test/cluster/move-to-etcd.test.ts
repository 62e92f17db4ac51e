// A cluster whose coordinator ran alone is moved to etcd by the one command of docs/coordinator.md: what it had decided is there, its servers go on, and
// a second coordinator stands by.
import { join } from 'node:path'
import test from 'ava'
import { connect, space, t as types } from '../../src/index.ts'
import { EtcdCluster, noEtcd } from '../coordinator/etcd.ts'
import { Daemon, freeAddress, hyperdex, TestDirectory, until } from './launcher.ts'

const things = space('things', { key: { k: types.string }, attributes: { n: types.int }, tolerate: 0, partitions: 2 })

test('the former data directory and a store are all that the first coordinator over etcd needs', async (t) => {
  t.timeout(180_000)
  if (noEtcd !== undefined) {
    t.log(noEtcd)
    t.pass()
    return
  }
  const etcd = await EtcdCluster.start(t, 1)
  await using directory = await TestDirectory.make()
  const data = join(directory.path, 'coordinator')
  const [first, second, listen] = [await freeAddress(), await freeAddress(), await freeAddress()]
  const alone = await Daemon.start('coordinator', '--listen', first, '--data', data)
  const coordinators = `${first},${second}`
  await Daemon.start('server', '--coordinator', coordinators, '--listen', listen, '--data', join(directory.path, 'server'))
  await using db = await connect(`hyperdex://${listen}`)
  await db.admin.addSpace(things)
  await db.space(things).put('a', { n: 1 })
  const { cluster } = await db.admin.status()
  t.is(await alone.stop(), 0)
  t.like(await db.space(things).get('a'), { n: 1 })

  const store = `etcd://${etcd.addresses.join(',')}/moved`
  const leading = await Daemon.start('coordinator', '--listen', first, '--store', store, '--data', data)
  const serves = async () => {
    const { status, stdout } = await hyperdex(first, 'status', '--json')
    return status === 0 && JSON.parse(stdout).stable === true
  }
  await until('the server is attended by the coordinator over etcd', serves)
  t.is((await db.admin.status()).cluster, cluster)
  t.true(await db.space(things).put('a', { n: 2 }))

  await Daemon.start('coordinator', '--listen', second, '--store', store)
  await leading.kill()
  await until('the second one leads', async () => db.admin.addSpace('space other key k tolerate 0 failures').then(Boolean, () => false))
  t.is((await db.admin.status()).cluster, cluster)
  t.deepEqual((await db.admin.listSpaces()).map(({ name }) => name).sort(), ['other', 'things'])
  t.like(await db.space(things).get('a'), { n: 2 })
})
