// Histories written by hand: one line a call, with the moments of its invocation and its answer.
import type { AggregateFunction, AggregateGroup } from './aggregates.ts'
import type { Moment, Operation, RecordedHistory, Result, Row, Search, SearchQuestion } from './history.ts'
import { type Condition, type Effect, ObjectModel, type ObjectState, type Value } from './model.ts'

/** Objects of the tests: `n` an int, `place` a string that a search asks for, `list` a list. */
export const model = new ObjectModel({ n: 0n, place: '', list: [] })

export function object(values: ObjectState = {}): ObjectState {
  return { ...model.defaults, ...values }
}

export const in_ = (place: string): Condition => ({ text: `place = ${place}`, holds: (object) => object.place === place })
export const everything: Condition = { text: 'everything', holds: () => true }

type Call = (id: number) => { operation: Operation } | { search: Search }
type Span = readonly [Moment, Moment?]

export function ok(version?: number): Result {
  return { answer: 'ok', ...(version !== undefined && { version }) }
}

export function saw(values: ObjectState, version?: number): Result {
  return { ...ok(version), saw: values } as Result
}

export const notFound: Result = { answer: 'notFound' }
export const compareFailed: Result = { answer: 'compareFailed' }
export const unknown: Result = { answer: 'unknown' }
export const notApplied: Result = { answer: 'notApplied' }

/** Client names are taken from the moments: none of the checkers looks at them. */
export function call(key: string, [invoked, answered]: Span, effect: Effect, result: Result): Call {
  return (id) => ({ operation: { id, client: 'c', key, effect, invoked, ...(answered !== undefined && { answered }), result } })
}

export function row(key: string, values: ObjectState, version?: number, seen?: Moment): Row {
  return { key, values, ...(version !== undefined && { version }), ...(seen !== undefined && { seen }) }
}

export function search(
  [invoked, answered]: Span,
  question: SearchQuestion,
  rows: readonly Row[],
  result: Search['result'] = { outcome: 'complete' },
): Call {
  return (id) => ({ search: { id, client: 'c', ...question, invoked, ...(answered !== undefined && { answered }), rows, result } })
}

export function count(span: Span, question: SearchQuestion, count: number): Call {
  return search(span, question, [], { outcome: 'counted', count })
}

/** Functions as `kind` or `kind attribute`. */
export function aggregate(
  span: Span,
  predicate: Condition,
  functions: readonly string[],
  by: readonly string[],
  ...groups: readonly AggregateGroup[]
): Call {
  const asked = functions.map((text): AggregateFunction => {
    const [kind, attribute] = text.split(' ')
    return { kind: kind as AggregateFunction['kind'], attribute: attribute ?? '' }
  })
  return search(span, { predicate, aggregation: { functions: asked, by } }, [], { outcome: 'aggregated', groups })
}

export function group(by: readonly Value[], ...results: AggregateGroup['results']): AggregateGroup {
  return { by, results }
}

export function history(...calls: readonly Call[]): RecordedHistory {
  const made = calls.map((call, id) => call(id))
  return {
    operations: made.flatMap((one) => ('operation' in one ? [one.operation] : [])),
    searches: made.flatMap((one) => ('search' in one ? [one.search] : [])),
  }
}

export function withInitial(recorded: RecordedHistory, initial: Readonly<Record<string, ObjectState>>): RecordedHistory {
  return { ...recorded, initial: new Map(Object.entries(initial)) }
}
