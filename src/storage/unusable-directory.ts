// A data directory that cannot be one: mostly the wrong name was given, or the right one to the wrong user.
import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { HyperdexError } from '../errors.ts'
import { causes, hasCode, storageFailure } from './storage-failure.ts'

interface Reason {
  readonly codes: readonly string[]
  /** What LevelDB has in its text instead. */
  readonly text: string
  readonly what: (place: string) => string
  readonly remedy: string
}

const another = 'name another directory with --data'

const reasons: readonly Reason[] = [
  {
    codes: ['EACCES', 'EPERM'],
    text: 'Permission denied',
    what: (place) => `this user may not read or write at ${place}`,
    remedy: `let the user read and write there, or ${another}`,
  },
  {
    codes: ['EROFS'],
    text: 'Read-only file system',
    what: (place) => `the file system at ${place} is read-only`,
    remedy: `mount it for writing, or ${another}`,
  },
  {
    codes: ['ENOTDIR', 'EEXIST'],
    text: 'Not a directory',
    what: (place) => {
      const obstacle = noDirectory(place)
      return obstacle === undefined ? `something on the way to ${place} is no directory` : `what is at ${obstacle} is no directory`
    },
    remedy: `${another}, or move away what is there`,
  },
  { codes: ['ENAMETOOLONG'], text: 'File name too long', what: () => 'the name is too long', remedy: another },
]

/** INVALID, with the place and a remedy, when there can be no data directory at `path`; else as storageFailure. */
export function unusableDirectory(error: unknown, path: string): HyperdexError {
  const what = `use the data directory ${path}`
  if (error instanceof HyperdexError) return error
  const chain: (Error & { code?: unknown; syscall?: unknown; path?: unknown })[] = causes(error)
  const place = chain.map((cause) => cause.path).findLast((at) => typeof at === 'string') ?? path
  const refuse = (text: string, remedy: string) => new HyperdexError('INVALID', `cannot ${what}: ${text}`, remedy, { cause: error })
  for (const reason of reasons) {
    const fits = reason.codes.some((code) => hasCode(error, code)) || chain.some(({ message }) => message.includes(reason.text))
    if (fits) return refuse(reason.what(place), reason.remedy)
  }
  // As below /proc: all above it is there.
  if (chain.some(({ code, syscall }) => code === 'ENOENT' && syscall === 'mkdir')) return refuse(`nothing can be made at ${place}`, another)
  return storageFailure(error, what)
}

/** The path, or what is nearest above it, if that is there and no directory. */
function noDirectory(path: string): string | undefined {
  for (let at = path; ; at = dirname(at)) {
    try {
      return statSync(at).isDirectory() ? undefined : at
    } catch {
      if (dirname(at) === at) return undefined
    }
  }
}
