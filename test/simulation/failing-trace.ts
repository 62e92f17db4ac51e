// What a seed that is not clean did: it runs once more, with everything that happens written to a file, and the end of it before the
// first failure is shown.
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Emphasis } from './plan.ts'
import { type RunResult, World } from './world.ts'

/** Lines shown of what happened before the first failure. */
const shownMax = 40
const failureLine = /^[0-9.]+ FAILURE /

/** Runs a seed again with a given printer of its trace. */
export type TracedRun = (print: (line: string) => void) => Pick<RunResult, 'failures'>

/** The run of the seed as it was, and behind it the history that the checkers read. */
export function tracedRun(
  seed: number,
  options: { readonly emphasis?: Emphasis | undefined; readonly effort?: number | undefined },
): TracedRun {
  return (print) => {
    const world = new World(seed, { ...options, print })
    const result = world.run()
    print(world.history.print())
    return result
  }
}

/** Writes the trace of the seed to a file, and tells the file's name and the lines before the first failure. */
export function failingTrace(seed: number, run: TracedRun): string {
  const lines: string[] = []
  const { failures } = run((line) => lines.push(line))
  const file = join(tmpdir(), `hyperdex-seed-${seed}.trace`)
  writeFileSync(file, `${lines.join('\n')}\n`)
  if (failures.length === 0)
    return `  run again with its trace, in ${file}, seed ${seed} was clean: something beside the seed decides what happens\n`
  const failure = lines.findIndex((line) => failureLine.test(line))
  const before = lines.slice(Math.max(0, failure - shownMax), failure)
  return `  trace: ${file}, line ${failure + 1}; before the first failure:\n${before.map((line) => `    ${line}\n`).join('')}`
}
