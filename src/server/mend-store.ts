// A store in which rows were found corrupt or missing, before the server takes part again (protocol.md section 5). The coordinator has taken it out of every
// chain that has another full member: what the store holds of those regions is only a cache, and goes where it is damaged; the server learns it
// again. Where it was taken back as the only full member, by `--accept-forgotten`, what is lost is given up, and what is derived from
// objects is made anew.
import type { Configuration } from '../cluster/configuration.ts'
import { ConfigurationIndex } from '../cluster/lookup.ts'
import type { KeyRange, Store, WriteBatch } from '../ports/store.ts'
import { kindsOfNoRegion, readUint32, readUint64, regionRange, rowKind, sizeKey } from '../replication/layout.ts'
import { segmentName } from '../replication/pending-segment.ts'
import { inexactSizeRow } from '../replication/region-size.ts'
import { allKinds } from '../replication/transfer/region-rows.ts'
import { type Bytes, toLatin1 } from '../values/bytes.ts'

/** What a start makes anew of the objects, where it is missing. */
export const derivedKinds: readonly number[] = [rowKind.index, rowKind.indexStates]

/** `damaged`: keys of rows; none when it is not known what is missing. Durable when it resolves. */
export async function mendStore(store: Store, damaged: readonly Bytes[], configuration: Configuration, server: number): Promise<void> {
  const { cleared, batch } = mendingOf(damaged, configuration, server)
  for (const range of cleared) await store.clear(range)
  await store.write(batch, true)
}

/** The ranges to be cleared, and then the batch to be written. */
export function mendingOf(
  damaged: readonly Bytes[],
  configuration: Configuration,
  server: number,
): { readonly cleared: readonly KeyRange[]; readonly batch: WriteBatch } {
  const cleared: KeyRange[] = []
  const batch: WriteBatch = new Map(damaged.map((key) => [toLatin1(key), undefined]))
  // Without what has settled it would be pending again.
  for (const key of damaged) if (key[0] === rowKind.settled) batch.set(segmentName(readUint64(key, 1)), undefined)
  const held = new Set<number>()
  for (const { region } of new ConfigurationIndex(configuration).regionsOf(server)) held.add(region.id)
  const named = damaged.filter((key) => !kindsOfNoRegion.has(key[0]!) && key.length >= 5).map((key) => readUint32(key, 1))
  const touched = damaged.length > 0 ? new Set(named) : held
  for (const region of touched) {
    for (const kind of held.has(region) ? derivedKinds : allKinds) cleared.push(regionRange(kind, region))
    if (held.has(region)) batch.set(toLatin1(sizeKey(region)), inexactSizeRow)
  }
  return { cleared, batch }
}
