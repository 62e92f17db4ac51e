// One line over many runs: whether all were clean, and how much really went wrong in them.
import type { Tally } from './workload.ts'
import type { RunResult } from './world.ts'

export function summary(results: readonly RunResult[], tookMs: number): string {
  const sum = (of: (result: RunResult) => number) => results.reduce((total, result) => total + of(result), 0)
  const told = (kind: keyof Tally) => sum(({ tally }) => tally[kind])
  const bad = results.filter(({ failures }) => failures.length > 0).map(({ seed }) => seed)
  const undecided = results.filter((result) => result.undecided).map(({ seed }) => seed)
  const tangled = undecided.length === 0 ? '' : ` (too tangled to judge: ${undecided.join(' ')})`
  const verdict = bad.length === 0 ? 'all clean' : `NOT CLEAN: ${bad.join(' ')}`
  return (
    `${results.length} seeds, ${verdict}${tangled}; ${told('calls')} calls (${told('unknown')} of unknown outcome), ` +
    `${told('searches')} searches, ${told('watched')} changes watched (${told('resumed')} times resumed, ${told('gaps')} gaps); ` +
    `faults: ${faultsText(results)}; ${Math.round(sum(({ lastedMs }) => lastedMs) / 1000)} virtual s in ${(tookMs / 1000).toFixed(1)} s`
  )
}

/** How often each kind of fault was really hit. */
function faultsText(results: readonly RunResult[]): string {
  const faults = new Map<string, number>()
  for (const result of results) for (const [kind, count] of result.faults) faults.set(kind, (faults.get(kind) ?? 0) + count)
  return (
    [...faults]
      .sort()
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', ') || 'none'
  )
}

/** Failures printed in full, of one seed. */
const shownMax = 3

/** What is wrong with a run that is not clean, and how to see it again. */
export function report({ seed, failures, mood }: RunResult): string {
  const shown = failures.slice(0, shownMax).map((failure) => `  ${failure.replaceAll('\n', '\n  ')}\n`)
  const more = failures.length > shownMax ? `  and ${failures.length - shownMax} more\n` : ''
  return `seed ${seed} (${mood}) is not clean:\n${shown.join('')}${more}  again: npm run simulate -- --seed ${seed} --trace\n`
}
