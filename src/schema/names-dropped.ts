// Whether a call names an attribute that its space had once and has no longer. Its place stays, as a string that is always empty (change-space.ts): what
// an outdated caller asks of it would be answered as if it had been one all along.
import type { Operation } from '../values/operation.ts'
import type { Predicate } from '../values/predicate.ts'

export interface NamesAttributes {
  readonly predicate?: Predicate | null | undefined
  readonly operations?: readonly Operation[] | null | undefined
  /** Indices. */
  readonly attributes?: readonly (number | null | undefined)[] | undefined
}

export function namesDropped(dropped: ReadonlySet<number>, { predicate, operations, attributes }: NamesAttributes): boolean {
  if (dropped.size === 0) return false
  const named = (attribute: number | null | undefined) => dropped.has(attribute ?? 0)
  const tests = (term: Predicate): boolean => named(term.attribute) || (term.terms ?? []).some(tests)
  return (
    (predicate != null && tests(predicate)) || operations?.some(({ attribute }) => named(attribute)) || attributes?.some(named) || false
  )
}
