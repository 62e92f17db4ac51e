// How a space in use is changed. What each change does to answers is all here and in space.ts: indexes do nothing to them, a new attribute reads
// as its default in every object, a dropped one is gone with its values, a space of another name is the same one, and one that is read-only
// refuses every write and nothing else.
import { type Attribute, type Definition, type Place, printPlace } from './types.ts'

export type SpaceChange =
  | { readonly kind: 'addAttribute'; readonly attribute: Attribute }
  | { readonly kind: 'removeAttribute'; readonly name: string }
  | { readonly kind: 'addIndex' | 'removeIndex'; readonly place: Place }
  | { readonly kind: 'rename'; readonly to: string }
  | { readonly kind: 'readOnly'; readonly on: boolean }

export function samePlace(one: Place, other: Place): boolean {
  return printPlace(one) === printPlace(other)
}

/** An attribute that is dropped takes its indexes along. */
export function changedDefinition(definition: Definition, change: SpaceChange): Definition {
  const { attributes, indexes } = definition
  switch (change.kind) {
    case 'addAttribute':
      return { ...definition, attributes: [...attributes, change.attribute] }
    case 'removeAttribute':
      return {
        ...definition,
        attributes: attributes.filter(({ name }) => name !== change.name),
        indexes: indexes.filter(({ attribute }) => attribute !== change.name),
      }
    case 'addIndex':
      return { ...definition, indexes: [...indexes, change.place] }
    case 'removeIndex':
      return { ...definition, indexes: indexes.filter((place) => !samePlace(place, change.place)) }
    case 'rename':
      return { ...definition, name: change.to }
    case 'readOnly':
      return definition
  }
}
