// The checkers: what clients may conclude from the answers they got, and nothing else. The simulated world, the torture of real processes
// and the tests of planted faults record a `History` (history.ts) of the calls of their clients, and at quiet points dump their
// replicas (agreement.ts). Nothing here knows how the product works or imports it; a checker never raises a false alarm on a history
// that the promises of docs allow, and each says in its opening comment what it cannot see.
import { checkExactlyOnce } from './exactly-once.ts'
import type { RecordedHistory, Violation } from './history.ts'
import { checkLinearizability } from './linearizability.ts'
import { checkSearches, type SearchOptions } from './searches.ts'
import { checkVersions } from './versions.ts'

/**
 * Everything that a history alone can tell. Empty: nothing is wrong.
 * @throws CheckerGaveUp when a key's history is too tangled to decide within the budget
 */
export function checkHistory(history: RecordedHistory, options: SearchOptions = {}): Violation[] {
  return [
    ...checkVersions(history),
    ...checkExactlyOnce(history).violations,
    ...checkLinearizability(history, options),
    ...checkSearches(history, options),
  ]
}

/** For a failing test or seed: each violation with its evidence below it. */
export function violationsText(violations: readonly Violation[]): string {
  return violations
    .map(({ checker, message, evidence }) => [`${checker}: ${message}`, ...evidence.map((line) => `  ${line}`)].join('\n'))
    .join('\n')
}
