// Exactly once (protocol.md section 2): each replica of a key region keeps, for every client, the numbers that took effect here with their
// versions, and the client's mark, below which everything is answered. The outcomes of one turn are one row a client, so a batch of
// writes costs one row and not one each. Negative outcomes are the point leader's, in memory only (point-leader.ts).
import type { Bytes } from '../values/bytes.ts'
import { markKey, outcomeKey, readUint64, writeUint64 } from './layout.ts'
import { type OutcomeCount, weights } from './outcome-count.ts'
import type { StoreView } from './store-view.ts'
import type { ReplicatedUpdate } from './update.ts'

interface OutcomeGroup {
  readonly first: number
  highest: number
  readonly numbers: number[]
}

interface ClientRecord {
  mark: number
  markStored: number
  /** Number → version. */
  readonly versions: Map<number, number>
  /** Stored rows, oldest first. */
  groups: OutcomeGroup[]
  /** What this turn adds. */
  fresh: OutcomeGroup | undefined
}

export class Outcomes {
  readonly #region: number
  readonly #store: StoreView
  readonly #clients = new Map<number, ClientRecord>()
  readonly #changed = new Set<number>()
  readonly #onChange: (outcomes: Outcomes) => void
  readonly #count: OutcomeCount
  #size = 0

  /** `onChange` is called when there is something for endTurn to write. */
  constructor(region: number, store: StoreView, count: OutcomeCount, onChange: (outcomes: Outcomes) => void) {
    this.#region = region
    this.#store = store
    this.#count = count
    this.#onChange = onChange
  }

  /** Nothing was ever decided here for anyone. */
  get untouched(): boolean {
    return this.#clients.size === 0
  }

  /** Something is remembered of the client. */
  knows(client: number): boolean {
    return this.#clients.has(client)
  }

  /** The client's mark has passed all that is remembered of it here: another outcome takes the place of those. */
  isSettled(client: number): boolean {
    const record = this.#clients.get(client)
    if (!record) return false
    for (const number of record.versions.keys()) if (number >= record.mark) return false
    return true
  }

  /** The replica is gone, and all of this with it. */
  abandon(): void {
    this.#grow(-this.#size)
    this.#clients.clear()
    this.#changed.clear()
  }

  mark(client: number): number {
    return this.#clients.get(client)?.mark ?? 0
  }

  /** The version a number took effect at. */
  version(client: number, number: number): number | undefined {
    return this.#clients.get(client)?.versions.get(number)
  }

  record({ client, number, version, mark }: Pick<ReplicatedUpdate, 'client' | 'number' | 'version' | 'mark'>): void {
    const record = this.#of(client)
    if (number >= record.mark && !record.versions.has(number)) {
      this.#keep(record, number, version)
      if (record.fresh) record.fresh.numbers.push(number)
      else {
        // As a literal it has no room for more, which seldom come.
        record.fresh = { first: number, highest: number, numbers: [number] }
        this.#grow(weights.group)
      }
      if (number > record.fresh.highest) record.fresh.highest = number
      this.#change(client)
    }
    this.advance(client, mark)
  }

  /** The client has its answers to all numbers below `mark`: their outcomes go, the mark stays. */
  advance(client: number, mark: number): void {
    const record = this.#of(client)
    if (mark <= record.mark) return
    record.mark = mark
    this.#change(client)
  }

  /** Sessions that have ended leave nothing behind. */
  endSessions(hasEnded: (client: number) => boolean): void {
    for (const [client, record] of this.#clients) {
      if (!hasEnded(client)) continue
      for (const group of record.groups) this.#store.remove(outcomeKey(this.#region, client, group.first))
      if (record.markStored > 0) this.#store.remove(markKey(this.#region, client))
      this.#grow(-(weights.client + record.versions.size + weights.group * (record.groups.length + (record.fresh ? 1 : 0))))
      this.#clients.delete(client)
      this.#changed.delete(client)
    }
  }

  /** Writes what this turn changed. */
  endTurn(): void {
    for (const client of this.#changed) {
      const record = this.#clients.get(client)!
      let kept = 0
      for (const group of record.groups) {
        if (group.highest < record.mark) {
          this.#drop(record, group.numbers)
          this.#store.remove(outcomeKey(this.#region, client, group.first))
        } else record.groups[kept++] = group
      }
      record.groups.length = kept
      if (record.fresh) {
        const { fresh } = record
        record.fresh = undefined
        if (fresh.highest < record.mark) this.#drop(record, fresh.numbers)
        else {
          const row = new Uint8Array(16 * fresh.numbers.length)
          for (let index = 0; index < fresh.numbers.length; index++) {
            writeUint64(row, 16 * index, fresh.numbers[index]!)
            writeUint64(row, 16 * index + 8, record.versions.get(fresh.numbers[index]!)!)
          }
          this.#store.put(outcomeKey(this.#region, client, fresh.first), row)
          record.groups.push(fresh)
        }
      }
      if (record.mark !== record.markStored) {
        const row = new Uint8Array(8)
        writeUint64(row, 0, record.mark)
        this.#store.put(markKey(this.#region, client), row)
        record.markStored = record.mark
      }
    }
    this.#changed.clear()
  }

  /** Outcomes of another replica, a row as it lies on its disk. */
  absorb(client: number, row: Bytes): void {
    for (let offset = 0; offset + 16 <= row.length; offset += 16) {
      this.record({ client, number: readUint64(row, offset), version: readUint64(row, offset + 8), mark: 0 })
    }
  }

  restoreMark(client: number, row: Bytes): void {
    const record = this.#of(client)
    record.mark = readUint64(row, 0)
    record.markStored = record.mark
  }

  restoreGroup(client: number, first: number, row: Bytes): void {
    const record = this.#of(client)
    const group: OutcomeGroup = { first, highest: first, numbers: [] }
    for (let offset = 0; offset + 16 <= row.length; offset += 16) {
      const number = readUint64(row, offset)
      this.#keep(record, number, readUint64(row, offset + 8))
      group.numbers.push(number)
      if (number > group.highest) group.highest = number
    }
    record.groups.push(group)
    this.#grow(weights.group)
  }

  #keep(record: ClientRecord, number: number, version: number): void {
    if (!record.versions.has(number)) this.#grow(1)
    record.versions.set(number, version)
  }

  #drop(record: ClientRecord, numbers: readonly number[]): void {
    for (const number of numbers) if (record.versions.delete(number)) this.#grow(-1)
    this.#grow(-weights.group)
  }

  #grow(outcomes: number): void {
    this.#size += outcomes
    this.#count.add(outcomes)
  }

  #change(client: number): void {
    if (this.#changed.size === 0) this.#onChange(this)
    this.#changed.add(client)
  }

  #of(client: number): ClientRecord {
    let record = this.#clients.get(client)
    if (!record) {
      record = { mark: 0, markStored: 0, versions: new Map(), groups: [], fresh: undefined }
      this.#clients.set(client, record)
      this.#grow(weights.client)
    }
    return record
  }
}
