// Searches that select attributes, through a cluster in this process: exactly what is selected comes, whatever the search is found or ordered by.
import test from 'ava'
import { embedded } from '../../src/embedded.ts'
import { and, at, between, contains, eq, gt, lt, not, space, startsWith, t as types } from '../../src/index.ts'
import { RpcClient } from '../../src/transport/rpc-client.ts'
import { hyperDexService } from '../../src/transport/services.ts'
import { SessionDriver } from '../../src/transport/session-driver.ts'
import { decodeInt, decodeString } from '../../src/values/encode.ts'
import { decodeObject } from '../../src/values/object.ts'
import { matchAll } from '../../src/values/predicate.ts'

const people = space('people', {
  key: { name: types.string },
  attributes: { city: types.string, age: types.int, text: types.string, tags: types.set(types.string), profile: types.document },
  subspaces: [['city']],
  indexes: ['age'],
  tolerate: 1,
  partitions: 4,
})
type Attribute = 'name' | 'city' | 'age' | 'text' | 'tags' | 'profile'

const model = Array.from({ length: 240 }, (_, index) => ({
  name: `p${String(index).padStart(3, '0')}`,
  city: `c${index % 6}`,
  // Many share one, so that ties are told by keys.
  age: (index * 7) % 40,
  text: 'x'.repeat(1000 + index),
  tags: new Set(index % 2 ? ['odd'] : []),
  profile: { n: index % 9 },
}))

const values = ({ name: _, ...rest }: (typeof model)[number]) => rest
const pick = (row: (typeof model)[number], select: readonly Attribute[]) => Object.fromEntries(select.map((name) => [name, row[name]]))
const byAge = (direction: 1 | -1) => (a: (typeof model)[number], b: (typeof model)[number]) =>
  direction * (a.age - b.age) || (a.name < b.name ? -1 : 1)

async function rowsOf<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = []
  for await (const row of rows) all.push(row)
  return all
}

const selections: readonly (readonly Attribute[])[] = [
  ['age'],
  ['text'],
  ['profile', 'name'],
  ['tags', 'city', 'age'],
  ['name'],
  [],
  ['name', 'city', 'age', 'text', 'tags', 'profile'],
]

test('a row has exactly what is selected, whatever the objects are found by and ordered by', async (t) => {
  await using cluster = await embedded({ servers: 3 })
  await using db = await cluster.connect()
  await db.admin.addSpace(people)
  const p = db.space(people)
  await p.putMany(model.map((row) => [row.name, values(row)] as const))
  t.is((await p.explain({ age: 7 })).indexes.join(), 'index age')

  const questions = [
    { where: {}, holds: () => true },
    { where: { city: 'c3' }, holds: ({ city }) => city === 'c3' },
    { where: { age: 7 }, holds: ({ age }) => age === 7 },
    { where: { city: 'c3', age: between(5, 15) }, holds: ({ city, age }) => city === 'c3' && age >= 5 && age <= 15 },
    { where: { profile: at('n', gt(6)), tags: contains('odd') }, holds: ({ profile, tags }) => profile.n > 6 && tags.has('odd') },
    { where: and({ name: startsWith('p1') }, not({ age: lt(30) })), holds: ({ name, age }) => name.startsWith('p1') && age >= 30 },
  ] satisfies { where: Parameters<typeof p.search>[0]; holds: (row: (typeof model)[number]) => boolean }[]
  for (const { where, holds } of questions) {
    const matching = model.filter(holds)
    t.true(matching.length > 0)
    for (const select of selections) {
      const expected = (rows: typeof model) => rows.map((row) => pick(row, select))
      t.deepEqual(await rowsOf(p.search(where, { select })), expected(matching) as never)
      t.deepEqual(await rowsOf(p.search(where, { select, orderBy: ['age', 'desc'] })), expected(matching.toSorted(byAge(-1))) as never)
      const first = await rowsOf(p.search(where, { select, orderBy: ['age'], limit: 5 }))
      t.deepEqual(first, expected(matching.toSorted(byAge(1)).slice(0, 5)) as never)
      const last = await rowsOf(p.search(where, { select, orderBy: ['name', 'desc'], limit: 3 }))
      t.deepEqual(last, expected(matching.toReversed().slice(0, 3)) as never)
    }
  }
})

test('it is resumed behind a row that does not show what it is ordered by', async (t) => {
  await using cluster = await embedded({ servers: 3 })
  await using db = await cluster.connect()
  await db.admin.addSpace(people)
  const p = db.space(people)
  await p.putMany(model.map((row) => [row.name, values(row)] as const))
  for (const orderBy of [['age', 'desc'], ['age'], ['text'], ['name', 'desc']] as const) {
    const whole = (await rowsOf(p.search({ city: 'c2' }, { orderBy }))).map(({ name, city }) => ({ name, city }))
    const paged: unknown[] = []
    let cursor: string | undefined
    for (let left = whole.length; left > 0; left -= 7) {
      const page = await rowsOf(
        p.search(
          { city: 'c2' },
          { select: ['name', 'city'], orderBy, limit: 7, cursors: true, ...(cursor === undefined ? {} : { cursor }) },
        ),
      )
      cursor = page.at(-1)?.$cursor
      paged.push(...page.map(({ $cursor: _, ...row }) => row))
    }
    t.deepEqual(paged, whole, orderBy.join(' '))
  }
})

test('over gRPC the selected values come in their order; between the processes those that nobody takes are empty', async (t) => {
  await using cluster = await embedded({ servers: 3 })
  await using db = await cluster.connect()
  await db.admin.addSpace(people)
  await db.space(people).putMany(model.map((row) => [row.name, values(row)] as const))
  const client = new RpcClient(cluster.addresses[0]!)
  t.teardown(() => client.close())
  const { search } = hyperDexService.methods
  const oldest = model
    .filter(({ city }) => city === 'c1')
    .toSorted(byAge(-1))
    .slice(0, 4)
  const rows = await rowsOf(client.serverStream(search, { query: 'people select city, name where city = "c1" order by age desc limit 4' }))
  t.deepEqual(
    rows.map(({ object }) => decodeObject(object.slice()).map(decodeString)),
    oldest.map(({ city, name }) => [city, name]),
  )
  const ages = await rowsOf(client.serverStream(search, { space: 'people', select: [2], hasOrder: true, orderBy: 3, descending: true }))
  t.deepEqual(
    ages.map(({ object }) => decodeObject(object.slice()).map(decodeInt)),
    model.toReversed().map(({ age }) => [BigInt(age)]),
  )

  const driver = await SessionDriver.connect(cluster.addresses)
  t.teardown(() => driver.close())
  const [bound] = driver.configuration().spaces.values()
  const places = async (select: readonly number[], orderBy?: { attribute: number; descending: boolean }) => {
    const found = await rowsOf(driver.search(bound!, { predicate: matchAll, select, ...(orderBy ? { orderBy } : {}) }))
    t.is(found.length, model.length)
    return new Set(
      found.map(({ object }) =>
        decodeObject(object)
          .map(({ length }) => (length > 0 ? 'value' : '-'))
          .join(' '),
      ),
    )
  }
  t.deepEqual(await places([2]), new Set(['- value']))
  t.deepEqual(await places([0]), new Set(['']))
  t.deepEqual(await places([2], { attribute: 3, descending: false }), new Set(['- value value']))
  t.deepEqual(await places([]), new Set(['']))
})

test('while objects relocate every one comes once, with values of one version', async (t) => {
  await using cluster = await embedded({ servers: 3 })
  await using db = await cluster.connect()
  await db.admin.addSpace(people)
  const p = db.space(people)
  const text = 'y'.repeat(500)
  const count = 60
  // City and age of an object change together, so that a torn row shows.
  const write = (index: number, turn: number) => p.put(`m${index}`, { city: `c${turn % 50}`, age: turn % 50, text })
  await Promise.all(Array.from({ length: count }, (_, index) => write(index, index)))
  let going = true
  let writes = 0
  const writer = async () => {
    for (let turn = 0; going; turn++, writes++) await write(turn % count, turn * 17)
  }
  const writing = [writer(), writer()]
  for (let searches = 0; searches < 12 || writes < 200; searches++) {
    const rows = await rowsOf(p.search({ age: [gt(-1), lt(100)] }, { select: ['city', 'age', 'name'] }))
    t.deepEqual(rows.map(({ name }) => name).toSorted(), Array.from({ length: count }, (_, index) => `m${index}`).toSorted())
    for (const row of rows) t.deepEqual(Object.keys(row), ['city', 'age', 'name'])
    for (const { city, age } of rows) t.is(city, `c${age}`)
    const keys = await rowsOf(p.search({ city: startsWith('c'), text: eq(text) }, { select: ['name'] }))
    t.is(new Set(keys.map(({ name }) => name)).size, count)
    t.is(keys.length, count)
  }
  going = false
  await Promise.all(writing)
})
