// A row that a search hands over.
import { encodeCursor } from '../search/cursor-text.ts'
import type { MergedRow } from '../search/page-stream.ts'
import type { Bytes } from '../values/bytes.ts'
import type { FoundRow, SearchSpec } from './search-spec.ts'

export class SearchRow implements FoundRow {
  readonly #row: MergedRow
  readonly #spec: SearchSpec

  constructor(row: MergedRow, spec: SearchSpec) {
    this.#row = row
    this.#spec = spec
  }

  get key(): Bytes {
    return this.#row.key
  }

  get version(): number {
    return this.#row.version
  }

  get object(): Bytes {
    return this.#row.object
  }

  /** Made when it is asked for: most searches never do. */
  get cursor(): string {
    return encodeCursor(this.#spec.orderBy, this.#row)
  }
}
