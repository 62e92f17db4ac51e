// What a region has of each key region: each row is read once for all who ask, and nothing outdated is told.
import test from 'ava'
import type { Entry, KeyRange } from '../../../src/ports/store.ts'
import { objectKey, objectRow } from '../../../src/replication/layout.ts'
import { Census } from '../../../src/replication/reconciliation/census.ts'
import { SpaceView } from '../../../src/replication/space-view.ts'
import { compareBytes, emptyBytes, fromLatin1, toLatin1 } from '../../../src/values/bytes.ts'
import { encodeObject } from '../../../src/values/object.ts'
import { makeSpace } from '../world.ts'

const view = new SpaceView(makeSpace({ space: 'space s key k attributes color subspace color create 8 partitions', chain: () => [1] }))
const region = 9
const keyRegions = view.space.subspaces[0]!.regions.map(({ id }) => id)
const named = (index: number) => fromLatin1(`key${String(index).padStart(5, '0')}`)

/** A region with these objects, which answers reads when it is told to. */
function regionOf(objects: number, version = 7) {
  let read = 0
  const due: (() => void)[] = []
  const rows: Entry[] = []
  const put = (index: number, at: number) => {
    rows[index] = { key: objectKey(region, named(index)), value: objectRow(at, encodeObject([emptyBytes])) }
  }
  for (let index = 0; index < objects; index++) put(index, version)
  const census = new Census(({ from, to }: KeyRange, limit, take) => {
    const page = rows.filter(({ key }) => compareBytes(key, from) >= 0 && compareBytes(key, to) < 0).slice(0, limit)
    read += page.length
    due.push(() => take(page))
  })
  census.watch(new Map([[region, view]]))
  const answer = () => {
    for (let next = due.shift(); next; next = due.shift()) next()
  }
  return { census, put, answer, rowsRead: () => read }
}

/** Everything of a key region, as its leader asks for it. */
function all(at: ReturnType<typeof regionOf>, keyRegion: number, step: number, objects: number): string[] {
  const found: string[] = []
  for (let from = 0; from <= objects; from += step) {
    const through = from + step > objects ? emptyBytes : named(from + step - 1)
    let after = from === 0 ? emptyBytes : named(from - 1)
    for (let ended = false; !ended; ) {
      at.census.rows(region, keyRegion, after, through, (rows, end) => {
        found.push(...rows.map(({ key, version }) => `${toLatin1(key!)}@${version}`))
        ended = compareBytes(end, through) === 0
        after = end
      })
      at.answer()
    }
  }
  return found
}

test('all key regions together are told of every row once, and little is read more than once', (t) => {
  const objects = 5000
  const at = regionOf(objects)
  const found = keyRegions.flatMap((keyRegion) => all(at, keyRegion, 250, objects))
  t.is(found.length, objects)
  t.is(new Set(found).size, objects)
  t.true(at.rowsRead() <= 2 * objects, `${at.rowsRead()} rows read`)
})

test('those who ask for the same page at once share one read', (t) => {
  const at = regionOf(500)
  let told = 0
  for (const keyRegion of keyRegions) {
    at.census.rows(region, keyRegion, emptyBytes, named(300), (rows) => {
      told += rows.length
    })
  }
  at.answer()
  t.is(told, 301)
  t.is(at.rowsRead(), 500)
})

test('after a commit of a key region, also while a page is read, it is told of what is there now', (t) => {
  const at = regionOf(100)
  const index = 3
  const mine = view.keyRegion(named(index)).id
  const other = keyRegions.find((id) => id !== mine)!
  at.census.rows(region, other, emptyBytes, emptyBytes, () => {})
  at.put(index, 8)
  at.census.changed(region, mine)
  at.answer()
  t.true(all(at, mine, 1000, 100).includes(`${toLatin1(named(index))}@8`))
  at.put(index, 9)
  at.census.changed(region, mine)
  t.true(all(at, mine, 1000, 100).includes(`${toLatin1(named(index))}@9`))
  const before = at.rowsRead()
  all(at, other, 1000, 100)
  t.is(at.rowsRead(), before, 'nothing of the others has changed')
})

test('a page says nothing of who asked for it either when something of theirs committed while it was read', (t) => {
  const at = regionOf(100)
  const mine = view.keyRegion(named(3)).id
  // The link of who asks broke: it has the answer to the same question, asked again, and goes on.
  at.census.rows(region, mine, emptyBytes, emptyBytes, () => {})
  at.put(3, 8)
  at.census.changed(region, mine)
  at.answer()
  t.true(all(at, mine, 1000, 100).includes(`${toLatin1(named(3))}@8`))
})

test('what was read in another view of the space, or arrives in another, is read again', (t) => {
  const at = regionOf(100)
  const mine = view.keyRegion(named(3)).id
  all(at, mine, 1000, 100)
  let told: string[] = []
  at.census.watch(new Map([[region, new SpaceView({ ...view.space })]]))
  at.put(3, 8)
  at.census.rows(region, mine, emptyBytes, emptyBytes, (rows) => {
    told = rows.map(({ key, version }) => `${toLatin1(key!)}@${version}`)
  })
  at.put(3, 9)
  at.census.watch(new Map([[region, new SpaceView({ ...view.space })]]))
  at.answer()
  t.true(told.includes(`${toLatin1(named(3))}@9`))
})

test('a page that arrives when the region is watched no longer is not kept, and nothing is told of it', (t) => {
  const at = regionOf(100)
  const mine = view.keyRegion(named(3)).id
  at.census.rows(region, mine, emptyBytes, emptyBytes, () => t.fail('the region is watched no longer'))
  at.census.watch(new Map())
  at.answer()
  at.put(3, 8)
  at.census.watch(new Map([[region, view]]))
  t.true(all(at, mine, 1000, 100).includes(`${toLatin1(named(3))}@8`))
})
