import test from 'ava'
import fc from 'fast-check'
import { indexKey, objectKey, pendingKey } from '../../src/replication/layout.ts'
import { indexName, objectName, pendingName } from '../../src/replication/row-names.ts'
import { toLatin1 } from '../../src/values/bytes.ts'

const region = fc.nat(0xffffffff)
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.array(fc.constantFrom(0, 1, 0xff), { maxLength: 12 }).map((few) => Uint8Array.from(few)),
)

test('a name is the key of the row, a character a byte', (t) => {
  fc.assert(
    fc.property(region, fc.nat(0xffff), fc.maxSafeNat(), bytes, bytes, (region, attribute, version, value, key) => {
      const name = toLatin1(key)
      t.is(objectName(region, name), toLatin1(objectKey(region, key)))
      t.is(pendingName(region, version, name), toLatin1(pendingKey(region, version, key)))
      t.is(indexName(region, attribute, value, name), toLatin1(indexKey(region, attribute, value, key)))
    }),
  )
})
