// The floor of the network: 1 KB up and the same 1 KB back between two processes, over the stream, the batches, the codec and the settings of
// real sessions. No store, and a client that only matches answers with promises.
//
// `echo` has a promise for each operation, as any client library must; `rawEcho` answers batches with batches in callbacks, which no
// application can do, and shows what the promises cost.
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Request, Response } from '../src/cluster/client-messages.ts'
import { openSessionStream, type SessionStream } from '../src/transport/session-stream.ts'
import { type Subject, workers } from './closed-loop.ts'
import { cpuUsOf, readyLineOf, startProcess, stopProcess } from './processes.ts'
import { anyValue, valueBytes } from './workload.ts'

interface OpenEcho {
  resolve(): void
  reject(error: Error): void
}

/** The smallest client there can be that has promises. */
class EchoClient {
  readonly #stream: SessionStream
  readonly #open = new Map<number, OpenEcho>()
  #lastId = 0

  constructor(port: number) {
    this.#stream = openSessionStream(`127.0.0.1:${port}`, {
      onResponses: (responses) => {
        for (const response of responses) {
          const open = this.#open.get(response.id ?? 0)
          this.#open.delete(response.id ?? 0)
          if (isEcho(response)) open?.resolve()
          else open?.reject(new Error('the echo server answered with other bytes'))
        }
      },
      onClose: (error) => {
        for (const open of this.#open.values()) open.reject(error ?? new Error('the echo server ended the stream'))
        this.#open.clear()
      },
    })
  }

  echo(): Promise<void> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId
      this.#open.set(id, { resolve, reject })
      this.#stream.send([requestOf(id)])
    })
  }

  close(): void {
    this.#stream.close()
  }
}

function requestOf(id: number): Request {
  return { id, space: 1, schemaVersion: 1, region: 1, epoch: 1, timeoutMs: 10_000, get: anyValue() }
}

function isEcho(response: Response): boolean {
  return response.object?.length === valueBytes
}

/** Each finished operation began with the batch it was sent in. */
function startRaw(port: number): Subject['start'] {
  return (inFlight, done, failed) => {
    const began = new Map<number, number>()
    const ended = Promise.withResolvers<void>()
    let lastId = 0
    let stopped = false
    const send = (count: number) => {
      const now = performance.now()
      const requests: Request[] = []
      for (let left = count; left > 0; left--) {
        began.set(++lastId, now)
        requests.push(requestOf(lastId))
      }
      stream.send(requests)
    }
    const stream = openSessionStream(`127.0.0.1:${port}`, {
      onResponses(responses) {
        for (const { id } of responses) {
          done(began.get(id ?? 0) ?? 0)
          began.delete(id ?? 0)
        }
        if (!stopped) send(responses.length)
        else if (began.size === 0) ended.resolve()
      },
      onClose(error) {
        failed(error ?? new Error('the echo server ended the stream'))
        ended.resolve()
      },
    })
    send(inFlight)
    return async () => {
      stopped = true
      await ended.promise
      stream.close()
    }
  }
}

export class EchoFloor implements AsyncDisposable {
  readonly echo: Subject
  readonly rawEcho: Subject
  readonly #process: ChildProcess
  readonly #client: EchoClient

  private constructor(child: ChildProcess, port: number) {
    this.#process = child
    this.#client = new EchoClient(port)
    const serverCpuUs = () => cpuUsOf([child.pid!])
    this.echo = { start: workers(() => this.#client.echo()), serverCpuUs }
    this.rawEcho = { start: startRaw(port), serverCpuUs }
  }

  static async start(): Promise<EchoFloor> {
    const child = startProcess([fileURLToPath(new URL('echo-server.ts', import.meta.url))])
    return new EchoFloor(child, Number(await readyLineOf(child)))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client.close()
    await stopProcess(this.#process)
  }
}
