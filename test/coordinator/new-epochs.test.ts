import test from 'ava'
import { Cluster, regionsOf } from './commands.ts'

test('a region whose point leader wants a new epoch gets it, once, and nothing else changes', (t) => {
  const cluster = Cluster.withServers(2)
  cluster.do((core) => core.addSpace('space kv key k attribute v create 2 partitions tolerate 1 failures', cluster.now))
  const before = cluster.configuration
  const [first, second] = [...regionsOf(before).values()]
  const [head, tail] = first!.members
  const say = (server: number, epoch: number) => {
    const { incarnation } = cluster.configuration.servers.get(server)!
    const regions = [{ region: first!.id, epoch, owes: false, copied: false, objects: 0, wantsEpoch: true }]
    const { version: configurationVersion } = cluster.configuration
    cluster.do((core) => core.heard({ server, incarnation, configurationVersion, spaces: [], regions }, cluster.now))
  }
  say(tail!, first!.epoch)
  t.is(cluster.configuration, before, 'only its head numbers anything')
  say(head!, first!.epoch)
  t.deepEqual(regionsOf(cluster.configuration).get(first!.id), { ...first!, epoch: first!.epoch + 1 })
  t.is(regionsOf(cluster.configuration).get(second!.id), second)
  const after = cluster.configuration
  say(head!, first!.epoch)
  t.is(cluster.configuration, after, 'said of an epoch that is over')
})
