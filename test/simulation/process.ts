// One process of the virtual world: it lives, dies, is paused and resumed, and has a clock of its own that runs a little fast or slow. Whatever
// is to happen inside it goes through here, so that nothing of an earlier life reaches a later one and nothing runs while it is paused. It has two
// clocks: a monotonic one, which stands still while the machine is suspended, and one on the wall, which may be set.
import type { Random } from './random.ts'
import type { Scheduled, Timeline } from './timeline.ts'

/** What the clocks on the walls show when the world begins, about. */
const wallBeginMs = 1_700_000_000_000

export class VirtualProcess {
  readonly name: string
  readonly timeline: Timeline
  readonly #random: Random
  /** Local milliseconds a true millisecond. */
  readonly #rate: number
  #life = 0
  #pauses = 0
  #alive = false
  #paused = false
  #startedAt = 0
  #startedLocal = 0
  #pausedAt = 0
  /** Of this life, true milliseconds that the monotonic clock has missed. */
  #missedMs = 0
  #suspended = false
  #wallOffsetMs: number
  #mailbox: { readonly timer: boolean; readonly action: () => void }[] = []
  #endings: (() => void)[] = []

  constructor(name: string, timeline: Timeline, random: Random, rate: number) {
    this.name = name
    this.timeline = timeline
    this.#random = random
    this.#rate = rate
    this.#wallOffsetMs = wallBeginMs + random.between(-500, 500)
  }

  get alive(): boolean {
    return this.#alive
  }

  get paused(): boolean {
    return this.#paused
  }

  /** How often it has gone on after a pause. */
  get pauses(): number {
    return this.#pauses
  }

  /** Which of its lives it is in, from 1. */
  get life(): number {
    return this.#life
  }

  /** Milliseconds of this process's monotonic clock, which begins anew with each life. */
  readonly now = (): number => {
    const moment = this.#paused && this.#suspended ? this.#pausedAt : this.timeline.now
    return this.#startedLocal + (moment - this.#startedAt - this.#missedMs) * this.#rate
  }

  /** Milliseconds since the Unix epoch, as this machine has them. */
  readonly wall = (): number => this.timeline.now * this.#rate + this.#wallOffsetMs

  /** Somebody sets the clock on the wall. */
  setWall(byMs: number): void {
    this.#wallOffsetMs += byMs
  }

  start(): void {
    this.#life++
    this.#alive = true
    this.#paused = false
    this.#startedAt = this.timeline.now
    this.#missedMs = 0
    this.#startedLocal = this.#random.between(10, 2000)
  }

  /** Everything under way in it is gone; what is connected to it hears of that in its own time. */
  kill(): void {
    if (!this.#alive) return
    this.#alive = false
    this.#paused = false
    this.#mailbox = []
    const endings = this.#endings
    this.#endings = []
    for (const ending of endings) ending()
  }

  /** Runs when this life ends, outside of the process. */
  atEnd(action: () => void): void {
    this.#endings.push(action)
  }

  /** `suspended`: with its machine, whose monotonic clock stands still meanwhile. */
  pause(suspended = false): void {
    if (!this.#alive || this.#paused) return
    this.#paused = true
    this.#suspended = suspended
    this.#pausedAt = this.timeline.now
  }

  /** What came meanwhile happens now: what arrived, in order, before the timers that are due or after them. */
  resume(): void {
    if (!this.#paused) return
    this.#paused = false
    this.#pauses++
    if (this.#suspended) this.#missedMs += this.timeline.now - this.#pausedAt
    const mailbox = this.#mailbox
    this.#mailbox = []
    const timersFirst = this.#random.chance(0.5)
    const ordered = [...mailbox.filter(({ timer }) => timer === timersFirst), ...mailbox.filter(({ timer }) => timer !== timersFirst)]
    const life = this.#life
    for (const { action } of ordered) if (this.#alive && this.#life === life) action()
  }

  /** Something reaches the process from outside, at once. Dropped when it is dead or this is not the life it was meant for. */
  input(life: number, action: () => void): void {
    this.#enter(life, false, action)
  }

  /** A timer of this life, in local milliseconds. */
  after(delayMs: number, action: () => void): Scheduled {
    const life = this.#life
    return this.timeline.schedule(delayMs / this.#rate, () => this.#enter(life, true, action))
  }

  /** As often as the local clock says, until the life ends. */
  every(periodMs: number, action: () => void): void {
    this.after(periodMs, () => {
      action()
      this.every(periodMs, action)
    })
  }

  #enter(life: number, timer: boolean, action: () => void): void {
    if (!this.#alive || life !== this.#life) return
    if (this.#paused) this.#mailbox.push({ timer, action })
    else action()
  }
}
