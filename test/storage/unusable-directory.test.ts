import test from 'ava'
import { HyperdexError } from '../../src/errors.ts'
import { unusableDirectory } from '../../src/storage/unusable-directory.ts'

const system = (code: string, path?: string, syscall = 'mkdir') =>
  Object.assign(new Error(`${code}: something`), { code, syscall, ...(path ? { path } : {}) })

test('what keeps a directory from being made or written is told with the place, as wrong input', (t) => {
  const cases: [error: Error, text: string][] = [
    [system('EACCES', '/data/a'), 'this user may not read or write at /data/a'],
    [system('EPERM', '/data/a'), 'this user may not read or write at /data/a'],
    [system('EROFS', '/data'), 'the file system at /data is read-only'],
    [system('ENOTDIR', '/data/a'), 'something on the way to /data/a is no directory'],
    [system('ENOENT', '/proc/a'), 'nothing can be made at /proc/a'],
    [system('ENAMETOOLONG', '/data/aa'), 'the name is too long'],
    [
      new Error('cannot open', { cause: new Error('IO error: /data/lock/LOCK: Permission denied') }),
      'this user may not read or write at /data',
    ],
    [new Error('IO error: /data/lock/LOCK: Read-only file system'), 'the file system at /data is read-only'],
  ]
  for (const [error, text] of cases) {
    const { code, message, remedy } = unusableDirectory(error, '/data')
    t.is(code, 'INVALID', message)
    t.is(message, `cannot use the data directory /data: ${text}`)
    t.regex(remedy, /--data/)
  }
})

test('what the name of the directory has no part in is none of its', (t) => {
  t.is(unusableDirectory(system('EIO', '/data'), '/data').code, 'INTERNAL')
  t.is(unusableDirectory(system('ENOENT', '/data/run.new', 'rename'), '/data').code, 'INTERNAL')
  t.is(unusableDirectory(system('ENOSPC', '/data'), '/data').code, 'DISK_FULL')
  const known = new HyperdexError('VERSION_MISMATCH', 'of another format', '')
  t.is(unusableDirectory(known, '/data'), known)
})
