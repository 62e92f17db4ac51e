// Small files that are either the old or the new one, whatever happens while they are written.
import { open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isMissing } from './storage-failure.ts'

/** What a file that is being replaced is called besides its own name. */
export const temporarySuffix = '.new'

/** Makes the entries of a directory durable. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return // directories cannot be flushed there
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Replaces the file whole. It is durable when this resolves. */
export async function writeFileAtomically(path: string, text: string): Promise<void> {
  const temporary = path + temporarySuffix
  const handle = await open(temporary, 'w')
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, path)
  await syncDirectory(dirname(path))
}

/** The text of a file, undefined when there is none. */
export async function readFileIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}
