// One search of a random client: the product's own merge, and what carries its requests to the servers and back.
import type { Request, Response } from '../../../src/cluster/client-messages.ts'
import { responseStatus } from '../../../src/cluster/client-messages.ts'
import type { Space } from '../../../src/cluster/configuration.ts'
import { type SearchEffect, SearchMerge } from '../../../src/search/merge.ts'
import { planSearch } from '../../../src/search/search-plan.ts'
import { type Bytes, toLatin1 } from '../../../src/values/bytes.ts'
import { attributes } from './model.ts'
import type { FoundThing, SearchRecord } from './records.ts'
import { Violation } from './violation.ts'

export interface SearchOutlets {
  send(server: number, request: Omit<Request, 'id'>, stream: number, run: SearchRun): void
  settle(key: Bytes, done: (found: { version: number; object: Bytes } | undefined) => void): void
  nowMs(): number
}

interface Waiting {
  readonly server: number
  readonly stream: number
  readonly request: Pick<Request, 'searchOpen' | 'searchNext'>
}

export class SearchRun {
  readonly record: SearchRecord
  readonly #outlets: SearchOutlets
  readonly #merge: SearchMerge
  readonly #pageRows: number
  readonly #rows: FoundThing[] = []
  /** Refused for now; sent again by `retry`. */
  #refused: Waiting[] = []
  /** Requests on their way, by stream of the merge. */
  readonly #asked = new Map<number, Waiting>()
  #planning = true

  constructor(record: SearchRecord, space: Space, outlets: SearchOutlets, pageRows: number) {
    this.record = record
    this.#outlets = outlets
    this.#pageRows = pageRows
    const { question, byColor, limit, counting } = record
    const orderBy = byColor && { attribute: attributes.color, descending: byColor === 'descending' }
    this.#merge = new SearchMerge({ space, predicate: question.predicate, orderBy, limit, keysOnly: counting })
  }

  get done(): boolean {
    return this.#merge.done
  }

  /** Plans when that is due, under the client's configuration, and sends again what was refused. */
  retry(space: Space): void {
    if (this.#planning) {
      this.#planning = false
      this.#merge.begin(planSearch(space, this.record.question.predicate), this.#outlets.nowMs())
    }
    for (const waiting of this.#refused.splice(0)) this.#send(waiting, space)
    this.#perform(space)
  }

  answered(stream: number, response: Response, space: Space): void {
    const waiting = this.#asked.get(stream)
    this.#asked.delete(stream)
    const { status = responseStatus.ok, failure } = response
    if (status === responseStatus.ok) this.#merge.page(stream, response.page!, this.#outlets.nowMs())
    else if (status === responseStatus.busy && waiting) this.#refused.push(waiting)
    else if (status === responseStatus.stale || failure?.code === 'SEARCH_EXPIRED') this.#merge.lost(stream)
    else throw new Violation('search failed', `${failure?.code}: ${failure?.message}`)
    this.#perform(space)
  }

  /** A connection broke, or its server ended: its streams are gone. */
  lost(server: number, space: Space): void {
    for (const { stream, server: asked } of [...this.#asked.values(), ...this.#refused]) {
      if (asked !== server) continue
      this.#asked.delete(stream)
      this.#merge.lost(stream)
    }
    this.#refused = this.#refused.filter((waiting) => waiting.server !== server)
    this.#perform(space)
  }

  /** Takes rows as a reader does. True once the search is over and its record complete. */
  pull(max: number, space: Space): boolean {
    for (const { key, version, object } of this.#merge.pull(max)) this.#rows.push({ key: toLatin1(key), version, object: object.slice() })
    this.#perform(space)
    if (!this.#merge.done) return false
    const { failure } = this.#merge
    if (failure && failure.code !== 'SEARCH_EXPIRED') throw new Violation('search failed', `${failure.code}: ${failure.message}`)
    if (!failure) this.record.result = this.#rows
    return true
  }

  /** The reader wants no more; nothing is promised then. */
  abandon(space: Space): void {
    this.#merge.close()
    this.#perform(space)
  }

  #perform(space: Space): void {
    for (let effects = this.#merge.takeEffects(); effects.length > 0; effects = this.#merge.takeEffects()) {
      for (const effect of effects) this.#performOne(effect, space)
    }
  }

  #performOne(effect: SearchEffect, space: Space): void {
    switch (effect.kind) {
      case 'open': {
        const searchOpen = { ...effect.open, pageRows: Math.min(effect.open.pageRows ?? this.#pageRows, this.#pageRows) }
        this.#send({ server: effect.server, stream: effect.stream, request: { searchOpen } }, space)
        break
      }
      case 'next':
        this.#send({ server: effect.server, stream: effect.stream, request: { searchNext: { cursor: effect.cursor } } }, space)
        break
      case 'close':
        this.#outlets.send(effect.server, { searchClose: effect.cursor }, 0, this)
        break
      case 'settle':
        this.#outlets.settle(effect.key, (found) => {
          this.#merge.settled(effect.token, found)
          this.#perform(space)
        })
        break
      case 'replan':
        this.#planning = true
        this.#refused = []
        break
    }
  }

  #send(waiting: Waiting, { id, schemaVersion }: Space): void {
    this.#asked.set(waiting.stream, waiting)
    this.#outlets.send(waiting.server, { space: id, schemaVersion, ...waiting.request }, waiting.stream, this)
  }
}
