// Clients of a real cluster whose every call goes into a history that the checkers read. The history is cut into rounds, each with keys and
// a mark of its own, so that hours of load are judged a minute at a time and memory stays bounded.
import { setTimeout as pause } from 'node:timers/promises'
import { between, type Database, eq, HyperdexError, type ShapeOf, type SpaceClient, space, t as types } from '../../../src/index.ts'
import { History, type OperationRecorder, type Result, type SearchRecorder } from '../../checkers/history.ts'
import { type Condition, type Effect, ObjectModel, type ObjectState } from '../../checkers/model.ts'
import type { Random } from '../../simulation/random.ts'

export const tortureSchema = space('torture', {
  key: { name: types.string },
  attributes: { round: types.int, color: types.string, size: types.int, sum: types.int },
  subspaces: [['round', 'color'], ['size']],
  tolerate: 1,
  partitions: 16,
})

type Objects = SpaceClient<ShapeOf<typeof tortureSchema>>

const colors = ['red', 'green', 'blue'] as const
const sizes = 1000
const model = new ObjectModel({ round: 0, color: '', size: 0, sum: 0 })

/** Calls of unknown outcome that one key may collect: with many more nobody can tell any more what was possible. */
const unknownMax = 6
const keysAtATime = 8
const timeoutMs = 12_000
/** Of a read when all rounds are over, which only has to come through. */
const patientMs = 60_000
/** A client's pause between two calls: the machine is to have time for the cluster. */
const thinkMs = 8

/** Codes that say surely nothing was applied. */
export const notApplied = new Set(['READONLY', 'OVERLOADED', 'TIMEOUT', 'UNAVAILABLE'])

export interface LoadTally {
  calls: number
  searches: number
  unknown: number
  failed: number
}

/** One round's keys and calls. */
export class Round {
  readonly history: History
  readonly number: number
  readonly #keys: string[]
  readonly #unknown = new Map<string, number>()
  #made = 0

  constructor(number: number, now: () => number) {
    this.number = number
    this.history = new History({ now })
    this.#keys = Array.from({ length: keysAtATime }, () => this.#fresh())
  }

  pick(random: Random): string {
    return random.pick(random.chance(0.3) ? this.#keys.slice(0, 2) : this.#keys)
  }

  /** A write to the key has an unknown outcome. */
  unknown(key: string): void {
    const count = (this.#unknown.get(key) ?? 0) + 1
    this.#unknown.set(key, count)
    const position = this.#keys.indexOf(key)
    if (count >= unknownMax && position >= 0) this.#keys[position] = this.#fresh()
  }

  #fresh(): string {
    return `r${this.number}-k${this.#made++}`
  }
}

/** One client that does one call after the other until it is told to stop. */
export class RecordedClient {
  readonly #name: string
  readonly #objects: Objects
  readonly #random: Random
  readonly #tally: LoadTally
  /** Errors that no call of this load should ever get. */
  readonly unexpected: HyperdexError[] = []

  constructor(name: string, db: Database, random: Random, tally: LoadTally) {
    this.#name = name
    this.#objects = db.space(tortureSchema)
    this.#random = random
    this.#tally = tally
  }

  async run(round: Round, stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      await this.#call(round)
      await pause(this.#random.between(0, 2 * thinkMs))
    }
  }

  /** Gets every key of the round once more, as its last calls. Nobody else may call. */
  async getAll(round: Round): Promise<void> {
    for (const key of new Set(round.history.operations.map((operation) => operation.key))) await this.#get(round, key)
  }

  /** What is there now, in no history. Throws what a get throws. */
  async read(keys: Iterable<string>): Promise<Map<string, Result>> {
    const found = new Map<string, Result>()
    for (const key of keys) found.set(key, await this.#found(key, patientMs))
    return found
  }

  #call(round: Round): Promise<void> {
    const random = this.#random
    const draw = random.below(100)
    const key = round.pick(random)
    if (draw < 30) return this.#put(round, key)
    if (draw < 45) return this.#add(round, key)
    if (draw < 52) return this.#condPut(round, key)
    if (draw < 57) return this.#del(round, key)
    if (draw < 80) return this.#get(round, key)
    return this.#look(round, draw >= 95)
  }

  #values(round: Round) {
    return { round: round.number, color: this.#random.pick(colors), size: this.#random.below(sizes) }
  }

  #put(round: Round, key: string): Promise<void> {
    const values = this.#values(round)
    return this.#write(round, key, round.history.begin(this.#name, key, model.put(values)), () =>
      this.#objects.put(key, values, { timeoutMs }),
    )
  }

  #add(round: Round, key: string): Promise<void> {
    const effect = model.add('sum', 1)
    return this.#write(round, key, round.history.begin(this.#name, key, effect), () => this.#objects.add(key, { sum: 1 }, { timeoutMs }))
  }

  #condPut(round: Round, key: string): Promise<void> {
    const color = this.#random.pick(colors)
    const check: Condition = { text: `color = ${color}`, holds: (object) => object.color === color }
    const values = this.#values(round)
    return this.#write(round, key, round.history.begin(this.#name, key, refusedAlike(model.condPut(check, values))), () =>
      this.#objects.condPut(key, { color }, values, { timeoutMs }),
    )
  }

  #del(round: Round, key: string): Promise<void> {
    return this.#write(round, key, round.history.begin(this.#name, key, model.del()), () => this.#objects.del(key, { timeoutMs }))
  }

  async #write(round: Round, key: string, record: OperationRecorder, call: () => Promise<boolean>): Promise<void> {
    this.#tally.calls++
    try {
      if (await call()) record.end({ answer: 'ok' })
      else record.end({ answer: 'notFound' })
    } catch (error) {
      const result = this.#refused(error)
      record.end(result)
      if (result.answer === 'unknown') {
        this.#tally.unknown++
        round.unknown(key)
      }
    }
  }

  async #get(round: Round, key: string): Promise<void> {
    this.#tally.calls++
    const record = round.history.begin(this.#name, key, model.get())
    try {
      record.end(await this.#found(key, timeoutMs))
    } catch (error) {
      record.end(this.#refused(error))
    }
  }

  async #found(key: string, timeoutMs: number): Promise<Result> {
    const row = await this.#objects.get(key, { version: true, timeoutMs })
    return row === undefined ? { answer: 'notFound' } : { answer: 'ok', version: row.$version, saw: stateOf(row) }
  }

  async #look(round: Round, count: boolean): Promise<void> {
    this.#tally.searches++
    const random = this.#random
    const color = random.pick(colors)
    const low = random.below(sizes)
    const bySize = random.chance(0.5)
    const condition: Condition = bySize
      ? { text: `size ${low}…`, holds: (object) => object.round === round.number && Number(object.size) >= low }
      : { text: color, holds: (object) => object.round === round.number && object.color === color }
    const where = bySize ? { round: eq(round.number), size: between(low, sizes) } : { round: eq(round.number), color: eq(color) }
    const record = round.history.beginSearch(this.#name, { predicate: condition })
    try {
      if (count) record.counted(await this.#objects.count(where, { timeoutMs }))
      else await this.#rows(record, where)
    } catch (error) {
      this.#refused(error)
      record.incomplete()
    }
  }

  async #rows(record: SearchRecorder, where: Parameters<Objects['search']>[0]): Promise<void> {
    for await (const row of this.#objects.search(where, { timeoutMs })) record.row({ key: row.name, values: stateOf(row) })
    record.complete()
  }

  #refused(error: unknown): Result {
    this.#tally.failed++
    if (!(error instanceof HyperdexError)) throw error
    if (notApplied.has(error.code)) return { answer: 'notApplied', reason: error.code }
    if (!['OUTCOME_UNKNOWN', 'PARTIAL', 'SEARCH_EXPIRED'].includes(error.code)) this.unexpected.push(error)
    return { answer: 'unknown' }
  }
}

/** A typed write answers false for not found and for compare failed; which of them is not told. */
function refusedAlike(effect: Effect): Effect {
  return {
    ...effect,
    judge: (before, key) => {
      const judgement = effect.judge(before, key)
      return judgement.answer === 'compareFailed' ? { answer: 'notFound' } : judgement
    },
  }
}

function stateOf(row: { round: number; color: string; size: number; sum: number }): ObjectState {
  const { round, color, size, sum } = row
  return { round, color, size, sum }
}
