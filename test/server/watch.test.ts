// A watch over real connections while servers stop and start.
import test from 'ava'
import type { WatchedChange } from '../../src/transport/session-driver.ts'
import { encodeString } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import { matchAll } from '../../src/values/predicate.ts'
import { until } from '../until.ts'
import { TestCluster } from './cluster.ts'

const put = { attribute: 1, name: operationName.put, operands: [encodeString('x')] }

test('a watch rides over the restart of any one server; after a restart of all it says that it may have missed something', async (t) => {
  const cluster = await TestCluster.start(t, 3)
  const driver = await cluster.connect()
  await driver.admin.addSpace('space kv key k attribute v create 4 partitions')
  const space = await driver.space('kv')
  const write = (key: number) => driver.update(space, { key: encodeString(`k${key}`), operations: [put] }, { timeoutMs: 30_000 })
  const watch = driver.watch(space, { predicate: matchAll })
  await watch.opened
  const seen: WatchedChange[] = []
  const reading = (async () => {
    for await (const change of watch) seen.push(change)
  })()
  const ended = reading.then(
    () => undefined,
    (error: { code: string }) => error.code,
  )
  let written = 0
  for (const name of cluster.servers.keys()) {
    for (let count = 0; count < 20; count++) await write(written++)
    await cluster.servers.get(name)!.close()
    await cluster.startServer(name)
    for (let count = 0; count < 20; count++) await write(written++)
    await until(`${written} changes`, () => seen.length >= written)
  }
  t.is(new Set(seen.map(({ version, key }) => `${version} ${key}`)).size, written)
  t.is(seen.length, written)
  for (const server of cluster.servers.values()) await server.close()
  for (const name of cluster.servers.keys()) await cluster.startServer(name)
  t.is(await ended, 'GAP')
  const late = driver.watch(space, { predicate: matchAll, from: seen.at(-1)!.token })
  await t.throwsAsync(late.next(), { code: 'GAP' })
})
