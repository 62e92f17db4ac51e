// Drives a member's turns on a real event loop: inputs of one turn are drained together, the batch is written, then messages and answers are
// let go. While a batch is being written the next turn collects, so writes group themselves under load.
import { setImmediate } from 'node:timers'
import type { Member } from '../member/member.ts'
import type { Turn } from '../member/turn.ts'
import type { KeyRange, Store } from '../ports/store.ts'
import { CorruptRow } from '../storage/row-checksum.ts'
import { TurnTime } from './turn-time.ts'

export interface PumpOutlets {
  /** Messages, answers, wanted configurations of a turn whose batch is written. */
  release(turn: Turn): void
  /** The store failed: the server must stop serving. */
  failed(error: unknown): void
}

export class Pump {
  readonly #member: Member
  readonly #store: Store
  readonly #outlets: PumpOutlets
  #scheduled = false
  #armed = false
  #busy = false
  #stopped = false
  #flushes: Promise<void> = Promise.resolve()
  #idle: (() => void) | undefined
  /** Pages that were read and wait to be looked at. */
  #pages: (() => void)[] = []
  readonly #time = new TurnTime(() => this.#takePages())

  constructor(member: Member, store: Store, outlets: PumpOutlets) {
    this.#member = member
    this.#store = store
    this.#outlets = outlets
  }

  /** There was an input: a turn ends with this turn of the event loop. */
  wake(): void {
    if (this.#scheduled || this.#stopped) return
    this.#scheduled = true
    this.#arm()
  }

  /**
   * Every input goes through here, what the disk reports included. Both clocks are read before it. A corrupt row that it comes upon ends the server:
   * what the input began is left as it is, and nothing of it leaves.
   */
  enter(run: () => void): void {
    if (this.#stopped) return
    try {
      this.#member.tick(performance.now(), Date.now())
      run()
    } catch (error) {
      if (!(error instanceof CorruptRow)) throw error
      this.#stopped = true
      this.#outlets.failed(error)
      this.#idle?.()
    }
  }

  /** Ends the last turn and waits until everything is written, or cannot be. No input may follow. */
  async stop(): Promise<void> {
    this.wake()
    if (!this.#stopped && (this.#scheduled || this.#busy)) {
      await new Promise<void>((resolve) => {
        this.#idle = resolve
      })
    }
    this.#stopped = true
    await this.#flushes
  }

  #arm(): void {
    if (!this.#scheduled || this.#armed || this.#busy) return
    this.#armed = true
    setImmediate(() => this.#run())
  }

  #run(): void {
    this.#armed = false
    this.#scheduled = false
    if (this.#stopped) return
    const turn = this.#member.drain()
    if (turn.batch.size === 0) {
      this.#finish(turn)
      return
    }
    this.#busy = true
    this.#store.write(turn.batch, false).then(
      () => {
        this.#busy = false
        this.#finish(turn)
      },
      (error: unknown) => {
        this.#stopped = true
        this.#outlets.failed(error)
        this.#idle?.()
      },
    )
  }

  #finish(turn: Turn): void {
    this.enter(() => {
      if (this.#member.written(turn.sequence)) this.#scheduled = true
    })
    if (this.#stopped) return
    this.#outlets.release(turn)
    this.#flushAfter(turn)
    for (const read of turn.reads) this.#read(read)
    for (const cleanup of turn.cleanups) this.#cleanUp(cleanup)
    this.#arm()
    if (!this.#scheduled) this.#idle?.()
  }

  // A turn with rows of synced spaces writes them once more, this time down to the disk's own memory. The first write already let them be
  // forwarded, so the flushes of a path run side by side (protocol.md section 2, Forward).
  #flushAfter(turn: Turn): void {
    if (turn.flush.size === 0) {
      this.#flushes = this.#flushes.then(() => this.enter(() => this.#member.flushed(turn.sequence)))
      return
    }
    this.#flushes = this.#flushes
      .then(() => this.#store.write(turn.flush, true))
      .then(
        () => {
          this.enter(() => this.#member.flushed(turn.sequence))
          this.wake()
        },
        (error: unknown) => this.#outlets.failed(error),
      )
  }

  #read(read: Turn['reads'][number]): void {
    const { range, limit, maxBytes, keysOnly, token } = read.request
    this.#store.read(range, { ...(read.snapshot ? { snapshot: read.snapshot } : {}), limit, maxBytes, keysOnly }).then(
      (entries) => {
        this.#pages.push(() => this.#member.entries(read.cursor, token, entries))
        this.#takePages()
      },
      (error: unknown) => this.#outlets.failed(error),
    )
  }

  #takePages(): void {
    let taken = 0
    while (taken < this.#pages.length && this.#time.left) {
      const page = this.#pages[taken++]!
      this.#time.run(() => this.enter(page))
    }
    if (taken === 0) return
    this.#pages = this.#pages.slice(taken)
    this.wake()
  }

  #cleanUp({ token, ranges, rowsMax }: Turn['cleanups'][number]): void {
    this.#clear(ranges, rowsMax).then(
      (left) => {
        this.enter(() => this.#member.cleaned(token, left))
        this.wake()
      },
      (error: unknown) => this.#outlets.failed(error),
    )
  }

  async #clear(ranges: readonly KeyRange[], rowsMax: number): Promise<KeyRange[]> {
    for (const [index, range] of ranges.entries()) {
      const left = await this.#store.clear(range, rowsMax)
      if (left) return [left, ...ranges.slice(index + 1)]
    }
    return []
  }
}
