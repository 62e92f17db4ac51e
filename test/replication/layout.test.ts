import test from 'ava'
import fc from 'fast-check'
import {
  departureKey,
  escapeOrdered,
  indexPrefix,
  markKey,
  objectKey,
  objectRow,
  outcomeKey,
  rangeEnd,
  readIndexKey,
  readObjectRow,
  readUint32,
  readUint64,
  regionRange,
  rowKind,
  writeUint64,
} from '../../src/replication/layout.ts'
import { type Bytes, compareBytes } from '../../src/values/bytes.ts'
import { indexKey, pendingKey } from './row-keys.ts'

// Zeros and 255s are where escaping could go wrong.
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.array(fc.constantFrom(0, 1, 0xfe, 0xff), { maxLength: 6 }).map((list) => Uint8Array.from(list)),
)
const region = fc.oneof(fc.integer({ min: 1, max: 0xffffffff }), fc.constantFrom(1, 2, 255, 256, 0xffffffff))
const uint64 = fc.oneof(fc.maxSafeNat(), fc.constantFrom(0, 1, 0xffffffff, 0x100000000, Number.MAX_SAFE_INTEGER))
const attribute = fc.integer({ min: 0, max: 999 })

const plain = (value: Bytes) => [...value]
const order = (a: Bytes, b: Bytes) => Math.sign(compareBytes(a, b))

test('numbers of up to 53 bits come back, and their bytes are in their order', (t) => {
  fc.assert(
    fc.property(uint64, uint64, (a, b) => {
      const [left, right] = [new Uint8Array(10), new Uint8Array(10)]
      writeUint64(left, 1, a)
      writeUint64(right, 1, b)
      t.is(readUint64(left, 1), a)
      t.is(order(left, right), Math.sign(a - b))
    }),
  )
})

test('index keys are ordered by value, then by key', (t) => {
  fc.assert(
    fc.property(region, attribute, bytes, bytes, bytes, bytes, (inRegion, ofAttribute, value, key, otherValue, otherKey) => {
      const row = indexKey(inRegion, ofAttribute, value, key)
      const other = indexKey(inRegion, ofAttribute, otherValue, otherKey)
      t.is(order(row, other), order(value, otherValue) || order(key, otherKey))
    }),
    { numRuns: 1000 },
  )
})

test('an index key gives back its value and key', (t) => {
  fc.assert(
    fc.property(region, attribute, bytes, bytes, (inRegion, ofAttribute, value, key) => {
      const read = readIndexKey(indexKey(inRegion, ofAttribute, value, key))
      t.deepEqual([plain(read.value), plain(read.key)], [plain(value), plain(key)])
    }),
  )
  t.throws(() => readIndexKey(indexPrefix(1, 1)), { instanceOf: RangeError, message: /does not end/ })
})

test('no escaped value begins another', (t) => {
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      fc.pre(compareBytes(a, b) !== 0)
      const [left, right] = [escapeOrdered(a), escapeOrdered(b)]
      t.notDeepEqual(plain(left), plain(right.subarray(0, left.length)))
    }),
  )
})

test('a range of a region holds its rows and no others', (t) => {
  const kinds = fc.constantFrom(rowKind.object, rowKind.index, rowKind.pending, rowKind.departure, rowKind.outcome, rowKind.mark)
  const makers: Record<number, (inRegion: number, number: number, key: Bytes) => Bytes> = {
    [rowKind.object]: (inRegion, _number, key) => objectKey(inRegion, key),
    [rowKind.index]: (inRegion, number, key) => indexKey(inRegion, number % 1000, key, key),
    [rowKind.pending]: pendingKey,
    [rowKind.departure]: departureKey,
    [rowKind.outcome]: (inRegion, number) => outcomeKey(inRegion, number, number),
    [rowKind.mark]: (inRegion, number) => markKey(inRegion, number),
  }
  fc.assert(
    fc.property(kinds, kinds, region, region, uint64, bytes, (kind, otherKind, inRegion, otherRegion, number, key) => {
      const { from, to } = regionRange(kind, inRegion)
      const row = makers[otherKind]!(otherRegion, number, key)
      t.is(readUint32(row, 1), otherRegion)
      t.is(compareBytes(from, row) <= 0 && compareBytes(row, to) < 0, kind === otherKind && inRegion === otherRegion)
    }),
    { numRuns: 500 },
  )
})

test('rangeEnd lies behind every key with the prefix and before all others behind it', (t) => {
  fc.assert(
    fc.property(bytes, bytes, bytes, (prefix, rest, other) => {
      fc.pre(prefix.some((byte) => byte < 0xff))
      const end = rangeEnd(prefix)
      const inside = Uint8Array.from([...prefix, ...rest])
      t.true(compareBytes(inside, end) < 0)
      const begins = prefix.every((byte, index) => other[index] === byte)
      if (!begins && compareBytes(other, prefix) > 0) t.true(compareBytes(other, end) >= 0)
    }),
    { numRuns: 500 },
  )
  t.throws(() => rangeEnd(Uint8Array.of(0xff, 0xff)), { instanceOf: RangeError })
})

test('object rows give back version and object; others are refused', (t) => {
  fc.assert(
    fc.property(uint64, bytes, (version, object) => {
      const read = readObjectRow(objectRow(version, object))
      t.is(read.version, version)
      t.deepEqual(plain(read.object), plain(object))
    }),
  )
  t.throws(() => readObjectRow(Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 1)), { instanceOf: RangeError, message: /format 2/ })
  t.throws(() => readObjectRow(Uint8Array.of(1, 0)), { instanceOf: RangeError })
})
