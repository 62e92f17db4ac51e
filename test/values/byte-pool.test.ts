import test from 'ava'
import fc from 'fast-check'
import { briefBytes, lastingBytes } from '../../src/values/byte-pool.ts'

test('no two share a byte, and all begin with zeros', (t) => {
  fc.assert(
    fc.property(fc.array(fc.nat(3000), { maxLength: 60 }), (lengths) => {
      const given = lengths.map((length, index) => {
        const bytes = briefBytes(length)
        t.is(bytes.length, length)
        t.true(bytes.every((byte) => byte === 0))
        return bytes.fill((index % 255) + 1)
      })
      for (const [index, bytes] of given.entries()) t.true(bytes.every((byte) => byte === (index % 255) + 1))
    }),
    { numRuns: 30 },
  )
})

test('what is kept for long does not keep its neighbours', (t) => {
  const brief = briefBytes(20).fill(7)
  const lasting = lastingBytes(brief)
  t.deepEqual([...lasting], [...brief])
  t.is(lasting.buffer.byteLength, 20)
  t.is(lastingBytes(lasting), lasting)
})
