// P4, as interface.md words it: a search returns every object that matched from before it began until after it ended; never an object
// that at no time in between matched; no object twice; none torn between two versions; and never an older state of an object than one
// returned to anyone before it began. Its rows are ordered and cut as asked, a count lies between what is possible, and an
// aggregate is that of objects that are possible together.
//
// How it judges: a row is a read of that object during the search. That a complete search lacks an object is a read too, of a weaker
// kind: at some moment during the search the object did not match (or, behind a limit, sorted after the last row). All of these have
// to fit one order with the operations on the key, so a search also may not deny what somebody saw before it.
// What it cannot see: what depends on several objects at once (a search is no snapshot), whether a count or an aggregate contradicts another search
// beyond the bounds of each object for itself (taken from what came before, possible-objects.ts), and keys whose operations alone already fit no order (linearizability.ts tells).
import { refused } from './configuration.ts'
import { type RecordedHistory, type Search, searchText, type Violation } from './history.ts'
import { type KeyEntry, type KeyHistory, keyHistories, type SightingEntry } from './key-entries.ts'
import { evidenceOf } from './linearizability.ts'
import type { MaybeObject, ObjectState } from './model.ts'
import { findOrder, type OrderOptions } from './order.ts'
import { type PossibleObjects, possibleObjects } from './possible-objects.ts'
import { checkShape, type RowOrder, rowOrder } from './search-shape.ts'
import { type Summary, summaryOf } from './summaries.ts'

export interface SearchOptions extends Pick<OrderOptions, 'budget'>, Partial<RowOrder> {}

/** A read that tells only whether the object matched; of a search that has ended. */
interface GuessEntry extends KeyEntry {
  readonly search: Search
  readonly missing: true
}

type ReadEntry = SightingEntry | GuessEntry

/**
 * At most one violation a key, besides those of the shape of an answer and of counts.
 * @throws CheckerGaveUp when a key's history is too tangled to decide within the budget
 */
export function checkSearches(history: RecordedHistory, options: SearchOptions = {}): Violation[] {
  const order = rowOrder(options)
  const violations = history.searches.flatMap((search) => checkShape(search, order))
  const summaries = history.searches.flatMap((search) => summaryOf(search, order) ?? [])
  for (const key of keyHistories(history).values()) {
    const initial = history.initial?.get(key.key)
    const reads: ReadEntry[] = [...key.sightings, ...absences(history, key, order)]
    const fit = findOrder<KeyEntry>([...key.operations, ...reads], { ...options, initial })
    const concerned = summaries.filter(({ search }) => covers(search, key.key))
    if (fit.found) {
      if (concerned.length === 0) continue
      const possible = possibleObjects([...key.operations, ...reads], initial)
      for (const summary of concerned) addTo(summary, key.key, possible)
      continue
    }
    for (const summary of concerned) summary.addKey(key.key, undefined)
    const violation = explain(key, reads, initial, options)
    if (violation !== undefined) violations.push(violation)
  }
  for (const summary of summaries) {
    const message = summary.problem()
    if (message !== undefined) violations.push({ checker: 'searches', message, evidence: [searchText(summary.search)] })
  }
  return violations
}

/** For every complete search that should know the key and does not show it. */
function absences(history: RecordedHistory, key: KeyHistory, order: RowOrder): GuessEntry[] {
  const entries: GuessEntry[] = []
  for (const search of history.searches) {
    if (search.result.outcome !== 'complete' || !covers(search, key.key) || search.rows.some((row) => row.key === key.key)) continue
    const cut = search.rows.length >= (search.limit ?? Number.POSITIVE_INFINITY)
    const last = search.rows.at(-1)
    if (cut && last === undefined) continue
    const behind = (object: ObjectState): boolean => {
      const position = order.compareRows(search, { key: key.key, values: object }, last!)
      return position === undefined || position > 0
    }
    entries.push(guess(search, key.key, 'did not match', (object) => !matches(search, object, key.key) || (cut && behind(object!))))
  }
  return entries
}

function guess(search: Search, key: string, text: string, fits: (object: MaybeObject) => boolean): GuessEntry {
  return {
    search,
    missing: true,
    from: search.invoked,
    to: search.answered ?? Number.POSITIVE_INFINITY,
    required: true,
    writes: false,
    text,
    describe: () => `no row of ${key} in ${searchText(search)}`,
    step: (before) => (fits(before) ? before : refused),
  }
}

function matches(search: Search, object: MaybeObject, key: string): boolean {
  return object !== undefined && search.predicate.holds(object, key)
}

function covers(search: Search, key: string): boolean {
  return search.covers?.(key) ?? true
}

/** The first read, by the time it was told, that contradicts the operations and the reads before it. */
function explain(key: KeyHistory, reads: ReadEntry[], initial: ObjectState | undefined, options: SearchOptions): Violation | undefined {
  const rising = reads.sort((a, b) => a.to - b.to)
  const attempt = (length: number) => findOrder<KeyEntry>([...key.operations, ...rising.slice(0, length)], { ...options, initial })
  if (!attempt(0).found) return undefined
  let good = 0
  let bad = rising.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (attempt(middle).found) good = middle
    else bad = middle
  }
  const culprit = rising[good]!
  const failure = attempt(bad)
  if (failure.found) return undefined
  const evidence = [culprit.describe(), ...evidenceOf(failure, [...key.operations, ...rising.slice(0, bad)])]
  return { checker: 'searches', key: key.key, message: reason(key, culprit, initial, options), evidence }
}

function reason(key: KeyHistory, culprit: ReadEntry, initial: ObjectState | undefined, options: SearchOptions): string {
  const name = `#${culprit.search.id}`
  if ('missing' in culprit) return `${name} does not show ${key.key}, which matched from before it began until after it ended`
  const row = culprit.text
  const anyTime: KeyEntry = { ...culprit, from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }
  if (findOrder<KeyEntry>([...key.operations, anyTime], { ...options, initial }).found) {
    return `${name} shows ${key.key} as it was only at another time (or older than somebody saw it before): ${row}`
  }
  return `${name} shows ${key.key} as it never was (torn, invented, or under a wrong version): ${row}`
}

function addTo(summary: Summary, key: string, possible: PossibleObjects): void {
  const { search } = summary
  const objects = possible(search.invoked, search.answered!)
  summary.addKey(
    key,
    objects?.map((object) => (matches(search, object, key) ? object : undefined)),
  )
}
