// Servers of a live cluster: listed, drained, taken back, killed, forgotten; fault tolerance; waiting for rest; copies in `status`.
import test from 'ava'
import { parseAdvertised } from '../../src/cli/host-port.ts'
import { FakeCluster, runWith } from './fake-cluster.ts'

const servers = [
  { id: 1, address: '127.0.0.1:1', domain: 'a', state: 'serving', standing: 'online' },
  { id: 2, address: '127.0.0.1:2', domain: 'b', state: 'silent', standing: 'offline' },
]

function withServers(): FakeCluster {
  const cluster = new FakeCluster('space kv key k create 4 partitions')
  cluster.status = {
    ...cluster.status,
    stable: false,
    servers,
    transfers: [{ space: 1, region: 3, server: 2, source: 1, objects: 5, copied: false }],
  }
  cluster.localStatus = { ...cluster.status, servers: [{ id: 1, regions: [{ region: 3, objects: 12 }] }] }
  return cluster
}

test('servers are listed with what they hold', async (t) => {
  const { status, stdout } = await runWith(withServers(), ['server', 'ls', '--json'])
  t.is(status, 0)
  const rows = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.deepEqual(rows, [
    { ...servers[0], regions: 4, heads: 4 },
    { ...servers[1], regions: 0, heads: 0 },
  ])
  t.regex((await runWith(withServers(), ['server', 'ls'])).stdout, /127\.0\.0\.1:2 .*silent .*offline/)
})

test('servers are drained, taken back, killed and forgotten', async (t) => {
  const cluster = withServers()
  for (const change of ['offline', 'online', 'kill', 'forget']) {
    const { status, stderr } = await runWith(cluster, ['server', change, '2'])
    t.is(status, 0)
    t.regex(stderr, /^server 2 /)
  }
  t.deepEqual(cluster.changes, ['offline 2', 'online 2', 'kill 2', 'forget 2'])
  t.is((await runWith(cluster, ['server', 'kill', 'two'])).status, 2)
  t.is((await runWith(cluster, ['server', 'kill', '7'])).status, 2)
  t.is((await runWith(cluster, ['server', 'kill'])).status, 2)
  for (const argv of [['shoot', '2'], ['shoot'], ['shoot', '--listen', '127.0.0.1:1']]) {
    const { status, stderr } = await runWith(cluster, ['server', ...argv])
    t.is(status, 2)
    t.regex(stderr, /shoot.*\n.*ls, offline, online, kill, forget/)
  }
})

test('running a server asks for what it needs', async (t) => {
  const { status, stderr } = await runWith(withServers(), ['server', '--listen', '127.0.0.1:0', '--data', 'nowhere'])
  t.is(status, 2)
  t.regex(stderr, /--coordinator HOST:PORT is missing/)
})

test('an address that others are told is one by which they can come', async (t) => {
  const server = ['server', '--coordinator', '127.0.0.1:1', '--data', 'nowhere']
  for (const argv of [server, ['coordinator', '--store', 'etcd://127.0.0.1:1']]) {
    for (const host of ['0.0.0.0', '[::]', '0', '[0:0:0:0:0:0:0:0]', '[::ffff:0.0.0.0]']) {
      const { status, stderr } = await runWith(withServers(), [...argv, '--listen', `${host}:1983`])
      t.is(status, 2, host)
      t.regex(stderr, /^hyperdex: INVALID: --listen: .* is no address by which others reach this process/)
    }
  }
  for (const host of ['127.0.0.1', '[::1]', '10.0.0.0', 'db0.example']) t.is(parseAdvertised('--listen', `${host}:0`), `${host}:0`)
})

test('fault tolerance is a whole number from 0 to 9', async (t) => {
  const cluster = withServers()
  const { status, stderr } = await runWith(cluster, ['fault-tolerance', 'kv', '2'])
  t.is(status, 0)
  t.is(stderr, 'space kv is getting 3 replicas of each region\n')
  t.is((await runWith(cluster, ['fault-tolerance', 'kv', '10'])).status, 2)
  t.is((await runWith(cluster, ['fault-tolerance', 'none', '1'])).status, 1)
  t.deepEqual(cluster.changes, ['tolerate kv 2'])
})

test('partitions is a whole number from 1 to 4096, and says what comes of it', async (t) => {
  const cluster = withServers()
  const { status, stderr } = await runWith(cluster, ['partitions', 'kv', '16'])
  t.is(status, 0)
  t.is(stderr, "the subspaces of space kv are being cut into 16 partitions, its key's too\n")
  t.regex((await runWith(withServers(), ['partitions', 'kv', '4'])).stderr, /^nothing to do: the subspaces of space kv are cut so/)
  for (const wrong of ['0', '4097', 'many']) t.is((await runWith(cluster, ['partitions', 'kv', wrong])).status, 2)
  t.is((await runWith(cluster, ['partitions', 'none', '8'])).status, 1)
  t.deepEqual(cluster.changes, ['partitions kv 16'])
})

test('status shows how far spaces are that are cut anew', async (t) => {
  const cluster = withServers()
  const repartition = { space: 1, partitions: 16, turning: false, filled: 3, keyRegions: 4, objects: 70 }
  cluster.status = { ...cluster.status, repartitions: [repartition] }
  const report = JSON.parse((await runWith(cluster, ['status', '--json'])).stdout)
  t.deepEqual(report.repartitions, [{ ...repartition, space: 'kv' }])
  const text = async () => (await runWith(cluster, ['status'])).stdout
  t.regex(await text(), /space kv is being cut into 16 partitions: 70 objects moved, 3 of 4 regions of its key done/)
  cluster.status = { ...cluster.status, repartitions: [{ ...repartition, turning: true }] }
  t.regex(await text(), /space kv is cut into 16 partitions, the former ones are leaving/)
})

test('status and the list of spaces say what is read-only', async (t) => {
  const cluster = withServers()
  const said = async () => (await runWith(cluster, ['status'])).stdout.match(/.* is read-only: .*/g) ?? []
  const listed = async () => {
    const { stdout, stderr } = await runWith(cluster, ['space', 'ls', '--json'])
    return [JSON.parse(stdout).readOnly, stderr]
  }
  t.deepEqual([await said(), await listed()], [[], [false, '']])
  cluster.spaces.set('kv', { ...cluster.spaces.get('kv')!, readOnly: true })
  t.deepEqual(await said(), ['space kv is read-only: it takes no writes until `read-only off kv`'])
  t.deepEqual(await listed(), [true, ''])
  cluster.spaces.set('kv', { ...cluster.spaces.get('kv')!, readOnly: false })
  cluster.status = { ...cluster.status, readOnly: true }
  cluster.localStatus = cluster.status
  t.deepEqual(await said(), ['the cluster is read-only: no space takes writes until `read-only off`'])
  t.deepEqual(await listed(), [true, 'the cluster is read-only: no space takes writes until `read-only off`\n'])
  const { readOnly, spaces } = JSON.parse((await runWith(cluster, ['status', '--json'])).stdout)
  t.deepEqual([readOnly, spaces[0].readOnly], [true, false])
})

test('waiting ends well when the cluster is at rest, and with 1 when it is not in time', async (t) => {
  const cluster = withServers()
  t.is((await runWith(cluster, ['wait-until-stable', '--timeout', '2s'])).status, 1)
  cluster.status = { ...cluster.status, stable: true }
  t.is((await runWith(cluster, ['wait-until-stable'])).status, 0)
  t.deepEqual(cluster.changes, ['wait 2000', 'wait 300000'])
})

test('status shows the distinct chains of each space, and who learns', async (t) => {
  const cluster = withServers()
  const kv = cluster.spaces.get('kv')!
  const [first, ...rest] = kv.subspaces[0]!.regions
  const regions = [{ ...first!, members: [2, 1], learner: { server: 3, joined: 2 } }, ...rest]
  cluster.spaces.set('kv', { ...kv, subspaces: [{ ...kv.subspaces[0]!, regions }] })
  const { chains } = JSON.parse((await runWith(cluster, ['status', '--json'])).stdout)
  t.deepEqual(chains, [
    { space: 'kv', members: [1], learner: null, regions: 3 },
    { space: 'kv', members: [2, 1], learner: 3, regions: 1 },
  ])
  const { stdout } = await runWith(cluster, ['status'])
  t.regex(stdout, /chain of space\s+servers, head first\s+regions/)
  t.regex(stdout, /kv\s+2, 1 \(learning: 3\)\s+1/)

  const many = Array.from({ length: 30 }, (_, index) => ({ id: index + 1, epoch: 1, members: [index + 1] }))
  cluster.spaces.set('kv', { ...kv, subspaces: [{ ...kv.subspaces[0]!, regions: many }] })
  t.regex((await runWith(cluster, ['status'])).stdout, /and 6 chains with fewer regions/)
})

test('status shows copies with how far they are', async (t) => {
  const report = JSON.parse((await runWith(withServers(), ['status', '--json'])).stdout)
  t.deepEqual(report.transfers, [{ space: 'kv', region: 3, server: 2, source: 1, objects: 5, of: 12, copied: false }])
  t.false(report.stable)
  t.is(report.servers[1].standing, 'offline')
  const { stdout } = await runWith(withServers(), ['status'])
  t.regex(stdout, /copy of space\s+region\s+from server\s+to server\s+objects\s+of/)
  t.regex(stdout, /kv\s+3\s+1\s+2\s+5\s+12/)
})
