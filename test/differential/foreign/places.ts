// Attributes by their indices, as calls name them: a new one comes last, and one that is dropped leaves its index behind, which nobody else gets.
import type { SpaceChange } from '../model/space-change.ts'
import { changedDefinition } from '../model/space-change.ts'
import type { Attribute, Definition } from '../model/types.ts'

export interface Placed extends Definition {
  /** The names of the attributes from index 1 on; '' was dropped. */
  readonly places: readonly string[]
}

export function placed(definition: Definition): Placed {
  return { ...definition, places: definition.attributes.map(({ name }) => name) }
}

/** 0 is the key. */
export function indexOf({ key, places }: Placed, name: string): number {
  return name === key.name ? 0 : 1 + places.indexOf(name)
}

export function changedPlaces(before: Placed, change: SpaceChange): Placed {
  const after = { ...changedDefinition(before, change), places: before.places }
  if (change.kind === 'addAttribute') return { ...after, places: [...before.places, change.attribute.name] }
  if (change.kind !== 'removeAttribute') return after
  return { ...after, places: before.places.map((name) => (name === change.name ? '' : name)) }
}

/** With an attribute that is not there, at the newest index that was dropped or behind all others. */
export function withUnknown({ places, ...definition }: Placed, attribute: Attribute): Placed {
  const dropped = places.lastIndexOf('')
  const named = dropped === -1 ? [...places, attribute.name] : places.with(dropped, attribute.name)
  return { ...definition, attributes: [...definition.attributes, attribute], places: named }
}
