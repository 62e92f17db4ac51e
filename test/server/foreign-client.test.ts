import test from 'ava'
import type { SessionDriver } from '../../src/transport/session-driver.ts'
import { encodeString } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import { TestCluster } from './cluster.ts'

const definition = 'space kv key k attribute v create 1 partition tolerate 0 failures'

async function put(driver: SessionDriver, key: string, timeoutMs: number): Promise<number> {
  const operations = [{ attribute: 1, name: operationName.put, operands: [encodeString('x')] }]
  return driver.update(await driver.space('kv'), { key: encodeString(key), operations }, { timeoutMs })
}

test('a client of one cluster writes nothing into another one that took its addresses', async (t) => {
  const cluster = await TestCluster.start(t, 1)
  const driver = await cluster.connect()
  await driver.admin.addSpace(definition)
  await put(driver, 'a', 10_000)
  const { address } = cluster.servers.get('server-1')!
  await cluster.servers.get('server-1')!.close()
  await cluster.coordinator.close()

  await cluster.startCoordinator('other-coordinator')
  await cluster.startServer('other-server', address)
  const other = await cluster.connect()
  await other.admin.addSpace(definition)
  // Same ids everywhere: the former client's second number is this client's second number.
  await put(other, 'a', 10_000)
  await t.throwsAsync(put(driver, 'b', 1000), { code: 'OUTCOME_UNKNOWN' })
  t.is(await other.get(await other.space('kv'), encodeString('b')), undefined)
})
