// LevelDB opens in spite of damage inside its log and only notes in its own diary (the file LOG) what it dropped. Whoever holds replicas
// has to know.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissing, storageFailure } from './storage-failure.ts'

/** The lines of the newest diary of the store in `path` that tell of dropped bytes. */
export async function recoveryLosses(path: string): Promise<string[]> {
  try {
    const diary = await readFile(join(path, 'LOG'), 'latin1')
    return diary.split('\n').filter((line) => line.includes(': dropping '))
  } catch (error) {
    if (isMissing(error)) return []
    throw storageFailure(error, `read the diary of the store ${path}`)
  }
}
