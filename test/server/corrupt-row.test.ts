// A row on disk that is not what was written: its server ends, leaves its chains and learns what it held from the others.

import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { ClassicLevel } from 'classic-level'
import { joinedAt } from '../../src/cluster/configuration.ts'
import { metaKey, rowKind } from '../../src/replication/layout.ts'
import type { SessionDriver } from '../../src/transport/session-driver.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import { until } from '../until.ts'
import { TestCluster } from './cluster.ts'

const keys = 60

async function fill(driver: SessionDriver, tolerate: number) {
  await driver.admin.addSpace(`space kv key int k attributes v, w subspace w create 2 partitions tolerate ${tolerate} failures`)
  const space = await driver.space('kv')
  const put = (attribute: number, value: string) => ({ attribute, name: operationName.put, operands: [encodeString(value)] })
  for (let key = 0; key < keys; key++) {
    await driver.update(space, { key: encodeInt(BigInt(key)), operations: [put(1, `v${key}`), put(2, `w${key % 5}`)] })
  }
  return space
}

/** Of the stopped server's rows of a kind, one in each of its regions: a bit of the value is turned. */
async function damage(cluster: TestCluster, name: string, kind: number = rowKind.object): Promise<number> {
  const store = new ClassicLevel<Uint8Array, Uint8Array>(join(cluster.directory, name, 'store'), {
    keyEncoding: 'view',
    valueEncoding: 'view',
  })
  const regions = new Set<number>()
  for await (const [key, value] of store.iterator({ gte: Uint8Array.of(kind), lt: Uint8Array.of(kind + 1) })) {
    const region = new DataView(key.buffer, key.byteOffset).getUint32(1)
    if (regions.has(region)) continue
    regions.add(region)
    const wrong = value.slice()
    wrong[wrong.length - 6]! ^= 1
    await store.put(key.slice(), wrong)
  }
  await store.close()
  return regions.size
}

async function readAll(t: ExecutionContext, driver: SessionDriver): Promise<void> {
  const space = await driver.space('kv')
  for (let key = 0; key < keys; key++) {
    const found = await driver.get(space, encodeInt(BigInt(key)))
    t.truthy(found, `key ${key}`)
  }
}

test('the server with the corrupt rows ends, and comes back with what the others have', async (t) => {
  const cluster = await TestCluster.start(t, 3)
  const driver = await cluster.connect()
  await fill(driver, 1)
  const { id } = cluster.servers.get('server-2')!
  const regions = () => [...driver.configuration().spaces.values()].flatMap(({ subspaces }) => subspaces.flatMap((one) => one.regions))
  const whole = () => regions().every(({ members, learner }) => members.length === 2 && !learner)
  let server = cluster.servers.get('server-2')!
  // Each time it comes upon another corrupt row it ends and is started again, as `start` does.
  let ended = 0
  const follow = (): void => {
    void server.ended.then(async (reason) => {
      if (!reason) return
      ended++
      t.regex(reason.message, /is corrupt/)
      server = await cluster.startServer('server-2')
      follow()
    })
  }
  const space = await driver.space('kv')
  // One that is away for so long that it is replaced learns everything again, and no corrupt row is left.
  for (let attempt = 0; attempt < 5 && ended === 0; attempt++) {
    await until('all chains are whole', whole)
    const before = new Map(regions().map((region) => [region.id, joinedAt(region, id)]))
    const replaced = () =>
      regions().every((region) => before.get(region.id) === undefined || joinedAt(region, id) !== before.get(region.id))
    await server.close()
    t.true((await damage(cluster, 'server-2')) > 0)
    server = await cluster.startServer('server-2')
    follow()
    await readAll(t, driver)
    await until('it has come upon a corrupt row, or was replaced', async () => {
      await driver.count(space, {}).catch(() => 0)
      return ended > 0 || replaced()
    })
  }
  t.true(ended > 0)
  await until('all chains are whole again', whole)
  await readAll(t, driver)
  t.is(await driver.count(space, {}), keys)
  t.true(ended <= 12, `${ended} times`)
})

test('a server that comes upon a corrupt row before it has read any region comes back, too', async (t) => {
  const cluster = await TestCluster.start(t, 3)
  const driver = await cluster.connect()
  await fill(driver, 1)
  await cluster.servers.get('server-2')!.close()
  const store = new ClassicLevel<Uint8Array, Uint8Array>(join(cluster.directory, 'server-2', 'store'), {
    keyEncoding: 'view',
    valueEncoding: 'view',
  })
  const key = metaKey('promised')
  const wrong = (await store.get(key))!.slice()
  wrong[wrong.length - 1]! ^= 1
  await store.put(key, wrong)
  await store.close()
  await t.throwsAsync(cluster.startServer('server-2'), { message: /is corrupt/ })
  await cluster.startServer('server-2')
  await readAll(t, driver)
})

test('the only replica is not given up unasked; told so, it goes on without the corrupt rows', async (t) => {
  const cluster = await TestCluster.start(t, 1)
  const driver = await cluster.connect()
  const space = await fill(driver, 0)
  await cluster.servers.get('server-1')!.close()
  await damage(cluster, 'server-1')
  const server = await cluster.startServer('server-1')
  void driver.count(space, {}).catch(() => 0)
  t.regex((await server.ended)!.message, /is corrupt/)
  await t.throwsAsync(cluster.startServer('server-1'), { code: 'PERMISSION_DENIED' })
  let current = await cluster.startServer('server-1', undefined, true)
  let found: number | undefined
  for (let attempt = 0; attempt < 8 && found === undefined; attempt++) {
    const reason = await Promise.race([
      current.ended,
      driver.count(space, {}).then(
        (count) => {
          found = count
        },
        () => {},
      ),
    ])
    if (reason) current = await cluster.startServer('server-1', undefined, true)
  }
  t.true(found !== undefined && found > keys - 5 && found < keys, String(found))
})

test('the only replica does not know any more since when it has its regions: told to go on, it counts as having everything', async (t) => {
  t.timeout(120_000)
  const cluster = await TestCluster.start(t, 1)
  const driver = await cluster.connect()
  await fill(driver, 0)
  const { id } = await cluster.startServer('server-2')
  await driver.admin.changeServer(cluster.servers.get('server-1')!.id, 'offline')
  await until('the second server alone has all regions', () => {
    const [space] = driver.configuration().spaces.values()
    return space!.subspaces.every(({ regions }) =>
      regions.every(({ members, learner }) => !learner && members.length === 1 && members[0] === id),
    )
  })
  await cluster.servers.get('server-2')!.close()
  t.true((await damage(cluster, 'server-2', rowKind.membership)) > 1)
  await t.throwsAsync(cluster.startServer('server-2'), { message: /is corrupt/ })
  await t.throwsAsync(cluster.startServer('server-2'), { code: 'PERMISSION_DENIED' })
  await cluster.startServer('server-2', undefined, true)
  await readAll(t, driver)
})
