// The command line of the simulated world: `node test/simulation/simulate.ts --seed S [--runs N] [--trace]` runs the seeds S … S + N − 1 and ends
// with one line that says how much really went wrong. Exit status 0 only when all were clean.

// The command line of the simulated world: `node test/simulation/simulate.ts --seed S [--runs N] [--trace]` runs the seeds S … S + N − 1 and ends
// with one line that says how much really went wrong. Exit status 0 only when all were clean.
import process, { argv, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { type RunResult, World } from './world.ts'

/** Failures printed in full, of one seed. */
const shownMax = 3

function main(): void {
  const { values } = parseArgs({
    args: argv.slice(2),
    options: { seed: { type: 'string', default: '1' }, runs: { type: 'string', default: '1' }, trace: { type: 'boolean', default: false } },
  })
  const first = Number(values.seed)
  const runs = Number(values.runs)
  if (!Number.isSafeInteger(first) || first < 0 || !Number.isSafeInteger(runs) || runs < 1) {
    stdout.write('give --seed a whole number from 0 and --runs one from 1\n')
    process.exitCode = 2
    return
  }
  const print = values.trace ? (line: string) => stdout.write(`${line}\n`) : undefined
  const began = performance.now()
  const results: RunResult[] = []
  for (let seed = first; seed < first + runs; seed++) {
    const world = new World(seed, print)
    const result = world.run()
    results.push(result)
    if (values.trace) stdout.write(world.history.print())
    if (result.failures.length > 0) report(result)
  }
  stdout.write(`${summary(results, performance.now() - began)}\n`)
  process.exitCode = results.some(({ failures }) => failures.length > 0) ? 1 : 0
}

function report({ seed, failures, mood }: RunResult): void {
  stdout.write(`seed ${seed} (${mood}) is not clean:\n`)
  for (const failure of failures.slice(0, shownMax)) stdout.write(`  ${failure.replaceAll('\n', '\n  ')}\n`)
  if (failures.length > shownMax) stdout.write(`  and ${failures.length - shownMax} more\n`)
  stdout.write(`  again: node test/simulation/simulate.ts --seed ${seed} --trace\n`)
}

export function summary(results: readonly RunResult[], tookMs: number): string {
  const faults = new Map<string, number>()
  let calls = 0
  let searches = 0
  let unknown = 0
  let lastedMs = 0
  for (const result of results) {
    for (const [kind, count] of result.faults) faults.set(kind, (faults.get(kind) ?? 0) + count)
    calls += result.tally.calls
    searches += result.tally.searches
    unknown += result.tally.unknown
    lastedMs += result.lastedMs
  }
  const bad = results.filter(({ failures }) => failures.length > 0).map(({ seed }) => seed)
  const undecided = results.filter((result) => result.undecided).map(({ seed }) => seed)
  const tangled = undecided.length === 0 ? '' : ` (too tangled to judge: ${undecided.join(' ')})`
  const hit = [...faults].sort().map(([kind, count]) => `${kind} ${count}`)
  const verdict = bad.length === 0 ? 'all clean' : `NOT CLEAN: ${bad.join(' ')}`
  return (
    `${results.length} seeds, ${verdict}${tangled}; ${calls} calls (${unknown} of unknown outcome), ${searches} searches; ` +
    `faults: ${hit.join(', ') || 'none'}; ${Math.round(lastedMs / 1000)} virtual s in ${(tookMs / 1000).toFixed(1)} s`
  )
}

if (import.meta.main) main()
