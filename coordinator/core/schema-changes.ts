// Spaces in use change their attributes and indexes. Each function gives the state after the command, the same state when the command changes nothing, or
// throws a HyperdexError and changes nothing either. The schema version grows with each change: it travels with requests.
import type { Space } from '../../src/cluster/configuration.ts'
import { addIndex, dropIndex, parseIndex } from '../../src/schema/change-indexes.ts'
import { addAttribute, dropAttribute, parseAttribute } from '../../src/schema/change-space.ts'
import type { SpaceDefinition } from '../../src/schema/definition.ts'
import { withSpace } from './edit.ts'
import { existingSpace } from './spaces.ts'
import type { State } from './state.ts'

export function addAttributeTo(state: State, name: string, text: string): State {
  const space = existingSpace(state.configuration, name)
  return redefined(state, space, addAttribute(space.definition, parseAttribute(text)))
}

export function dropAttributeFrom(state: State, name: string, attribute: string): State {
  const space = existingSpace(state.configuration, name)
  return redefined(state, space, dropAttribute(space.definition, attribute))
}

export function addIndexTo(state: State, name: string, text: string): State {
  const space = existingSpace(state.configuration, name)
  return redefined(state, space, addIndex(space.definition, parseIndex(text)))
}

export function dropIndexFrom(state: State, name: string, text: string): State {
  const space = existingSpace(state.configuration, name)
  return redefined(state, space, dropIndex(space.definition, parseIndex(text)))
}

function redefined(state: State, space: Space, definition: SpaceDefinition): State {
  if (definition === space.definition) return state
  const changed = { ...space, definition, schemaVersion: space.schemaVersion + 1 }
  return { ...state, configuration: withSpace(state.configuration, changed) }
}
