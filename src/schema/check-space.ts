// The rules that a space must obey beyond its grammar (interface.md section 1), whoever made it: a text or the typed client.
import type { HyperdexError, TextPosition } from '../errors.ts'
import type { AttributeType } from '../values/attribute-type.ts'
import { parseDocumentPath } from '../values/path.ts'
import type { AttributeDefinition, IndexDefinition, SpaceDefinition } from './definition.ts'
import { invalidAt, locatedError, locating } from './located-error.ts'
import { isOrdered, printTypeInSentence } from './print-type.ts'
import { isName, nameRule } from './words.ts'

export { equalSpaces } from './compare-space.ts'

/** A part of a definition, e.g. `attributes.3`, `subspaces.0.1`, `indexes.2`, `tolerate`. */
export type SpacePlace =
  | 'name'
  | 'key'
  | 'tolerate'
  | 'partitions'
  | 'expireMs'
  | `attributes.${number}`
  | `subspaces.${number}`
  | `subspaces.${number}.${number}`
  | `indexes.${number}`

/** The key included. */
const attributesMaximum = 1_000
const tolerateMaximum = 9
const partitionsMaximum = 4_096

/** Throws HyperdexError INVALID, or TOO_LARGE for too many attributes; `places` says where each part was written. */
export function checkSpace(definition: SpaceDefinition, places: ReadonlyMap<SpacePlace, TextPosition> = new Map()): void {
  const { name, key, attributes, subspaces, indexes } = definition
  checkName(name, 'a space', places.get('name'))
  checkName(key.name, 'a key', places.get('key'))
  if (!isOrdered(key.type)) {
    const message = `the key "${key.name}" cannot be ${printTypeInSentence(key.type)}`
    throw invalidAt(places.get('key'), message, 'choose string, int, int64, float or timestamp(UNIT)')
  }
  if (attributes.length + 1 > attributesMaximum) {
    const dropped = attributes.filter((attribute) => attribute.dropped).length
    const counted = dropped === 0 ? 'with the key' : `with the key and ${dropped} that were dropped, whose places are not given again`
    const message = `space "${name}" has ${attributes.length + 1} attributes ${counted}, the limit is ${attributesMaximum}`
    throw locatedError(
      'TOO_LARGE',
      places.get(`attributes.${attributesMaximum - 1}`),
      message,
      'put several values into one document or map',
    )
  }
  const seen = new Map<string, AttributeType>()
  for (const [index, attribute] of attributes.entries()) {
    if (attribute.dropped) continue
    const position = places.get(`attributes.${index}`)
    checkName(attribute.name, 'an attribute', position)
    if (attribute.name === key.name || seen.has(attribute.name)) {
      const other = attribute.name === key.name ? 'the key' : 'another attribute'
      throw invalidAt(position, `attribute "${attribute.name}" has the name of ${other}`, 'give each attribute a name of its own')
    }
    seen.set(attribute.name, attribute.type)
  }
  for (const [index, subspace] of subspaces.entries()) {
    if (subspace.length === 0)
      throw invalidAt(places.get(`subspaces.${index}`), 'a subspace of no attributes', 'name at least one attribute')
    for (const [axis, attribute] of subspace.entries()) {
      checkAxis(definition, subspace, axis, seen.get(attribute), places.get(`subspaces.${index}.${axis}`))
    }
  }
  for (const [place, index] of indexes.entries()) checkIndex(definition, index, seen.get(index.attribute), places.get(`indexes.${place}`))
  checkRange(definition.tolerate, 'failures to tolerate', 0, tolerateMaximum, places.get('tolerate'))
  checkRange(definition.partitions, 'partitions', 1, partitionsMaximum, places.get('partitions'))
  if (definition.expireMs !== undefined) {
    checkRange(definition.expireMs, 'milliseconds to live', 1, Number.MAX_SAFE_INTEGER, places.get('expireMs'))
  }
}

/** Key first, so that a type is found by an attribute's index. */
export function attributeTypes(definition: SpaceDefinition): AttributeType[] {
  return [definition.key.type, ...definition.attributes.map((attribute) => attribute.type)]
}

/** Those that were not dropped, each with its index. */
export function liveAttributes({ attributes }: SpaceDefinition): (AttributeDefinition & { readonly index: number })[] {
  return attributes.flatMap(({ name, type, dropped }, place) => (dropped ? [] : [{ name, type, index: place + 1 }]))
}

/** 0 is the key, i the i-th attribute; undefined: no such attribute. */
export function attributeIndex(definition: SpaceDefinition, name: string): number | undefined {
  if (definition.key.name === name) return 0
  const index = definition.attributes.findIndex((attribute) => attribute.name === name && !attribute.dropped)
  return index < 0 ? undefined : index + 1
}

function checkName(name: string, what: string, position: TextPosition | undefined): void {
  if (!isName(name)) throw invalidAt(position, `${JSON.stringify(name)} cannot be the name of ${what}`, nameRule)
}

/** `type` is that of the attribute; undefined: the space has no such attribute beyond the key. */
function checkAxis(
  definition: SpaceDefinition,
  subspace: readonly string[],
  axis: number,
  type: AttributeType | undefined,
  position: TextPosition | undefined,
): void {
  const name = subspace[axis]!
  if (!type) throw notAnAttribute(definition, name, 'a subspace', position)
  if (!isOrdered(type)) {
    const message = `attribute "${name}" is ${printTypeInSentence(type)}, which spans no axis of a subspace`
    throw invalidAt(position, message, 'leave it out, or give it an index')
  }
  if (subspace.indexOf(name) < axis) throw invalidAt(position, `attribute "${name}" occurs twice in one subspace`, 'name it once')
}

function checkIndex(
  definition: SpaceDefinition,
  { attribute, path }: IndexDefinition,
  type: AttributeType | undefined,
  position: TextPosition | undefined,
): void {
  if (!type) throw notAnAttribute(definition, attribute, 'an index', position)
  if (type.kind === 'document') {
    if (path === undefined) {
      throw invalidAt(position, `an index on the document "${attribute}" needs a path`, `write for example: index ${attribute}.member`)
    }
    locating(position, () => parseDocumentPath(path))
  } else if (path !== undefined) {
    throw invalidAt(position, `attribute "${attribute}" is ${printTypeInSentence(type)} and has no paths`, `write: index ${attribute}`)
  }
}

function notAnAttribute(definition: SpaceDefinition, name: string, what: string, position: TextPosition | undefined): HyperdexError {
  if (name === definition.key.name) {
    return invalidAt(position, `${what} on the key "${name}"`, 'leave it out: subspace 0 is always the key')
  }
  return invalidAt(
    position,
    `${what} on "${name}", which is no attribute of space "${definition.name}"`,
    listAttributes(definition.attributes),
  )
}

function listAttributes(attributes: readonly AttributeDefinition[]): string {
  if (attributes.length === 0) return 'the space has no attributes beyond its key'
  const shown = attributes
    .filter(({ dropped }) => !dropped)
    .slice(0, 20)
    .map((attribute) => attribute.name)
  return `attributes are ${shown.join(', ')}${attributes.length > shown.length ? ', …' : ''}`
}

function checkRange(value: number, what: string, low: number, high: number, position: TextPosition | undefined): void {
  if (Number.isInteger(value) && value >= low && value <= high) return
  throw invalidAt(position, `${value} ${what} is out of range`, `choose a whole number from ${low} to ${high}`)
}
