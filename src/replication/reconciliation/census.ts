// What the regions of this server have of each key region, page by page. The leaders of all key regions ask a region for about the same stretch of keys at
// about the same time: what was read for one of them is kept for a while for the others, who would otherwise read all rows once more each.
//
// A page says nothing any more of a key region of which something has committed since it was read, or while it was; and nothing at all in another view of
// the space than the one it was read in: whoever asks begins anew with every view, and between two of them the space may have served.
import type { Entry, KeyRange } from '../../ports/store.ts'
import { type Bytes, compareBytes, justBehind, toLatin1 } from '../../values/bytes.ts'
import { objectKey, readObjectRow, regionRange, rowKind } from '../layout.ts'
import type { ReconcileRow } from '../messages.ts'
import { objectSum } from '../object-sum.ts'
import type { SpaceView } from '../space-view.ts'
import { copyPageRows, isCut } from '../transfer/surroundings.ts'

/** Of all regions together: about 40 MiB. */
const pagesMax = 256
/** An answer that has so many rows, or keys of so many bytes, ends with the page that brought them. */
const answerRowsMax = 1024
const answerBytesMax = 1024 * 1024

interface Page {
  readonly region: number
  readonly view: SpaceView
  /** Exclusive; empty: from the first key. */
  readonly after: Bytes
  /** Inclusive; empty: to the last key. */
  readonly through: Bytes
  /** By key region. */
  readonly rows: ReadonlyMap<number, readonly ReconcileRow[]>
  /** Key regions of which it says nothing. */
  readonly outdated: Set<number>
}

interface Reading {
  readonly region: number
  readonly view: SpaceView
  readonly outdated: Set<number>
  readonly waiting: (() => void)[]
}

export class Census {
  readonly #read: (range: KeyRange, limit: number, take: (entries: readonly Entry[]) => void) => void
  /** Of which commits are told, each in its present view. */
  #watched: ReadonlyMap<number, SpaceView> = new Map()
  /** Oldest first. */
  #pages: Page[] = []
  /** By region and where the page begins. */
  readonly #readings = new Map<string, Reading>()

  /** `read` reads a page of the newest rows when this turn is written. */
  constructor(read: (range: KeyRange, limit: number, take: (entries: readonly Entry[]) => void) => void) {
    this.#read = read
  }

  /** From now on `changed` is called for these regions, and nobody asks about others. What was read of others, or in other views, is not told any more. */
  watch(views: ReadonlyMap<number, SpaceView>): void {
    this.#watched = views
    this.#pages = this.#pages.filter(({ region, view }) => views.get(region) === view)
    for (const [name, { region, view }] of this.#readings) if (views.get(region) !== view) this.#readings.delete(name)
  }

  /** Something of the key region has committed in the region. */
  changed(region: number, keyRegion: number): void {
    for (const page of this.#pages) if (page.region === region) page.outdated.add(keyRegion)
    for (const reading of this.#readings.values()) if (reading.region === region) reading.outdated.add(keyRegion)
  }

  /**
   * What the region has of the key region behind `after` (empty: from the first key) and up to `through` (empty: to the last one). It may end earlier:
   * `take` is told where. What commits of the key region meanwhile is in it or is not. Nothing is taken when the region is not watched, or no longer.
   */
  rows(
    region: number,
    keyRegion: number,
    after: Bytes,
    through: Bytes,
    take: (rows: readonly ReconcileRow[], through: Bytes) => void,
  ): void {
    const found: ReconcileRow[] = []
    let bytes = 0
    let at = after
    const goOn = () => {
      for (let page = this.#pageBehind(region, at, keyRegion); page; page = this.#pageBehind(region, at, keyRegion)) {
        const end = earlier(page.through, through)
        for (const row of page.rows.get(keyRegion) ?? []) {
          if (!liesWithin(row.key!, at, end)) continue
          found.push(row)
          bytes += row.key!.length
        }
        if (end === through || found.length >= answerRowsMax || bytes >= answerBytesMax) {
          take(found, end)
          return
        }
        at = end
      }
      this.#readBehind(region, at, goOn)
    }
    goOn()
  }

  #pageBehind(region: number, at: Bytes, keyRegion: number): Page | undefined {
    return this.#pages.find((page) => {
      if (page.region !== region || page.outdated.has(keyRegion) || compareBytes(page.after, at) > 0) return false
      return page.through.length === 0 || compareBytes(at, page.through) < 0
    })
  }

  #readBehind(region: number, after: Bytes, then: () => void): void {
    const view = this.#watched.get(region)
    if (!view) return
    const name = `${region} ${toLatin1(after)}`
    const underWay = this.#readings.get(name)
    if (underWay) {
      underWay.waiting.push(then)
      return
    }
    const reading: Reading = { region, view, outdated: new Set(), waiting: [then] }
    this.#readings.set(name, reading)
    const whole = regionRange(rowKind.object, region)
    const from = after.length > 0 ? justBehind(objectKey(region, after)) : whole.from
    this.#read({ ...whole, from }, copyPageRows, (entries) => {
      // Who waits for one that is not kept, or says nothing of theirs, has it read again.
      if (this.#readings.get(name) === reading) {
        this.#readings.delete(name)
        this.#keep(pageOf(reading, after, entries))
      }
      for (const waiting of reading.waiting) waiting()
    })
  }

  #keep(page: Page): void {
    this.#pages.push(page)
    if (this.#pages.length > pagesMax) this.#pages.shift()
  }
}

function pageOf({ region, view, outdated }: Reading, after: Bytes, entries: readonly Entry[]): Page {
  const rows = new Map<number, ReconcileRow[]>()
  for (const { key, value } of entries) {
    const orderedKey = key.slice(5)
    const keyRegion = view.keyRegion(view.keyType.fromOrdered(orderedKey)).id
    const { version, object, header } = readObjectRow(value)
    const row = { key: orderedKey, version, sum: objectSum({ object, ...(header ? { header } : {}) }) }
    const known = rows.get(keyRegion)
    if (known) known.push(row)
    else rows.set(keyRegion, [row])
  }
  return { region, view, after, through: isCut(entries) ? entries.at(-1)!.key.slice(5) : new Uint8Array(0), rows, outdated }
}

/** Of two ends, empty ones being behind all keys; the second when they are the same. */
function earlier(one: Bytes, other: Bytes): Bytes {
  if (one.length === 0) return other
  return other.length === 0 || compareBytes(one, other) < 0 ? one : other
}

function liesWithin(key: Bytes, after: Bytes, through: Bytes): boolean {
  return (after.length === 0 || compareBytes(key, after) > 0) && (through.length === 0 || compareBytes(key, through) <= 0)
}
