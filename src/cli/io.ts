// What a command may touch of the process it runs in. The real one is in process-io.ts; tests pass their own, so that a command line
// can be run without a process.
import type { Connection } from './connection.ts'

/** Where text goes. */
export interface TextSink {
  /** Is it a terminal: then tables have borders and progress is drawn. */
  readonly terminal: boolean
  /** The stream behind a terminal, for what must move its cursor. */
  readonly stream?: NodeJS.WritableStream
  /** Resolves when more may be written. Throws OutputClosed once the reader has gone. */
  write(text: string): Promise<void>
}

export interface CommandIo {
  readonly stdin: AsyncIterable<Uint8Array>
  readonly stdout: TextSink
  readonly stderr: TextSink
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Aborted by SIGINT and SIGTERM, and when the reader of stdout has gone. */
  readonly interrupted: AbortSignal
  /** Aborted by another SIGINT or SIGTERM, a second or more after the first: stop at once. */
  readonly killed: AbortSignal
  /** The process that started this one as part of its cluster, if any. */
  readonly parent?: ParentProcess
  /** Reaches a cluster through any of the hosts, HOST:PORT. Throws UNAVAILABLE. */
  connect(hosts: readonly string[]): Promise<Connection>
}

/** The `start` that a coordinator or server process belongs to. */
export interface ParentProcess {
  report(message: ChildReport): void
  /** Aborted when the parent has gone, however it ended. */
  readonly gone: AbortSignal
}

/** What a child tells its `start`. */
export type ChildReport =
  | { readonly kind: 'ready'; readonly address: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly remedy: string }

/** The reader of stdout has gone (`| head`): the command ends, and that is no failure. */
export class OutputClosed extends Error {
  constructor() {
    super('the reader of the output has gone')
    this.name = 'OutputClosed'
  }
}
