// Of large objects a scan holds no more than a few, however many regions it merges.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import test from 'ava'
import type { ReadRequest } from '../../src/search/range-reader.ts'
import { RegionCursor } from '../../src/search/region-cursor.ts'
import { decodeString, encodeString } from '../../src/values/encode.ts'
import { decodeObject } from '../../src/values/object.ts'
import { sampleSpace } from '../hyperspace/sample-space.ts'
import { rowsOf, run } from './run-cursor.ts'
import { type StoredRow, snapshotOf } from './sample-store.ts'

const regions = 64
const space = sampleSpace({ attributes: { s: 'string' }, subspaces: [], indexes: [], partitions: regions })
const ids = space.subspaces[0]!.regions.map(({ id }) => id)
const sources = ids.map((region) => ({ region, subspace: 0, objects: 2 }))
const mebibyte = 1024 * 1024

function row(position: number, name: string, version: number, bytes: number): StoredRow {
  return { region: ids[position]!, subspace: 0, key: encodeString(name), version, values: [new Uint8Array(bytes).fill(position)] }
}

test('a scan of many regions with large objects has few of them in memory', async (t) => {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  const rows = ids.map((_, position) => row(position, `key ${String(position).padStart(2, '0')}`, 1, mebibyte))
  const snapshot = snapshotOf(space, rows)
  const cursor = new RegionCursor({ open: {}, space, sources, snapshot })
  const given: WeakRef<Uint8Array>[] = []
  const pending: ReadRequest[] = []
  let underWay = 0
  let found = 0
  let most = 0
  for (let step = cursor.wantPage(); ; ) {
    pending.push(...step.reads)
    underWay = Math.max(underWay, pending.length)
    if (step.page) {
      found += step.page.rows!.length
      if (step.page.done) break
      step = cursor.wantPage()
      continue
    }
    const read = pending.shift()!
    const entries = snapshot.read(read).map(({ key, value }) => ({ key, value: value.slice() }))
    for (const { value } of entries) given.push(new WeakRef(value))
    step = cursor.take(read.token, entries)
    if (given.length % 8 > 0) continue
    // What a WeakRef has shown stays until the end of the job.
    await new Promise((resolve) => setImmediate(resolve))
    collectGarbage()
    most = Math.max(most, given.filter((held) => held.deref() !== undefined).length)
  }
  t.is(found, regions)
  t.true(underWay <= 4, `${underWay} reads at a time`)
  t.true(most <= 4, `${most} objects of one mebibyte held`)
})

test('large and small objects come in order, a key of two regions in its newest version', (t) => {
  const names = ids.flatMap((_, position) => [`${String(position).padStart(2, '0')} a`, `${String(position).padStart(2, '0')} b`])
  const bytesOf = (index: number) => (index % 3 === 0 ? 300_000 : 10)
  const rows = names.map((name, index) => row((index * 7) % regions, name, 5, bytesOf(index)))
  // Older and newer copies elsewhere, large and small.
  const [elsewhere, shift] = [(index: number) => (index * 7 + 1) % regions, 4]
  const older = names.flatMap((name, index) => (index % 4 === 0 ? [row(elsewhere(index), name, 4, bytesOf(index + shift))] : []))
  const newer = names.flatMap((name, index) => (index % 4 === 1 ? [row(elsewhere(index), name, 6, bytesOf(index + shift))] : []))
  for (const descending of [false, true]) {
    const snapshot = snapshotOf(space, [...rows, ...older, ...newer])
    const cursor = new RegionCursor({ open: { descending }, space, sources, snapshot })
    const found = rowsOf(run(cursor, snapshot)).map(({ key, version, object }) => [
      decodeString(key!),
      version,
      decodeObject(object!)[0]!.length,
    ])
    const expected = names.map((name, index) => [name, index % 4 === 1 ? 6 : 5, bytesOf(index % 4 === 1 ? index + shift : index)])
    t.deepEqual(found, descending ? expected.reverse() : expected)
  }
})
