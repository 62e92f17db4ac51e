// An expression that takes 9,472 steps for each character, over strings of 20 KB, at a real server that others need meanwhile: it is refused,
// in whatever is judged by it.
import { setImmediate } from 'node:timers/promises'
import test from 'ava'
import { embedded } from '../../src/embedded.ts'
import { t as columnTypes, count, regex, space } from '../../src/index.ts'

/** However busy the machine. */
const options = { timeoutMs: 60_000 }

const texts = space('texts', {
  key: { id: columnTypes.int },
  attributes: { text: columnTypes.string, half: columnTypes.int, profile: columnTypes.document },
  indexes: ['half'],
  tolerate: 0,
  partitions: 2,
})
const costly = regex(Array.from({ length: 10 }, (_, index) => `a[ab]{9${index}0}[c-z]`).join('|'))
const refused = { code: 'INVALID', message: /regex .* steps takes too much over a value of 20000 bytes/ }

function noise(length: number): string {
  let seed = 7
  let text = ''
  for (let at = 0; at < length; at++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    text += seed > 2 ** 30 ? 'a' : 'b'
  }
  return text
}

test('a regex that takes too much over a value is an error of the call, and gets are answered all the while', async (t) => {
  t.timeout(100_000)
  await using cluster = await embedded({ servers: 1 })
  await using db = await cluster.connect()
  await db.admin.addSpace(texts)
  const table = db.space(texts)
  const text = noise(20_000)
  await table.putMany(
    Array.from({ length: 40 }, (_, id) => [id, { text, half: id % 2 }] as const),
    options,
  )
  await table.put(-1, { text: 'short', half: 2 })
  const rows = async () => {
    for await (const row of table.search({ text: costly }, options)) t.fail(`a row: ${row.id}`)
  }
  const calls: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['search', rows],
    ['count', () => table.count({ text: costly }, options)],
    ['count by an index', () => table.count({ half: 1, text: costly }, options)],
    ['aggregate', () => table.aggregate({ text: costly }, { n: count() }, options)],
    ['explain', () => table.explain({ text: costly }, options)],
    ['group update', () => table.group.add({ text: costly }, { half: 10 }, options)],
    ['group removal', () => table.group.del({ text: costly }, options)],
    ['conditional write', () => table.condPut(3, { text: costly }, { half: 10 }, options)],
    ['conditional removal', () => table.condDel(3, { text: costly }, options)],
  ]
  let over = false
  let gets = 0
  const getting = (async () => {
    for (; !over; gets++) t.like(await table.get(-1, options), { text: 'short' })
  })()
  for (const [what, call] of calls) {
    const before = gets
    t.like(await t.throwsAsync(call, refused, what), { code: 'INVALID' })
    t.true(gets > before, what)
  }
  over = true
  await getting
  t.is(await table.count({ half: 10 }), 0)
  t.is(await table.count({ text: costly, half: 2 }), 0, 'what another test decides needs no regex')
  t.is(await table.count({}), 41)
})

test('a watch that cannot judge a change ends with the error, and others go on', async (t) => {
  t.timeout(60_000)
  await using cluster = await embedded({ servers: 1 })
  await using db = await cluster.connect()
  await db.admin.addSpace(texts)
  const table = db.space(texts)
  const all = table.watch({})
  const some = table.watch({ text: costly })
  await Promise.all([all.opened, some.opened])
  await table.put(1, { text: noise(20_000) })
  await t.throwsAsync(some.next(), refused)
  await table.put(2, { text: 'short' })
  t.is((await all.next()).value?.key, 1)
  t.is((await all.next()).value?.key, 2)
  await all.return()
})

test('many writes with a costly condition at once let others have their turn', async (t) => {
  t.timeout(100_000)
  await using cluster = await embedded({ servers: 1 })
  await using db = await cluster.connect()
  await db.admin.addSpace(texts)
  const table = db.space(texts)
  const text = noise(20_000)
  const count = 10
  await table.putMany(
    Array.from({ length: count }, (_, id) => [id, { text }] as const),
    options,
  )
  await table.put(-1, { text: 'short' })
  let turns = 0
  const answeredIn = new Set<number>()
  const writes = Array.from({ length: count }, async (_, id) => {
    await t.throwsAsync(table.condPut(id, { text: costly }, { half: 1 }, options), refused)
    answeredIn.add(turns)
  })
  const answered = Promise.all(writes).then(() => true)
  while (!(await Promise.race([answered, setImmediate(false)]))) turns++
  t.true(answeredIn.size > 2, [...answeredIn].join())
})
