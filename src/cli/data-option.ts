// `--data DIR` and `--domain NAME` of the processes of a cluster.
import { HyperdexError } from '../errors.ts'

/** A parser for commander. An empty name, as an unset variable of the shell leaves it, would mean the current directory. Throws INVALID. */
export function dataDirectory(text: string): string {
  if (text !== '') return text
  throw new HyperdexError('INVALID', '--data: the name is empty', 'name a directory; the current one is .')
}

/** A parser for commander. An empty name would mean none, which leaving the option out says. Throws INVALID. */
export function failureDomain(text: string): string {
  if (text !== '') return text
  throw new HyperdexError('INVALID', '--domain: the name is empty', 'name a domain, or leave it out: it is then the host of --listen')
}
