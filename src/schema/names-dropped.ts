// Which attribute a call names that its space had once and has no longer. Its place stays, as a string that is always empty (change-space.ts): what
// an outdated caller asks of it would be answered as if it had been one all along.
import type { Operation } from '../values/operation.ts'
import type { Predicate } from '../values/predicate.ts'
import type { SpaceDefinition } from './definition.ts'

export interface NamesAttributes {
  readonly predicate?: Predicate | null | undefined
  readonly operations?: readonly Operation[] | null | undefined
  /** Indices. */
  readonly attributes?: readonly (number | null | undefined)[] | undefined
}

/** SCHEMA_MISMATCH's text when an attribute is named that was dropped from the space. */
export function namesDropped({ name }: SpaceDefinition, dropped: ReadonlySet<number>, named: NamesAttributes): string | undefined {
  if (dropped.size === 0) return undefined
  for (const attribute of attributesIn(named)) {
    if (!dropped.has(attribute)) continue
    // Of its name nothing is left.
    return `attribute ${attribute}, which the call names, was dropped from space ${name}`
  }
  return undefined
}

function* attributesIn({ predicate, operations, attributes }: NamesAttributes): Generator<number> {
  if (predicate) yield* attributesOfPredicate(predicate)
  for (const { attribute } of operations ?? []) yield attribute ?? 0
  for (const attribute of attributes ?? []) yield attribute ?? 0
}

function* attributesOfPredicate(term: Predicate): Generator<number> {
  yield term.attribute ?? 0
  for (const inner of term.terms ?? []) yield* attributesOfPredicate(inner)
}
