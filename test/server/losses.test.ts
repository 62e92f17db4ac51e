import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import { TestCluster } from './cluster.ts'

test('a server whose store has lost something is refused at every start, not only at the one that found out', async (t) => {
  const cluster = await TestCluster.start(t, 1)
  const driver = await cluster.connect()
  await driver.admin.addSpace('space kv key int k attribute v create 1 partition tolerate 0 failures')
  const space = await driver.space('kv')
  const put = { attribute: 1, name: operationName.put, operands: [encodeString('x'.repeat(500))] }
  for (let key = 0; key < 400; key++) await driver.update(space, { key: encodeInt(BigInt(key)), operations: [put] })
  await cluster.servers.get('server-1')!.close()

  const store = join(cluster.directory, 'server-1', 'store')
  const log = join(store, (await readdir(store)).find((name) => name.endsWith('.log'))!)
  const bytes = await readFile(log)
  bytes[40_000]! ^= 0xff
  await writeFile(log, bytes)

  await t.throwsAsync(cluster.startServer('server-1'), { code: 'PERMISSION_DENIED' })
  await t.throwsAsync(cluster.startServer('server-1'), { code: 'PERMISSION_DENIED' })
  await t.notThrowsAsync(cluster.startServer('server-1', '127.0.0.1:0', true))
  await cluster.servers.get('server-1')!.close()
  await t.notThrowsAsync(cluster.startServer('server-1'))
})
