// What a replica remembers of objects that left its region (protocol.md sections 2 and 3): removal records, key → version, until the
// watermark passes them, so that nothing older revives them; and departure records of relocated objects, until the watermark has passed
// them and Δ has elapsed, so that a search which read the new region too early still hears of them.
import { type Bytes, toLatin1 } from '../values/bytes.ts'
import { departureKey, readUint32, readUint64, removalKey, writeUint32, writeUint64 } from './layout.ts'
import type { StoreView } from './store-view.ts'

/** Δ: how long a departure is remembered at least, and how far apart a search's regions may open, in milliseconds. */
export const departureMs = 2000

interface Removal {
  readonly version: number
  readonly keyRegion: number
  readonly orderedKey: Bytes
  /** The object did not end, it went to another region; undefined: the row is of a server that did not note it. */
  readonly moved: boolean | undefined
}

export interface DepartureRecord {
  readonly key: Bytes
  readonly version: number
  readonly keyRegion: number
  readonly orderedKey: Bytes
  /** One for each axis of the region's subspace. */
  readonly coordinates: readonly number[]
  /** Not forgotten before this moment of this run's clock. */
  readonly keepUntil: number
}

export class Remembered {
  readonly #region: number
  readonly #store: StoreView
  readonly #removals = new Map<string, Removal>()
  /** By the text of the row's key. */
  readonly #departures = new Map<string, DepartureRecord>()

  constructor(region: number, store: StoreView) {
    this.#region = region
    this.#store = store
  }

  get size(): number {
    return this.#removals.size + this.#departures.size
  }

  /** The version at which the key was removed here; 0: nothing remembered. */
  removedAt(keyName: string): number {
    return this.#removals.get(keyName)?.version ?? 0
  }

  departures(): Iterable<DepartureRecord> {
    return this.#departures.values()
  }

  /** Of keys that were removed for good, as far as is remembered: those of objects that went elsewhere are left out. */
  *endings(keyRegion: number): IterableIterator<{ readonly orderedKey: Bytes; readonly version: number }> {
    for (const { version, orderedKey, keyRegion: of, moved } of this.#removals.values()) {
      if (of !== keyRegion) continue
      if (!(moved ?? this.#departures.has(toLatin1(departureKey(this.#region, version, orderedKey))))) yield { orderedKey, version }
    }
  }

  /** `moved`: the object is elsewhere from this version on; else it is nowhere. Undefined: that is not known. */
  removed(keyName: string, orderedKey: Bytes, version: number, keyRegion: number, moved: boolean | undefined): void {
    this.#removals.set(keyName, { version, keyRegion, orderedKey, moved })
    const row = new Uint8Array(moved === undefined ? 12 : 13)
    writeUint64(row, 0, version)
    writeUint32(row, 8, keyRegion)
    if (moved) row[12] = 1
    this.#store.put(removalKey(this.#region, orderedKey), row)
  }

  /** An object of the key is here again, so nothing older can come back. */
  forgetRemoval(keyName: string): void {
    const removal = this.#removals.get(keyName)
    if (!removal) return
    this.#removals.delete(keyName)
    this.#store.remove(removalKey(this.#region, removal.orderedKey))
  }

  departed(record: DepartureRecord): void {
    const row = new Uint8Array(4 + 4 * record.coordinates.length)
    writeUint32(row, 0, record.keyRegion)
    for (let index = 0; index < record.coordinates.length; index++) writeUint32(row, 4 + 4 * index, record.coordinates[index]!)
    const rowKey = departureKey(this.#region, record.version, record.orderedKey)
    this.#departures.set(toLatin1(rowKey), record)
    this.#store.put(rowKey, row)
  }

  restoreRemoval(keyName: string, orderedKey: Bytes, row: Bytes): void {
    this.#removals.set(keyName, { ...readRemoval(row), orderedKey })
  }

  /** Δ counts afresh after a start: nobody knows how long the server was away. */
  restoreDeparture(key: Bytes, version: number, orderedKey: Bytes, row: Bytes, now: number): void {
    const rowKey = toLatin1(departureKey(this.#region, version, orderedKey))
    this.#departures.set(rowKey, readDeparture(key, version, orderedKey, row, now))
  }

  /** A removal record of another replica, as it lies on its disk. */
  absorbRemoval(keyName: string, orderedKey: Bytes, row: Bytes): void {
    const { version, keyRegion, moved } = readRemoval(row)
    if (version > this.removedAt(keyName)) this.removed(keyName, orderedKey, version, keyRegion, moved)
  }

  /** A departure record of another replica, as it lies on its disk. Δ counts afresh here. */
  absorbDeparture(key: Bytes, version: number, orderedKey: Bytes, row: Bytes, now: number): void {
    this.departed(readDeparture(key, version, orderedKey, row, now))
  }

  /**
   * Forgets what the watermarks have passed. Returns the key regions whose watermark must be stored in this same batch, with the newest removal that was
   * forgotten by it.
   */
  forget(watermark: (keyRegion: number) => number, now: number): Map<number, number> {
    const used = new Map<number, number>()
    for (const [keyName, removal] of this.#removals) {
      if (removal.version > watermark(removal.keyRegion)) continue
      used.set(removal.keyRegion, Math.max(used.get(removal.keyRegion) ?? 0, removal.version))
      this.#removals.delete(keyName)
      this.#store.remove(removalKey(this.#region, removal.orderedKey))
    }
    for (const [rowKey, departure] of this.#departures) {
      if (departure.keepUntil > now || departure.version > watermark(departure.keyRegion)) continue
      this.#departures.delete(rowKey)
      this.#store.remove(departureKey(this.#region, departure.version, departure.orderedKey))
    }
    return used
  }
}

function readRemoval(row: Bytes): Omit<Removal, 'orderedKey'> {
  return { version: readUint64(row, 0), keyRegion: readUint32(row, 8), moved: row.length > 12 ? row[12] === 1 : undefined }
}

function readDeparture(key: Bytes, version: number, orderedKey: Bytes, row: Bytes, now: number): DepartureRecord {
  const coordinates: number[] = []
  for (let offset = 4; offset < row.length; offset += 4) coordinates.push(readUint32(row, offset))
  return { key, version, keyRegion: readUint32(row, 0), orderedKey, coordinates, keepUntil: now + departureMs }
}
