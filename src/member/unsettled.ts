// The keys whose objects a search may see in two regions, because they were just relocating (protocol.md section 3). Let an object go from
// region A to B, and let A open its snapshot before it removes the object and B after the object has come; both show it. Had the update been
// pending in A when the search came there, A's opening would have waited for it. So it came to A, and from there to B, only after the search
// had begun, and B opened within Δ of that: B remembers the object as an arrival. Keys that no region names are seen at most once.
import type { SearchPage } from '../cluster/client-messages.ts'
import type { Snapshot } from '../ports/store.ts'
import { objectKey, readObjectRow } from '../replication/layout.ts'
import type { Replica } from '../replication/replica.ts'
import { type Bytes, toLatin1 } from '../values/bytes.ts'
import type { Matcher } from '../values/matcher.ts'
import { decodeObject } from '../values/object.ts'
import type { Effort } from '../values/regex.ts'

/** Above either, the caller may search the key subspace instead, where no object has two places. */
const keysMax = 16_384
const bytesMax = 4 * 1024 * 1024
/** Looked at to find them; a server serves nobody else meanwhile. Rows can do without: only a long search of them needs to know. */
const examinedMax = 65_536
const examinedForRowsMax = 8_192

export interface UnsettledOptions {
  readonly replicas: readonly Replica[]
  readonly snapshot: Snapshot
  readonly matches: Matcher
  /** Of `matches`. */
  readonly effort: Effort
  readonly nowMs: number
  /** For a search that yields rows, not groups. */
  readonly forRows: boolean
}

/** Arrivals that match in the snapshot, each once, or that they are too many. */
export function unsettledKeys(options: UnsettledOptions): Pick<SearchPage, 'unsettled' | 'crowded'> {
  const keys = findUnsettled(options)
  return keys ? { unsettled: keys } : { crowded: true }
}

function findUnsettled({ replicas, snapshot, matches, effort, nowMs, forRows }: UnsettledOptions): Bytes[] | undefined {
  const most = forRows ? examinedForRowsMax : examinedMax
  const keys = new Map<string, Bytes>()
  let bytes = 0
  let examined = 0
  const spentBefore = effort.spent
  for (const { region, view, arrivals } of replicas) {
    for (const orderedKey of arrivals.recent(nowMs)) {
      if (++examined + effort.spent - spentBefore > most) return undefined
      const row = snapshot.get(objectKey(region, orderedKey))
      const key = view.keyType.fromOrdered(orderedKey)
      const name = toLatin1(key)
      if (!row || keys.has(name) || !matches(key, decodeObject(readObjectRow(row).object))) continue
      keys.set(name, key)
      bytes += key.length
      if (keys.size > keysMax || bytes > bytesMax) return undefined
    }
  }
  return [...keys.values()]
}
