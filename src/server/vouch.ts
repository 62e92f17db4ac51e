// A server that was started with `--accept-forgotten` counts as having everything of the regions of which it is a full member now: nobody better was
// there, and somebody vouches for it (docs/repair.md, rule 8). Its disk may say something else. The row that tells since when it has a
// region may have been lost, or the disk is an outdated copy from before the region came to it. It is made to agree, or the server never started again.
import { type Configuration, foundedAt, joinedAt, type Region } from '../cluster/configuration.ts'
import { ConfigurationIndex } from '../cluster/lookup.ts'
import type { Store, WriteBatch } from '../ports/store.ts'
import { membershipKey, membershipRow, readUint64, regionRange, sizeKey } from '../replication/layout.ts'
import { inexactSizeRow } from '../replication/region-size.ts'
import { CorruptRow } from '../storage/row-checksum.ts'
import { toLatin1 } from '../values/bytes.ts'
import { derivedKinds } from './mend-store.ts'

/** After `mendStore`, where there is something to mend. Durable when it resolves. */
export async function vouchForRegions(store: Store, configuration: Configuration, server: number): Promise<void> {
  const batch: WriteBatch = new Map()
  for (const { region } of new ConfigurationIndex(configuration).regionsOf(server)) {
    if (!region.members.includes(server)) continue
    const joined = joinedAt(region, server)!
    if (completeFor(store, region) === joined) continue
    // Of a copy that had not ended, or a removal, the objects that are here may not be in them.
    for (const kind of derivedKinds) await store.clear(regionRange(kind, region.id))
    batch.set(toLatin1(sizeKey(region.id)), inexactSizeRow)
    batch.set(toLatin1(membershipKey(region.id)), membershipRow(joined))
  }
  await store.write(batch, true)
}

/** The membership that the region's rows are complete for, as the disk says; undefined when it cannot tell. */
function completeFor(store: Store, region: Region): number | undefined {
  try {
    const row = store.get(membershipKey(region.id))
    return row === undefined ? foundedAt(region) : readUint64(row, 0)
  } catch (error) {
    if (error instanceof CorruptRow) return undefined
    throw error
  }
}
