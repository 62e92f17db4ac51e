// Indexes of what lies on the disk already, built beside everything else.
import test from 'ava'
import type { Configuration } from '../../src/cluster/configuration.ts'
import { makeAxes } from '../../src/hyperspace/grid.ts'
import { indexRange, indexStatesKey, objectKey, objectRow, rowKind } from '../../src/replication/layout.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { type Bytes, concatBytes, fromLatin1, toLatin1 } from '../../src/values/bytes.ts'
import { decodeString, encodeInt, encodeString } from '../../src/values/encode.ts'
import { intType } from '../../src/values/int-type.ts'
import { encodeObject } from '../../src/values/object.ts'
import { indexKey } from '../replication/row-keys.ts'
import { LoneMember } from './lone-member.ts'

const definition = parseSpace('space kv key k attributes set(int) tags index tags create 1 partition')
const subspaces = [{ axes: makeAxes(definition, ['k']), regions: [{ id: 1, epoch: 1, members: [1] }] }]
const space = { id: 1, schemaVersion: 1, definition, settling: false, readOnly: false, subspaces }
const configuration: Configuration = { cluster: 'c', version: 1, readOnly: false, servers: new Map(), spaces: new Map([[1, space]]) }

/** A disk with these objects, and with index rows and their state as given. */
async function disk(objects: Readonly<Record<string, readonly number[]>>, state?: object, indexRows: readonly Bytes[] = []) {
  const store = new MemoryStore()
  const batch = new Map<string, Bytes>()
  for (const [key, tags] of Object.entries(objects)) {
    const value = concatBytes(tags.map((tag) => encodeInt(BigInt(tag))))
    batch.set(toLatin1(objectKey(1, encodeString(key))), objectRow(2 ** 32 + 1, encodeObject([value])))
  }
  for (const row of indexRows) batch.set(toLatin1(row), new Uint8Array(0))
  if (state) batch.set(toLatin1(indexStatesKey(1)), encodeString(JSON.stringify(state)))
  await store.write(batch, false)
  return store
}

function row(key: string, tag: number): Bytes {
  return indexKey(1, 1, intType.toOrdered(encodeInt(BigInt(tag))), encodeString(key))
}

async function indexRows(store: MemoryStore): Promise<string[]> {
  const entries = await store.read(indexRange(1, 1, new Uint8Array(0)), { limit: 1_000_000, maxBytes: 1e9, keysOnly: true })
  return entries.map(({ key }) => toLatin1(key))
}

async function stateOn(store: MemoryStore): Promise<unknown> {
  const key = indexStatesKey(1)
  const [entry] = await store.read({ from: key, to: concatBytes([key, Uint8Array.of(0)]), reverse: false }, { limit: 1, maxBytes: 1e9 })
  return JSON.parse(decodeString(entry!.value)!)
}

const tagsIndex = { attribute: 1, name: 'tags', prefix: [] }

test('rows that a former build of the server has left are removed and made anew', async (t) => {
  for (const former of [{ whole: true }, { whole: true, form: 2 }, { whole: false, form: 2 }, { form: 3 }, { form: 0 }]) {
    const store = await disk({ a: [1, 2], b: [2] }, [{ ...tagsIndex, ...former }], [row('a', 9), row('gone', 1)])
    await LoneMember.start(1, configuration, { store })
    t.deepEqual(await indexRows(store), [row('a', 1), row('a', 2), row('b', 2)].map(toLatin1))
    // A former build finds no `whole` in it, so it makes the index anew as well.
    t.deepEqual(await stateOn(store), [{ ...tagsIndex, form: 4 }])
  }
})

test('rows of this build are left as they are', async (t) => {
  const store = await disk({ a: [1] }, [{ ...tagsIndex, form: 4 }], [row('a', 1)])
  const lone = await LoneMember.start(1, configuration, { store })
  t.deepEqual(await indexRows(store), [toLatin1(row('a', 1))])
  t.deepEqual(
    lone.turns.flatMap(({ batch }) => [...batch.keys()].filter((key) => fromLatin1(key)[0] === rowKind.index)),
    [],
  )
})

test('a turn ends with so many rows, however many objects there are', async (t) => {
  const tags = Array.from({ length: 1000 }, (_, index) => index)
  const keys = Array.from({ length: 40 }, (_, index) => `k${index}`)
  const store = await disk(Object.fromEntries(keys.map((key) => [key, tags])))
  const lone = await LoneMember.start(1, configuration, { store })
  const written = lone.turns.map(({ batch }) => [...batch.keys()].filter((key) => fromLatin1(key)[0] === rowKind.index).length)
  t.is((await indexRows(store)).length, 40_000)
  t.true(Math.max(...written) <= 9192)
  t.is(written.filter((rows) => rows > 0).length, 5)
})

test('a turn ends with so many bytes of objects, however few rows they have', async (t) => {
  const tags = Array.from({ length: 250_000 }, (_, index) => index)
  const keys = Array.from({ length: 24 }, (_, index) => `k${index}`)
  const store = await disk(Object.fromEntries(keys.map((key) => [key, tags])))
  const lone = await LoneMember.start(1, configuration, { store })
  const written = lone.turns.map(({ batch }) => [...batch.keys()].filter((key) => fromLatin1(key)[0] === rowKind.index).length)
  t.is((await indexRows(store)).length, 24)
  t.true(Math.max(...written) <= 10, `${written}`)
})
