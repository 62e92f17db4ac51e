// Attributes come and go while a space is in use, through a cluster in this process.
import test from 'ava'
import { Database } from '../../src/client/database.ts'
import { embedded } from '../../src/embedded.ts'
import { contains, gt, type HyperdexError, at as pathAt, space, t as types } from '../../src/index.ts'
import { SessionDriver } from '../../src/transport/session-driver.ts'
import { until } from '../until.ts'

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
  t.deepEqual(await after.getPartial('p7', ['tags', 'age']), { tags: new Set(), age: 7 })
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
  await t.throwsAsync(knowing.getPartial('a', ['city', 'age']), { code: 'SCHEMA_MISMATCH' })
  await t.throwsAsync(knowing.put('a', { age: 6 }), { code: 'SCHEMA_MISMATCH' })
  await t.throwsAsync(knowing.count({ age: 5 }), { code: 'SCHEMA_MISMATCH' })

  // The same name again is another attribute.
  await db.admin.addAttribute('people', 'int age')
  const again = await db.openSpace('people')
  t.deepEqual(await again.get('a'), { name: 'a', city: 'x', age: 0 })
  t.true(await again.put('a', { age: 9 }))
  t.is(await again.count({ age: 9 }), 1)
})

test('who goes on by an older declaration, and who is refused: as docs/spaces.md says', async (t) => {
  await using cluster = await embedded({ servers: 2 })
  await using db = await cluster.connect()
  await db.admin.addSpace(people)
  await using declaring = await cluster.connect()
  await using opening = await cluster.connect()
  const [declared, opened] = [declaring.space(people), await opening.openSpace('people')]
  t.true(await declared.put('a', { city: 'x', age: 5 }))
  t.true(await opened.put('a', { city: 'x' }))
  const mismatch = { code: 'SCHEMA_MISMATCH' }
  const connectAnew = async () => {
    await using anew = await cluster.connect()
    await anew.space(people).put('a', { city: 'x' })
  }

  await db.admin.addAttribute(people, 'int height')
  await until('it is heard of', async () => 'height' in ((await opened.get('a')) ?? {}))
  t.true(await declared.put('a', { city: 'y' }))
  t.deepEqual(await declared.get('a'), { name: 'a', city: 'y', age: 5 })
  await t.throwsAsync(connectAnew(), { ...mismatch, message: /height exists only there/ })

  await db.admin.removeAttribute(people, 'height')
  await connectAnew()
  await db.admin.removeAttribute(people, 'age')
  const heard = async () => {
    const whole = await declared.get('a').then(
      () => undefined,
      (error: HyperdexError) => error.message,
    )
    return whole?.includes('age exists only here') ?? false
  }
  await until('the drop is heard of', heard)
  t.true(await declared.put('a', { city: 'z' }))
  t.deepEqual(await declared.getPartial('a', ['city']), { city: 'z' })
  t.is(await declared.count({ city: 'z' }), 1)
  const onlyHere = { ...mismatch, message: /age exists only here/ }
  await t.throwsAsync(declared.get('a'), onlyHere)
  await t.throwsAsync(declared.put('a', { age: 1 }), onlyHere)
  await t.throwsAsync(declared.put('a', { city: 'v' }, { if: { age: 5 } }), onlyHere)
  await t.throwsAsync(declared.search({}).next(), onlyHere)
  await t.throwsAsync(declared.search({}, { select: ['city'], orderBy: ['age'] }).next(), onlyHere)
  await t.throwsAsync(declared.watch({}).opened, onlyHere)
  await t.throwsAsync(connectAnew(), mismatch)
  await until('the drop is heard of', async () => !('age' in (await opened.get('a'))!))
  t.true(await opened.put('a', { city: 'w' }))
  t.deepEqual(await opened.getPartial('a', ['city']), { city: 'w' })
  await t.throwsAsync(opened.put('a', { age: 1 }), { code: 'INVALID' })
})

test('a write that names what was dropped is refused, and not sent again behind later ones; one deadline holds for all of it', async (t) => {
  await using cluster = await embedded({ servers: 1 })
  await using db = await cluster.connect()
  await db.admin.addSpace(people)
  const driver = await SessionDriver.connect(cluster.url.replace('hyperdex://', '').split(','))
  await using late = new Database(driver)
  const fetched = await late.openSpace('people')
  t.true(await fetched.put('a', { city: 'x', age: 5 }))
  // Its news are late until it asks for them, and long in coming then.
  const { configuration, refresh } = driver
  const known = driver.configuration()
  driver.configuration = () => known
  const asked = Promise.withResolvers<{ readonly timeoutMs?: number; readonly signal?: AbortSignal | null }>()
  const news = Promise.withResolvers<void>()
  driver.refresh = async (options) => {
    asked.resolve(options ?? {})
    await news.promise
    driver.configuration = configuration
    return refresh.call(driver, options)
  }
  await db.admin.removeAttribute(people, 'age')
  await db.admin.addAttribute('people', 'int age')

  const { signal } = new AbortController()
  const outdated = fetched.put('a', { city: 'first', age: 6 }, { timeoutMs: 5000, signal })
  const { timeoutMs, signal: passed } = await asked.promise
  t.true(timeoutMs! > 0 && timeoutMs! < 5000, 'what is left of it')
  t.is(passed, signal)
  t.true(await fetched.put('a', { city: 'second' }))
  news.resolve()
  await t.throwsAsync(outdated, { code: 'SCHEMA_MISMATCH' })
  t.deepEqual(await fetched.get('a'), { name: 'a', city: 'second', age: 0 })
  t.true(await fetched.put('a', { age: 7 }), 'it knows the newer definition now')
  t.deepEqual(await fetched.get('a'), { name: 'a', city: 'second', age: 7 })
})

test('a call whose space is not known yet waits for it no longer than its deadline', async (t) => {
  await using cluster = await embedded({ servers: 1 })
  const driver = await SessionDriver.connect(cluster.url.replace('hyperdex://', '').split(','))
  await using late = new Database(driver)
  driver.space = () => new Promise(() => {})
  const p = late.space(people)
  const soon = { timeoutMs: 20 }
  await t.throwsAsync(p.put('a', { age: 1 }, soon), { code: 'TIMEOUT' })
  await t.throwsAsync(p.get('a', soon), { code: 'TIMEOUT' })
  await t.throwsAsync(p.count({ age: 1 }, soon), { code: 'TIMEOUT' })
  await t.throwsAsync(p.group.del({ age: 1 }, soon), { code: 'TIMEOUT' })
  await t.throwsAsync(p.search({}, soon).next(), { code: 'TIMEOUT' })
  const aborted = p.put('a', { age: 1 }, { signal: AbortSignal.abort('enough') })
  t.is(((await t.throwsAsync(aborted, { code: 'ABORTED' })) as HyperdexError).cause, 'enough')
})

test('whoever gave up before the space was found to be missing hears nothing of it any more', async (t) => {
  await using cluster = await embedded({ servers: 1 })
  const driver = await SessionDriver.connect(cluster.url.replace('hyperdex://', '').split(','))
  await using late = new Database(driver)
  const found: ((error: Error) => void)[] = []
  driver.space = () => new Promise((_, reject) => found.push(reject))
  const p = late.space(people)
  await t.throwsAsync(p.put('a', { age: 1 }, { signal: AbortSignal.abort('enough') }), { code: 'ABORTED' })
  await t.throwsAsync(p.get('a', { timeoutMs: -1 }), { code: 'INVALID' })
  // A rejection that nobody handles ends the process, and fails a test.
  for (const reject of found) reject(new Error('there is no such space'))
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  t.true(found.length > 0)
})

test('an index that is added is built from what is there and kept while it is built, and used when it is whole', async (t) => {
  await using cluster = await embedded({ servers: 3 })
  await using db = await cluster.connect()
  const things = space('things', {
    key: { name: types.string },
    attributes: { size: types.int, tags: types.set(types.string), profile: types.document },
    partitions: 2,
  })
  await db.admin.addSpace(things)
  const s = db.space(things)
  const at = (index: number) => ({ size: index % 500, tags: new Set([`t${index % 400}`]), profile: { a: { b: index % 300 } } })
  await s.putMany(Array.from({ length: 3000 }, (_, index) => [`k${index}`, at(index)] as const))
  const used = async () => (await s.explain({ size: 7 })).indexes.join()
  t.is(await used(), 'key scan')

  t.true(await db.admin.addIndex(things, 'size'))
  t.false(await db.admin.addIndex(things, 'size'))
  const writing = s.putMany(Array.from({ length: 1500 }, (_, index) => [`k${index}`, { size: (index % 500) + 500 }] as const))
  await until('the index is used', async () => (await used()) === 'index size')
  await writing
  t.is(await s.count({ size: 7 }), 3)
  t.is(await s.count({ size: 507 }), 3)

  t.true(await db.admin.addIndex('things', 'tags'))
  t.true(await db.admin.addIndex('things', 'profile.a.b'))
  await until('elements', async () => (await s.explain({ tags: contains('t7') })).indexes.join() === 'index tags')
  t.is(await s.count({ tags: contains('t7') }), 8)
  await until('paths', async () => (await s.explain({ profile: pathAt('a.b', 7) })).indexes.join() === 'index profile.a.b')
  t.is(await s.count({ profile: pathAt('a.b', 7) }), 10)

  // Taken away, and given back after changes that it missed.
  await db.admin.removeIndex('things', 'size')
  await until('the index is not used', async () => (await used()) === 'key scan')
  await s.putMany(Array.from({ length: 1500 }, (_, index) => [`k${index}`, { size: index % 500 }] as const))
  t.true(await db.admin.addIndex('things', 'size'))
  await until('the index is used again', async () => (await used()) === 'index size')
  t.is(await s.count({ size: 7 }), 6)
  t.is(await s.count({ size: 507 }), 0)

  await t.throwsAsync(db.admin.addIndex('things', 'profile'), { code: 'INVALID', message: /path/ })
  await t.throwsAsync(db.admin.addIndex('things', 'color'), { code: 'INVALID' })
  await t.throwsAsync(db.admin.removeIndex('things', 'profile.c'), { code: 'INVALID', message: /no index profile\.c/ })
})

test('a watch shows an attribute that was dropped and added since by its new values', async (t) => {
  await using cluster = await embedded({ servers: 1 })
  await using db = await cluster.connect()
  await db.admin.addSpace(people)
  const fetched = await db.openSpace('people')
  const watch = fetched.watch({ city: 'x' })
  await watch.opened
  await db.admin.removeAttribute(people, 'age')
  await db.admin.addAttribute('people', 'int age')
  await (await db.openSpace('people')).put('a', { city: 'x', age: 6 })
  const { value } = await watch.next()
  t.like(value, { key: 'a', after: { name: 'a', city: 'x', age: 6 } })
  await watch.return()
})

test('a watch goes on when its space is renamed', async (t) => {
  await using cluster = await embedded({ servers: 1 })
  await using db = await cluster.connect()
  await db.admin.addSpace(people)
  const watch = db.space(people).watch({ city: 'x' })
  await watch.opened
  await db.admin.renameSpace('people', 'persons')
  await (await db.openSpace('persons')).put('a', { city: 'x', age: 6 })
  t.like((await watch.next()).value, { key: 'a', after: { name: 'a', city: 'x', age: 6 } })
  // An error that nobody waits for would fail the test here.
  await t.throwsAsync(db.openSpace('people'), { code: 'UNKNOWN_SPACE' })
  await watch.return()
})

test('a watch shows an attribute that its client has not heard of when the change comes', async (t) => {
  await using cluster = await embedded({ servers: 1 })
  await using db = await cluster.connect()
  await db.admin.addSpace(people)
  const driver = await SessionDriver.connect(cluster.url.replace('hyperdex://', '').split(','))
  await using late = new Database(driver)
  const watch = (await late.openSpace('people')).watch({ city: 'x' })
  await watch.opened
  // Its news are late until it asks for them.
  const { configuration, lookUp } = driver
  const known = driver.configuration()
  driver.configuration = () => known
  driver.lookUp = (...parts) => {
    driver.configuration = configuration
    return lookUp.apply(driver, parts) as never
  }
  await db.admin.removeAttribute(people, 'age')
  await db.admin.addAttribute('people', 'int age')
  await (await db.openSpace('people')).put('a', { city: 'x', age: 6 })
  t.like((await watch.next()).value, { key: 'a', after: { name: 'a', city: 'x', age: 6 } })
  await watch.return()
})
