// P3: counters and lists account for every operation answered, and for those of unknown outcome at most once. Needs no search for an
// order, so it also decides histories of any length and tangle that linearizability.ts must give up on.
// An attribute of a key is accounted when nothing but additions (or pushes) can have changed it, but for one first write that created
// the object and was answered before any addition began, or an initial object; a first write that sets the attribute itself has to have been answered
// before any other write began. Everything else is left out and not counted as `accounted`, so that a test can demand that it was not all left out.
import { type Operation, operationText, type RecordedHistory, searchText, type Violation } from './history.ts'
import { type Account, type MaybeObject, type Value, valueText } from './model.ts'

export interface ExactlyOnceReport {
  readonly violations: readonly Violation[]
  /** Pairs of key and attribute that were accounted, and readings of them that were compared. */
  readonly accounted: number
  readonly readings: number
}

type Addition = Extract<Account, { kind: 'adds' }>
type Push = Extract<Account, { kind: 'pushes' }>

interface Booking<A> {
  readonly operation: Operation
  readonly account: A
}

interface Reading {
  readonly value: Value
  readonly from: number
  readonly to: number
  readonly describe: () => string
}

/** Of one reading: what it must contain, and what it may contain besides. */
interface Bookings<A> {
  readonly must: readonly Booking<A>[]
  readonly may: readonly Booking<A>[]
}

export function checkExactlyOnce(history: RecordedHistory): ExactlyOnceReport {
  const byKey = new Map<string, Operation[]>()
  for (const operation of history.operations) {
    const known = byKey.get(operation.key)
    if (known === undefined) byKey.set(operation.key, [operation])
    else known.push(operation)
  }
  const violations: Violation[] = []
  let accounted = 0
  let compared = 0
  for (const [key, all] of byKey) {
    const operations = all.filter(mayHaveChanged)
    const initial = history.initial?.get(key)
    for (const attribute of bookedAttributes(all)) {
      const start = startOf(operations, attribute, initial)
      if (start === undefined) continue
      const readings = readingsOf(history, key, attribute)
      accounted++
      compared += readings.length
      for (const reading of readings) {
        const wrong = compareReading(operations, attribute, start, reading)
        if (wrong === undefined) continue
        const message = `${attribute} of ${key} reads ${valueText(reading.value)}, but ${wrong}`
        violations.push({ checker: 'exactly once', key, message, evidence: [reading.describe()] })
      }
    }
  }
  return { violations, accounted, readings: compared }
}

const changing: ReadonlySet<string> = new Set(['ok', 'unknown', 'maybe', 'judged'] satisfies Operation['result']['answer'][])

function mayHaveChanged({ effect, result }: Operation): boolean {
  return effect.account?.kind !== 'reads' && changing.has(result.answer)
}

function bookedAttributes(operations: readonly Operation[]): Set<string> {
  const attributes = new Set<string>()
  for (const { effect } of operations) {
    if (effect.account?.kind === 'adds' || effect.account?.kind === 'pushes') attributes.add(effect.account.attribute)
  }
  return attributes
}

/** The attribute's value before the first addition, or undefined when it cannot be accounted. */
function startOf(operations: readonly Operation[], attribute: string, initial: MaybeObject): Value | undefined {
  const kinds = new Set<string>()
  const writes: Operation[] = []
  let earliest = Number.POSITIVE_INFINITY
  for (const operation of operations) {
    const { account } = operation.effect
    if (account === undefined || account.kind === 'removes') return undefined
    if (account.kind === 'sets') writes.push(operation)
    else if (account.kind !== 'reads' && account.kind !== 'redrives' && account.attribute === attribute) {
      kinds.add(account.kind)
      earliest = Math.min(earliest, operation.invoked)
    }
  }
  if (kinds.size > 1) return undefined
  const touching = writes.filter(({ effect }) => effect.account?.kind === 'sets' && effect.account.attributes.includes(attribute))
  if (initial !== undefined) return touching.length === 0 ? initial[attribute] : undefined
  const creation = writes.find((write) => write.result.answer === 'ok' && (write.answered ?? Number.POSITIVE_INFINITY) < earliest)
  if (creation === undefined || touching.some((write) => write !== creation)) return undefined
  // Another write may have created the object before it.
  if (touching.length > 0 && writes.some((write) => write !== creation && write.invoked <= creation.answered!)) return undefined
  const created = creation.effect.judge(undefined, creation.key)
  return created.answer === 'ok' ? created.after?.[attribute] : undefined
}

function readingsOf(history: RecordedHistory, key: string, attribute: string): Reading[] {
  const readings: Reading[] = []
  for (const operation of history.operations) {
    if (operation.key !== key || operation.result.answer !== 'ok' || operation.answered === undefined) continue
    const value = operation.result.saw?.[attribute]
    if (value === undefined) continue
    readings.push({ value, from: operation.invoked, to: operation.answered, describe: () => operationText(operation) })
  }
  for (const search of history.searches) {
    for (const row of search.rows) {
      const value = row.key === key ? row.values[attribute] : undefined
      if (value === undefined) continue
      const to = row.seen ?? search.answered ?? Number.POSITIVE_INFINITY
      readings.push({ value, from: search.invoked, to, describe: () => searchText(search) })
    }
  }
  return readings
}

function compareReading(operations: readonly Operation[], attribute: string, start: Value, reading: Reading): string | undefined {
  if (typeof reading.value === 'bigint' || typeof reading.value === 'number') {
    const bookings = bookingsOf(
      operations,
      reading,
      (account): account is Addition => account.kind === 'adds' && account.attribute === attribute,
    )
    return compareSum(start, reading.value, bookings)
  }
  const bookings = bookingsOf(
    operations,
    reading,
    (account): account is Push => account.kind === 'pushes' && account.attribute === attribute,
  )
  return Array.isArray(reading.value) && Array.isArray(start)
    ? compareList(start, reading.value, bookings)
    : 'that is no counter and no list'
}

function bookingsOf<A extends Account>(
  operations: readonly Operation[],
  reading: Reading,
  is: (account: Account) => account is A,
): Bookings<A> {
  const must: Booking<A>[] = []
  const may: Booking<A>[] = []
  for (const operation of operations) {
    const { account } = operation.effect
    if (account === undefined || !is(account) || operation.invoked > reading.to) continue
    const surely = operation.result.answer === 'ok' && (operation.answered ?? Number.POSITIVE_INFINITY) < reading.from
    if (surely) must.push({ operation, account })
    else may.push({ operation, account })
  }
  return { must, may }
}

const sumsKept = 50_000

function compareSum(start: Value, value: number | bigint, { must, may }: Bookings<Addition>): string | undefined {
  if (typeof start !== typeof value) return `it started as ${valueText(start)}`
  const certain = must.reduce((total, { account }) => plus(total, account.amount), start as number | bigint)
  const amounts = may.map(({ account }) => account.amount)
  if (reachable(certain, amounts, value)) return undefined
  const open = amounts.length === 0 ? 'none was open' : `open were additions of ${amounts.map(valueText).join(', ')}`
  return `it started as ${valueText(start)}, the ${must.length} additions answered before make it ${valueText(certain)}, and ${open}`
}

/** Floats are taken as they add up in this order: use whole numbers in tests. */
function plus(a: number | bigint, b: number | bigint): number | bigint {
  return typeof a === 'bigint' ? a + BigInt(b) : a + Number(b)
}

/** Some of the amounts, each at most once, make up the difference; with too many different sums only the bounds are compared. */
function reachable(from: number | bigint, amounts: readonly (number | bigint)[], to: number | bigint): boolean {
  let sums = new Set([from])
  for (const amount of amounts) {
    const more = new Set(sums)
    for (const sum of sums) more.add(plus(sum, amount))
    if (more.size > sumsKept) return withinBounds(from, amounts, to)
    sums = more
  }
  return sums.has(to)
}

function withinBounds(from: number | bigint, amounts: readonly (number | bigint)[], to: number | bigint): boolean {
  const least = amounts.filter((amount) => amount < 0).reduce(plus, from)
  const most = amounts.filter((amount) => amount > 0).reduce(plus, from)
  return to >= least && to <= most
}

function compareList(start: readonly Value[], list: readonly Value[], { must, may }: Bookings<Push>): string | undefined {
  const left = countBy([...start])
  const spare = countBy(may.map(({ account }) => account.element))
  for (const { account } of must) add(left, valueText(account.element), 1)
  for (const element of list) {
    const text = valueText(element)
    if (add(left, text, -1) >= 0) continue
    left.delete(text)
    if (add(spare, text, -1) < 0) return `${text} was pushed less often than it is there`
  }
  for (const [text, count] of left) if (count > 0) return `${text}, pushed and answered before, is not there`
  return compareListOrder(list, [...must, ...may])
}

/** Of two elements pushed at one end one after the other, each only once, the later is nearer to that end. */
function compareListOrder(list: readonly Value[], pushes: readonly Booking<Push>[]): string | undefined {
  const pushed = countBy(pushes.map(({ account }) => account.element))
  const present = countBy(list)
  const places = new Map(list.map((element, index) => [valueText(element), index]))
  const single = pushes.filter(({ account }) => {
    const text = valueText(account.element)
    return pushed.get(text) === 1 && present.get(text) === 1
  })
  for (const end of ['left', 'right'] as const) {
    const rising = single.filter(({ account }) => account.end === end)
    for (const earlier of rising) {
      const { answered, result } = earlier.operation
      if (answered === undefined || result.answer === 'unknown') continue
      for (const later of rising) {
        if (later.operation.invoked <= answered) continue
        const [first, second] = [earlier, later].map(({ account }) => valueText(account.element)) as [string, string]
        const rightOrder = places.get(first)! < places.get(second)!
        if (rightOrder !== (end === 'right')) return `${second} was pushed ${end} after ${first} had been`
      }
    }
  }
  return undefined
}

function countBy(values: readonly Value[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) add(counts, valueText(value), 1)
  return counts
}

function add(counts: Map<string, number>, text: string, amount: number): number {
  const count = (counts.get(text) ?? 0) + amount
  counts.set(text, count)
  return count
}
