// From a history to what happened on each key: its operations, and the rows of searches as reads of it.

import { type Entry, refused } from './configuration.ts'
import type { Operation, RecordedHistory, Row, Search } from './history.ts'
import { operationText, searchText } from './history.ts'
import { type MaybeObject, objectText, project } from './model.ts'

export interface KeyEntry extends Entry {
  /** For evidence: the call in one line. */
  describe(): string
}

export interface SightingEntry extends KeyEntry {
  readonly search: Search
}

export interface KeyHistory {
  readonly key: string
  readonly operations: KeyEntry[]
  readonly sightings: SightingEntry[]
}

/** Every key that an operation, a row or `initial` names, in the order of their first mention. */
export function keyHistories(history: RecordedHistory): Map<string, KeyHistory> {
  const keys = new Map<string, KeyHistory>()
  const of = (key: string): KeyHistory => {
    const known = keys.get(key)
    if (known !== undefined) return known
    const fresh: KeyHistory = { key, operations: [], sightings: [] }
    keys.set(key, fresh)
    return fresh
  }
  for (const key of history.initial?.keys() ?? []) of(key)
  for (const operation of history.operations) {
    const entry = operationEntry(operation)
    const place = of(operation.key)
    if (entry !== undefined) place.operations.push(entry)
  }
  for (const search of history.searches) for (const row of search.rows) of(row.key).sightings.push(sightingEntry(search, row))
  return keys
}

/** Undefined for a call that neither changed nor told anything. */
function operationEntry(operation: Operation): KeyEntry | undefined {
  const { effect, key, result } = operation
  const reads = effect.account?.kind === 'reads'
  const open = result.answer === 'unknown' || result.answer === 'maybe'
  if (result.answer === 'notApplied' || (open && reads)) return undefined
  const to = result.answer === 'unknown' ? undefined : operation.answered
  const { ifVersion } = effect
  const common = {
    from: operation.invoked,
    to: to ?? Number.POSITIVE_INFINITY,
    text: `${effect.kind} ${effect.text}`,
    describe: () => operationText(operation),
  }
  const atVersion = ifVersion === undefined ? {} : { atVersion: ifVersion }
  if (result.answer === 'judged') {
    return {
      ...common,
      required: true,
      writes: true,
      mayPass: true,
      step: (before) => {
        const judgement = effect.judge(before, key)
        return judgement.answer === 'ok' ? judgement.after : before
      },
    }
  }
  if (open) {
    return {
      ...common,
      ...atVersion,
      required: false,
      writes: true,
      step: (before) => {
        const judgement = effect.judge(before, key)
        return judgement.answer === 'ok' ? judgement.after : refused
      },
    }
  }
  if (result.answer !== 'ok') {
    const step = (before: MaybeObject, version: number | undefined) => {
      const { answer } = effect.judge(before, key)
      const otherVersion = ifVersion !== undefined && result.answer === 'compareFailed' && answer !== 'notFound' && version !== ifVersion
      return answer === result.answer || otherVersion ? before : refused
    }
    return { ...common, required: true, writes: false, step }
  }
  const saw = result.saw === undefined ? undefined : objectText(result.saw)
  return {
    ...common,
    ...atVersion,
    required: true,
    writes: !reads,
    ...(result.version !== undefined && { version: result.version }),
    step: (before) => {
      const judgement = effect.judge(before, key)
      if (judgement.answer !== 'ok') return refused
      if (saw !== undefined && (before === undefined || objectText(project(before, effect.select)) !== saw)) return refused
      return judgement.after
    },
  }
}

function sightingEntry(search: Search, row: Row): SightingEntry {
  const values = objectText(row.values)
  return {
    search,
    from: search.invoked,
    to: row.seen ?? search.answered ?? Number.POSITIVE_INFINITY,
    required: true,
    writes: false,
    ...(row.version !== undefined && { version: row.version }),
    text: `row ${values}`,
    describe: () => `row of ${row.key} in ${searchText(search)}`,
    step: (before) => {
      if (before === undefined || objectText(project(before, search.select)) !== values) return refused
      return search.select === undefined || search.predicate.holds(before, row.key) ? before : refused
    },
  }
}
