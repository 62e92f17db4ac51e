// One gRPC connection to one address: calls by the methods of services.ts, in plain shapes, with deadlines, cancellation and
// HyperdexErrors. Under every caller in this folder.
import {
  Client,
  type ClientDuplexStream,
  type ClientReadableStream,
  credentials,
  type CallOptions as GrpcOptions,
  Metadata,
} from '@grpc/grpc-js'
import { HyperdexError } from '../errors.ts'
import { checkAddress, clientOptions } from './channel-options.ts'
import { fromStatus } from './failure.ts'
import type { Method } from './services.ts'
import { decodeMessage, encodeMessage, type MessageName, type Received, type Sent } from './wire.ts'

export interface CallOptions {
  readonly timeoutMs?: number
  /** Asked whether it is `aborted`, and listened to: it need not be an AbortSignal of this realm. */
  readonly signal?: AbortSignal | null
}

/** What the caller of a bidirectional stream wants to hear. */
export interface ClientBidiListener<Response> {
  /** The headers of the answer, once, before the first message. */
  accepted?(header: (name: string) => string | undefined): void
  receive(message: Response): void
  /** The stream is over; absent: it ended in order. Called once, nothing comes after. */
  closed(error?: HyperdexError): void
}

export interface ClientBidi<Request> {
  /** A plain message, or the bytes of one; `sent` is called when it has left. */
  send(message: Request | Buffer, sent?: () => void): void
  /** Ends the stream at once; `closed` is still called. */
  cancel(): void
  pause(): void
  resume(): void
}

const same = (bytes: Buffer): Buffer => bytes

function decoder<Response extends MessageName>(name: Response): (bytes: Buffer) => Received<Response> {
  return (bytes) => decodeMessage(name, bytes)
}

export class RpcClient {
  readonly address: string
  #client: Client

  /** Connects with the first call. @throws HyperdexError INVALID when the address is not HOST:PORT */
  constructor(address: string) {
    checkAddress(address)
    this.address = address
    this.#client = new Client(address, credentials.createInsecure(), clientOptions)
  }

  /** Resolves when the connection stands. @throws HyperdexError UNAVAILABLE when it does not within `timeoutMs`, ABORTED */
  ready(timeoutMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = () => signal && reject(aborted(signal))
      signal?.addEventListener('abort', abort, { once: true })
      if (signal?.aborted) abort()
      this.#client.waitForReady(Date.now() + timeoutMs, (error) => {
        signal?.removeEventListener('abort', abort)
        if (error) reject(new UnreachableError(this.address, error))
        else resolve()
      })
    })
  }

  unary<Request extends MessageName, Response extends MessageName>(
    method: Method<'unary', Request, Response>,
    request: Sent<Request>,
    options: CallOptions = {},
  ): Promise<Received<Response>> {
    return new Promise((resolve, reject) => {
      if (options.signal?.aborted) throw aborted(options.signal)
      const bytes = encodeMessage(method.request, request)
      let abort: (() => void) | undefined
      const call = this.#client.makeUnaryRequest(
        method.path,
        same,
        decoder(method.response),
        bytes,
        deadlineOf(options),
        (error, response) => {
          if (abort) options.signal?.removeEventListener('abort', abort)
          if (response !== undefined && error === null) resolve(response)
          else reject(abortedOr(options.signal, fromStatus(error, this.address)))
        },
      )
      if (options.signal) {
        abort = () => call.cancel()
        options.signal.addEventListener('abort', abort, { once: true })
      }
    })
  }

  /** Ends the call on the server when the iteration is left. */
  async *serverStream<Request extends MessageName, Response extends MessageName>(
    method: Method<'serverStream', Request, Response>,
    request: Sent<Request>,
    options: CallOptions = {},
  ): AsyncGenerator<Received<Response>, void, undefined> {
    if (options.signal?.aborted) throw aborted(options.signal)
    const call: ClientReadableStream<Received<Response>> = this.#client.makeServerStreamRequest(
      method.path,
      same,
      decoder(method.response),
      encodeMessage(method.request, request),
      deadlineOf(options),
    )
    const abort = () => call.cancel()
    options.signal?.addEventListener('abort', abort, { once: true })
    try {
      for await (const message of call) yield message as Received<Response>
    } catch (error) {
      throw abortedOr(options.signal, fromStatus(error, this.address))
    } finally {
      options.signal?.removeEventListener('abort', abort)
      call.cancel()
    }
  }

  bidi<Request extends MessageName, Response extends MessageName>(
    method: Method<'bidi', Request, Response>,
    listener: ClientBidiListener<Received<Response>>,
    headers: Readonly<Record<string, string>> = {},
  ): ClientBidi<Sent<Request>> {
    const metadata = new Metadata()
    for (const [name, value] of Object.entries(headers)) metadata.set(name, value)
    const call: ClientDuplexStream<Buffer, Received<Response>> = this.#client.makeBidiStreamRequest(
      method.path,
      same,
      decoder(method.response),
      metadata,
    )
    let over = false
    const finish = (error?: HyperdexError) => {
      if (over) return
      over = true
      listener.closed(error)
    }
    if (listener.accepted) {
      call.on('metadata', (answer: Metadata) => {
        if (over) return
        listener.accepted?.((name) => {
          const value = answer.get(name)[0]
          return value === undefined ? undefined : String(value)
        })
      })
    }
    call.on('data', (message: Received<Response>) => {
      if (!over) listener.receive(message)
    })
    // A stream that fails also ends; one that ended in order says so only with its status.
    let ended = false
    let inOrder = false
    call.on('error', (error: unknown) => finish(fromStatus(error, this.address)))
    call.on('status', ({ code }: { code: number }) => {
      inOrder = code === 0
      if (inOrder && ended) finish()
    })
    call.on('end', () => {
      ended = true
      if (inOrder) finish()
    })
    return {
      send(message, sent) {
        if (over) return
        const bytes = Buffer.isBuffer(message) ? message : encodeMessage(method.request, message)
        if (sent === undefined) call.write(bytes)
        else call.write(bytes, () => sent())
      },
      cancel: () => call.cancel(),
      pause: () => call.pause(),
      resume: () => call.resume(),
    }
  }

  /** Takes no new calls; the connection ends with the last open one. */
  close(): void {
    this.#client.close()
  }
}

class UnreachableError extends HyperdexError {
  constructor(address: string, cause: unknown) {
    super('UNAVAILABLE', `cannot reach ${address}`, 'Check the address and that the process is running.', { cause })
  }
}

/** The call failed before a connection stood: the server cannot have seen it. */
export function neverSent(error: unknown): boolean {
  if (!(error instanceof HyperdexError)) return false
  if (error instanceof UnreachableError) return true
  const { details } = (error.cause ?? {}) as { details?: unknown }
  return typeof details === 'string' && /^(No connection established|Name resolution failed)/.test(details)
}

function deadlineOf(options: CallOptions): GrpcOptions {
  return options.timeoutMs === undefined ? {} : { deadline: Date.now() + options.timeoutMs }
}

function abortedOr(signal: AbortSignal | null | undefined, error: HyperdexError): HyperdexError {
  return signal?.aborted ? aborted(signal) : error
}

function aborted(signal: AbortSignal): HyperdexError {
  return new HyperdexError('ABORTED', 'the call was aborted', 'Call again if it is still wanted.', { cause: signal.reason })
}
