// One incoming call of each kind: from what grpc-js gives to a handler in plain shapes and back. Whatever a handler throws, and whatever
// bytes a caller sends, ends as an answer to that call.
import { type handleBidiStreamingCall, type handleServerStreamingCall, type handleUnaryCall, Metadata } from '@grpc/grpc-js'
import { HyperdexError } from '../errors.ts'
import { beforeWayBack } from '../session/way-back.ts'
import { type Status, toStatus } from './failure.ts'
import type { RequestRoom } from './request-room.ts'
import type { BidiCall, BidiListener, CallContext, Method } from './services.ts'
import { decodeMessage, decodeRequests, encodeMessage, type Received, type Sent } from './wire.ts'

type AnyMessage = Received<Method['request']>
type AnyAnswer = Sent<Method['response']>
/** A request that did not decode travels to the handler as the error to answer with. */
export type Incoming = AnyMessage | HyperdexError
/** With its size on the wire. */
export interface Sized {
  readonly request: Incoming
  readonly bytes: number
}

export function decodeIncoming(method: Method, bytes: Buffer): Incoming {
  try {
    return method.request === 'RequestBatch' ? decodeRequests(bytes) : decodeMessage(method.request, bytes)
  } catch (error) {
    return error as HyperdexError
  }
}

interface CancellableCall {
  getDeadline(): Date | number
  on(event: 'cancelled', listener: () => void): unknown
}

function contextOf(call: CancellableCall, released: AbortSignal): CallContext {
  const controller = new AbortController()
  const abort = () =>
    controller.abort(new HyperdexError('ABORTED', 'the caller went away, or its deadline passed', 'Call again if it is still wanted.'))
  const release = () => controller.abort(released.reason)
  if (released.aborted) release()
  released.addEventListener('abort', release, { once: true })
  call.on('cancelled', () => {
    released.removeEventListener('abort', release)
    abort()
  })
  const leftMs = Number(call.getDeadline()) - Date.now()
  if (!Number.isFinite(leftMs)) return { signal: controller.signal }
  return { signal: controller.signal, timeoutMs: Math.max(1, Math.floor(beforeWayBack(leftMs))), endsAtMs: performance.now() + leftMs }
}

/** Larger messages of a stream go out one by one: grpc-js lets sixteen wait for a slow reader, whatever their size. */
const sentAloneBytes = 64 * 1024

/** Of a server, for all its calls. */
export interface Serving {
  /** Aborted when it closes. */
  readonly stopping: AbortSignal
  readonly room: RequestRoom
}

export function serveUnary(
  method: Method,
  handler: (request: AnyMessage, context: CallContext) => Promise<AnyAnswer>,
  { stopping, room }: Serving,
): handleUnaryCall<Sized, Buffer> {
  return (call, callback) => {
    const answer = async (): Promise<Buffer> => {
      const { request, bytes } = call.request
      if (request instanceof HyperdexError) throw request
      const giveBack = room.take(bytes)
      try {
        return encodeMessage(method.response, await handler(request, contextOf(call, stopping)))
      } finally {
        giveBack()
      }
    }
    answer().then(
      (bytes) => callback(null, bytes),
      (error) => callback(toStatus(error)),
    )
  }
}

export function serveStream(
  method: Method,
  handler: (request: AnyMessage, context: CallContext) => AsyncIterable<AnyAnswer>,
  { stopping, room }: Serving,
): handleServerStreamingCall<Sized, Buffer> {
  return (call) => {
    const context = contextOf(call, stopping)
    let resume: (() => void) | undefined
    const wake = () => {
      resume?.()
      resume = undefined
    }
    call.on('drain', wake)
    context.signal.addEventListener('abort', wake)
    const write = async (request: AnyMessage): Promise<void> => {
      for await (const message of handler(request, context)) {
        if (context.signal.aborted) break
        const bytes = encodeMessage(method.response, message)
        const alone = bytes.length >= sentAloneBytes
        if (call.write(bytes, alone ? wake : undefined) && !alone) continue
        await new Promise<void>((resolve) => {
          resume = resolve
        })
        if (context.signal.aborted) break
      }
      if (stopping.aborted) throw stopping.reason
    }
    const answer = async (): Promise<void> => {
      const { request, bytes } = call.request
      if (request instanceof HyperdexError) throw request
      const giveBack = room.take(bytes)
      try {
        await write(request)
      } finally {
        giveBack()
      }
    }
    answer().then(
      () => call.end(),
      (error) => call.emit('error', toStatus(error)),
    )
  }
}

function header(metadata: Metadata, name: string): string | undefined {
  const value = metadata.get(name)[0]
  return value === undefined ? undefined : String(value)
}

/**
 * The status of a server's stream goes out behind all that was written, so a caller that reads nothing would keep all of it in memory.
 * grpc-js has no public way to end such a stream: the stream object is dropped and the status handed to the call under it.
 */
function dropUnsent(call: { destroy(): unknown }, status: Status): void {
  const { call: under } = call as unknown as { call: { sendStatus(status: Status): void } }
  call.destroy()
  under.sendStatus(status)
}

export function serveBidi(
  method: Method,
  handler: (call: BidiCall<AnyAnswer>) => BidiListener<AnyMessage>,
  stopping: AbortSignal,
): handleBidiStreamingCall<Incoming, Buffer> {
  return (call) => {
    let over = false
    let listener: BidiListener<AnyMessage> | undefined
    const finish = (error?: unknown) => {
      if (over) return
      over = true
      stopping.removeEventListener('abort', stop)
      if (error === undefined) call.end()
      else call.emit('error', toStatus(error))
      listener?.closed()
    }
    const stop = () => finish(stopping.reason)
    if (stopping.aborted) return stop()
    stopping.addEventListener('abort', stop, { once: true })
    try {
      listener = handler({
        peer: call.getPeer(),
        header: (name) => header(call.metadata, name),
        accept(headers) {
          const metadata = new Metadata()
          for (const [name, value] of Object.entries(headers)) metadata.set(name, value)
          call.sendMetadata(metadata)
        },
        send(message, sent) {
          if (over) return
          try {
            const bytes = Buffer.isBuffer(message) ? message : encodeMessage(method.response, message)
            if (sent === undefined) call.write(bytes)
            else call.write(bytes, () => sent())
          } catch (error) {
            finish(error)
          }
        },
        close: finish,
        abort(error) {
          if (over) return
          dropUnsent(call, toStatus(error))
          finish()
        },
        pause: () => call.pause(),
        resume: () => call.resume(),
      })
    } catch (error) {
      return finish(error)
    }
    if (over) return listener.closed()
    const ears = listener
    call.on('data', (message: Incoming) => {
      if (over) return
      if (message instanceof HyperdexError) return finish(message)
      try {
        ears.receive(message)
      } catch (error) {
        finish(error)
      }
    })
    call.on('end', () => (ears.ended === undefined ? finish() : ears.ended()))
    call.on('cancelled', () => finish())
  }
}
