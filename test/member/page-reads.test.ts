// Whoever reads on names the last key that it has, and none is the beginning: so the empty key ends no page that something is behind.
import test from 'ava'
import { embedded } from '../../src/embedded.ts'
import { PageReads } from '../../src/member/page-reads.ts'
import type { Entry } from '../../src/ports/store.ts'
import { objectKey, regionRange, rowKind } from '../../src/replication/layout.ts'
import { isCut } from '../../src/replication/transfer/surroundings.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { toLatin1 } from '../../src/values/bytes.ts'
import { encodeString } from '../../src/values/encode.ts'

async function readAll(keys: Readonly<Record<string, number>>, limit: number): Promise<string[]> {
  const store = new MemoryStore()
  await store.write(
    new Map(Object.entries(keys).map(([key, bytes]) => [toLatin1(objectKey(1, encodeString(key))), new Uint8Array(bytes)])),
    false,
  )
  const reads = new PageReads()
  let found: readonly Entry[] | undefined
  reads.ask(regionRange(rowKind.object, 1), limit, false, (entries) => {
    found = entries
  })
  for (let round = 0; !found && round < 3; round++) {
    for (const { cursor, request } of reads.takeReads()) reads.take(cursor, request.token, await store.read(request.range, request))
  }
  return found!.map(({ key }) => toLatin1(key.subarray(5)))
}

test('a page that would end with the row of the empty key goes on behind it', async (t) => {
  const large = 2 * 1024 * 1024
  t.deepEqual(await readAll({ '': large, a: 1, b: 1 }, 1024), ['', 'a', 'b'])
  t.deepEqual(await readAll({ '': 1, a: 1, b: 1 }, 1), ['', 'a'])
  t.deepEqual(await readAll({ '': large }, 1024), [''])
  t.deepEqual(await readAll({ a: large, b: 1 }, 1024), ['a'])
  t.deepEqual(await readAll({}, 1024), [])
})

test('the empty key alone is all there is, however large', (t) => {
  const row = (key: string) => ({ key: objectKey(1, encodeString(key)), value: new Uint8Array(2 * 1024 * 1024) })
  t.false(isCut([row('')]))
  t.true(isCut([row('a')]))
  t.true(isCut([row(''), row('a')]))
})

test('copies of the empty key are compared and learned like others, alone in its region or large and before others', async (t) => {
  t.timeout(120_000)
  await using cluster = await embedded({ servers: 3 })
  await using db = await cluster.connect()
  const options = { timeoutMs: 60_000 }
  await db.admin.addSpace('space alone key k attributes string s subspace s create 4 partitions')
  await db.admin.addSpace('space large key k attributes string s create 1 partition')
  const [alone, large] = [await db.openSpace('alone'), await db.openSpace('large')]
  await alone.put('', { s: 'x' }, options)
  await large.put('', { s: 'x'.repeat(2 * 1024 * 1024) }, options)
  for (let key = 0; key < 20; key++) await large.put(`k${key}`, { s: 'y' }, options)
  const alike = async () => {
    const { alike, spaces } = await db.admin.check(options)
    t.true(alike)
    t.deepEqual(
      spaces.map(({ keys, copies }) => [keys, copies]),
      [
        [1, 4],
        [21, 42],
      ],
    )
  }
  await alike()
  for (const server of [1, 2]) {
    await db.admin.serverOffline(server, options)
    await db.admin.waitUntilStable(options)
    await alike()
    await db.admin.serverOnline(server, options)
    await db.admin.waitUntilStable(options)
    await alike()
  }
})
