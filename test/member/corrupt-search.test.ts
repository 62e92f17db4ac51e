import test from 'ava'
import type { Snapshot } from '../../src/ports/store.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { CorruptRow } from '../../src/storage/row-checksum.ts'
import { encodeString } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import { operator, predicateKind } from '../../src/values/predicate.ts'
import { World } from '../replication/world.ts'
import { configurationOf, LoneMember } from './lone-member.ts'

/** Of which every object read by its key turns out to be corrupt, from some point on. */
class DamagedStore extends MemoryStore {
  damaged = false

  override get(key: Uint8Array): Uint8Array | undefined {
    if (this.damaged) throw new CorruptRow(key, new RangeError('its checksum does not fit'))
    return super.get(key)
  }

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

test('so does one that comes upon it when it looks for the updates that it must wait for', async (t) => {
  const stores: DamagedStore[] = []
  const store = () => {
    stores.push(new DamagedStore())
    return stores.at(-1)!
  }
  const chain = (subspace: number) => [subspace + 1]
  const world = await World.create({ servers: 2, space: 'space s key k attributes a subspace a create 1 partition', chain, store })
  const put = (value: string) => ({
    key: encodeString('k'),
    operations: [{ attribute: 1, name: operationName.put, operands: [encodeString(value)] }],
  })
  await world.update(put('old'))
  await world.stabilize()
  await world.update(put('new'))
  // Started again, it knows what is pending and has no row at hand.
  world.crash(1)
  await world.start(1)
  stores[0]!.damaged = true
  const { id, epoch } = world.region('K0')
  const isNone = { kind: predicateKind.test, attribute: 1, operator: operator.equal, operands: [encodeString('none')] }
  const searching = world.request(1, { schemaVersion: 1, searchOpen: { regions: [{ region: id, epoch }], predicate: isNone } })
  await t.throwsAsync(searching, { instanceOf: CorruptRow })
})
