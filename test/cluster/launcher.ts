// Real processes of the command line for the tests of this folder: started, waited for, killed by their ids, and gone with the test however
// it ends. It knows what `hyperdex` prints when it is ready, and nothing of what a cluster does.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'

const program = join(import.meta.dirname, '../../bin/hyperdex')
const readyMs = 90_000
const pollMs = 20
/** What is kept of the end of a daemon's stderr, in characters. */
const rememberedMax = 4000

const alive = new Set<Daemon>()
const killAlive = () => {
  for (const daemon of alive) daemon.killGroup()
}
process.on('exit', killAlive)
process.on('disconnect', killAlive)
// By default a signal ends a process without its exit handlers: daemons would go on for ever.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** A command that runs until it is stopped, leader of a process group of its own. */
export class Daemon {
  readonly #process: ChildProcess
  readonly exited: Promise<number | NodeJS.Signals>
  #address = ''
  #lastWords = ''
  #mayEnd = false

  private constructor([command, ...argv]: readonly [string, ...string[]]) {
    this.#process = spawn(command, argv, { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    alive.add(this)
    this.#process.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.#lastWords = `${this.#lastWords}${text}`.slice(-rememberedMax)
    })
    this.exited = once(this.#process, 'exit').then(([status, signal]) => {
      alive.delete(this)
      if (!this.#mayEnd) process.stderr.write(`${command} ${argv.join(' ')} ended with ${status ?? signal}:\n${this.#lastWords}\n`)
      return status ?? signal
    })
  }

  /** Resolves when it has printed `ready HOST:PORT`. */
  static start(...argv: string[]): Promise<Daemon> {
    return Daemon.startWithin([], ...argv)
  }

  /** `prefix` is a command that runs the command behind it, on another host for example. */
  static async startWithin(prefix: readonly string[], ...argv: string[]): Promise<Daemon> {
    const [command, ...rest] = [...prefix, process.execPath, program, ...argv]
    const daemon = new Daemon([command!, ...rest])
    const limit = setTimeout(() => daemon.killGroup(), readyMs)
    try {
      await daemon.#ready(argv)
    } finally {
      clearTimeout(limit)
    }
    return daemon
  }

  get address(): string {
    return this.#address
  }

  /** SIGKILL to it and to every process that it has started. */
  async kill(): Promise<void> {
    this.killGroup()
    await this.exited
  }

  /** An orderly stop. Resolves to the exit status. */
  async stop(): Promise<number | NodeJS.Signals> {
    this.#mayEnd = true
    if (alive.has(this)) this.#process.kill('SIGTERM')
    return this.exited
  }

  /** SIGSTOP: as a machine that hangs. Everything it holds stays as it is until `resume`. */
  pause(): void {
    this.#signal('SIGSTOP')
  }

  resume(): void {
    this.#signal('SIGCONT')
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#process.pid !== undefined && alive.has(this)) process.kill(-this.#process.pid, signal)
  }

  killGroup(): void {
    this.#mayEnd = true
    this.#signal('SIGKILL')
  }

  async #ready(argv: readonly string[]): Promise<void> {
    const stdout = this.#process.stdout!
    for await (const line of createInterface({ input: stdout })) {
      if (!line.startsWith('ready ')) continue
      this.#address = line.slice('ready '.length)
      stdout.resume()
      return
    }
    throw new Error(`hyperdex ${argv.join(' ')} ended with ${await this.exited} before it was ready`)
  }
}

export interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A command that ends by itself. */
export class Command {
  readonly ended: Promise<Ended>
  #running = true

  constructor(address: string, argv: readonly string[], input?: Readable | string) {
    const child = spawn(process.execPath, [program, '--cluster', address, ...argv], { stdio: ['pipe', 'pipe', 'pipe'] })
    const kill = () => child.kill('SIGKILL')
    process.on('exit', kill)
    child.stdin.on('error', () => undefined)
    if (typeof input === 'string' || input === undefined) child.stdin.end(input)
    else input.pipe(child.stdin)
    this.ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]).then(([stdout, stderr, [status]]) => {
      process.off('exit', kill)
      this.#running = false
      return { status, stdout, stderr }
    })
  }

  get running(): boolean {
    return this.#running
  }
}

export function hyperdex(address: string, ...argv: string[]): Promise<Ended> {
  return new Command(address, argv).ended
}

/** A port that was free a moment ago, for processes that are to be found again where they were. */
export async function freeAddress(): Promise<string> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

/** Waits for a condition. Throws, naming it, when it does not come true. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, withinMs = 60_000): Promise<void> {
  for (const end = performance.now() + withinMs; !(await condition()); await pause(pollMs)) {
    if (performance.now() > end) throw new Error(`after ${withinMs} ms still not: ${what}`)
  }
}

/** A directory of the test's own. Before it goes, daemons that are still alive are killed. */
export class TestDirectory implements AsyncDisposable {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  static async make(): Promise<TestDirectory> {
    return new TestDirectory(await mkdtemp(join(tmpdir(), 'hyperdex-cluster-')))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...alive].map((daemon) => daemon.kill()))
    await rm(this.path, { recursive: true, force: true, maxRetries: 5 })
  }
}
