// Rows that were found corrupt are given up, with what is derived from them or would say something wrong without them.
import test from 'ava'
import { emptyConfiguration } from '../../src/cluster/configuration.ts'
import { membershipKey, membershipRow } from '../../src/replication/layout.ts'
import { segmentName, settledName } from '../../src/replication/pending-segment.ts'
import { mendStore } from '../../src/server/mend-store.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { fromLatin1, toLatin1 } from '../../src/values/bytes.ts'

test('with what has settled of a segment the segment goes, or it would be pending again; with a segment nothing else', async (t) => {
  const store = new MemoryStore()
  const bytes = Uint8Array.of(1)
  // A region of the same number as the upper half of a sequence.
  const membership = toLatin1(membershipKey(0))
  const names = [segmentName(1), settledName(1), segmentName(2), settledName(2), segmentName(3)]
  await store.write(new Map([...names.map((name) => [name, bytes] as const), [membership, membershipRow(1)]]), false)
  await mendStore(store, [settledName(1), segmentName(2)].map(fromLatin1), emptyConfiguration, 1)
  const left = await store.read({ from: Uint8Array.of(0), to: Uint8Array.of(255), reverse: false }, { limit: 9, maxBytes: 999 })
  t.deepEqual(left.map(({ key }) => toLatin1(key)).sort(), [membership, segmentName(3), settledName(2)].sort())
})
