// What every command gets: where it reads and writes, the options that all commands share, and one connection, closed at the end.
import type { Command } from 'commander'
import type { Connection } from './connection.ts'
import { parseHosts } from './host-port.ts'
import type { CommandIo } from './io.ts'
import { timedConnection } from './timed-connection.ts'

export const defaultAddress = '127.0.0.1:1982'

export class CommandContext {
  readonly io: CommandIo
  readonly #program: Command
  #connection: Promise<Connection> | undefined
  /** What the process ends with when no error is thrown. */
  exitStatus = 0
  /** What the process ends with for every error but wrong input, once a command has set it. */
  failureStatus: number | undefined

  constructor(io: CommandIo, program: Command) {
    this.io = io
    this.#program = program
  }

  get json(): boolean {
    return this.#program.opts<{ json?: boolean }>().json === true
  }

  /** Throws INVALID when what was given is no list of addresses. */
  get hosts(): string[] {
    const option = this.#program.opts<{ cluster?: string }>().cluster
    if (option !== undefined) return parseHosts('--cluster', option)
    const variable = this.io.environment.HYPERDEX_CLUSTER
    return variable ? parseHosts('$HYPERDEX_CLUSTER', variable) : [defaultAddress]
  }

  /** The shared options are checked even by a command that needs none of them. Throws INVALID. */
  checkOptions(): void {
    const option = this.#program.opts<{ cluster?: string }>().cluster
    if (option !== undefined) parseHosts('--cluster', option)
  }

  /** Of each call, in milliseconds, when it was given; 0: none. */
  get timeoutMs(): number | undefined {
    return this.#program.opts<{ timeout?: number }>().timeout
  }

  /** For what asks several questions in the time of one call. */
  get timed(): { readonly timeoutMs?: number } {
    const { timeoutMs } = this
    return timeoutMs === undefined ? {} : { timeoutMs }
  }

  /** Throws UNAVAILABLE. */
  async connect(): Promise<Connection> {
    const connection = await this.connectUntimed()
    return this.timeoutMs === undefined ? connection : timedConnection(connection, this.timeoutMs)
  }

  /** For a command to which --timeout means something else than the time of a call. Throws UNAVAILABLE. */
  connectUntimed(): Promise<Connection> {
    this.#connection ??= this.io.connect(this.hosts)
    return this.#connection
  }

  /** Data: a line to stdout. */
  async print(line: string): Promise<void> {
    await this.io.stdout.write(`${line}\n`)
  }

  /** Anything else: a line to stderr. */
  async note(line: string): Promise<void> {
    await this.io.stderr.write(`${line}\n`)
  }

  async close(): Promise<void> {
    const connection = this.#connection
    if (!connection) return
    const opened = await connection.catch(() => undefined)
    await opened?.close()
  }
}
