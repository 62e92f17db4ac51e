// What takes no writes at the moment: one space, or the whole cluster. It is the first thing that a write is judged by (docs/interface.md,
// section 3), so every process that refuses a malformed write looks here before.
import { HyperdexError } from '../errors.ts'
import type { Space } from './configuration.ts'

/** `cluster`: the whole cluster takes no writes. Undefined: the space takes them. */
export function readOnlyError(cluster: boolean, { readOnly, definition }: Space): HyperdexError | undefined {
  const what = cluster ? 'the cluster' : readOnly ? `space ${definition.name}` : undefined
  return what === undefined ? undefined : new HyperdexError('READONLY', `${what} is read-only`, 'allow writes: read-only off')
}
