// Virtual time: events in the order of their moments, those of one moment in the order in which they were scheduled. Nothing else decides
// what happens next, so a seed always leads to the same run; the hash over everything that was noted proves it.

export interface Scheduled {
  cancel(): void
}

interface Event extends Scheduled {
  readonly at: number
  readonly sequence: number
  action: (() => void) | undefined
}

export class Timeline {
  /** Milliseconds since the world began. */
  now = 0
  /** How many events have run. */
  events = 0
  readonly #heap: Event[] = []
  #sequence = 0
  #hash = 0x811c9dc5
  readonly #print: ((line: string) => void) | undefined

  /** `print` is given every line that is noted. */
  constructor(print?: (line: string) => void) {
    this.#print = print
  }

  schedule(delayMs: number, action: () => void): Scheduled {
    const event: Event = {
      at: this.now + Math.max(0, delayMs),
      sequence: ++this.#sequence,
      action,
      cancel() {
        event.action = undefined
      },
    }
    this.#push(event)
    return event
  }

  /** Runs the next event; false when there is none up to `until`. */
  step(until: number): boolean {
    for (;;) {
      const next = this.#heap[0]
      if (next === undefined || next.at > until) return false
      this.#pop()
      if (next.action === undefined) continue
      this.now = next.at
      this.events++
      next.action()
      return true
    }
  }

  /** What happened, for the trace and its hash. Called with the same texts in the same order by equal runs. */
  note(who: string, what: string): void {
    const line = `${this.now.toFixed(3)} ${who} ${what}`
    for (let index = 0; index < line.length; index++) this.#hash = Math.imul(this.#hash ^ line.charCodeAt(index), 0x01000193)
    this.#print?.(line)
  }

  get hash(): string {
    return (this.#hash >>> 0).toString(16).padStart(8, '0')
  }

  #push(event: Event): void {
    const heap = this.#heap
    let index = heap.length
    heap.push(event)
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!before(event, heap[parent]!)) break
      heap[index] = heap[parent]!
      index = parent
    }
    heap[index] = event
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()!
    if (heap.length === 0) return
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++
      if (!before(heap[child]!, last)) break
      heap[index] = heap[child]!
      index = child
    }
    heap[index] = last
  }
}

function before(a: Event, b: Event): boolean {
  return a.at < b.at || (a.at === b.at && a.sequence < b.sequence)
}
