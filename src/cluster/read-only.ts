// What takes no writes at the moment: one space, or the whole cluster. It is the first thing that a write is judged by (docs/interface.md,
// section 3), so every process that refuses a malformed write looks here before.
import { HyperdexError } from '../errors.ts'
import type { Configuration, Space } from './configuration.ts'

/** `cluster`: the whole cluster takes no writes. Undefined: the space takes them. */
export function readOnlyError(cluster: boolean, { readOnly, definition }: Space): HyperdexError | undefined {
  if (cluster) return new HyperdexError('READONLY', 'the cluster is read-only', 'allow writes: read-only off')
  const { name } = definition
  return readOnly ? new HyperdexError('READONLY', `space ${name} is read-only`, `allow writes: read-only off ${name}`) : undefined
}

/** What takes no writes, as a status says it; spaces that are read-only by themselves, in the order of their names. */
export function readOnlyParts({ readOnly, spaces }: Configuration): {
  readonly readOnly: boolean
  readonly readOnlySpaces: readonly string[]
} {
  const refusing = [...spaces.values()].filter((space) => space.readOnly)
  return { readOnly, readOnlySpaces: refusing.map(({ definition }) => definition.name).sort() }
}
