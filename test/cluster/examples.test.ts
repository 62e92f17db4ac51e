// The examples as a reader runs them: processes of their own, which end well, say what they promise, and leave no process behind.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import test from 'ava'
import { Daemon, TestDirectory } from './launcher.ts'

const examples = join(import.meta.dirname, '../../examples')
const running = new Set<ChildProcess>()

interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

async function runExample(path: string, ...argv: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [join(examples, path), ...argv], { stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  const exited = once(child, 'exit')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [status] = await exited
  running.delete(child)
  return { status, stdout, stderr }
}

// SIGTERM ends the demo with its cluster; `start` without its parent ends by itself.
test.after.always(() => {
  for (const child of running) child.kill('SIGTERM')
})

test.serial('the demo, with fewer cities', async (t) => {
  t.timeout(240_000)
  const { status, stdout, stderr } = await runExample('cities/demo.ts', '2000')
  t.is(status, 0, stderr)
  t.regex(stderr, /loaded 2000 objects in .*, rejected 0 lines/)
  t.regex(stdout, /\$ hyperdex count cities\n2000\n/)
  const afterUpdate = stdout.slice(stdout.indexOf("$ hyperdex search 'cities select name, country, population where population = 1000000'"))
  t.regex(afterUpdate, /Andorra la Vella +AD +1000000/)
  const address = /It listens at (\S+)\.\n/.exec(stdout)![1]!
  const { host, port } = /^(?<host>.+):(?<port>\d+)$/.exec(address)!.groups!
  await t.throwsAsync(fetch(`http://${host}:${port}/`), undefined, 'nobody listens any more')
  t.true(stdout.trimEnd().split('\n').at(-2)!.includes('Stopping'))
})

test.serial('a demo that is asked for no number of cities says so', async (t) => {
  for (const wrong of ['many', '0', '1.5']) {
    const { status, stderr } = await runExample('cities/demo.ts', wrong)
    t.is(status, 1)
    t.regex(stderr, /the number of cities is a whole number from 1 to \d+/)
  }
})

test.serial('the export ends quietly when nobody reads on', async (t) => {
  const child = spawn(process.execPath, [join(examples, 'cities/export.ts')], { stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  const exited = once(child, 'exit')
  const [stderr] = await Promise.all([text(child.stderr), once(child.stdout, 'data').then(() => child.stdout.destroy())])
  const [status] = await exited
  running.delete(child)
  t.deepEqual([status, stderr], [0, ''])
})

test.serial('the typed client', async (t) => {
  t.timeout(240_000)
  await using directory = await TestDirectory.make()
  const cluster = await Daemon.start('start', '--servers', '1', '--data', join(directory.path, 'cluster'), '--listen', '127.0.0.1:0')
  try {
    const { status, stdout, stderr } = await runExample('typed-client/players.ts', `hyperdex://${cluster.address}`)
    t.is(status, 0, stderr)
    t.regex(stdout, /^one object: \{\n +name: 'ada',/)
    const best = stdout.slice(stdout.indexOf('best first:'), stdout.indexOf('a prize')).split('\n').slice(1, -1)
    t.deepEqual(best, ['  edsger: level 9, rating 2010.25', '  grace: level 9, rating 1985', '  barbara: level 8, rating 1902'])
    t.regex(stdout, /promoted only from level 4: true\nand not a second time: false\n/)
    t.regex(stdout, /one atomic step: true \{ points: 3450n, motto: 'Ask forgiveness, not permission' \}\n/)
    t.regex(stdout, /players of the US below level 9: 2\n/)
    t.regex(stdout, /asked \d+ of \d+ regions, of subspace 1 \(country\)\n$/)
  } finally {
    t.is(await cluster.stop(), 0)
  }
})
