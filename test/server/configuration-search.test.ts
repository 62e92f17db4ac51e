import { connect, createServer, type Socket } from 'node:net'
import test from 'ava'
import { encodeString } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import { until } from '../until.ts'
import { TestCluster } from './cluster.ts'

/** A way to an address that can be cut. */
async function cuttableWay(to: string): Promise<{ address: string; cut(): void }> {
  const sockets = new Set<Socket>()
  const way = createServer((incoming) => {
    const outgoing = connect(Number(to.split(':')[1]), '127.0.0.1')
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => other.destroy())
      socket.pipe(other)
    }
  })
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    way.close()
    for (const socket of sockets) socket.destroy()
  }
  return { address: `127.0.0.1:${(way.address() as { port: number }).port}`, cut }
}

test('a server that the coordinator did not tell of a configuration gets it from another server', async (t) => {
  const cluster = await TestCluster.start(t, 1)
  const way = await cuttableWay(cluster.coordinator.address)
  const second = await cluster.startServer('server-2', '127.0.0.1:0', false, way.address)
  const driver = await cluster.connect([cluster.servers.get('server-1')!.address])
  await until('a link', () => driver.configuration().servers.size === 2)
  way.cut()
  await driver.admin.addSpace('space kv key k attribute v create 4 partitions')
  await cluster.coordinator.close()

  const space = await driver.space('kv')
  t.true(space.subspaces[0]!.regions.every(({ members }) => members.includes(second.id)))
  for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) {
    const operations = [{ attribute: 1, name: operationName.put, operands: [encodeString(key)] }]
    await t.notThrowsAsync(driver.update(space, { key: encodeString(key), operations }))
  }
})
