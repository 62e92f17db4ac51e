import test from 'ava'
import fc from 'fast-check'
import {
  decodeFloat,
  decodeInt,
  decodeString,
  encodeFloat,
  encodeInt,
  encodeString,
  intMaximum,
  intMinimum,
} from '../../src/values/encode.ts'
import { double, int64 } from './arbitraries.ts'

test('strings, ints and floats decode to what was encoded', (t) => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => decodeString(encodeString(text)) === text))
  fc.assert(fc.property(int64, (value) => decodeInt(encodeInt(value)) === value))
  fc.assert(fc.property(double, (value) => Object.is(decodeFloat(encodeFloat(value)), value)))
  t.pass()
})

test('the bytes are those of the page on formats', (t) => {
  const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
  t.is(hex(encodeString('zoë')), '7a 6f c3 ab')
  t.is(hex(encodeInt(258n)), '02 01 00 00 00 00 00 00')
  t.is(hex(encodeInt(-2n)), 'fe ff ff ff ff ff ff ff')
  t.is(hex(encodeInt(intMinimum)), '00 00 00 00 00 00 00 80')
  t.is(hex(encodeInt(intMaximum)), 'ff ff ff ff ff ff ff 7f')
  t.is(hex(encodeFloat(1.5)), '00 00 00 00 00 00 f8 3f')
  t.is(hex(encodeFloat(-0)), '00 00 00 00 00 00 00 80')
  t.is(hex(encodeFloat(Number.POSITIVE_INFINITY)), '00 00 00 00 00 00 f0 7f')
  t.is(hex(encodeFloat(Number.POSITIVE_INFINITY - Number.POSITIVE_INFINITY)), '00 00 00 00 00 00 f8 7f')
})

test('an encoded value is not changed by the next one', (t) => {
  const one = encodeInt(1n)
  const half = encodeFloat(0.5)
  encodeInt(2n)
  t.is(decodeInt(one), 1n)
  t.is(decodeFloat(half), 0.5)
})

test('what does not fit an int is refused', (t) => {
  t.like(
    t.throws(() => encodeInt(intMaximum + 1n)),
    { code: 'INVALID', message: '9223372036854775808 does not fit an int' },
  )
  t.like(
    t.throws(() => encodeInt(intMinimum - 1n)),
    { code: 'INVALID' },
  )
})

test('half of a surrogate pair is refused, not stored as another character', (t) => {
  t.like(
    t.throws(() => encodeString('a\ud83d')),
    { code: 'INVALID', message: '"a\\ud83d" holds half of a surrogate pair' },
  )
})

test('bytes that are not UTF-8 have no text; a byte order mark stays', (t) => {
  t.is(decodeString(Uint8Array.of(0x61, 0xff)), undefined)
  t.is(decodeString(Uint8Array.of(0xc3)), undefined)
  t.is(decodeString(Uint8Array.of(0xed, 0xa0, 0x80)), undefined)
  t.is(decodeString(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)), '\ufeffa')
  t.is(decodeString(Uint8Array.of(0x61)), 'a')
})
