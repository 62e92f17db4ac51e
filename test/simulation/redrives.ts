// Redrives as a history must have them (docs/protocol.md, Redrive): no client asks for one, and yet the object has another version afterwards. They are
// seen where a point leader records them as pending, and have taken effect when a disk has the object of the key region at that version.

import type { Member } from '../../src/member/member.ts'
import type { WriteBatch } from '../../src/ports/store.ts'
import { readObjectRow, readUint32, rowKind } from '../../src/replication/layout.ts'
import { readUpdate } from '../../src/replication/update.ts'
import { type Bytes, fromLatin1 } from '../../src/values/bytes.ts'
import { decodeString } from '../../src/values/encode.ts'
import type { History, OperationRecorder } from '../checkers/history.ts'
import { redriven } from '../checkers/model.ts'

/** What records updates as pending in a member. */
type Recording = Pick<Member, 'pendingLog' | 'store'>

export class Redrives {
  readonly #history: History
  /** By key region and version, that begun and not known to have taken effect. */
  readonly #open = new Map<string, OperationRecorder>()
  readonly #seen = new Set<string>()

  constructor(history: History) {
    this.#history = history
  }

  /** From here on what is recorded there is looked at. */
  watch({ pendingLog, store }: Recording): void {
    const take = pendingLog.take.bind(pendingLog)
    pendingLog.take = (region, update) => {
      this.#recorded(update)
      return take(region, update)
    }
    const put = store.putNamed.bind(store)
    store.putNamed = (name, value) => {
      if (name.charCodeAt(0) === rowKind.pending) this.#recorded(value)
      put(name, value)
    }
  }

  #recorded(record: Bytes): void {
    const update = readUpdate(record)
    if (!update.redriven || !update.object) return
    const name = `${update.keyRegion} ${update.version}`
    if (this.#seen.has(name)) return
    this.#seen.add(name)
    this.#open.set(name, this.#history.begin('redrive', `${update.space}/${decodeString(update.key)}`, redriven))
  }

  /** A disk has taken a batch. */
  written(batch: WriteBatch): void {
    if (this.#open.size === 0) return
    for (const [name, value] of batch) {
      if (value === undefined || name.charCodeAt(0) !== rowKind.object) continue
      const { version } = readObjectRow(value)
      const id = `${readUint32(fromLatin1(name.slice(0, 5)), 1)} ${version}`
      this.#open.get(id)?.end({ answer: 'ok', version })
      this.#open.delete(id)
    }
  }
}
