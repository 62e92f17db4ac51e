// What a region tells the point leader of a key region of its space that compares itself with it (docs/repair.md, Reconciliation). Its head answers, while
// nothing is served: what it says of keys stays true until that leader itself changes them.
import type { Entry, KeyRange } from '../../ports/store.ts'
import { type Bytes, compareBytes, emptyBytes, justBehind } from '../../values/bytes.ts'
import { objectKey, readObjectRow, regionRange, rowKind } from '../layout.ts'
import type { CopyRow, Place, ReconcileAnswer, ReconcileAsk, ReconcileRow } from '../messages.ts'
import { objectSum } from '../object-sum.ts'
import type { Replica } from '../replica.ts'
import { copyPageBytes, copyPageRows, isCut } from '../transfer/surroundings.ts'

export interface WitnessOutlets {
  /** Reads a page of the newest rows when this turn is written: at most `limit` entries and about `copyPageBytes`. */
  read(range: KeyRange, limit: number, take: (entries: readonly Entry[]) => void): void
  answer(to: Place, fromRegion: number, answer: ReconcileAnswer): void
}

/** Answers what is asked of drained updates, rows or objects; `asker` is the point leader of a key region. */
export function testify(replica: Replica, asker: Place, ask: ReconcileAsk, { read, answer }: WitnessOutlets): void {
  const { number = 0, keys } = ask
  const tell = (answered: ReconcileAnswer) => answer(asker, replica.region, { number: number!, ...answered })
  if (ask.drained) tell({ drained: isDrained(replica, asker.region) })
  else if (keys?.length) tell({ objects: objectsOf(replica, keys) })
  else {
    // Views of a message, which would be kept as long as the read takes.
    const after = (ask.after ?? emptyBytes).slice()
    const through = (ask.through ?? emptyBytes).slice()
    const whole = regionRange(rowKind.object, replica.region)
    const from = after.length > 0 ? justBehind(objectKey(replica.region, after)) : whole.from
    const to = through.length > 0 ? justBehind(objectKey(replica.region, through)) : whole.to
    read({ from, to, reverse: false }, copyPageRows, (entries) => {
      const last = isCut(entries) ? entries.at(-1)!.key.slice(5) : through
      tell({ rows: rowsOf(replica, asker.region, entries, after, last), through: last })
    })
  }
}

function isDrained({ pending }: Replica, keyRegion: number): boolean {
  for (const { update } of pending.all()) if (update.keyRegion === keyRegion) return false
  return true
}

/** Only a leader that may have forgotten a removal has to hear of it. */
function rowsOf(replica: Replica, keyRegion: number, entries: readonly Entry[], after: Bytes, through: Bytes): ReconcileRow[] {
  const { view, remembered } = replica
  const rows: ReconcileRow[] = []
  for (const { key, value } of entries) {
    const orderedKey = key.subarray(5)
    if (view.keyRegion(view.keyType.fromOrdered(orderedKey)).id !== keyRegion) continue
    const row = readObjectRow(value)
    rows.push({ key: orderedKey, version: row.version, sum: objectSum(row) })
  }
  if (!view.reconciling.has(keyRegion)) return rows
  for (const { orderedKey, version } of remembered.endings(keyRegion)) {
    if (after.length > 0 && compareBytes(orderedKey, after) <= 0) continue
    if (through.length > 0 && compareBytes(orderedKey, through) > 0) continue
    rows.push({ key: orderedKey, version, removed: true })
  }
  return rows
}

/** Of the first keys, as many as make about a page. */
function objectsOf({ region, store }: Replica, keys: readonly Bytes[]): CopyRow[] {
  const objects: CopyRow[] = []
  let bytes = 0
  for (const key of keys) {
    const value = store.get(objectKey(region, key)) ?? emptyBytes
    objects.push({ key, value })
    bytes += value.length
    if (bytes >= copyPageBytes) break
  }
  return objects
}
