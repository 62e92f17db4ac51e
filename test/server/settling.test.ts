import test from 'ava'
import { encodeInt } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import { matchAll } from '../../src/values/predicate.ts'
import { until } from '../until.ts'
import { TestCluster } from './cluster.ts'

const partitions = 8

// Writers begin before, during and after the moment at which the axes are cut anew; sometimes a server or the coordinator starts anew then.
for (const disturbance of ['nothing', 'a server', 'the coordinator'] as const) {
  test(`writes that race with a sample are all there afterwards, while ${disturbance} starts anew`, async (t) => {
    const cluster = await TestCluster.start(t, 2)
    const writer = await cluster.connect()
    const loader = await cluster.connect()
    const rounds = disturbance === 'nothing' ? 8 : 3
    let cut = 0
    for (let round = 0; round < rounds; round++) {
      await loader.admin.addSpace(`space s${round} key int k attribute int v subspace v create ${partitions} partitions`)
      const [written, offered] = await Promise.all([writer.space(`s${round}`), loader.space(`s${round}`)])
      const sample = Array.from({ length: 100 }, (_, row) => [encodeInt(BigInt(row)), encodeInt(BigInt(row * 10 + round))])
      const put = (key: number) =>
        writer.update(
          written,
          {
            key: encodeInt(BigInt(key)),
            operations: [{ attribute: 1, name: operationName.put, operands: [encodeInt(BigInt(key * 10))] }],
          },
          { timeoutMs: 30_000 },
        )
      const offer = loader.admin.offerSample(offered.definition.name, sample).catch(() => undefined)
      const disturbed = restart(cluster, disturbance)
      const keys = Array.from({ length: 40 }, (_, key) => key)
      // In odd rounds the writer has heard that the space settles, and writes while it does.
      if (round % 2 === 1) {
        let over = false
        offer.finally(() => {
          over = true
        })
        await until('the settling', () => over || writer.configuration().spaces.get(written.id)?.settling === true)
      }
      await Promise.all([...keys.map(put), disturbed])
      if ((await offer)?.taken) cut++
      t.is(await loader.count(offered, matchAll, { timeoutMs: 30_000 }), keys.length)
      const found = await Promise.all(keys.map((key) => loader.get(offered, encodeInt(BigInt(key)), { timeoutMs: 30_000 })))
      t.is(found.filter((object) => object !== undefined).length, keys.length)
    }
    t.log(`${cut} of ${rounds} samples were taken`)
    if (disturbance === 'nothing') t.true(cut > 0)
  })
}

async function restart(cluster: TestCluster, what: 'nothing' | 'a server' | 'the coordinator'): Promise<void> {
  if (what === 'a server') {
    await cluster.servers.get('server-1')!.close()
    await cluster.startServer('server-1')
  } else if (what === 'the coordinator') {
    await cluster.coordinator.close()
    await cluster.startCoordinator()
  }
}
