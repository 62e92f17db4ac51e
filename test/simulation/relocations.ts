// How often objects went from one region of a subspace to another, as the departure records on the disks tell it.
import type { WriteBatch } from '../../src/ports/store.ts'
import { rowKind } from '../../src/replication/layout.ts'

export class Relocations {
  /** Each region, version and key once, however many replicas it has. */
  readonly #rows = new Set<string>()

  get seen(): number {
    return this.#rows.size
  }

  /** A disk has taken a batch. */
  written(batch: WriteBatch): void {
    for (const [name, value] of batch) if (value !== undefined && name.charCodeAt(0) === rowKind.departure) this.#rows.add(name)
  }
}
