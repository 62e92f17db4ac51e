import { execFile } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import test from 'ava'
import { ClassicLevel } from 'classic-level'
import { LevelStore } from '../../src/storage/level-store.ts'
import { fromLatin1 } from '../../src/values/bytes.ts'
import { bytesAreNotShared, pagesAreTheRange, storeFollowsTheModel } from './store-contract.ts'
import { temporaryDirectory } from './temporary-directory.ts'

test('LevelDB follows the model', async (t) => {
  const store = await LevelStore.open(await temporaryDirectory(t))
  await storeFollowsTheModel(t, store, 100)
  await store.close()
})

test('pages of a snapshot are the range', async (t) => {
  const store = await LevelStore.open(await temporaryDirectory(t))
  await pagesAreTheRange(t, store)
  await store.close()
})

test('bytes are not shared with the caller', async (t) => {
  const store = await LevelStore.open(await temporaryDirectory(t))
  await bytesAreNotShared(t, store)
  await store.close()
})

test('what was written is there after closing and opening again', async (t) => {
  const directory = await temporaryDirectory(t)
  const first = await LevelStore.open(directory)
  const written = Promise.all([
    first.write(new Map([['a', Uint8Array.of(1)]]), false),
    first.write(new Map([['a', Uint8Array.of(2)]]), false),
  ])
  await first.close()
  await written
  const second = await LevelStore.open(directory)
  t.deepEqual([...second.get(fromLatin1('a'))!], [2])
  t.deepEqual(second.losses, [])
  await second.close()
})

test('a write of very many rows lets others have their turns while it is handed on, and is whole', async (t) => {
  const directory = await temporaryDirectory(t)
  const store = await LevelStore.open(directory)
  const rows = 100_000
  const batch = new Batch(Array.from({ length: rows }, (_, index) => [`k${index}`, Uint8Array.of(index)]))
  const written = store.write(batch, false)
  const later = store.write(new Map([['k1', undefined]]), false)
  t.true(batch.read > 0 && batch.read < rows / 2, `${batch.read} rows were read at once`)
  await store.close()
  await Promise.all([written, later])
  const again = await LevelStore.open(directory)
  const range = { from: fromLatin1('k'), to: fromLatin1('l'), reverse: false }
  t.is((await again.read(range, { limit: rows, maxBytes: 1e9 })).length, rows - 1)
  await again.close()
})

/** Counts the rows that were read of it. */
class Batch extends Map<string, Uint8Array> {
  read = 0

  override forEach(take: (value: Uint8Array, key: string, map: Map<string, Uint8Array>) => void): void {
    for (const [key, value] of this) take(value, key, this)
  }

  override *[Symbol.iterator](): MapIterator<[string, Uint8Array]> {
    for (const entry of super[Symbol.iterator]()) {
      this.read++
      yield entry
    }
    return undefined
  }
}

test('of ranges that are cleared a store that is closed meanwhile keeps the rest', async (t) => {
  const directory = await temporaryDirectory(t)
  const store = await LevelStore.open(directory)
  const ranges = ['b', 'c'].map((name) => ({ from: fromLatin1(name), to: fromLatin1(`${name}~`), reverse: false }))
  await store.write(new Map(['b1', 'b2', 'c1'].map((name) => [name, Uint8Array.of(1)])), false)
  const left = await store.clear(ranges[0]!, 1)
  t.deepEqual(left, { ...ranges[0]!, from: fromLatin1('b2') })
  const closed = store.close()
  let cleared = false
  void store.clear(ranges[1]!, 1).then(() => {
    cleared = true
  })
  await closed
  t.false(cleared)
  const reopened = await LevelStore.open(directory)
  t.deepEqual(
    ['b1', 'b2', 'c1'].map((name) => reopened.get(fromLatin1(name)) !== undefined),
    [false, true, true],
  )
  await reopened.close()
})

test('a store has one owner', async (t) => {
  const directory = await temporaryDirectory(t)
  const store = await LevelStore.open(directory)
  await t.throwsAsync(LevelStore.open(directory), { code: 'ALREADY_EXISTS', message: /in use by another process/ })
  await store.close()
})

test('a changed row is noticed, by point reads and by ranges', async (t) => {
  const directory = await temporaryDirectory(t)
  const store = await LevelStore.open(directory)
  await store.write(new Map([['a', Uint8Array.of(1, 2, 3)]]), true)
  await store.close()
  const raw = new ClassicLevel<string, Uint8Array>(directory, { valueEncoding: 'view' })
  const stored = (await raw.get('a'))!
  for (let bit = 0; bit < stored.length * 8; bit++) {
    const flipped = Uint8Array.from(stored)
    flipped[bit >>> 3]! ^= 1 << (bit & 7)
    await raw.put('a', flipped)
    await raw.put('b', stored) // the right bytes under another key
    await raw.close()
    const reader = await LevelStore.open(directory)
    t.throws(() => reader.get(fromLatin1('a')), { code: 'INTERNAL', message: /61 is corrupt/ })
    t.throws(() => reader.get(fromLatin1('b')), { code: 'INTERNAL', message: /62 is corrupt/ })
    const range = { from: fromLatin1('a'), to: fromLatin1('b'), reverse: false }
    await t.throwsAsync(reader.read(range, { limit: 1, maxBytes: 100 }), { code: 'INTERNAL' })
    await reader.close()
    await raw.open()
  }
  await raw.close()
})

test('damage inside the log is reported at the next opening', async (t) => {
  const directory = await temporaryDirectory(t)
  const store = await LevelStore.open(directory)
  for (let number = 0; number < 20; number++) await store.write(new Map([[`k${number}`, new Uint8Array(100).fill(number)]]), false)
  await store.close()
  const log = join(directory, (await readdir(directory)).find((name) => name.endsWith('.log'))!)
  const bytes = await readFile(log)
  bytes[60]! ^= 1
  await writeFile(log, bytes)
  const again = await LevelStore.open(directory)
  t.is(again.get(fromLatin1('k19')), undefined, 'LevelDB drops what lies behind the damage')
  t.regex(again.losses.join(), /dropping \d+ bytes/)
  await again.close()
})

test('a torn tail of the log is no loss', async (t) => {
  const directory = await temporaryDirectory(t)
  const store = await LevelStore.open(directory)
  for (let number = 0; number < 20; number++) await store.write(new Map([[`k${number}`, new Uint8Array(100).fill(number)]]), false)
  await store.close()
  const log = join(directory, (await readdir(directory)).find((name) => name.endsWith('.log'))!)
  await writeFile(log, (await readFile(log)).subarray(0, -30))
  const again = await LevelStore.open(directory)
  t.is(again.get(fromLatin1('k19')), undefined)
  t.is(again.get(fromLatin1('k18'))?.length, 100)
  t.deepEqual(again.losses, [])
  await again.close()
})

test('after a failed write no later one succeeds, reads do', async (t) => {
  const directory = await temporaryDirectory(t)
  const writer = join(import.meta.dirname, 'full-file-writer.ts')
  const { stdout } = await promisify(execFile)('bash', ['-c', 'ulimit -f 100; exec "$0" "$@"', process.execPath, writer, directory])
  const { written, failure, later, readable } = JSON.parse(stdout)
  t.true(written > 0)
  t.regex(failure, /cannot write to the store .*File too large/)
  t.is(later, failure)
  t.is(readable, 1000)
  const again = await LevelStore.open(directory)
  for (let number = 0; number < written; number++)
    if (!again.get(fromLatin1(`k${number}`))) t.fail(`k${number} was acknowledged and is gone`)
  await again.close()
})
