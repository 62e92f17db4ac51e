// The changes that were committed of late in the key regions of one server, for those who watch (member/watches.ts). Every replica of a key
// region keeps them, so a watch goes on at another when one is lost. They are in memory: a server that starts knows none, and says from
// which version on it knows all. Bounded over the whole server: the oldest go first, and with them the claim to know everything before.
import { type CommittedChange, KeptChanges } from './kept-changes.ts'

interface RegionChanges {
  /** The log's name for this membership of the region. */
  readonly owner: number
  /** Every change above this version is here. */
  start: number
  /** Rising; they are committed in another order, since paths differ in length. */
  readonly versions: number[]
  /** Where each of them is kept. */
  readonly places: number[]
}

const changesMaxDefault = 65_536
const bytesMaxDefault = 32 * 1024 * 1024
/** What a kept change costs beside its bytes, about. */
const overheadBytes = 64

export class ChangeLog {
  readonly #regions = new Map<number, RegionChanges>()
  /** The same by their owner: what is kept of a membership that has ended belongs to nobody. */
  readonly #owners = new Map<number, RegionChanges>()
  #lastOwner = 0
  /** In the order in which they were committed here. */
  readonly #kept = new KeptChanges()
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
    if (this.#regions.has(region)) return
    const known: RegionChanges = { owner: ++this.#lastOwner, start, versions: [], places: [] }
    this.#regions.set(region, known)
    this.#owners.set(known.owner, known)
  }

  close(region: number): void {
    const known = this.#regions.get(region)
    if (!known) return
    this.#regions.delete(region)
    this.#owners.delete(known.owner)
  }

  /** What was recorded so far of a region is not to be relied on: it was committed while the region was being copied here. */
  restart(region: number): void {
    const known = this.#regions.get(region)
    if (!known) return
    known.start = Math.max(known.start, known.versions.at(-1) ?? 0)
    known.versions.length = 0
    known.places.length = 0
    this.#news.add(region)
  }

  record(region: number, change: CommittedChange): void {
    const known = this.#regions.get(region)
    if (!known) return
    this.#news.add(region)
    // Of what is not above the start nothing is claimed. Kept, it would outlive its bytes, for dropping it moves no start.
    if (change.version <= known.start) return
    const { owner, versions, places } = known
    const kept = this.#kept.add(owner, change)
    let index = versions.length
    while (index > 0 && versions[index - 1]! > change.version) index--
    if (index === versions.length) {
      versions.push(change.version)
      places.push(kept)
    } else {
      versions.splice(index, 0, change.version)
      places.splice(index, 0, kept)
    }
    this.#bytes += overheadBytes + change.key.length + (change.before?.object.length ?? 0) + (change.after?.length ?? 0)
    while (this.#kept.size > this.#changesMax || (this.#bytes > this.#bytesMax && this.#kept.size > 1)) this.#dropOldest()
  }

  /** Every change of the region above this version is here; undefined: nothing is known of the region. */
  start(region: number): number | undefined {
    return this.#regions.get(region)?.start
  }

  /** The changes above `after` up to `through`, by rising version. */
  *between(region: number, after: number, through: number): IterableIterator<CommittedChange> {
    const known = this.#regions.get(region)
    if (!known) return
    const { versions, places } = known
    let low = 0
    let high = versions.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (versions[middle]! > after) high = middle
      else low = middle + 1
    }
    for (; low < versions.length && versions[low]! <= through; low++) yield this.#kept.at(places[low]!)
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
    const { owner, version, bytes } = this.#kept.drop()
    this.#bytes -= overheadBytes + bytes
    const region = this.#owners.get(owner)
    if (!region || version <= region.start) return
    region.start = version
    let gone = 0
    while (gone < region.versions.length && region.versions[gone]! <= version) gone++
    region.versions.splice(0, gone)
    region.places.splice(0, gone)
  }
}

const noNews: ReadonlySet<number> = new Set()
