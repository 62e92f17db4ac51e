// Runs a program that a page shows, against a cluster of the test's own.
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const project = join(import.meta.dirname, '../..')

/** What it prints. */
export async function runProgram(source: string, url: string, directory: string): Promise<string> {
  const runnable = source
    .replaceAll("from 'hyperdex'", `from ${JSON.stringify(join(project, 'src/index.ts'))}`)
    .replace('hyperdex://127.0.0.1:1982', url)
  if (!runnable.includes(url)) throw new Error('the program does not connect to hyperdex://127.0.0.1:1982')
  const file = join(directory, 'program.ts')
  await writeFile(file, runnable)
  const { stdout } = await promisify(execFile)(process.execPath, [file], { timeout: 100_000 })
  return stdout
}
