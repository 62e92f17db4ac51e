// Operations as the typed client's methods take them: what stands at an attribute.
import type { Step, View } from '../call.ts'
import type { Operation } from '../model/operations.ts'
import { printPath } from '../model/path.ts'
import { type Definition, type Primitive, type ScalarType, type Type, typeOf } from '../model/types.ts'
import type { Scalar } from '../model/values.ts'
import { elementToClient, jsonToClient, toClient } from '../views.ts'

function operandOfScalar(kind: ScalarType['kind'], view: View, name: string, value: Scalar): unknown {
  return name === 'ltrim' || name === 'rtrim' ? Number(value) : elementToClient(kind as Primitive, view, value)
}

/** Throws NotInView. */
function operandOf(type: Type, view: View, operation: Operation): unknown {
  const element = (kind: Primitive | undefined, value: Scalar) => elementToClient(kind!, view, value)
  switch (operation.name) {
    case 'put':
    case 'setUnion':
    case 'setIntersect':
      return toClient(type, view, operation.value)
    case 'lpop':
    case 'rpop':
      return true
    case 'lpush':
    case 'rpush':
    case 'setAdd':
    case 'setRemove':
      return element((type as Type & { readonly kind: 'list' }).element, operation.value)
    case 'mapRemove':
      return element((type as Type & { readonly kind: 'map' }).key, operation.value)
    case 'mapAdd': {
      const { key, value } = type as Type & { readonly kind: 'map' }
      return [element(key, operation.value[0]), element(value, operation.value[1])]
    }
    case 'mapApply': {
      const { key, value } = type as Type & { readonly kind: 'map' }
      return [element(key, operation.key), operation.inner, operandOfScalar(value, view, operation.inner, operation.value)]
    }
    case 'docSet':
      return [printPath(operation.path), jsonToClient(operation.value)]
    case 'docUnset':
      return printPath(operation.path)
    case 'docRename':
      return [printPath(operation.path), printPath(operation.to)]
    case 'docApply': {
      const { path, inner, value } = operation
      return value === undefined ? [printPath(path), inner] : [printPath(path), inner, jsonToClient(value)]
    }
    default:
      return operandOfScalar((type as ScalarType).kind, view, operation.name, operation.value)
  }
}

/** The argument of the method that the step names. */
export function stepToClient(definition: Definition, step: Step, view: View): Record<string, unknown> {
  return Object.fromEntries(
    step.operations.map(({ attribute, operation }) => [attribute, operandOf(typeOf(definition, attribute), view, operation)]),
  )
}
