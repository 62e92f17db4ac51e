// Operations that fit an attribute's type, and steps of them.
import type { Step } from '../call.ts'
import type { DocumentOperation } from '../model/document-operations.ts'
import type { Operation } from '../model/operations.ts'
import { floatOperations, intOperations, type ScalarOperation, stringOperations } from '../model/scalar-operations.ts'
import type { Attribute, Primitive, Type } from '../model/types.ts'
import type { Scalar } from '../model/values.ts'
import type { Random } from '../random.ts'
import { anyValue, entryOf, jsonOf, pathOf, scalarOf, stringOf } from './values.ts'

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

function documentOperation(random: Random): DocumentOperation {
  const path = pathOf(random)
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

export function operationOf(random: Random, type: Type): Operation {
  if (random.chance(25)) return { name: 'put', value: anyValue(random, type) }
  switch (type.kind) {
    case 'timestamp':
      return { name: 'put', value: anyValue(random, type) }
    case 'document':
      return documentOperation(random)
    case 'list': {
      const name = random.pick(['lpush', 'rpush', 'lpop', 'rpop'] as const)
      return name.endsWith('pop') ? { name: name as 'lpop' } : { name: name as 'lpush', value: scalarOf(random, type.element) }
    }
    case 'set': {
      const name = random.pick(['setAdd', 'setRemove', 'setUnion', 'setIntersect'] as const)
      if (name === 'setAdd' || name === 'setRemove') return { name, value: scalarOf(random, type.element) }
      return { name, value: random.list(random.below(5), () => scalarOf(random, type.element)) }
    }
    case 'map': {
      const name = random.pick(['mapAdd', 'mapRemove', 'mapApply', 'mapApply'] as const)
      if (name === 'mapAdd') return { name, value: entryOf(random, type) }
      const key = scalarOf(random, type.key)
      if (name === 'mapRemove') return { name, value: key }
      const { name: inner, value } = scalarOperation(random, type.value)
      return { name, key, inner, value }
    }
    default:
      return scalarOperation(random, type.kind)
  }
}

/** One operation, and the same one, with other values, on some attributes of the same type. */
export function stepOf(random: Random, attributes: readonly Attribute[]): Step {
  const first = random.pick(attributes)
  const operation = operationOf(random, first.type)
  const operations = [{ attribute: first.name, operation }]
  for (const { name, type } of random.some(attributes, 10)) {
    if (name === first.name || type.kind !== first.type.kind) continue
    const other = operationOf(random, type)
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
