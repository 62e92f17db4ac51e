// Lists, sets and maps: every operation and test, against arrays and the JSON form.
import test from 'ava'
import fc from 'fast-check'
import type { AttributeType, PrimitiveName } from '../../src/values/attribute-type.ts'
import type { Bytes } from '../../src/values/bytes.ts'
import { elementKinds } from '../../src/values/elements.ts'
import { encodeFloat, encodeInt, encodeString, intMaximum } from '../../src/values/encode.ts'
import { fromJson, primitiveFromJson, toJson } from '../../src/values/json.ts'
import { parseJson } from '../../src/values/json-text.ts'
import { applyOperations, checkOperations, compilePredicate } from '../../src/values/matcher.ts'
import { FailedOperation, type Operation, type OperationName, operationName } from '../../src/values/operation.ts'
import { type OperatorName, operator, predicateKind } from '../../src/values/predicate.ts'
import { dataType } from '../../src/values/registry.ts'
import { encodedFloat, encodedInt, shortBytes, string } from './arbitraries.ts'

const list = (element: PrimitiveName): AttributeType => ({ kind: 'list', element })
const set = (element: PrimitiveName): AttributeType => ({ kind: 'set', element })
const map = (key: PrimitiveName, value: PrimitiveName): AttributeType => ({ kind: 'map', key, value })
const json = (type: AttributeType, text: string) => fromJson(type, parseJson(text))
const primitive = (kind: PrimitiveName, text: string) => primitiveFromJson(kind, parseJson(text))

function run(type: AttributeType, before: string, ...operations: Operation[]): string {
  const all = operations.map((operation) => ({ attribute: 1, ...operation }))
  checkOperations(all, [string, type])
  const result = applyOperations(all, [json(type, before)], [string, type])
  return result instanceof FailedOperation ? result.failure : toJson(type, result[0]!)
}

const op = (name: OperationName, operands: readonly Bytes[] = [], inner?: OperationName): Operation => ({
  name: operationName[name],
  operands,
  ...(inner ? { inner: operationName[inner] } : {}),
})

test('list: push and pop at both ends, an empty list stays empty', (t) => {
  for (const [kind, a, b, c] of [
    ['string', '"a"', '""', '"c"'],
    ['int', '1', '-2', '9223372036854775807'],
    ['float', '1.5', '-0.0', '"NaN"'],
  ] as const) {
    const type = list(kind)
    t.is(run(type, `[${a}]`, op('lpush', [primitive(kind, b)]), op('rpush', [primitive(kind, c)])), `[${b},${a},${c}]`)
    t.is(run(type, `[${a},${b},${c}]`, op('lpop')), `[${b},${c}]`)
    t.is(run(type, `[${a},${b},${c}]`, op('rpop')), `[${a},${b}]`)
    t.is(run(type, `[${a}]`, op('rpop'), op('rpop'), op('lpop')), '[]')
    t.is(run(type, '[]', op('put', [json(type, `[${c},${c}]`)])), `[${c},${c}]`)
  }
})

test('set: sorted and unique whatever is put, added, united or intersected', (t) => {
  const type = set('float')
  t.is(run(type, '[3,1]', op('setAdd', [encodeFloat(2)]), op('setAdd', [encodeFloat(1)])), '[1,2,3]')
  t.is(run(type, '[]', op('setAdd', [encodeFloat(-0)]), op('setAdd', [encodeFloat(0)])), '[0]')
  t.is(run(type, '["NaN",0]', op('setRemove', [encodeFloat(Number.NaN)]), op('setRemove', [encodeFloat(7)])), '[0]')
  t.is(run(type, '[0]', op('setRemove', [encodeFloat(-0)])), '[]')
  t.is(run(type, '[5,1]', op('setUnion', [json(type, '[4,5,"NaN"]')])), '[1,4,5,"NaN"]')
  t.is(run(type, '[1,2,3,"NaN"]', op('setIntersect', [json(type, '["NaN",3,9]')])), '[3,"NaN"]')
  // As a foreign client may send them: neither sorted nor unique.
  const unsorted = Uint8Array.from([2, 1, 2, -0].flatMap((value) => [...encodeFloat(value)]))
  t.is(run(type, '[1]', op('put', [unsorted])), '[0,1,2]')
  t.is(run(type, '[2,9]', op('setIntersect', [unsorted])), '[2]')
  t.is(run(set('string'), '["b"]', op('setAdd', [encodeString('ab')]), op('setAdd', [encodeString('')])), '["","ab","b"]')
})

test('map: insert, overwrite, remove, and operations on the value at a key', (t) => {
  const type = map('string', 'int')
  const key = encodeString
  t.is(run(type, '[]', op('mapAdd', [key('b'), encodeInt(1n)]), op('mapAdd', [key('a'), encodeInt(2n)])), '[["a",2],["b",1]]')
  t.is(run(type, '[["a",2]]', op('mapAdd', [key('a'), encodeInt(5n)])), '[["a",5]]')
  t.is(run(type, '[["a",2],["b",1]]', op('mapRemove', [key('a')]), op('mapRemove', [key('x')])), '[["b",1]]')
  t.is(run(type, '[["a",2]]', op('mapApply', [key('a'), encodeInt(3n)], 'mul')), '[["a",6]]')
  t.is(run(type, '[["a",2]]', op('mapApply', [key('x'), encodeInt(3n)], 'sub')), '[["a",2],["x",-3]]')
  t.is(run(type, '[["a",9223372036854775807]]', op('mapApply', [key('a'), encodeInt(1n)], 'add')), 'OVERFLOW')
  t.is(run(type, '[]', op('mapApply', [key('a'), encodeInt(0n)], 'mod')), 'DIVIDE_BY_ZERO')
  t.is(run(map('int', 'string'), '[]', op('mapApply', [encodeInt(intMaximum), key('x')], 'append')), '[[9223372036854775807,"x"]]')
  t.is(run(map('int', 'string'), '[[1,"abc"]]', op('mapApply', [encodeInt(1n), encodeInt(2n)], 'ltrim')), '[[1,"c"]]')
  t.is(run(map('float', 'float'), '[]', op('mapApply', [encodeFloat(-0), encodeFloat(0)], 'div')), '[[0,"NaN"]]')
})

test('several operations in order; a failure leaves everything as it was', (t) => {
  const types = [string, list('int'), map('string', 'int')]
  const before = [json(types[1]!, '[1]'), json(types[2]!, '[["a",9223372036854775807]]')]
  const operations = [
    { attribute: 1, ...op('rpush', [encodeInt(2n)]) },
    { attribute: 2, ...op('mapApply', [encodeString('a'), encodeInt(1n)], 'add') },
  ]
  t.deepEqual(applyOperations(operations, before, types), new FailedOperation(operations[1]!, 'OVERFLOW'))
  t.is(toJson(types[1]!, before[0]!), '[1]')
  const more = [operations[0]!, { attribute: 1, ...op('lpop') }, { attribute: 2, ...op('mapRemove', [encodeString('a')]) }, operations[1]!]
  const after = applyOperations(more, before, types) as Bytes[]
  t.deepEqual([toJson(types[1]!, after[0]!), toJson(types[2]!, after[1]!)], ['[2]', '[["a",1]]'])
})

test('operations and operands that do not fit are refused with INVALID', (t) => {
  const refused: readonly [AttributeType, Operation, RegExp][] = [
    [list('int'), op('add', [encodeInt(1n)]), /does not fit a list/],
    [list('int'), op('lpush', []), /takes 1 operand/],
    [list('int'), op('lpush', [encodeString('a')]), /takes a value of type int; its operand is 1 bytes long/],
    [list('int'), op('lpop', [encodeInt(1n)]), /takes 0 operands/],
    [list('int'), op('put', [encodeString('abc')]), /cut off in its element 1/],
    [list('string'), op('put', [Uint8Array.of(1, 0, 0, 0)]), /cut off in its element 1/],
    [list('string'), op('put', [Uint8Array.of(0, 0, 0, 0, 9, 0)]), /cut off in its element 2/],
    [set('string'), op('lpush', [encodeString('a')]), /does not fit a set/],
    [set('float'), op('setUnion', [encodeString('a')]), /cut off/],
    [map('string', 'int'), op('mapAdd', [encodeString('a')]), /takes 2 operands/],
    [map('string', 'int'), op('mapAdd', [encodeString('a'), encodeString('b')]), /takes a value of type int/],
    [map('string', 'int'), op('mapApply', [encodeString('a'), encodeString('b')], 'append'), /does not fit an int/],
    [map('string', 'int'), op('mapApply', [encodeString('a'), encodeInt(1n)]), /applies no put/],
    [map('string', 'string'), op('mapApply', [encodeString('a'), encodeInt(-1n)], 'ltrim'), /not negative/],
    [map('int', 'int'), op('put', [encodeInt(1n)]), /key without a value/],
  ]
  for (const [type, operation, message] of refused) {
    const error = t.throws(() => checkOperations([{ attribute: 1, ...operation }], [string, type]), { message }, String(message))
    t.like(error, { code: 'INVALID' })
  }
})

function matches(type: AttributeType, value: string, name: OperatorName, ...operands: Bytes[]): boolean {
  const predicate = { kind: predicateKind.test, attribute: 1, operator: operator[name], operands }
  return compilePredicate(predicate, [string, type])(encodeString(''), [json(type, value)])
}

test('tests: by value, of elements, of lengths', (t) => {
  const strings = list('string')
  t.true(matches(strings, '["a","b"]', 'equal', json(strings, '["a","b"]')))
  t.false(matches(strings, '["a","b"]', 'equal', json(strings, '["b","a"]')))
  t.true(matches(strings, '["a"]', 'notEqual', json(strings, '[]')))
  t.true(matches(list('float'), '[0,"NaN"]', 'equal', json(list('float'), '[-0.0,"NaN"]')))
  t.true(matches(set('string'), '["b","a"]', 'oneOf', json(set('string'), '[]'), json(set('string'), '["a","b"]')))
  t.false(matches(set('string'), '["b"]', 'oneOf'))
  t.true(matches(strings, '["a",""]', 'contains', encodeString('')))
  t.true(matches(list('float'), '[1,-0.0]', 'contains', encodeFloat(0)))
  t.true(matches(map('string', 'int'), '[["a",1]]', 'contains', encodeString('a')))
  t.false(matches(map('int', 'int'), '[[1,2]]', 'contains', encodeInt(2n)))
  t.true(matches(map('string', 'string'), '[["a","bbb"],["c",""]]', 'lengthEqual', encodeInt(2n)))
  t.true(matches(strings, '[]', 'lengthLess', encodeInt(1n)))
  t.true(matches(set('int'), '[1,2,2]', 'lengthGreaterOrEqual', encodeInt(2n)))
  const unsorted = Uint8Array.from([2, 1].flatMap((value) => [...encodeInt(BigInt(value))]))
  t.true(matches(set('int'), '[1,2]', 'equal', unsorted))
  for (const name of ['less', 'between', 'startsWith', 'regex'] as const) {
    const operand = json(strings, '[]')
    t.throws(() => matches(strings, '[]', name, operand, ...(name === 'between' ? [operand] : [])), {
      message: /does not fit list|do not fit list/,
    })
  }
})

const elementsOf = { string: shortBytes, int: encodedInt, int64: encodedInt, float: encodedFloat } as const

for (const kind of ['string', 'int', 'float'] as const) {
  test(`a set of ${kind} is what a sorted array without repetitions is`, (t) => {
    const { type, name } = elementKinds[kind]
    const operations = dataType(set(name))
    fc.assert(
      fc.property(fc.array(elementsOf[kind], { maxLength: 12 }), fc.array(elementsOf[kind], { maxLength: 12 }), (one, other) => {
        const keys = (elements: Bytes[]) => elements.map((element) => Buffer.from(type.toOrdered(element)).toString('hex'))
        const sorted = (names: Iterable<string>) => [...new Set(names)].sort()
        let value = operations.absent
        for (const element of one) value = operations.apply(operationName.setAdd, value, [element], '', 0) as Bytes
        const stored = (bytes: Bytes) => keys(operations.container!.elements(bytes))
        t.deepEqual(stored(value), sorted(keys(one)))
        let second = operations.absent
        for (const element of other) second = operations.apply(operationName.setAdd, second, [element], '', 0) as Bytes
        const joined = operations.apply(operationName.setUnion, value, [second], '', 0) as Bytes
        t.deepEqual(stored(joined), sorted([...keys(one), ...keys(other)]))
        const common = operations.apply(operationName.setIntersect, value, [second], '', 0) as Bytes
        t.deepEqual(stored(common), sorted(keys(one).filter((key) => keys(other).includes(key))))
        for (const element of other) value = operations.apply(operationName.setRemove, value, [element], '', 0) as Bytes
        t.deepEqual(stored(value), sorted(keys(one).filter((key) => !keys(other).includes(key))))
        t.is(operations.container!.length(value), stored(value).length)
      }),
    )
  })
}
