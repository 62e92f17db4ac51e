// The sending side of one link: encodes as much as the peer takes, and lets the rest wait in plain form, in order. What waits after *Again* is
// mostly what the replicas hold as pending anyway, so waiting costs little; encoded, all of it would be in memory once more.
import { messageBytesMax } from '../cluster/size-limits.ts'
import type { HyperdexError } from '../errors.ts'
import type { LinkMessage } from '../replication/messages.ts'
import { encodeBatches } from './wire.ts'

const batchBytes = 1024 * 1024
/** Encoded bytes on their way before the rest waits. */
const unsentBytesHigh = 8 * 1024 * 1024
/**
 * More than this waits only for a peer that has stopped to take anything: what is resent when a link comes up has to fit, which is up to
 * 80 MiB for each server that leads updates on paths over this link.
 */
const waitingBytesMax = 1024 * 1024 * 1024
const waitingMessagesMax = 1024 * 1024

/** About what a message keeps in memory beside its bytes. */
const messageOverhead = 64

function weigh({ update, acknowledgement, copyAsk, copyPage, reconcileAsk, reconcileAnswer }: LinkMessage): number {
  let bytes = messageOverhead + (update?.length ?? acknowledgement?.key?.length ?? 0)
  for (const { key } of copyAsk?.have ?? copyPage?.gone ?? []) bytes += messageOverhead + key!.length
  for (const { key, value } of copyPage?.rows ?? reconcileAnswer?.objects ?? [])
    bytes += messageOverhead + key!.length + (value?.length ?? 0)
  for (const key of reconcileAsk?.keys ?? []) bytes += messageOverhead + key.length
  for (const { key } of reconcileAnswer?.rows ?? []) bytes += messageOverhead + key!.length
  return bytes
}

export class LinkQueue {
  readonly #write: (batch: Buffer, sent: () => void) => void
  readonly #impossible: (error: HyperdexError) => void
  #waiting: LinkMessage[] = []
  #next = 0
  #waitingBytes = 0
  #unsentBytes = 0
  #closed = false

  /** `impossible` is told of a message that can never be sent. */
  constructor(write: (batch: Buffer, sent: () => void) => void, impossible: (error: HyperdexError) => void) {
    this.#write = write
    this.#impossible = impossible
  }

  /** False: the bound is reached, the messages are not all kept. */
  add(messages: readonly LinkMessage[]): boolean {
    if (this.#closed) return true
    for (const message of messages) {
      this.#waiting.push(message)
      this.#waitingBytes += weigh(message)
    }
    this.#send()
    return this.#waitingBytes <= waitingBytesMax && this.#waiting.length - this.#next <= waitingMessagesMax
  }

  close(): void {
    this.#closed = true
    this.#waiting = []
    this.#next = 0
  }

  #send(): void {
    while (!this.#closed && this.#next < this.#waiting.length && this.#unsentBytes < unsentBytesHigh) {
      const slice = this.#slice()
      let impossible: HyperdexError | undefined
      const refuse = (_: unknown, error: HyperdexError) => {
        impossible ??= error
      }
      for (const batch of encodeBatches('LinkMessage', slice, batchBytes, messageBytesMax, refuse)) {
        this.#unsentBytes += batch.length
        this.#write(batch, () => this.#sent(batch.length))
      }
      if (impossible !== undefined) this.#impossible(impossible)
    }
  }

  /** The next messages, as many as make about one batch. */
  #slice(): LinkMessage[] {
    const from = this.#next
    let bytes = 0
    while (this.#next < this.#waiting.length && bytes < batchBytes) bytes += weigh(this.#waiting[this.#next++]!)
    this.#waitingBytes -= bytes
    const slice = this.#waiting.slice(from, this.#next)
    if (this.#next === this.#waiting.length) {
      this.#waiting = []
      this.#next = 0
    } else if (this.#next > 4096) {
      this.#waiting = this.#waiting.slice(this.#next)
      this.#next = 0
    }
    return slice
  }

  #sent(bytes: number): void {
    this.#unsentBytes -= bytes
    if (this.#unsentBytes <= unsentBytesHigh / 2) this.#send()
  }
}
