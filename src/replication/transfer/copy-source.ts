// The source's side of a copy (docs/repair.md, rule 6): the last full member of a region answers one learner's asks, one at a time. It keeps no
// snapshot: it reads a page of its newest rows, and when they are there looks again at those that have changed meanwhile.
//
// Before the first page everything pending goes to the learner once more. From then on whatever commits here has been forwarded to it, so pages
// need to tell only of what is committed at the moment they are made.
import type { Learner } from '../../cluster/configuration.ts'
import type { Entry } from '../../ports/store.ts'
import { type Bytes, emptyBytes, justBehind, toLatin1 } from '../../values/bytes.ts'
import { objectKey, regionRange, rowKey, rowKind, writeUint64 } from '../layout.ts'
import type { CopyAsk, CopyPage, CopyRow, Place } from '../messages.ts'
import type { Replica } from '../replica.ts'
import { compareObjects } from './compare.ts'
import { copyPageRows, isCut, type TransferSurroundings } from './surroundings.ts'

export class CopySource {
  readonly #replica: Replica
  readonly #learner: Place
  readonly #joined: number
  readonly #around: TransferSurroundings
  #ask: CopyAsk | undefined
  /** Keys committed since the read under way was asked for. */
  readonly #changed = new Set<string>()
  #reading = false
  #closed = false

  constructor(replica: Replica, learner: Learner, around: TransferSurroundings) {
    this.#replica = replica
    this.#learner = { region: replica.region, server: learner.server }
    this.#joined = learner.joined
    this.#around = around
    replica.onChange = (orderedKey) => {
      if (this.#reading) this.#changed.add(toLatin1(orderedKey))
    }
  }

  /** There is an ask to be answered: `answer` when this server has time for it. */
  get waiting(): boolean {
    return this.#ask !== undefined && !this.#reading
  }

  ask(ask: CopyAsk): void {
    if (ask.joined !== this.#joined) return
    if (ask.begin) this.#replica.again((next) => next?.server === this.#learner.server && next.region === this.#learner.region)
    // The keys are views of a message, and are kept for a moment only.
    this.#ask = ask
  }

  /** The chain or its epoch has changed, or the link to the learner broke: it begins anew. */
  close(): void {
    this.#closed = true
    this.#ask = undefined
    this.#replica.onChange = undefined
  }

  /** `sent` is told about how many bytes the page takes. */
  answer(sent: (bytes: number) => void): void {
    const ask = this.#ask!
    this.#reading = true
    if (ask.kind === rowKind.watermark) {
      this.#send(ask, { rows: this.#watermarks(), end: true }, sent)
      return
    }
    const { region } = this.#replica
    const kind = ask.kind!
    const after = ask.after ?? emptyBytes
    const through = ask.through ?? emptyBytes
    const whole = regionRange(kind, region)
    const from = after.length > 0 ? justBehind(rowKey(kind, region, after)) : whole.from
    const to = through.length > 0 ? justBehind(rowKey(kind, region, through)) : whole.to
    this.#around.readRows({ from, to, reverse: false }, copyPageRows, (entries) => {
      const last = isCut(entries) ? entries.at(-1)!.key.subarray(5) : through.length > 0 ? through : undefined
      this.#send(ask, { ...this.#rows(ask, entries, last), ...(last ? { through: last } : { end: true }) }, sent)
    })
  }

  #rows(ask: CopyAsk, entries: readonly Entry[], through: Bytes | undefined): Pick<CopyPage, 'rows' | 'gone'> {
    if (ask.kind !== rowKind.object) return { rows: entries.map(({ key, value }) => ({ key: key.subarray(5), value })) }
    const { pending, view, store, region } = this.#replica
    return compareObjects(entries, ask.have ?? [], through, {
      changed: (key) => this.#changed.has(toLatin1(key)) && store.get(objectKey(region, key)),
      pendingVersion: (key) => pending.newestOf(toLatin1(view.keyType.fromOrdered(key)))?.update.version ?? 0,
    })
  }

  // What was forgotten by a watermark before its kind was read is at or below the watermark as it is now.
  #watermarks(): CopyRow[] {
    const rows: CopyRow[] = []
    for (const { id } of this.#replica.view.space.subspaces[0]!.regions) {
      const version = this.#around.watermark(id)
      if (version === 0) continue
      const key = rowKey(rowKind.watermark, id, emptyBytes).subarray(1)
      const value = new Uint8Array(8)
      writeUint64(value, 0, version)
      rows.push({ key, value })
    }
    return rows
  }

  #send(ask: CopyAsk, body: Pick<CopyPage, 'rows' | 'gone' | 'through' | 'end'>, sent: (bytes: number) => void): void {
    this.#reading = false
    this.#changed.clear()
    if (this.#closed || ask !== this.#ask) {
      sent(0)
      return
    }
    this.#ask = undefined
    const copyPage = { joined: this.#joined, kind: ask.kind ?? 0, after: ask.after ?? emptyBytes, ...body }
    this.#around.send(this.#learner, this.#replica.region, { copyPage })
    sent((body.rows ?? []).reduce((sum, { key, value }) => sum + key!.length + value!.length, 0))
  }
}
