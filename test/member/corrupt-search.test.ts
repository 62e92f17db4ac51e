import test from 'ava'
import type { Snapshot } from '../../src/ports/store.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { CorruptRow } from '../../src/storage/row-checksum.ts'
import { encodeString } from '../../src/values/encode.ts'
import { operator, predicateKind } from '../../src/values/predicate.ts'
import { configurationOf, LoneMember } from './lone-member.ts'

/** Of which every object read by its key turns out to be corrupt, from some point on. */
class DamagedStore extends MemoryStore {
  damaged = false

  override snapshot(): Snapshot {
    const snapshot = super.snapshot()
    if (!this.damaged) return snapshot
    return {
      get(key: Uint8Array): never {
        throw new CorruptRow(key, new RangeError('its checksum does not fit'))
      },
      close: () => snapshot.close(),
    }
  }
}

test('a search that comes upon a corrupt row ends the server, and is not answered as if it was refused', async (t) => {
  const store = new DamagedStore()
  const lone = await LoneMember.start(1, configurationOf(1, {}), { store })
  await lone.put(1, 1)
  store.damaged = true
  const isK = { kind: predicateKind.test, attribute: 0, operator: operator.equal, operands: [encodeString('k')] }
  await t.throwsAsync(lone.search(1, { predicate: isK }), { instanceOf: CorruptRow })
})
