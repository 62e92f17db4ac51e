// How everything here is measured: a number of operations is kept open, each followed by the next, first to warm up and then for as long as
// is measured. The loop is closed: when the measured system is slow, fewer operations are begun, so the percentiles are those of the
// operations that were made, at this concurrency; they say nothing about a system to which more is sent than it takes.
import { setTimeout as delay } from 'node:timers/promises'
import { build, type Histogram } from 'hdr-histogram-js'

/** Something that is measured. */
export interface Subject {
  /**
   * Keeps `inFlight` operations open and calls `done` with the moment (performance.now()) at which a finished one began. Returns how to stop
   * that; it resolves when none is open any more.
   */
  start(inFlight: number, done: (beganMs: number) => void, failed: (error: unknown) => void): () => Promise<void>
  /** CPU time so far of the processes that serve it, in microseconds; NaN where that is not known. */
  serverCpuUs(): number
}

export interface Sample {
  readonly operations: number
  readonly seconds: number
  readonly operationsPerSecond: number
  /** CPU time an operation, in microseconds: of this process, and of all that serve it. */
  readonly clientCpuUs: number
  readonly serverCpuUs: number
  /** In microseconds. */
  readonly latencies: Histogram
}

export function newHistogram(): Histogram {
  return build({ numberOfSignificantValueDigits: 3, highestTrackableValue: 60_000_000 })
}

/** For operations with a promise each, as a client library offers them: one worker for each operation in flight. */
export function workers(operation: () => Promise<unknown>): Subject['start'] {
  return (inFlight, done, failed) => {
    let stopped = false
    const work = async () => {
      while (!stopped) {
        const began = performance.now()
        await operation()
        done(began)
      }
    }
    const all = Promise.all(Array.from({ length: inFlight }, work)).catch(failed)
    return async () => {
      stopped = true
      await all
    }
  }
}

/** @throws whatever an operation failed with */
export async function measure(subject: Subject, inFlight: number, warmUpMs: number, measuredMs: number): Promise<Sample> {
  const latencies = newHistogram()
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => undefined)
  let measuring = false
  let operations = 0
  const done = (beganMs: number) => {
    if (!measuring) return
    operations++
    latencies.recordValue((performance.now() - beganMs) * 1000)
  }
  const stop = subject.start(inFlight, done, failure.reject)
  try {
    await Promise.race([delay(warmUpMs), failure.promise])
    const began = performance.now()
    const client = process.cpuUsage()
    const server = subject.serverCpuUs()
    measuring = true
    await Promise.race([delay(measuredMs), failure.promise])
    measuring = false
    const { user, system } = process.cpuUsage(client)
    const seconds = (performance.now() - began) / 1000
    return {
      operations,
      seconds,
      operationsPerSecond: operations / seconds,
      clientCpuUs: (user + system) / operations,
      serverCpuUs: (subject.serverCpuUs() - server) / operations,
      latencies,
    }
  } finally {
    measuring = false
    await stop()
  }
}
