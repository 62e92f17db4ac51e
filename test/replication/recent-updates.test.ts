import test from 'ava'
import fc from 'fast-check'
import { RecentUpdates } from '../../src/replication/recent-updates.ts'
import { makeUpdate, readUpdate, updateIdentity } from '../../src/replication/update.ts'

const numbers = fc.integer({ min: 0, max: 3 })
const arbitraryUpdate = fc
  .record({ keyRegion: numbers, version: numbers, key: fc.uint8Array({ minLength: 1, maxLength: 4 }), length: fc.constantFrom(0, 5, 5000) })
  .map(({ keyRegion, version, key, length }) =>
    makeUpdate({ keyRegion, space: 1, version, previous: 0, key, client: 1, number: 2, mark: 1, object: new Uint8Array(length) }),
  )

function plain(update: ReturnType<typeof readUpdate>) {
  const { derived: _, ...rest } = update
  return rest
}

test('what is read is what the bytes say, whatever was read before', (t) => {
  fc.assert(
    fc.property(fc.array(arbitraryUpdate, { maxLength: 40 }), (updates) => {
      const recent = new RecentUpdates()
      for (const { encoded } of updates) t.deepEqual(plain(recent.read(encoded)), plain(readUpdate(encoded)))
    }),
    { numRuns: 100 },
  )
})

test('an update that comes again is the same object, and keeps nothing much larger alive', (t) => {
  const { encoded } = makeUpdate({
    keyRegion: 7,
    space: 1,
    version: 2 ** 40,
    previous: 0,
    key: Uint8Array.of(1),
    client: 0,
    number: 0,
    mark: 0,
  })
  const recent = new RecentUpdates()
  const batch = new Uint8Array(100_000)
  batch.set(encoded, 100)
  const first = recent.read(batch.subarray(100, 100 + encoded.length))
  t.true(first.encoded.buffer.byteLength <= 8192)
  t.is(recent.read(encoded), first)
  t.is(recent.read(first.encoded), first)
  // Another one in its place sends it away, and nothing else.
  const other = makeUpdate({ ...first, version: 2 ** 41, key: Uint8Array.of(2) })
  t.is(updateIdentity(other.encoded), updateIdentity(encoded))
  t.is(recent.read(other.encoded).version, 2 ** 41)
  t.deepEqual(plain(recent.read(encoded)), plain(first))
})

test('a long update that has memory of its own is not copied: a server that sends it to itself has it in memory once', (t) => {
  const { encoded } = makeUpdate({
    keyRegion: 7,
    space: 1,
    version: 1,
    previous: 0,
    key: Uint8Array.of(1),
    client: 0,
    number: 0,
    mark: 0,
    object: new Uint8Array(100_000),
  })
  const recent = new RecentUpdates()
  t.true(recent.read(encoded).encoded === encoded)
  const batch = new Uint8Array(1_000_000)
  batch.set(encoded, 100)
  t.is(recent.read(batch.subarray(100, 100 + encoded.length)).encoded.buffer.byteLength, encoded.length)
})

test('bytes that are no update are refused as ever', (t) => {
  const recent = new RecentUpdates()
  t.throws(() => recent.read(new Uint8Array(0)), { instanceOf: RangeError })
  t.throws(() => recent.read(Uint8Array.of(1, 2, 3)), { instanceOf: RangeError })
})
