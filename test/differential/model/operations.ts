// What is done to one attribute of one object.
import { applyDocument, applyList, type DocumentOperation, type ListOperation } from './document-operations.ts'
import type { Json } from './json.ts'
import { applyScalar, type ScalarOperation } from './scalar-operations.ts'
import type { Type } from './types.ts'
import { asStored, defaultScalar, type Entry, makeMap, makeSet, type Scalar, sameScalar, type Value } from './values.ts'

export type Operation =
  | { readonly name: 'put'; readonly value: Value }
  | { readonly name: ScalarOperation; readonly value: Scalar }
  | { readonly name: 'lpush' | 'rpush' | 'setAdd' | 'setRemove' | 'mapRemove'; readonly value: Scalar }
  | { readonly name: 'lpop' | 'rpop' }
  | { readonly name: 'setUnion' | 'setIntersect'; readonly value: readonly Scalar[] }
  | { readonly name: 'mapAdd'; readonly value: Entry }
  | { readonly name: 'mapApply'; readonly key: Scalar; readonly inner: ScalarOperation; readonly value: Scalar }
  | DocumentOperation

/** Throws Failure. */
export function applyOperation(type: Type, stored: Value, operation: Operation): Value {
  switch (operation.name) {
    case 'put':
      return asStored(type, operation.value)
    case 'lpush':
    case 'rpush':
    case 'lpop':
    case 'rpop':
      return applyList(operation.name as ListOperation, stored as readonly Scalar[], 'value' in operation ? operation.value : undefined)
    case 'setAdd':
      return makeSet([...(stored as readonly Scalar[]), operation.value])
    case 'setRemove':
      return (stored as readonly Scalar[]).filter((element) => !sameScalar(element, operation.value))
    case 'setUnion':
      return makeSet([...(stored as readonly Scalar[]), ...operation.value])
    case 'setIntersect':
      return (stored as readonly Scalar[]).filter((element) => operation.value.some((other) => sameScalar(element, other)))
    case 'mapAdd':
      return makeMap([...(stored as readonly Entry[]), operation.value])
    case 'mapRemove':
      return (stored as readonly Entry[]).filter(([key]) => !sameScalar(key, operation.value))
    case 'mapApply': {
      const entries = stored as readonly Entry[]
      const found = entries.find(([key]) => sameScalar(key, operation.key))
      const before = found?.[1] ?? defaultScalar((type as Type & { readonly kind: 'map' }).value)
      return makeMap([...entries, [operation.key, applyScalar(operation.inner, before, operation.value)]])
    }
    case 'docSet':
    case 'docUnset':
    case 'docRename':
    case 'docApply':
      return applyDocument(stored as Json, operation)
    default:
      return applyScalar(operation.name, stored as Scalar, operation.value)
  }
}
