// Values as they are typed on the command line, taken by the space's schema: a string as it stands, or in quotes where that is asked for, another scalar in its JSON form
// without quotes, containers and documents as JSON.
import { HyperdexError } from '../errors.ts'
import { liveAttributes } from '../schema/check-space.ts'
import type { SpaceDefinition } from '../schema/definition.ts'
import type { AttributeType } from '../values/attribute-type.ts'
import type { Bytes } from '../values/bytes.ts'
import { decodeString } from '../values/encode.ts'
import { fromJson, fromTyped, toJson } from '../values/json.ts'
import { parseJson } from '../values/json-text.ts'
import { dataType } from '../values/registry.ts'
import { type QuotedOption, readQuotedString } from './quoted-strings.ts'

interface Assignment {
  readonly name: string
  /** Undefined when there was no `=`. */
  readonly text: string | undefined
}

interface NamedAttribute {
  /** 0 is the key. */
  readonly index: number
  readonly type: AttributeType
}

/** Splits `attr=value` at the first `=`. */
export function parseAssignment(text: string): Assignment {
  const at = text.indexOf('=')
  return at < 0 ? { name: text, text: undefined } : { name: text.slice(0, at), text: text.slice(at + 1) }
}

/** Throws INVALID that lists the attributes there are. */
export function attributeNamed(definition: SpaceDefinition, name: string): NamedAttribute {
  if (name === definition.key.name) return { index: 0, type: definition.key.type }
  const index = definition.attributes.findIndex((attribute) => attribute.name === name && !attribute.dropped)
  if (index < 0) {
    const names = [definition.key, ...liveAttributes(definition)].map((attribute) => attribute.name)
    const remedy = `the attributes of ${definition.name} are ${names.join(', ')}`
    throw new HyperdexError('INVALID', `space ${definition.name} has no attribute ${JSON.stringify(name)}`, remedy)
  }
  return { index: index + 1, type: definition.attributes[index]!.type }
}

/** An attribute that can be written: the key cannot. */
export function writableAttributeNamed(definition: SpaceDefinition, name: string): NamedAttribute {
  const attribute = attributeNamed(definition, name)
  if (attribute.index === 0) {
    const remedy = 'write the object under its new key and delete the old one'
    throw new HyperdexError('INVALID', `${name} is the key of ${definition.name}; an object's key does not change`, remedy)
  }
  return attribute
}

/** Throws INVALID, and TOO_LARGE for JSON of too many levels, that names `name`. */
export function encodeTyped(name: string, type: AttributeType, text: string, { quoted }: QuotedOption = {}): Bytes {
  if (quoted && type.kind === 'string') return naming(name, () => readQuotedString(text))
  return naming(name, () => (isScalar(type) ? fromTyped(type, text) : fromJson(type, parseJson(text))))
}

/** What `work` returns; its errors get the name before their sentence. */
export function naming<Result>(name: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof HyperdexError) || error.message.startsWith(`${name}: `)) throw error
    throw new HyperdexError(error.code, `${name}: ${error.message}`, error.remedy, { cause: error })
  }
}

/** A scalar as it would be typed; undefined for a string that is not UTF-8, which can be only in quotes. */
export function typedText(type: AttributeType, value: Bytes): string | undefined {
  if (type.kind === 'string') return decodeString(value)
  const json = toJson(type, value)
  return json.startsWith('"') ? json.slice(1, -1) : json
}

/** The key as keys are stored. Throws INVALID. */
export function encodeKey(definition: SpaceDefinition, text: string, options: QuotedOption): Bytes {
  const { name, type } = definition.key
  return dataType(type).canonicalKey(encodeTyped(name, type, text, options))
}

function isScalar(type: AttributeType): boolean {
  return type.kind !== 'list' && type.kind !== 'set' && type.kind !== 'map' && type.kind !== 'document'
}
