// Drives a member's turns in virtual time, by the rules of server/pump.ts: the inputs of one moment are drained together, the batch is written,
// then messages and answers are let go; while a batch is being written the next turn collects.
import type { Member } from '../../src/member/member.ts'
import type { Turn } from '../../src/member/turn.ts'
import type { Disk } from './disk.ts'
import type { VirtualProcess } from './process.ts'

/** From an input to the end of the turn of the event loop that took it, in milliseconds. */
const turnMs = 0.02

/** Far fewer than a real store removes in one step, so that removals are interrupted here, too. */
const clearedRowsMax = 8

export class VirtualPump {
  readonly #process: VirtualProcess
  readonly #member: Member
  readonly #disk: Disk
  readonly #release: (turn: Turn) => void
  /** Runs an input, after the clocks were read; a corrupt row that it comes upon ends the process. */
  readonly #enter: (run: () => void) => void
  #scheduled = false
  #armed = false
  #busy = false
  /** Turns whose rows are still to reach the disk's own memory, oldest first. */
  readonly #flushing: Turn[] = []

  constructor(process: VirtualProcess, member: Member, disk: Disk, release: (turn: Turn) => void, enter: (run: () => void) => void) {
    this.#process = process
    this.#member = member
    this.#disk = disk
    this.#release = release
    this.#enter = enter
  }

  wake(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#arm()
  }

  #arm(): void {
    if (!this.#scheduled || this.#armed || this.#busy) return
    this.#armed = true
    this.#process.after(turnMs, () => this.#run())
  }

  #run(): void {
    this.#armed = false
    this.#scheduled = false
    const turn = this.#member.drain()
    if (turn.batch.size === 0) {
      this.#finish(turn)
      return
    }
    this.#busy = true
    this.#disk.write(turn.batch, false, () => {
      this.#busy = false
      this.#finish(turn)
    })
  }

  #finish(turn: Turn): void {
    this.#enter(() => {
      if (this.#member.written(turn.sequence)) this.#scheduled = true
    })
    if (!this.#process.alive) return
    this.#release(turn)
    this.#flushing.push(turn)
    if (this.#flushing.length === 1) this.#flushNext()
    for (const { cursor, request, snapshot } of turn.reads) {
      const { range, limit, maxBytes, keysOnly, token } = request
      this.#disk.read(snapshot, range, { limit, maxBytes, keysOnly }, (take) => {
        this.#enter(() => this.#member.entries(cursor, token, take()))
        this.wake()
      })
    }
    for (const { token, ranges } of turn.cleanups) {
      this.#disk.clear(ranges, clearedRowsMax, (left) => {
        this.#enter(() => this.#member.cleaned(token, left))
        this.wake()
      })
    }
    this.#arm()
  }

  #flushNext(): void {
    for (;;) {
      const turn = this.#flushing[0]
      if (!turn) return
      if (turn.flush.size > 0) {
        this.#disk.write(turn.flush, true, () => {
          this.#flushing.shift()
          this.#enter(() => this.#member.flushed(turn.sequence))
          if (!this.#process.alive) return
          this.wake()
          this.#flushNext()
        })
        return
      }
      this.#flushing.shift()
      this.#enter(() => this.#member.flushed(turn.sequence))
      if (!this.#process.alive) return
    }
  }
}
