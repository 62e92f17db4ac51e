// Questions and updates of clients that do not know yet that an attribute was dropped.
import type { Failure } from '../cluster/client-messages.ts'
import { type NamesAttributes, namesDropped } from '../schema/names-dropped.ts'
import type { SpaceView } from './space-view.ts'
import { failure } from './surroundings.ts'

/** SCHEMA_MISMATCH when an attribute is named that the space had and has no longer. */
export function refusalOfDropped(view: SpaceView, named: NamesAttributes): Failure | undefined {
  const text = namesDropped(view.space.definition, view.dropped, named)
  return text === undefined ? undefined : failure('SCHEMA_MISMATCH', text, 'fetch the configuration and encode again')
}
