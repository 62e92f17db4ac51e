// Questions and updates of clients that do not know yet that an attribute was dropped.
import type { Failure } from '../cluster/client-messages.ts'
import type { Operation } from '../values/operation.ts'
import type { Predicate } from '../values/predicate.ts'
import type { SpaceView } from './space-view.ts'
import { failure } from './surroundings.ts'

export interface NamesAttributes {
  readonly predicate?: Predicate | null | undefined
  readonly operations?: readonly Operation[] | null | undefined
  /** Indices. */
  readonly attributes?: readonly (number | null | undefined)[] | undefined
}

/** SCHEMA_MISMATCH when an attribute is named that the space had and has no longer. */
export function refusalOfDropped(view: SpaceView, { predicate, operations, attributes }: NamesAttributes): Failure | undefined {
  const { dropped } = view
  if (dropped.size === 0) return undefined
  const named = (attribute: number | null | undefined) => dropped.has(attribute ?? 0)
  const tests = (term: Predicate): boolean => named(term.attribute) || (term.terms ?? []).some(tests)
  if (!(predicate && tests(predicate)) && !operations?.some(({ attribute }) => named(attribute)) && !attributes?.some(named))
    return undefined
  return failure(
    'SCHEMA_MISMATCH',
    `an attribute that the call names was dropped from space ${view.space.definition.name}`,
    'fetch the configuration and encode again',
  )
}
