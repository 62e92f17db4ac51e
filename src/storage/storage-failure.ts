// What LevelDB and the file system say, in the words of the product.
import { HyperdexError } from '../errors.ts'

export function causes(error: unknown): Error[] {
  const chain: Error[] = []
  for (let cause = error; cause instanceof Error && chain.length < 10; cause = cause.cause) chain.push(cause)
  return chain
}

export function hasCode(error: unknown, code: string): boolean {
  return causes(error).some((cause) => 'code' in cause && cause.code === code)
}

export function isLocked(error: unknown): boolean {
  return hasCode(error, 'LEVEL_LOCKED')
}

export function isMissing(error: unknown): boolean {
  return hasCode(error, 'ENOENT')
}

/** `what` is the rest of "cannot …". DISK_FULL when there is no room, else INTERNAL. An error of the product stays as it is. */
export function storageFailure(error: unknown, what: string): HyperdexError {
  if (error instanceof HyperdexError) return error
  const texts = causes(error).map((cause) => cause.message)
  const detail = texts.at(-1) ?? String(error)
  if (hasCode(error, 'ENOSPC') || texts.some((text) => text.includes('No space left on device') || text.includes('Disk quota exceeded'))) {
    return new HyperdexError('DISK_FULL', `cannot ${what}: the disk is full`, 'make room on it, then start this process again', {
      cause: error,
    })
  }
  return new HyperdexError('INTERNAL', `cannot ${what}: ${detail}`, 'see that the disk works and that this user may read and write there', {
    cause: error,
  })
}
