// Requests that wait to be taken up, of all streams. Each stream has a queue of its own, and they take turns by start-time fair queueing: a stream's next
// turn is as much later as its last slice cost, in time and in number, and the earliest turn is next. So however much one client sends, and however long
// each of its requests takes, another one waits for a slice or two of it and not for all. The order within a stream is kept.
//
// The room is bounded, by the number of requests; one that takes much memory counts for several. One stream may fill it as long as the others do not want
// it; of a full room each stream that waits has an equal share for certain, which those that hold more than theirs give up, their newest first. Where heavy
// requests do not divide so a stream may have a part of one more, and each may have one, however heavy: the room is larger by less than a request of each
// stream.

/** What a request costs beside the time it is judged: its answer, its part of a write. In milliseconds. */
const requestMs = 0.05
/** However long a slice took, its stream waits no longer in return, for all others together. */
const debtMsMax = 1000

export interface Batch {
  readonly requests: readonly unknown[]
  /** For how many each of them counts: a whole number from 1. */
  readonly weight: number
}

/** Requests of a batch: `from` is the first, `to` is behind the last. */
export interface Piece<Of extends Batch> {
  readonly batch: Of
  readonly from: number
  readonly to: number
}

interface Queue<Of extends Batch> {
  readonly stream: number
  readonly pieces: { -readonly [field in keyof Piece<Of>]: Piece<Of>[field] }[]
  waiting: number
  /** What waits takes so much of the room. */
  held: number
  /** Grows with what the stream has been given; compared with those of others only. */
  turnMs: number
}

export class RequestQueue<Of extends Batch> {
  readonly #max: number
  readonly #now: () => number
  readonly #queues = new Map<number, Queue<Of>>()
  /** Those in which requests wait, by their turns. */
  readonly #order: Queue<Of>[] = []
  #waiting = 0
  #held = 0
  /** About the turn that was taken last: whoever comes anew is not owed anything for the time before. */
  #turnMs = 0
  #latestTurnMs = 0

  /** @param max how many requests of weight 1 may wait, of all streams together */
  constructor(max: number, now = () => performance.now()) {
    this.#max = max
    this.#now = now
  }

  get waiting(): number {
    return this.#waiting
  }

  /** By their weights. */
  get held(): number {
    return this.#held
  }

  /** Returns what has no room, of this batch or of others in its place: it is to be refused. */
  add(stream: number, batch: Of): Piece<Of>[] {
    const queue = this.#queueOf(stream)
    const { weight, requests } = batch
    const { length } = requests
    const share = Math.floor(this.#max / (this.#order.length + (queue.waiting > 0 ? 0 : 1)))
    const free = this.#max - this.#held
    const least = queue.waiting === 0 && share > 0 ? 1 : 0
    const count = Math.min(length, Math.max(Math.floor(Math.max(free, share - queue.held) / weight), least))
    const shed = count === 0 ? [] : this.#makeRoom(count * weight - free, share)
    if (count < length) shed.push({ batch, from: count, to: length })
    if (count === 0) return shed
    if (queue.waiting === 0) {
      // Nobody waits, so nobody is behind another.
      if (this.#order.length === 0) this.#turnMs = this.#latestTurnMs
      queue.turnMs = Math.max(queue.turnMs, this.#turnMs)
      this.#insert(queue)
    }
    queue.pieces.push({ batch, from: 0, to: count })
    this.#count(queue, count, weight)
    return shed
  }

  /**
   * Hands on the next requests of the stream whose turn it is, `most` at most, and returns how many. `hand` returns how many of them it dealt with; the
   * others stay the stream's next. It may drop streams, but must not add.
   */
  take(most: number, hand: (stream: number, piece: Piece<Of>) => number): number {
    const queue = this.#order[0]
    if (!queue) return 0
    const first = queue.pieces[0]!
    this.#turnMs = Math.max(this.#turnMs, queue.turnMs)
    const began = this.#now()
    const count = hand(queue.stream, { ...first, to: Math.min(first.to, first.from + most) })
    const others = this.#order.length - (this.#queues.has(queue.stream) ? 1 : 0)
    const costMs = Math.min(this.#now() - began + count * requestMs, debtMsMax / Math.max(1, others))
    // Also while nothing but streams that are new is served: who has had something comes to its turn. More slowly than turns do, or whoever comes anew
    // would be behind all others.
    this.#turnMs += costMs / (others + 2)
    if (!this.#queues.has(queue.stream)) return count
    first.from += count
    if (first.from === first.to) queue.pieces.shift()
    this.#count(queue, -count, first.batch.weight)
    this.#remove(queue)
    queue.turnMs += costMs
    this.#latestTurnMs = Math.max(this.#latestTurnMs, this.#turnMs, queue.turnMs)
    if (queue.waiting > 0) this.#insert(queue)
    return count
  }

  /** The stream is over: what waits is forgotten. */
  drop(stream: number): void {
    const queue = this.#queues.get(stream)
    if (!queue) return
    this.#queues.delete(stream)
    if (queue.waiting === 0) return
    this.#waiting -= queue.waiting
    this.#held -= queue.held
    this.#remove(queue)
  }

  #queueOf(stream: number): Queue<Of> {
    let queue = this.#queues.get(stream)
    if (!queue) {
      queue = { stream, pieces: [], waiting: 0, held: 0, turnMs: 0 }
      this.#queues.set(stream, queue)
    }
    return queue
  }

  #count(queue: Queue<Of>, requests: number, weight: number): void {
    queue.waiting += requests
    this.#waiting += requests
    queue.held += requests * weight
    this.#held += requests * weight
  }

  /** Takes so much room from streams that hold more than their share, as whole requests divide: whoever is given it has less than its own. */
  #makeRoom(room: number, share: number): Piece<Of>[] {
    const shed: Piece<Of>[] = []
    let left = room
    for (const queue of this.#order) {
      while (left > 0 && queue.held > share) {
        const newest = queue.pieces.at(-1)!
        const { batch, to } = newest
        const { weight } = batch
        const given = Math.min(Math.ceil(left / weight), Math.floor((queue.held - share) / weight), to - newest.from)
        if (given === 0) break
        newest.to = to - given
        if (newest.to === newest.from) queue.pieces.pop()
        shed.push({ batch, from: newest.to, to })
        this.#count(queue, -given, weight)
        left -= given * weight
      }
    }
    return shed
  }

  /** Behind those whose turn is the same. */
  #insert(queue: Queue<Of>): void {
    const order = this.#order
    let place = 0
    for (let end = order.length; place < end; ) {
      const middle = (place + end) >>> 1
      if (order[middle]!.turnMs <= queue.turnMs) place = middle + 1
      else end = middle
    }
    order.splice(place, 0, queue)
  }

  #remove(queue: Queue<Of>): void {
    this.#order.splice(this.#order.indexOf(queue), 1)
  }
}
