// One process of the virtual world: it lives, dies, is paused and resumed, and has a clock of its own that runs a little fast or slow. Whatever
// is to happen inside it goes through here, so that nothing of an earlier life reaches a later one and nothing runs while it is paused.
import type { Random } from './random.ts'
import type { Scheduled, Timeline } from './timeline.ts'

export class VirtualProcess {
  readonly name: string
  readonly timeline: Timeline
  readonly #random: Random
  /** Local milliseconds a true millisecond. */
  readonly #rate: number
  #life = 0
  #alive = false
  #paused = false
  #startedAt = 0
  #startedLocal = 0
  #mailbox: { readonly timer: boolean; readonly action: () => void }[] = []
  #endings: (() => void)[] = []

  constructor(name: string, timeline: Timeline, random: Random, rate: number) {
    this.name = name
    this.timeline = timeline
    this.#random = random
    this.#rate = rate
  }

  get alive(): boolean {
    return this.#alive
  }

  get paused(): boolean {
    return this.#paused
  }

  /** Which of its lives it is in, from 1. */
  get life(): number {
    return this.#life
  }

  /** Milliseconds of this process's monotonic clock, which begins anew with each life. */
  readonly now = (): number => this.#startedLocal + (this.timeline.now - this.#startedAt) * this.#rate

  start(): void {
    this.#life++
    this.#alive = true
    this.#paused = false
    this.#startedAt = this.timeline.now
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

  pause(): void {
    if (this.#alive) this.#paused = true
  }

  /** What came meanwhile happens now: what arrived, in order, before the timers that are due or after them. */
  resume(): void {
    if (!this.#paused) return
    this.#paused = false
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
