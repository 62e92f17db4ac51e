import test from 'ava'
import { parseSpace, parseSpaces } from '../../src/schema/parse-space.ts'
import { located, refusal } from './failure.ts'

test('the smallest space has every default', (t) => {
  t.deepEqual(parseSpace('space kv key k'), {
    name: 'kv',
    key: { name: 'k', type: { kind: 'string' } },
    attributes: [],
    subspaces: [],
    indexes: [],
    tolerate: 1,
    partitions: 64,
    durability: 'replicated',
    authorization: false,
  })
})

test('every type, every clause, free lines and comments', (t) => {
  const text = `\uFEFF# people
space people key int64 id # the key
attributes first, string last, int age, float score, timestamp(day) born, list(string) names,
set(int) lucky,map ( string , float ) marks, document profile
subspace first,last subspace age
index score index profile.a.b[0].\`odd name\`[-1]
subspace born
expire 60000 ms tolerate 2 failures create 1 partition with authorization durability synced`
  t.deepEqual(parseSpace(text), {
    name: 'people',
    key: { name: 'id', type: { kind: 'int64' } },
    attributes: [
      { name: 'first', type: { kind: 'string' } },
      { name: 'last', type: { kind: 'string' } },
      { name: 'age', type: { kind: 'int' } },
      { name: 'score', type: { kind: 'float' } },
      { name: 'born', type: { kind: 'timestamp', unit: 'day' } },
      { name: 'names', type: { kind: 'list', element: 'string' } },
      { name: 'lucky', type: { kind: 'set', element: 'int' } },
      { name: 'marks', type: { kind: 'map', key: 'string', value: 'float' } },
      { name: 'profile', type: { kind: 'document' } },
    ],
    subspaces: [['first', 'last'], ['age'], ['born']],
    indexes: [{ attribute: 'score' }, { attribute: 'profile', path: 'a.b[0].`odd name`[-1]' }],
    tolerate: 2,
    partitions: 1,
    durability: 'synced',
    authorization: true,
    expireMs: 60000,
  })
})

test('of options given twice the later wins', (t) => {
  const { tolerate, partitions, durability } = parseSpace(
    'space s key k tolerate 3 failures create 7 partitions durability synced tolerate 0 failure durability replicated create 8 partitions',
  )
  t.deepEqual({ tolerate, partitions, durability }, { tolerate: 0, partitions: 8, durability: 'replicated' })
})

test('reserved words are names only in backticks, other spellings are free', (t) => {
  const space = parseSpace('space `space` key `int` attributes int `limit`, Limit, LIST subspace `limit` index Limit')
  t.deepEqual([space.name, space.key.name, ...space.attributes.map(({ name }) => name)], ['space', 'int', 'limit', 'Limit', 'LIST'])
  t.deepEqual(space.attributes[0]!.type, { kind: 'int' })
  t.is(
    located(t, () => parseSpace('space select key k')),
    '1:7 expected the name of a space, found the reserved word "select"',
  )
  t.regex(refusal(t, () => parseSpace('space s key where')).remedy, /`where`/)
})

test('several spaces in one text', (t) => {
  t.deepEqual(
    parseSpaces('space a key k tolerate 0 failures\nspace b key int k attributes v\nspace c key k').map(({ name }) => name),
    ['a', 'b', 'c'],
  )
  t.is(
    located(t, () => parseSpace('space a key k space b key k')),
    '1:15 expected the end of the text, found "space"',
  )
  t.is(
    located(t, () => parseSpaces('\n  # nothing\n')),
    '3:1 expected "space", found the end of the text',
  )
  t.is(
    located(t, () => parseSpaces('space a key k space b key k attributes k')),
    '1:40 attribute "k" has the name of the key',
  )
})

const refused: readonly (readonly [text: string, where: string])[] = [
  ['', '1:1 expected "space", found the end of the text'],
  ['table kv key k', '1:1 expected "space", found "table"'],
  ['space kv', '1:9 expected "key", found the end of the text'],
  ['space 9lives key k', '1:7 9lives is neither a number nor a name'],
  ['space __kv key k', '1:7 "__kv" cannot be the name of a space'],
  ['space `a b` key k', '1:7 "a b" cannot be the name of a space'],
  ['space ``  key k', '1:7 "" cannot be the name of a space'],
  ['space kv key\n  __k', '2:3 "__k" cannot be the name of an attribute'],
  ['space naïve key k', '1:9 the character "ï" has no meaning here'],
  ['space kv key k attributes', '1:26 expected the name of an attribute, found the end of the text'],
  ['space kv key k attributes a,', '1:29 expected the name of an attribute, found the end of the text'],
  ['space kv key k attributes a, b, a', '1:33 attribute "a" has the name of another attribute'],
  ['space kv key k attributes a,\r\n\tk', '2:2 attribute "k" has the name of the key'],
  ['space kv key k attributes integer a', '1:27 "integer" is no type'],
  ['space kv key k attributes a b', '1:27 "a" is no type'],
  ['space kv key document k', '1:23 the key "k" cannot be a document'],
  ['space kv key list(int) k', '1:24 the key "k" cannot be a list(int)'],
  ['space kv key k attributes list a', '1:32 expected "(", found "a"'],
  ['space kv key k attributes list(document) a', '1:32 expected "string" or "int" or "int64" or "float", found "document"'],
  ['space kv key k attributes map(int) a', '1:34 expected ",", found ")"'],
  [
    'space kv key k attributes timestamp(year) a',
    '1:37 expected "second" or "minute" or "hour" or "day" or "week" or "month", found "year"',
  ],
  ['space kv key k subspace k', '1:25 a subspace on the key "k"'],
  ['space kv key k attributes a\nsubspace a, nothing', '2:13 a subspace on "nothing", which is no attribute of space "kv"'],
  ['space kv key k attributes a, b subspace a, b, a', '1:47 attribute "a" occurs twice in one subspace'],
  ['space kv key k attributes set(int) a subspace a', '1:47 attribute "a" is a set(int), which spans no axis of a subspace'],
  ['space kv key k attributes document a subspace a', '1:47 attribute "a" is a document, which spans no axis of a subspace'],
  ['space kv key k index k', '1:22 an index on the key "k"'],
  ['space kv key k index x', '1:22 an index on "x", which is no attribute of space "kv"'],
  ['space kv key k attributes document d index d', '1:44 an index on the document "d" needs a path'],
  ['space kv key k attributes int d index d.x', '1:39 attribute "d" is an int and has no paths'],
  ['space kv key k attributes document d index d.', '1:46 expected the name of a member, found the end of the text'],
  ['space kv key k attributes document d index d.x[-0]', '1:48 [-0] names no element'],
  ['space kv key k attributes document d index d.x[1.5]', '1:48 expected the number of an element, found "1.5"'],
  ['space kv key k attributes document d index d.__x', '1:46 "__x" is no plain name'],
  ['space kv key k tolerate 10 failures', '1:25 10 failures to tolerate is out of range'],
  ['space kv key k tolerate -1 failures', '1:25 the number of failures has no sign'],
  ['space kv key k tolerate two failures', '1:25 expected the number of failures, found "two"'],
  ['space kv key k tolerate 2', '1:26 expected "failure" or "failures", found the end of the text'],
  ['space kv key k create 0 partitions', '1:23 0 partitions is out of range'],
  ['space kv key k create 4097 partitions', '1:23 4097 partitions is out of range'],
  ['space kv key k create 99999999999999999999 partitions', '1:23 99999999999999999999 is too large'],
  ['space kv key k expire 0 ms', '1:23 0 milliseconds to live is out of range'],
  ['space kv key k durability fast', '1:27 expected "replicated" or "synced", found "fast"'],
  ['space kv key k tolerate 1 failure subspace a', '1:35 expected an option or the end of the space, found "subspace"'],
  ['space kv key k attributes a attributes b', '1:29 expected a subspace, an index, an option or the end of the space, found "attributes"'],
  ['space kv key k attributes `a', '1:27 what ` opens here is not closed on its line'],
  ['space kv key k "tail"', '1:16 expected the next part or the end of the space, found the string "tail"'],
]
for (const [text, where] of refused) {
  test(`refused: ${JSON.stringify(text)}`, (t) => {
    t.is(
      located(t, () => parseSpace(text)),
      where,
    )
  })
}

test('a word in capitals is met with the right spelling', (t) => {
  t.regex(refusal(t, () => parseSpace('SPACE kv KEY k')).remedy, /"space" was meant/)
})

test('numbers at the ends of their ranges', (t) => {
  for (const tolerate of [0, 9]) t.is(parseSpace(`space kv key k tolerate ${tolerate} failures`).tolerate, tolerate)
  for (const partitions of [1, 4096]) t.is(parseSpace(`space kv key k create ${partitions} partitions`).partitions, partitions)
  for (const expireMs of [1, Number.MAX_SAFE_INTEGER]) t.is(parseSpace(`space kv key k expire ${expireMs} ms`).expireMs, expireMs)
})

test('at most 1,000 attributes with the key', (t) => {
  const names = Array.from({ length: 999 }, (_, index) => `a${index}`)
  t.is(parseSpace(`space kv key k attributes ${names.join()}`).attributes.length, 999)
  const error = refusal(t, () => parseSpace(`space kv key k attributes\n${[...names, 'last'].join('\n,')}`))
  t.is(error.code, 'TOO_LARGE')
  t.deepEqual(error.position, { line: 1001, column: 2 })
})

test('a text beyond the limit is refused unread', (t) => {
  t.is(refusal(t, () => parseSpace(`space kv key k${' '.repeat(4 * 1024 * 1024)}`)).code, 'TOO_LARGE')
})
