import test from 'ava'
import { type AggregateGroup, groupText } from './aggregates.ts'
import { existsOrder } from './brute-force.ts'
import { checkHistory, violationsText } from './checkers.ts'
import { type Entry, refused } from './configuration.ts'
import { type Operation, printHistory, type RecordedHistory, type Row, type Search } from './history.ts'
import { type KeyHistory, keyHistories } from './key-entries.ts'
import { checkLinearizability } from './linearizability.ts'
import type { MaybeObject } from './model.ts'
import { checkSearches } from './searches.ts'
import { type Fault, groupsOf, type SimulationOptions, seededRandom, simulateObjects } from './simulated-objects.ts'

const faults: readonly Fault[] = [
  'stale read',
  'lost write',
  'double apply',
  'swapped results',
  'missed row',
  'stale row',
  'miscount',
  'version again',
]

/** These show in aggregates only. */
const ofAggregates: ReadonlySet<Fault> = new Set(['added twice', 'left out'])

for (const versions of [true, false]) {
  test(`objects that behave pass, ${versions ? 'with' : 'without'} versions`, (t) => {
    for (let seed = 1; seed <= 60; seed++) {
      const { history } = simulateObjects(seed, { clients: 5, calls: 150, keys: ['a', 'b', 'c'], versions, aggregates: seed % 3 })
      t.is(violationsText(checkHistory(history)), '', `seed ${seed}`)
    }
  })
}

/** Of the histories in which the fault was committed: whether each shows in some answer is chance. */
const leastShare = 0.7

for (const fault of [...faults, ...ofAggregates]) {
  test(`objects with this fault are caught: ${fault}`, (t) => {
    let committed = 0
    let caught = 0
    for (let seed = 1; seed <= 25; seed++) {
      const simulated = simulateObjects(seed, {
        clients: 4,
        calls: 100,
        keys: ['a', 'b'],
        versions: fault === 'version again',
        fault,
        aggregates: ofAggregates.has(fault) ? 3 : 0,
      })
      if (simulated.faults === 0) continue
      committed++
      if (checkHistory(simulated.history).length > 0) caught++
    }
    t.true(committed > 10, `committed ${committed}`)
    t.true(caught >= committed * leastShare, `caught ${caught} of ${committed}`)
  })
}

/** A short history of one key: as it was, or with a fault. */
function shortHistory(
  seed: number,
  among: readonly Fault[],
  size: Pick<SimulationOptions, 'calls' | 'clients' | 'searches' | 'aggregates'>,
): RecordedHistory {
  const fault = among[seed % (among.length + 2)]
  return simulateObjects(seed, { ...size, keys: ['a'], versions: seed % 3 === 0, ...(fault !== undefined && { fault }) }).history
}

/** Of every second history two calls exchange their results. */
function withResultsExchanged(seed: number, history: RecordedHistory): RecordedHistory {
  const operations = history.operations.filter(({ answered }) => answered !== undefined)
  if (seed % 2 === 0 || operations.length < 2) return history
  const random = seededRandom(seed)
  const [one, other] = [operations[random(operations.length)]!, operations[random(operations.length)]!]
  const exchange = (operation: Operation): Operation => {
    if (operation === one) return { ...one, result: other.result }
    return operation === other ? { ...other, result: one.result } : operation
  }
  return { ...history, operations: history.operations.map(exchange) }
}

/** Of every second history one search shows nothing of what it found, or shows it as another search of the same question did. */
function withRowsChanged(seed: number, history: RecordedHistory): RecordedHistory {
  const showing = history.searches.filter(({ rows }) => rows.length > 0)
  if (seed % 2 === 0 || showing.length === 0) return history
  const random = seededRandom(seed)
  const one = showing[random(showing.length)]!
  const alike = showing.filter(({ predicate }) => predicate.text === one.predicate.text)
  const other = alike[random(alike.length)]!
  const asShownThere = ({ seen }: Row): Row => ({ ...other.rows[0]!, ...(seen !== undefined && { seen }) })
  const rows = other === one ? [] : one.rows.map(asShownThere)
  return { ...history, searches: history.searches.map((search) => (search === one ? { ...one, rows } : search)) }
}

test('short histories, good and bad, are judged as by trying every order', (t) => {
  const verdicts = { good: 0, bad: 0 }
  for (let seed = 1; seed <= 1200; seed++) {
    const history = withResultsExchanged(seed, shortHistory(seed, faults, { clients: 4, calls: 8, searches: 1 }))
    const { operations, sightings } = entriesOf(history)
    const expected = existsOrder([...operations, ...sightings])
    verdicts[expected ? 'good' : 'bad']++
    t.is(checkLinearizability(history).length === 0, expected, `seed ${seed}\n${printHistory(history)}`)
  }
  t.true(verdicts.bad > 200 && verdicts.good > 500, JSON.stringify(verdicts))
})

test('searches of short histories, good and bad, are judged as by trying every order', (t) => {
  const verdicts = { good: 0, bad: 0, wrongCounts: 0, wrongCountsFound: 0 }
  for (let seed = 2001; seed <= 3200; seed++) {
    const searchFaults: readonly Fault[] = ['missed row', 'stale row', 'miscount']
    const history = withRowsChanged(seed, shortHistory(seed, searchFaults, { clients: 3, calls: 14, searches: 3 }))
    const { operations, sightings } = entriesOf(history)
    if (!existsOrder(operations)) continue
    const reads = [...sightings, ...history.searches.filter(deniesKey).map((search) => matchRead(search, false))]
    const counted = history.searches.every((search) => {
      if (search.result.outcome !== 'counted') return true
      const { count } = search.result
      return count <= 1 && existsOrder([...operations, ...reads, matchRead(search, count === 1)])
    })
    const expected = existsOrder([...operations, ...reads])
    verdicts[expected ? 'good' : 'bad']++
    const violations = checkSearches(history)
    const details = `seed ${seed}\n${printHistory(history)}`
    t.is(
      violations.every(({ key }) => key === undefined),
      expected,
      details,
    )
    const wrongCounts = violations.some(({ message }) => message.startsWith('The count'))
    if (!expected) continue
    if (counted) t.false(wrongCounts, details)
    else verdicts.wrongCounts++
    if (wrongCounts) verdicts.wrongCountsFound++
  }
  t.true(verdicts.bad > 100 && verdicts.good > 500, JSON.stringify(verdicts))
  t.true(verdicts.wrongCounts > 20 && verdicts.wrongCountsFound > 0.9 * verdicts.wrongCounts, JSON.stringify(verdicts))
})

test('aggregates of short histories, good and bad, are judged as by trying every order', (t) => {
  const verdicts = { good: 0, bad: 0, found: 0 }
  for (let seed = 4001; seed <= 5200; seed++) {
    const history = shortHistory(seed, [...ofAggregates, 'stale row'], { clients: 3, calls: 12, searches: 1, aggregates: 4 })
    const { operations, sightings } = entriesOf(history)
    const reads = [...sightings, ...history.searches.filter(deniesKey).map((search) => matchRead(search, false))]
    if (!existsOrder([...operations, ...reads])) continue
    const expected = history.searches.every(
      (search) =>
        search.result.outcome !== 'aggregated' || existsOrder([...operations, ...reads, aggregateRead(search, search.result.groups)]),
    )
    verdicts[expected ? 'good' : 'bad']++
    const violations = checkSearches(history).filter(({ message }) => message.startsWith('The groups'))
    if (expected) t.deepEqual(violations, [], `seed ${seed}\n${printHistory(history)}`)
    else if (violations.length > 0) verdicts.found++
  }
  t.true(verdicts.good > 300 && verdicts.bad > 50 && verdicts.found > 0.9 * verdicts.bad, JSON.stringify(verdicts))
})

function aggregateRead(search: Search, groups: readonly AggregateGroup[]): Entry {
  const answer = groups.map(groupText).join()
  const step = (before: MaybeObject) => {
    const matching = before !== undefined && search.predicate.holds(before, 'a') ? [before] : []
    return groupsOf(matching, search.aggregation!).map(groupText).join() === answer ? before : refused
  }
  return { from: search.invoked, to: search.answered!, required: true, writes: false, text: '', step }
}

function entriesOf(history: RecordedHistory): Pick<KeyHistory, 'operations' | 'sightings'> {
  return keyHistories(history).get('a') ?? { operations: [], sightings: [] }
}

/** Of the one key: a complete search shows no row though its limit allows one. */
function deniesKey(search: Search): boolean {
  return search.result.outcome === 'complete' && search.rows.length === 0 && search.limit !== 0
}

function matchRead(search: Search, matched: boolean): Entry {
  const step = (before: MaybeObject) => {
    const matches = before !== undefined && search.predicate.holds(before, 'a')
    return matches === matched ? before : refused
  }
  return { from: search.invoked, to: search.answered!, required: true, writes: false, text: '', step }
}

test('the same seed gives the same history, print and all', (t) => {
  const options = { clients: 4, calls: 60, keys: ['a', 'b'], versions: true }
  const print = () => printHistory(simulateObjects(7, options).history)
  t.is(print(), print())
  t.not(print(), printHistory(simulateObjects(8, options).history))
})
