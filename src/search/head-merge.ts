// Several ordered streams read as one: always the stream whose head comes first. A stream without a head must get one, or end, before the
// order is known.
import { Heap } from './heap.ts'

export interface HeadStream<Head> {
  /** `waiting`: it is being read; undefined: the stream is at its end. */
  head(): Head | 'waiting' | undefined
  advance(): void
}

interface Standing<Head, Stream> {
  readonly stream: Stream
  head: Head
}

export class HeadMerge<Head, Stream extends HeadStream<Head>> {
  readonly #heap: Heap<Standing<Head, Stream>>
  /** Streams whose head is not known yet. */
  #open: Stream[]

  constructor(streams: readonly Stream[], compare: (a: Head, b: Head) => number) {
    this.#open = [...streams]
    this.#heap = new Heap((a, b) => compare(a.head, b.head))
  }

  /** The first head, which stays where it is until `advance`. */
  first(): Standing<Head, Stream> | 'waiting' | undefined {
    while (this.#open.length > 0) {
      const stream = this.#open.at(-1)!
      const head = stream.head()
      if (head === 'waiting') return 'waiting'
      this.#open.pop()
      if (head !== undefined) this.#heap.push({ stream, head })
    }
    return this.#heap.top
  }

  /** Steps behind the first head. */
  advance(): void {
    const first = this.#heap.top!
    first.stream.advance()
    const head = first.stream.head()
    if (head !== undefined && head !== 'waiting') {
      first.head = head
      this.#heap.replaceTop(first)
      return
    }
    this.#heap.pop()
    if (head === 'waiting') this.#open.push(first.stream)
  }
}
