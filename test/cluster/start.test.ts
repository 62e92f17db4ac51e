// `start` as a process, with its coordinator and servers: it serves, stops in order, finds its state, grows, and takes its children with it
// when it is killed.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import test from 'ava'

const program = join(import.meta.dirname, '../../bin/hyperdex')
const goneWithinMs = 60_000

async function hyperdex(address: string, ...argv: string[]) {
  const child = spawn(process.execPath, [program, '--cluster', address, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { status, stdout, stderr }
}

function start(data: string, servers: number): ChildProcess & { readonly stdout: NodeJS.ReadableStream } {
  const argv = ['start', '--data', data, '--servers', String(servers), '--listen', '127.0.0.1:0']
  return spawn(process.execPath, [program, ...argv], { stdio: ['ignore', 'pipe', 'inherit'] })
}

async function addressOf(started: { readonly stdout: NodeJS.ReadableStream }): Promise<string> {
  for await (const line of createInterface({ input: started.stdout })) {
    if (line.startsWith('ready ')) return line.slice('ready '.length)
  }
  throw new Error('it ended without being ready')
}

async function end(started: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (started.exitCode !== null || started.signalCode !== null) return started.exitCode
  const exited = once(started, 'exit')
  started.kill(signal)
  const [status] = await exited
  return status
}

test('a cluster on this machine', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'hyperdex-start-'))
  const data = join(directory, 'cluster')
  let started = start(data, 2)
  try {
    let address = await addressOf(started)
    t.is((await hyperdex(address, 'space', 'add', join(import.meta.dirname, '../cli/kv.space'))).status, 0)
    t.is((await hyperdex(address, 'put', 'kv', 'a', 'v=1')).status, 0)
    t.is(await end(started, 'SIGTERM'), 0)
    t.is((await hyperdex(address, 'get', 'kv', 'a')).status, 3)

    started = start(data, 3)
    address = await addressOf(started)
    t.is((await hyperdex(address, 'get', 'kv', 'a', '--json')).stdout, '{"k":"a","v":"1"}\n')
    const status = JSON.parse((await hyperdex(address, 'status', '--json')).stdout)
    const servers = status.servers as { address: string; state: string }[]
    t.deepEqual(
      servers.map(({ state }) => state),
      ['serving', 'serving', 'serving'],
    )
    const second = await hyperdex(address, 'start', '--data', join(directory, 'other'), '--listen', address)
    t.is(second.status, 1)
    t.regex(second.stderr, /port in use/)

    await end(started, 'SIGKILL')
    const deadline = performance.now() + goneWithinMs
    for (const { address: server } of servers) {
      while ((await hyperdex(server, 'space', 'ls')).status !== 3) {
        if (performance.now() > deadline) return t.fail(`the server at ${server} outlived its start`)
        await pause(20)
      }
    }

    const fewer = await hyperdex(address, 'start', '--data', data, '--servers', '2')
    t.is(fewer.status, 1)
    t.regex(fewer.stderr, /--servers 3/)
    t.true((await readFile(join(data, 'logs', 'server-1.log'), 'utf8')).length > 0)
  } finally {
    await end(started, 'SIGTERM')
    await rm(directory, { recursive: true, force: true })
  }
})

test('servers that were killed or forgotten do not keep the others from starting', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'hyperdex-start-'))
  const data = join(directory, 'cluster')
  /** Resolves to what it wrote to stderr, when it has been stopped again. */
  async function during(work: (address: string) => Promise<void>): Promise<string> {
    const argv = ['start', '--data', data, '--servers', '2', '--listen', '127.0.0.1:0']
    const started = spawn(process.execPath, [program, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] })
    const notes = text(started.stderr)
    try {
      await work(await addressOf(started))
    } finally {
      await end(started, 'SIGTERM')
      t.log(await notes)
    }
    return notes
  }
  async function serving(address: string): Promise<number[]> {
    const lines = (await hyperdex(address, 'server', 'ls', '--json')).stdout.trimEnd().split('\n')
    const servers = lines.map((line) => JSON.parse(line) as { id: number; state: string })
    return servers.filter(({ state }) => state === 'serving').map(({ id }) => id)
  }
  try {
    let second = ''
    await during(async (address) => {
      second = String(JSON.parse(await readFile(join(data, 'server-2/format'), 'utf8')).server)
      t.is((await hyperdex(address, 'server', 'kill', second)).status, 0)
    })
    const killed = await during(async (address) => {
      t.is((await serving(address)).length, 1)
      t.is((await hyperdex(address, 'server', 'online', second)).status, 0)
    })
    t.true(killed.includes(`server-2 is left out: server ${second} was taken out of service with \`server kill\``))
    t.true(killed.includes(`\`server online ${second}\``))
    await during(async (address) => {
      t.deepEqual(await serving(address), [1, 2])
      t.is((await hyperdex(address, 'server', 'kill', second)).status, 0)
      t.is((await hyperdex(address, 'server', 'forget', second)).status, 0)
    })
    const forgotten = await during(async (address) => void t.deepEqual(await serving(address), [3 - Number(second)]))
    t.true(forgotten.includes(`server-2 is left out: the cluster has no server ${second} any more; remove ${join(data, 'server-2')}`))
    await rm(join(data, 'server-2'), { recursive: true })
    const renewed = await during(async (address) => void t.deepEqual(await serving(address), [3 - Number(second), 3]))
    t.false(renewed.includes('left out'))
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
})
