// Every form of a test that the query language has, on timestamps, lists, sets, maps, documents and paths in them: what it finds among 300
// objects, by a plain function of each object's number, and which index serves it.
import test from 'ava'
import { embedded } from '../../src/embedded.ts'
import { Commands } from '../cli/commands.ts'

const objects = 300
const space = `space things key int n
attributes timestamp(day) at, list(int) marks, set(string) tags, map(string, int) counts, document doc
index at index marks index tags index counts index doc.town index doc.zip index doc.pair
create 1 partition`

const micros = (n: number) => BigInt(Date.UTC(2000, 0, 1 + n)) * 1000n + BigInt(n)
const at = (n: number) => `"${new Date(Number(micros(n) / 1000n)).toISOString().slice(0, -1)}${String(n % 1000).padStart(3, '0')}Z"`
const isOdd = (n: number) => n % 2 === 1

function lineOf(n: number): string {
  const marks = n % 30 === 0 ? [] : [n, n % 10]
  const tags = n % 30 === 0 ? [] : [`u${n}`, `t${n % 20}`]
  const counts = n % 30 === 0 ? [] : [`["c${n}",${n}]`, `["d${n % 20}",1]`]
  const doc = {
    town: `T${n % 30}`,
    zip: n % 50 === 0 ? String(n) : n,
    pair: [n, { x: n % 20 }],
    'odd name': { first: `F${n}` },
    ...(isOdd(n) ? { odd: true } : {}),
  }
  return `{"n":${n},"at":${at(n)},"marks":${JSON.stringify(marks)},"tags":${JSON.stringify(tags)},"counts":[${counts}],"doc":${JSON.stringify(doc)}}\n`
}

/** A test, for which numbers it holds, and what explain says that serves it; none: no region was asked. */
type Form = readonly [text: string, holds: (n: number) => boolean, index: string]

const full = (n: number) => n % 30 !== 0
const isNumber = (n: number) => n % 50 !== 0

const forms: Readonly<Record<string, readonly Form[]>> = {
  timestamps: [
    [`at = ${at(7)}`, (n) => n === 7, 'index at'],
    [`at = ${micros(7)}`, (n) => n === 7, 'index at'],
    [`at = "2000-01-08T01:00:00.000007+01:00"`, (n) => n === 7, 'index at'],
    ['at = "2000-01-08T00:00:00Z"', () => false, 'index at'],
    [`at != ${at(7)}`, (n) => n !== 7, 'key scan'],
    [`at < ${at(7)}`, (n) => n < 7, 'index at'],
    [`at <= ${at(7)}`, (n) => n <= 7, 'index at'],
    [`at > ${at(290)}`, (n) => n > 290, 'index at'],
    [`at >= ${at(290)}`, (n) => n >= 290, 'index at'],
    [`at between ${at(20)} and ${at(40)}`, (n) => n >= 20 && n <= 40, 'index at'],
    [`at between ${at(40)} and ${at(20)}`, () => false, 'none'],
    [`at in (${at(3)}, ${micros(200)}, 5)`, (n) => n === 3 || n === 200, 'index at'],
    ['at in ()', () => false, 'none'],
    [`not at < ${at(290)}`, (n) => n >= 290, 'index at'],
  ],
  lists: [
    ['marks = [7, 7]', (n) => n === 7, 'index marks'],
    ['marks = [7]', () => false, 'index marks'],
    ['marks = []', (n) => !full(n), 'key scan'],
    ['marks != [7, 7]', (n) => n !== 7, 'key scan'],
    ['marks in ([7, 7], [23, 3], [3, 23])', (n) => n === 7 || n === 23, 'index marks'],
    ['marks in ()', () => false, 'key scan'],
    ['marks contains 17', (n) => n === 17, 'index marks'],
    ['marks contains 7', (n) => n % 10 === 7, 'index marks'],
    ['not marks contains 7', (n) => n % 10 !== 7, 'key scan'],
    ['length(marks) = 0', (n) => !full(n), 'key scan'],
    ['length(marks) != 0', full, 'key scan'],
    ['length(marks) < 1', (n) => !full(n), 'key scan'],
    ['length(marks) <= 1', (n) => !full(n), 'key scan'],
    ['length(marks) > 1', full, 'key scan'],
    ['length(marks) >= 3', () => false, 'key scan'],
  ],
  sets: [
    ['tags = ["t7", "u7", "t7"]', (n) => n === 7, 'index tags'],
    ['tags = ["u7"]', () => false, 'index tags'],
    ['tags != []', full, 'key scan'],
    ['tags in (["u7", "t7"], [])', (n) => n === 7 || !full(n), 'key scan'],
    ['tags in ()', () => false, 'key scan'],
    ['tags contains "t7"', (n) => n % 20 === 7, 'index tags'],
    ['tags contains "t"', () => false, 'index tags'],
    ['not tags contains "t7"', (n) => n % 20 !== 7, 'key scan'],
    ['length(tags) = 2', full, 'key scan'],
    ['length(tags) != 2', (n) => !full(n), 'key scan'],
    ['length(tags) < 2', (n) => !full(n), 'key scan'],
    ['length(tags) <= 2', () => true, 'key scan'],
    ['length(tags) > 1', full, 'key scan'],
    ['length(tags) >= 1', full, 'key scan'],
  ],
  maps: [
    ['counts = [["d7", 1], ["c7", 7]]', (n) => n === 7, 'index counts'],
    ['counts = [["d7", 1], ["c7", 8]]', () => false, 'index counts'],
    ['counts != [["d7", 1], ["c7", 7]]', (n) => n !== 7, 'key scan'],
    ['counts in ([["c7", 7], ["d7", 1]], [["c8", 8]])', (n) => n === 7, 'index counts'],
    ['counts in ()', () => false, 'key scan'],
    ['counts contains "c7"', (n) => n === 7, 'index counts'],
    ['counts contains "d7"', (n) => n % 20 === 7, 'index counts'],
    ['not counts contains "d7"', (n) => n % 20 !== 7, 'key scan'],
    ['length(counts) = 2', full, 'key scan'],
    ['length(counts) != 2', (n) => !full(n), 'key scan'],
    ['length(counts) < 2', (n) => !full(n), 'key scan'],
    ['length(counts) <= 0', (n) => !full(n), 'key scan'],
    ['length(counts) > 0', full, 'key scan'],
    ['length(counts) >= 3', () => false, 'key scan'],
  ],
  documents: [
    ['doc = {"pair": [7.0, {"x": 7}], "zip": 7, "odd": true, "odd name": {"first": "F7"}, "town": "T7"}', (n) => n === 7, 'key scan'],
    ['doc = {}', () => false, 'key scan'],
    ['doc != {}', () => true, 'key scan'],
    ['doc in ({}, {"town": "T8"})', () => false, 'key scan'],
    ['doc in ()', () => false, 'key scan'],
  ],
  paths: [
    ['doc.town = "T7"', (n) => n % 30 === 7, 'index doc.town'],
    ['doc.town != "T7"', (n) => n % 30 !== 7, 'key scan'],
    ['doc.town != 7', () => true, 'key scan'],
    ['doc.town < "T1"', (n) => n % 30 === 0, 'index doc.town'],
    ['doc.zip < 10', (n) => n < 10 && isNumber(n), 'index doc.zip'],
    ['doc.zip < "1000"', (n) => n === 0 || n === 100, 'index doc.zip'],
    ['doc.zip <= 10', (n) => n <= 10 && isNumber(n), 'index doc.zip'],
    ['doc.zip > 290.5', (n) => n > 290, 'index doc.zip'],
    ['doc.zip >= 290', (n) => n >= 290, 'index doc.zip'],
    ['doc.zip > inf', () => false, 'index doc.zip'],
    ['doc.zip between 20 and 60', (n) => n >= 20 && n <= 60 && isNumber(n), 'index doc.zip'],
    ['doc.zip between 60 and 20', () => false, 'key scan'],
    ['doc.zip in (7, "50", null)', (n) => n === 7 || n === 50, 'index doc.zip'],
    ['doc.zip in (7, "50", [1])', (n) => n === 7 || n === 50, 'key scan'],
    ['doc.zip in ()', () => false, 'key scan'],
    ['doc.town startsWith "T2"', (n) => n % 30 === 2 || n % 30 >= 20, 'key scan'],
    ['doc.town startsWith "T29"', (n) => n % 30 === 29, 'index doc.town'],
    ['doc.town regex "^T.$"', (n) => n % 30 < 10, 'key scan'],
    ['doc.`odd name`.first = "F7"', (n) => n === 7, 'key scan'],
    ['doc.`odd name` contains "first"', () => true, 'key scan'],
    ['doc.`odd name` = {"first": "F7"}', (n) => n === 7, 'key scan'],
    ['doc.odd = true', isOdd, 'key scan'],
    ['doc.odd != true', (n) => !isOdd(n), 'key scan'],
    ['doc.odd = null', () => false, 'key scan'],
    ['doc.pair contains 7', (n) => n === 7, 'index doc.pair'],
    ['doc.pair contains {"x": 7.0}', (n) => n % 20 === 7, 'key scan'],
    ['doc.pair[0] = 7', (n) => n === 7, 'key scan'],
    ['doc.pair[-1].x >= 19', (n) => n % 20 === 19, 'key scan'],
    ['doc.pair[2] != 7', () => true, 'key scan'],
    ['length(doc.pair) = 2', () => true, 'key scan'],
    ['length(doc.town) != 2', (n) => n % 30 >= 10, 'key scan'],
    ['length(doc.town) < 3', (n) => n % 30 < 10, 'key scan'],
    ['length(doc.`odd name`) <= 1', () => true, 'key scan'],
    ['length(doc.town) > 2', (n) => n % 30 >= 10, 'key scan'],
    ['length(doc.zip) >= 1', (n) => !isNumber(n), 'key scan'],
    ['length(doc.nothing) != 1', () => false, 'key scan'],
  ],
}

test('what each form finds, how many it counts, and the index that serves it', async (t) => {
  await using cluster = await embedded()
  await using commands = await Commands.connect(cluster.addresses)
  await commands.done(['space', 'add'], space)
  const numbers = Array.from({ length: objects }, (_, n) => n)
  await commands.done(['load', 'things', '-'], numbers.map(lineOf).join(''))
  for (const [kind, list] of Object.entries(forms)) {
    for (const [text, holds, index] of list) {
      const expected = numbers.filter(holds)
      const found = await commands.done(['search', `things select n where ${text}`, '--json'])
      t.deepEqual(
        found.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line).n])),
        expected,
        `${kind}: ${text}`,
      )
      t.is(await commands.done(['count', `things where ${text}`]), `${expected.length}\n`, text)
      const explained = JSON.parse(await commands.done(['explain', `things where ${text}`, '--json']))
      t.is(explained.matches, expected.length, text)
      t.deepEqual(explained.indexes, index === 'none' ? [] : [index], text)
      if (index !== 'key scan') t.true(explained.candidates < objects / 3, text)
    }
  }
})
