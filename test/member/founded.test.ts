// Regions that begin at a later epoch than 1, in the place of others (a sample cut their space anew).
import test from 'ava'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { configurationOf, LoneMember } from './lone-member.ts'

class CountingStore extends MemoryStore {
  gets = 0

  override get(...key: Parameters<MemoryStore['get']>) {
    this.gets++
    return super.get(...key)
  }
}

/** Server 2, the tail, takes the region's first update; returns how often it looked at its store for that. */
async function readsOfFirstUpdate(before: number, epoch: number, founded: number): Promise<number> {
  const store = new CountingStore()
  const nothing = { ...configurationOf(before, {}), spaces: new Map() }
  const first = configurationOf(before + 1, { epoch, founded, members: [1, 2] })
  const tail = await LoneMember.start(2, before > 0 ? nothing : first, { store })
  if (before > 0) await tail.install(first)
  const gets = store.gets
  await tail.receive(1, tail.update(1, epoch))
  if (!tail.toReplicas(1).includes('acknowledgement 1')) throw new Error('the update was not taken')
  return store.gets - gets
}

test('a replica that began with its region looks for no former version of what is new to it', async (t) => {
  const nothingKnown = await readsOfFirstUpdate(1, 7, 1)
  t.true(nothingKnown > (await readsOfFirstUpdate(1, 7, 7)))
  t.is(await readsOfFirstUpdate(1, 7, 7), await readsOfFirstUpdate(1, 1, 1))
})

test('after a start nothing is known of what was before it, though no epoch has risen', async (t) => {
  t.is(await readsOfFirstUpdate(0, 7, 7), await readsOfFirstUpdate(0, 8, 7))
  t.true((await readsOfFirstUpdate(0, 7, 7)) > (await readsOfFirstUpdate(1, 7, 7)))
})

test('a founding member has its rows complete when it starts again, at whatever epoch the region began', async (t) => {
  const store = new MemoryStore()
  const first = await LoneMember.start(1, configurationOf(1, { epoch: 7, founded: 7 }), { store })
  t.is(first.said(await first.put(3, 7)), 'done')
  const again = await LoneMember.start(1, configurationOf(2, { epoch: 8, founded: 7 }), { store, incarnation: 2 })
  await again.pass(5_000)
  t.is(again.said(await again.get(8)), 'found 3')
})
