// One server's pages of one search as the merging side holds them: at most the page being consumed and the one asked for behind it.
import type { RegionStamp, SearchPage } from '../cluster/client-messages.ts'
import { type Bytes, emptyBytes } from '../values/bytes.ts'
import type { Place, RowOrder } from './row-order.ts'

/** A row in its place. `order` is the value ordered by, empty when the order is that of the keys. */
export interface MergedRow extends Place {
  readonly key: Bytes
  readonly version: number
  /** Encoded; empty when only keys were asked for. */
  readonly object: Bytes
  readonly order: Bytes
}

/** Rows in order, one after the other. */
export interface RowSource {
  readonly head: MergedRow | undefined
  advance(): void
}

export class RowList implements RowSource {
  readonly #rows: readonly MergedRow[]
  #next = 0

  constructor(rows: readonly MergedRow[]) {
    this.#rows = rows
  }

  get head(): MergedRow | undefined {
    return this.#rows[this.#next]
  }

  advance(): void {
    this.#next++
  }
}

export class PageStream implements RowSource {
  readonly id: number
  readonly server: number
  readonly regions: readonly RegionStamp[]
  /** The first page has come. */
  opened = false
  /** No further page will come. */
  done = false
  /** A page is on its way. */
  asked = true
  /** Names the server's cursor; 0 until the first page. */
  cursor = 0
  candidates = 0
  index = ''
  #rows: MergedRow[] = []
  #next = 0

  constructor(id: number, server: number, regions: readonly RegionStamp[]) {
    this.id = id
    this.server = server
    this.regions = regions
  }

  get head(): MergedRow | undefined {
    return this.#rows[this.#next]
  }

  get buffered(): number {
    return this.#rows.length - this.#next
  }

  /** Whether half of what is here was consumed, so that the next page can travel meanwhile. */
  get runsLow(): boolean {
    return !this.done && !this.asked && this.buffered * 2 <= this.#rows.length
  }

  advance(): void {
    this.#next++
  }

  rows(): readonly MergedRow[] {
    return this.#rows.slice(this.#next)
  }

  /** All rows that are here, out of it. */
  takeRows(): readonly MergedRow[] {
    const rows = this.rows()
    this.#rows = []
    this.#next = 0
    return rows
  }

  add(page: SearchPage, order: RowOrder): void {
    this.asked = false
    this.opened = true
    this.done = page.done ?? false
    this.cursor = page.cursor || this.cursor
    this.candidates = Math.max(this.candidates, page.candidates ?? 0)
    this.index = page.index || this.index
    this.#rows = this.#rows.slice(this.#next)
    this.#next = 0
    for (const { key, version, object } of page.rows ?? []) {
      const row = { key: key ?? emptyBytes, version: version ?? 0, object: object ?? emptyBytes }
      const value = order.orderValue(row.object)
      this.#rows.push({ ...row, order: value, ...order.place(row.key, value) })
    }
  }
}
