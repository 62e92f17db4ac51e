// The open searches and counts of one session.
import type { Space } from '../cluster/configuration.ts'
import type { HyperdexError } from '../errors.ts'
import type { Predicate } from '../values/predicate.ts'
import { overloaded } from './call-errors.ts'
import type { Connections } from './connections.ts'
import type { SessionContext } from './context.ts'
import type { KeyCalls } from './key-calls.ts'
import type { Routes } from './routes.ts'
import { SearchCall, type SearchParts } from './search-call.ts'
import type { SearchSpec } from './search-spec.ts'

/** Each holds a page a server. */
const openSearchesMax = 1024

export class SearchCalls {
  readonly #parts: SearchParts
  readonly #open = new Map<number, SearchCall>()

  constructor(context: SessionContext, connections: Connections, routes: Routes, keys: KeyCalls) {
    let innerCalls = 0
    this.#parts = { context, connections, routes, keys, nextInnerCall: () => --innerCalls, ended: (id) => this.#open.delete(id) }
  }

  /** Throws INVALID and OVERLOADED. */
  search(id: number, space: Space, spec: SearchSpec, timeoutMs: number): void {
    this.#begin(new SearchCall(this.#parts, id, space, spec, false, timeoutMs))
  }

  /** Throws INVALID and OVERLOADED. */
  count(id: number, space: Space, predicate: Predicate, timeoutMs: number): void {
    this.#begin(new SearchCall(this.#parts, id, space, { predicate }, true, timeoutMs))
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

  #begin(call: SearchCall): void {
    if (this.#open.size >= openSearchesMax) throw overloaded(openSearchesMax)
    this.#open.set(call.id, call)
    call.begin()
  }
}
