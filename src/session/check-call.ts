// What can be refused before anything is sent: sizes, types, shapes.
import type { Update } from '../cluster/client-messages.ts'
import { HyperdexError } from '../errors.ts'
import type { SpaceDefinition } from '../schema/definition.ts'
import type { AttributeType } from '../values/attribute-type.ts'
import type { Bytes } from '../values/bytes.ts'
import { checkOperations, compilePredicate } from '../values/matcher.ts'
import { dataType } from '../values/registry.ts'

export const keyBytesMax = 64 * 1024
export const objectBytesMax = 16 * 1024 * 1024

const typesOf = new WeakMap<SpaceDefinition, readonly AttributeType[]>()

/** The types by attribute index, the key's first. */
export function attributeTypesOf(definition: SpaceDefinition): readonly AttributeType[] {
  let types = typesOf.get(definition)
  if (types === undefined) {
    types = [definition.key.type, ...definition.attributes.map((attribute) => attribute.type)]
    typesOf.set(definition, types)
  }
  return types
}

/** The key as it is stored. Throws TOO_LARGE and INVALID. */
export function checkKey(definition: SpaceDefinition, key: Bytes): Bytes {
  if (key.length > keyBytesMax) {
    throw new HyperdexError('TOO_LARGE', `a key of ${key.length} bytes is above the limit of 64 KiB`, 'use a shorter key')
  }
  const type = dataType(definition.key.type)
  const fault = type.check(key)
  if (fault !== undefined) {
    throw new HyperdexError('INVALID', `the key ${definition.key.name} of space ${definition.name} ${fault}`, 'give a value of its type')
  }
  return type.canonicalKey(key)
}

/** About how many bytes the update takes on the wire. Throws TOO_LARGE and INVALID. */
export function checkUpdate(definition: SpaceDefinition, update: Update): number {
  const types = attributeTypesOf(definition)
  const operations = update.operations ?? []
  checkOperations(operations, types)
  if (update.condition) compilePredicate(update.condition, types)
  const { ttlMs } = update
  if (ttlMs && !(Number.isSafeInteger(ttlMs) && ttlMs > 0)) {
    throw new HyperdexError('INVALID', `${ttlMs} is no time to live`, 'give whole milliseconds from 1')
  }
  let bytes = 0
  for (const operation of operations) {
    for (const operand of operation.operands ?? []) bytes += operand.length
  }
  if (bytes > objectBytesMax) {
    throw new HyperdexError(
      'TOO_LARGE',
      `an update of ${bytes} bytes is above the limit of 16 MiB for an object`,
      'store less in one object',
    )
  }
  return bytes
}
