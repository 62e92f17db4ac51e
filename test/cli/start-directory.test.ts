// The data directory of `start` and its ports.
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { openClusterDirectory } from '../../src/cli/start/cluster-directory.ts'
import { isFree } from '../../src/cli/start/free-port.ts'
import { HyperdexError } from '../../src/errors.ts'
import { FakeCluster, runWith } from './fake-cluster.ts'

async function inDirectory(work: (directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'hyperdex-start-'))
  try {
    await work(directory)
  } finally {
    await rm(directory, { recursive: true })
  }
}

async function refusal(work: Promise<unknown>): Promise<HyperdexError | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => (error instanceof HyperdexError ? error : undefined),
  )
}

test('a new directory gets three servers, or as many as asked for', (t) =>
  inDirectory(async (directory) => {
    t.deepEqual((await openClusterDirectory(join(directory, 'a', 'b'), undefined)).ports, [0, 0, 0])
    t.deepEqual((await openClusterDirectory(join(directory, 'c'), 5)).ports, [0, 0, 0, 0, 0])
  }))

test('ports are remembered; more servers are added, fewer are refused with the remedy', (t) =>
  inDirectory(async (directory) => {
    await (await openClusterDirectory(directory, 2)).save([4001, 4002])
    t.deepEqual((await openClusterDirectory(directory, undefined)).ports, [4001, 4002])
    t.deepEqual((await openClusterDirectory(directory, 3)).ports, [4001, 4002, 0])
    const refused = await refusal(openClusterDirectory(directory, 1))
    t.regex(refused!.message, /has 2 servers, and 1 are asked for/)
    t.regex(refused!.remedy, /--servers 2/)
  }))

test('servers that never came up may be left away again', (t) =>
  inDirectory(async (directory) => {
    await openClusterDirectory(directory, 5)
    t.deepEqual((await openClusterDirectory(directory, 2)).ports, [0, 0])
  }))

test('a directory with something else in it is refused and left alone', (t) =>
  inDirectory(async (directory) => {
    await mkdir(join(directory, 'photos'))
    const { status, stderr } = await runWith(new FakeCluster(), ['start', '--data', directory])
    t.is(status, 1)
    t.regex(stderr, /VERSION_MISMATCH: .*photos/)
    t.is(await refusal(readFile(join(directory, 'cluster.json'))), undefined)
  }))

test('a path where no directory can be is wrong input: it is named, with what is in the way and what to do', (t) =>
  inDirectory(async (directory) => {
    const file = join(directory, 'file')
    await writeFile(file, 'text')
    const commands = [['start'], ['coordinator'], ['server', '--coordinator', '127.0.0.1:1', '--listen', '127.0.0.1:0']]
    for (const path of [file, join(file, 'below')]) {
      for (const command of commands) {
        const { status, stderr } = await runWith(new FakeCluster(), [...command, '--data', path])
        t.is(status, 2, stderr)
        t.true(stderr.startsWith(`hyperdex: INVALID: cannot use the data directory ${path}: what is at ${file} is no directory\n`), stderr)
        t.regex(stderr, /\nname another directory with --data/)
      }
    }
  }))

test('an empty name is no directory, least of all the current one', async (t) => {
  const commands = [['start'], ['coordinator'], ['server', '--coordinator', '127.0.0.1:1', '--listen', '127.0.0.1:0']]
  for (const command of commands) {
    const { status, stderr } = await runWith(new FakeCluster(), [...command, '--data', ''])
    t.is(status, 2, command[0])
    t.regex(stderr, /^hyperdex: INVALID: --data: the name is empty\n/)
  }
})

test('a directory of another format is refused', (t) =>
  inDirectory(async (directory) => {
    for (const text of [
      'nonsense',
      '{}',
      '{"format":2,"servers":[{"port":1}]}',
      '{"format":1,"servers":[]}',
      '{"format":1,"servers":[{"port":"x"}]}',
    ]) {
      await writeFile(join(directory, 'cluster.json'), text)
      t.is((await refusal(openClusterDirectory(directory, undefined)))?.code, 'VERSION_MISMATCH', text)
    }
  }))

test('a start that cannot listen leaves no directory behind, and one that is there as it is', (t) =>
  inDirectory(async (directory) => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const used = `127.0.0.1:${(server.address() as AddressInfo).port}`
    t.teardown(() => server.close())
    const empty = join(directory, 'empty')
    await mkdir(empty)
    for (const path of [join(directory, 'new', 'below'), empty]) {
      const taken = await runWith(new FakeCluster(), ['start', '--data', path, '--listen', used])
      t.is(taken.status, 1)
      t.regex(taken.stderr, /^hyperdex: ALREADY_EXISTS: port in use: .*\n.*--listen/)
      const foreign = await runWith(new FakeCluster(), ['start', '--data', path, '--listen', '192.0.2.1:1982'])
      t.is(foreign.status, 2)
      t.regex(foreign.stderr, /^hyperdex: INVALID: cannot listen at 192\.0\.2\.1:1982/)
    }
    t.deepEqual(await readdir(directory), ['empty'])
    t.deepEqual(await readdir(empty), [])
  }))

test('nor does a coordinator or a server started by itself', (t) =>
  inDirectory(async (directory) => {
    const holder = createServer().listen(0, '127.0.0.1')
    await once(holder, 'listening')
    const used = `127.0.0.1:${(holder.address() as AddressInfo).port}`
    t.teardown(() => holder.close())
    const empty = join(directory, 'empty')
    await mkdir(empty)
    for (const command of [['coordinator'], ['server', '--coordinator', '127.0.0.1:1']]) {
      for (const path of [join(directory, 'new', 'below'), empty]) {
        const taken = await runWith(new FakeCluster(), [...command, '--data', path, '--listen', used])
        t.is(taken.status, 1)
        t.regex(taken.stderr, /^hyperdex: ALREADY_EXISTS: port in use: .*\n.*--listen/)
        const foreign = await runWith(new FakeCluster(), [...command, '--data', path, '--listen', '192.0.2.1:1982'])
        t.is(foreign.status, 2)
        t.regex(foreign.stderr, /^hyperdex: INVALID: cannot listen at 192\.0\.2\.1:1982/)
      }
    }
    t.deepEqual(await readdir(directory), ['empty'])
    t.deepEqual(await readdir(empty), [])
  }))

test('a coordinator that is to move what is not there says so and makes nothing', (t) =>
  inDirectory(async (directory) => {
    const path = join(directory, 'mistyped')
    const { status, stderr } = await runWith(new FakeCluster(), ['coordinator', '--store', 'etcd://127.0.0.1:1', '--data', path])
    t.is(status, 2)
    t.is(stderr, `hyperdex: INVALID: ${path} holds no cluster\nCorrect --data, or leave it out: etcd begins with a new cluster.\n`)
    t.deepEqual(await readdir(directory), [])
  }))

test('a port in use is not free', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  t.false(await isFree('127.0.0.1', port))
  server.close()
  await once(server, 'close')
  t.true(await isFree('127.0.0.1', port))
})
