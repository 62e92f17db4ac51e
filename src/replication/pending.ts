// The pending updates of one replica: in the order they came, and for each key in the order of versions.
import type { PendingRecord } from './pending-log.ts'
import type { Role, Step } from './step.ts'
import type { ReplicatedUpdate } from './update.ts'

export interface PendingUpdate {
  readonly update: ReplicatedUpdate
  /** Its record in the pending log or, where it has a row of its own, the key of that, one character a byte; undefined: there is none. */
  readonly record: PendingRecord | string | undefined
  /** By the grids of the installed configuration. */
  steps: readonly Step[]
  readonly role: Role
  /** The turn whose batch holds its record, or flushes a record found at the start. */
  readonly turn: number
  /** The rest of the path has committed. Volatile: *Again* clears it. */
  acknowledged: boolean
  /** A later version has committed here: only the rest of the path is still to hear of it, and it has no record in the store. */
  readonly overtaken: boolean
  /** Called once when it has committed here, in the order they came. */
  listeners: ((committed: boolean) => void)[] | undefined
}

export class PendingTable {
  readonly #inOrder = new Set<PendingUpdate>()
  readonly #byKey = new Map<string, PendingUpdate[]>()

  get size(): number {
    return this.#inOrder.size
  }

  /** In the order of arrival. */
  all(): Iterable<PendingUpdate> {
    return this.#inOrder
  }

  /** The first that came and is still pending. */
  oldest(): PendingUpdate | undefined {
    for (const pending of this.#inOrder) return pending
    return undefined
  }

  /** Oldest version first. */
  ofKey(keyName: string): readonly PendingUpdate[] | undefined {
    return this.#byKey.get(keyName)
  }

  newestOf(keyName: string): PendingUpdate | undefined {
    const list = this.#byKey.get(keyName)
    return list?.[list.length - 1]
  }

  find(keyName: string, version: number): PendingUpdate | undefined {
    const list = this.#byKey.get(keyName)
    if (!list) return undefined
    for (const pending of list) if (pending.update.version === version) return pending
    return undefined
  }

  add(pending: PendingUpdate): void {
    this.#inOrder.add(pending)
    const list = this.#byKey.get(pending.update.keyName)
    if (!list) {
      this.#byKey.set(pending.update.keyName, [pending])
      return
    }
    let index = list.length
    while (index > 0 && list[index - 1]!.update.version > pending.update.version) index--
    list.splice(index, 0, pending)
  }

  remove(pending: PendingUpdate): void {
    this.#inOrder.delete(pending)
    const list = this.#byKey.get(pending.update.keyName)
    if (!list) return
    const index = list.indexOf(pending)
    if (index >= 0) list.splice(index, 1)
    if (list.length === 0) this.#byKey.delete(pending.update.keyName)
  }
}
