// One client's watch of one space: it reads on whatever happens, is broken off and resumed now and then, and records what it is shown for the checker.
// After GAP it begins anew.
import type { Space } from '../../src/cluster/configuration.ts'
import type { HyperdexError } from '../../src/errors.ts'
import type { WatchAnswer, WatchedChange } from '../../src/session/watch-spec.ts'
import { decodeString } from '../../src/values/encode.ts'
import { matchAll } from '../../src/values/predicate.ts'
import type { History, Moment } from '../checkers/history.ts'
import type { WatchedChange as RecordedChange, RecordedWatch } from '../checkers/watches.ts'
import type { VirtualClient } from './client.ts'
import type { KeyPool } from './key-pool.ts'
import { decodeState, drawCondition, type PlannedCondition } from './objects.ts'
import type { Random } from './random.ts'
import type { Tally } from './workload.ts'

/** What ends a watch that goes on behind its last change afterwards. */
const interruptions: ReadonlySet<string> = new Set(['TIMEOUT', 'OVERLOADED', 'UNAVAILABLE', 'SEARCH_EXPIRED'])
const openTimeoutMs = 10_000
const againMs = 100
const idleMs = 30

const everything: PlannedCondition = { condition: { text: 'true', holds: () => true }, predicate: matchAll }

interface WatchUnderWay {
  readonly space: number
  readonly asked: PlannedCondition
  /** Where it goes on; undefined: it has never been open. */
  token: string | undefined
  record: (RecordedWatch & { readonly changes: RecordedChange[] }) | undefined
}

export class Watcher {
  readonly #client: VirtualClient
  readonly #random: Random
  readonly #history: History
  readonly #tally: Tally
  readonly #unexpected: (error: HyperdexError) => void
  readonly records: RecordedWatch[] = []
  #watch: WatchUnderWay | undefined
  #call = 0
  /** The number of attempts: answers to an earlier one come too late. */
  #attempt = 0

  constructor(client: VirtualClient, random: Random, history: History, tally: Tally, unexpected: (error: HyperdexError) => void) {
    this.#client = client
    this.#random = random
    this.#history = history
    this.#tally = tally
    this.#unexpected = unexpected
  }

  /** To be called with each start of the client's process: it knows its last token still. */
  begin(): void {
    this.#open()
  }

  /** It watches no more. */
  stop(): void {
    this.#attempt++
    this.#client.cancel(this.#call)
  }

  /** Where it has watched everything since before that moment it has shown these keys at their newest versions. */
  hasShown(keys: KeyPool, since: Moment): boolean {
    if (this.#watch?.record === undefined || this.#watch.asked !== everything || this.#watch.record.opened > since) return true
    const { space, record } = this.#watch
    const shown = new Map(record.changes.map(({ key, version }) => [key, version]))
    return keys.all.every((key) => (shown.get(`${space}/${key}`) ?? 0) >= (keys.newest(`${space}/${key}`) ?? 0))
  }

  /** It is open, or has nothing to watch. */
  get rests(): boolean {
    return this.#watch === undefined || this.#watch.record !== undefined
  }

  #open(): void {
    const attempt = ++this.#attempt
    const { process } = this.#client
    this.#watch ??= this.#choose()
    const watch = this.#watch
    const space = watch && this.#client.configuration.spaces.get(watch.space)
    if (!space) {
      this.#watch = undefined
      this.#later(attempt, againMs)
      return
    }
    const spec = { predicate: watch.asked.predicate, ...(watch.token === undefined ? {} : { from: watch.token }) }
    const call = this.#client.watch(space, spec, openTimeoutMs, (answer) => {
      if (attempt === this.#attempt) this.#take(watch, space, call, attempt, answer)
    })
    this.#call = call
    process.timeline.note(process.name, `watches ${space.definition.name} ${watch.asked.condition.text} ${watch.token ? 'again' : ''}`)
  }

  #choose(): WatchUnderWay | undefined {
    const spaces = [...this.#client.configuration.spaces.values()].filter(({ definition }) => !definition.authorization)
    if (spaces.length === 0) return undefined
    const asked = this.#random.chance(0.6) ? everything : drawCondition(this.#random)
    return { space: this.#random.pick(spaces).id, asked, token: undefined, record: undefined }
  }

  #take(watch: WatchUnderWay, space: Space, call: number, attempt: number, { opened, changes, done, error }: WatchAnswer): void {
    const { process } = this.#client
    this.#tally.watched += changes.length
    if (opened !== undefined) {
      watch.token = opened
      if (watch.record) this.#tally.resumed++
      else {
        const prefix = `${space.id}/`
        const covers = (key: string) => key.startsWith(prefix)
        const { asked } = watch
        watch.record = {
          client: process.name,
          covers,
          predicate: asked.condition,
          unconditional: asked === everything,
          opened: this.#history.moment(),
          changes: [],
        }
        this.records.push(watch.record)
      }
    }
    for (const change of changes) {
      watch.record!.changes.push(this.#recorded(space, change))
      watch.token = change.token
      process.timeline.note(process.name, `watched ${decodeString(change.key)} @${change.version}`)
    }
    if (done) this.#ended(attempt, error!)
    else if (changes.length > 0 && this.#random.chance(0.05)) {
      this.#client.cancel(call)
      this.#later(attempt, this.#random.exponential(againMs))
    } else if (this.#random.chance(0.8)) this.#client.demand(call)
    else {
      process.after(this.#random.exponential(idleMs), () => {
        if (attempt === this.#attempt) this.#client.demand(call)
      })
    }
  }

  #ended(attempt: number, error: HyperdexError): void {
    const { process } = this.#client
    process.timeline.note(process.name, `watches no more: ${error.code}`)
    if (!interruptions.has(error.code)) {
      this.#watch = undefined
      if (error.code === 'GAP') this.#tally.gaps++
      else if (error.code !== 'UNKNOWN_SPACE') this.#unexpected(error)
    }
    this.#later(attempt, this.#random.exponential(againMs))
  }

  #later(attempt: number, delayMs: number): void {
    this.#client.process.after(delayMs, () => {
      if (attempt === this.#attempt) this.#open()
    })
  }

  #recorded(space: Space, { key, version, before, after }: WatchedChange): RecordedChange {
    return {
      key: `${space.id}/${decodeString(key)}`,
      version,
      before: before && { version: before.version, values: decodeState(before.object) },
      after: after && decodeState(after),
      seen: this.#history.moment(),
    }
  }
}
