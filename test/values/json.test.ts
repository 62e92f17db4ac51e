import test from 'ava'
import fc from 'fast-check'
import type { AttributeType } from '../../src/values/attribute-type.ts'
import { decodeBase64, encodeBase64 } from '../../src/values/base64.ts'
import { emptyBytes } from '../../src/values/bytes.ts'
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
import { fromJson, fromTyped, type JsonValue, parseJson, toJson } from '../../src/values/json.ts'
import { isOperable } from '../../src/values/registry.ts'
import { float, int, string, typesWithValues } from './arbitraries.ts'

const int64: AttributeType = { kind: 'int64' }

for (const { type, values } of typesWithValues) {
  test(`${type.kind}: the JSON form leads back to the same bytes`, (t) => {
    fc.assert(
      fc.property(values, (value) => {
        t.deepEqual([...fromJson(type, parseJson(toJson(type, value)))], [...value])
      }),
    )
  })
}

test('ints are written and read with all their digits', (t) => {
  for (const value of [intMinimum, -1n, 0n, 2n ** 53n + 1n, intMaximum]) {
    t.is(toJson(int, encodeInt(value)), String(value))
    t.is(decodeInt(fromJson(int64, parseJson(String(value)))), value)
  }
})

test('floats are numbers, or the names of those JSON lacks', (t) => {
  const forms: readonly [number, string][] = [
    [1, '1'],
    [1.5, '1.5'],
    [-0, '-0.0'],
    [0, '0'],
    [1e21, '1e+21'],
    [5e-324, '5e-324'],
    [Number.NaN, '"NaN"'],
    [Number.POSITIVE_INFINITY, '"Infinity"'],
    [Number.NEGATIVE_INFINITY, '"-Infinity"'],
  ]
  for (const [value, form] of forms) {
    t.is(toJson(float, encodeFloat(value)), form)
    t.is(decodeFloat(fromJson(float, parseJson(form))), value)
  }
  t.is(decodeFloat(fromJson(float, parseJson('12345678901234567890'))), Number('12345678901234567890'))
})

test('strings are strings, other bytes base64', (t) => {
  t.is(toJson(string, encodeString('zo"ë\n')), '"zo\\"ë\\n"')
  t.is(toJson(string, Uint8Array.of(0xff, 0, 1, 2)), '{"$bytes":"/wABAg=="}')
  t.deepEqual([...fromJson(string, parseJson('{"$bytes":"/wABAg=="}'))], [0xff, 0, 1, 2])
  t.is(decodeString(fromJson(string, parseJson('{"$bytes":"YWI="}'))), 'ab')
  t.is(fromJson(string, { $bytes: '' }).length, 0)
})

test('JSON values of another kind are refused with INVALID', (t) => {
  const refused: readonly [AttributeType, string, RegExp][] = [
    [int, '1.5', /^1\.5 is no int$/],
    [int, '1e3', /^1000 is no int$/],
    [int, '1.0', /^1 is no int$/],
    [int, '"1"', /^"1" is no int$/],
    [int, 'true', /^true is no int$/],
    [int, 'null', /^null is no int$/],
    [int, '9223372036854775808', /^9223372036854775808 does not fit an int$/],
    [int, '-9223372036854775809', /does not fit an int$/],
    [float, '"1.5"', /^"1\.5" is no float$/],
    [float, '"nan"', /is no float$/],
    [float, '[1]', /^\["1"\] is no float$/],
    [string, '5', /^5 is no string$/],
    [string, 'null', /^null is no string$/],
    [string, '["a"]', /^\["a"\] is no string$/],
    [string, '{"$bytes":"a"}', /is no string$/],
    [string, '{"$bytes":5}', /is no string$/],
    [string, '{"$bytes":"","more":1}', /is no string$/],
    [string, '"\\ud800"', /half of a surrogate pair/],
    [string, `["${'a'.repeat(100)}"]`, /^\["a{55}\.\.\. is no string$/],
  ]
  for (const [type, text, message] of refused) {
    const error = t.throws(() => fromJson(type, parseJson(text)), { message }, text)
    t.like(error, { code: 'INVALID' })
  }
})

test('parseJson keeps structure, and ints of any size', (t) => {
  t.deepEqual(parseJson('{"a":[1,-2.5,1e2,null,true,"x"],"b":123456789012345678901234567890}'), {
    a: [1n, -2.5, 100, null, true, 'x'],
    b: 123456789012345678901234567890n,
  })
  t.true(Object.is(parseJson('-0'), -0))
  t.is(decodeInt(fromJson(int, parseJson('-0'))), 0n)
  t.is(decodeFloat(fromJson(float, parseJson('-0'))), -0)
  fc.assert(
    fc.property(fc.bigInt(), (value) => {
      t.is(parseJson(String(value)), value)
    }),
  )
})

test('a member named __proto__ is a member', (t) => {
  const parsed = parseJson('{"__proto__":1}') as { readonly [member: string]: JsonValue }
  t.deepEqual(Object.entries(parsed), [['__proto__', 1n]])
})

test('text that is no JSON is refused with INVALID and its cause', (t) => {
  for (const text of ['', '{', '01', 'NaN', "'a'", '1 2']) {
    const error = t.throws(() => parseJson(text), { message: /^not JSON: / }, text)
    t.like(error, { code: 'INVALID' })
    t.true(error.cause instanceof SyntaxError)
  }
})

test('a string is taken as typed', (t) => {
  for (const text of ['', 'John', '"John"', '5', 'null', '{"$bytes":"YQ=="}', ' a=b ']) {
    t.is(decodeString(fromTyped(string, text)), text)
  }
})

test('numbers are typed in their JSON form without quotes', (t) => {
  t.is(decodeInt(fromTyped(int, '-9223372036854775808')), intMinimum)
  t.is(decodeInt(fromTyped(int64, '9223372036854775807')), intMaximum)
  const floats: readonly [string, number][] = [
    ['1', 1],
    ['1.5', 1.5],
    ['-0.0', -0],
    ['1e3', 1000],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['-Infinity', Number.NEGATIVE_INFINITY],
  ]
  for (const [text, value] of floats) t.is(decodeFloat(fromTyped(float, text)), value)
})

test('what is typed wrong is refused with INVALID', (t) => {
  for (const [type, text] of [
    [int, '1.5'],
    [int, ''],
    [int, 'abc'],
    [int, '"1"'],
    [int, '0x10'],
    [int, '+1'],
    [int, 'NaN'],
    [int, '9223372036854775808'],
    [float, 'nan'],
    [float, '"NaN"'],
    [float, 'abc'],
    [float, ''],
    [float, 'true'],
    [float, '[1]'],
  ] as const) {
    t.like(
      t.throws(() => fromTyped(type, text), undefined, text),
      { code: 'INVALID' },
    )
  }
})

test('types that are not operable yet have no JSON form', (t) => {
  const later: readonly AttributeType[] = [
    { kind: 'document' },
    { kind: 'timestamp', unit: 'day' },
    { kind: 'list', element: 'int' },
    { kind: 'set', element: 'string' },
    { kind: 'map', key: 'string', value: 'int' },
  ]
  for (const type of later) {
    t.false(isOperable(type))
    const message = `the type ${type.kind} is not supported yet`
    t.like(
      t.throws(() => toJson(type, emptyBytes), { message }),
      { code: 'INVALID' },
    )
    t.throws(() => fromJson(type, null), { message })
    t.throws(() => fromTyped(type, '[]'), { message })
  }
  t.true([string, int, int64, float].every(isOperable))
})

test('base64 is that of RFC 4648', (t) => {
  const vectors = { f: 'Zg==', fo: 'Zm8=', foo: 'Zm9v', foob: 'Zm9vYg==', fooba: 'Zm9vYmE=', foobar: 'Zm9vYmFy' }
  for (const [text, base64] of Object.entries(vectors)) t.is(encodeBase64(encodeString(text)), base64)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      const text = encodeBase64(bytes)
      t.is(text, Buffer.from(bytes).toString('base64'))
      t.deepEqual([...decodeBase64(text)!], [...bytes])
    }),
  )
  for (const text of ['a', 'Zg=', 'Zg===', '====', 'Z=g=', 'Zg==Zg==', 'Z-8=', 'ä8==']) t.is(decodeBase64(text), undefined, text)
})
