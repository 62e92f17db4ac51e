// What the requests of single gRPC calls that are being answered may take together. Each waits for others (the chain, the space's own room), holding
// its bytes: without a bound many large ones would fill the process, however few each server has under way.
import { HyperdexError } from '../errors.ts'

export class RequestRoom {
  readonly #bytesMax: number
  #bytes = 0

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  /** One has room, however large it is. Returns how to give it back, once. @throws HyperdexError OVERLOADED */
  take(bytes: number): () => void {
    if (this.#bytes > 0 && this.#bytes + bytes > this.#bytesMax) {
      const text = `gRPC calls that this process is answering hold ${this.#bytes} bytes, and no more than ${this.#bytesMax} for one of ${bytes}`
      throw new HyperdexError('OVERLOADED', text, 'Call again when earlier calls are answered.', { retryAfterMs: 100 })
    }
    this.#bytes += bytes
    return () => {
      this.#bytes -= bytes
    }
  }
}
