// bin/hyperdex by itself: a package of its own around a copy of it, whose command line only tells what it was given.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import test, { type ExecutionContext } from 'ava'

const launcher = join(import.meta.dirname, '../../bin/hyperdex')

const mainText = (where: string) => `
  const [command, argument] = process.argv.slice(2)
  if (command === 'wait') {
    process.on('SIGTERM', () => { console.log('stopped'); process.exit(7) })
    process.stdin.on('data', (data) => console.log('read ' + data))
    setInterval(() => {}, 1000) // not the end of its input ends it
    console.log('waiting')
  } else if (command === 'die') process.kill(process.pid, 'SIGKILL')
  else {
    console.log(JSON.stringify({ where: '${where}', node: process.versions.node, argument, environment: Object.keys(process.env) }))
    process.exitCode = Number(command)
  }
`

interface Layout {
  /** Paths with TypeScript or JavaScript of the command line. */
  mains: string[]
  /** The version that the checkout's own Node says it has. */
  ownNode?: string
}

async function packageAround(t: ExecutionContext, { mains, ownNode }: Layout): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'hyperdex-bin-'))
  t.teardown(() => rm(root, { recursive: true, force: true }))
  for (const path of ['bin', 'node_modules/.bin', 'node_modules/node', ...mains.map(dirname)])
    await mkdir(join(root, path), { recursive: true })
  await copyFile(launcher, join(root, 'bin/hyperdex'))
  await copyFile(join(dirname(launcher), 'package.json'), join(root, 'bin/package.json'))
  await writeFile(join(root, 'package.json'), '{"type":"module"}')
  // Stands in for an old Node: it is loaded before the launcher and says so.
  await writeFile(join(root, 'old.cjs'), `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`)
  for (const main of mains) await writeFile(join(root, main), mainText(main))
  if (ownNode !== undefined) {
    await writeFile(join(root, 'node_modules/node/package.json'), JSON.stringify({ version: ownNode }))
    await symlink(process.execPath, join(root, 'node_modules/.bin/node'))
  }
  return root
}

function start(root: string, old: boolean, parameters: string[]): ChildProcessWithoutNullStreams {
  const before = old ? ['--require', join(root, 'old.cjs')] : []
  return spawn(process.execPath, [...before, join(root, 'bin/hyperdex'), ...parameters])
}

async function result(child: ChildProcessWithoutNullStreams) {
  const ended = once(child, 'close')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [status, signal] = (await ended) as [number | null, string | null]
  return { stdout, stderr, status, signal }
}

test('a checkout runs its sources, arguments and status included', async (t) => {
  const root = await packageAround(t, { mains: ['src/cli/main.ts', 'dist/src/cli/main.js'] })
  const { stdout, status } = await result(start(root, false, ['5', 'a b']))
  t.is(status, 5)
  t.like(JSON.parse(stdout), { where: 'src/cli/main.ts', argument: 'a b' })
})

test('what a checkout compiled is kept for its next start, while its text stays the same', async (t) => {
  const root = await packageAround(t, { mains: ['src/cli/main.ts'] })
  const environment = { ...process.env }
  delete environment.NODE_COMPILE_CACHE
  const run = () => result(spawn(process.execPath, [join(root, 'bin/hyperdex'), '0'], { env: environment }))
  t.like(JSON.parse((await run()).stdout), { where: 'src/cli/main.ts' })
  t.not((await readdir(join(root, 'node_modules/.cache/compiled'))).length, 0)
  t.like(JSON.parse((await run()).stdout), { where: 'src/cli/main.ts' })
  await writeFile(join(root, 'src/cli/main.ts'), mainText('changed'))
  t.like(JSON.parse((await run()).stdout), { where: 'changed' })
})

test('an installed package runs dist', async (t) => {
  const root = await packageAround(t, { mains: ['dist/src/cli/main.js'] })
  const { stdout, status } = await result(start(root, false, ['0']))
  t.is(status, 0)
  t.like(JSON.parse(stdout), { where: 'dist/src/cli/main.js' })
})

test('too old a Node gets one sentence and status 1', async (t) => {
  const root = await packageAround(t, { mains: ['dist/src/cli/main.js'] })
  const { stdout, stderr, status } = await result(start(root, true, ['0']))
  t.is(status, 1)
  t.is(stdout, '')
  t.regex(stderr, /^hyperdex needs Node 22\.20 or later, and this is Node 20\.20\.2: [^\n]+\.\n$/)
})

test('a Node of the checkout that is too old as well is not used', async (t) => {
  const root = await packageAround(t, { mains: ['src/cli/main.ts'], ownNode: '22.19.0' })
  const { stderr, status } = await result(start(root, true, ['0']))
  t.is(status, 1)
  t.regex(stderr, /needs Node 22\.20/)
})

test("with an old Node the checkout's own runs in its place", async (t) => {
  const root = await packageAround(t, { mains: ['src/cli/main.ts'], ownNode: '24.9.0' })
  const { stdout, stderr, status } = await result(start(root, true, ['3', 'x']))
  t.is(stderr, '')
  t.is(status, 3)
  const told = JSON.parse(stdout)
  t.like(told, { node: process.versions.node, argument: 'x' })
  t.false(told.environment.includes('HYPERDEX_LAUNCHED_BY_OLD_NODE'), 'its own children are not meant')
})

// A process can be given bytes that are no text only by a shell.
const typed = (root: string, old: boolean, argument: string) => {
  const before = old ? `--require ${join(root, 'old.cjs')} ` : ''
  return spawn('sh', ['-c', `exec ${process.execPath} ${before}${join(root, 'bin/hyperdex')} 0 "$(printf '${argument}')"`])
}

for (const old of [false, true]) {
  test(`an argument that is not UTF-8 is refused, and one that only looks so is not, by ${old ? 'an old' : 'a new'} Node`, async (t) => {
    const root = await packageAround(t, { mains: ['src/cli/main.ts'], ownNode: '24.9.0' })
    const { stdout, stderr, status } = await result(typed(root, old, 'a=\\377\\376'))
    t.is(status, 2)
    t.is(stdout, '')
    t.regex(stderr, /^hyperdex: INVALID: argument 2, "a=.+", is not UTF-8\n.*\$bytes/)
    const taken = await result(typed(root, old, 'a=\\357\\277\\275'))
    t.is(taken.status, 0)
    t.like(JSON.parse(taken.stdout), { argument: 'a=\uFFFD' })
  })
}

test('input, signals and a death by signal pass through', async (t) => {
  const root = await packageAround(t, { mains: ['src/cli/main.ts'], ownNode: '24.9.0' })
  const child = start(root, true, ['wait'])
  t.is(String((await once(child.stdout, 'data'))[0]), 'waiting\n')
  child.stdin.write('line')
  t.is(String((await once(child.stdout, 'data'))[0]), 'read line\n')
  child.kill('SIGTERM')
  const { stdout, status } = await result(child)
  t.is(stdout, 'stopped\n')
  t.is(status, 7)
  t.is((await result(start(root, true, ['die']))).signal, 'SIGKILL')
})

test('when the old Node is killed the new one stops in order', async (t) => {
  const root = await packageAround(t, { mains: ['src/cli/main.ts'], ownNode: '24.9.0' })
  const child = start(root, true, ['wait'])
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  t.is(await text(child.stdout), 'stopped\n') // its end of the pipe closes only when the new one has ended
})
