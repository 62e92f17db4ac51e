import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { makeDirectory } from '../../src/storage/make-directory.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const onLinux = process.platform === 'linux' ? test : test.skip

test('what is missing is made, and what is there is left as it is', async (t) => {
  const path = await temporaryDirectory(t)
  t.true(await makeDirectory(join(path, 'a', 'b', 'c')))
  t.true((await stat(join(path, 'a', 'b', 'c'))).isDirectory())
  t.false(await makeDirectory(join(path, 'a', 'b', 'c')))
  t.true(await makeDirectory(join(path, 'a', 'd')))
})

test('each new directory is written down in the one above it, from the top', async (t) => {
  const path = await temporaryDirectory(t)
  const synced: string[] = []
  const sync = async (directory: string) => void synced.push(directory)
  await makeDirectory(join(path, 'a', 'b', 'c'), sync)
  t.deepEqual(synced, [path, join(path, 'a'), join(path, 'a', 'b')])
  await makeDirectory(join(path, 'a', 'b'), sync)
  t.is(synced.length, 3)
})

test('several at once make one', async (t) => {
  const path = join(await temporaryDirectory(t), 'a', 'b')
  const made = await Promise.all(Array.from({ length: 8 }, () => makeDirectory(path)))
  t.is(made.filter(Boolean).length, 1)
})

test('a file is in the way', async (t) => {
  const path = await temporaryDirectory(t)
  await mkdir(join(path, 'a'))
  await writeFile(join(path, 'a', 'file'), '')
  await t.throwsAsync(makeDirectory(join(path, 'a', 'file')), { code: 'EEXIST' })
  await t.throwsAsync(makeDirectory(join(path, 'a', 'file', 'b')), { code: 'ENOTDIR' })
})

onLinux('where nothing can be made it says so, and does not try for ever', async (t) => {
  await t.throwsAsync(makeDirectory('/proc/nope'), { code: 'ENOENT' })
  await t.throwsAsync(makeDirectory('/proc/nope/deeper'), { code: 'ENOENT' })
})
