// The learner's side of a copy (docs/repair.md, rule 6). It pulls one kind of rows after the other from the region's last full member; of the objects
// it names the versions that lie here already, left over from a former membership or from an attempt that was broken off.
//
//   clearing → counting → copying → settling → complete
//
// *Clearing*: all rows of the former membership but its objects are removed; *counting* finds out what those objects take. Only then does
// the copy begin and are updates taken. While it is *copying*, a link that breaks and every new epoch begin it again, with everything so far as
// cache. When it has ended, it waits until what is pending then has *settled*; from there on this is a replica like any other.
//
// Invariant: for a key up to `#through` ("confirmed") the committed row here is the source's at the moment it answered, or a newer one. Behind it
// a row may be anything that this server ever stored, also of a history that the others have lost. So nothing is answered from it, and an
// update that comes takes its place whatever its version; what updates bring the source knew before it answered, and that is how a page can tell:
// a row here that is not the one named in the ask was brought meanwhile, and stays.
import type { Entry } from '../../ports/store.ts'
import { type Bytes, compareBytes, emptyBytes, fromLatin1, justBehind, toLatin1 } from '../../values/bytes.ts'
import { membershipKey, membershipRow, objectKey, readObjectRow, readUint32, readUint64, regionRange, rowKey, rowKind } from '../layout.ts'
import type { CopyPage, CopyRow, KeyVersion } from '../messages.ts'
import { type Incomplete, indexObject, removeObject, storeObject } from '../object-rows.ts'
import type { Replica } from '../replica.ts'
import { copiedKinds, rememberedKinds } from './region-rows.ts'
import { copyPageRows, isCut, type TransferSurroundings } from './surroundings.ts'

type Phase = 'clearing' | 'counting' | 'copying' | 'settling' | 'complete' | 'closed'

export class Learning implements Incomplete {
  readonly #replica: Replica
  readonly #around: TransferSurroundings
  #phase: Phase = 'clearing'
  /** Which attempt it is: what an earlier one has asked for concerns nobody any more. */
  #attempt = 0
  #kind = 0
  /** Behind which row of the kind the next page begins. */
  #after: Bytes = emptyBytes
  /** Nothing but what updates brought can lie here unconfirmed, so there is nothing to name. */
  #empty = true
  /** The objects named in the ask under way, by the text of their ordered keys. */
  #named = new Map<string, Bytes>()
  #asked = false
  #objects = 0
  #durable = false

  constructor(replica: Replica, around: TransferSurroundings) {
    this.#replica = replica
    this.#around = around
    replica.incomplete = this
  }

  get joined(): number {
    return this.#replica.joined
  }

  /** The copy has ended, what was pending then has settled, and the disk knows it for good. */
  get copied(): boolean {
    return this.#durable
  }

  /** Objects confirmed so far. */
  get objects(): number {
    return this.#objects
  }

  get takes(): boolean {
    return this.#attempt > 0
  }

  confirmed(orderedKey: Bytes): boolean {
    if (this.#phase === 'settling' || this.#phase === 'complete') return true
    if (this.#phase !== 'copying' || copiedKinds[this.#kind] !== rowKind.object || this.#after.length === 0) return false
    return compareBytes(orderedKey, this.#after) <= 0
  }

  /** Everything of the former membership but its objects is gone from the disk. */
  cleared(): void {
    this.#phase = 'counting'
    this.#count(emptyBytes, 0, 0)
  }

  /** From the first row. Does nothing before the region is cleared and counted, and nothing when the copy has ended. */
  begin(): void {
    if (this.#phase !== 'copying') return
    if (this.#attempt > 0) this.#empty = false
    this.#attempt++
    this.#kind = 0
    this.#objects = 0
    this.#toNextKind(0, true)
  }

  /** The region is not learned any more, or in another membership. */
  close(): void {
    this.#phase = 'closed'
    this.#attempt++
  }

  page(page: CopyPage): void {
    if (this.#phase !== 'copying' || !this.#asked || page.kind !== copiedKinds[this.#kind] || page.joined !== this.joined) return
    if (toLatin1(page.after ?? emptyBytes) !== toLatin1(this.#after)) return
    this.#asked = false
    // What is kept must not be a view of the message.
    const rows = (page.rows ?? []).map(({ key, value }) => ({ key: key!.slice(), value: value!.slice() }))
    const through = page.end ? undefined : page.through!.slice()
    if (page.kind === rowKind.object) this.#takeObjects(rows, page.gone ?? [], through)
    else if (page.kind === rowKind.watermark) {
      for (const { key, value } of rows) this.#around.learnWatermark(readUint32(key, 0), readUint64(value, 0))
    } else {
      const absorb = rememberedKinds.get(page.kind!)!
      for (const { key, value } of rows) absorb(this.#replica, key, value, this.#around.now())
    }
    const attempt = this.#attempt
    this.#around.afterWrite(() => {
      if (attempt !== this.#attempt) return
      if (through === undefined) this.#toNextKind(this.#kind + 1, false)
      else this.#ask(false)
    })
    if (through !== undefined) this.#after = through
    else if (page.kind === rowKind.object) this.#settle()
  }

  #count(after: Bytes, objects: number, bytes: number): void {
    const { region } = this.#replica
    const range = regionRange(rowKind.object, region)
    const from = after.length > 0 ? justBehind(rowKey(rowKind.object, region, after)) : range.from
    this.#around.readRows({ ...range, from }, copyPageRows, (entries) => {
      if (this.#phase === 'closed') return
      const read = entries.reduce((sum, { key, value }) => sum + key.length + value.length, 0)
      const more = isCut(entries)
      if (more) this.#count(entries.at(-1)!.key.slice(5), objects + entries.length, bytes + read)
      else {
        this.#replica.size.restore(objects + entries.length, bytes + read)
        this.#empty = objects + entries.length === 0
        this.#phase = 'copying'
        this.begin()
      }
    })
  }

  #toNextKind(kind: number, begin: boolean): void {
    if (kind === copiedKinds.length) return
    this.#kind = kind
    this.#after = emptyBytes
    this.#ask(begin)
  }

  #ask(begin: boolean): void {
    const kind = copiedKinds[this.#kind]!
    if (kind !== rowKind.object || this.#empty) {
      this.#send(begin, kind, [], emptyBytes)
      return
    }
    const { region } = this.#replica
    const range = regionRange(kind, region)
    const from = this.#after.length > 0 ? justBehind(rowKey(kind, region, this.#after)) : range.from
    const attempt = this.#attempt
    this.#around.readRows({ ...range, from }, copyPageRows, (entries) => {
      if (attempt === this.#attempt) this.#send(begin, kind, entries, isCut(entries) ? entries.at(-1)!.key.slice(5) : emptyBytes)
    })
  }

  #send(begin: boolean, kind: number, entries: readonly Entry[], through: Bytes): void {
    this.#named = new Map(entries.map(({ key, value }) => [toLatin1(key.subarray(5)), value]))
    const have = entries.map(({ key, value }) => ({ key: key.subarray(5), version: readObjectRow(value).version }))
    this.#asked = true
    const copyAsk = { joined: this.joined, begin, kind, after: this.#after, through, have }
    this.#around.send(this.#replica.tail, this.#replica.region, { copyAsk })
  }

  #takeObjects(rows: readonly Required<CopyRow>[], gone: readonly KeyVersion[], through: Bytes | undefined): void {
    const differing = new Set<string>()
    for (const row of rows) {
      differing.add(toLatin1(row.key!))
      this.#takeObject(row.key!, row.value!)
    }
    for (const { key, version } of gone) {
      differing.add(toLatin1(key!))
      const here = this.#row(key!)
      if (here && readObjectRow(here).version === version) removeObject(this.#replica, key!, here)
    }
    for (const [name, value] of this.#named) {
      if (differing.has(name)) continue
      const key = fromLatin1(name)
      if (through !== undefined && compareBytes(key, through) > 0) continue
      this.#objects++
      const here = this.#row(key)
      if (here && readObjectRow(here).version === readObjectRow(value).version) indexObject(this.#replica, key, here)
    }
    this.#named.clear()
  }

  #takeObject(key: Bytes, value: Bytes): void {
    this.#objects++
    const here = this.#row(key)
    const named = this.#named.get(toLatin1(key))
    const version = here && readObjectRow(here).version
    if (version !== (named && readObjectRow(named).version)) return
    const { remembered, view } = this.#replica
    const keyName = toLatin1(view.keyType.fromOrdered(key))
    if (remembered.removedAt(keyName) > readObjectRow(value).version) {
      if (here) removeObject(this.#replica, key, here)
      return
    }
    storeObject(this.#replica, key, here, { row: value })
    remembered.forgetRemoval(keyName)
  }

  #row(key: Bytes): Bytes | undefined {
    return this.#replica.store.get(objectKey(this.#replica.region, key))
  }

  // The copy has ended. A row of the cache that a pending update replaces is still here until that update has committed.
  #settle(): void {
    this.#phase = 'settling'
    let unsettled = 1
    const settled = () => {
      unsettled--
      if (unsettled === 0) this.#complete()
    }
    for (const pending of this.#replica.pending.all()) {
      unsettled++
      pending.listeners ??= []
      pending.listeners.push((committed) => {
        if (committed) settled()
      })
    }
    settled()
  }

  // The row goes to the disk in the batch of the last commits or behind it: whoever finds it finds the whole copy.
  #complete(): void {
    const { region, store } = this.#replica
    const name = toLatin1(membershipKey(region))
    const row = membershipRow(this.joined)
    this.#phase = 'complete'
    this.#replica.incomplete = undefined
    this.#around.copied(region)
    store.putNamed(name, row)
    this.#around.flush(name, row)
    this.#around.afterFlush(() => {
      this.#durable = true
    })
  }
}
