// The command line of the simulated world: `npm run simulate -- --seed S [--runs N] [--workers W] [--effort E] [--trace]` runs the seeds S … S + N − 1 and ends
// with one line that says how much really went wrong. With an effort of E the checkers take E times as many steps before a history is too tangled. Exit status 0 only when all were clean.
import process, { argv, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { failingTrace, tracedRun } from './failing-trace.ts'
import { runSeeds } from './many-seeds.ts'
import { report, summary } from './summary.ts'
import { type RunResult, World } from './world.ts'

const { values } = parseArgs({
  args: argv.slice(2),
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '1' },
    workers: { type: 'string', default: '1' },
    effort: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
  },
})
const first = Number(values.seed)
const runs = Number(values.runs)
const workers = Number(values.workers)
const effort = Number(values.effort)
const isCount = (value: number) => Number.isSafeInteger(value) && value >= 1
if (!Number.isSafeInteger(first) || first < 0 || !isCount(runs) || !isCount(workers) || !isCount(effort)) {
  stdout.write('give --seed a whole number from 0, --runs, --workers and --effort one from 1\n')
  process.exitCode = 2
} else {
  const began = performance.now()
  const each = (result: RunResult) => {
    if (result.failures.length > 0) {
      stdout.write(report(result))
      if (!values.trace) stdout.write(failingTrace(result.seed, tracedRun(result.seed, { effort })))
    }
    return true
  }
  const results = workers > 1 && !values.trace ? await runSeeds({ first, runs, workers, effort, each }) : runHere(each)
  stdout.write(`${summary(results, performance.now() - began)}\n`)
  process.exitCode = results.some(({ failures }) => failures.length > 0) ? 1 : 0
}

function runHere(each: (result: RunResult) => void): RunResult[] {
  const print = values.trace ? (line: string) => stdout.write(`${line}\n`) : undefined
  return Array.from({ length: runs }, (_, index) => {
    const world = new World(first + index, { print, effort })
    const result = world.run()
    if (values.trace) stdout.write(world.history.print())
    each(result)
    return result
  })
}
