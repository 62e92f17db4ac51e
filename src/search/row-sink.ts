// The rows of the page that a server is making.
import type { Row, SearchPage } from '../cluster/client-messages.ts'
import { type Bytes, emptyBytes, toLatin1 } from '../values/bytes.ts'
import type { StoredObject } from './object-source.ts'

interface RowSinkOptions {
  readonly keysOnly: boolean
  /** What is sent of an object; by default all of it. */
  readonly cut: ((object: Bytes) => Bytes) | undefined
  /** The order may bring one key twice, which a limit counts once. */
  readonly keysOnce: boolean
  readonly bytesMax: number
}

/** Keys that are remembered to tell repeated ones. */
const sentMax = 65_536
/** About what a row takes beside key and object. */
const rowBytes = 16

export class RowSink {
  readonly #cut: (object: Bytes) => Bytes
  readonly #bytesMax: number
  #sent: Set<string> | undefined
  #rows: Row[] = []
  #bytes = 0
  /** Rows of all pages: distinct keys, as long as these can be told apart; then no more are counted, and the caller ends the search. */
  taken = 0
  readonly #keysOnce: boolean

  constructor({ keysOnly, cut, keysOnce, bytesMax }: RowSinkOptions) {
    this.#cut = keysOnly ? () => emptyBytes : (cut ?? ((object) => object))
    this.#bytesMax = bytesMax
    this.#keysOnce = keysOnce
    if (keysOnce) this.#sent = new Set()
  }

  full(pageRows: number): boolean {
    return this.#rows.length >= pageRows || this.#bytes >= this.#bytesMax
  }

  add(key: Bytes, { version, object }: StoredObject): void {
    if (this.#sent) {
      const name = toLatin1(key)
      if (this.#sent.has(name)) return
      this.#sent.add(name)
      if (this.#sent.size >= sentMax) this.#sent = undefined
    }
    const sent = this.#cut(object)
    this.#rows.push({ key, version, object: sent })
    this.#bytes += key.length + sent.length + rowBytes
    if (!this.#keysOnce || this.#sent) this.taken++
  }

  take(): Pick<SearchPage, 'rows'> {
    const rows = this.#rows
    this.#rows = []
    this.#bytes = 0
    return { rows }
  }
}
