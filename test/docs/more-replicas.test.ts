// A space may ask for more replicas than there are servers: its chains are as long as possible, `status` says so, and they grow when servers come.
import test from 'ava'
import { embedded } from '../../src/embedded.ts'
import { connect } from '../../src/index.ts'
import { Commands } from '../cli/commands.ts'
import { temporaryDirectory } from '../storage/temporary-directory.ts'
import { until } from '../until.ts'

test('chains are as long as there are servers for them, which status says, and grow when servers come', async (t) => {
  const data = await temporaryDirectory(t)
  const warning = (least: number) => `space kv asks for 3 replicas of each region and has as few as ${least}: add servers`
  const least = async (commands: Commands) => JSON.parse(await commands.done(['status', '--json'])).spaces[0].replicasLeast
  {
    await using cluster = await embedded({ data, servers: 1 })
    await using commands = await Commands.connect(cluster.addresses)
    await commands.done(['space', 'add', '-'], 'space kv key k attribute v tolerate 2 failures create 4 partitions')
    await commands.done(['put', 'kv', 'a', 'v=x'])
    t.is(await least(commands), 1)
    t.true((await commands.done(['status'])).includes(warning(1)))
  }
  await using cluster = await embedded({ data, servers: 3 })
  await using commands = await Commands.connect(cluster.addresses)
  await until('every region has three replicas', async () => (await least(commands)) === 3)
  t.false((await commands.done(['status'])).includes('add servers'))
  t.is(await commands.done(['get', 'kv', 'a', 'v']), 'v  x\n')
})

test('of several hosts any one that answers is enough', async (t) => {
  await using cluster = await embedded()
  const [, url] = cluster.url.split('//')
  await using db = await connect(`hyperdex://127.0.0.1:1,127.0.0.1:2,${url}`)
  await db.admin.addSpace('space kv key k attribute v')
  t.true(await (await db.openSpace('kv')).put('a', { v: 'x' }))
})
