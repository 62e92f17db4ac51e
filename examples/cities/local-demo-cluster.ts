// What the demo runs on: `hyperdex start` in a temporary directory on a free port, and `hyperdex` commands against it.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const program = join(import.meta.dirname, '../../bin/hyperdex')

export class DemoCluster implements AsyncDisposable {
  readonly directory: string
  readonly address: string
  readonly #process: ChildProcess
  readonly #stopped: AbortSignal

  private constructor(directory: string, address: string, started: ChildProcess, stopped: AbortSignal) {
    this.#stopped = stopped
    this.directory = directory
    this.address = address
    this.#process = started
  }

  /** Once `stopped` aborts, starting and every command end and throw. */
  static async start(servers: number, stopped: AbortSignal): Promise<DemoCluster> {
    const directory = await mkdtemp(join(tmpdir(), 'hyperdex-demo-'))
    const args = ['start', '--servers', String(servers), '--data', join(directory, 'cluster'), '--listen', '127.0.0.1:0']
    const started = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    const onStopped = () => started.kill('SIGTERM')
    stopped.addEventListener('abort', onStopped, { once: true })
    if (stopped.aborted) onStopped()
    try {
      return new DemoCluster(directory, await addressOf(started), started, stopped)
    } catch (error) {
      await stop(started)
      await rm(directory, { recursive: true, force: true })
      throw error
    }
  }

  /** Runs a command with its output on the demo's own terminal. Throws when it fails. */
  async run(...args: string[]): Promise<void> {
    const command = spawn(process.execPath, [program, ...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, HYPERDEX_CLUSTER: this.address },
      signal: this.#stopped,
    })
    const [status] = await once(command, 'exit')
    if (status !== 0) throw new Error(`hyperdex ${args[0]} ended with exit status ${status}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await stop(this.#process)
    await rm(this.directory, { recursive: true, force: true })
  }
}

/** From the line `ready HOST:PORT`. */
async function addressOf(started: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: started.stdout! })) {
    if (line.startsWith('ready ')) return line.slice('ready '.length)
  }
  throw new Error('the cluster did not start')
}

async function stop(started: ChildProcess): Promise<void> {
  if (started.exitCode !== null || started.signalCode !== null) return
  const exited = once(started, 'exit')
  started.kill('SIGTERM')
  await exited
}
