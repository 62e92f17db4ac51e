// Attributes that a caller selects by their indices to be given instead of a whole object; 0 is the key.
import { HyperdexError } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'
import { decodeObject, encodeObject } from '../values/object.ts'
import { dataType } from '../values/registry.ts'
import type { SpaceDefinition } from './definition.ts'

/** Throws INVALID when there is no such attribute, SCHEMA_MISMATCH when there is none any more. */
export function checkAttribute(attribute: number, { name, attributes }: SpaceDefinition): void {
  const last = attributes.length
  if (attribute <= last) {
    if (!attributes[attribute - 1]?.dropped) return
    const text = `attribute ${attribute} was dropped from space "${name}"`
    throw new HyperdexError('SCHEMA_MISMATCH', text, 'Name attributes that the space has: fetch its definition.')
  }
  throw new HyperdexError('INVALID', `space "${name}" has no attribute ${attribute}`, `Use 0 (the key) to ${last}.`)
}

/** Throws as checkAttribute unless each is there, and INVALID unless each is named once. */
export function checkSelection(select: readonly number[], definition: SpaceDefinition): void {
  const { key, attributes } = definition
  const seen = new Set<number>()
  for (const attribute of select) {
    checkAttribute(attribute, definition)
    if (seen.has(attribute)) {
      throw new HyperdexError(
        'INVALID',
        `attribute ${attribute === 0 ? key.name : attributes[attribute - 1]!.name} is selected twice`,
        'Select each attribute once.',
      )
    }
    seen.add(attribute)
  }
}

/** Makes what cuts objects: encoded, with the selected values in the order of `select`. */
export function projector(select: readonly number[], { attributes }: SpaceDefinition): (key: Bytes, object: Bytes) => Bytes {
  const absent = select.map((attribute) => (attribute === 0 ? undefined : dataType(attributes[attribute - 1]!.type).absent))
  return (key, object) => {
    const values = decodeObject(object)
    return encodeObject(select.map((attribute, place) => (attribute === 0 ? key : (values[attribute - 1] ?? absent[place]!))))
  }
}
