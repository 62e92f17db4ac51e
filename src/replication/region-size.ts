// How many objects a region holds and how many bytes they take. The row on disk is exact after a quiet second or an orderly stop; the first change
// after that marks it inexact, and a start counts such a region again: an exact row in every batch would cost a write a region and turn.
import type { Bytes } from '../values/bytes.ts'
import { readUint64, sizeKey, writeUint64 } from './layout.ts'
import type { StoreView } from './store-view.ts'

/** A start that finds it counts the region. */
export const inexactSizeRow: Bytes = new Uint8Array(17)

export class RegionSize {
  readonly #region: number
  readonly #store: StoreView
  #objects = 0
  #bytes = 0
  #markedInexact = false
  #changedSince = false

  constructor(region: number, store: StoreView) {
    this.#region = region
    this.#store = store
  }

  get objects(): number {
    return this.#objects
  }

  get bytes(): number {
    return this.#bytes
  }

  change(objects: number, bytes: number): void {
    this.#objects += objects
    this.#bytes += bytes
    this.#changedSince = true
    if (this.#markedInexact) return
    this.#markedInexact = true
    this.#store.put(sizeKey(this.#region), this.#row(false))
  }

  /** Called now and then: writes the exact row once nothing has changed since the last call, or at once when the server stops. */
  settle(stopping: boolean): void {
    if (!this.#markedInexact) return
    if (this.#changedSince && !stopping) {
      this.#changedSince = false
      return
    }
    this.#markedInexact = false
    this.#changedSince = false
    this.#store.put(sizeKey(this.#region), this.#row(true))
  }

  /** What lies on disk, told once; what has changed since the start is kept: a count ends after the first commits of a start. */
  restore(objects: number, bytes: number): void {
    this.#objects += objects
    this.#bytes += bytes
  }

  #row(exact: boolean): Bytes {
    const row = new Uint8Array(17)
    row[0] = exact ? 1 : 0
    writeUint64(row, 1, this.#objects)
    writeUint64(row, 9, this.#bytes)
    return row
  }
}

/** Undefined when the row is inexact and the region must be counted. */
export function readSizeRow(row: Bytes): { objects: number; bytes: number } | undefined {
  return row[0] === 1 ? { objects: readUint64(row, 1), bytes: readUint64(row, 9) } : undefined
}
