// Expressions that would take backtracking 2^100000 steps, over long strings, at a real server that others need meanwhile.
import test from 'ava'
import { embedded } from '../../src/embedded.ts'
import { t as columnTypes, contains, not, regex, space } from '../../src/index.ts'

const texts = space('texts', {
  key: { id: columnTypes.int },
  attributes: { text: columnTypes.string, half: columnTypes.int, tags: columnTypes.set(columnTypes.string) },
  indexes: ['half'],
  tolerate: 0,
  partitions: 2,
})
const count = 200
const length = 100_000

test('a pathological expression over strings of 100 KB is answered, and gets are answered all the while', async (t) => {
  t.timeout(100_000)
  await using cluster = await embedded({ servers: 1 })
  await using db = await cluster.connect()
  await db.admin.addSpace(texts)
  const table = db.space(texts)
  const text = (id: number) => `${'a'.repeat(length)}${id % 10 === 0 ? '' : 'b'}`
  await table.putMany(Array.from({ length: count }, (_, id) => [id, { text: text(id), half: id % 2 }] as const))
  await table.put(-1, { text: 'short', tags: new Set(['x']) })
  const options = { timeoutMs: 60_000 }
  const ends = regex('(a+)+$')
  const searches = [
    { what: 'by a scan', run: () => table.count({ text: ends }, options), expected: count / 10 },
    { what: 'by keys that an index names', run: () => table.count({ text: ends, half: 0 }, options), expected: count / 10 },
    { what: 'negated', run: () => table.count(not({ text: ends }), options), expected: count - count / 10 + 1 },
  ]
  for (const { what, run, expected } of searches) {
    let over = false
    let gets = 0
    const getting = (async () => {
      for (; !over; gets++) t.like(await table.get(-1), { text: 'short' })
    })()
    t.is(await run(), expected, what)
    const meanwhile = gets
    over = true
    await getting
    t.true(meanwhile >= 5, `${what}: ${meanwhile} gets were answered`)
  }
  t.is(await table.count({ tags: contains('x'), text: regex('^s') }), 1)
})
