// The command line of the simulated world: `npm run simulate -- --seed S [--runs N] [--workers W] [--trace]` runs the seeds S … S + N − 1 and ends
// with one line that says how much really went wrong. Exit status 0 only when all were clean.
import process, { argv, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { runSeeds } from './many-seeds.ts'
import { report, summary } from './summary.ts'
import { type RunResult, World } from './world.ts'

const { values } = parseArgs({
  args: argv.slice(2),
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '1' },
    workers: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
  },
})
const first = Number(values.seed)
const runs = Number(values.runs)
const workers = Number(values.workers)
if (!Number.isSafeInteger(first) || first < 0 || !Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(workers) || workers < 1) {
  stdout.write('give --seed a whole number from 0, --runs and --workers one from 1\n')
  process.exitCode = 2
} else {
  const began = performance.now()
  const each = (result: RunResult) => {
    if (result.failures.length > 0) stdout.write(report(result))
    return true
  }
  const results = workers > 1 && !values.trace ? await runSeeds({ first, runs, workers, each }) : runHere(each)
  stdout.write(`${summary(results, performance.now() - began)}\n`)
  process.exitCode = results.some(({ failures }) => failures.length > 0) ? 1 : 0
}

function runHere(each: (result: RunResult) => void): RunResult[] {
  const print = values.trace ? (line: string) => stdout.write(`${line}\n`) : undefined
  return Array.from({ length: runs }, (_, index) => {
    const world = new World(first + index, { print })
    const result = world.run()
    if (values.trace) stdout.write(world.history.print())
    each(result)
    return result
  })
}
