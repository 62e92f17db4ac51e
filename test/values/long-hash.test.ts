import test from 'ava'
import fc from 'fast-check'
import murmurhash3 from 'murmurhash3js'
import { toLatin1 } from '../../src/values/bytes.ts'
import { longHash } from '../../src/values/long-hash.ts'
import { dataType } from '../../src/values/registry.ts'

const string = dataType({ kind: 'string' })

test('the hash of bytes is the library’s of the same text', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      t.is(longHash(bytes), murmurhash3.x86.hash32(toLatin1(bytes)))
    }),
    { numRuns: 2000 },
  )
  const random = Uint8Array.from({ length: 300_001 }, (_, index) => (index * index * 7919) >>> 5)
  for (const length of [0, 1, 2, 3, 4, 1023, 1024, 1025, 65_536, 299_998, 299_999, 300_000, 300_001])
    t.is(longHash(random.subarray(0, length)), murmurhash3.x86.hash32(toLatin1(random.subarray(0, length))), `${length} bytes`)
})

test('the coordinate of a string is that hash, whatever its length', (t) => {
  for (const length of [0, 1, 1000, 1024, 1025, 5000]) {
    const value = Uint8Array.from({ length }, (_, index) => (index * 31) % 256)
    t.is(string.coordinate(value), murmurhash3.x86.hash32(toLatin1(value)), `${length} bytes`)
  }
})
