// Runs many seeds in several processes, each of which runs one seed at a time.
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Emphasis } from './plan.ts'
import type { SeedOrder } from './seed-worker.ts'
import type { RunResult } from './world.ts'

/** The process ended before it could run a seed: its code is no program. */
export class NeverReady extends Error {
  override readonly name = 'NeverReady'
}

/** A run that takes longer than this of real time is hung. */
const seedMaxMs = 120_000

const workerFile = fileURLToPath(new URL('./seed-worker.ts', import.meta.url))

export interface SeedOptions {
  readonly first: number
  readonly runs: number
  readonly workers: number
  readonly emphasis?: Emphasis | undefined
  /** World's. */
  readonly effort?: number | undefined
  /** Arguments of Node for the processes. */
  readonly execArgv?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Called with each result, in the order in which they come; false: no more are wanted. */
  each?(result: RunResult): boolean
}

/**
 * The results by rising seeds.
 * @throws Error when a process ends or does not answer: a fault of the product that ends the process is a failure of the seed like any other
 */
export async function runSeeds({
  first,
  runs,
  workers,
  emphasis,
  effort,
  execArgv = [],
  env = {},
  each,
}: SeedOptions): Promise<RunResult[]> {
  const results: RunResult[] = []
  let next = first
  let enough = false
  const work = async () => {
    const child = fork(workerFile, { execArgv: [...execArgv], env: { ...process.env, ...env }, serialization: 'advanced' })
    try {
      await ready(child)
      while (!enough && next < first + runs) {
        const result = await ask(child, { seed: next++, emphasis, effort })
        results.push(result)
        if (each?.(result) === false) enough = true
      }
    } finally {
      child.kill('SIGKILL')
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  return results.sort((a, b) => a.seed - b.seed)
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = (status: number | null) =>
      reject(new NeverReady(`a process that was to run seeds ended at its start, with status ${status}`))
    child.once('exit', ended)
    child.once('message', () => {
      child.off('exit', ended)
      resolve()
    })
  })
}

function ask(child: ChildProcess, order: SeedOrder): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const ended = (status: number | null) =>
      finish(() => reject(new Error(`the process that ran seed ${order.seed} ended with status ${status}`)))
    const answered = (result: unknown) => finish(() => resolve(result as RunResult))
    const late = setTimeout(() => finish(() => reject(new Error(`seed ${order.seed} did not end within ${seedMaxMs} ms`))), seedMaxMs)
    const finish = (settle: () => void) => {
      clearTimeout(late)
      child.off('exit', ended)
      child.off('message', answered)
      settle()
    }
    child.once('exit', ended)
    child.once('message', answered)
    child.send(order)
  })
}
