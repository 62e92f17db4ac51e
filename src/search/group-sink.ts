// The partial groups of the page that a server is making for an aggregate, and the rows that are kept apart from them. Groups stay here until
// they are many or the search is done, so that few large pages travel.
import type { Row, SearchPage } from '../cluster/client-messages.ts'
import { type Bytes, toLatin1 } from '../values/bytes.ts'
import type { CompiledAggregation } from './aggregation.ts'
import { GroupTable } from './group-table.ts'
import type { StoredObject } from './object-source.ts'

const groupsMax = 4096
const bytesMax = 1024 * 1024

export class GroupSink {
  readonly #table: GroupTable
  #apart: ReadonlySet<string> = new Set()
  #rows: Row[] = []
  #rowBytes = 0
  /** An aggregate has no limit. */
  readonly taken = 0

  constructor(aggregation: CompiledAggregation) {
    this.#table = new GroupTable(aggregation)
  }

  keepApart(keys: readonly Bytes[]): void {
    this.#apart = new Set(keys.map(toLatin1))
  }

  full(pageRows: number): boolean {
    return this.#full || this.#rows.length >= pageRows || this.#rowBytes >= bytesMax
  }

  get #full(): boolean {
    return this.#table.size >= groupsMax || this.#table.bytes >= bytesMax
  }

  /** Throws TOO_LARGE. */
  add(key: Bytes, { version, object }: StoredObject, values: readonly Bytes[]): void {
    if (this.#apart.size > 0 && this.#apart.has(toLatin1(key))) {
      this.#rows.push({ key, version, object })
      this.#rowBytes += object.length
    } else this.#table.add(key, values)
    const { tooLarge } = this.#table
    if (tooLarge) throw tooLarge
  }

  take(done: boolean): Pick<SearchPage, 'rows' | 'groups'> {
    const rows = this.#rows
    const groups = done || this.#full ? this.#table.takePartials() : []
    this.#rows = []
    this.#rowBytes = 0
    return { rows, groups }
  }
}
