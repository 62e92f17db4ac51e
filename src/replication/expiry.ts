// Time to live. An object's header names the instant at which its time is over; the replicas of the key's regions keep a row `e region instant key`
// for each such object, in the same batch as the object. The point leader looks at the first of these rows when one is due by its wall
// clock, and removes the objects through the ordinary path, as if a client had: so searches, replicas and relocation see one removal with a
// version, and nothing is hidden before it has committed or shown after (protocol.md section 0, P1).
//
// Knows the wall clock only as a number; which objects may be removed now, and how, is the point leader's.
import type { Entry, KeyRange } from '../ports/store.ts'
import { type Bytes, equalBytes } from '../values/bytes.ts'
import { expiryKey, readExpiryKey, regionRange, rowKind } from './layout.ts'
import { decodeHeader } from './object-header.ts'
import type { StoreView } from './store-view.ts'

/** Objects of one region removed at a time because their time is over; the next are looked for when these have gone. */
const expiringMax = 64

const nothing: Bytes = new Uint8Array(0)

/** Keeps the expiry rows of a region of a key's grid as its objects are: called with every change of an object row. Headers are encoded. */
export function changeExpiry(
  rows: { readonly region: number; readonly holdsKeys: boolean; readonly store: StoreView },
  orderedKey: Bytes,
  before: Bytes | undefined,
  after: Bytes | undefined,
): void {
  if (!rows.holdsKeys || (!before && !after) || (before && after && equalBytes(before, after))) return
  const from = decodeHeader(before).expiresAt
  const to = decodeHeader(after).expiresAt
  if (from !== undefined && from !== to) rows.store.remove(expiryKey(rows.region, from, orderedKey))
  if (to !== undefined) rows.store.put(expiryKey(rows.region, to, orderedKey), nothing)
}

/** When a point leader looks for objects whose time is over. */
export class ExpiryClock {
  readonly #region: number
  /** No row is due before this instant; 0: unknown, so the rows are looked at. */
  #nextDue = 0
  /** The earliest instant noted since the read under way was asked for. */
  #noted: number | undefined
  #removing = 0

  constructor(region: number) {
    this.#region = region
  }

  /** Some object of the region may have an instant. */
  get active(): boolean {
    return this.#nextDue !== Number.POSITIVE_INFINITY || this.#noted !== undefined
  }

  /** An object with this instant has been stored. */
  note(expiresAt: number): void {
    if (this.#noted !== undefined) this.#noted = Math.min(this.#noted, expiresAt)
    else this.#nextDue = Math.min(this.#nextDue, expiresAt)
  }

  /** The rows to read now, at most `limit` of them without values; undefined: nothing is due. Each read is to be answered with `due`. */
  read(wall: number): { range: KeyRange; limit: number } | undefined {
    if (this.#noted !== undefined || this.#removing > 0 || wall < this.#nextDue) return undefined
    this.#noted = Number.POSITIVE_INFINITY
    return { range: regionRange(rowKind.expiry, this.#region), limit: expiringMax }
  }

  /** The ordered keys of objects whose rows are due. */
  due(entries: readonly Entry[], wall: number): Bytes[] {
    const rows = entries.map(({ key }) => readExpiryKey(key))
    const due = rows.filter(({ expiresAt }) => expiresAt <= wall)
    // After something was due the rows are looked at once more: there may be others, and a removal may come to nothing.
    const next = due.length > 0 ? wall : (rows[0]?.expiresAt ?? Number.POSITIVE_INFINITY)
    this.#nextDue = Math.min(next, this.#noted ?? next)
    this.#noted = undefined
    return due.map(({ key }) => key)
  }

  removalBegins(): void {
    this.#removing++
  }

  removalEnds(): void {
    this.#removing--
  }
}
