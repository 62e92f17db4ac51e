// Random histories of objects that behave, or misbehave in one named way: calls of several clients overlap, each takes effect at one
// moment between its invocation and its answer, some are never answered, and a search reads each object at a moment of its own.

import type { AggregateFunction, AggregateGroup, Aggregation } from './aggregates.ts'
import { everything, in_, model } from './hand-made.ts'
import { History, type RecordedHistory, type Result } from './history.ts'
import type { Condition, Effect, MaybeObject, ObjectState } from './model.ts'

/** What the objects do wrong, now and then. */
export type Fault =
  | 'stale read'
  | 'lost write'
  | 'double apply'
  | 'swapped results'
  | 'missed row'
  | 'stale row'
  | 'miscount'
  | 'added twice'
  | 'left out'
  | 'version again'

export interface SimulatedHistory {
  readonly history: RecordedHistory
  /** How often the fault was really committed; whether it can be seen is another matter. */
  readonly faults: number
}

export interface SimulationOptions {
  readonly clients: number
  readonly calls: number
  readonly keys: readonly string[]
  /** Whether clients are told versions. */
  readonly versions: boolean
  readonly fault?: Fault
  /** Of twelve calls this many are searches, and as many counts. Default 1. */
  readonly searches?: number
  /** And as many aggregates. Default 0. */
  readonly aggregates?: number
}

type Random = (below: number) => number

interface Stored {
  object: MaybeObject
  version: number
  /** The state before the latest change. */
  former: { readonly object: MaybeObject; readonly version: number } | undefined
}

/** A client's call, cut into steps that other calls' steps come between. */
type Steps = Generator<void, void>

/** Small, seeded, the same everywhere (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

export function simulateObjects(seed: number, options: SimulationOptions): SimulatedHistory {
  const world = new World(seededRandom(seed), options)
  return world.run()
}

class World {
  readonly #random: Random
  readonly #options: SimulationOptions
  readonly #history = new History()
  readonly #stored = new Map<string, Stored>()
  /** A read's result that waits to be swapped with another of the same key. */
  #version = 0
  #faults = 0
  #swapped: { key: string; result: Result } | undefined

  constructor(random: Random, options: SimulationOptions) {
    this.#random = random
    this.#options = options
    for (const key of options.keys) this.#stored.set(key, { object: undefined, version: 0, former: undefined })
  }

  run(): SimulatedHistory {
    const running: { client: number; steps: Steps }[] = []
    let begun = 0
    while (begun < this.#options.calls || running.length > 0) {
      const idle = Array.from({ length: this.#options.clients }, (_, client) => client).filter((client) =>
        running.every((call) => call.client !== client),
      )
      if (begun < this.#options.calls && idle.length > 0 && (running.length === 0 || this.#random(3) === 0)) {
        const client = idle[this.#random(idle.length)]!
        begun++
        running.push({ client, steps: this.#call(`c${client}`) })
      }
      const at = this.#random(running.length)
      if (running[at]!.steps.next().done) running.splice(at, 1)
    }
    return { history: this.#history, faults: this.#faults }
  }

  #call(client: string): Steps {
    const kind = this.#random(12)
    const searches = this.#options.searches ?? 1
    if (kind < searches) return this.#search(client)
    if (kind < 2 * searches) return this.#count(client)
    if (kind < 2 * searches + (this.#options.aggregates ?? 0)) return this.#aggregate(client)
    const key = this.#options.keys[this.#random(this.#options.keys.length)]!
    return this.#operation(client, key, this.#effect())
  }

  #effect(): Effect {
    const place = ['here', 'there'][this.#random(2)]!
    const n = BigInt(this.#random(4))
    switch (this.#random(9)) {
      case 0:
        return model.put({ n, place })
      case 1:
        return model.putIfNotExist({ n, place })
      case 2:
        return model.condPut(in_(place), { n })
      case 3:
        return model.del()
      case 4:
      case 5:
        return model.add('n', 1n)
      default:
        return model.get()
    }
  }

  *#operation(client: string, key: string, effect: Effect): Steps {
    const call = this.#history.begin(client, key, effect)
    yield
    const fate = this.#random(12)
    if (fate === 0) return call.end({ answer: 'notApplied' })
    if (fate === 1) {
      if (this.#random(2) === 0) call.end({ answer: 'unknown' })
      yield
      if (this.#random(2) === 0) this.#apply(key, effect)
      return
    }
    const result = this.#apply(key, effect)
    yield
    call.end(this.#maybeSwap(key, result))
  }

  #commits(fault: Fault): boolean {
    if (this.#options.fault !== fault || this.#random(4) !== 0) return false
    this.#faults++
    return true
  }

  #apply(key: string, effect: Effect): Result {
    const stored = this.#stored.get(key)!
    const reads = effect.account?.kind === 'reads'
    const from = reads && stored.former !== undefined && this.#commits('stale read') ? stored.former : stored
    const judgement = effect.judge(from.object, key)
    if (judgement.answer !== 'ok') return { answer: judgement.answer }
    if (reads) return { answer: 'ok', saw: from.object!, ...this.#told(from.version) }
    const version = this.#version > 0 && this.#commits('version again') ? this.#version : ++this.#version
    const result: Result = { answer: 'ok', ...this.#told(version) }
    if (this.#commits('lost write')) return result
    this.#change(stored, judgement.after, version)
    if (effect.kind === 'add' && this.#commits('double apply')) {
      const again = effect.judge(stored.object, key)
      if (again.answer === 'ok') stored.object = again.after
    }
    return result
  }

  #change(stored: Stored, object: MaybeObject, version: number): void {
    stored.former = { object: stored.object, version: stored.version }
    stored.object = object
    stored.version = version
  }

  #told(version: number): { version?: number } {
    return this.#options.versions ? { version } : {}
  }

  #maybeSwap(key: string, result: Result): Result {
    if (this.#options.fault !== 'swapped results' || result.answer !== 'ok' || result.saw === undefined) return result
    const other = this.#swapped
    this.#swapped = { key, result }
    if (other?.key !== key) return result
    this.#faults++
    return other.result
  }

  #question(): Condition {
    return this.#random(3) === 0 ? everything : in_(['here', 'there'][this.#random(2)]!)
  }

  /** Each object at a moment of its own, in any order. */
  *#look(predicate: Condition, found: Map<string, { object: ObjectState; version: number }>): Steps {
    const keys = [...this.#options.keys]
    while (keys.length > 0) {
      const [key] = keys.splice(this.#random(keys.length), 1) as [string]
      const stored = this.#stored.get(key)!
      const from = stored.former !== undefined && this.#commits('stale row') ? stored.former : stored
      if (from.object !== undefined && predicate.holds(from.object, key) && !this.#commits('missed row')) {
        found.set(key, { object: from.object, version: from.version })
      }
      yield
    }
  }

  *#search(client: string): Steps {
    const predicate = this.#question()
    const limit = this.#random(3) === 0 ? this.#random(3) : undefined
    const descending = this.#random(2) === 0
    const orderBy = this.#random(2) === 0 ? { attribute: 'n', descending } : undefined
    const question = { predicate, ...(limit !== undefined && { limit }), ...(orderBy !== undefined && { orderBy }) }
    const call = this.#history.beginSearch(client, question)
    yield
    const found = new Map<string, { object: ObjectState; version: number }>()
    yield* this.#look(predicate, found)
    const sign = descending ? -1 : 1
    const rows = [...found].sort(([a, left], [b, right]) => {
      const byValue = orderBy === undefined ? 0 : sign * Number((left.object.n as bigint) - (right.object.n as bigint))
      return byValue || (a < b ? -1 : 1)
    })
    for (const [key, { object, version }] of rows.slice(0, limit ?? rows.length)) {
      call.row({ key, values: object, ...this.#told(version) })
      yield
    }
    if (this.#random(8) === 0) call.incomplete()
    else call.complete()
  }

  *#count(client: string): Steps {
    const predicate = this.#question()
    const call = this.#history.beginSearch(client, { predicate })
    yield
    const found = new Map<string, { object: ObjectState; version: number }>()
    yield* this.#look(predicate, found)
    call.counted(found.size + (this.#commits('miscount') ? 1 : 0))
  }

  *#aggregate(client: string): Steps {
    const predicate = this.#question()
    const functions = shuffled(allFunctions, this.#random).slice(0, 1 + this.#random(3))
    const by = this.#random(2) === 0 ? ['place'] : []
    const call = this.#history.beginSearch(client, { predicate, aggregation: { functions, by } })
    yield
    const found = new Map<string, { object: ObjectState; version: number }>()
    yield* this.#look(predicate, found)
    const objects = [...found.values()].map(({ object }) => object)
    if (objects.length > 0 && this.#commits('added twice')) objects.push(objects[0]!)
    if (objects.length > 0 && this.#commits('left out')) objects.pop()
    call.aggregated(groupsOf(objects, { functions, by }))
  }
}

const allFunctions: readonly AggregateFunction[] = (['count', 'sum', 'min', 'max', 'avg'] as const).map((kind) => ({
  kind,
  attribute: 'n',
}))

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const rest = [...items]
  return items.map(() => rest.splice(random(rest.length), 1)[0]!)
}

/** Of ints. */
export function groupsOf(objects: readonly ObjectState[], { functions, by }: Aggregation): AggregateGroup[] {
  const groups = new Map<string, ObjectState[]>(by.length === 0 ? [['', []]] : [])
  for (const object of objects) {
    const name = by.map((attribute) => object[attribute]!).join()
    groups.set(name, [...(groups.get(name) ?? []), object])
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, members]) => ({
      by: by.length === 0 ? [] : name.split(','),
      results: functions.map(({ kind, attribute }) => {
        const values = members.map((object) => object[attribute] as bigint).sort((a, b) => Number(a - b))
        const total = values.reduce((sum, value) => sum + value, 0n)
        if (kind === 'count') return BigInt(values.length)
        if (kind === 'sum') return total
        if (kind === 'avg') return values.length === 0 ? undefined : Number(total) / values.length
        return kind === 'min' ? values[0] : values.at(-1)
      }),
    }))
}
