// What a region tells the point leader of a key region of its space that compares itself with it (docs/repair.md, Reconciliation). Its head answers, while
// nothing is served: what it says of keys stays true until that leader itself changes them.
import { type Bytes, compareBytes, emptyBytes } from '../../values/bytes.ts'
import { objectKey } from '../layout.ts'
import type { CopyRow, Place, ReconcileAnswer, ReconcileAsk, ReconcileRow } from '../messages.ts'
import type { Replica } from '../replica.ts'
import { copyPageBytes } from '../transfer/surroundings.ts'
import type { Census } from './census.ts'

/** Answers what is asked of drained updates, rows or objects; `asker` is the point leader of a key region. */
export function testify(
  replica: Replica,
  asker: Place,
  ask: ReconcileAsk,
  census: Census,
  answer: (answer: ReconcileAnswer) => void,
): void {
  const { number = 0, keys } = ask
  const keyRegion = asker.region
  if (ask.drained) answer({ number: number!, drained: isDrained(replica, keyRegion) })
  else if (keys?.length) answer({ number: number!, objects: objectsOf(replica, keys) })
  else {
    // Views of a message, which would be kept as long as the read takes.
    const after = (ask.after ?? emptyBytes).slice()
    const through = (ask.through ?? emptyBytes).slice()
    census.rows(replica.region, keyRegion, after, through, (rows, end) => {
      answer({ number: number!, rows: [...rows, ...endingsOf(replica, keyRegion, after, end)], through: end })
    })
  }
}

/** Whoever gave the versions: what is pending of a former grid of the key (docs/repartition.md) may change what is compared as well. */
function isDrained({ pending, view }: Replica, keyRegion: number): boolean {
  for (const { update } of pending.all()) if (view.keyRegion(update.key).id === keyRegion) return false
  return true
}

/** Only a leader that may have forgotten a removal has to hear of it. */
function* endingsOf({ view, remembered }: Replica, keyRegion: number, after: Bytes, through: Bytes): IterableIterator<ReconcileRow> {
  if (!view.reconciling.has(keyRegion)) return
  for (const { orderedKey, version } of remembered.endings(keyRegion)) {
    if (after.length > 0 && compareBytes(orderedKey, after) <= 0) continue
    if (through.length > 0 && compareBytes(orderedKey, through) > 0) continue
    yield { key: orderedKey, version, removed: true }
  }
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
