// P1: all operations on one key, and every sighting of it by a search, fit one total order that respects real time and that a single
// object would have answered alike. Calls of unknown outcome took effect at any moment after their invocation, or never.
// What it cannot see: that two keys contradict each other (nothing is promised between keys), and what a search did not show (that is
// for searches.ts).
import type { RecordedHistory, Violation } from './history.ts'
import { type KeyEntry, type KeyHistory, keyHistories } from './key-entries.ts'
import { type ObjectState, objectText } from './model.ts'
import { findOrder, type OrderOptions, type OrderResult } from './order.ts'

export type LinearizabilityOptions = Pick<OrderOptions, 'budget'>

/**
 * At most one violation a key.
 * @throws CheckerGaveUp when a key's history is too tangled to decide within the budget
 */
export function checkLinearizability(history: RecordedHistory, options: LinearizabilityOptions = {}): Violation[] {
  const violations: Violation[] = []
  for (const key of keyHistories(history).values()) {
    const violation = checkKey(key, history.initial?.get(key.key), options)
    if (violation !== undefined) violations.push(violation)
  }
  return violations
}

function checkKey(key: KeyHistory, initial: ObjectState | undefined, options: LinearizabilityOptions): Violation | undefined {
  const entries: KeyEntry[] = [...key.operations, ...key.sightings]
  const result = findOrder(entries, { initial, ...options })
  if (result.found) return undefined
  return {
    checker: 'linearizability',
    key: key.key,
    message:
      `The ${entries.length} calls on ${key.key} fit no order: at the latest when the object is ${objectText(result.object)} ` +
      `the next had to be ${result.blocked.describe()}`,
    evidence: evidenceOf(result, entries),
  }
}

/** The end of the longest order found, then what overlaps the entry that fits nowhere. */
export function evidenceOf(result: OrderResult<KeyEntry> & { found: false }, entries: readonly KeyEntry[]): string[] {
  const shown = 6
  const placed = new Set(result.longest.map(({ entry }) => entry))
  const { blocked } = result
  const open = entries.filter((entry) => entry !== blocked && !placed.has(entry) && entry.from <= blocked.to)
  const order = result.longest.slice(-shown).map(({ entry, after }) => `${entry.describe()} → ${objectText(after)}`)
  return [...order, `cannot follow: ${blocked.describe()}`, ...open.slice(0, shown).map((entry) => `not placed: ${entry.describe()}`)]
}
