import test from 'ava'
import { bindPredicate, bindQuery } from '../../src/schema/bind-query.ts'
import { parsePredicate, parseQuery } from '../../src/schema/parse-query.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { fromLatin1 } from '../../src/values/bytes.ts'
import { encodeFloat, encodeInt, encodeString } from '../../src/values/encode.ts'
import { operator, predicateKind } from '../../src/values/predicate.ts'
import { located, refusal } from './failure.ts'

const users = parseSpace(
  `space users key name attributes int age, int64 id, float score, last, list(int) lucky, map(string, float) marks, document profile`,
)
const bind = (text: string) => bindPredicate(parsePredicate(text), users)

test('names become indices and values bytes', (t) => {
  t.deepEqual(bindQuery(parseQuery('users select last, name, last where age >= 30 order by score desc limit 0'), users), {
    predicate: { kind: predicateKind.test, attribute: 1, operator: operator.greaterOrEqual, operands: [encodeInt(30n)] },
    select: [4, 0],
    orderBy: { attribute: 3, descending: true },
    limit: 0,
  })
  t.deepEqual(bindQuery(parseQuery('users'), users), { predicate: { kind: predicateKind.all } })
})

test('each operator and operand', (t) => {
  const operands = (text: string) => {
    const bound = bind(text)
    return [bound.attribute, bound.operator, ...bound.operands!]
  }
  t.deepEqual(operands("name between 'a' and 'b'"), [0, operator.between, encodeString('a'), encodeString('b')])
  t.deepEqual(operands('age in (1, -2)'), [1, operator.oneOf, encodeInt(1n), encodeInt(-2n)])
  t.deepEqual(operands('age in ()'), [1, operator.oneOf])
  t.deepEqual(operands('id = -9223372036854775808'), [2, operator.equal, encodeInt(-(2n ** 63n))])
  t.deepEqual(operands('id != 9223372036854775807'), [2, operator.notEqual, encodeInt(2n ** 63n - 1n)])
  t.deepEqual(operands('score < 3'), [3, operator.less, encodeFloat(3)])
  t.deepEqual(operands('score = 9223372036854776000'), [3, operator.equal, encodeFloat(2 ** 63)])
  t.deepEqual(operands('score = -9223372036854776000'), [3, operator.equal, encodeFloat(-(2 ** 63))])
  t.deepEqual(operands('score = 9223372036854775808'), [3, operator.equal, encodeFloat(2 ** 63)])
  t.deepEqual(operands('score <= 9007199254740993.0'), [3, operator.lessOrEqual, encodeFloat(9007199254740992)])
  t.deepEqual(operands('score in (nan, inf, -inf)'), [
    3,
    operator.oneOf,
    encodeFloat(Number.NaN),
    encodeFloat(Number.POSITIVE_INFINITY),
    encodeFloat(Number.NEGATIVE_INFINITY),
  ])
  t.deepEqual(operands("last startsWith '\\xff'"), [4, operator.startsWith, fromLatin1('\xff')])
  t.deepEqual(operands("last regex 'x+'"), [4, operator.regex, encodeString('x+')])
  t.deepEqual(operands('last = {"$bytes": "/wA="}'), [4, operator.equal, fromLatin1('\xff\0')])
  t.deepEqual(operands('length(last) > 5'), [4, operator.lengthGreater, encodeInt(5n)])
  t.deepEqual(operands('lucky contains 7'), [5, operator.contains, encodeInt(7n)])
  t.deepEqual(operands("marks contains 'x'"), [6, operator.contains, encodeString('x')])
})

test('nested ands and ors become one, double negations vanish', (t) => {
  const a = bind('age = 1')
  t.deepEqual(bind('(age = 1 and age = 1) and (age = 1 and not not age = 1)'), { kind: predicateKind.and, terms: [a, a, a, a] })
  t.deepEqual(bind('age = 1 or (age = 1 or age = 1)'), { kind: predicateKind.or, terms: [a, a, a] })
  t.deepEqual(bind('not not not age = 1'), { kind: predicateKind.not, terms: [a] })
  t.deepEqual(bind('age = 1 and (age = 1 or age = 1)'), { kind: predicateKind.and, terms: [a, { kind: predicateKind.or, terms: [a, a] }] })
})

test('a predicate that alternates too deeply is refused, a merely nested one is not', (t) => {
  const alternating = (depth: number) => `${'(age = 1 and (age = 1 or '.repeat(depth)}age = 1${'))'.repeat(depth)}`
  t.notThrows(() => bind(alternating(44)))
  t.regex(refusal(t, () => bind(alternating(45))).message, /more than 90 levels/)
  t.notThrows(() => bind(`${'not '.repeat(199)}age = 1`))
})

const refused: readonly (readonly [text: string, where: string])[] = [
  ['agee = 1', '1:1 space "users" has no attribute "agee"'],
  ['age = 1 or\n  nothing = 1', '2:3 space "users" has no attribute "nothing"'],
  ['age = 1.5', '1:7 1.5 is no value of "age", an int'],
  ['age = 1.0', '1:7 1.0 is no value of "age", an int'],
  ['age = "1"', '1:7 "1" is no value of "age", an int'],
  ['age = nan', '1:7 nan is no value of "age", an int'],
  ['age = true', '1:7 true is no value of "age", an int'],
  ['age in (1, null)', '1:12 null is no value of "age", an int'],
  ['age = [1]', '1:7 [1] is no value of "age", an int'],
  ['id = 9223372036854775808', '1:6 9223372036854775808 is no value of "id", an int64'],
  ['id = -9223372036854775809', '1:6 -9223372036854775809 is no value of "id", an int64'],
  ['score = 9223372036854776001', '1:9 9223372036854776001 is no value of "score", a float'],
  ['score = 9007199254740993', '1:9 9007199254740993 is no value of "score", a float'],
  ['score = "1"', '1:9 "1" is no value of "score", a float'],
  ['last = 1', '1:8 1 is no value of "last", a string'],
  ['last between "a" and inf', '1:22 inf is no value of "last", a string'],
  ['age startsWith "1"', '1:1 startsWith does not fit attribute "age", an int'],
  ['age regex "1"', '1:1 regex does not fit attribute "age", an int'],
  ['last contains "1"', '1:1 contains does not fit attribute "last", a string'],
  ['length(age) = 1', '1:8 length does not fit attribute "age", an int'],
  ['lucky < 1', '1:1 an order does not fit attribute "lucky", a list(int)'],
  ['lucky contains "x"', '1:16 "x" is no value of "lucky", an int'],
  ['age.b = 1', '1:1 attribute "age" is an int and has no paths'],
  ['profile.a.b < true', '1:15 true has no order'],
  ['profile.a between 1 and [2]', '1:25 [2] has no order'],
  ['age = 1 and\n  last regex "(("', '2:14 the regex (( is wrong: error parsing regexp: missing closing ): `((`'],
  ['profile.a regex "a{30000}"', '1:17 the regex a{30000} is wrong: error parsing regexp: invalid repeat count: `{30000}`'],
  ['profile.a = "\\xff"', '1:13 "\\xff" is not UTF-8, which documents hold only'],
]
for (const [text, where] of refused) {
  test(`refused: ${JSON.stringify(text)}`, (t) => {
    t.is(
      located(t, () => bind(text)),
      where,
    )
  })
}

test('what does not fit a whole document is answered with what does, and that every test fits at a path', (t) => {
  for (const test of ['profile < 2', 'profile between 1 and 2', 'profile contains "a"', 'profile startsWith "a"', 'profile regex "a"']) {
    const { remedy } = refusal(t, () => bind(test))
    t.is(remedy, 'of a whole document use =, != or in; every test fits at a path, written behind the name: NAME.a', test)
    t.notThrows(() => bind(test.replace('profile', 'profile.a')), test)
  }
  t.regex(refusal(t, () => bind('length(profile) = 1')).remedy, /^of a whole document use =, != or in;/)
  t.notThrows(() => bind('length(profile.a) = 1'))
  for (const fitting of ['profile = {}', 'profile != {}', 'profile in ({})']) t.notThrows(() => bind(fitting), fitting)
  t.is(refusal(t, () => bind('lucky < 2')).remedy, 'use =, !=, in, contains or length')
})

test('an unknown attribute is answered with those there are', (t) => {
  t.is(
    refusal(t, () => bindQuery(parseQuery('users select nothing'), users)).remedy,
    'attributes are name, age, id, score, last, lucky, marks, profile',
  )
  t.is(
    located(t, () => bindQuery(parseQuery('users order by lucky'), users)),
    '1:16 attribute "lucky" is a list(int), which has no order',
  )
})

test('a tree without positions is refused without them', (t) => {
  const error = refusal(t, () =>
    bindPredicate({ kind: 'test', attribute: { name: 'x' }, steps: [], operator: 'equal', operands: [] }, users),
  )
  t.is(error.message, 'space "users" has no attribute "x"')
  t.is(error.position, undefined)
})
