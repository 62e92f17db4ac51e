// How a space in use is changed.
import { type Attribute, type Definition, type Place, printPlace } from './types.ts'

export type SpaceChange =
  | { readonly kind: 'addAttribute'; readonly attribute: Attribute }
  | { readonly kind: 'removeAttribute'; readonly name: string }
  | { readonly kind: 'addIndex' | 'removeIndex'; readonly place: Place }

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
  }
}
