// Attributes that a caller selects by their indices to be given instead of a whole object; 0 is the key.
import { HyperdexError } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'
import { decodeObject, encodeObject } from '../values/object.ts'
import { dataType } from '../values/registry.ts'
import type { SpaceDefinition } from './definition.ts'

/** Throws INVALID when there is no such attribute. */
export function checkAttribute(attribute: number, { name, attributes }: SpaceDefinition): void {
  const last = attributes.length
  if (attribute <= last && !attributes[attribute - 1]?.dropped) return
  throw new HyperdexError('INVALID', `space "${name}" has no attribute ${attribute}`, `Use 0 (the key) to ${last}.`)
}

/** Throws INVALID unless each is there and is named once. */
export function checkSelection(select: readonly number[], definition: SpaceDefinition): void {
  const seen = new Set<number>()
  for (const attribute of select) {
    checkAttribute(attribute, definition)
    if (seen.has(attribute)) {
      throw new HyperdexError('INVALID', `attribute ${attribute} is selected twice`, 'Select each attribute once.')
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
