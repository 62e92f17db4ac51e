// Watching changes in a real cluster: what is shown, in which order, from where on.
import test from 'ava'
import { embedded } from '../../src/embedded.ts'
import { type Change, gt, type ShapeOf, space, t as types, type Watch } from '../../src/index.ts'

const people = space('people', {
  key: { name: types.string },
  attributes: { last: types.string, age: types.int },
  subspaces: [['age']],
  partitions: 8,
})
type People = ShapeOf<typeof people>

async function take(watch: Watch<People>, count: number): Promise<Change<People>[]> {
  const changes: Change<People>[] = []
  while (changes.length < count) {
    const { value } = await watch.next()
    if (value) changes.push(value)
  }
  return changes
}

const brief = ({ key, before, after }: Change<People>) => [key, before?.age, after?.age]

test('changes that match before or after, with both objects, of each key in order', async (t) => {
  await using cluster = await embedded({ servers: 3 })
  await using db = await cluster.connect()
  await db.admin.addSpace(people)
  const p = db.space(people)
  await p.put('early', { age: 100 })
  const watch = p.watch({ age: gt(10) })
  await watch.opened
  await p.put('a', { age: 5 })
  await p.put('a', { age: 15, last: 'x' })
  await p.put('a', { age: 20 })
  await p.put('a', { age: 1 })
  await p.put('a', { age: 2 })
  await p.put('a', { age: 30 })
  await p.del('a')
  const changes = await take(watch, 5)
  t.deepEqual(changes.map(brief), [
    ['a', 5, 15],
    ['a', 15, 20],
    ['a', 20, 1],
    ['a', 2, 30],
    ['a', 30, undefined],
  ])
  t.deepEqual(changes[0]!.after, { name: 'a', last: 'x', age: 15 })
  for (const [index, { version }] of changes.entries()) if (index > 0) t.true(version > changes[index - 1]!.version)

  const resumed = p.watch({ age: gt(10) }, { from: changes[1]!.token })
  t.deepEqual((await take(resumed, 3)).map(brief), changes.slice(2).map(brief))
  const whole = p.watch({}, { from: await watch.opened })
  t.is((await take(whole, 7)).length, 7)
  for (const each of [watch, resumed, whole]) await each.return()
  await t.throwsAsync(p.watch({}, { from: 'nonsense' }).next(), { code: 'INVALID' })
})

test('many keys while many writers write: nothing is missed, nothing twice, and an abort ends it', async (t) => {
  await using cluster = await embedded({ servers: 3 })
  await using db = await cluster.connect()
  await db.admin.addSpace(people)
  const p = db.space(people)
  const controller = new AbortController()
  const watch = p.watch({}, { signal: controller.signal })
  await watch.opened
  const seen = new Map<string, Change<People>[]>()
  const reading = (async () => {
    let count = 0
    for await (const change of watch) {
      const list = seen.get(change.key) ?? []
      list.push(change)
      seen.set(change.key, list)
      if (++count === 2000) return
    }
  })()
  await Promise.all(Array.from({ length: 2000 }, (_, index) => p.put(`k${index % 100}`, { age: index })))
  await reading
  t.is(seen.size, 100)
  for (const [key, changes] of seen) {
    t.is(changes.length, 20, key)
    for (const [index, { before, version }] of changes.entries()) {
      t.is(before?.age, index === 0 ? undefined : changes[index - 1]!.after?.age)
      if (index > 0) t.true(version > changes[index - 1]!.version)
    }
  }
  const aborted = p.watch({}, { signal: controller.signal })
  await aborted.opened
  const waiting = aborted.next()
  controller.abort()
  await t.throwsAsync(waiting, { code: 'ABORTED' })
})
