// Judges what clients were told by the true history of every key (decided.ts). Versions order the states of a key, so a history is
// linearizable when every call can be given a state that no call which ended before it began had already passed: the earliest that fits.

import type { State } from './decided.ts'
import { decodeThing, isThing, judgeThing } from './model.ts'
import type { CallRecord, ReadRecord, SearchRecord, WriteRecord } from './records.ts'
import { Violation } from './violation.ts'

export interface CallEvent {
  readonly kind: 'begin' | 'end'
  readonly call: CallRecord
}

/** Position in a key's states that every call beginning now must not fall behind, by key. */
type Floors = ReadonlyMap<string, number>

export function checkHistory(
  histories: ReadonlyMap<string, readonly State[]>,
  events: readonly CallEvent[],
  versionOf: (write: WriteRecord) => number | undefined,
): void {
  const seen = new Map<string, number>([...histories.keys()].map((key) => [key, 0]))
  const floors = new Map<CallRecord, Floors>()
  for (const [at, { kind, call }] of events.entries()) {
    if (kind === 'begin') {
      floors.set(call, new Map(seen))
      continue
    }
    const sighted = sightings(histories, call, floors.get(call)!, at, versionOf)
    for (const [key, position] of sighted) seen.set(key, Math.max(seen.get(key)!, position))
  }
}

function sightings(
  histories: ReadonlyMap<string, readonly State[]>,
  call: CallRecord,
  floors: Floors,
  at: number,
  versionOf: (write: WriteRecord) => number | undefined,
): [string, number][] {
  if (call.kind === 'search') return checkSearch(histories, call, floors, at)
  const states = histories.get(call.key)!
  const floor = floors.get(call.key)!
  if (call.kind === 'read') return [[call.key, checkRead(states, call, floor, at)]]
  return [[call.key, checkWrite(states, call, floor, at, versionOf(call))]]
}

function positionOf(states: readonly State[], version: number, at: number, what: string): number {
  const position = states.findIndex((state) => state.version === version)
  if (position < 0) throw new Violation('ghost', `${what}: nobody decided version ${version}`)
  if (states[position]!.at > at) throw new Violation('early', `${what}: version ${version} was not decided yet`)
  return position
}

/** The earliest state from `floor` on, decided before `at`, that fits. */
function earliest(states: readonly State[], floor: number, at: number, fits: (state: State) => boolean): number | undefined {
  for (let position = floor; position < states.length && states[position]!.at <= at; position++) {
    if (fits(states[position]!)) return position
  }
  return undefined
}

function checkRead(states: readonly State[], { key, result }: ReadRecord, floor: number, at: number): number {
  if (result === 'absent') {
    const position = earliest(states, floor, at, ({ thing }) => thing === undefined)
    if (position === undefined) throw new Violation('went back', `a read found ${key} absent, which it was at no time since it began`)
    return position
  }
  const position = positionOf(states, result!.version, at, `a read of ${key}`)
  if (position < floor)
    throw new Violation('went back', `a read of ${key} returned ${result!.version}, ${states[floor]!.version} was known`)
  if (!isThing(result!.object, states[position]!.thing)) throw new Violation('torn', `a read of ${key}@${result!.version}`)
  return position
}

function checkWrite(states: readonly State[], call: WriteRecord, floor: number, at: number, version: number | undefined): number {
  const { key, write, result } = call
  const what = `${write.kind} ${key} (operation ${call.number} of client ${call.client})`
  if (result === undefined) return floor
  if ('version' in result) {
    if (result.version !== version) throw new Violation('wrong version', `${what} was answered ${result.version} and is ${version}`)
    const position = positionOf(states, result.version, at, what)
    if (position <= floor) throw new Violation('went back', `${what} got ${result.version}, ${states[floor]!.version} was known`)
    return position
  }
  if (version !== undefined) throw new Violation('negative applied', `${what} was answered ${result.code}, and is ${version}`)
  const position = earliest(states, floor, at, ({ thing }) => judgeThing(write, thing) === result.code)
  if (position === undefined) throw new Violation('negative', `${what} was answered ${result.code}, which held at no time since it began`)
  return position
}

function checkSearch(histories: ReadonlyMap<string, readonly State[]>, call: SearchRecord, floors: Floors, at: number): [string, number][] {
  const { result, question, limit, counting } = call
  if (!result) return []
  const sighted: [string, number][] = []
  const found = new Set<string>()
  for (const { key, version, object } of result) {
    const what = `a search for ${question.text} returned ${key}@${version}`
    if (found.has(key)) throw new Violation('search repeats', what)
    found.add(key)
    const states = histories.get(key)!
    const position = positionOf(states, version, at, what)
    const { thing } = states[position]!
    if (position < floors.get(key)!) throw new Violation('search went back', what)
    if (!counting && !isThing(object, thing)) throw new Violation('search torn', what)
    if (!thing || !question.matches(thing)) throw new Violation('search unsound', what)
    sighted.push([key, position])
  }
  if (limit !== undefined && result.length > limit) throw new Violation('search limit', `${result.length} rows, the limit is ${limit}`)
  const last = result.at(-1)
  for (const [key, states] of histories) {
    if (found.has(key)) continue
    const shown = states.filter((state, position) => position >= floors.get(key)! && state.at <= at)
    if (!shown.every(({ thing }) => thing && question.matches(thing))) continue
    const cut = limit !== undefined && result.length === limit && (!last || shown.some((state) => comesBehind(call, key, state, last)))
    if (!cut) throw new Violation('search misses', `${key}, which matched ${question.text} all the time`)
  }
  checkOrder(call, result)
  return sighted
}

function comesBehind({ byColor }: SearchRecord, key: string, { thing }: State, last: { key: string; object: Uint8Array }): boolean {
  return compare(byColor, [key, thing!.color], [last.key, byColor ? decodeThing(last.object).color : '']) > 0
}

function checkOrder({ byColor, question }: SearchRecord, rows: NonNullable<SearchRecord['result']>): void {
  const places = rows.map(({ key, object }) => [key, byColor ? decodeThing(object).color : ''] as const)
  for (let index = 1; index < places.length; index++) {
    if (compare(byColor, places[index - 1]!, places[index]!) >= 0) throw new Violation('search order', `for ${question.text}: ${places}`)
  }
}

function compare(byColor: SearchRecord['byColor'], a: readonly [string, string], b: readonly [string, string]): number {
  if (byColor && a[1] !== b[1]) return a[1] < b[1] === (byColor === 'ascending') ? -1 : 1
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0
}
