// Files that lie beside the sources in the package: it may run from `src` in a checkout or from `dist/src` when installed.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The path of a file of the package, by its path from the package's root. */
export function packageFile(path: string): string {
  let directory = import.meta.dirname
  while (!existsSync(join(directory, 'package.json')) && dirname(directory) !== directory) directory = dirname(directory)
  return join(directory, path)
}
