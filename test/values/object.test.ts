import test from 'ava'
import fc from 'fast-check'
import { decodeObject, encodeObject } from '../../src/values/object.ts'

test('an object decodes to the values it was made of', (t) => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (values) => {
      const decoded = decodeObject(encodeObject(values)).map((value) => [...value])
      t.deepEqual(
        decoded,
        values.map((value) => [...value]),
      )
    }),
  )
})

test('bytes that are no object are refused', (t) => {
  t.throws(() => decodeObject(Uint8Array.of(0x0a, 5, 1)), { instanceOf: RangeError, message: /cut off/ })
  t.throws(() => decodeObject(Uint8Array.of(0x12, 0)), { instanceOf: RangeError, message: /tag/ })
})
