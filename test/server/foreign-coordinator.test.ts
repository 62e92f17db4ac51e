import test, { type ExecutionContext } from 'ava'
import { encodeString } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import { until } from '../until.ts'
import { TestCluster } from './cluster.ts'

// Both clusters have a server 1 in its first start: nothing but the cluster's name tells them apart.
async function otherClusterTakesTheAddress(t: ExecutionContext, versions: number, restarted: boolean): Promise<void> {
  const cluster = await TestCluster.start(t, 1)
  const driver = await cluster.connect()
  await driver.admin.addSpace('space kv key k attribute v create 1 partition tolerate 0 failures')
  const space = await driver.space('kv')
  const put = { attribute: 1, name: operationName.put, operands: [encodeString('kept')] }
  await driver.update(space, { key: encodeString('a'), operations: [put] })
  const before = driver.configuration()
  const server = cluster.servers.get('server-1')!
  const own = cluster.coordinator

  await cluster.startCoordinator('other-coordinator', '127.0.0.1:0')
  await cluster.startServer('other-server')
  const other = await cluster.connect()
  for (let index = 0; other.configuration().version < before.version + versions; index++) {
    await other.admin.addSpace(`space other${index} key k create 1 partition tolerate 0 failures`)
  }
  if (restarted) await cluster.servers.get('other-server')!.close()
  await cluster.coordinator.close()
  await own.close()
  await cluster.startCoordinator('other-coordinator', own.address)
  if (restarted) await cluster.startServer('other-server')
  await until('the refusal of the foreign server', () => cluster.log.some((line) => line.includes('belongs to cluster')))

  t.is((await driver.get(space, encodeString('a')))?.version !== undefined, true)
  await server.close()
  await cluster.coordinator.close()
  await cluster.startCoordinator('coordinator', own.address)
  await cluster.startServer('server-1')
  const again = await cluster.connect()
  t.is(again.configuration().cluster, before.cluster)
  t.truthy(await again.get(await again.space('kv'), encodeString('a')))
}

test('a server keeps its data when a coordinator that leads another cluster takes the address of its own', async (t) => {
  await otherClusterTakesTheAddress(t, 3, true)
})

test('a server ignores changes of another cluster that follow on its own version', async (t) => {
  await otherClusterTakesTheAddress(t, 0, false)
})
