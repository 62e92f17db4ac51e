// What the virtual clients do, and its record: every call goes through a session core and into the history that the checkers read.
import type { Response } from '../../src/cluster/client-messages.ts'
import type { Space } from '../../src/cluster/configuration.ts'
import type { HyperdexError } from '../../src/errors.ts'
import type { SearchAnswer } from '../../src/session/search-spec.ts'
import { decodeString, encodeString } from '../../src/values/encode.ts'
import { type Aggregation, groupText } from '../checkers/aggregates.ts'
import type { History, Result } from '../checkers/history.ts'
import type { Condition } from '../checkers/model.ts'
import { decodeGroups, drawAggregation, encodeAggregation } from './aggregation.ts'
import type { Finish, VirtualClient } from './client.ts'
import { drawFurtherCondition } from './container-conditions.ts'
import { credentialsFor, rightToken } from './credentials.ts'
import { type Changes, drawFurtherUpdate, drawGroupChange, shareOf } from './further-updates.ts'
import { GroupShares } from './group-shares.ts'
import type { KeyPool } from './key-pool.ts'
import { attributeIndex, attributes, decodeState, drawCondition, drawUpdate, model, type PlannedUpdate, plainPut } from './objects.ts'
import type { Plan } from './plan.ts'
import type { Random } from './random.ts'

/** Codes that say surely nothing was applied. */
const notApplied = new Set(['READONLY', 'DISK_FULL', 'OVERLOADED', 'TIMEOUT'])
/** An operation of it cannot be done, so none was. */
const failed = new Set(['OVERFLOW', 'DIVIDE_BY_ZERO', 'BAD_PATH'])
/** Codes that leave the outcome open. */
const open = new Set(['OUTCOME_UNKNOWN', 'ABORTED', 'UNKNOWN_SPACE'])

/** Clocks on two walls differ by so much at most, where nobody sets one. */
const wallsDifferMs = 1000

export interface Tally {
  calls: number
  searches: number
  unknown: number
  /** Changes that watches showed. */
  watched: number
  /** Watches that went on behind their last change, and those that could not. */
  resumed: number
  gaps: number
}

/** Is told what went wrong, if anything. */
export type Done = (error: HyperdexError | undefined) => void

export class Workload {
  readonly #client: VirtualClient
  readonly #random: Random
  /** For everything that `plan.further` is about. */
  readonly #further: Random
  readonly #plan: Plan
  readonly #keys: KeyPool
  readonly #history: History
  readonly #tally: Tally
  /** Keys of the writes that are not answered yet. */
  readonly #openWrites = new Map<number, string>()
  /** The group update that is not answered yet; one at most, for several at once could have been done in very many orders. */
  #openGroup: GroupShares | undefined
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
    this.#further = random.fork(`${client.process.name}/further`)
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
    if (this.#openGroup) {
      this.#openGroup.end({ answer: 'unknown' })
      this.#openGroup = undefined
      this.#anyKeyUnknown()
    }
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
    if (this.#plan.further > 0 && this.#further.chance(this.#plan.further)) {
      this.#callFurther()
      return
    }
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

  #callFurther(): void {
    const random = this.#further
    const spaces = [...this.#client.configuration.spaces.values()]
    if (spaces.length === 0) return
    const space = random.pick(spaces)
    const key = this.#keys.pick(random, this.#plan.contention)
    const timeoutMs = random.pick([10_000, 10_000, 3000, 1000, 100])
    if (random.chance(this.#plan.aggregates) && !space.definition.authorization) {
      this.#aggregate(space, drawFurtherCondition(random), drawAggregation(random), timeoutMs)
      return
    }
    if (!this.#openGroup && random.chance(0.12) && !space.definition.authorization) {
      const forever = random.chance(0.6)
      this.#groupUpdate(space, drawFurtherCondition(random), drawGroupChange(random, this.#tag()), forever ? 0 : timeoutMs)
      return
    }
    const newest = this.#keys.newest(`${space.id}/${key}`)
    const planned = drawFurtherUpdate(random, encodeString(key), this.#tag(), newest)
    const expires = this.#plan.expiring > 0 && !planned.update.remove && random.chance(this.#plan.expiring)
    this.#update(space, key, expires ? this.#expiring(space, key, planned) : planned, timeoutMs, () => {})
  }

  /** With a time to live: afterwards the object may be removed at any moment, by the clock on the wall of whoever leads then. */
  #expiring(space: Space, key: string, { effect, update }: PlannedUpdate): PlannedUpdate {
    const ttlMs = this.#further.pick([300, 1500, 3000])
    this.#client.process.timeline.schedule(Math.max(0, (ttlMs - wallsDifferMs) * 0.9), () => {
      this.#history.begin('expiry', `${space.id}/${key}`, model.del())
    })
    this.#keys.unknown(key)
    return { effect, update: { ...update, ttlMs } }
  }

  #groupUpdate(space: Space, asked: ReturnType<typeof drawCondition>, changes: Changes | undefined, timeoutMs: number): void {
    this.#tally.calls++
    const shares = new GroupShares(this.#history, this.#keys, this.#name, space.id, shareOf(changes, asked))
    this.#openGroup = shares
    // Changed objects matched, and could be changed: how many is bounded as a count is.
    const { condition } = asked
    const predicate: Condition = {
      text: `${condition.text} and can be changed`,
      holds: (object, key) => condition.holds(object, key) && (!changes || changes.apply(object) !== undefined),
    }
    const changed = this.#history.beginSearch(this.#name, { covers: coversSpace(space), predicate })
    const update = changes ? { operations: changes.operations } : { remove: true }
    this.#client.groupUpdate(space, asked.predicate, update, timeoutMs, ({ done, count, error }) => {
      if (!done) return
      this.#note(`#${shares.firstId}`, `group of ${count} ${error?.code ?? ''}`, undefined)
      this.#openGroup = undefined
      if (!error) changed.counted(count)
      else changed.incomplete()
      if (!error) shares.end({ answer: 'judged' })
      else if (error.code === 'TIMEOUT') shares.end({ answer: 'maybe' })
      else {
        this.#failed({ error }, ['OUTCOME_UNKNOWN', 'READONLY', 'DISK_FULL', 'ABORTED'])
        shares.end({ answer: 'unknown' })
        this.#tally.unknown++
        this.#anyKeyUnknown()
      }
    })
  }

  #anyKeyUnknown(): void {
    for (const key of [...this.#keys.all]) this.#keys.unknown(key)
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
      if (response?.version) this.#keys.told(`${space.id}/${key}`, response.version)
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
      const refused = error && this.#refused(space, error)
      if (refused) record.end(refused)
      else if (!response!.found) record.end({ answer: 'notFound' })
      else record.end({ answer: 'ok', version: response!.version ?? 0, saw: decodeState(response!.object!) })
      this.#note(`#${record.id}`, error?.code ?? 'read', response)
      if (response?.version) this.#keys.told(`${space.id}/${key}`, response.version)
      done(refused?.answer === 'notFound' ? undefined : error)
    }
    return this.#client.get(space, encodeString(key), timeoutMs, finish, space.definition.authorization ? [rightToken] : undefined)
  }

  #refused(space: Space, error: HyperdexError): Result {
    // What is presented is right for every object there is.
    if (error.code === 'UNAUTHENTICATED' && space.definition.authorization) return { answer: 'notFound' }
    if (error.code === 'NOT_FOUND') return { answer: 'notFound' }
    if (error.code === 'COMPARE_FAILED') return { answer: 'compareFailed' }
    if (failed.has(error.code)) return { answer: 'failed' }
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

  #aggregate(space: Space, { condition, predicate }: ReturnType<typeof drawCondition>, aggregation: Aggregation, timeoutMs: number): void {
    this.#tally.searches++
    const record = this.#history.beginSearch(this.#name, { covers: coversSpace(space), predicate: condition, aggregation })
    this.#client.aggregate(space, predicate, encodeAggregation(aggregation), timeoutMs, (answer) => {
      const groups = decodeGroups(aggregation, answer.groups ?? [], (key) => `${space.id}/${key}`)
      this.#note(`#${record.id}`, `groups ${groups.map(groupText).join(' ')} ${answer.error?.code ?? ''}`, undefined)
      if (this.#failed(answer)) record.incomplete()
      else record.aggregated(groups)
    })
  }

  #failed({ error }: Pick<SearchAnswer, 'error'>, besides: readonly string[] = []): boolean {
    const expected = ['TIMEOUT', 'PARTIAL', 'UNKNOWN_SPACE', 'SEARCH_EXPIRED', 'OVERLOADED', ...besides]
    if (error && !expected.includes(error.code)) this.#unexpected(error)
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
