import test from 'ava'
import fc from 'fast-check'
import { HyperdexError } from '../../src/errors.ts'
import type { AttributeType } from '../../src/values/attribute-type.ts'
import { decodeBase64, encodeBase64 } from '../../src/values/base64.ts'
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
import { fromJson, fromTyped, toJson } from '../../src/values/json.ts'
import { parseJson } from '../../src/values/json-text.ts'
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
  t.is(fromJson(string, parseJson('{"$bytes":""}')).length, 0)
})

test('what is typed is refused as it was typed', (t) => {
  const refused: readonly [AttributeType, string, string][] = [
    [int, '1.0', '1.0 is no int'],
    [int64, '1e3', '1e3 is no int64'],
    [int, '[ 1]', '[ 1] is no int'],
    [int, 'true', 'true is no int'],
    [int, '"1"', '"1" is no int'],
    [float, '[ 1]', '[ 1] is no float'],
    [int, '9223372036854775808', '9223372036854775808 does not fit an int'],
    [int, '1.'.padEnd(100, '0'), `1.${'0'.repeat(55)}... is no int`],
  ]
  for (const [type, text, message] of refused)
    t.like(
      t.throws(() => fromTyped(type, text)),
      { code: 'INVALID', message },
    )
})

test('numbers beyond every float are refused, not made infinite', (t) => {
  const digits = '1'.padEnd(400, '0')
  for (const text of ['1e999', '-1e999', '1.5E+400', digits, `-${digits}`]) {
    const typed = t.throws(() => fromTyped(float, text), { instanceOf: HyperdexError, code: 'INVALID' }, text)
    t.is(typed.message, `${text.length > 60 ? `${text.slice(0, 57)}...` : text} is beyond every float`)
    t.is(typed.remedy, 'Write Infinity or -Infinity to mean an infinite one.')
    for (const type of [{ kind: 'list', element: 'float' }, { kind: 'document' }] as const) {
      const json = type.kind === 'list' ? `[0.5, ${text}]` : `{"a": ${text}}`
      const refused = t.throws(() => fromJson(type, parseJson(json)), { instanceOf: HyperdexError, code: 'INVALID' }, json)
      t.regex(refused.message, /beyond every float/)
    }
  }
  const { message, remedy } = t.throws(() => parseJson('[0.5, 1e999]'), { instanceOf: HyperdexError, code: 'INVALID' })
  t.is(message, 'the number 1e999 is beyond every float, at character 7')
  t.regex(remedy, /"Infinity" or "-Infinity"/)
  t.is(decodeFloat(fromTyped(float, '1e308')), 1e308)
  t.is(decodeFloat(fromTyped(float, '1e-999')), 0)
  t.is(decodeFloat(fromTyped(float, '-Infinity')), Number.NEGATIVE_INFINITY)
})

test('JSON values of another kind are refused with INVALID', (t) => {
  const refused: readonly [AttributeType, string, RegExp][] = [
    [int, '1.5', /^1\.5 is no int$/],
    [int, '1e3', /^1000\.0 is no int$/],
    [int, '1.0', /^1\.0 is no int$/],
    [int, '"1"', /^"1" is no int$/],
    [int, 'true', /^true is no int$/],
    [int, 'null', /^null is no int$/],
    [int, '9223372036854775808', /^9223372036854775808 does not fit an int$/],
    [int, '-9223372036854775809', /does not fit an int$/],
    [float, '"1.5"', /^"1\.5" is no float$/],
    [float, '"nan"', /is no float$/],
    [float, '[1]', /^\[1\] is no float$/],
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

test('parseJson keeps structure, the order of members, and ints of any size', (t) => {
  const parsed = parseJson(' {"b" : [1,-2.5, 1e2,null,true,false,"x\\n\\u00e9"], "10":{} ,"9":123456789012345678901234567890,"9":[]}\n')
  t.deepEqual(
    parsed,
    new Map<string, unknown>([
      ['b', [1n, -2.5, 100, null, true, false, 'x\né']],
      ['10', new Map()],
      ['9', []],
    ]) as never,
  )
  t.deepEqual([...(parsed as Map<string, unknown>).keys()], ['b', '10', '9'])
  t.true(Object.is(parseJson('-0'), -0))
  t.is(decodeInt(fromJson(int, parseJson('-0'))), 0n)
  t.is(decodeFloat(fromJson(float, parseJson('-0'))), -0)
  fc.assert(
    fc.property(fc.bigInt(), (value) => {
      t.is(parseJson(String(value)), value)
    }),
  )
})

test('what JSON.parse reads, parseJson reads alike', (t) => {
  const plain = (value: unknown): unknown => {
    if (value instanceof Map) return Object.fromEntries([...value].map(([name, member]) => [name, plain(member)]))
    if (Array.isArray(value)) return value.map(plain)
    return typeof value === 'bigint' ? Number(value) : value
  }
  fc.assert(
    fc.property(fc.json(), fc.nat({ max: 2 }), (text, indent) => {
      const spaced = JSON.stringify(JSON.parse(text), undefined, indent)
      t.deepEqual(plain(parseJson(spaced)), JSON.parse(spaced))
    }),
  )
})

test('a member named __proto__ is a member', (t) => {
  t.deepEqual([...(parseJson('{"__proto__":1}') as Map<string, unknown>)], [['__proto__', 1n]])
})

test('text that is no JSON is refused with INVALID and its place', (t) => {
  for (const text of [
    '',
    '{',
    '01',
    'NaN',
    "'a'",
    '1 2',
    '"a',
    '"\\x"',
    '"\n"',
    '[1,]',
    '{"a":1,}',
    '{a:1}',
    'tru',
    '-',
    '1.',
    '"\\u12"',
    '\ufeff1',
  ]) {
    const error = t.throws(() => parseJson(text), { message: /^not JSON: .* at / }, text)
    t.like(error, { code: 'INVALID' })
  }
  t.like(
    t.throws(() => parseJson('9'.repeat(1001))),
    { code: 'INVALID' },
  )
})

test('JSON nests up to 200 levels, however long the text is', (t) => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
  t.notThrows(() => parseJson(nested(200)))
  for (const text of [nested(201), '['.repeat(1_000_000), '{"a":'.repeat(1_000_000)]) {
    t.like(
      t.throws(() => parseJson(text)),
      { code: 'TOO_LARGE' },
    )
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

test('lists, sets and maps are arrays, sets and maps sorted and unique', (t) => {
  const forms: readonly [AttributeType, string, string][] = [
    [{ kind: 'list', element: 'string' }, '["b","a","b",{"$bytes":"/w=="}]', '["b","a","b",{"$bytes":"/w=="}]'],
    [{ kind: 'list', element: 'float' }, '[2,-0.0,"NaN",1e300]', '[2,-0.0,"NaN",1e+300]'],
    [{ kind: 'list', element: 'int64' }, '[9223372036854775807,-9223372036854775808]', '[9223372036854775807,-9223372036854775808]'],
    [{ kind: 'set', element: 'string' }, '["b","a","b",""]', '["","a","b"]'],
    [{ kind: 'set', element: 'float' }, '["NaN",1,-0.0,0,"-Infinity","NaN"]', '["-Infinity",0,1,"NaN"]'],
    [{ kind: 'set', element: 'int' }, '[3,-1,3]', '[-1,3]'],
    [{ kind: 'map', key: 'string', value: 'int' }, '[["b",1],["a",2],["b",3]]', '[["a",2],["b",3]]'],
    [{ kind: 'map', key: 'float', value: 'float' }, '[[0,1],[-0.0,-0.0]]', '[[0,-0.0]]'],
    [{ kind: 'map', key: 'int', value: 'string' }, '[]', '[]'],
  ]
  for (const [type, text, stored] of forms) t.is(toJson(type, fromJson(type, parseJson(text))), stored)
})

test('a container of another shape is refused with INVALID', (t) => {
  const refused: readonly [AttributeType, string][] = [
    [{ kind: 'list', element: 'int' }, '1'],
    [{ kind: 'list', element: 'int' }, '["a"]'],
    [{ kind: 'list', element: 'int' }, '[[1]]'],
    [{ kind: 'set', element: 'string' }, '{"a":1}'],
    [{ kind: 'map', key: 'string', value: 'int' }, '{"a":1}'],
    [{ kind: 'map', key: 'string', value: 'int' }, '[["a"]]'],
    [{ kind: 'map', key: 'string', value: 'int' }, '[["a",1,2]]'],
    [{ kind: 'map', key: 'string', value: 'int' }, '[["a","b"]]'],
    [{ kind: 'document' }, '[]'],
    [{ kind: 'document' }, '"a"'],
    [{ kind: 'document' }, '{"a":"\\ud800"}'],
    [{ kind: 'document' }, '{"a":1e400}'],
  ]
  for (const [type, text] of refused) {
    t.like(
      t.throws(() => fromJson(type, parseJson(text)), undefined, text),
      { code: 'INVALID' },
    )
  }
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

test('ints of few digits are read as those of many are', (t) => {
  for (const text of [
    '0',
    '7',
    '-7',
    '10',
    '123456789012345',
    '-123456789012345',
    '999999999999999',
    '1000000000000000',
    '-9223372036854775808',
  ]) {
    t.is(parseJson(text), BigInt(text), text)
    t.deepEqual(parseJson(`[${text}, ${text}]`), [BigInt(text), BigInt(text)])
  }
  t.is(parseJson('-0'), -0)
  for (const text of ['1.5', '-0.0', '1e3', '12E-1', '123456789012345.5']) t.is(parseJson(text), Number(text), text)
  for (const text of ['00', '01', '-', '-01', '1.', '.5', '+1', '1e', '12a', '1-2', '--1'])
    t.throws(() => parseJson(text), { code: 'INVALID' }, text)
})
