// How long a key cannot be written: a few keys, spread over the point leaders, are written again and again, each by a loop of its own, and
// every answered write leaves its time. A gap between two of them is a time during which the key could not be written.
import { setTimeout as pause } from 'node:timers/promises'
import { type Database, HyperdexError } from '../../../src/index.ts'
import { tortureSchema } from './recorded-load.ts'

const betweenWritesMs = 40
const timeoutMs = 30_000

export interface Gap {
  readonly key: string
  /** On the clock of `performance.now()`. */
  readonly from: number
  readonly ms: number
}

export class Probes {
  readonly #writes = new Map<string, number[]>()
  readonly #stop = new AbortController()
  readonly #running: Promise<unknown>

  constructor(db: Database, count: number) {
    const objects = db.space(tortureSchema)
    const probe = async (key: string) => {
      const times: number[] = []
      this.#writes.set(key, times)
      while (!this.#stop.signal.aborted) {
        try {
          await objects.put(key, { round: -1, sum: times.length }, { timeoutMs })
          times.push(performance.now())
        } catch (error) {
          if (!(error instanceof HyperdexError)) throw error
        }
        await pause(betweenWritesMs)
      }
    }
    this.#running = Promise.all(Array.from({ length: count }, (_, index) => probe(`probe-${index}`)))
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#running
  }

  /** The longest gap that touches the interval. */
  longestGap(from: number, until: number): Gap {
    const to = Math.min(until, performance.now())
    let longest: Gap = { key: '', from, ms: 0 }
    for (const [key, times] of this.#writes) {
      for (let index = 1; index < times.length; index++) {
        const [before, after] = [times[index - 1]!, times[index]!]
        if (after >= from && before <= to && after - before > longest.ms) longest = { key, from: before, ms: after - before }
      }
      const last = times.at(-1)
      if (last !== undefined && last < to && to - last > longest.ms) longest = { key, from: last, ms: to - last }
    }
    return longest
  }

  /** Answered writes in each interval of `stepMs`, over all keys. */
  rate(from: number, to: number, stepMs: number): number[] {
    const counts = new Array<number>(Math.max(1, Math.ceil((to - from) / stepMs))).fill(0)
    for (const times of this.#writes.values()) {
      for (const time of times) if (time >= from && time < to) counts[Math.floor((time - from) / stepMs)]!++
    }
    return counts
  }
}
