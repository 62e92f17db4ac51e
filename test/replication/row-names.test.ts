import test from 'ava'
import fc from 'fast-check'
import { objectKey } from '../../src/replication/layout.ts'
import { indexNames, objectName, pendingName } from '../../src/replication/row-names.ts'
import { toLatin1 } from '../../src/values/bytes.ts'

const region = fc.nat(0xffffffff)
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.array(fc.constantFrom(0, 1, 0xff), { maxLength: 12 }).map((few) => Uint8Array.from(few)),
)

function joined(kind: string, region: number, ...parts: readonly Uint8Array[]): string {
  const four = Buffer.alloc(4)
  four.writeUInt32BE(region)
  return Buffer.concat([Buffer.from(kind), four, ...parts]).toString('latin1')
}

test('a name is the key of the row, a character a byte', (t) => {
  fc.assert(
    fc.property(region, fc.nat(0xffff), fc.maxSafeNat(), bytes, bytes, (region, attribute, version, value, key) => {
      const name = toLatin1(key)
      t.is(objectName(region, name), toLatin1(objectKey(region, key)))
      const eight = Buffer.alloc(8)
      eight.writeBigUInt64BE(BigInt(version))
      t.is(pendingName(region, version, name), joined('p', region, eight, key))
      const two = Buffer.alloc(2)
      two.writeUInt16BE(attribute)
      const escaped = Uint8Array.from([...value].flatMap((byte) => (byte === 0 ? [0, 0xff] : [byte])))
      t.is(indexNames(region, attribute, name)(value), joined('i', region, two, escaped, Buffer.alloc(2), key))
    }),
  )
})
