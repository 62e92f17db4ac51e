// Directories made with those above them. Not by Node's `recursive`: where nothing can be made, as below /proc, that tries for ever.
import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { isMissing } from './storage-failure.ts'

/** Makes the directory and whatever is missing above it. True when it was not there before. Throws as `mkdir` and `stat` do. */
export async function makeDirectory(path: string): Promise<boolean> {
  const absolute = resolve(path)
  if (await isDirectory(absolute)) return false
  if (dirname(absolute) !== absolute) await makeDirectory(dirname(absolute))
  try {
    await mkdir(absolute)
    return true
  } catch (error) {
    // Another process was faster.
    if (await isDirectory(absolute)) return false
    throw error
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
