import test from 'ava'
import fc from 'fast-check'
import type { AttributeType, TimestampUnit } from '../../src/values/attribute-type.ts'
import { dateOfDays, daysOfDate, unitsSinceEpoch } from '../../src/values/calendar.ts'
import { decodeInt, encodeInt, intMaximum, intMinimum } from '../../src/values/encode.ts'
import { fromJson, fromTyped, toJson } from '../../src/values/json.ts'
import { parseJson } from '../../src/values/json-text.ts'
import { checkOperations } from '../../src/values/matcher.ts'
import { operationName } from '../../src/values/operation.ts'
import { parseTimestamp, printTimestamp } from '../../src/values/timestamp-text.ts'
import { int64, string } from './arbitraries.ts'

const day: AttributeType = { kind: 'timestamp', unit: 'day' }
/** Moments that a Date can hold, in microseconds. */
const datedMicros = fc.bigInt({ min: -8_640_000_000_000_000n, max: 8_640_000_000_000_000n }).map((millis) => millis * 1000n)

test('days and dates are those of Date', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000_000, max: 100_000_000 }), (days) => {
      const date = new Date(days * 86_400_000)
      const expected = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
      t.deepEqual(dateOfDays(days), expected)
      t.is(daysOfDate(expected), days)
    }),
    { numRuns: 2_000 },
  )
})

test('units are whole since the epoch, months those of the calendar', (t) => {
  const at = (text: string, unit: TimestampUnit) => unitsSinceEpoch(unit, parseTimestamp(text)!)
  t.is(at('1970-01-01T00:00:00Z', 'second'), 0)
  t.is(at('1969-12-31T23:59:59.999999Z', 'second'), -1)
  t.is(at('1970-01-01T01:59:59Z', 'hour'), 1)
  t.is(at('1970-01-07T23:59:59Z', 'week'), 0)
  t.is(at('1970-01-08T00:00:00Z', 'week'), 1)
  t.is(at('1970-01-31T23:59:59Z', 'month'), 0)
  t.is(at('2000-02-29T12:00:00Z', 'month'), 361)
  t.is(at('1969-12-31T23:59:59Z', 'month'), -1)
  t.is(at('0000-01-01T00:00:00Z', 'month'), -23_640)
  fc.assert(
    fc.property(datedMicros, (micros) => {
      const date = new Date(Number(micros / 1000n))
      t.is(unitsSinceEpoch('month', micros), (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth())
      t.is(unitsSinceEpoch('minute', micros), Math.floor(date.getTime() / 60_000))
    }),
  )
  for (const unit of ['second', 'minute', 'hour', 'day', 'week', 'month'] as const) {
    for (const micros of [intMinimum, intMaximum]) t.true(Number.isSafeInteger(unitsSinceEpoch(unit, micros)))
  }
})

test('a timestamp is printed with microseconds, as Date prints milliseconds', (t) => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }),
      (date) => {
        t.is(printTimestamp(BigInt(date.getTime()) * 1000n), date.toISOString().replace('Z', '000Z'))
      },
    ),
  )
  t.is(printTimestamp(-1n), '1969-12-31T23:59:59.999999Z')
  t.is(printTimestamp(parseTimestamp('9999-12-31T23:59:59.999999Z')! + 1n), undefined)
  t.is(printTimestamp(parseTimestamp('0000-01-01T00:00:00Z')! - 1n), undefined)
})

test('RFC 3339 is read with offsets and up to six digits of fraction', (t) => {
  const read: readonly [string, string][] = [
    ['2026-01-31t12:00:00.5z', '2026-01-31T12:00:00.500000Z'],
    ['2026-01-31 12:00:00Z', '2026-01-31T12:00:00.000000Z'],
    ['2026-01-31T12:00:00+02:30', '2026-01-31T09:30:00.000000Z'],
    ['2026-01-31T12:00:00-00:01', '2026-01-31T12:01:00.000000Z'],
    ['2024-02-29T00:00:00.1234560000Z', '2024-02-29T00:00:00.123456Z'],
  ]
  for (const [text, printed] of read) t.is(printTimestamp(parseTimestamp(text)!), printed)
  const none = ['', '2026-01-31', '2026-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-00-01T00:00:00Z', '2026-01-00T00:00:00Z']
  const others = [
    '2026-01-31T24:00:00Z',
    '2026-01-31T12:00:60Z',
    '2026-01-31T12:00:00',
    '2026-01-31T12:00:00.1234567Z',
    '26-01-31T12:00:00Z',
  ]
  for (const text of [...none, ...others, '2026-01-31T12:00:00+24:00', '2026-01-31T12:00Z']) t.is(parseTimestamp(text), undefined, text)
})

test('the JSON form leads back to the same microseconds, of every timestamp', (t) => {
  fc.assert(
    fc.property(fc.oneof(int64, datedMicros), (micros) => {
      t.is(decodeInt(fromJson(day, parseJson(toJson(day, encodeInt(micros))))), micros)
    }),
  )
  t.is(toJson(day, encodeInt(intMaximum)), '9223372036854775807')
  t.is(decodeInt(fromTyped(day, '1970-01-01T00:00:01Z')), 1_000_000n)
  t.is(decodeInt(fromTyped(day, '-5')), -5n)
  for (const text of ['"1970-01-01T00:00:01Z"', 'yesterday', '1.5', '', '9223372036854775808']) {
    t.like(
      t.throws(() => fromTyped(day, text), undefined, text),
      { code: 'INVALID' },
    )
  }
})

test('a timestamp takes put and nothing else', (t) => {
  const types = [string, day]
  t.notThrows(() => checkOperations([{ attribute: 1, operands: [encodeInt(1n)] }], types))
  t.throws(() => checkOperations([{ attribute: 1, name: operationName.add, operands: [encodeInt(1n)] }], types), { message: /takes put/ })
  t.throws(() => checkOperations([{ attribute: 1, operands: [new Uint8Array(7)] }], types), { message: /7 bytes long/ })
})
