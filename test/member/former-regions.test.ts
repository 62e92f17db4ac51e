import test from 'ava'
import { ConfigurationIndex } from '../../src/cluster/lookup.ts'
import { Cleanups } from '../../src/member/cleanups.ts'
import { FormerRegions } from '../../src/member/former-regions.ts'
import { membershipKey, objectKey, sizeKey } from '../../src/replication/layout.ts'
import { StoreView } from '../../src/replication/store-view.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { fromLatin1 } from '../../src/values/bytes.ts'

const withoutSpaces = { cluster: 'c', version: 1, readOnly: false, servers: new Map(), spaces: new Map() }

function setUp() {
  const store = new MemoryStore()
  const view = new StoreView(store)
  const cleanups = new Cleanups(2)
  const former = new FormerRegions(1, view, cleanups)
  let sequence = 0
  /** Everything that was put is written. */
  const write = async () => {
    await store.write(view.takeBatch(++sequence), false)
    view.written(sequence)
  }
  const begin = () => cleanups.take(Number.MAX_SAFE_INTEGER)[0]
  const finish = async ({ token, ranges, rowsMax }: NonNullable<ReturnType<typeof begin>>) => {
    for (const [index, range] of ranges.entries()) {
      const left = await store.clear(range, rowsMax)
      if (left) return cleanups.cleaned(token, [left, ...ranges.slice(index + 1)])
    }
    cleanups.cleaned(token, [])
  }
  return { store, view, former, write, begin, finish }
}

test('a region that is learned while it is being removed whole is found by the next start', async (t) => {
  const { store, former, write, begin, finish } = setUp()
  former.leave(7)
  former.review(new ConfigurationIndex(withoutSpaces), 1)
  const removal = begin()!
  let cleared = false
  former.clear(7, 2, () => {
    cleared = true
  })
  await write()
  // The step that was under way takes the row of that time along.
  await finish(removal)
  t.is(store.get(membershipKey(7)), undefined)
  t.false(cleared)
  await finish(begin()!)
  t.true(cleared)
  await write()
  t.truthy(store.get(membershipKey(7)))
  t.is(begin(), undefined)
})

test('objects that a removal had not come to when the region was to be learned stay, as a cache', async (t) => {
  const { store, view, former, write, begin, finish } = setUp()
  const key = (number: number) => objectKey(7, fromLatin1(`k${number}`))
  for (let number = 0; number < 5; number++) view.put(key(number), Uint8Array.of(1))
  await write()
  former.leave(7)
  former.review(new ConfigurationIndex(withoutSpaces), 1)
  const removal = begin()!
  former.clear(7, 2, () => {})
  await write()
  await finish(removal)
  for (let step = begin(); step; step = begin()) await finish(step)
  t.deepEqual(
    [0, 1, 2, 3, 4].map((number) => store.get(key(number)) !== undefined),
    [false, false, true, true, true],
  )
})

test('of a removal that ends with the process the next start finds what is left', async (t) => {
  const { store, view, former, write, begin, finish } = setUp()
  const object = objectKey(7, fromLatin1('k'))
  view.put(sizeKey(7), Uint8Array.of(1))
  view.put(object, Uint8Array.of(1))
  await write()
  former.leave(7)
  former.review(new ConfigurationIndex(withoutSpaces), 1)
  await write()
  let steps = 0
  for (let step = begin(); step; step = begin()) {
    if (store.get(object)) t.truthy(store.get(membershipKey(7)), `before step ${++steps}`)
    await finish(step)
  }
  t.true(steps > 0)
  for (const key of [sizeKey(7), object, membershipKey(7)]) t.is(store.get(key), undefined)
})
