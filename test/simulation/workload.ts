// What the virtual clients do, and its record: every call goes through a session core and into the history that the checkers read.
import type { Response } from '../../src/cluster/client-messages.ts'
import type { Space } from '../../src/cluster/configuration.ts'
import type { HyperdexError } from '../../src/errors.ts'
import type { SearchAnswer } from '../../src/session/search-spec.ts'
import { decodeString, encodeString } from '../../src/values/encode.ts'
import type { History, Result } from '../checkers/history.ts'
import type { Finish, VirtualClient } from './client.ts'
import { credentialsFor, rightToken } from './credentials.ts'
import { attributeIndex, attributes, decodeState, drawCondition, drawUpdate, model, type PlannedUpdate, plainPut } from './objects.ts'
import type { Plan } from './plan.ts'
import type { Random } from './random.ts'

/** Codes that say surely nothing was applied. */
const notApplied = new Set(['READONLY', 'OVERLOADED', 'TIMEOUT'])
/** Codes that leave the outcome open. */
const open = new Set(['OUTCOME_UNKNOWN', 'ABORTED', 'UNKNOWN_SPACE'])

export interface Tally {
  calls: number
  searches: number
  unknown: number
}

/** Calls of unknown outcome that one key may collect: with many more nobody can tell any more what was possible. */
const unknownMax = 6

/** The keys that clients use: one with too many calls of unknown outcome makes way for a new one. */
export class KeyPool {
  readonly #active: string[]
  readonly #unknown = new Map<string, number>()
  /** Every key ever used. */
  readonly all: string[]

  constructor(keys: readonly string[]) {
    this.#active = [...keys]
    this.all = [...keys]
  }

  pick(random: Random, contention: number): string {
    return random.pick(random.chance(contention) ? this.#active.slice(0, 2) : this.#active)
  }

  /** A write to the key has an unknown outcome. */
  unknown(key: string): void {
    const count = (this.#unknown.get(key) ?? 0) + 1
    this.#unknown.set(key, count)
    const position = this.#active.indexOf(key)
    if (count < unknownMax || position < 0) return
    const fresh = `key${this.all.length}`
    this.all.push(fresh)
    this.#active[position] = fresh
  }
}

/** Is told what went wrong, if anything. */
export type Done = (error: HyperdexError | undefined) => void

export class Workload {
  readonly #client: VirtualClient
  readonly #random: Random
  readonly #plan: Plan
  readonly #keys: KeyPool
  readonly #history: History
  readonly #tally: Tally
  /** Keys of the writes that are not answered yet. */
  readonly #openWrites = new Map<number, string>()
  /** Errors that no call of a workload like this should ever get. */
  readonly #unexpected: (error: HyperdexError) => void
  readonly #name: string
  #calls = 0
  #stopped = false

  constructor(
    client: VirtualClient,
    random: Random,
    plan: Plan,
    keys: KeyPool,
    history: History,
    tally: Tally,
    unexpected: (error: HyperdexError) => void,
  ) {
    this.#client = client
    this.#random = random
    this.#plan = plan
    this.#keys = keys
    this.#history = history
    this.#tally = tally
    this.#unexpected = unexpected
    this.#name = client.process.name
  }

  /** To be called with each start of the client's process. */
  begin(): void {
    for (const key of this.#openWrites.values()) this.#keys.unknown(key)
    this.#openWrites.clear()
    this.#stopped = false
    this.#run()
  }

  #run(): void {
    this.#client.process.after(this.#random.exponential(this.#plan.thinkMs), () => {
      if (this.#stopped) return
      if (this.#client.openCalls < this.#plan.concurrency) this.#callSomething()
      this.#run()
    })
  }

  stop(): void {
    this.#stopped = true
  }

  /** Overwrites the key;  */
  put(space: Space, key: string, timeoutMs: number, done: Done): void {
    this.#update(space, key, plainPut(this.#random, encodeString(key), this.#tag()), timeoutMs, done)
  }

  get(space: Space, key: string, timeoutMs: number, done: Done): void {
    this.#get(space, key, timeoutMs, done)
  }

  /** Everything in the space; nothing where no search is allowed. */
  searchAll(space: Space, timeoutMs: number, done: Done): void {
    if (space.definition.authorization) {
      done(undefined)
      return
    }
    const all = { condition: { text: 'true', holds: () => true }, predicate: {} }
    this.#search(space, { ...all, limit: undefined, orderBy: undefined }, timeoutMs, true, done)
  }

  #callSomething(): void {
    const random = this.#random
    const spaces = [...this.#client.configuration.spaces.values()]
    if (spaces.length === 0) return
    const space = random.pick(spaces)
    const key = this.#keys.pick(random, this.#plan.contention)
    const timeoutMs = random.pick([0, 10_000, 3000, 1000, 100])
    const { updates, gets, searches } = this.#plan.mix
    // Of a space with authorization only single objects can be asked for.
    const draw = random.below(space.definition.authorization ? updates + gets : 100)
    if (draw < updates)
      this.#cancelSome(
        this.#update(space, key, drawUpdate(random, encodeString(key), this.#tag(), this.#plan.conditional), timeoutMs || 10_000, () => {}),
      )
    else if (draw < updates + gets) this.#cancelSome(this.#get(space, key, timeoutMs || 10_000, () => {}))
    else if (draw < updates + gets + searches) {
      const orderBy = random.chance(0.4) ? { attribute: random.pick(attributes), descending: random.chance(0.5) } : undefined
      const limit = random.chance(this.#plan.limits) ? random.integer(0, 4) : undefined
      this.#search(space, { ...drawCondition(random), orderBy, limit }, timeoutMs || 10_000, false, () => {})
    } else this.#count(space, timeoutMs || 10_000)
  }

  #tag(): string {
    return `${this.#name}-${++this.#calls}`
  }

  #cancelSome(call: number): void {
    if (!this.#random.chance(0.02)) return
    this.#client.process.after(this.#random.between(0, 50), () => this.#client.cancel(call))
  }

  #update(space: Space, key: string, { effect, update }: PlannedUpdate, timeoutMs: number, done: Done): number {
    this.#tally.calls++
    const record = this.#history.begin(this.#name, `${space.id}/${key}`, effect)
    this.#openWrites.set(record.id, key)
    const { credentials, tokens } = credentialsFor(space, update)
    const finish: Finish = (response, error) => {
      const result = error ? this.#refused(space, error) : ({ answer: 'ok', version: response!.version ?? 0 } as const)
      this.#note(`#${record.id}`, result.answer, response)
      this.#openWrites.delete(record.id)
      if (result.answer === 'unknown') {
        this.#tally.unknown++
        this.#keys.unknown(key)
      }
      record.end(result)
      done(error)
    }
    return this.#client.update(space, { ...update, ...credentials }, timeoutMs, finish, tokens)
  }

  #get(space: Space, key: string, timeoutMs: number, done: Done): number {
    this.#tally.calls++
    const record = this.#history.begin(this.#name, `${space.id}/${key}`, model.get())
    const finish: Finish = (response, error) => {
      if (error) record.end(this.#refused(space, error))
      else if (!response!.found) record.end({ answer: 'notFound' })
      else record.end({ answer: 'ok', version: response!.version ?? 0, saw: decodeState(response!.object!) })
      this.#note(`#${record.id}`, error?.code ?? 'read', response)
      done(error)
    }
    return this.#client.get(space, encodeString(key), timeoutMs, finish, space.definition.authorization ? [rightToken] : undefined)
  }

  #refused(space: Space, error: HyperdexError): Result {
    // What is presented is right for every object there is.
    if (error.code === 'UNAUTHENTICATED' && space.definition.authorization) return { answer: 'notFound' }
    if (error.code === 'NOT_FOUND') return { answer: 'notFound' }
    if (error.code === 'COMPARE_FAILED') return { answer: 'compareFailed' }
    if (notApplied.has(error.code)) return { answer: 'notApplied', reason: error.code }
    if (!open.has(error.code)) this.#unexpected(error)
    return { answer: 'unknown' }
  }

  #search(
    space: Space,
    question: ReturnType<typeof drawCondition> & {
      limit: number | undefined
      orderBy: { attribute: (typeof attributes)[number]; descending: boolean } | undefined
    },
    timeoutMs: number,
    patient: boolean,
    done: Done,
  ): void {
    this.#tally.searches++
    const { condition, predicate, limit, orderBy } = question
    const record = this.#history.beginSearch(this.#name, {
      covers: coversSpace(space),
      predicate: condition,
      ...(limit === undefined ? {} : { limit }),
      ...(orderBy ? { orderBy } : {}),
    })
    const spec = {
      predicate,
      ...(limit === undefined ? {} : { limit }),
      ...(orderBy ? { orderBy: { attribute: attributeIndex(orderBy.attribute), descending: orderBy.descending } } : {}),
    }
    // No further draw: what the other choices of a seed are depends on their number.
    const remembered = orderBy?.descending ? { keysBound: { keys: 2, bytes: 1000 } } : {}
    const call = this.#client.search(space, { ...spec, ...remembered }, timeoutMs, (answer) => {
      for (const { key, version, object } of answer.rows) {
        record.row({ key: `${space.id}/${decodeString(key)}`, version, values: decodeState(object) })
      }
      if (!answer.done) {
        this.#client.demand(call)
        return
      }
      this.#note(`#${record.id}`, `${answer.count} rows ${answer.error?.code ?? ''}`, undefined)
      if (this.#failed(answer)) record.incomplete()
      else record.complete()
      done(answer.error)
    })
    if (patient || !this.#random.chance(0.03)) return
    this.#client.process.after(this.#random.between(0, 50), () => {
      this.#client.cancel(call)
      record.incomplete()
    })
  }

  #count(space: Space, timeoutMs: number): void {
    this.#tally.searches++
    const { condition, predicate } = drawCondition(this.#random)
    const record = this.#history.beginSearch(this.#name, { covers: coversSpace(space), predicate: condition })
    this.#client.count(space, predicate, timeoutMs, (answer) => {
      this.#note(`#${record.id}`, `count ${answer.count} ${answer.error?.code ?? ''}`, undefined)
      if (this.#failed(answer)) record.incomplete()
      else record.counted(answer.count)
    })
  }

  #failed({ error }: SearchAnswer): boolean {
    if (error && !['TIMEOUT', 'PARTIAL', 'UNKNOWN_SPACE', 'SEARCH_EXPIRED', 'OVERLOADED'].includes(error.code)) this.#unexpected(error)
    return error !== undefined
  }

  #note(call: string, what: string, response: Response | undefined): void {
    this.#client.process.timeline.note(this.#name, `${call} ${what}${response?.version ? ` @${response.version}` : ''}`)
  }
}

function coversSpace(space: Space): (key: string) => boolean {
  const prefix = `${space.id}/`
  return (key) => key.startsWith(prefix)
}
