// Questions and updates of clients that do not know yet that an attribute was dropped.
import type { Failure } from '../cluster/client-messages.ts'
import { type NamesAttributes, namesDropped } from '../schema/names-dropped.ts'
import type { SpaceView } from './space-view.ts'
import { failure } from './surroundings.ts'

/** SCHEMA_MISMATCH when an attribute is named that the space had and has no longer. */
export function refusalOfDropped(view: SpaceView, named: NamesAttributes): Failure | undefined {
  if (!namesDropped(view.dropped, named)) return undefined
  return failure(
    'SCHEMA_MISMATCH',
    `an attribute that the call names was dropped from space ${view.space.definition.name}`,
    'fetch the configuration and encode again',
  )
}
