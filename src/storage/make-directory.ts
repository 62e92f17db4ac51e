// Directories made with those above them. Not by Node's `recursive`: where nothing can be made, as below /proc, that tries for ever.
import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { syncDirectory } from './atomic-file.ts'
import { isMissing } from './storage-failure.ts'

/**
 * Makes the directory and whatever is missing above it, so that all of it is there after a loss of power: `sync` writes down what a directory holds. True
 * when it was not there before. Throws as `mkdir`, `stat` and `sync` do.
 */
export async function makeDirectory(path: string, sync: (directory: string) => Promise<void> = syncDirectory): Promise<boolean> {
  const absolute = resolve(path)
  if (await isDirectory(absolute)) return false
  if (dirname(absolute) !== absolute) await makeDirectory(dirname(absolute), sync)
  try {
    await mkdir(absolute)
  } catch (error) {
    // Another process was faster.
    if (await isDirectory(absolute)) return false
    throw error
  }
  await sync(dirname(absolute))
  return true
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
