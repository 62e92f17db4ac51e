// Attributes come and go while a space is in use, through a cluster in this process.
import test from 'ava'
import { embedded } from '../../src/embedded.ts'
import { gt, space, t as types } from '../../src/index.ts'

const people = space('people', {
  key: { name: types.string },
  attributes: { city: types.string, age: types.int },
  subspaces: [['city']],
  indexes: ['age'],
  partitions: 4,
})

test('an attribute that is added reads as its default and is written like any other', async (t) => {
  await using cluster = await embedded({ servers: 3 })
  await using db = await cluster.connect()
  await db.admin.addSpace(people)
  const before = db.space(people)
  await before.putMany(Array.from({ length: 50 }, (_, index) => [`p${index}`, { city: `c${index % 5}`, age: index }] as const))
  t.true(await db.admin.addAttribute(people, 'set(string) tags'))
  t.false(await db.admin.addAttribute('people', 'set(string) tags'))
  await t.throwsAsync(db.admin.addAttribute('people', 'int tags'), { code: 'ALREADY_EXISTS' })
  await t.throwsAsync(db.admin.addAttribute('nobody', 'int tags'), { code: 'UNKNOWN_SPACE' })

  const after = await db.openSpace('people')
  t.deepEqual(await after.get('p7'), { name: 'p7', city: 'c2', age: 7, tags: new Set() })
  t.true(await after.update('p7').setAdd({ tags: 'x' }).commit())
  t.deepEqual(await after.get('p7'), { name: 'p7', city: 'c2', age: 7, tags: new Set(['x']) })

  // Who knows only the older definition goes on and loses nothing of what it does not know.
  t.true(await before.put('p7', { city: 'elsewhere' }))
  t.deepEqual(await after.get('p7'), { name: 'p7', city: 'elsewhere', age: 7, tags: new Set(['x']) })
  t.is(await before.count({ age: gt(47) }), 2)
})

test('an attribute that is dropped is gone with its values, and a call that names it is told so', async (t) => {
  await using cluster = await embedded({ servers: 3 })
  await using db = await cluster.connect()
  await using other = await cluster.connect()
  await db.admin.addSpace(people)
  const p = db.space(people)
  await p.put('a', { city: 'x', age: 5 })
  const knowing = other.space(people)
  t.is(await knowing.count({ age: 5 }), 1)
  await t.throwsAsync(db.admin.removeAttribute('people', 'city'), { code: 'INVALID', message: /subspace/ })
  await t.throwsAsync(db.admin.removeAttribute('people', 'name'), { code: 'INVALID' })
  await db.admin.removeAttribute(people, 'age')

  const after = await db.openSpace('people')
  t.deepEqual(await after.get('a'), { name: 'a', city: 'x' })
  await t.throwsAsync(knowing.put('a', { age: 6 }), { code: 'SCHEMA_MISMATCH' })
  await t.throwsAsync(knowing.count({ age: 5 }), { code: 'SCHEMA_MISMATCH' })

  // The same name again is another attribute.
  await db.admin.addAttribute('people', 'int age')
  const again = await db.openSpace('people')
  t.deepEqual(await again.get('a'), { name: 'a', city: 'x', age: 0 })
  t.true(await again.put('a', { age: 9 }))
  t.is(await again.count({ age: 9 }), 1)
})
