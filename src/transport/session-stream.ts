// Both ends of HyperDex.Session, the fast path of clients: requests up, responses down, in batches, in any order of answers. They carry;
// what the messages mean is for the session core on the one side and the member on the other.
//
// Byte fields of received messages are views of the whole batch: copy what is kept.
import type { Request, Response } from '../cluster/client-messages.ts'
import { isAnswered, responseStatus } from '../cluster/client-messages.ts'
import { HyperdexError } from '../errors.ts'
import { toFailure } from './failure.ts'
import { Outbox } from './outbox.ts'
import { RpcClient } from './rpc-client.ts'
import { type BidiCall, type BidiListener, hyperDexService } from './services.ts'
import type { Received, ReceivedRequests, Sent } from './wire.ts'

export interface SessionStreamListener {
  /** Called once a received batch. */
  onResponses(responses: readonly Response[]): void
  /** Called once, nothing comes after; absent: the server ended the stream in order. What was unanswered stays so. */
  onClose(error?: HyperdexError): void
}

export interface SessionStream {
  /** Queued, and sent at the end of this turn. False: too much is unsent already (64 thousand requests or 64 MiB); none was taken. */
  send(requests: readonly Request[]): boolean
  /** Ends the stream; `onClose` is not called. What is queued is lost. */
  close(): void
}

/** Regions, epochs and client ids of two clusters may be alike: who names its cluster is not served by another that took the address. */
const clusterHeader = 'hyperdex-cluster'

const limits = { messages: 65_536, bytes: 64 * 1024 * 1024 }

function bytesOfRequest(request: Request): number {
  let bytes = 64 + (request.get?.length ?? 0)
  const update = request.update?.update
  if (update) {
    bytes += update.key?.length ?? 0
    for (const operation of update.operations ?? []) for (const operand of operation.operands ?? []) bytes += operand.length
  }
  return bytes
}

function bytesOfResponse(response: Response): number {
  let bytes = 64 + (response.object?.length ?? 0)
  for (const row of response.page?.rows ?? []) bytes += 16 + (row.key?.length ?? 0) + (row.object?.length ?? 0)
  return bytes
}

/**
 * Opens a stream on a connection of its own to HOST:PORT. Requests may be sent at once; a failure to connect is an `onClose`.
 *
 * @param cluster the cluster that the server has to belong to; empty: any
 * @throws HyperdexError INVALID when the address is none
 */
export function openSessionStream(address: string, listener: SessionStreamListener, cluster = ''): SessionStream {
  const client = new RpcClient(address)
  let over = false
  const end = () => {
    over = true
    outbox.close()
    client.close()
  }
  const call = client.bidi<'RequestBatch', 'ResponseBatch'>(
    hyperDexService.methods.session,
    {
      receive(batch) {
        if (!over) listener.onResponses(batch.responses)
      },
      closed(error) {
        if (over) return
        end()
        listener.onClose(error)
      },
    },
    cluster === '' ? {} : { [clusterHeader]: cluster },
  )
  const outbox = new Outbox<'Request'>({
    kind: 'Request',
    limits,
    weigh: bytesOfRequest,
    write: (batch, sent) => call.send(batch, sent),
    refuse(request, error) {
      setImmediate(() => {
        if (!over) listener.onResponses([{ id: request.id ?? 0, status: responseStatus.failed, failure: toFailure(error) }])
      })
    },
  })
  return {
    send: (requests) => outbox.add(requests),
    close() {
      if (over) return
      end()
      call.cancel()
    },
  }
}

/** The server's sending side of one session. */
export interface SessionSender {
  /** Queued, and sent at the end of this turn. A client that does not take its answers (64 MiB) loses the stream. */
  send(responses: readonly Response[]): void
  /** Ends the stream; with an error, as that. */
  close(error?: unknown): void
}

/** The server's receiving side of one session. */
export interface SessionReceiver {
  /** Called once a received batch, which takes about so many bytes of memory; not while the client does not take its answers. */
  receive(requests: readonly Request[], bytes: number): void
  /** The stream is over: nothing can be answered any more. */
  closed(): void
}

/**
 * Makes the handler of the method `session` of hyperDexService. `onSession` is called for every new stream, of callers that name no cluster or
 * this one; `cluster` is empty before the process knows its own.
 */
export function sessionHandler(
  onSession: (sender: SessionSender) => SessionReceiver,
  cluster: () => string = () => '',
): (call: BidiCall<Sent<'ResponseBatch'>>) => BidiListener<Received<'RequestBatch'>> {
  return (call) => {
    checkCluster(call.header(clusterHeader), cluster())
    // Open requests are counted, so that a client which half-closes still gets its answers.
    let open = 0
    let halfClosed = false
    const endWhenAnswered = () => {
      if (halfClosed && open <= 0 && outbox.empty) call.close()
    }
    const outbox = new Outbox<'Response'>({
      kind: 'Response',
      limits,
      weigh: bytesOfResponse,
      write(batch, sent) {
        call.send(batch, () => {
          sent()
          if (halfClosed) endWhenAnswered()
        })
      },
      refuse(response, error) {
        outbox.add([{ id: response.id ?? 0, status: responseStatus.failed, failure: toFailure(error) }])
      },
      drained: () => call.resume(),
    })
    const send = (responses: readonly Response[]) => {
      open -= responses.length
      if (outbox.add(responses)) {
        if (outbox.blocked) call.pause()
      } else {
        call.abort(new HyperdexError('OVERLOADED', 'the client does not take its answers', 'Read the stream as fast as you send on it.'))
      }
    }
    const receiver = onSession({
      send,
      close(error) {
        outbox.flush()
        call.close(error)
      },
    })
    return {
      receive({ requests, refused = [], bytes }: ReceivedRequests) {
        for (const request of requests) if (isAnswered(request)) open++
        open += refused.length
        receiver.receive(requests, bytes)
        if (refused.length > 0) send(refused.map(({ id, error }) => ({ id, status: responseStatus.failed, failure: toFailure(error) })))
      },
      ended() {
        halfClosed = true
        endWhenAnswered()
      },
      closed() {
        outbox.close()
        receiver.closed()
      },
    }
  }
}

function checkCluster(named: string | undefined, own: string): void {
  if (named === undefined || named === own || own === '') return
  throw new HyperdexError(
    'UNAVAILABLE',
    `the caller wants a server of cluster ${named}, this one belongs to cluster ${own}`,
    'Connect anew: another cluster has taken the address.',
  )
}
