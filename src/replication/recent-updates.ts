// Updates that came by a moment ago, decoded. An update passes a server once for each of its regions there, two or three times in a cluster of three;
// from the second time on it need be neither copied nor decoded, and where it goes next is known already (path.ts).
import { briefBytes, lastingBytes } from '../values/byte-pool.ts'
import { type Bytes, equalBytes } from '../values/bytes.ts'
import { type ReplicatedUpdate, readUpdate, updateIdentity } from './update.ts'

const slots = 512
/** Longer ones are not kept: at most 2 MiB are. */
const bytesMax = 4096

export class RecentUpdates {
  /** Each update has one place, which it takes from the one before it. */
  readonly #slots: (ReplicatedUpdate | undefined)[] = new Array(slots).fill(undefined)

  /** `bytes` may be a view of something larger, which the result does not keep alive. Throws as `readUpdate`. */
  read(bytes: Bytes): ReplicatedUpdate {
    if (bytes.length > bytesMax) return readUpdate(lastingBytes(bytes))
    const slot = updateIdentity(bytes) & (slots - 1)
    const recent = this.#slots[slot]
    if (recent && (recent.encoded === bytes || equalBytes(recent.encoded, bytes))) return recent
    const update = readUpdate(copied(bytes))
    this.#slots[slot] = update
    return update
  }
}

function copied(bytes: Bytes): Bytes {
  const copy = briefBytes(bytes.length)
  copy.set(bytes)
  return copy
}
