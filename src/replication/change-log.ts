// The changes that were committed of late in the key regions of one server, for those who watch (member/watches.ts). Every replica of a key
// region keeps them, so a watch goes on at another when one is lost. They are in memory: a server that starts knows none, and says from
// which version on it knows all. Bounded over the whole server: the oldest go first, and with them the claim to know everything before.
import type { Bytes } from '../values/bytes.ts'

export interface CommittedChange {
  readonly key: Bytes
  readonly version: number
  /** The object it replaced. */
  readonly before?: { readonly version: number; readonly object: Bytes }
  /** Absent: a removal. */
  readonly after?: Bytes
}

interface RegionChanges {
  /** Every change above this version is here. */
  start: number
  /** By rising version; they are committed in another order, since paths differ in length. */
  readonly changes: CommittedChange[]
}

interface Kept {
  readonly region: RegionChanges
  readonly version: number
  readonly bytes: number
}

const changesMaxDefault = 65_536
const bytesMaxDefault = 32 * 1024 * 1024
/** What a kept change costs beside its bytes, about. */
const overheadBytes = 300

export class ChangeLog {
  readonly #regions = new Map<number, RegionChanges>()
  /** In the order in which they were committed here, from `#oldest` on. */
  #kept: Kept[] = []
  #oldest = 0
  #bytes = 0
  #news = new Set<number>()
  readonly #changesMax: number
  readonly #bytesMax: number

  constructor(changesMax = changesMaxDefault, bytesMax = bytesMaxDefault) {
    this.#changesMax = changesMax
    this.#bytesMax = bytesMax
  }

  /** This server holds a replica of the key region from now on, and will be told of every change above `start`. */
  open(region: number, start: number): void {
    if (!this.#regions.has(region)) this.#regions.set(region, { start, changes: [] })
  }

  close(region: number): void {
    this.#regions.delete(region)
  }

  /** What was recorded so far of a region is not to be relied on: it was committed while the region was being copied here. */
  restart(region: number): void {
    const known = this.#regions.get(region)
    if (!known) return
    known.start = Math.max(known.start, known.changes.at(-1)?.version ?? 0)
    known.changes.length = 0
    this.#news.add(region)
  }

  record(region: number, change: CommittedChange): void {
    const known = this.#regions.get(region)
    if (!known) return
    const { changes } = known
    let place = changes.length
    while (place > 0 && changes[place - 1]!.version > change.version) place--
    changes.splice(place, 0, change)
    const bytes = overheadBytes + change.key.length + (change.before?.object.length ?? 0) + (change.after?.length ?? 0)
    this.#kept.push({ region: known, version: change.version, bytes })
    this.#bytes += bytes
    while (this.#kept.length - this.#oldest > this.#changesMax || (this.#bytes > this.#bytesMax && this.#kept.length - this.#oldest > 1)) {
      this.#dropOldest()
    }
    this.#news.add(region)
  }

  /** Every change of the region above this version is here; undefined: nothing is known of the region. */
  start(region: number): number | undefined {
    return this.#regions.get(region)?.start
  }

  /** The changes above `after` up to `through`, by rising version. */
  *between(region: number, after: number, through: number): IterableIterator<CommittedChange> {
    const changes = this.#regions.get(region)?.changes ?? []
    let low = 0
    let high = changes.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (changes[middle]!.version > after) high = middle
      else low = middle + 1
    }
    for (; low < changes.length && changes[low]!.version <= through; low++) yield changes[low]!
  }

  /** The region may have changes to be shown: also when the watermark has passed them. */
  note(region: number): void {
    if (this.#regions.has(region)) this.#news.add(region)
  }

  /** Regions with news since the last call. */
  takeNews(): ReadonlySet<number> {
    if (this.#news.size === 0) return noNews
    const news = this.#news
    this.#news = new Set()
    return news
  }

  #dropOldest(): void {
    const { region, version, bytes } = this.#kept[this.#oldest]!
    this.#oldest++
    this.#bytes -= bytes
    if (version > region.start) {
      region.start = version
      let gone = 0
      while (gone < region.changes.length && region.changes[gone]!.version <= version) gone++
      region.changes.splice(0, gone)
    }
    if (this.#oldest > 1024 && this.#oldest * 2 > this.#kept.length) {
      this.#kept = this.#kept.slice(this.#oldest)
      this.#oldest = 0
    }
  }
}

const noNews: ReadonlySet<number> = new Set()
