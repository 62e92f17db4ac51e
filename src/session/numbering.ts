// The numbers of one granted client id (protocol.md section 2, exactly once): each write has one number for ever, and the mark tells
// the replicas which outcomes nobody will ask for again.

/** Numbers between the mark and the newest one at most. */
export const windowSize = 1024

export class Numbering {
  readonly client: number
  #next = 1
  #mark = 1
  readonly #settled = new Uint8Array(windowSize)

  constructor(client: number) {
    this.client = client
  }

  /** Every lower number is answered, or its caller has been told that it never will be. */
  get mark(): number {
    return this.#mark
  }

  get full(): boolean {
    return this.#next - this.#mark >= windowSize
  }

  /** The next number, or 0 while the window is full. */
  assign(): number {
    if (this.full) return 0
    const number = this.#next++
    this.#settled[number % windowSize] = 0
    return number
  }

  settle(number: number): void {
    if (number < this.#mark || number >= this.#next) return
    this.#settled[number % windowSize] = 1
    while (this.#mark < this.#next && this.#settled[this.#mark % windowSize] === 1) this.#mark++
  }
}
