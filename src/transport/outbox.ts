// The sending side of a stream of batches: joins what is queued in one turn of the event loop into few large messages, and holds back
// what the other side does not take yet, up to a bound. Both ends of a Session use it.
import { messageBytesMax } from '../cluster/size-limits.ts'
import type { HyperdexError } from '../errors.ts'
import { type Batched, encodeBatches, type Sent } from './wire.ts'

/** A batch ends when it is larger than this; larger ones only delay the first answer in them. */
const batchBytes = 256 * 1024
/** Encoded bytes on their way before the rest waits in plain form. */
const unsentBytesHigh = 2 * 1024 * 1024

export interface OutboxLimits {
  /** Waiting messages. */
  readonly messages: number
  /** About how many bytes of keys and values they hold. */
  readonly bytes: number
}

export interface OutboxParts<Name extends Batched> {
  readonly kind: Name
  /** Writes one batch; `sent` once it has left. */
  write(batch: Buffer, sent: () => void): void
  /** About how many bytes of keys and values a message holds. */
  weigh(message: Sent<Name>): number
  /** A message that can never be sent. */
  refuse(message: Sent<Name>, error: HyperdexError): void
  /** Everything that waited has been encoded and fits on its way: called after `blocked` was true. */
  drained?(): void
  readonly limits: OutboxLimits
}

export class Outbox<Name extends Batched> {
  #parts: OutboxParts<Name>
  #waiting: Sent<Name>[] = []
  /** Counted only while blocked: else everything leaves within the turn. */
  #waitingBytes = 0
  #unsentBytes = 0
  #scheduled = false
  #blocked = false
  #closed = false

  constructor(parts: OutboxParts<Name>) {
    this.#parts = parts
  }

  /** The other side does not keep up: messages wait. */
  get blocked(): boolean {
    return this.#blocked
  }

  /** Nothing waits and nothing is on its way. */
  get empty(): boolean {
    return this.#waiting.length === 0 && this.#unsentBytes === 0
  }

  /** False: the bound is reached and none of the messages was taken. */
  add(messages: readonly Sent<Name>[]): boolean {
    if (this.#closed) return true
    if (this.#waiting.length + messages.length > this.#parts.limits.messages && this.#waiting.length > 0) return false
    if (this.#blocked) {
      let bytes = 0
      for (const message of messages) bytes += this.#parts.weigh(message)
      if (this.#waitingBytes + bytes > this.#parts.limits.bytes) return false
      this.#waitingBytes += bytes
    }
    for (const message of messages) this.#waiting.push(message)
    if (!this.#scheduled && !this.#blocked) {
      this.#scheduled = true
      setImmediate(this.#flush)
    }
    return true
  }

  /** Sends at once what waits, whatever is on its way already. */
  flush(): void {
    const messages = this.#waiting
    if (this.#closed || messages.length === 0) return
    this.#waiting = []
    this.#waitingBytes = 0
    for (const batch of encodeBatches(this.#parts.kind, messages, batchBytes, messageBytesMax, this.#parts.refuse)) {
      this.#unsentBytes += batch.length
      this.#parts.write(batch, () => this.#sent(batch.length))
    }
    this.#blocked = this.#unsentBytes > unsentBytesHigh
  }

  /** Drops what waits and takes nothing more. */
  close(): void {
    this.#closed = true
    this.#waiting = []
  }

  #flush = (): void => {
    this.#scheduled = false
    this.flush()
  }

  #sent(bytes: number): void {
    this.#unsentBytes -= bytes
    if (!this.#blocked || this.#unsentBytes > unsentBytesHigh / 2) return
    this.#blocked = false
    this.flush()
    if (!this.#blocked) this.#parts.drained?.()
  }
}
