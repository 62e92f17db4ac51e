// The CommandIo of a real process: its streams, its signals, and the `start` that may be its parent.
import type { Connection } from './connection.ts'
import { type ChildReport, type CommandIo, OutputClosed, type ParentProcess, type TextSink } from './io.ts'

/** Set by `start` for the processes of its cluster: then the IPC channel is theirs to report on and to watch. */
export const attendedVariable = 'HYPERDEX_ATTENDED'

/** A terminal and a launcher may both pass on one Ctrl-C: only what comes later is a second one. */
const sameSignalMs = 1000

export function processIo(): CommandIo {
  const interrupted = new AbortController()
  const killed = new AbortController()
  const parent = parentProcess()
  let firstSignalAt = 0
  const onSignal = () => {
    if (!interrupted.signal.aborted) firstSignalAt = performance.now()
    interrupted.abort()
    if (performance.now() - firstSignalAt > sameSignalMs) killed.abort()
  }
  process.on('SIGTERM', onSignal)
  // Ctrl-C reaches the whole process group; in a cluster `start` decides in which order its processes stop.
  process.on('SIGINT', parent ? () => undefined : onSignal)
  return {
    get stdin() {
      return process.stdin
    },
    stdout: new StreamSink(process.stdout, () => interrupted.abort(new OutputClosed())),
    stderr: new QuietSink(process.stderr),
    environment: process.env,
    interrupted: interrupted.signal,
    killed: killed.signal,
    ...(parent ? { parent } : {}),
    connect: openSession,
  }
}

/** Loaded when needed: help and mistakes are answered without the weight of gRPC. */
async function openSession(hosts: readonly string[]): Promise<Connection> {
  const { connectSession } = await import('./session-connection.ts')
  return connectSession(hosts)
}

function parentProcess(): ParentProcess | undefined {
  if (process.env[attendedVariable] === undefined || !process.send) return undefined
  const gone = new AbortController()
  process.on('disconnect', () => gone.abort())
  return {
    gone: gone.signal,
    report: (message: ChildReport) => {
      if (process.connected) process.send?.(message, () => undefined)
    },
  }
}

class StreamSink implements TextSink {
  readonly stream: NodeJS.WriteStream
  #closed: Error | undefined

  constructor(stream: NodeJS.WriteStream, onClosed: () => void) {
    this.stream = stream
    stream.on('error', (error: NodeJS.ErrnoException) => {
      const isClosed = error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED'
      this.#closed ??= isClosed ? new OutputClosed() : error
      onClosed()
    })
  }

  get terminal(): boolean {
    return this.stream.isTTY === true
  }

  write(text: string): Promise<void> {
    if (this.#closed) return Promise.reject(this.#closed)
    return new Promise((resolve, reject) => {
      this.stream.write(text, (error) => {
        if (!error) resolve()
        // The stream's own 'error' event follows and says whether the reader has gone.
        else setImmediate(() => reject(this.#closed ?? error))
      })
    })
  }
}

/** Nobody reading stderr is no reason to fail. */
class QuietSink implements TextSink {
  readonly stream: NodeJS.WriteStream

  constructor(stream: NodeJS.WriteStream) {
    this.stream = stream
    stream.on('error', () => undefined)
  }

  get terminal(): boolean {
    return this.stream.isTTY === true
  }

  write(text: string): Promise<void> {
    return new Promise((resolve) => {
      this.stream.write(text, () => resolve())
    })
  }
}
