// Operations that fit an attribute's type, and steps of them.
import type { Step } from '../call.ts'
import type { DocumentOperation } from '../model/document-operations.ts'
import type { Json } from '../model/json.ts'
import type { Operation } from '../model/operations.ts'
import { floatOperations, intOperations, type ScalarOperation, stringOperations } from '../model/scalar-operations.ts'
import type { Attribute, Primitive, Type } from '../model/types.ts'
import type { Entry, Scalar, Value } from '../model/values.ts'
import type { Random } from '../random.ts'
import { anyValue, jsonOf, pathOf, pathWithin, scalarOf, stringOf } from './values.ts'

function scalarOperation(random: Random, kind: Primitive): { readonly name: ScalarOperation; readonly value: Scalar } {
  if (kind === 'float') return { name: random.pick(floatOperations), value: scalarOf(random, kind) }
  if (kind !== 'string') return { name: random.pick(intOperations), value: scalarOf(random, kind) }
  const name = random.pick(stringOperations)
  return {
    name,
    value: name.endsWith('trim')
      ? BigInt(
          random.weighted([
            [90, random.below(4)],
            [10, 2 ** 40],
          ]),
        )
      : stringOf(random),
  }
}

/** The value of an attribute in one of the objects, so that operations often meet what they need; undefined when there is none. */
export type Stored = (name: string) => Value | undefined

function documentOperation(random: Random, stored: Json | undefined): DocumentOperation {
  const within = stored === undefined || random.chance(40) ? undefined : pathWithin(random, stored)
  const path = within ?? pathOf(random)
  return random.weighted<() => DocumentOperation>([
    [35, () => ({ name: 'docSet', path, value: jsonOf(random, 2) })],
    [10, () => ({ name: 'docUnset', path })],
    [15, () => ({ name: 'docRename', path, to: pathOf(random) })],
    [40, () => applied(random, path)],
  ])()
}

function applied(random: Random, path: DocumentOperation['path']): DocumentOperation {
  const name = 'docApply'
  return random.weighted<() => DocumentOperation>([
    [40, () => ({ name, path, inner: random.pick(intOperations), value: scalarOf(random, 'int') as bigint })],
    [15, () => ({ name, path, inner: random.pick(floatOperations), value: random.pick([0.5, -1.5, 1e300, 0.1]) })],
    [15, () => ({ name, path, inner: random.pick(['prepend', 'append'] as const), value: random.pick(['', 'a', 'ä', '😀']) })],
    [10, () => ({ name, path, inner: random.pick(['ltrim', 'rtrim'] as const), value: BigInt(random.below(3)) })],
    [10, () => ({ name, path, inner: random.pick(['lpush', 'rpush'] as const), value: jsonOf(random, 1) })],
    [10, () => ({ name, path, inner: random.pick(['lpop', 'rpop'] as const) })],
  ])()
}

function operationOf(random: Random, type: Type, stored: Stored, attribute: string): Operation {
  if (random.chance(25)) return { name: 'put', value: anyValue(random, type) }
  switch (type.kind) {
    case 'timestamp':
      return { name: 'put', value: anyValue(random, type) }
    case 'document':
      return documentOperation(random, stored(attribute) as Json | undefined)
    case 'list': {
      const pushes = random.chance(50)
      if (!pushes) return { name: random.pick(['lpop', 'rpop'] as const) }
      return { name: random.pick(['lpush', 'rpush'] as const), value: scalarOf(random, type.element) }
    }
    case 'set': {
      if (random.chance(50)) return { name: random.pick(['setAdd', 'setRemove'] as const), value: scalarOf(random, type.element) }
      return {
        name: random.pick(['setUnion', 'setIntersect'] as const),
        value: random.list(random.below(5), () => scalarOf(random, type.element)),
      }
    }
    case 'map': {
      const entries = stored(attribute) as readonly Entry[] | undefined
      const known = entries !== undefined && entries.length > 0 && random.chance(50)
      const key = known ? random.pick(entries)[0] : scalarOf(random, type.key)
      if (random.chance(25)) return { name: 'mapAdd', value: [key, scalarOf(random, type.value)] }
      if (random.chance(33)) return { name: 'mapRemove', value: key }
      const { name: inner, value } = scalarOperation(random, type.value)
      return { name: 'mapApply', key, inner, value }
    }
    default:
      return scalarOperation(random, type.kind)
  }
}

/** One operation, and the same one, with other values, on some attributes of the same type. */
export function stepOf(random: Random, attributes: readonly Attribute[], stored: Stored): Step {
  // Documents have by far the most that an operation can do.
  const documents = attributes.filter(({ type }) => type.kind === 'document')
  const first = random.pick(documents.length > 0 && random.chance(20) ? documents : attributes)
  const operation = operationOf(random, first.type, stored, first.name)
  const operations = [{ attribute: first.name, operation }]
  for (const { name, type } of random.some(attributes, 10)) {
    if (name === first.name || type.kind !== first.type.kind) continue
    const other = operationOf(random, type, stored, name)
    if (other.name === operation.name) operations.push({ attribute: name, operation: other })
  }
  return { name: operation.name, operations }
}

export function putStep(random: Random, attributes: readonly Attribute[], percent: number): Step {
  const operations = random.some(attributes, percent).map(({ name, type }) => {
    const operation: Operation = { name: 'put', value: anyValue(random, type) }
    return { attribute: name, operation }
  })
  return { name: 'put', operations }
}
