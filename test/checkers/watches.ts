// What watches showed: of each key every change that concerns the watch, from its opening on, none missing, none twice, in the order of versions, and each
// one that somebody made. A watch that was broken off and resumed behind its last change is one watch here.
// What it cannot see: a change that nobody was told the version of, when neither a change of its key seen later nor one before it leads up to it.
import { type Moment, type Operation, operationText, type RecordedHistory, type Violation } from './history.ts'
import { type Condition, equalObjects, type MaybeObject, type ObjectState, objectText } from './model.ts'

export interface WatchedChange {
  readonly key: string
  readonly version: number
  /** What it replaced; undefined: there was none. */
  readonly before: { readonly version: number; readonly values: ObjectState } | undefined
  /** Undefined: it was removed. */
  readonly after: MaybeObject
  readonly seen: Moment
}

export interface RecordedWatch {
  readonly client: string
  readonly covers: (key: string) => boolean
  readonly predicate: Condition
  /** The predicate holds of every object. */
  readonly unconditional: boolean
  /** What was invoked after this moment comes. */
  readonly opened: Moment
  /** In the order in which they came. */
  readonly changes: readonly WatchedChange[]
}

export function checkWatches(watches: readonly RecordedWatch[], history: RecordedHistory): Violation[] {
  const calls = new Calls(history)
  return watches.flatMap((watch) => {
    const byKey = Map.groupBy(watch.changes, ({ key }) => key)
    return [...byKey].flatMap(([key, changes]) => checkKey(watch, key, changes, calls))
  })
}

function checkKey(watch: RecordedWatch, key: string, changes: readonly WatchedChange[], calls: Calls): Violation[] {
  const violations: Violation[] = []
  const report = (message: string, evidence: readonly string[]) => {
    violations.push({ checker: 'watches', key, message: `${watch.client} watched ${watch.predicate.text}: ${message}`, evidence })
  }
  const concerns = (object: MaybeObject) => object !== undefined && watch.predicate.holds(object, key)
  let last: WatchedChange | undefined
  for (const change of changes) {
    const shown = [...(last ? [changeText(last)] : []), changeText(change)]
    if (!watch.covers(key)) report(`${key} is of another space`, shown)
    if (last && change.version <= last.version) report(`version ${change.version} of ${key} came after ${last.version}`, shown)
    if (change.before && change.before.version >= change.version) report(`version ${change.version} of ${key} replaced a newer one`, shown)
    if (!concerns(change.before?.values) && !concerns(change.after)) report(`a change of ${key} matches neither before nor after`, shown)
    // As long as an object matches every change of it is shown.
    const continues = concerns(last?.after) || concerns(change.before?.values)
    if (last && continues && !equalObjects(last.after, change.before?.values)) report(`a change of ${key} is missing in between`, shown)
    const wrong = calls.explain(change)
    if (wrong) report(wrong.message, [...shown, ...wrong.evidence])
    last = change
  }
  const seen = new Map(changes.map((change) => [change.version, change]))
  for (const [version, operation] of calls.writes(key)) {
    if (operation.invoked <= watch.opened || version >= last!.version || seen.has(version)) continue
    const after = calls.told(key, version)
    const matches = watch.unconditional || concerns(after)
    if (matches) report(`version ${version} of ${key} was passed over`, [operationText(operation), `then ${changeText(last!)}`])
  }
  return violations
}

/** What the calls of a history say of single versions. */
class Calls {
  /** Key → version → the write that was answered with it. */
  readonly #writes = new Map<string, Map<number, Operation>>()
  /** Writes whose version nobody was told, and that may have been done. */
  readonly #open = new Map<string, Operation[]>()
  /** Whole objects, by key and version. */
  readonly #told = new Map<string, ObjectState>()

  constructor({ operations, searches }: RecordedHistory) {
    for (const operation of operations) this.#add(operation)
    for (const { rows, select } of searches) {
      if (select !== undefined) continue
      for (const { key, version, values } of rows) if (version !== undefined) this.#told.set(`${key} ${version}`, values)
    }
  }

  writes(key: string): ReadonlyMap<number, Operation> {
    return this.#writes.get(key) ?? new Map()
  }

  told(key: string, version: number): ObjectState | undefined {
    return this.#told.get(`${key} ${version}`)
  }

  /** What is wrong with a change, if anything. */
  explain(change: WatchedChange): { readonly message: string; readonly evidence: readonly string[] } | undefined {
    const { key, version, before, after, seen } = change
    const told = this.told(key, version)
    if (told && !equalObjects(told, after)) {
      return { message: `version ${version} of ${key} was another object`, evidence: [`a reader saw ${objectText(told)}`] }
    }
    const known = before && this.told(key, before.version)
    if (known && !equalObjects(known, before.values)) {
      return { message: `version ${before.version} of ${key} was another object`, evidence: [`a reader saw ${objectText(known)}`] }
    }
    const does = ({ effect, invoked }: Operation) => {
      if (invoked >= seen || (effect.ifVersion !== undefined && effect.ifVersion !== before?.version)) return false
      const judgement = effect.judge(before?.values, key)
      return judgement.answer === 'ok' && equalObjects(judgement.after, after)
    }
    const writer = this.writes(key).get(version)
    if (writer) return does(writer) ? undefined : { message: `${key} was changed otherwise than asked`, evidence: [operationText(writer)] }
    const open = this.#open.get(key) ?? []
    return open.some(does) ? undefined : { message: `nobody made this change of ${key}`, evidence: open.map(operationText) }
  }

  #add(operation: Operation): void {
    const { key, effect, result } = operation
    const reads = effect.account?.kind === 'reads'
    // An object that is only driven once more has not changed.
    if (effect.account?.kind === 'redrives') return
    if (result.answer === 'unknown' || result.answer === 'maybe' || result.answer === 'judged') {
      if (reads) return
      const open = this.#open.get(key)
      if (open) open.push(operation)
      else this.#open.set(key, [operation])
    } else if (result.answer === 'ok' && result.version !== undefined) {
      if (reads) {
        if (result.saw && effect.select === undefined) this.#told.set(`${key} ${result.version}`, result.saw)
        return
      }
      const writes = this.#writes.get(key)
      if (writes) writes.set(result.version, operation)
      else this.#writes.set(key, new Map([[result.version, operation]]))
    }
  }
}

function changeText({ key, version, before, after }: WatchedChange): string {
  const replaced = before ? ` ${objectText(before.values)} @${before.version}` : ''
  return `change of ${key} @${version}:${replaced} → ${objectText(after)}`
}
