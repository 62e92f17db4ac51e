// Copies of data directories that are put in the place of the original.
import { cp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { encodeString } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import { until } from '../until.ts'
import { TestCluster } from './cluster.ts'

async function serving(t: Parameters<typeof TestCluster.start>[0]) {
  const cluster = await TestCluster.start(t, 1)
  const driver = await cluster.connect()
  await driver.admin.addSpace('space kv key k attribute v create 1 partition tolerate 0 failures')
  const space = await driver.space('kv')
  const put = (key: string) =>
    driver.update(space, {
      key: encodeString(key),
      operations: [{ attribute: 1, name: operationName.put, operands: [encodeString('x')] }],
    })
  const place = join(cluster.directory, 'server-1')
  const copy = join(cluster.directory, 'copy')
  const restore = async () => {
    await rm(place, { recursive: true })
    await cp(copy, place, { recursive: true })
  }
  const noted = async () => Number(await readFile(join(place, 'pulse'), 'latin1'))
  return { cluster, put, takeCopy: () => cp(place, copy, { recursive: true }), restore, noted }
}

test('a copy that was made while the server ran, restored while the machine has not restarted, does not pass for the original', async (t) => {
  t.timeout(120_000)
  const { cluster, put, takeCopy, restore, noted } = await serving(t)
  await put('before')
  await takeCopy()
  await put('after')
  const then = await noted()
  await until('the coordinator has heard of more', async () => (await noted()) > then + 4)
  const server = cluster.servers.get('server-1')!
  await server.close()
  await restore()
  await t.throwsAsync(cluster.startServer('server-1'), { code: 'PERMISSION_DENIED', message: /outdated copy/ })
  await t.notThrowsAsync(cluster.startServer('server-1', server.address, true))
})

test('a copy from before regions came to its server is served, when somebody vouches for it, without what it lacks', async (t) => {
  t.timeout(120_000)
  const { cluster, put } = await serving(t)
  await put('before')
  const second = await cluster.startServer('server-2')
  const place = join(cluster.directory, 'server-2')
  const copy = join(cluster.directory, 'copy')
  await cp(place, copy, { recursive: true })
  const driver = await cluster.connect()
  await driver.admin.changeServer(cluster.servers.get('server-1')!.id, 'offline')
  await until('the second server alone has all regions', () =>
    [...driver.configuration().spaces.values()].every(({ subspaces }) =>
      subspaces.every(({ regions }) => regions.every(({ members }) => members.length === 1 && members[0] === second.id)),
    ),
  )
  const then = Number(await readFile(join(copy, 'pulse'), 'latin1'))
  await until('the coordinator has heard of more', async () => Number(await readFile(join(place, 'pulse'), 'latin1')) > then + 4)
  await second.close()
  await rm(place, { recursive: true })
  await cp(copy, place, { recursive: true })
  await t.throwsAsync(cluster.startServer('server-2'), { code: 'PERMISSION_DENIED', message: /outdated copy/ })
  await cluster.startServer('server-2', undefined, true)
  const space = await driver.space('kv')
  t.is(await driver.get(space, encodeString('before')), undefined)
  await put('after')
  t.truthy(await driver.get(space, encodeString('after')))
})

test('a copy that was made between two runs is refused when the second one is over, however that ended', async (t) => {
  t.timeout(120_000)
  const { cluster, put, takeCopy, restore } = await serving(t)
  await cluster.servers.get('server-1')!.close()
  await takeCopy()
  const again = await cluster.startServer('server-1')
  await put('after')
  await again.close()
  await restore()
  // However often somebody starts it again, and nothing of the last run is known any more.
  await cluster.coordinator.close()
  await cluster.startCoordinator()
  for (let start = 0; start < 3; start++) {
    await t.throwsAsync(cluster.startServer('server-1'), { code: 'VERSION_MISMATCH', message: /already started 2 times.* knows of 1$/ })
  }
})

for (const [when, code] of [
  ['while the original runs', 'ALREADY_EXISTS'],
  ['after it', 'PERMISSION_DENIED'],
] as const) {
  test(`a copy that was started ${when}, and refused, knows of no more starts by that`, async (t) => {
    t.timeout(120_000)
    const { cluster, put, takeCopy, noted } = await serving(t)
    await put('before')
    await takeCopy()
    const then = await noted()
    await until('the coordinator has heard of more', async () => (await noted()) > then + 4)
    const original = cluster.servers.get('server-1')!
    if (code === 'PERMISSION_DENIED') await original.close()
    const startCopy = () => cluster.startServer('copy', '127.0.0.1:0')
    for (let start = 0; start < 2; start++) await t.throwsAsync(startCopy(), { code })
    await original.close()
    const again = await cluster.startServer('server-1')
    await put('after')
    await again.close()
    // Nothing of the last run is known any more.
    await cluster.coordinator.close()
    await cluster.startCoordinator()
    await t.throwsAsync(startCopy(), { code: 'VERSION_MISMATCH', message: /already started 2 times.* knows of 1$/ })
  })
}
