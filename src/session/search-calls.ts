// The open searches, counts, aggregates, group updates and watches of one session.
import { type Aggregation, aggregateKind, type Update } from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import type { HyperdexError } from '../errors.ts'
import { AggregateMerge } from '../search/aggregate-merge.ts'
import { SearchMerge } from '../search/merge.ts'
import { decodeInt } from '../values/encode.ts'
import type { Predicate } from '../values/predicate.ts'
import { overloaded } from './call-errors.ts'
import { checkOpen } from './check-call.ts'
import type { Connections } from './connections.ts'
import type { SessionContext } from './context.ts'
import { GroupCall } from './group-call.ts'
import type { KeyCalls } from './key-calls.ts'
import type { Routes } from './routes.ts'
import { SearchCall, type SearchParts } from './search-call.ts'
import type { SearchTimes } from './search-clock.ts'
import type { SearchAnswer, SearchSpec } from './search-spec.ts'
import { WatchCall } from './watch-call.ts'
import type { WatchSpec } from './watch-spec.ts'

/** Each holds a page a server. */
const openSearchesMax = 1024

const countAll: Aggregation = { functions: [{ kind: aggregateKind.count }] }

export class SearchCalls {
  readonly #parts: SearchParts
  readonly #open = new Map<number, SearchCall | GroupCall | WatchCall>()

  constructor(context: SessionContext, connections: Connections, routes: Routes, keys: KeyCalls) {
    let innerCalls = 0
    this.#parts = { context, connections, routes, keys, nextInnerCall: () => --innerCalls }
  }

  /** As every method here, throws UNAUTHENTICATED for a space with authorization. Throws INVALID and OVERLOADED. */
  search(id: number, space: Space, spec: SearchSpec, times: SearchTimes): void {
    const merge = new SearchMerge({ space, ...spec })
    this.#begin(id, { space, spec, merge, times, what: 'a search of', answer: (answer) => this.#parts.context.effects.answer(answer) })
  }

  /** Throws INVALID and OVERLOADED. */
  count(id: number, space: Space, predicate: Predicate, timeoutMs: number): void {
    const merge = new AggregateMerge({ space, predicate, aggregation: countAll })
    const counted = (answer: SearchAnswer) => {
      const [count] = answer.groups?.[0]?.values ?? []
      this.#parts.context.effects.answer({ ...answer, count: count ? Number(decodeInt(count)) : 0 })
    }
    this.#begin(id, { space, spec: { predicate }, merge, times: { timeoutMs }, what: 'a count in', answer: counted })
  }

  /** Throws INVALID and OVERLOADED. */
  aggregate(id: number, space: Space, predicate: Predicate, aggregation: Aggregation, timeoutMs: number): void {
    const merge = new AggregateMerge({ space, predicate, aggregation })
    const { effects } = this.#parts.context
    this.#begin(id, {
      space,
      spec: { predicate },
      merge,
      times: { timeoutMs },
      what: 'an aggregate of',
      answer: (answer) => effects.answer(answer),
    })
  }

  /** `update` is checked. Throws INVALID and OVERLOADED. */
  groupUpdate(id: number, space: Space, predicate: Predicate, update: Update, bytes: number, timeoutMs: number): void {
    this.#admit(space, new GroupCall(this.#parts, { id, space, predicate, update, bytes, timeoutMs, ended: () => this.#open.delete(id) }))
  }

  /** Throws INVALID, GAP and OVERLOADED. */
  watch(id: number, space: Space, spec: WatchSpec, timeoutMs: number): void {
    this.#admit(space, new WatchCall(this.#parts, id, space, spec, timeoutMs, () => this.#open.delete(id)))
  }

  demand(id: number): void {
    this.#open.get(id)?.demand()
  }

  cancel(id: number): void {
    this.#open.get(id)?.cancel()
  }

  install(): void {
    for (const call of this.#open.values()) call.installed()
  }

  tick(): void {
    for (const call of this.#open.values()) call.tick()
  }

  close(error: HyperdexError): void {
    for (const call of this.#open.values()) call.fail(error)
  }

  #begin(id: number, options: Omit<ConstructorParameters<typeof SearchCall>[1], 'id' | 'ended'>): void {
    this.#admit(options.space, new SearchCall(this.#parts, { ...options, id, ended: () => this.#open.delete(id) }))
  }

  #admit(space: Space, call: SearchCall | GroupCall | WatchCall): void {
    checkOpen(space.definition)
    if (this.#open.size >= openSearchesMax) throw overloaded(openSearchesMax)
    this.#open.set(call.id, call)
    call.begin()
  }
}
