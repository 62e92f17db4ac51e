// A cluster under measurement: `hyperdex start` in a temporary directory on a free port, as anybody runs it.
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { childrenOf, cpuUsOf, readyLineOf, residentBytesOf, startProcess, stopProcess } from './processes.ts'

const program = fileURLToPath(new URL('../bin/hyperdex', import.meta.url))

export class Cluster implements AsyncDisposable {
  /** For files of the measurement too; it goes with the cluster. */
  readonly directory: string
  readonly address: string
  readonly #process: ChildProcess
  readonly #pids: readonly number[]

  private constructor(directory: string, address: string, started: ChildProcess) {
    this.directory = directory
    this.address = address
    this.#process = started
    this.#pids = childrenOf(started.pid!)
  }

  static async start(servers: number): Promise<Cluster> {
    const directory = await mkdtemp(join(tmpdir(), 'hyperdex-bench-'))
    try {
      const args = ['start', '--servers', String(servers), '--data', join(directory, 'cluster'), '--listen', '127.0.0.1:0']
      const started = startProcess([program, ...args])
      return new Cluster(directory, await readyLineOf(started), started)
    } catch (error) {
      await rm(directory, { recursive: true, force: true })
      throw error
    }
  }

  /** Of its servers and its coordinator together, so far. */
  cpuUs(): number {
    return this.#pids.length === 0 ? Number.NaN : cpuUsOf(this.#pids)
  }

  /** Of the largest of its processes, at this moment; it is asked for in a moment itself, unlike `residentBytes`. */
  largestResidentBytes(): number {
    return Math.max(...this.#pids.map(residentBytesOf))
  }

  /** Runs a command of `hyperdex` against it and returns what it printed. Throws when it fails. */
  async run(...args: string[]): Promise<string> {
    const command = startProcess([program, ...args], { HYPERDEX_CLUSTER: this.address })
    const exited = once(command, 'exit')
    const output = await text(command.stdout!)
    const [status] = await exited
    if (status !== 0) throw new Error(`hyperdex ${args[0]} ended with exit status ${status}`)
    return output
  }

  /** Of each server, in bytes. */
  async residentBytes(): Promise<number[]> {
    const { servers } = JSON.parse(await this.run('status', '--json')) as { servers: { residentBytes: number }[] }
    return servers.map((server) => server.residentBytes)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await stopProcess(this.#process)
    await rm(this.directory, { recursive: true, force: true })
  }
}
