// How long a key cannot be written: a few keys, spread over the point leaders, are written again and again, each by a loop of its own, and
// every answered write leaves its time. A gap between two of them is a time during which the key could not be written. Each write has a sum of its
// own, so that the end shows whether the last answered one was kept.
import { setTimeout as pause } from 'node:timers/promises'
import { type Database, HyperdexError } from '../../../src/index.ts'
import { notApplied, tortureSchema } from './recorded-load.ts'

const betweenWritesMs = 40
const timeoutMs = 30_000

export interface Gap {
  readonly key: string
  /** On the clock of `performance.now()`. */
  readonly from: number
  readonly ms: number
}

interface Probe {
  /** Of the answered writes, on the clock of `performance.now()`. */
  readonly times: number[]
  /** The sum of the last answered write. */
  last: number | undefined
  /** The sums of writes that may still be done. */
  readonly open: number[]
}

export class Probes {
  readonly #probes = new Map<string, Probe>()
  readonly #stop = new AbortController()
  readonly #running: Promise<unknown>
  /** Nothing is to be concluded from that nothing was written afterwards. */
  #stopped = Number.POSITIVE_INFINITY

  constructor(db: Database, count: number) {
    const objects = db.space(tortureSchema)
    const write = async (key: string) => {
      const probe: Probe = { times: [], last: undefined, open: [] }
      this.#probes.set(key, probe)
      for (let sum = 0; !this.#stop.signal.aborted; sum++) {
        try {
          await objects.put(key, { round: -1, sum }, { timeoutMs })
          probe.times.push(performance.now())
          probe.last = sum
        } catch (error) {
          if (!(error instanceof HyperdexError)) throw error
          if (!notApplied.has(error.code)) probe.open.push(sum)
        }
        await pause(betweenWritesMs)
      }
    }
    this.#running = Promise.all(Array.from({ length: count }, (_, index) => write(`probe-${index}`)))
  }

  async stop(): Promise<void> {
    this.#stopped = performance.now()
    this.#stop.abort()
    await this.#running
  }

  get keys(): Iterable<string> {
    return this.#probes.keys()
  }

  /** The sums that each key may have once the probes have stopped; of keys with an answered write. */
  possible(): Map<string, readonly number[]> {
    const answered = [...this.#probes].filter(([, { last }]) => last !== undefined)
    return new Map(answered.map(([key, { last, open }]) => [key, [last!, ...open]]))
  }

  /** The longest gap that touches the interval. */
  longestGap(from: number, until: number): Gap {
    const to = Math.min(until, performance.now(), this.#stopped)
    let longest: Gap = { key: '', from, ms: 0 }
    for (const [key, { times }] of this.#probes) {
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
  rate(from: number, until: number, stepMs: number): number[] {
    const to = Math.min(until, this.#stopped)
    const counts = new Array<number>(Math.max(1, Math.ceil((to - from) / stepMs))).fill(0)
    for (const { times } of this.#probes.values()) {
      for (const time of times) if (time >= from && time < to) counts[Math.floor((time - from) / stepMs)]!++
    }
    return counts
  }
}
