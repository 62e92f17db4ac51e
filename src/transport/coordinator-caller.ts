// What a storage server says to the coordinator: it registers once a start, then attends: heartbeats up, configurations down.
import type { ConfigurationChange } from '../cluster/change.ts'
import type { HyperdexError } from '../errors.ts'
import { type CallOptions, RpcClient } from './rpc-client.ts'
import { coordinatorService } from './services.ts'
import type { Received, Sent } from './wire.ts'

/** The values of RegisterCall.Start. */
export const startKind = { fresh: 0, clean: 1, sameBoot: 2, forgetful: 3, damaged: 4 } as const

/** The version of the protocol between processes of a cluster; both sides refuse another one with VERSION_MISMATCH. */
export const protocolVersion = 1

export interface AttendListener {
  /** The coordinator has taken the stream in; it may still end it for what the first heartbeat says. */
  onAccepted?(): void
  /** In order; the first one starts from the version of the first heartbeat, or is a whole configuration. */
  onChange(change: ConfigurationChange): void
  /** Called once; the caller attends again. Absent: the coordinator ended the stream in order. */
  onClose(error?: HyperdexError): void
}

export interface Attendance {
  /** The first heartbeat says who attends and which configuration it has. */
  heartbeat(heartbeat: Sent<'Heartbeat'>): void
  /** `onClose` is not called. */
  close(): void
}

export class CoordinatorCaller {
  #client: RpcClient

  /** @throws HyperdexError INVALID when the address is not HOST:PORT */
  constructor(address: string) {
    this.#client = new RpcClient(address)
  }

  /** `protocol` is filled in. Throws HyperdexErrors; UNAVAILABLE and TIMEOUT (default after 10,000 ms) are worth another try. */
  register(call: Sent<'RegisterCall'>, options: CallOptions = {}): Promise<Received<'RegisterResult'>> {
    return this.#client.unary(
      coordinatorService.methods.register,
      { ...call, protocol: protocolVersion },
      { timeoutMs: 10_000, ...options },
    )
  }

  attend(listener: AttendListener): Attendance {
    let over = false
    const call = this.#client.bidi<'Heartbeat', 'ConfigurationChange'>(coordinatorService.methods.attend, {
      accepted() {
        if (!over) listener.onAccepted?.()
      },
      receive(change) {
        if (!over) listener.onChange(change)
      },
      closed(error) {
        if (over) return
        over = true
        listener.onClose(error)
      },
    })
    return {
      heartbeat: (heartbeat) => call.send(heartbeat),
      close() {
        over = true
        call.cancel()
      },
    }
  }

  close(): void {
    this.#client.close()
  }
}
