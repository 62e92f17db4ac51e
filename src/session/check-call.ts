// What can be refused before anything is sent: sizes, types, shapes.
import type { Update } from '../cluster/client-messages.ts'
import type { Configuration, Space } from '../cluster/configuration.ts'
import { readOnlyError } from '../cluster/read-only.ts'
import { keyBytesMax } from '../cluster/size-limits.ts'
import { HyperdexError } from '../errors.ts'
import { droppedPlaces } from '../schema/change-space.ts'
import type { SpaceDefinition } from '../schema/definition.ts'
import { type NamesAttributes, namesDropped } from '../schema/names-dropped.ts'
import type { AttributeType } from '../values/attribute-type.ts'
import type { Bytes } from '../values/bytes.ts'
import { checkSecret, decodeTokens } from '../values/macaroon.ts'
import { checkOperations, compilePredicate } from '../values/matcher.ts'
import { dataType } from '../values/registry.ts'

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

const droppedOf = new WeakMap<SpaceDefinition, ReadonlySet<number>>()

/** Attributes that the space had once. */
function droppedAttributesOf(definition: SpaceDefinition): ReadonlySet<number> {
  let dropped = droppedOf.get(definition)
  if (dropped === undefined) {
    dropped = new Set(droppedPlaces(definition))
    droppedOf.set(definition, dropped)
  }
  return dropped
}

/** What a check of a write finds counts only where writes are taken: throws READONLY before what `check` throws. */
export function judgeWrite<Result>({ readOnly, spaces }: Configuration, space: Space, check: () => Result): Result {
  try {
    return check()
  } catch (error) {
    throw readOnlyError(readOnly, spaces.get(space.id) ?? space) ?? error
  }
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

/** SCHEMA_MISMATCH when an attribute is named that the space has no longer. */
export function droppedAttribute(definition: SpaceDefinition, named: NamesAttributes): HyperdexError | undefined {
  const text = namesDropped(definition, droppedAttributesOf(definition), named)
  return text === undefined ? undefined : new HyperdexError('SCHEMA_MISMATCH', text, 'name attributes that the space has')
}

/** About how many bytes the update takes on the wire. Throws SCHEMA_MISMATCH, INVALID, and TOO_LARGE for a secret. How large the object becomes is its point leader's to judge. */
export function checkUpdate(definition: SpaceDefinition, update: Update): number {
  const types = attributeTypesOf(definition)
  const operations = update.operations ?? []
  const dropped = droppedAttribute(definition, { operations, predicate: update.condition })
  if (dropped !== undefined) throw dropped
  checkOperations(operations, types, definition.attributes)
  if (update.condition) compilePredicate(update.condition, types)
  const { ttlMs } = update
  if (ttlMs && !(Number.isSafeInteger(ttlMs) && ttlMs > 0)) {
    throw new HyperdexError('INVALID', `${ttlMs} is no time to live`, 'give whole milliseconds from 1')
  }
  const { secret } = update
  if (secret?.length) {
    if (!definition.authorization) {
      const text = `a write to space ${definition.name} has a secret, but the space has no authorization`
      throw new HyperdexError('INVALID', text, 'leave the secret out, or make the space with authorization')
    }
    checkSecret(secret)
  }
  let bytes = secret?.length ?? 0
  for (const operation of operations) {
    for (const operand of operation.operands ?? []) bytes += operand.length
  }
  return bytes
}

/** About how many bytes the tokens take on the wire; a space without authorization asks for none. Throws INVALID and TOO_LARGE. */
export function checkTokens(definition: SpaceDefinition, tokens: readonly Bytes[] | undefined): number {
  if (!definition.authorization || tokens === undefined) return 0
  decodeTokens(tokens)
  return tokens.reduce((bytes, token) => bytes + token.length, 0)
}

/** Throws UNAUTHENTICATED: a call for many objects of a space with authorization. */
export function checkOpen(definition: SpaceDefinition): void {
  if (!definition.authorization) return
  const text = `space ${definition.name} has authorization: no search, count, aggregate, group call or watch is allowed`
  throw new HyperdexError('UNAUTHENTICATED', text, 'read and write its objects one by one, each with a token')
}
