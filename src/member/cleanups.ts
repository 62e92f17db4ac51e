// Ranges of rows that nobody asks for any more, on their way out of the store: one step at a time, a step for some of the rows. A server that loses
// hundreds of regions at once still has every thread for its writes and reads, and who is to write to such a range again, and waits for that with the
// writes of clients behind it, comes before what only frees the disk (protocol.md, P7).
import type { KeyRange } from '../ports/store.ts'
import type { Cleanup } from './turn.ts'

/** Rows of one range that are removed in one step: some milliseconds. */
const stepRowsMax = 10_000

export interface Removal {
  readonly region: number
  readonly ranges: readonly KeyRange[]
  /** The turn whose batch is being filled: the last that may still write such rows. */
  readonly turn: number
  /** Somebody waits for it. */
  readonly urgent: boolean
  /** Called when the ranges are empty of everything that was written up to that turn, unless it was cancelled before. */
  readonly ended: () => void
}

interface Waiting {
  readonly removal: Removal
  left: readonly KeyRange[]
  urgent: boolean
  cancelled: boolean
}

export class Cleanups {
  #waiting: Waiting[] = []
  #lastToken = 0
  /** What the store is at. */
  #underWay: Waiting | undefined
  readonly #stepRowsMax: number

  constructor(rowsMax = stepRowsMax) {
    this.#stepRowsMax = rowsMax
  }

  /** Returns how to give it up: then no step of it begins any more. An urgent one takes with it what waits for the same region, which goes first. */
  remove(removal: Removal): () => void {
    const { region, ranges, urgent } = removal
    const waiting: Waiting = { removal, left: ranges, urgent, cancelled: false }
    if (urgent) for (const other of this.#waiting) other.urgent ||= other.removal.region === region
    this.#waiting.push(waiting)
    return () => {
      waiting.cancelled = true
      this.#waiting = this.#waiting.filter((other) => other !== waiting)
    }
  }

  /** The next step, if none is under way. A flush writes rows once more, so every turn that touched them must be flushed. */
  take(flushedThrough: number): Cleanup[] {
    if (this.#underWay) return []
    const isReady = ({ removal }: Waiting) => removal.turn <= flushedThrough
    const next = this.#waiting.find((waiting) => waiting.urgent && isReady(waiting)) ?? this.#waiting.find(isReady)
    if (!next) return []
    this.#underWay = next
    return [{ token: ++this.#lastToken, ranges: next.left, rowsMax: this.#stepRowsMax }]
  }

  /** A step has ended; `left`: what of its ranges is still to be removed. */
  cleaned(token: number, left: readonly KeyRange[]): void {
    const step = this.#underWay
    if (!step || token !== this.#lastToken) return
    this.#underWay = undefined
    if (step.cancelled) return
    step.left = left
    if (left.length > 0) return
    this.#waiting = this.#waiting.filter((other) => other !== step)
    step.removal.ended()
  }
}
