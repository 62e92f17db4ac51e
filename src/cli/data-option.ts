// `--data DIR` of the processes of a cluster.
import { HyperdexError } from '../errors.ts'

/** A parser for commander. An empty name, as an unset variable of the shell leaves it, would mean the current directory. Throws INVALID. */
export function dataDirectory(text: string): string {
  if (text !== '') return text
  throw new HyperdexError('INVALID', '--data: the name is empty', 'name a directory; the current one is .')
}
