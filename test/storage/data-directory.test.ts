import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { openDataDirectory } from '../../src/storage/data-directory.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const onLinux = process.platform === 'linux' ? test : test.skip

async function editJson(path: string, members: object): Promise<void> {
  await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), ...members }))
}

test('a new directory is made, adopted, and known again', async (t) => {
  const path = join(await temporaryDirectory(t), 'a', 'b')
  const first = await openDataDirectory(path, 'server')
  t.like(first, { path, cluster: '', server: 0, incarnation: 1, start: 'fresh', storePath: join(path, 'store') })
  await first.adopt('c1', 7)
  t.like(first, { cluster: 'c1', server: 7 })
  await mkdir(first.storePath)
  await writeFile(join(first.storePath, 'rows'), 'x')
  await first.markClean()
  await first.release()
  const second = await openDataDirectory(path, 'server')
  t.like(second, { cluster: 'c1', server: 7, incarnation: 2, start: 'clean' })
  await second.release()
})

test('a directory that no cluster adopted is fresh still', async (t) => {
  const path = await temporaryDirectory(t)
  await (await openDataDirectory(path, 'coordinator')).release()
  const second = await openDataDirectory(path, 'coordinator')
  t.like(second, { start: 'fresh', incarnation: 2, cluster: '' })
  await second.release()
})

onLinux('without a clean stop the boot of the machine decides, and forgetfulness stays until the cluster accepts it', async (t) => {
  const path = await temporaryDirectory(t)
  const first = await openDataDirectory(path, 'server')
  await first.adopt('c1', 1)
  await first.release()
  const restarted = await openDataDirectory(path, 'server')
  t.is(restarted.start, 'sameBoot')
  await restarted.release()
  await editJson(join(path, 'run'), { boot: 'another boot' })
  const rebooted = await openDataDirectory(path, 'server')
  t.is(rebooted.start, 'forgetful')
  await rebooted.markClean()
  await rebooted.release()
  const refused = await openDataDirectory(path, 'server')
  t.is(refused.start, 'forgetful', 'a stop in order brings nothing back')
  await refused.adopt('c1', 1)
  await refused.release()
  const accepted = await openDataDirectory(path, 'server')
  t.like(accepted, { start: 'sameBoot', incarnation: 5 })
  await accepted.release()
})

test('a clean stop counts once', async (t) => {
  const path = await temporaryDirectory(t)
  const first = await openDataDirectory(path, 'server')
  await first.adopt('c1', 1)
  await first.markClean()
  await first.release()
  await editJson(join(path, 'run'), { boot: 'another boot' })
  const second = await openDataDirectory(path, 'server')
  t.is(second.start, 'clean')
  await second.release()
  await editJson(join(path, 'run'), { boot: 'a third boot' })
  const third = await openDataDirectory(path, 'server')
  t.is(third.start, 'forgetful')
  await third.release()
})

test('one owner at a time, in this process and in others; a killed one leaves nothing behind', async (t) => {
  const path = await temporaryDirectory(t)
  const mine = await openDataDirectory(path, 'server')
  await mine.adopt('c1', 1)
  const taken = { code: 'ALREADY_EXISTS', message: /in use by another process/ }
  await t.throwsAsync(openDataDirectory(path, 'server'), taken)
  await mine.release()
  const holder = spawn(process.execPath, [join(import.meta.dirname, 'directory-holder.ts'), path], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(holder.stdout, 'data')
  await t.throwsAsync(openDataDirectory(path, 'server'), taken)
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const again = await openDataDirectory(path, 'server')
  t.is(again.incarnation, 3, 'those who were refused changed nothing')
  await again.release()
})

test('a damaged lock is made anew', async (t) => {
  const path = await temporaryDirectory(t)
  await (await openDataDirectory(path, 'server')).release()
  await writeFile(join(path, 'lock', 'CURRENT'), 'nonsense')
  const again = await openDataDirectory(path, 'server')
  t.is(again.incarnation, 2)
  await again.release()
})

test('a directory belongs to one cluster, one server, one kind of process', async (t) => {
  const path = await temporaryDirectory(t)
  const directory = await openDataDirectory(path, 'server')
  await directory.adopt('c1', 1)
  await directory.adopt('c1', 1)
  await t.throwsAsync(directory.adopt('c2', 1), { code: 'VERSION_MISMATCH', message: /belongs to cluster c1, not c2/ })
  await t.throwsAsync(directory.adopt('c1', 2), { code: 'VERSION_MISMATCH', message: /belongs to server 1, not 2/ })
  await directory.release()
  await t.throwsAsync(openDataDirectory(path, 'coordinator'), { code: 'VERSION_MISMATCH', message: /of a server, not of a coordinator/ })
})

test('the directory of a later version is refused with the remedy', async (t) => {
  const path = await temporaryDirectory(t)
  await writeFile(join(path, 'format'), '{"format":3,"shape":"unknown"}')
  const error = await t.throwsAsync(openDataDirectory(path, 'server'), { code: 'VERSION_MISMATCH', message: /has data format 3/ })
  t.regex(String((error as unknown as { remedy: string }).remedy), /later one/)
  await writeFile(join(path, 'format'), '{"format":2,"kind":"coordinator","shape":"unknown"}')
  await t.throwsAsync(openDataDirectory(path, 'coordinator'), {
    code: 'VERSION_MISMATCH',
    message: /has data format 2, .* reads format 1$/,
  })
})

test('a server’s directory of format 1 is known, and refused by what wrote it from then on', async (t) => {
  const path = await temporaryDirectory(t)
  const first = await openDataDirectory(path, 'server')
  await first.adopt('c1', 7)
  await first.markClean()
  await first.release()
  await editJson(join(path, 'format'), { format: 1 })
  const second = await openDataDirectory(path, 'server')
  t.like(second, { cluster: 'c1', server: 7, incarnation: 2, start: 'clean' })
  await second.release()
  t.is(await readFile(join(path, 'format'), 'utf8'), '{"format":2,"kind":"server","cluster":"c1","server":7}\n')
})

test('a coordinator’s directory has the format that it always had', async (t) => {
  const path = await temporaryDirectory(t)
  await (await openDataDirectory(path, 'coordinator')).release()
  t.is(await readFile(join(path, 'format'), 'utf8'), '{"format":1,"kind":"coordinator","cluster":"","server":0}\n')
})

test('a directory with something else in it is left alone', async (t) => {
  const path = await temporaryDirectory(t)
  await writeFile(join(path, 'thesis.txt'), 'my life')
  await t.throwsAsync(openDataDirectory(path, 'server'), { code: 'VERSION_MISMATCH', message: /not a data directory.*thesis\.txt/ })
  t.deepEqual(await readdir(path), ['thesis.txt'])
})

test('damage and impossible places are named', async (t) => {
  const path = await temporaryDirectory(t)
  await writeFile(join(path, 'format'), '{"format":1')
  await t.throwsAsync(openDataDirectory(path, 'server'), { code: 'INTERNAL', message: /format is damaged/ })
  await t.throwsAsync(openDataDirectory(join(path, 'format'), 'server'), {
    code: 'INVALID',
    message: /cannot use the data directory .*: what is at .*\/format is no directory/,
  })
})
