import test from 'ava'
import fc from 'fast-check'
import type { AttributeType } from '../../src/values/attribute-type.ts'
import { type Bytes, emptyBytes } from '../../src/values/bytes.ts'
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
import { applyOperations, checkOperations } from '../../src/values/matcher.ts'
import { FailedOperation, type OperationName, operationName } from '../../src/values/operation.ts'
import { double, encodedString, float, int, int64, string } from './arbitraries.ts'

function apply(type: AttributeType, name: OperationName, value: Bytes, operand: Bytes): Bytes | string {
  const operations = [{ attribute: 1, name: operationName[name], operands: [operand] }]
  checkOperations(operations, [string, type])
  const result = applyOperations(operations, [value], [string, type])
  return result instanceof FailedOperation ? result.failure : result[0]!
}

function onInts(name: OperationName, value: bigint, operand: bigint): bigint | string {
  const result = apply(int, name, encodeInt(value), encodeInt(operand))
  return typeof result === 'string' ? result : decodeInt(result)
}

function onFloats(name: OperationName, value: number, operand: number): number {
  const result = apply(float, name, encodeFloat(value), encodeFloat(operand))
  if (typeof result === 'string') throw new Error(`${name} of ${value} and ${operand} failed with ${result}`)
  return decodeFloat(result)
}

test('int: the named cases', (t) => {
  t.is(onInts('div', -7n, 2n), -4n)
  t.is(onInts('div', 7n, -2n), -4n)
  t.is(onInts('div', -7n, -2n), 3n)
  t.is(onInts('mod', -7n, 2n), 1n)
  t.is(onInts('mod', 7n, -2n), -1n)
  t.is(onInts('mod', -7n, -2n), -1n)
  t.is(onInts('mod', -6n, 2n), 0n)
  t.is(onInts('div', intMinimum, -1n), 'OVERFLOW')
  t.is(onInts('mod', intMinimum, -1n), 'OVERFLOW')
  t.is(onInts('mod', intMinimum + 1n, -1n), 0n)
  t.is(onInts('div', 1n, 0n), 'DIVIDE_BY_ZERO')
  t.is(onInts('mod', 0n, 0n), 'DIVIDE_BY_ZERO')
  t.is(onInts('add', intMaximum, 1n), 'OVERFLOW')
  t.is(onInts('sub', intMinimum, 1n), 'OVERFLOW')
  t.is(onInts('sub', 0n, intMinimum), 'OVERFLOW')
  t.is(onInts('mul', intMinimum, -1n), 'OVERFLOW')
  t.is(onInts('mul', 2n ** 32n, 2n ** 31n), 'OVERFLOW')
  t.is(onInts('bitAnd', -1n, intMinimum), intMinimum)
})

test('int: results are those of exact arithmetic, or OVERFLOW where they do not fit', (t) => {
  const exact: Partial<Record<OperationName, (a: bigint, b: bigint) => bigint>> = {
    put: (_, b) => b,
    add: (a, b) => a + b,
    sub: (a, b) => a - b,
    mul: (a, b) => a * b,
    min: (a, b) => (a < b ? a : b),
    max: (a, b) => (a > b ? a : b),
    bitAnd: (a, b) => BigInt.asIntN(64, BigInt.asUintN(64, a) & BigInt.asUintN(64, b)),
    bitOr: (a, b) => BigInt.asIntN(64, BigInt.asUintN(64, a) | BigInt.asUintN(64, b)),
    bitXor: (a, b) => BigInt.asIntN(64, BigInt.asUintN(64, a) ^ BigInt.asUintN(64, b)),
  }
  for (const [name, compute] of Object.entries(exact)) {
    fc.assert(
      fc.property(int64, int64, (a, b) => {
        const wanted = compute(a, b)
        t.is(onInts(name as OperationName, a, b), wanted < intMinimum || wanted > intMaximum ? 'OVERFLOW' : wanted)
      }),
    )
  }
})

test('int: div and mod floor, and belong together', (t) => {
  fc.assert(
    fc.property(int64, int64, (a, b) => {
      fc.pre(b !== 0n && !(a === intMinimum && b === -1n))
      const quotient = onInts('div', a, b) as bigint
      const remainder = onInts('mod', a, b) as bigint
      t.is(quotient * b + remainder, a)
      t.true(b > 0n ? remainder >= 0n && remainder < b : remainder <= 0n && remainder > b)
    }),
  )
})

test('float: IEEE arithmetic', (t) => {
  fc.assert(
    fc.property(double, double, (a, b) => {
      t.is(onFloats('add', a, b), a + b)
      t.is(onFloats('sub', a, b), a - b)
      t.is(onFloats('mul', a, b), a * b)
      t.is(onFloats('div', a, b), a / b)
      t.is(onFloats('put', a, b), b)
    }),
  )
  t.is(onFloats('div', 1, 0), Number.POSITIVE_INFINITY)
  t.is(onFloats('div', 1, -0), Number.NEGATIVE_INFINITY)
  t.is(onFloats('div', 0, 0), Number.NaN)
  t.is(onFloats('add', Number.MAX_VALUE, Number.MAX_VALUE), Number.POSITIVE_INFINITY)
})

test('float: min and max follow the order, NaN being greatest', (t) => {
  t.is(onFloats('min', Number.NaN, 5), 5)
  t.is(onFloats('min', 5, Number.NaN), 5)
  t.is(onFloats('max', 5, Number.NaN), Number.NaN)
  t.is(onFloats('max', Number.NaN, Number.POSITIVE_INFINITY), Number.NaN)
  t.is(onFloats('min', 1, -2), -2)
  t.is(onFloats('max', 1, -2), 1)
  t.is(onFloats('min', 0, -0), 0)
  t.is(onFloats('max', -0, 0), -0)
})

test('float: a stored −0 stays −0', (t) => {
  t.is(onFloats('put', 1, -0), -0)
})

test('string: prepend, append and trims count bytes', (t) => {
  const text = (name: OperationName, value: string, operand: Bytes) =>
    decodeString(apply(string, name, encodeString(value), operand) as Bytes)
  t.is(text('prepend', 'b', encodeString('a')), 'ab')
  t.is(text('append', 'b', encodeString('c')), 'bc')
  t.is(text('put', 'b', emptyBytes), '')
  t.is(text('ltrim', 'hello', encodeInt(2n)), 'llo')
  t.is(text('rtrim', 'hello', encodeInt(2n)), 'hel')
  t.is(text('rtrim', 'hello', encodeInt(0n)), 'hello')
  t.is(text('ltrim', 'äb', encodeInt(2n)), 'b')
  t.deepEqual([...(apply(string, 'rtrim', encodeString('ä'), encodeInt(1n)) as Bytes)], [0xc3])
  for (const count of [5n, 6n, intMaximum]) {
    t.is(text('ltrim', 'hello', encodeInt(count)), '')
    t.is(text('rtrim', 'hello', encodeInt(count)), '')
  }
})

test('string: trims undo prepend and append, whatever the bytes', (t) => {
  fc.assert(
    fc.property(encodedString, encodedString, (value, operand) => {
      const length = encodeInt(BigInt(operand.length))
      t.deepEqual([...(apply(string, 'ltrim', apply(string, 'prepend', value, operand) as Bytes, length) as Bytes)], [...value])
      t.deepEqual([...(apply(string, 'rtrim', apply(string, 'append', value, operand) as Bytes, length) as Bytes)], [...value])
    }),
  )
})

const types = [string, int, string, float]

test('operations run in order, each on what the one before left', (t) => {
  const result = applyOperations(
    [
      { attribute: 1, name: operationName.add, operands: [encodeInt(3n)] },
      { attribute: 2, name: operationName.append, operands: [encodeString('!')] },
      { attribute: 1, name: operationName.mul, operands: [encodeInt(2n)] },
    ],
    [encodeInt(1n), encodeString('a'), encodeFloat(2)],
    types,
  )
  t.deepEqual(result, [encodeInt(8n), encodeString('a!'), encodeFloat(2)])
})

test('missing values start from the default, and all attributes are there afterwards', (t) => {
  t.deepEqual(applyOperations([{ attribute: 1, name: operationName.sub, operands: [encodeInt(3n)] }], [], types), [
    encodeInt(-3n),
    emptyBytes,
    encodeFloat(0),
  ])
})

test('one failure fails the whole, and the values handed in stay as they were', (t) => {
  const values = [encodeInt(1n), encodeString('a'), encodeFloat(2)]
  const operations = [
    { attribute: 2, name: operationName.append, operands: [encodeString('!')] },
    { attribute: 1, name: operationName.div, operands: [encodeInt(0n)] },
    { attribute: 1, name: operationName.add, operands: [encodeInt(intMaximum)] },
  ]
  t.deepEqual(applyOperations(operations, values, types), new FailedOperation(operations[1]!, 'DIVIDE_BY_ZERO'))
  t.deepEqual(values, [encodeInt(1n), encodeString('a'), encodeFloat(2)])
})

test('what the wire leaves out is its default: attribute 0, put', (t) => {
  t.notThrows(() => checkOperations([{ attribute: 2, operands: [encodeString('a')] }], types))
  t.deepEqual(applyOperations([{ attribute: 2, operands: [encodeString('a')] }], [], types), [
    encodeInt(0n),
    encodeString('a'),
    encodeFloat(0),
  ])
})

const fitting: Record<'string' | 'int' | 'float', readonly OperationName[]> = {
  string: ['put', 'prepend', 'append', 'ltrim', 'rtrim'],
  int: ['put', 'add', 'sub', 'mul', 'div', 'mod', 'min', 'max', 'bitAnd', 'bitOr', 'bitXor'],
  float: ['put', 'add', 'sub', 'mul', 'div', 'min', 'max'],
}

for (const [kind, names] of Object.entries(fitting)) {
  test(`${kind} takes exactly its operations`, (t) => {
    for (const [name, number] of Object.entries(operationName)) {
      const check = () => checkOperations([{ attribute: 1, name: number, operands: [encodeInt(1n)] }], [string, { kind } as AttributeType])
      if (names.includes(name as OperationName)) t.notThrows(check, name)
      else {
        const error = t.throws(
          check,
          { message: new RegExp(`^operation ${name} of attribute 1 does not fit an? ${kind}, which takes put, `) },
          name,
        )
        t.like(error, { code: 'INVALID' })
      }
    }
  })
}

test('what mapApply cannot apply is named, with what it can', (t) => {
  const key = encodeString('k')
  const refused = (inner: OperationName, operands: readonly Bytes[], says: string) =>
    t.throws(
      () => {
        const operation = { attribute: 1, name: operationName.mapApply, inner: operationName[inner], operands: [key, ...operands] }
        checkOperations([operation], [string, { kind: 'map', key: 'string', value: 'float' }], [{ name: 'm' }])
      },
      { message: `operation mapApply of attribute m applies ${says}` },
    )
  refused('mod', [encodeFloat(2)], 'mod to its values: it does not fit a float, which takes add, sub, mul, div, min, max')
  refused('add', [], 'add to its values: it takes 1 operand, not 0')
  refused('put', [encodeFloat(2)], 'no put: use mapAdd')
})

test('wrong attributes, operands and paths are refused with INVALID', (t) => {
  const refused = (operation: Parameters<typeof checkOperations>[0][number], message: RegExp) =>
    t.like(
      t.throws(() => checkOperations([operation], types), { message }),
      { code: 'INVALID' },
    )
  refused({ operands: [encodeInt(1n)] }, /would change the key/)
  refused({ attribute: 4, operands: [encodeInt(1n)] }, /attribute 4 does not exist/)
  refused({ attribute: 1, name: operationName.mod, operands: [] }, /operation mod of attribute 1 takes 1 operand, not 0/)
  refused({ attribute: 3, name: operationName.add, operands: [encodeFloat(1), encodeFloat(1)] }, /takes 1 operand, not 2/)
  refused({ attribute: 1, operands: [encodeString('x')] }, /operand is 1 bytes long, not 8/)
  refused({ attribute: 2, name: operationName.ltrim, operands: [encodeInt(-1n)] }, /not negative/)
  refused({ attribute: 2, name: operationName.rtrim, operands: [encodeString('1')] }, /number of bytes, encoded as an int/)
  refused({ attribute: 1, name: operationName.add, operands: [encodeInt(1n)], path: 'a.b' }, /no document/)
  refused({ attribute: 1, name: 99, operands: [encodeInt(1n)] }, /operation 99/)
  refused(
    { attribute: 1, name: operationName.add, operands: [encodeInt(1n)], inner: operationName.sub },
    /operation add .* inner operation, sub/,
  )
})
