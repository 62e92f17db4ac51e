// Changes of a space that is in use. Attributes are known by their index, in objects on disk, in requests and in indexes: so a new one comes
// last, and one that is dropped leaves its place behind, empty and without a name. Objects stored before a new attribute read its default.
import { HyperdexError } from '../errors.ts'
import type { AttributeType } from '../values/attribute-type.ts'
import { checkSpace } from './check-space.ts'
import { equalSpaces } from './compare-space.ts'
import type { AttributeDefinition, SpaceDefinition } from './definition.ts'
import { isTypeWord, readType, typesInWords } from './parse-type.ts'
import { printType } from './print-type.ts'
import { Tokens } from './tokens.ts'
import { isName, nameRule } from './words.ts'

/** What is left of a dropped attribute. Its name is none that a text could hold. */
function droppedPlace(index: number): AttributeDefinition {
  return { name: `\0${index}`, type: { kind: 'string' }, dropped: true }
}

/** The places of dropped attributes (1 and up), rising. */
export function droppedPlaces(definition: SpaceDefinition): number[] {
  const places: number[] = []
  for (const [index, { dropped }] of definition.attributes.entries()) if (dropped) places.push(index + 1)
  return places
}

/** A definition as it was printed, with the places of dropped attributes put back. */
export function withDroppedPlaces(definition: SpaceDefinition, places: readonly number[]): SpaceDefinition {
  if (places.length === 0) return definition
  const attributes = [...definition.attributes]
  for (const place of places) attributes.splice(place - 1, 0, droppedPlace(place))
  return { ...definition, attributes }
}

/**
 * An attribute as the space language has it: `TYPE NAME`, or `NAME` for a string; the name needs no backticks, but where it stands alone and is a type.
 * Throws INVALID.
 */
export function parseAttribute(text: string): AttributeDefinition {
  const [, typeText = '', ticked, plain = ''] = text.match(/^\s*(.*?)\s*(?:`([^`]*)`|([A-Za-z0-9_]+))\s*$/s) ?? []
  const name = ticked ?? plain
  if (!isName(name)) throw invalid(`${JSON.stringify(text)} names no attribute`, `write 'TYPE NAME'; ${nameRule}`)
  if (typeText === '' && plain !== '' && isTypeWord(plain)) {
    throw invalid(
      `${plain} is a type, and the name of an attribute is missing`,
      `write '${plain} NAME', or 'string ${plain}' for a string named ${plain}`,
    )
  }
  const tokens = new Tokens(typeText)
  const type: AttributeType | undefined = typeText === '' ? { kind: 'string' } : readType(tokens)
  if (!type || tokens.newest.kind !== 'end') throw invalid(`${JSON.stringify(typeText)} is no type`, typesInWords)
  return { name, type }
}

/** The same definition when it has this very attribute. Throws ALREADY_EXISTS, INVALID and TOO_LARGE. */
export function addAttribute(definition: SpaceDefinition, attribute: AttributeDefinition): SpaceDefinition {
  const { name, type } = attribute
  const known = [definition.key, ...definition.attributes].find((other) => other.name === name)
  if (known) {
    const only = { ...definition, attributes: [known], subspaces: [], indexes: [] }
    if (known !== definition.key && equalSpaces(only, { ...only, attributes: [attribute] })) return definition
    throw new HyperdexError(
      'ALREADY_EXISTS',
      `space ${definition.name} has ${known === definition.key ? 'the key' : 'an attribute'} ${name}, of type ${printType(known.type)}`,
      'choose another name',
    )
  }
  const changed = { ...definition, attributes: [...definition.attributes, { name, type }] }
  checkSpace(changed)
  return changed
}

/** Without the attribute and its indexes; its place stays. Throws INVALID for the key, an unknown attribute, and one on which objects are placed. */
export function dropAttribute(definition: SpaceDefinition, name: string): SpaceDefinition {
  const index = definition.attributes.findIndex((attribute) => !attribute.dropped && attribute.name === name)
  if (index < 0) {
    const what =
      name === definition.key.name ? `${name} is the key of space ${definition.name}` : `space ${definition.name} has no attribute ${name}`
    throw invalid(what, 'only attributes beyond the key can be dropped')
  }
  const subspace = definition.subspaces.findIndex((names) => names.includes(name))
  if (subspace >= 0) {
    throw invalid(
      `attribute ${name} of space ${definition.name} is an axis of subspace ${subspace + 1} (${definition.subspaces[subspace]!.join(', ')})`,
      'objects are placed by it: add a space without that subspace, and dump and load into it',
    )
  }
  const attributes = [...definition.attributes]
  attributes[index] = droppedPlace(index + 1)
  return { ...definition, attributes, indexes: definition.indexes.filter(({ attribute }) => attribute !== name) }
}

function invalid(message: string, remedy: string): HyperdexError {
  return new HyperdexError('INVALID', message, remedy)
}
