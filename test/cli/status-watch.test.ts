// `status --watch`: a report for each change, drawn anew on a terminal, until it is interrupted.
import test from 'ava'
import { watchStatus } from '../../src/cli/status/watch-status.ts'
import type { StatusReport } from '../../src/client/status/status-report.ts'
import { HyperdexError } from '../../src/errors.ts'
import { FakeCluster, runWith } from './fake-cluster.ts'

const server = { id: 1, address: '127.0.0.1:1', domain: 'a', state: 'serving', standing: 'online' }
const report = (configurationVersion: number, heartbeatAgeMs: number): StatusReport => ({
  cluster: 'fake',
  configurationVersion,
  coordinatorReachable: true,
  stable: true,
  readOnly: false,
  servers: [
    { ...server, heartbeatAgeMs, configurationVersion, regions: 0, objects: 0, open: null, residentBytes: heartbeatAgeMs, reason: '' },
  ],
  spaces: [],
  chains: [],
  transfers: [],
  repartitions: [],
})

interface Seen {
  readonly reports: StatusReport[]
  readonly failures: string[]
}

/** Looks that give these in turn; interrupted at the last. */
async function watched(looks: readonly (StatusReport | Error)[], always = false): Promise<Seen> {
  const stop = new AbortController()
  let next = 0
  let looking = 0
  const look = async () => {
    if (++looking > 1) throw new Error('two looks at once')
    await Promise.resolve()
    looking--
    const given = looks[next++]
    if (given === undefined) {
      stop.abort()
      throw new HyperdexError('ABORTED', 'interrupted', '')
    }
    if (given instanceof Error) throw given
    return given
  }
  const seen: Seen = { reports: [], failures: [] }
  const onFailure = async ({ code }: HyperdexError) => void seen.failures.push(code)
  for await (const each of watchStatus({ look, everyMs: 0, interrupted: stop.signal, always, onFailure })) seen.reports.push(each)
  return seen
}

test('only what is new is shown; heartbeats and memory are not', async (t) => {
  const looks = [report(1, 10), report(1, 20), report(2, 30), report(2, 40), report(1, 50)]
  t.deepEqual((await watched(looks)).reports, [looks[0]!, looks[2]!, looks[4]!])
  t.deepEqual((await watched(looks, true)).reports, looks)
})

test('a cluster that is away for a while is told once and looked at again', async (t) => {
  const away = new HyperdexError('UNAVAILABLE', 'nobody answers', '')
  const looks = [report(1, 1), away, away, report(1, 1), away, report(2, 1)]
  const { reports, failures } = await watched(looks)
  t.deepEqual(reports, [looks[0]!, looks[5]!])
  t.deepEqual(failures, ['UNAVAILABLE', 'UNAVAILABLE'])
})

test('a first look that fails, and a defect, end it', async (t) => {
  const away = new HyperdexError('UNAVAILABLE', 'nobody answers', '')
  await t.throwsAsync(watched([away]), { is: away })
  await t.throwsAsync(watched([report(1, 1), new TypeError('a defect')]), { instanceOf: TypeError })
})

test('an interruption does not wait for a look that is not answered', async (t) => {
  const stop = new AbortController()
  const look = () => {
    setImmediate(() => stop.abort())
    return new Promise<StatusReport>(() => undefined)
  }
  const watch = watchStatus({ look, everyMs: 0, interrupted: stop.signal, always: true, onFailure: async () => t.fail() })
  t.true((await watch.next()).done)
})

/** Runs `status --watch` until its third look, of which the second finds a change. */
async function threeLooks(options: readonly string[], terminal: boolean) {
  const cluster = new FakeCluster('space kv key k create 4 partitions')
  cluster.status = { ...cluster.status, servers: [server] }
  const stop = new AbortController()
  let looks = 0
  const first = cluster.status
  Object.defineProperty(cluster, 'status', {
    get: () => {
      if (++looks === 3) stop.abort()
      return looks === 1 ? first : { ...first, configurationVersion: 2 }
    },
  })
  return runWith(cluster, ['status', '--watch', ...options], { terminal, interrupted: stop.signal })
}

test('in a pipe there is one report for each change, and an interruption is exit status 0', async (t) => {
  const lines = await threeLooks(['--json'], false)
  t.is(lines.status, 0)
  const versions = lines.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).configurationVersion)
  t.deepEqual(versions, [1, 2])
  const text = await threeLooks([], false)
  t.is(text.status, 0)
  t.is(text.stdout.match(/^cluster fake, configuration \d/gm)?.length, 2)
  t.false(text.stdout.includes('\u001b'))
})

test('on a terminal each report takes the place of the one before', async (t) => {
  const { status, stdout } = await threeLooks([], true)
  t.is(status, 0)
  t.is(stdout.split('\u001b[H\u001b[J').length, 3)
})
