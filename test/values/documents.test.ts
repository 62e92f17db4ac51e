import test from 'ava'
import fc from 'fast-check'
import type { AttributeType } from '../../src/values/attribute-type.ts'
import { compareDocumentValues, normalizeDocumentValue } from '../../src/values/document.ts'
import { findPlace, scanSteps } from '../../src/values/document-scan.ts'
import { decodeString, encodeInt, encodeString } from '../../src/values/encode.ts'
import { fromJson, toJson } from '../../src/values/json.ts'
import { documentValuesMax, parseJson } from '../../src/values/json-text.ts'
import { applyOperations, checkOperations, compilePredicate } from '../../src/values/matcher.ts'
import { FailedOperation, type Operation, type OperationName, operationName } from '../../src/values/operation.ts'
import { parseDocumentPath } from '../../src/values/path.ts'
import { type OperatorName, operator, predicateKind } from '../../src/values/predicate.ts'
import { string } from './arbitraries.ts'

const document: AttributeType = { kind: 'document' }
const stored = (text: string) => normalizeDocumentValue(encodeString(text))
const nested = (levels: number) => `${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`

test('stored form: no white space, order of members kept, one way to write each value', (t) => {
  const forms: readonly [string, string][] = [
    [' { "b" : 1 , "a" : [ 1.0, 1e2, -0, -0.0, 1.50, null , true ] } ', '{"b":1,"a":[1,100,0,0,1.5,null,true]}'],
    ['{"a":"\\u0041\\/\\u00e9\\n\\u0007"}', '{"a":"A/é\\n\\u0007"}'],
    ['{"a":1,"b":2,"a":3}', '{"a":3,"b":2}'],
    ['{"10":1,"9":2,"__proto__":3}', '{"10":1,"9":2,"__proto__":3}'],
    ['{"a":9223372036854775807,"b":-9223372036854775808}', '{"a":9223372036854775807,"b":-9223372036854775808}'],
    ['{"a":9223372036854775808,"b":1e300,"c":1e-7}', '{"a":9.223372036854776e+18,"b":1e+300,"c":1e-7}'],
    ['{"a":1.2345678901234567e20}', '{"a":1.2345678901234567e+20}'],
    ['{"a":123456789012345678901234}', '{"a":1.2345678901234569e+23}'],
    ['{}', '{}'],
  ]
  for (const [text, form] of forms) {
    t.is(decodeString(stored(text)), form)
    t.is(decodeString(stored(form)), form)
    t.is(toJson(document, fromJson(document, parseJson(text))), form)
  }
})

test('documents compare by value: the order of members does not matter, that of elements does', (t) => {
  const equal = (a: string, b: string) => compareDocumentValues(stored(a), stored(b)) === 0
  t.true(equal('{"a":1,"b":{"c":2,"d":[{"x":1,"y":2}]}}', '{"b":{"d":[{"y":2,"x":1.0}],"c":2},"a":1e0}'))
  t.false(equal('{"a":[1,2]}', '{"a":[2,1]}'))
  t.false(equal('{"a":1}', '{"b":1}'))
  t.false(equal('{"a":"1"}', '{"a":1}'))
  fc.assert(
    fc.property(fc.array(fc.json(), { minLength: 3, maxLength: 3 }), (texts) => {
      const [a, b, c] = texts.map(stored) as [Uint8Array, Uint8Array, Uint8Array]
      t.is(Math.sign(compareDocumentValues(a, b)) + Math.sign(compareDocumentValues(b, a)), 0)
      if (compareDocumentValues(a, b) <= 0 && compareDocumentValues(b, c) <= 0) t.true(compareDocumentValues(a, c) <= 0)
    }),
  )
})

test('a place is found as JSON.parse would find it', (t) => {
  const keys = fc.constantFrom('a', 'b', '', '"', '\\', '{', ',', 'é', ']')
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, 0, -1.5, 'x', '"\\', '[{', 'é'),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(keys, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }))
  const steps = fc.array(fc.oneof(keys, fc.integer({ min: -4, max: 3 })), { minLength: 1, maxLength: 4 })
  const look = (from: unknown, step: string | number): unknown => {
    if (typeof step === 'number') return Array.isArray(from) ? from.at(step < 0 && step < -from.length ? from.length : step) : undefined
    return typeof from === 'object' && from !== null && !Array.isArray(from) && Object.hasOwn(from, step)
      ? (from as Record<string, unknown>)[step]
      : undefined
  }
  fc.assert(
    fc.property(value, steps, (whole, path) => {
      const bytes = stored(JSON.stringify(whole))
      const place = findPlace(bytes, scanSteps(path))
      const found = path.reduce(look, whole)
      const text = place && decodeString(bytes.subarray(place.from, place.end))
      t.is(text, found === undefined ? undefined : JSON.stringify(found))
    }),
    { numRuns: 1000 },
  )
})

function run(before: string, ...operations: Operation[]): string {
  const all = operations.map((operation) => ({ attribute: 1, ...operation }))
  checkOperations(all, [string, document])
  const result = applyOperations(all, [stored(before)], [string, document])
  return result instanceof FailedOperation ? result.failure : decodeString(result[0]!)!
}

const op = (name: OperationName, path: string, ...values: unknown[]): Operation => ({
  name: operationName[name],
  path,
  operands: values.map((value) => encodeString(JSON.stringify(value))),
})
const rename = (path: string, to: string): Operation => ({ name: operationName.docRename, path, operands: [encodeString(to)] })
const applied = (path: string, inner: OperationName, ...values: unknown[]): Operation => ({
  ...op('docApply', path, ...values),
  inner: operationName[inner],
})

test('docSet makes missing parent objects, never elements of arrays', (t) => {
  t.is(run('{}', op('docSet', 'a.b.c', 1)), '{"a":{"b":{"c":1}}}')
  t.is(run('{"a":{"x":1}}', op('docSet', 'a.y', [{ z: null }])), '{"a":{"x":1,"y":[{"z":null}]}}')
  t.is(run('{"a":[1,2,3]}', op('docSet', 'a[-1]', 'x'), op('docSet', 'a[0]', {})), '{"a":[{},2,"x"]}')
  t.is(run('{"a":[{}]}', op('docSet', 'a[0].b.c', 1)), '{"a":[{"b":{"c":1}}]}')
  for (const path of ['a[3]', 'a[-4]', 'a.b', 'a[0].b', 'b[0]', 'b.c[0].d', 'n.x', 's[0]']) {
    t.is(run('{"a":[1,2,3],"n":null,"s":"abc"}', op('docSet', path, 1)), 'BAD_PATH', path)
  }
})

test('docUnset and docRename need something at the path', (t) => {
  t.is(run('{"a":{"b":1,"c":2}}', op('docUnset', 'a.b')), '{"a":{"c":2}}')
  t.is(run('{"a":[1,2,3]}', op('docUnset', 'a[0]'), op('docUnset', 'a[-1]')), '{"a":[2]}')
  for (const path of ['x', 'a.x', 'a.b.c', 'a[0]']) t.is(run('{"a":{"b":1}}', op('docUnset', path)), 'BAD_PATH', path)
  t.is(run('{"a":{"b":1}}', rename('a.b', 'c.d.e')), '{"a":{},"c":{"d":{"e":1}}}')
  t.is(run('{"a":1,"b":2}', rename('a', 'b')), '{"b":1}')
  t.is(run('{"a":1}', rename('a', 'a.b')), '{"a":{"b":1}}')
  t.is(run('{"a":[1,2]}', rename('a[0]', 'b')), '{"a":[2],"b":1}')
  t.is(run('{"a":1}', rename('x', 'b')), 'BAD_PATH')
  t.is(run('{"a":1,"b":2}', rename('a', 'b.c')), 'BAD_PATH')
  t.is(run('{"a":1,"b":[]}', rename('a', 'b[0]')), 'BAD_PATH')
})

test('numbers at a path: a missing one is 0, ints are ints, what is not finite fails', (t) => {
  t.is(run('{}', applied('a.n', 'add', 5)), '{"a":{"n":5}}')
  t.is(run('{"n":7}', applied('n', 'div', -2)), '{"n":-4}')
  t.is(run('{"n":-7}', applied('n', 'mod', 2)), '{"n":1}')
  t.is(run('{"n":7}', applied('n', 'div', 2.5)), '{"n":2.8}')
  t.is(run('{"n":0.5}', applied('n', 'add', 0.5), applied('n', 'bitOr', 4)), '{"n":5}')
  t.is(run('{"n":1}', applied('n', 'max', 1.5), applied('n', 'min', 9)), '{"n":1.5}')
  t.is(run('{"n":9007199254740993}', applied('n', 'max', 9007199254740992.0)), '{"n":9007199254740993}')
  t.is(run('{"n":9223372036854775807}', applied('n', 'add', 1)), 'OVERFLOW')
  t.is(run('{"n":-9223372036854775808}', applied('n', 'div', -1)), 'OVERFLOW')
  t.is(run('{"n":1}', applied('n', 'div', 0)), 'DIVIDE_BY_ZERO')
  t.is(run('{"n":1.5}', applied('n', 'div', 0)), 'NOT_FINITE')
  t.is(run('{"n":1e308}', applied('n', 'mul', 10)), 'NOT_FINITE')
  t.is(run('{"n":1.5}', applied('n', 'mod', 2)), 'BAD_PATH')
  for (const value of ['"1"', 'null', '[]', '{}', 'true']) t.is(run(`{"n":${value}}`, applied('n', 'add', 1)), 'BAD_PATH', value)
  t.is(run('{"n":1}', applied('n.m', 'add', 1)), 'BAD_PATH')
  t.is(run('{"a":[1]}', applied('a[0]', 'add', 1)), '{"a":[2]}')
  t.is(run('{"a":[1]}', applied('a[1]', 'add', 1)), 'BAD_PATH')
})

test('strings at a path: a missing one is empty, no character is cut in half', (t) => {
  t.is(run('{}', applied('s', 'append', 'x'), applied('s', 'prepend', 'é"')), '{"s":"é\\"x"}')
  t.is(run('{"s":"abc"}', applied('s', 'ltrim', 1), applied('s', 'rtrim', 1)), '{"s":"b"}')
  t.is(run('{"s":"é"}', applied('s', 'ltrim', 9)), '{"s":""}')
  t.is(run('{"s":"é"}', applied('s', 'ltrim', 1)), 'CUT_CHARACTER')
  t.is(run('{"s":1}', applied('s', 'append', 'x')), 'BAD_PATH')
})

test('lists at a path must be there', (t) => {
  t.is(run('{"l":[]}', applied('l', 'lpush', 1), applied('l', 'rpush', { a: [] }), applied('l', 'lpush', null)), '{"l":[null,1,{"a":[]}]}')
  t.is(run('{"l":[1,2,3]}', applied('l', 'lpop'), applied('l', 'rpop')), '{"l":[2]}')
  t.is(run('{"l":[]}', applied('l', 'lpop')), '{"l":[]}')
  for (const path of ['m', 'o', 'l[0]']) t.is(run('{"l":[],"o":{}}', applied(path, 'rpush', 1)), 'BAD_PATH', path)
  t.is(run('{"l":[]}', applied('m', 'lpop')), 'BAD_PATH')
})

test('several operations in order, all or nothing', (t) => {
  t.is(run('{"a":1}', op('docSet', 'b', 2), rename('b', 'c'), applied('c', 'add', 1), op('docUnset', 'a')), '{"c":3}')
  t.is(run('{"a":1}', op('docSet', 'b', 2), op('docUnset', 'x')), 'BAD_PATH')
})

test('operations and values that do not fit are refused before they are applied', (t) => {
  const refused: readonly [Operation, RegExp][] = [
    [op('docSet', '', 1), /takes a path/],
    [op('docSet', 'a'), /takes 1 operand/],
    [op('docSet', 'a..b', 1), /no path/],
    [{ name: operationName.docSet, path: 'a', operands: [encodeString('{')] }, /not JSON/],
    [{ name: operationName.docSet, path: 'a', operands: [Uint8Array.of(0xff)] }, /not UTF-8/],
    [op('docUnset', 'a', 1), /takes 0 operands/],
    [rename('a', ''), /no path/],
    [applied('a', 'add', 'x'), /takes a number/],
    [applied('a', 'mod', 1.5), /without fraction/],
    [applied('a', 'append', 1), /takes a string/],
    [applied('a', 'ltrim', -1), /not negative/],
    [applied('a', 'put', 1), /applies one of/],
    [applied('a', 'setAdd', 1), /applies one of/],
    [applied('a', 'lpop', 1), /takes 0 operands/],
    [op('add', 'a', 1), /does not fit a document/],
    [op('put', 'a', {}), /use docSet/],
    [op('put', '', []), /root is no object/],
    [op('put', ''), /takes 1 operand/],
  ]
  for (const [operation, message] of refused) {
    const error = t.throws(() => checkOperations([{ attribute: 1, ...operation }], [string, document]), { message }, String(message))
    t.like(error, { code: 'INVALID' })
  }
})

test('200 levels are the most, however they come about', (t) => {
  const put = (text: string) => checkOperations([{ attribute: 1, operands: [encodeString(text)] }], [string, document])
  t.notThrows(() => put(nested(200)))
  t.like(
    t.throws(() => put(nested(201))),
    { code: 'TOO_LARGE' },
  )
  const path = Array(150).fill('a').join('.')
  t.is(run('{}', op('docSet', path, JSON.parse(nested(51)))), 'TOO_DEEP')
  t.true(run('{}', op('docSet', path, JSON.parse(nested(50)))).startsWith('{"a":{"a":'))
})

test('so many values are the most, at all levels together, however they come about', (t) => {
  const most = documentValuesMax
  const put = (text: string) => checkOperations([{ attribute: 1, operands: [encodeString(text)] }], [string, document])
  /** With its root and the list. */
  const of = (values: number, value: string) =>
    `{"a":[${Array(values - 2)
      .fill(value)
      .join(',')}]}`
  t.notThrows(() => put(of(most, '1')))
  for (const text of [of(most + 1, '1'), of(most + 1, '{}'), of(2 + most / 2, '[0]')]) {
    t.throws(() => put(text), { message: `a document of more than ${most} values` })
  }
  t.like(
    t.throws(() => put(of(most + 1, '{}'))),
    { code: 'TOO_LARGE', remedy: 'Spread it over several objects.' },
  )
  const full = of(most - 1, '1')
  t.is(run(full, op('docSet', 'b', 1)).length, full.length + '"b":1,'.length)
  t.is(run(full, op('docSet', 'b', [])).length, full.length + '"b":[],'.length)
  t.is(run(full, op('docSet', 'b', [1])), 'TOO_MANY_VALUES')
  t.is(run(full, op('docSet', 'b.c', 1)), 'TOO_MANY_VALUES')
  t.is(run(full, applied('a', 'rpush', 1), applied('a', 'rpush', 2)), 'TOO_MANY_VALUES')
  t.is(run(full, applied('a', 'rpush', {})).length, full.length + ',{}'.length)
})

const tests = (path: string, name: OperatorName, ...operands: Uint8Array[]) => {
  const matcher = compilePredicate({ kind: predicateKind.test, attribute: 1, path, operator: operator[name], operands }, [string, document])
  return (text: string) => matcher(encodeString(''), [stored(text)])
}
const j = (value: unknown) => encodeString(JSON.stringify(value))

test('tests at a path: values of one kind, by value', (t) => {
  t.true(tests('a.b[0].c', 'greater', j(3))('{"a":{"b":[{"c":3.5}]}}'))
  t.false(tests('a.b[0].c', 'greater', j(3))('{"a":{"b":[{"c":3}]}}'))
  t.true(tests('a[-1]', 'equal', j('x'))('{"a":[1,"x"]}'))
  t.true(tests('n', 'between', j(1), j(2))('{"n":2}'))
  t.false(tests('n', 'between', j(2), j(1))('{"n":2}'))
  t.true(tests('n', 'equal', encodeString('3.0'))('{"n":3}'))
  t.false(tests('n', 'equal', encodeString('9007199254740993'))('{"n":9007199254740992}'))
  t.true(tests('n', 'less', encodeString('9007199254740993'))('{"n":9007199254740992}'))
  t.true(tests('n', 'less', encodeString('Infinity'))('{"n":1e308}'))
  t.true(tests('n', 'less', encodeString('NaN'))('{"n":1}'))
  t.false(tests('n', 'equal', encodeString('NaN'))('{"n":"NaN"}'))
  t.true(tests('o', 'equal', j({ x: 1, y: [{ p: 1, q: 2 }] }))('{"o":{"y":[{"q":2,"p":1}],"x":1}}'))
  t.true(tests('o', 'oneOf', j(null), j([1, 2]))('{"o":[1,2]}'))
  t.true(tests('o', 'oneOf', j(null), j([1, 2]))('{"o":null}'))
  t.false(tests('o', 'oneOf')('{"o":null}'))
  t.true(tests('s', 'startsWith', encodeString('é"'))('{"s":"é\\"x"}'))
  t.true(tests('s', 'regex', encodeString('^[a-z]+$'))('{"s":"abc"}'))
  t.true(tests('s', 'less', j('b'))('{"s":"a\\u007f"}'))
  t.true(tests('l', 'contains', j({ a: 1, b: 2 }))('{"l":[0,{"b":2,"a":1}]}'))
  t.true(tests('o', 'contains', j('k"'))('{"o":{"k\\"":null}}'))
  t.true(tests('s', 'lengthEqual', encodeInt(3n))('{"s":"é\\n"}'))
  t.true(tests('l', 'lengthGreater', encodeInt(1n))('{"l":[[],[]]}'))
  t.true(tests('o', 'lengthLess', encodeInt(1n))('{"o":{}}'))
  t.true(tests('`a.b`', 'equal', j(true))('{"a.b":true}'))
})

test('a missing path or another kind of value makes every test false but !=', (t) => {
  const operands: Partial<Record<OperatorName, Uint8Array[]>> = {
    between: [j('a'), j('b')],
    startsWith: [encodeString('')],
    regex: [encodeString('')],
    oneOf: [j('a'), j('b')],
    equal: [j('a')],
    less: [j('a')],
    lessOrEqual: [j('a')],
    greater: [j('')],
    greaterOrEqual: [j('')],
    contains: [j('a')],
    lengthNotEqual: [encodeInt(5n)],
    lengthGreaterOrEqual: [encodeInt(0n)],
  }
  for (const [name, given] of Object.entries(operands)) {
    const holds = tests('v', name as OperatorName, ...given)
    for (const other of ['{}', '{"v":1}', '{"v":null}', '{"v":true}']) t.false(holds(other), `${name} ${other}`)
  }
  const different = tests('v', 'notEqual', j('a'))
  for (const other of ['{}', '{"v":1}', '{"v":null}', '{"v":["a"]}', '{"v":"b"}']) t.true(different(other), other)
  t.false(different('{"v":"a"}'))
  t.true(tests('v', 'equal', j(null))('{"v":null}'))
  t.false(tests('v', 'equal', j(null))('{}'))
})

test('tests that cannot hold for any value are refused with INVALID', (t) => {
  for (const name of ['less', 'greaterOrEqual'] as const) {
    for (const operand of [j(null), j(true), j([]), j({})])
      t.like(
        t.throws(() => tests('v', name, operand)),
        { code: 'INVALID' },
      )
  }
  t.throws(() => tests('v', 'equal', encodeString('{')), { message: /not JSON/ })
  t.throws(() => tests('v[', 'equal', j(1)), { message: /no path/ })
  t.throws(() => tests('v', 'between', j(1)), { message: /takes 2 operands/ })
  t.throws(() => tests('', 'less', encodeString('{}')), { message: /does not fit document/ })
  t.throws(() => tests('', 'contains', j('a')), { message: /does not fit document/ })
  t.true(tests('', 'equal', encodeString('{"b":1,"a":2}'))('{"a":2,"b":1}'))
  t.is(parseDocumentPath('v').length, 1)
})
