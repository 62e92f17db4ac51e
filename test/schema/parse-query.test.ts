import test from 'ava'
import { parsePredicate, parseQuery } from '../../src/schema/parse-query.ts'
import { printPredicate } from '../../src/schema/print-query.ts'
import type { Literal } from '../../src/schema/query.ts'
import { fromLatin1 } from '../../src/values/bytes.ts'
import { encodeString } from '../../src/values/encode.ts'
import { located, refusal } from './failure.ts'

/** The one operand of `a = TEXT`, without its position. */
function literal(text: string): Literal {
  const predicate = parsePredicate(`a = ${text}`)
  if (predicate.kind !== 'test') throw new TypeError(`${text} gave no test`)
  const { position, ...value } = predicate.operands[0]!
  if (position?.column !== 5) throw new TypeError(`${text} stands at column ${position?.column}`)
  return value
}

test('a bare name asks for every object', (t) => {
  t.deepEqual(parseQuery(' users # all of them'), { space: 'users' })
  t.deepEqual(parseQuery('`select`'), { space: 'select' })
})

test('every clause, with positions', (t) => {
  const query = parseQuery("users select first, `by`\nwhere last = 'x' order by age desc limit 10")
  t.deepEqual(query, {
    space: 'users',
    select: [
      { name: 'first', position: { line: 1, column: 14 } },
      { name: 'by', position: { line: 1, column: 21 } },
    ],
    where: {
      kind: 'test',
      attribute: { name: 'last', position: { line: 2, column: 7 } },
      steps: [],
      operator: 'equal',
      operands: [{ kind: 'string', bytes: encodeString('x'), position: { line: 2, column: 14 } }],
    },
    orderBy: { attribute: { name: 'age', position: { line: 2, column: 27 } }, descending: true },
    limit: 10,
  })
  t.false(parseQuery('s order by a').orderBy!.descending)
  t.false(parseQuery('s order by a asc').orderBy!.descending)
  t.is(parseQuery('s limit 0').limit, 0)
})

const groupings: readonly (readonly [string, string])[] = [
  ['a = 1 and b = 2 or c = 3 and d = 4', 'a = 1 and b = 2 or c = 3 and d = 4'],
  ['(a=1 and b=2) or ((c=3))', 'a = 1 and b = 2 or c = 3'],
  ['a=1 and (b=2 or c=3)', 'a = 1 and (b = 2 or c = 3)'],
  ['not a=1 and b=2', 'not a = 1 and b = 2'],
  ['not (a=1 and b=2)', 'not (a = 1 and b = 2)'],
  ['not not a=1', 'not not a = 1'],
  ['not not(not(a=1))', 'not not not a = 1'],
  ['a between 1 and 2 and b between "x" and \'y\'', 'a between 1 and 2 and b between "x" and "y"'],
  ['a in()', 'a in ()'],
  ['a in (1,-2.50, nan,-inf , [1, 2])', 'a in (1, -2.5, nan, -inf, [1,2])'],
  ['length ( a ) >= 3 or length(a.b)!=0', 'length(a) >= 3 or length(a.b) != 0'],
  ['a startsWith "x" and a regex \'^y\' and a contains 3', 'a startsWith "x" and a regex "^y" and a contains 3'],
  ['d . a [ 0 ] . `x y` [ - 1 ]<=3', 'd.a[0].`x y`[-1] <= 3'],
  ['d.`a` = true and d.`limit`[-3] = null', 'd.a = true and d.`limit`[-3] = null'],
]
for (const [text, printed] of groupings) {
  test(`reads ${text}`, (t) => {
    t.is(printPredicate(parsePredicate(text)), printed)
  })
}

test('and binds tighter than or, not tightest', (t) => {
  const predicate = parsePredicate('a = 1 or not b = 2 and c = 3 or d = 4')
  t.is(predicate.kind, 'or')
  t.deepEqual(predicate.kind === 'or' && predicate.terms.map(({ kind }) => kind), ['test', 'and', 'test'])
})

test('numbers keep all their digits', (t) => {
  t.deepEqual(literal('9007199254740993'), { kind: 'int', value: 9007199254740993n })
  t.deepEqual(literal('-123456789012345678901234567890'), { kind: 'int', value: -123456789012345678901234567890n })
  t.deepEqual(literal('1.0'), { kind: 'float', value: 1 })
  t.deepEqual(literal('-2.5e-3'), { kind: 'float', value: -0.0025 })
  t.deepEqual(literal('1E2'), { kind: 'float', value: 100 })
  t.true(Object.is((literal('-0.0') as { value: number }).value, -0))
  t.deepEqual(literal('nan'), { kind: 'float', value: Number.NaN })
  t.deepEqual(literal('inf'), { kind: 'float', value: Number.POSITIVE_INFINITY })
  t.deepEqual(literal('-inf'), { kind: 'float', value: Number.NEGATIVE_INFINITY })
  t.deepEqual(literal('false'), { kind: 'boolean', value: false })
  t.deepEqual(literal('null'), { kind: 'null' })
})

test('strings are bytes', (t) => {
  const bytes = (text: string) => (literal(text) as { bytes: Uint8Array }).bytes
  t.deepEqual(bytes(`'it\\'s "so"'`), encodeString(`it's "so"`))
  t.deepEqual(bytes(`"it's \\"so\\""`), encodeString(`it's "so"`))
  t.deepEqual(bytes('"\\u00e9\\n\\/\\\\\\b\\f\\r\\t"'), encodeString('é\n/\\\b\f\r\t'))
  t.deepEqual(bytes('"\\ud83d\\ude00😀"'), encodeString('😀😀'))
  t.deepEqual(bytes("'\\xff\\x00A\\xC3\\xa9'"), fromLatin1('\xff\0A\xc3\xa9'))
  t.deepEqual(bytes("'é\\xff'"), fromLatin1('\xc3\xa9\xff'))
  t.deepEqual(bytes('"# no comment"'), encodeString('# no comment'))
  t.deepEqual(bytes('""'), new Uint8Array(0))
})

test('JSON is taken whole', (t) => {
  t.is(literal('["]", {"}": [1]}, "\\"]"]').kind, 'json')
  t.is(printPredicate(parsePredicate('a = [12345678901234567890,\n1.5, {"x": null, "y" : [true]}] and b = {}')).split(' and ').length, 2)
})

const refused: readonly (readonly [text: string, where: string])[] = [
  ['', '1:1 expected the name of a space, found the end of the text'],
  ['where', '1:1 expected the name of a space, found the reserved word "where"'],
  ['s where', '1:8 expected the name of an attribute, found the end of the text'],
  ['s where order = 3', '1:9 expected the name of an attribute, found the reserved word "order"'],
  ['s where a', '1:10 expected a comparison, found the end of the text'],
  ['s where a == 1', '1:12 expected a value, found "="'],
  ['s where a = x', '1:13 expected a value, found "x"'],
  ['s where a = 1 b = 2', '1:15 expected and, or, the next clause or the end, found "b"'],
  ['s where (a = 1', '1:15 expected ")", found the end of the text'],
  ['s where a = 1)', '1:14 expected and, or, the next clause or the end, found ")"'],
  ['s where a between 1 or 2', '1:21 expected "and", found "or"'],
  ['s where a in 1', '1:14 expected "(", found "1"'],
  ['s where a in (1,)', '1:17 expected a value, found ")"'],
  ['s where a startsWith 1', '1:22 expected a string, found "1"'],
  ['s where length(a) = -1', '1:21 a length has no sign'],
  ['s where length(a) = 1.0', '1:21 expected a length, found "1.0"'],
  ['s where length a = 1', '1:16 expected "(", found "a"'],
  ['s where a[+1] = 2', '1:11 [+1] names no element'],
  ['s where a.0 = 2', '1:11 expected the name of a member, found "0"'],
  ['s where __a = 2', '1:9 "__a" cannot be the name of an attribute'],
  ['s where a = 007', '1:13 the number 007 begins with a needless 0'],
  ['s where a = 1e999', '1:13 the number 1e999 is beyond every float'],
  ['s where a = [2, 1e999]', '1:13 the number 1e999 is beyond every float, at character 5'],
  ['s where a = .5', '1:13 expected a value, found "."'],
  ['s where a = 5x', '1:13 5x is neither a number nor a name'],
  ['s where a = "x', '1:13 what " opens here is not closed on its line'],
  ['s where a = "x\ny"', '1:13 what " opens here is not closed on its line'],
  ['s where a = "😀\ty"', '1:15 a control character between " and "'],
  ['s where a = "\\q"', '1:14 \\q is no escape'],
  ['s where a = "\\xg1"', '1:14 \\x needs 2 hexadecimal digits'],
  ['s where a = "\\u12"', '1:14 \\u needs 4 hexadecimal digits'],
  ['s where a = "\\ud800"', '1:13 half of a surrogate pair is no character'],
  ['s where d.`\\x41` = 1', '1:12 \\x is no escape'],
  ['s where a = [1, 2', '1:13 the JSON that [ opens here is not closed'],
  ['s where a = {"b": "}', '1:13 the JSON that { opens here is not closed'],
  ['s order a', '1:9 expected "by", found "a"'],
  ['s limit -1', '1:9 the limit -1 is negative'],
  ['s limit - 1', '1:9 the limit -1 is negative'],
  ['s limit +1', '1:9 the limit has a sign'],
  ['s limit 1.5', '1:9 expected the limit, found "1.5"'],
  ['s limit 9007199254740992', '1:9 9007199254740992 is too large'],
  ['s limit 1 order by a', '1:11 expected the next clause or the end, found "order"'],
  ['s select', '1:9 expected the name of an attribute, found the end of the text'],
  ['s select a,\r\n\r  where a = 1', '3:3 expected the name of an attribute, found the reserved word "where"'],
  ['s ; drop', '1:3 the character ";" has no meaning here'],
]
for (const [text, where] of refused) {
  test(`refused: ${JSON.stringify(text)}`, (t) => {
    t.is(
      located(t, () => parseQuery(text)),
      where,
    )
  })
}

test('JSON that is none is refused at its place', (t) => {
  for (const json of ["['a']", '[1,]', '{"a" 1}', '[nan]', '[1 # one\n]', '{a: 1}']) {
    const error = refusal(t, () => parsePredicate(`a =\n  ${json}`))
    t.is(error.code, 'INVALID')
    t.is(error.position?.line, 2)
  }
})

test('words in capitals are met with the right spelling', (t) => {
  t.regex(refusal(t, () => parseQuery('users WHERE a = 1')).remedy, /"where" was meant/)
  t.regex(refusal(t, () => parseQuery('users where a STARTSWITH "x"')).remedy, /"startsWith" was meant/)
})

test('nesting is bounded and never overflows the stack', (t) => {
  const nested = (depth: number) => `${'('.repeat(depth)}a = 1${')'.repeat(depth)}`
  t.is(parsePredicate(nested(200)).kind, 'test')
  t.is(
    located(t, () => parsePredicate(nested(201))),
    '1:201 parentheses and "not" nest deeper than 200',
  )
  t.regex(
    located(t, () => parsePredicate(`${'not '.repeat(100_000)}a = 1`)),
    /nest deeper than 200/,
  )
  t.notThrows(() => parsePredicate(Array(5_000).fill('(not (a = 1))').join(' or ')))
  const json = (depth: number) => `a = ${'['.repeat(depth)}${']'.repeat(depth)}`
  t.notThrows(() => parsePredicate(json(200)))
  t.is(refusal(t, () => parsePredicate(json(100_000))).code, 'TOO_LARGE')
})

test('long numbers and texts are bounded', (t) => {
  t.regex(
    located(t, () => parsePredicate(`a = ${'9'.repeat(1_001)}`)),
    /^1:5 a number of 1001 characters/,
  )
  t.is(refusal(t, () => parsePredicate(`a = "${'x'.repeat(4 * 1024 * 1024)}"`)).code, 'TOO_LARGE')
})
