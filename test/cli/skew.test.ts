// What `status` says of servers and of how evenly objects lie.
import test from 'ava'
import { skewOf } from '../../src/client/status/skew.ts'
import { decodeInt } from '../../src/values/encode.ts'
import { operator, predicateKind } from '../../src/values/predicate.ts'
import { FakeCluster, runWith } from './fake-cluster.ts'

const cities =
  'space cities key id attributes int population, float latitude, float longitude subspace population subspace latitude, longitude create 4 partitions'

function fixture() {
  const cluster = new FakeCluster(cities)
  return { cluster, space: cluster.spaces.get('cities')! }
}

function sizesOf(space: ReturnType<typeof fixture>['space'], subspace: number, counts: readonly number[]) {
  return new Map(space.subspaces[subspace]!.regions.map(({ id }, index) => [id, counts[index]!]))
}

test('largest and mean are those of the regions', async (t) => {
  const { space } = fixture()
  const skew = await skewOf(space, 2, sizesOf(space, 2, [10, 20, 30, 40]), async () => t.fail() as unknown as number)
  t.deepEqual(skew, { regions: 4, objects: 100, largest: 40, mean: 25 })
})

test('the most frequent value is left out where it is known to be that', async (t) => {
  const { space } = fixture()
  const cutPoints = space.subspaces[1]!.axes[0]!.cutPoints!
  const holder = cutPoints.findIndex((cut) => decodeInt(cut) > 0n)
  const counts = [10, 10, 10, 10]
  counts[holder] = 70
  const skew = await skewOf(space, 1, sizesOf(space, 1, counts), async ({ kind, attribute, operator: test, operands }) => {
    t.deepEqual([kind, attribute, test], [predicateKind.test, 1, operator.equal])
    return decodeInt(operands![0]!) === 0n ? 60 : 1
  })
  t.deepEqual(skew.withoutMostFrequent, { value: '0', objects: 60, largest: 10, mean: 10 })
})

test('a value that may not be the most frequent is not left out', async (t) => {
  const { space } = fixture()
  const skew = await skewOf(space, 1, sizesOf(space, 1, [10, 10, 70, 10]), async () => 8)
  t.is(skew.withoutMostFrequent, undefined)
  t.is(skew.largest, 70)
})

test('status prints servers and spaces, and what is not as it should be', async (t) => {
  const { cluster, space } = fixture()
  const server = {
    id: 1,
    address: '127.0.0.1:1',
    domain: 'd',
    state: 'serving',
    heartbeatAgeMs: 100,
    configurationVersion: 3,
    regions: [],
    residentBytes: 0,
    reason: '',
  }
  cluster.status = { ...cluster.status, servers: [server, { ...server, id: 2, state: 'refusing', reason: 'it may have forgotten' }] }
  const regions = space.subspaces
    .flatMap((subspace) => subspace.regions)
    .map(({ id }) => ({ region: id, epoch: 1, objects: id === 1 ? 8 : 0, bytes: 0, pending: 0, watermark: 0 }))
  cluster.localStatus = { ...cluster.status, servers: [{ ...server, regions, residentBytes: 64 * 2 ** 20 }] }
  const { status, stdout } = await runWith(cluster, ['status'])
  t.is(status, 0)
  t.regex(stdout, /1 +127\.0\.0\.1:1 +d +serving +0\.1 s +3 +12 +8 +64 MiB/)
  t.regex(stdout, /cities +key id +4 +8 +8 +2\.0 +4\.00/)
  t.regex(stdout, /server 2 \(127\.0\.0\.1:1\): it may have forgotten/)
  t.regex(stdout, /asks for 2 replicas of each region and has as few as 1/)
  const report = JSON.parse((await runWith(cluster, ['status', '--json'])).stdout)
  t.is(report.servers[0].objects, 8)
  t.is(report.spaces[0].subspaces[0].largest, 8)
})
