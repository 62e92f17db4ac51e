import test from 'ava'
import fc from 'fast-check'
import type { AttributeType } from '../../src/values/attribute-type.ts'
import { type Bytes, emptyBytes } from '../../src/values/bytes.ts'
import { encodeFloat, encodeInt, encodeString } from '../../src/values/encode.ts'
import { compilePredicate } from '../../src/values/matcher.ts'
import { matchAll, type OperatorName, operator, type Predicate, predicateKind, predicateLevelsMaximum } from '../../src/values/predicate.ts'
import { dataType } from '../../src/values/registry.ts'
import { encodedFloat, encodedInt, encodedString, float, int, shortBytes, string, typesWithValues } from './arbitraries.ts'

// The key is a string, attribute 1 an int, 2 a float, 3 a string.
const types = [string, int, float, string]

function check(attribute: number, name: OperatorName, ...operands: Bytes[]): Predicate {
  return { kind: predicateKind.test, attribute, operator: operator[name], operands }
}

function matches(type: AttributeType, value: Bytes, name: OperatorName, ...operands: Bytes[]): boolean {
  return compilePredicate(check(1, name, ...operands), [string, type])(emptyBytes, [value])
}

for (const { type, values } of typesWithValues) {
  test(`${type.kind}: comparisons follow the order`, (t) => {
    const { compare } = dataType(type)
    fc.assert(
      fc.property(values, values, values, (value, a, b) => {
        const order = compare(value, a)
        t.is(matches(type, value, 'equal', a), order === 0)
        t.is(matches(type, value, 'notEqual', a), order !== 0)
        t.is(matches(type, value, 'less', a), order < 0)
        t.is(matches(type, value, 'lessOrEqual', a), order <= 0)
        t.is(matches(type, value, 'greater', a), order > 0)
        t.is(matches(type, value, 'greaterOrEqual', a), order >= 0)
        t.is(matches(type, value, 'between', a, b), order >= 0 && compare(value, b) <= 0)
        t.is(matches(type, value, 'oneOf', a, b), order === 0 || compare(value, b) === 0)
        t.true(matches(type, value, 'equal', value))
      }),
    )
  })

  test(`${type.kind}: in finds exactly the members of a long list, and nothing in none`, (t) => {
    const { compare } = dataType(type)
    fc.assert(
      fc.property(values, fc.array(values, { maxLength: 30 }), (value, list) => {
        t.is(
          matches(type, value, 'oneOf', ...list),
          list.some((member) => compare(member, value) === 0),
        )
        t.true(matches(type, value, 'oneOf', ...list, value))
        t.false(matches(type, value, 'oneOf'))
      }),
    )
  })

  test(`${type.kind}: between with low above high matches nothing`, (t) => {
    const { compare } = dataType(type)
    fc.assert(
      fc.property(values, values, values, (value, a, b) => {
        fc.pre(compare(a, b) > 0)
        t.false(matches(type, value, 'between', a, b))
      }),
    )
  })
}

test('between takes both ends in', (t) => {
  const between = (value: bigint) => matches(int, encodeInt(value), 'between', encodeInt(20n), encodeInt(40n))
  t.deepEqual([19n, 20n, 40n, 41n].map(between), [false, true, true, false])
})

test('NaN equals NaN and is greater than every number; −0 equals 0', (t) => {
  const nan = encodeFloat(Number.NaN)
  t.true(matches(float, nan, 'equal', nan))
  t.true(matches(float, nan, 'greater', encodeFloat(Number.POSITIVE_INFINITY)))
  t.false(matches(float, nan, 'less', encodeFloat(0)))
  t.true(matches(float, encodeFloat(-0), 'equal', encodeFloat(0)))
  t.false(matches(float, encodeFloat(-0), 'less', encodeFloat(0)))
  t.true(matches(float, encodeFloat(-0), 'oneOf', encodeFloat(1), encodeFloat(0)))
})

test('startsWith compares bytes, of strings that are no UTF-8 too', (t) => {
  fc.assert(
    fc.property(shortBytes, shortBytes, (value, prefix) => {
      const expected = prefix.length <= value.length && prefix.every((byte, index) => byte === value[index])
      t.is(matches(string, value, 'startsWith', prefix), expected)
    }),
  )
  t.true(matches(string, encodeString('Smith'), 'startsWith', encodeString('Sm')))
  t.true(matches(string, encodeString('Smith'), 'startsWith', emptyBytes))
  t.false(matches(string, encodeString('Sm'), 'startsWith', encodeString('Smith')))
})

test('length counts bytes', (t) => {
  const value = encodeString('zoë')
  const compared: readonly [OperatorName, bigint[]][] = [
    ['lengthEqual', [4n]],
    ['lengthNotEqual', [3n, 5n]],
    ['lengthLess', [5n]],
    ['lengthLessOrEqual', [4n, 5n]],
    ['lengthGreater', [3n]],
    ['lengthGreaterOrEqual', [3n, 4n]],
  ]
  for (const [name, bounds] of compared) {
    const holding = [3n, 4n, 5n].filter((bound) => matches(string, value, name, encodeInt(bound)))
    t.deepEqual(holding, bounds, name)
  }
})

test('tests read the key, their own attribute, and the default of a missing one', (t) => {
  const key = encodeString('k')
  const row = [encodeInt(30n), encodeFloat(1.5), encodeString('Smith')]
  const holds = (predicate: Predicate, values: readonly Bytes[] = row) => compilePredicate(predicate, types)(key, values)
  t.true(holds(check(0, 'equal', key)))
  t.false(holds(check(0, 'equal', encodeString('l'))))
  t.true(holds(check(1, 'equal', encodeInt(30n))))
  t.true(holds(check(2, 'less', encodeFloat(2))))
  t.true(holds(check(3, 'regex', encodeString('mit'))))
  t.true(holds(check(3, 'equal', emptyBytes), row.slice(0, 2)))
  t.true(holds(check(1, 'equal', encodeInt(0n)), []))
  t.true(holds(check(2, 'equal', encodeFloat(0)), []))
})

test('what the wire leaves out is its default', (t) => {
  const key = encodeString('k')
  t.true(compilePredicate({}, types)(key, []))
  t.true(compilePredicate({ kind: null, terms: null }, types)(key, []))
  t.true(compilePredicate({ kind: predicateKind.test, operands: [key] }, types)(key, []))
  t.true(compilePredicate({ kind: predicateKind.and }, types)(key, []))
  t.false(compilePredicate({ kind: predicateKind.or }, types)(key, []))
})

const leaf = fc.oneof(
  fc.constant(matchAll),
  fc
    .tuple(fc.constantFrom<OperatorName>('equal', 'notEqual', 'less', 'greaterOrEqual'), encodedInt)
    .map(([name, operand]) => check(1, name, operand)),
  fc.tuple(fc.constantFrom<OperatorName>('less', 'greater'), encodedFloat).map(([name, operand]) => check(2, name, operand)),
  fc.tuple(fc.constantFrom<OperatorName>('startsWith', 'lessOrEqual'), shortBytes).map(([name, operand]) => check(3, name, operand)),
)
const { tree } = fc.letrec<{ tree: Predicate }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }).map((terms) => ({ kind: predicateKind.and, terms })),
    fc.array(tie('tree'), { maxLength: 3 }).map((terms) => ({ kind: predicateKind.or, terms })),
    tie('tree').map((term) => ({ kind: predicateKind.not, terms: [term] })),
  ),
}))
const objects = fc.tuple(encodedInt, encodedFloat, encodedString)

test('and, or and not obey the laws of logic', (t) => {
  fc.assert(
    fc.property(tree, tree, objects, (a, b, row) => {
      const holds = (predicate: Predicate) => compilePredicate(predicate, types)(emptyBytes, row)
      const and = (...terms: Predicate[]): Predicate => ({ kind: predicateKind.and, terms })
      const or = (...terms: Predicate[]): Predicate => ({ kind: predicateKind.or, terms })
      const not = (term: Predicate): Predicate => ({ kind: predicateKind.not, terms: [term] })
      t.is(holds(and(a, b)), holds(a) && holds(b))
      t.is(holds(or(a, b)), holds(a) || holds(b))
      t.is(holds(not(a)), !holds(a))
      t.is(holds(not(and(a, b))), holds(or(not(a), not(b))))
      t.is(holds(not(or(a, b))), holds(and(not(a), not(b))))
    }),
  )
})

test('what does not fit is refused with INVALID and a remedy', (t) => {
  const refused = (predicate: Predicate, message: RegExp) => {
    const error = t.throws(() => compilePredicate(predicate, types), { message })
    t.like(error, { code: 'INVALID' })
    t.regex((error as Error & { remedy: string }).remedy, /\.$/)
  }
  refused(check(4, 'equal', emptyBytes), /attribute 4 does not exist/)
  refused(check(1, 'startsWith', encodeInt(1n)), /do not fit int/)
  refused(check(2, 'regex', encodeFloat(1)), /do not fit float/)
  refused(check(1, 'lengthLess', encodeInt(1n)), /length does not fit int/)
  refused(check(3, 'lengthLess', encodeString('1')), /one int/)
  refused(check(3, 'lengthLess'), /one int/)
  refused(check(3, 'contains', encodeString('a')), /contains does not fit string/)
  refused(check(1, 'equal', encodeString('abc')), /operand is 3 bytes long, an int is 8/)
  refused(check(2, 'oneOf', encodeFloat(1), emptyBytes), /operand is 0 bytes long, a float is 8/)
  refused(check(1, 'between', encodeInt(1n)), /takes 2 operands, not 1/)
  refused(check(1, 'equal'), /takes 1 operand, not 0/)
  refused({ ...check(1, 'equal', encodeInt(1n)), path: 'a' }, /no document/)
  refused({ kind: predicateKind.test, operator: 99, operands: [emptyBytes] }, /unknown operator 99/)
  refused({ kind: 9 }, /unknown kind 9/)
  refused({ kind: predicateKind.not }, /a not has 0 terms/)
  refused({ kind: predicateKind.not, terms: [matchAll, matchAll] }, /a not has 2 terms/)
  refused({ kind: predicateKind.and, terms: [check(1, 'contains', encodeInt(1n))] }, /contains does not fit int/)
})

test('a predicate that is nested too deep is refused, not followed to the end of the stack', (t) => {
  const nested = (levels: number) => {
    let deep: Predicate = matchAll
    for (let level = 1; level < levels; level++) deep = { kind: predicateKind.not, terms: [deep] }
    return deep
  }
  t.notThrows(() => compilePredicate(nested(predicateLevelsMaximum), types))
  for (const levels of [predicateLevelsMaximum + 1, 100_000]) {
    t.throws(() => compilePredicate(nested(levels), types), { code: 'INVALID', message: /more than 90 levels/ })
  }
})

test('the regexes of a predicate have one limit together over each object', (t) => {
  const types: AttributeType[] = [{ kind: 'string' }, { kind: 'string' }, { kind: 'document' }]
  const costly = (length: number, attribute: number, path?: string) => ({
    kind: predicateKind.test,
    attribute,
    ...(path ? { path } : {}),
    operator: operator.regex,
    operands: [encodeString(`a[ab]{${length}}[c-z]`)],
  })
  const noise = Array.from({ length: 4000 }, (_, index) => ((index * index * 7919) % 1009 > 504 ? 'a' : 'b')).join('')
  const values = [encodeString(noise), encodeString(JSON.stringify({ text: noise }))]
  const judge = (count: number, effort = { spent: 0 }) => {
    const terms = Array.from({ length: count }, (_, index) => (index % 2 ? costly(800 + index, 1) : costly(800 + index, 2, 'text')))
    const matches = compilePredicate({ kind: predicateKind.or, terms }, types, effort)
    return () => matches(encodeString('k'), values)
  }
  const few = judge(3)
  for (let time = 0; time < 20; time++) t.false(few())
  const effort = { spent: 0 }
  const many = judge(60, effort)
  t.throws(many, { code: 'INVALID', message: /takes too much over a value of 40[01]\d bytes/ })
  const first = effort.spent
  t.throws(many, { code: 'INVALID' })
  t.is(effort.spent, 2 * first, 'what was remembered is charged alike')
  // 128 steps each.
  t.true(first < (2 * 12_000_000) / 128, String(first))
})
